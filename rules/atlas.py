"""The table of places: all of Indonesia's provinces, regencies and cities, many abroad, countries.

It reads tables and knows names; finding names in a text is `places.py`.
"""

import csv
import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel import Locale

from kembar.model import Level, Place

from .tokens import split_words
from .trie import Trie

COLUMNS = (
    "id", "level", "name", "parent", "country", "latitude", "longitude", "class", "aliases",
)  # fmt: skip
NEEDED = ("id", "level", "name")
BUILT_IN = Path(__file__).with_name("places.tsv")
_PREFIXES = ("Kota ", "Kabupaten ", "Provinsi ")
_NO_COUNTRIES = frozenset({"ID", "EU", "UN", "EZ", "ZZ", "QO", "XA", "XB", "AQ", "AX", "CP", "DG"})


@dataclass(frozen=True, slots=True)
class Name:
    """A way to write a place; `exact` holds the letters it must have where case counts."""

    place: str
    exact: str | None = None
    doubtful: bool = False
    """A short form that is also a word (`Mitra`): counts only with a title in the text."""


@dataclass(frozen=True, slots=True)
class Row:
    """A place with the ways to write it; `doubtful` where the bare name is a word or a person's."""

    place: Place
    names: tuple[str, ...]
    doubtful: bool = False


@dataclass
class Gazetteer:
    """Every place by id, and their names as a trie of words."""

    rows: dict[str, Row] = field(default_factory=dict)
    names: Trie[Name] = field(default_factory=Trie)
    _by_name: dict[tuple[str, ...], str] = field(default_factory=dict)

    @property
    def places(self) -> tuple[Place, ...]:
        """All places, in the order of the tables."""
        return tuple(row.place for row in self.rows.values())

    def __getitem__(self, place_id: str) -> Place:
        return self.rows[place_id].place

    def __contains__(self, place_id: str) -> bool:
        return place_id in self.rows

    def add(self, row: Row) -> None:
        """Put in a place; one of the same id is replaced, its names stay."""
        self.rows[row.place.id] = row
        self._by_name[split_words(row.place.name)] = row.place.id
        # The title is read apart from the name, so that it can tell a city from a regency.
        for written in dict.fromkeys((_bare(row.place), *row.names)):
            exact = written[1:] if written[:1] in ("=", "?") else None
            words = split_words(exact or written)
            if words:
                self.names.add(words, Name(row.place.id, exact, written.startswith("?")))
                if exact is None and len(words) == 2:
                    self.names.add(("".join(words),), Name(row.place.id))

    def find(self, written: str) -> list[Place]:
        """The places that an id or a name means: `64`, `Kota Bontang`, `Kalimantan Timur`."""
        if written in self.rows:
            return [self[written]]
        words = split_words(written)
        if words in self._by_name:
            return [self[self._by_name[words]]]
        return [self[name.place] for name in self.names.get(words)]

    def within(self, place_id: str, area: str) -> bool:
        """Whether a place is that area or lies in it, or is an office of it (`33.26#dprd`)."""
        place_id = place_id.partition("#")[0]
        while place_id:
            if place_id == area:
                return True
            row = self.rows.get(place_id)
            place_id = row.place.parent if row and row.place.parent else ""
        return False


def load(local: Path | None = None) -> tuple[Gazetteer, list[str]]:
    """The built-in table, the countries, and the operator's own rows; and every fault in those."""
    gazetteer = Gazetteer()
    faults: list[str] = []
    with BUILT_IN.open(encoding="utf-8", newline="") as lines:
        rows = list(_rows(lines, BUILT_IN.name, faults))
    known = {row.place.id for row in rows}
    for row in (*rows, *(row for row in _countries() if row.place.id not in known)):
        gazetteer.add(_named(row))
    if local is not None and local.is_file():
        with local.open(encoding="utf-8", newline="") as lines:
            for row in _rows(lines, str(local), faults):
                parent = row.place.parent
                if parent is not None and parent not in gazetteer:
                    faults.append(
                        f"{local}: {row.place.id}: parent: no place has the id {parent!r}"
                    )
                gazetteer.add(row)
    return gazetteer, faults


def _rows(lines: Iterable[str], name: str, faults: list[str]) -> Iterator[Row]:
    table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    header = table.fieldnames or []
    for column in header:
        if column not in COLUMNS:
            faults.append(f"{name}: column {column!r} is unknown; known: {', '.join(COLUMNS)}")
    for column in NEEDED:
        if column not in header:
            faults.append(f"{name}: the column {column!r} is missing")
            return
    for number, cells in enumerate(table, start=2):
        try:
            yield _row({key: cells.get(key) or "" for key in COLUMNS})
        except ValueError as error:
            faults.append(f"{name}: line {number}: {error}")


def _row(cells: dict[str, str]) -> Row:
    place_id, name = cells["id"].strip(), cells["name"].strip()
    try:
        level = Level(cells["level"].strip())
    except ValueError:
        levels = ", ".join(Level)
        raise ValueError(f"level {cells['level']!r} is unknown; known: {levels}") from None
    if not place_id:
        raise ValueError("id is empty")
    country = cells["country"].strip() or "ID"
    if not name and level is Level.COUNTRY:
        name = _territories()[country]
    if not name:
        raise ValueError("name is empty")
    place = Place(
        id=place_id,
        code=place_id if country == "ID" and place_id[:1].isdigit() else None,
        name=name,
        level=level,
        parent=cells["parent"].strip() or None,
        country=country,
        latitude=float(cells["latitude"]) if cells["latitude"] else None,
        longitude=float(cells["longitude"]) if cells["longitude"] else None,
    )
    names = tuple(alias for alias in cells["aliases"].split("|") if alias)
    return Row(place, names, doubtful=cells["class"] not in ("", "0"))


def _bare(place: Place) -> str:
    if place.country != "ID":
        return place.name
    for prefix in _PREFIXES:
        if place.name.startswith(prefix):
            return place.name.removeprefix(prefix)
    return place.name


def _named(row: Row) -> Row:
    """A country's CLDR name and what the table adds to it."""
    if row.place.level is Level.COUNTRY and row.place.name not in row.names:
        return Row(row.place, (row.place.name, *row.names), row.doubtful)
    return row


@functools.cache
def _territories() -> dict[str, str]:
    return dict(Locale("id").territories)


def _countries() -> Iterator[Row]:
    for code, name in _territories().items():
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES:
            place = Place(id=code.lower(), name=name, level=Level.COUNTRY, country=code)
            # A short name of letters only may be a word or a first name (Chad, Oman, Mali).
            yield Row(place, (name,), doubtful=len(name) <= 5)
