"""Reads tables of places, the built-in one and the operator's, and finds every fault in them."""

import csv
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel import Locale

from kembar.model import Level, Place

from .tokens import split_words

COLUMNS = (
    "id", "level", "name", "parent", "country", "latitude", "longitude", "class", "aliases",
)  # fmt: skip
MARKS = "=?!~"
_ID = re.compile(r"\d\d(?:\.\d\d)?|[a-z]{2}(?::[a-z0-9]+(?:-[a-z0-9]+)*)?")
_CLASSES = ("", "0", "1", "2")
_NO_COUNTRIES = frozenset({"ID", "EU", "UN", "EZ", "ZZ", "QO", "XA", "XB", "AQ", "AX", "CP", "DG"})
_SHORT = 5  # letters
_NORTH, _EAST = 90.0, 180.0


@dataclass(frozen=True, slots=True)
class Row:
    """A place with the ways to write it; `doubtful` where the bare name is a word or a person's."""

    place: Place
    names: tuple[str, ...]
    doubtful: bool = False


def read(path: Path, known: Mapping[str, Row], faults: list[str], *, shown: str) -> Iterator[Row]:
    """The sound rows of a table; a row of a known id may leave out what it does not change."""
    try:
        # Spreadsheets put a byte order mark before the first column.
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        faults.append(f"{shown}: is not UTF-8 text (byte {error.start}); save it as UTF-8")
        return
    table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    header = [column.strip() for column in table.fieldnames or []]
    table.fieldnames = header
    if not _header(header, faults, shown):
        return
    seen: dict[str, int] = {}
    for cells in table:
        number = table.line_num
        if None in cells:
            faults.append(f"{shown}: line {number}: more cells than columns ({len(header)})")
            continue
        row = {key: (cells.get(key) or "").strip() for key in COLUMNS}
        wrong, made = _row(row, known)
        if row["id"] in seen:
            wrong.append(f"column id: {row['id']!r} stands in line {seen[row['id']]} already")
        seen[row["id"]] = number
        faults.extend(f"{shown}: line {number}: {fault}" for fault in wrong)
        if made is not None:
            yield made


def _header(header: list[str], faults: list[str], shown: str) -> bool:
    for column in header:
        if column not in COLUMNS:
            faults.append(
                f"{shown}: line 1: column {column!r} is unknown; known: {', '.join(COLUMNS)}, "
                "parted by tabs"
            )
    if "id" not in header:
        faults.append(f"{shown}: line 1: the column 'id' is missing")
    return "id" in header


def _row(cells: dict[str, str], known: Mapping[str, Row]) -> tuple[list[str], Row | None]:
    """The faults of a row, and what it says if it has none."""
    old = known.get(cells["id"])
    wrong = list(_faults(cells, new=old is None))
    if wrong:
        return wrong, None
    if old is not None:
        for key in ("level", "name", "parent", "country", "latitude", "longitude"):
            value = getattr(old.place, key)
            cells[key] = cells[key] or ("" if value is None else str(value))
    country = _country(cells)
    place = Place(
        id=cells["id"],
        code=cells["id"] if cells["id"][0].isdigit() else None,
        name=cells["name"] or territories()[country],
        level=Level(cells["level"]),
        parent=cells["parent"] or _parent(cells["id"]),
        country=country,
        latitude=_degrees(cells["latitude"]),
        longitude=_degrees(cells["longitude"]),
    )
    names = tuple(alias.strip() for alias in cells["aliases"].split("|") if alias.strip())
    doubtful = cells["class"] not in ("", "0")
    if old is not None:
        names = (*old.names, *names)
        doubtful = doubtful or (not cells["class"] and old.doubtful)
    return [], Row(place, names, doubtful)


def _faults(cells: Mapping[str, str], *, new: bool) -> Iterator[str]:
    place_id, country, level = cells["id"], _country(cells), cells["level"]
    if not _ID.fullmatch(place_id):
        yield (
            f"column id: {place_id!r} is no id; write a Kemendagri code (64.74) or "
            "country:name (nz:timaru)"
        )
    if level not in tuple(Level) and (new or level):
        yield f"column level: {level!r} is unknown; known: {', '.join(Level)}"
    if country not in territories():
        yield f"column country: {country!r} is no country; write two capital letters (NZ)"
    elif new and not cells["name"] and level != Level.COUNTRY:
        yield "column name: is empty; write the name that alerts show"
    elif new and place_id[:1].isalpha() and place_id[:2] != country.lower():
        yield f"column country: {country} does not fit the id {place_id!r}"
    for column, most in (("latitude", _NORTH), ("longitude", _EAST)):
        written = cells[column]
        try:
            degrees = _degrees(written)
        except ValueError:
            yield f"column {column}: {written!r} is no number; write degrees with a point (-6.2)"
            continue
        if degrees is not None and not abs(degrees) <= most:
            yield f"column {column}: {written} lies outside -{most:g} to {most:g}"
    if cells["class"] not in _CLASSES:
        yield f"column class: {cells['class']!r} is unknown; write 0, or 1 where the name is a word"
    for alias in cells["aliases"].split("|"):
        if alias.strip() and not split_words(alias.strip().lstrip(MARKS)):
            yield f"column aliases: {alias!r} holds no word"


def _country(cells: Mapping[str, str]) -> str:
    abroad = cells["id"][:2].upper() if cells["id"][:1].isalpha() else "ID"
    return cells["country"] or abroad


def _parent(place_id: str) -> str | None:
    """What an id says of where its place lies: `jp:kobe` in `jp`, `64.74` in `64`."""
    around = re.match(r"[a-z]{2}(?=:)|\d\d(?=\.)", place_id)
    return around[0] if around and around[0] != "id" else None


def _degrees(written: str) -> float | None:
    return float(written) if written else None


@functools.cache
def territories(language: str = "id") -> dict[str, str]:
    """Names of countries by their two letters, from CLDR."""
    return dict(Locale(language).territories)


def countries() -> Iterator[Row]:
    """Every country by its Indonesian and its English name."""
    english = territories("en")
    for code, name in territories().items():
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES:
            place = Place(id=code.lower(), name=name, level=Level.COUNTRY, country=code)
            # A short name of letters only may be a word or a first name (Chad, Oman, Mali).
            yield Row(place, (name, english[code]), doubtful=len(name) <= _SHORT)
