"""What a name in somebody's list of places means: a place of the gazetteer, or a new one abroad.

Lists write names otherwise than news: in English (`West Java`, `Bogor Regency`), with what a place
lies in behind a comma (`Ambon, Maluku`), with the country in a column of its own.
"""

import difflib
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale

from kembar.model import Level, Place

from .abroad import slug
from .atlas import Gazetteer
from .tokens import split_words

# What a list adds to a name, and the levels that it tells.
_CITY = "city of|municipality of|town of|city|municipality|town|kota"
_REGENCY = "regency of|regency|county|kabupaten"
_REGION = (
    "special capital region of|special region of|province of|state of|special autonomous province|"
    "province|prefecture|governorate|region|state|oblast|provinsi|prefektur|daerah istimewa"
)
_TITLES = tuple(
    (re.compile(rf"(?:{words}) (.+)|(.+?)[ -](?:{words})", re.IGNORECASE), levels)
    for words, levels in (
        (_CITY, (Level.CITY, Level.FOREIGN_CITY)),
        (_REGENCY, (Level.REGENCY, Level.FOREIGN_CITY, Level.FOREIGN_REGION)),
        (_REGION, (Level.PROVINCE, Level.FOREIGN_REGION)),
    )
)
_DIRECTIONS = {
    "north": "utara", "south": "selatan", "west": "barat", "east": "timur", "central": "tengah",
    "southeast": "tenggara", "southwest": "barat daya", "highland": "pegunungan",
}  # fmt: skip
_ISLANDS = {
    "java": "jawa", "sumatra": "sumatera", "borneo": "kalimantan", "celebes": "sulawesi"
}  # fmt: skip
# Names of countries that lists use and CLDR does not.
_STATES = {
    "england": "GB", "scotland": "GB", "wales": "GB", "northern ireland": "GB", "uk": "GB",
    "usa": "US", "united states of america": "US", "pr china": "CN", "prc": "CN",
    "people s republic of china": "CN", "republic of china": "TW", "republic of korea": "KR",
    "turkey": "TR", "palestine": "PS", "state of palestine": "PS", "macau": "MO",
    "hong kong": "HK", "holland": "NL", "the netherlands": "NL", "russian federation": "RU",
    "czech republic": "CZ", "burma": "MM", "ivory coast": "CI",
}  # fmt: skip
# A list of twins means the city by a bare name; nothing else tells.
_GUESSES = (Level.CITY, Level.PROVINCE, Level.REGENCY)
_NEAR = 0.6  # below it, difflib's neighbours share little but length
_NUMBER = re.compile(r"(?:https?://\S+/)?Q\d+")
_ASIDES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Why no place could be told from a name."""

    why: str
    """What was found, in one clause."""
    nearest: tuple[str, ...] = ()
    """Names of the gazetteer that look like it."""


class Naming:
    """Tells the places of a list; remembers what it told, since lists repeat names."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.place = functools.cache(self._place)
        """`place(written, country)`: the Place that is meant, or why there is none (Unnamed).

        `country` is a name in Indonesian or English, an ISO code, or empty. A city abroad that
        the gazetteer lacks is made from its name and country (`de:hildesheim`).
        """
        self.country = functools.cache(self._country)
        """`country(written)`: the ISO code of a country's name, None where nobody knows it."""
        self._bare_names = functools.cache(self._collect_names)

    def _place(self, written: str, country: str) -> Place | Unnamed:
        plain = " ".join(_ASIDES.sub(" ", written).split()).strip(" ,;")
        head, _, tail = plain.partition(",")
        if not split_words(head):
            return Unnamed("the name is empty")
        if _NUMBER.fullmatch(plain):
            return Unnamed(f"{plain} is a number of Wikidata; a list needs labels")
        code = self.country(country)
        if code is None and split_words(country):
            return Unnamed(f"no country is called {country.strip()!r}")
        # `Atlanta, Georgia` is in no country of that name: only a city known nowhere is made so.
        hint = code or self.country(tail.rpartition(",")[2])
        found = self._find(plain) or self._find(head)
        fitting = [place for place in found if hint in (None, place.country)]
        if fitting:
            return self._likeliest(fitting, tail)
        if hint not in (None, "ID") and (code or not found):
            return _new(head, str(hint))
        return self._unnamed(head, found, hint)

    def _find(self, written: str) -> list[Place]:
        """Places of the name, those of the level that its title tells where it has one."""
        exact = self._gazetteer.find(written)
        if exact:
            return exact
        bare, levels = _without_title(written)
        for name in (f"Daerah Istimewa {bare}", bare, _in_indonesian(bare)):
            found = [p for p in self._gazetteer.find(name) if not levels or p.level in levels]
            if found:
                return found
        code = _country_codes().get(" ".join(split_words(written)), "")
        return [self._gazetteer[code.lower()]] if code.lower() in self._gazetteer else []

    def _likeliest(self, fitting: Sequence[Place], tail: str) -> Place:
        """The one inside what stands behind the comma, and of those the city."""
        around = [area for part in tail.split(",") if part for area in self._find(part.strip())]
        within = self._gazetteer.within
        inside = [p for p in fitting if any(within(p.id, area.id) for area in around)]
        order = {level: rank for rank, level in enumerate(_GUESSES)}
        return min(inside or fitting, key=lambda place: order.get(place.level, len(order)))

    def _unnamed(self, written: str, found: Sequence[Place], code: str | None) -> Unnamed:
        if found:
            where = ", ".join(sorted({place.country for place in found}))
            return Unnamed(f"{written!r} is known, but in {where}", tuple(p.name for p in found))
        names = self._bare_names(code)
        bare = _without_title(written)[0].casefold()
        close = difflib.get_close_matches(bare, names, n=3, cutoff=_NEAR)
        hint = "" if code else "; a place abroad needs its country"
        return Unnamed(f"no place is called {written!r}{hint}", tuple(names[n] for n in close))

    def _collect_names(self, code: str | None) -> dict[str, str]:
        places = [p for p in self._gazetteer.places if code in (None, p.country)]
        return {_without_title(place.name)[0].casefold(): place.name for place in places}

    def _country(self, written: str) -> str | None:
        known = _country_codes()
        for part in (written, *reversed(written.split(","))):
            words = " ".join(split_words(part))
            if part.strip() in known.values():
                return part.strip()
            if words in known:
                return known[words]
            for place in self._gazetteer.find(part) if words else ():
                if place.level is Level.COUNTRY:
                    return place.country
        return None


def _without_title(written: str) -> tuple[str, tuple[Level, ...]]:
    """A name without `City`, `Regency of` ..., and the levels that those tell."""
    for pattern, levels in _TITLES:
        found = pattern.fullmatch(written)
        if found:
            return found[1] or found[2], levels
    return written, ()


def _in_indonesian(written: str) -> str:
    """`West Java` as `jawa barat`, `Riau Islands` as `kepulauan riau`."""
    words = [_ISLANDS.get(word, word) for word in split_words(written)]
    if words[-1:] == ["islands"]:
        words = ["kepulauan", *words[:-1]]
    if words and words[0] in _DIRECTIONS:
        words = [*words[1:], _DIRECTIONS[words[0]]]
    return " ".join(words)


def _new(written: str, code: str) -> Place | Unnamed:
    bare, levels = _without_title(written.strip())
    if not slug(bare):
        return Unnamed(f"{written!r} has no Latin letter to make an id of")
    return Place(
        id=f"{code.lower()}:{slug(bare)}",
        name=bare[0].upper() + bare[1:],
        level=Level.FOREIGN_REGION if Level.PROVINCE in levels else Level.FOREIGN_CITY,
        parent=code.lower(),
        country=code,
    )


@functools.cache
def _country_codes() -> dict[str, str]:
    """The name of each country, in English and Indonesian -> its ISO code."""
    known = {
        " ".join(split_words(name)): code
        for language in ("id", "en")
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha()
    }
    return known | _STATES
