"""Foreign cities that no table knows, told by the country or region after the name."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from kembar.model import Level, Place

from . import words
from .mentions import Mention
from .titles import title_before
from .tokens import Document, visible
from .trie import Trie

_APPOSITIONS = frozenset({"kota", "ibu", "sebuah", "kabupaten", "distrik", "pulau", "a", "the"})
_REACH = 6  # words between the name and its country
_LONGEST = 3  # words of an unknown city's name
_LEVELS = {
    "kota": Level.FOREIGN_CITY, "kabupaten": Level.FOREIGN_CITY, "distrik": Level.FOREIGN_CITY,
    "pemkot": Level.FOREIGN_CITY, "provinsi": Level.FOREIGN_REGION,
    "prefektur": Level.FOREIGN_REGION, "gubernur": Level.FOREIGN_REGION,
    "munisipiu": Level.FOREIGN_CITY, "city": Level.FOREIGN_CITY, "kotapraja": Level.FOREIGN_CITY,
}  # fmt: skip
# What stands before a town that is named without a title: `dengan Hualien, Taiwan`.
_LEADS = frozenset(
    ("dengan", "ke", "dari", "dan", "bersama", "antara", "di", "pemerintah", "asal", "menuju",
     "delegasi", "rombongan", "utusan", "warga", "menggandeng", "gandeng", "menggaet", "melirik",
     "with", "and", "from", "of", "to", "in", "between", "at")
)  # fmt: skip


def add_unknown(document: Document, mentions: list[Mention]) -> list[Mention]:
    """The mentions, and those of cities abroad that are known only by where they lie."""
    taken = {word for mention in mentions for word in range(mention.name_first, mention.last)}
    anchors = [
        mention
        for mention in mentions
        if mention.place.level in (Level.COUNTRY, Level.FOREIGN_REGION) and not mention.held
    ]
    names: Trie[Place] = Trie()
    found = [*_titled(document, taken, anchors), *_beside(document, taken, anchors)]
    if not found:
        return mentions
    for first, last, place in found:
        if not names.get(document.words[first:last]):
            names.add(document.words[first:last], place)
    added = list(_mentions(document, names, taken))
    return sorted([*mentions, *added], key=lambda mention: (mention.name_first, mention.first))


def _titled(
    document: Document, taken: set[int], anchors: list[Mention]
) -> Iterator[tuple[int, int, Place]]:
    """`Kota Hildesheim ... Jerman`, `Wali Kota Rosario dari Argentina`."""
    for anchor in anchors:
        if anchor.office:
            continue
        for at in range(max(0, anchor.first - _REACH - _LONGEST), anchor.first):
            level = _LEVELS.get(document.words[at])
            name = at + 1
            if level is None or name in taken or name >= anchor.first:
                continue
            last = _name_end(document, name, taken, office=document.words[at - 1] == "wali")
            if (
                last > name
                and anchor.first - last <= _REACH
                and _same_sentence(document, at, anchor)
            ):
                yield name, last, _place(document, name, last, level, anchor)


def _beside(
    document: Document, taken: set[int], anchors: list[Mention]
) -> Iterator[tuple[int, int, Place]]:
    """`dengan Hualien, Taiwan`: a name between a word that leads to one and where it lies."""
    for anchor in anchors:
        last = _name_before(document, anchor)
        if last is None:
            continue
        for size in range(1, _LONGEST + 1):
            name = last - size
            if name < 1 or name in taken or not _is_name(document, name):
                break
            if size > 1 and document.between(name, name + 1).strip():
                break
            if document.words[name - 1] in _LEADS and not document.gap(name):
                yield name, last, _place(document, name, last, Level.FOREIGN_CITY, anchor)
                break


def _name_before(document: Document, anchor: Mention) -> int | None:
    """The word after a name that an anchor speaks of; None where it speaks of none.

    `X, Taiwan` and `X (Taiwan)`; `X di Finlandia`; `X, kota tenun di Prefektur Gunma`.
    """
    first = anchor.first
    if first < 2:
        return None
    if document.between(first - 1, first).strip() in (",", "(", "/"):
        return first
    if document.words[first - 1] not in words.AT:
        return None
    if not document.between(first - 2, first - 1).strip() and document.capital(first - 2):
        return first - 1
    for at in range(first - 2, max(1, first - 1 - _REACH), -1):
        if document.between(at - 1, at).strip() == "," and document.words[at] in _APPOSITIONS:
            return at
    return None


def _is_name(document: Document, at: int) -> bool:
    word = document.words[at]
    return (
        document.capital(at)
        and not word.isdigit()
        and word not in words.INSTITUTIONS
        and word not in words.TITLES
        and word not in words.BODIES
        and word not in words.EMBASSIES
        and word not in words.HALTS
    )


def _place(document: Document, first: int, last: int, level: Level, anchor: Mention) -> Place:
    written = visible(document.text[document.starts[first] : document.ends[last - 1]])
    code = anchor.place.country
    return Place(
        id=f"{code.lower()}:{slug(written)}",
        name=" ".join(written.split()),
        level=level,
        parent=anchor.place.id,
        country=code,
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
        if word in words.BODIES or word in words.HALTS or word in words.INSTITUTIONS:
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
