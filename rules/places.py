"""Finds the places of a text and tells which is meant, and whether it acts; knows no rule.

A title decides between a city and a regency; a bare doubtful name counts only where the text also
names it with a title; a name behind an institution's word belongs to the institution.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kembar.model import Level

from . import abroad, words
from .atlas import Gazetteer, Name
from .mentions import Mention, Title, institution_before, title_before
from .tokens import Document

# A report's first line: `BOGOR, KOMPAS.com -`, `Praya, Lombok Tengah (ANTARA) -`, `BATU--`.
_DATELINE = re.compile(r"[^\n]{2,90}?(?:\s[-–—|]{1,2}\s?|[-–—]{1,2}\s|\)[ :]|\.\s?[-–—]|:\s)")
_LIST_JOINTS = frozenset({"", "dan", "serta", "and", "maupun", "hingga"})
_GUESSES = (Level.PROVINCE, Level.CITY, Level.REGENCY)


@dataclass(frozen=True, slots=True)
class _Found:
    first: int
    last: int
    names: tuple[Name, ...]
    title: Title
    capital: bool
    dateline: bool


def find(document: Document, gazetteer: Gazetteer, *, home: str | None = None) -> list[Mention]:
    """Every mention of a place, in order; `home` (a Kemendagri code) settles shared names."""
    found = list(_scan(document, gazetteer))
    titled: Counter[str] = Counter()
    for item in found:
        for name in _of_level(item, gazetteer):
            titled[name.place] += 1
        if item.dateline:
            titled.update(name.place for name in item.names if len(item.names) == 1)
    mentions: list[Mention] = []
    for item in found:
        previous = mentions[-1] if mentions else None
        mention = _resolve(item, document, gazetteer, titled, previous, home)
        if mention is not None:
            mentions.append(mention)
            mentions.extend(_second_office(document, gazetteer, mention, item))
    return abroad.add_unknown(document, mentions)


def _scan(document: Document, gazetteer: Gazetteer) -> Iterator[_Found]:
    dateline_end = _dateline_end(document)
    longest: dict[int, tuple[int, tuple[Name, ...]]] = {}
    for first, last, names in gazetteer.names.scan(document.words):
        written = document.text[document.starts[first] : document.ends[last - 1]]
        fitting = tuple(name for name in names if name.exact in (None, written))
        if fitting:
            longest[first] = (last, fitting)
    end = 0
    for first, (last, names) in sorted(longest.items()):
        if first < end:
            continue
        title = title_before(document, first)
        capital = document.capital(first)
        if not capital and not title.levels:
            continue
        end = last
        dateline = document.title_end < document.starts[first] < dateline_end and not title.office
        yield _Found(first, last, names, title, capital, dateline)


def _dateline_end(document: Document) -> int:
    begin = document.title_end
    while begin < len(document.text) and document.text[begin].isspace():
        begin += 1
    found = _DATELINE.match(document.text, begin)
    if found is None or not 1 <= len(found[0].split()) <= 9:
        return begin
    return found.end()


def _of_level(item: _Found, gazetteer: Gazetteer) -> list[Name]:
    return [name for name in item.names if gazetteer[name.place].level in item.title.levels]


def _resolve(
    item: _Found,
    document: Document,
    gazetteer: Gazetteer,
    titled: Counter[str],
    previous: Mention | None,
    home: str | None,
) -> Mention | None:
    fitting = _of_level(item, gazetteer)
    name, how = (
        (fitting[0], "title")
        if fitting
        else _choose(item, document, gazetteer, titled, previous, home)
    )
    place = gazetteer[name.place]
    title = item.title
    if title.body == "embassy" and place.country == "ID":
        title = Title(item.first, title.levels) if not title.levels else title
    listed = _listed(item, document, previous)
    same_title = (
        listed
        and previous is not None
        and previous.titled
        and (not item.title.levels and place.level is previous.place.level)
    )
    mention = Mention(
        first=title.first,
        name_first=item.first,
        last=item.last,
        place=place,
        how=how,
        titled=bool(fitting) or same_title,
        office=title.office or (same_title and previous is not None and previous.office),
        body=title.body or (previous.body if listed and previous is not None else None),
        dateline=item.dateline,
    )
    if mention.body and not mention.office and place.country == "ID":
        mention = replace(mention, office=True)
    held = _held(mention, item, name, document, gazetteer, titled, previous)
    if not mention.office and _government_there(mention, document):
        mention = replace(mention, office=True)
    location = not mention.office and _is_location(mention, document, gazetteer, previous)
    return replace(mention, held=held, location=location)


def _government_there(mention: Mention, document: Document) -> bool:
    before = document.words[max(0, mention.first - 2) : mention.first]
    return (
        mention.foreign
        and len(before) == 2
        and before[0] in words.SOMEWHERE
        and before[1] in words.AT
    )


def _choose(
    item: _Found,
    document: Document,
    gazetteer: Gazetteer,
    titled: Counter[str],
    previous: Mention | None,
    home: str | None,
) -> tuple[Name, str]:
    names = item.names
    if len(names) == 1:
        return names[0], "only place of the name"
    carried = _carried(item, document, previous)
    for name in names:
        if carried and gazetteer[name.place].level in carried:
            return name, "title carried over from the place before it"
    elsewhere = [name for name in names if titled[name.place]]
    if elsewhere:
        best = max(elsewhere, key=lambda name: titled[name.place])
        return best, "named with its title elsewhere"
    if home:
        for name in names:
            if name.place == home:
                return name, "home area of the outlet"
        at_home = [name for name in names if gazetteer.within(name.place, home)]
        names = tuple(at_home) or names
    order = {level: rank for rank, level in enumerate(_GUESSES)}
    guess = min(names, key=lambda name: order.get(gazetteer[name.place].level, len(order)))
    return guess, "guessed among places of the name"


def _carried(item: _Found, document: Document, previous: Mention | None) -> tuple[Level, ...]:
    if previous is None or not previous.titled or item.title.levels:
        return ()
    return (previous.place.level,) if _listed(item, document, previous) else ()


def _listed(item: _Found, document: Document, previous: Mention | None) -> bool:
    """Whether a name without a title follows another in a list: `Kota Solok, Malang dan Batu`."""
    if previous is None or previous.held or item.title.first != item.first:
        return False
    gap = document.words[previous.last : item.first]
    written = document.between(previous.last - 1, previous.last).strip()
    if "\n" in written or len(gap) > 1 or any(word not in _LIST_JOINTS for word in gap):
        return False
    return bool(gap) or written in (",", "/", "&", "-", "–")


def _held(
    mention: Mention,
    item: _Found,
    name: Name,
    document: Document,
    gazetteer: Gazetteer,
    titled: Counter[str],
    previous: Mention | None,
) -> str | None:
    before = document.words[mention.first - 1] if mention.first else ""
    if before in words.SUBDISTRICTS and document.between(
        mention.first - 1, mention.first
    ).strip() in ("", "."):
        return f"part of a place: {before}"
    if mention.office:
        return None
    institution = institution_before(document, mention.first)
    if institution:
        return f"belongs to an institution: {institution}"
    if mention.titled or mention.place.level is Level.AGENCY:
        return None
    if before in words.SPEECH:
        return f"a person's name after {before!r}"
    if _touches(document, previous, mention) and not _says_where(mention, previous, gazetteer):
        return "a person's name after an office"
    if (name.doubtful or gazetteer.rows[name.place].doubtful) and not titled[name.place]:
        return "a doubtful name that the text never gives a title"
    return None


def _touches(document: Document, previous: Mention | None, mention: Mention) -> bool:
    return (
        previous is not None
        and previous.office
        and previous.last == mention.first
        and not document.between(previous.last - 1, mention.first).strip()
    )


def _says_where(mention: Mention, previous: Mention | None, gazetteer: Gazetteer) -> bool:
    """Whether this place only tells where the one before it lies: `Kota Metro, Lampung`."""
    if previous is None or mention.office or mention.place.id == previous.place.id:
        return False
    region_of_city = (
        mention.place.level is Level.FOREIGN_REGION
        and previous.place.level is Level.FOREIGN_CITY
        and mention.place.country == previous.place.country
    )
    return region_of_city or gazetteer.within(previous.place.id, mention.place.id)


def _is_location(
    mention: Mention, document: Document, gazetteer: Gazetteer, previous: Mention | None
) -> bool:
    first = mention.first
    if first == 0:
        return False
    before = document.words[first - 1]
    gap = document.between(first - 1, first)
    if before in words.AT or before in words.PEOPLE:
        return True
    if document.words[max(0, first - 2) : first] == ("ibu", "kota") or before == "ibukota":
        return True
    if words.TITLES.get(before) and document.words[first - 2 : first] == ("balai", "kota"):
        return True
    if (
        previous is not None
        and previous.last >= first - 1
        and _says_where(mention, previous, gazetteer)
    ):
        return True
    beside_a_place = previous is not None and previous.last == first
    named = document.capital(first - 1) and not beside_a_place
    if not named or mention.titled or "\n" in gap or not ("," in gap or "(" in gap):
        return False
    return _closes(document, mention.last)


def _closes(document: Document, last: int) -> bool:
    """Whether a clause ends behind a name, so that it says where what came before lies."""
    if last >= len(document.words):
        return True
    return document.words[last] in words.HALTS or bool(document.between(last - 1, last).strip())


def _second_office(
    document: Document, gazetteer: Gazetteer, mention: Mention, item: _Found
) -> Iterator[Mention]:
    """The other area in `Wali Kota dan Bupati Kediri`, `Pemkot/Pemkab Malang`."""
    first = mention.first
    if not mention.titled or first < 2:
        return
    joint = document.words[first - 1]
    at = (
        first - 1
        if joint in ("dan", "serta")
        else first
        if "/" in document.between(first - 1, first)
        else 0
    )
    word = document.words[at - 1] if at else ""
    for name in item.names:
        place = gazetteer[name.place]
        if place.id != mention.place.id and place.level in words.TITLES.get(word, ()):
            yield replace(
                mention,
                first=at - 1,
                place=place,
                how="title",
                office=mention.office or word in words.OFFICES,
            )
            return
