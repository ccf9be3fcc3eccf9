"""Finds names of places in a text, with their titles; which place is meant is for `places.py`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kembar.model import Level, Place

from . import words
from .atlas import DECOY, Gazetteer, Name
from .titles import Title, may_end_title, title_before, title_of
from .tokens import Document

# A report's first line: `BOGOR, KOMPAS.com -`, `Praya, Lombok Tengah (ANTARA) -`, `BATU--`.
_DATELINE = re.compile(r"[^\n]{2,90}?(?:\s[-–—|]{1,2}\s?|[-–—]{1,2}\s|\)[ :]|\.\s?[-–—]|:\s)")
_DATELINE_WORDS = 9


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name in a text and the places that it may mean."""

    first: int
    last: int
    names: tuple[Name, ...]
    title: Title
    dateline: bool
    around: tuple[Name, ...] = ()
    """Those of the names that lie in the area named behind: `Banjar, Kalimantan Selatan`."""
    country: Place | None = None
    """A country named behind in which none of the names lies: `Wali Kota Newcastle, Australia`."""


def scan(document: Document, gazetteer: Gazetteer) -> list[Sighting]:
    """Every name in the text, the longest where several begin; by-names only beside a name."""
    found = list(_names(document, gazetteer))
    named, titled = _places_named(found, gazetteer)
    kept = [item for item in (_known(item, named, titled) for item in found) if item.names]
    return [
        _placed(item, kept[at + 1], document, gazetteer) if at + 1 < len(kept) else item
        for at, item in enumerate(kept)
    ]


def _names(document: Document, gazetteer: Gazetteer) -> Iterator[Sighting]:
    dateline_end = _dateline_end(document)
    longest: dict[int, tuple[int, Title, tuple[Name, ...]]] = {}
    for first, last, known in gazetteer.names.scan(document.words):
        if not (document.capital(first) or may_end_title(document, first)):
            continue
        if DECOY in known:
            longest[first] = (last, Title(first), ())
            continue
        title = _title(document, gazetteer, first, last, known)
        fitting = tuple(
            name for name in known if _fits(name, document, gazetteer, first, last, title)
        )
        if fitting and fitting[0].adjective:
            title = _title_of_adjective(document, first, last)
        if fitting:
            longest[first] = (last, title, fitting)
    end = 0
    for first, (last, title, names) in sorted(longest.items()):
        if first < end:
            continue
        end = last
        if not names:
            continue
        dateline = document.title_end < document.starts[first] < dateline_end and not title.office
        yield Sighting(first, last, names, title, dateline)


def _title_of_adjective(document: Document, first: int, last: int) -> Title:
    """`Danish ambassador` speaks for Denmark; a `Danish grant` only comes from there."""
    if document.words[last] not in words.ENVOYS:
        return Title(first)
    return Title(first, office=True, body="embassy", last=last + 1)


def _title(
    document: Document, gazetteer: Gazetteer, first: int, last: int, names: Sequence[Name]
) -> Title:
    title = title_of(document, first, last)
    bare_city = title.last is not None and not title.office and document.words[last] == "city"
    # `Manchester City` is a club: a doubtful name abroad needs more behind it.
    if bare_city and all(_doubtful_abroad(name, gazetteer) for name in names):
        return title_before(document, first)
    return title


def _doubtful_abroad(name: Name, gazetteer: Gazetteer) -> bool:
    row = gazetteer.rows[name.place]
    return row.place.country != "ID" and (name.doubtful or row.doubtful)


def _fits(
    name: Name, document: Document, gazetteer: Gazetteer, first: int, last: int, title: Title
) -> bool:
    """Whether a name counts as it is written here: its letters, its capital, its title."""
    if name.nickname:
        return document.capital(first) and document.capital(last - 1)
    if name.adjective:
        return (
            last < len(document.words)
            and document.words[last] in words.ADJECTIVE_OF
            and document.capital(last - 1)
            and not document.gap(last)
        )
    row = gazetteer.rows[name.place]
    titled = row.place.level in title.levels
    if name.own_title and not titled:
        return False
    if name.exact is not None and name.exact != document.written(first, last):
        if name.doubtful:
            # A headline in capitals: PEMKAB MITRA.
            return titled and first > 0 and document.written(first - 1, last).isupper()
        return titled
    if document.capital(first) or title.levels:
        return True
    if document.words[first - 1] in words.OF_PLACES:
        return True
    return title.office and not (row.doubtful or name.doubtful)


def _dateline_end(document: Document) -> int:
    begin = document.title_end
    while begin < len(document.text) and document.text[begin].isspace():
        begin += 1
    found = _DATELINE.match(document.text, begin)
    if found is None or len(found[0].split()) > _DATELINE_WORDS:
        return begin
    return found.end()


def _places_named(found: Sequence[Sighting], gazetteer: Gazetteer) -> tuple[set[str], set[str]]:
    """The places that the text may name, and those that it names by their title."""
    named: set[str] = set()
    titled: set[str] = set()
    for item in found:
        for name in item.names:
            if not name.nickname:
                named.add(name.place)
                if gazetteer[name.place].level in item.title.levels:
                    titled.add(name.place)
    return named, titled


def _known(item: Sighting, named: set[str], titled: set[str]) -> Sighting:
    """The item without by-names of places that the text does not name, or of more than one."""
    if not any(name.nickname for name in item.names):
        return item
    names = tuple(name for name in item.names if not name.nickname)
    if names:
        return replace(item, names=names)
    for places in (titled, named):
        names = tuple(name for name in item.names if name.place in places)
        if len(names) == 1:
            break
    return replace(item, names=names if len(names) == 1 else ())


def _placed(item: Sighting, behind: Sighting, document: Document, gazetteer: Gazetteer) -> Sighting:
    """The item with what the area right behind it tells."""
    end = item.title.last or item.last
    if behind.title.first != end or document.gap(end) not in (",", "("):
        return item
    areas = {name.place for name in behind.names}
    around = tuple(
        name
        for name in item.names
        if name.place not in areas and any(gazetteer.within(name.place, area) for area in areas)
    )
    country = gazetteer[behind.names[0].place]
    places = [gazetteer[name.place] for name in item.names]
    if (
        not around
        and country.level is Level.COUNTRY
        and item.title.levels
        and all(place.level in (Level.FOREIGN_CITY, Level.FOREIGN_REGION) for place in places)
    ):
        return replace(item, country=country)
    return replace(item, around=around) if around else item
