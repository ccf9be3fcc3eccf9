"""The table of places: all of Indonesia's provinces, regencies and cities, many abroad, countries.

It knows names; reading the tables is `tables.py`, finding names in a text is `places.py`.
"""

from dataclasses import dataclass, field
from pathlib import Path

from kembar.model import Level, Place

from . import english, tables, words
from .tables import Row
from .tokens import split_words
from .trie import Trie

BUILT_IN = Path(__file__).with_name("places.tsv")
_PREFIXES = ("Kota ", "Kabupaten ", "Provinsi ")


@dataclass(frozen=True, slots=True)
class Name:
    """A way to write a place; the mark before it in the table says when it counts."""

    place: str
    exact: str | None = None
    """The letters it must have where case counts (`=KSB`, `?Mitra`)."""
    doubtful: bool = False
    """A short form that is also a word (`?Mitra`): counts only with a title in the text."""
    own_title: bool = False
    """Means this place only behind its own title (`!Yogyakarta` for the province)."""
    nickname: bool = False
    """A by-name (`~Kota Hujan`): counts only in a text that also names the place."""
    adjective: bool = False
    """A country in `Danish ambassador`: counts before what a government sends or gives."""


DECOY = Name("")
"""A phrase that begins with a place's name and means something else (`Medan Merdeka`)."""


@dataclass
class Gazetteer:
    """Every place by id, and their names as a trie of words."""

    rows: dict[str, Row] = field(default_factory=dict)
    names: Trie[Name] = field(default_factory=Trie)
    _by_name: dict[tuple[str, ...], list[str]] = field(default_factory=dict)

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
        place = row.place
        self.rows[place.id] = row
        known = self._by_name.setdefault(split_words(place.name), [])
        if place.id not in known:
            known.append(place.id)
        # The title is read apart from the name, so that it can tell a city from a regency.
        for written in dict.fromkeys((*_own_names(row), *row.names)):
            name = _name(place.id, written)
            phrase = split_words(written.lstrip(tables.MARKS))
            self.names.add(phrase, name)
            if name == Name(place.id) and len(phrase) == 2 and place.country == "ID":
                self.names.add(("".join(phrase),), name)
        if place.level is Level.COUNTRY:
            for adjective in english.ADJECTIVES.get(place.country, ()):
                self.names.add(split_words(adjective), Name(place.id, adjective=True))

    def find(self, written: str) -> list[Place]:
        """The places that an id or a name means: `64`, `Kota Bontang`, `Kalimantan Timur`."""
        if written in self.rows:
            return [self[written]]
        phrase = split_words(written)
        if phrase in self._by_name:
            return [self[place_id] for place_id in self._by_name[phrase]]
        named = [
            name
            for name in self.names.get(phrase)
            if name != DECOY and not (name.nickname or name.own_title or name.adjective)
        ]
        return [self[place_id] for place_id in dict.fromkeys(name.place for name in named)]

    def within(self, place_id: str, area: str) -> bool:
        """Whether a place is that area or lies in it, or is an office of it (`33.26#dprd`)."""
        place_id = place_id.partition("#")[0]
        while place_id:
            if place_id == area:
                return True
            row = self.rows.get(place_id)
            around = row.place.parent if row else None
            # A city that no table knows still lies in the country that its id begins with.
            country, colon, _ = place_id.partition(":")
            place_id = around or (country if colon else "")
        return False


def load(local: Path | None = None) -> tuple[Gazetteer, list[str]]:
    """The built-in table, the countries, and the operator's own rows; and every fault in those."""
    gazetteer = Gazetteer()
    faults: list[str] = []
    rows = list(tables.read(BUILT_IN, {}, faults, shown=BUILT_IN.name))
    known = {row.place.id for row in rows}
    for phrase in words.DECOYS:
        gazetteer.names.add(split_words(phrase), DECOY)
    for row in (*rows, *(row for row in tables.countries() if row.place.id not in known)):
        gazetteer.add(row)
    if local is not None and local.is_file():
        own = list(tables.read(local, gazetteer.rows, faults, shown=str(local)))
        ids = {row.place.id for row in own}
        for row in own:
            parent = row.place.parent
            if parent is not None and parent not in gazetteer and parent not in ids:
                faults.append(
                    f"{local}: {row.place.id}: column parent: no place has the id {parent!r}"
                )
            gazetteer.add(row)
    return gazetteer, faults


def _name(place_id: str, written: str) -> Name:
    mark = written[0]
    return Name(
        place_id,
        exact=written[1:] if mark in "=?" else None,
        doubtful=mark == "?",
        own_title=mark == "!",
        nickname=mark == "~",
    )


def _own_names(row: Row) -> tuple[str, ...]:
    if row.place.level is Level.AGENCY and row.names:
        # An agency's letters count (`=GIZ`), or it would be met in any word like it.
        return ()
    bare = _bare(row.place)
    return english.variants(bare) if row.place.country == "ID" else (bare,)


def _bare(place: Place) -> str:
    if place.country == "ID":
        for prefix in _PREFIXES:
            if place.name.startswith(prefix):
                return place.name.removeprefix(prefix)
    return place.name
