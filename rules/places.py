"""Finds the places of a text and tells which one a name means; knows no rule.

A title decides between a city and a regency; without one, a list that a title opens, the rest of
the text, the outlet's home area, and at last a guess that says so.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kembar.model import Level

from . import abroad, acting, towns, words
from .atlas import Gazetteer, Name
from .institutions import agency_end
from .mentions import Mention
from .sightings import Sighting, scan
from .tokens import Document

_LIST_JOINTS = frozenset({"dan", "serta", "and", "maupun", "hingga", "lalu", "kemudian", "juga"})
_LIST_MARKS = frozenset({",", "/", "&", "-", "–", "),"})
# What a bare name means where nothing tells: the province, then the city.
_GUESSES = (Level.PROVINCE, Level.CITY, Level.REGENCY)


@dataclass(frozen=True, slots=True)
class _Scene:
    """What a name is read against."""

    document: Document
    gazetteer: Gazetteer
    titled: Counter[str]
    """How often the text names each place with its title."""
    home: str | None
    countries: frozenset[str]
    """ISO 3166 codes of the countries abroad that the text names."""

    def level(self, name: Name) -> Level:
        return self.gazetteer[name.place].level


def find(document: Document, gazetteer: Gazetteer, *, home: str | None = None) -> list[Mention]:
    """Every mention of a place, in order; `home` (a Kemendagri code) settles shared names."""
    found = scan(document, gazetteer)
    named = (gazetteer[name.place] for item in found for name in item.names)
    countries = frozenset(place.country for place in named if place.level is Level.COUNTRY)
    scene = _Scene(document, gazetteer, Counter(), home, countries)
    for item in found:
        scene.titled.update(name.place for name in _of_level(item, scene))
        sure = item.around or (item.names if item.dateline else ())
        if len(sure) == 1:
            scene.titled[sure[0].place] += 1
    mentions: list[Mention] = []
    for item in found:
        mention = _resolve(item, scene, mentions[-1] if mentions else None)
        if mentions and not mentions[-1].held and _listed(item, document, mentions[-1]):
            row = mentions[-1].row or len(mentions)
            mentions[-1] = replace(mentions[-1], row=row)
            mention = replace(mention, row=row)
        mentions.append(mention)
        mentions.extend(_second_office(mention, item, scene))
    return abroad.add_unknown(document, mentions, gazetteer)


def _of_level(item: Sighting, scene: _Scene) -> list[Name]:
    return [name for name in item.names if scene.level(name) in item.title.levels]


def _resolve(item: Sighting, scene: _Scene, previous: Mention | None) -> Mention:
    fitting = _of_level(item, scene)
    name, how = _choose(item, fitting, scene, previous)
    place = scene.gazetteer[name.place]
    if item.country is not None:
        place, how = abroad.moved(place, item.country), "told by the country behind it"
    head = previous if previous and _listed(item, scene.document, previous) else None
    if head is not None and scene.gazetteer.within(head.place.id, place.id):
        head = None  # `DPRD Kota Denpasar, Bali` is one council
    same_title = head is not None and head.titled and place.level is head.place.level
    same = (
        previous if previous and _written_again(item, place.id, scene.document, previous) else None
    )
    body = item.title.body or (head.body if head else None)
    if item.last == item.first + 1 and scene.document.words[item.first] in words.COUNCILS:
        # `DPRA` names the council of Aceh without the place.
        body = "dprd"
    abroad_title = place.country != "ID" and acting.is_titled_abroad(item.first, scene.document)
    mention = Mention(
        first=item.title.first,
        name_first=item.first,
        last=item.title.last or item.last,
        place=place,
        how=how,
        titled=bool(fitting) or same_title or abroad_title or (same is not None and same.titled),
        office=item.title.office
        or (same_title and head is not None and head.office)
        or (same is not None and same.office)
        or (body is not None and place.country == "ID"),
        body=body,
        dateline=item.dateline,
    )
    end = agency_end(scene.document, mention.last, place)
    if end is not None:
        mention = replace(mention, office=True, last=end)
    if acting.is_government_there(mention, scene.document):
        mention = replace(mention, office=True)
    in_a_row = head is not None and (head.titled or head.office)
    doubtful = name.doubtful or scene.gazetteer.rows[name.place].doubtful
    return replace(
        mention,
        held=acting.held(
            mention,
            previous,
            scene.document,
            scene.gazetteer,
            doubtful=doubtful
            and not (in_a_row or item.around or scene.titled[name.place])
            and not (
                place.country in scene.countries and towns.is_placed(scene.document, item.first)
            ),
        ),
        location=acting.is_location(mention, previous, scene.document, scene.gazetteer),
    )


def _choose(
    item: Sighting, fitting: list[Name], scene: _Scene, previous: Mention | None
) -> tuple[Name, str]:
    names = tuple(fitting) or item.names
    around = [name for name in item.around if name in names]
    if len(fitting) == 1:
        return fitting[0], "title"
    if len(names) == 1:
        return names[0], "by-name" if names[0].nickname else "only place of the name"
    if len(around) == 1:
        return around[0], "told by the area behind it"
    if previous is not None and previous.titled and _listed(item, scene.document, previous):
        if scene.document.gap(item.first) == ",":
            for name in names:
                if scene.gazetteer.within(previous.place.id, name.place):
                    return name, "the province of the place before it"
        for name in names:
            if scene.level(name) is previous.place.level:
                return name, "title carried over from the place before it"
    elsewhere = [name for name in names if scene.titled[name.place]]
    if elsewhere:
        best = max(elsewhere, key=lambda name: scene.titled[name.place])
        return best, "named with its title elsewhere"
    if scene.home:
        for name in names:
            if name.place == scene.home:
                return name, "home area of the outlet"
        at_home = [n for n in names if scene.gazetteer.within(n.place, scene.home)]
        names = tuple(at_home) or names
    order = {level: rank for rank, level in enumerate(_GUESSES)}
    guess = min(names, key=lambda name: order.get(scene.level(name), len(order)))
    return guess, "guessed among places of the name"


def _listed(item: Sighting, document: Document, previous: Mention) -> bool:
    """Whether a name without a title follows another in a list: `Kota Solok, Malang dan Batu`."""
    if previous.held or item.title.first != item.first:
        return False
    gap = document.words[previous.last : item.first]
    mark = document.between(previous.last - 1, previous.last)
    if "\n" in mark or len(gap) > 1:
        return False
    return gap[0] in _LIST_JOINTS if gap else mark.strip() in _LIST_MARKS


def _written_again(item: Sighting, place_id: str, document: Document, previous: Mention) -> bool:
    """Whether brackets only say a name in short: `Provinsi Nusa Tenggara Barat (NTB)`."""
    mark = document.between(previous.last - 1, previous.last).strip()
    return previous.last == item.first and mark == "(" and previous.place.id == place_id


def _second_office(mention: Mention, item: Sighting, scene: _Scene) -> Iterator[Mention]:
    """The other area in `Wali Kota dan Bupati Kediri`, `Pemkot/Pemkab Malang`."""
    document = scene.document
    at = mention.first
    if not mention.titled or at < 2:
        return
    if document.words[at - 1] in ("dan", "serta"):
        at -= 1
    elif "/" not in document.between(at - 1, at):
        return
    word = document.words[at - 1]
    for name in item.names:
        place = scene.gazetteer[name.place]
        if place.id != mention.place.id and place.level in words.TITLES.get(word, ()):
            office = mention.office or word in words.OFFICES
            yield replace(mention, first=at - 1, place=place, office=office, how="title")
            return
