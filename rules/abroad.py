"""Foreign cities that no table knows, told by a title before and a country after the name."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from kembar.model import Level, Place

from . import words
from .mentions import Mention
from .titles import title_before
from .tokens import Document
from .trie import Trie

_REACH = 6  # words between the name and its country
_LONGEST = 3  # words of an unknown city's name
_LEVELS = {
    "kota": Level.FOREIGN_CITY, "kabupaten": Level.FOREIGN_CITY, "distrik": Level.FOREIGN_CITY,
    "pemkot": Level.FOREIGN_CITY, "provinsi": Level.FOREIGN_REGION,
    "prefektur": Level.FOREIGN_REGION, "gubernur": Level.FOREIGN_REGION,
}  # fmt: skip


def add_unknown(document: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions, and those of cities abroad that are known only by their country."""
    taken = {word for mention in mentions for word in range(mention.name_first, mention.last)}
    countries = [
        mention
        for mention in mentions
        if mention.place.level is Level.COUNTRY and not mention.office
    ]
    if not countries:
        return mentions
    names: Trie[Place] = Trie()
    new = False
    for first, last, place in _candidates(document, taken, countries):
        names.add(document.words[first:last], place)
        new = True
    if not new:
        return mentions
    added = list(_mentions(document, names, taken))
    return sorted([*mentions, *added], key=lambda mention: (mention.name_first, mention.first))


def _candidates(
    document: Document, taken: set[int], countries: list[Mention]
) -> Iterator[tuple[int, int, Place]]:
    for country in countries:
        for at in range(max(0, country.first - _REACH - _LONGEST), country.first):
            level = _LEVELS.get(document.words[at])
            name = at + 1
            if level is None or name in taken or name >= country.first:
                continue
            last = _name_end(document, name, taken, office=document.words[at - 1] == "wali")
            if (
                last == name
                or country.first - last > _REACH
                or not _same_sentence(document, at, country)
            ):
                continue
            written = document.text[document.starts[name] : document.ends[last - 1]]
            code = country.place.country
            yield (
                name,
                last,
                Place(
                    id=f"{code.lower()}:{slug(written)}",
                    name=" ".join(written.split()),
                    level=level,
                    parent=country.place.id,
                    country=code,
                ),
            )


def _same_sentence(document: Document, at: int, country: Mention) -> bool:
    gap = document.text[document.ends[at] : document.starts[country.first]]
    return not re.search(r"[.;:\n]\s", gap) and " dan " not in gap


def _name_end(document: Document, name: int, taken: set[int], *, office: bool) -> int:
    last = name
    while last < len(document.words) and last - name < (1 if office else _LONGEST):
        word = document.words[last]
        if last in taken or not document.capital(last) or word.isdigit() or word in words.TITLES:
            break
        if last > name and document.between(last - 1, last).strip():
            break
        if word in words.BODIES or word in words.HALTS:
            break
        last += 1
    return last


def _mentions(document: Document, names: Trie[Place], taken: set[int]) -> Iterator[Mention]:
    end = 0
    for first, last, places in names.scan(document.words):
        if first < end or first in taken or not document.capital(first):
            continue
        end = last
        title = title_before(document, first)
        at = document.words[title.first - 1] if title.first else ""
        yield Mention(
            first=title.first,
            name_first=first,
            last=last,
            place=places[0],
            how="unknown city with its country",
            titled=bool(title.levels),
            office=title.office,
            body=title.body,
            location=not title.office and (at in words.AT or at in words.PEOPLE),
        )


def moved(place: Place, country: Place) -> Place:
    """The place of the same name in another country: Newcastle in Australia."""
    code = country.country
    return replace(
        place, id=f"{code.lower()}:{slug(place.name)}", parent=country.id, country=code,
        latitude=None, longitude=None,
    )  # fmt: skip


def slug(name: str) -> str:
    """A name as it stands in an id: `São Tomé` gives `sao-tome`."""
    plain = "".join(
        char
        for char in unicodedata.normalize("NFD", name.lower())
        if not unicodedata.combining(char)
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
