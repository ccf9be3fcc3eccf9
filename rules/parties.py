"""Who deals with whom in the sentences that rules met; knows no kind and no stage."""

import re
from collections.abc import Sequence

from kembar.model import Level, Party, Place, Role

from . import words
from .atlas import Gazetteer
from .mentions import Mention
from .reading import Passage, Reading

_WITNESS = re.compile(
    "|".join(rf"\b{cue}\b" for cue in sorted(words.WITNESSES, key=len, reverse=True))
)
_ENOUGH = 2


def find(
    reading: Reading,
    passages: Sequence[Passage],
    gazetteer: Gazetteer,
    *,
    hosts: bool = True,
    wider: Sequence[Mention] = (),
) -> tuple[Party, ...]:
    """Parties of the passages, then witnesses, each place once.

    With `hosts` a place where it happened stands in for a second party that is not named. `wider`
    are mentions outside the passages that may be who is meant.
    """
    acting: dict[str, list[Mention]] = {}
    watching: dict[str, Mention] = {}
    for passage in passages:
        cue = _witness_cue(passage, reading)
        for mention in passage.mentions:
            if mention.held or mention.dateline:
                continue
            if cue is not None and reading.document.starts[mention.first] >= cue:
                watching.setdefault(mention.place.id, mention)
            else:
                acting.setdefault(mention.place.id, []).append(mention)
    rows = reading.rows
    for mention in wider:
        if not mention.held and not mention.dateline and (mention.official or mention.row in rows):
            acting.setdefault(mention.place.id, []).append(mention)
    chosen = _chosen(acting, gazetteer, hosts=hosts)
    chosen = _without_towns(chosen, reading, gazetteer)
    parties = [party(mentions) for place_id, mentions in acting.items() if place_id in chosen]
    taken = {p.id.partition("#")[0] for p in parties}
    others = [
        Party(id=place_id, name=mention.place.name, level=mention.place.level, role=Role.WITNESS)
        for place_id, mention in watching.items()
        if place_id not in taken
    ]
    return (*parties, *others)


def _chosen(acting: dict[str, list[Mention]], gazetteer: Gazetteer, *, hosts: bool) -> set[str]:
    """The places that act, without those that only tell where another lies."""
    named = {
        place_id for place_id, mentions in acting.items() if any(not m.location for m in mentions)
    }
    chosen = _distinct(named, acting, gazetteer)
    if len(chosen) < _ENOUGH and hosts:
        chosen = _distinct(set(acting), acting, gazetteer)
    inner = {
        place_id for place_id in chosen if _inside_a_party(place_id, chosen, acting, gazetteer)
    }
    return chosen - inner if len(chosen - inner) >= _ENOUGH else chosen


def _without_towns(chosen: set[str], reading: Reading, gazetteer: Gazetteer) -> set[str]:
    """Without Indonesian names that no office bears in the whole text, where two others have one.

    They are towns where something happened: `Misi Dagang Kendari`, of two provinces.
    """
    offices = reading.acting
    if len(chosen & offices) < _ENOUGH:
        return chosen
    return {one for one in chosen if one in offices or not one[:1].isdigit()}


def _inside_a_party(
    place_id: str, chosen: set[str], acting: dict[str, list[Mention]], gazetteer: Gazetteer
) -> bool:
    """Whether a bare town is only where a province that acts has its seat."""
    return not any(mention.official or mention.row for mention in acting[place_id]) and any(
        other != place_id
        and gazetteer.within(place_id, other)
        and acting[other][0].place.level is not Level.COUNTRY
        and any(mention.office for mention in acting[other])
        for other in chosen
    )


def _distinct(chosen: set[str], acting: dict[str, list[Mention]], gazetteer: Gazetteer) -> set[str]:
    kept = set()
    for place_id in chosen:
        around = [
            other for other in chosen if other != place_id and gazetteer.within(other, place_id)
        ]
        place = gazetteer[place_id] if place_id in gazetteer else acting[place_id][0].place
        if (
            place.level is Level.COUNTRY
            and not any(m.office for m in acting[place_id])
            and any(
                acting[other][0].foreign
                for other in chosen
                if other != place_id and _acts_abroad(acting[other])
            )
        ):
            continue
        if place.level is Level.FOREIGN_REGION and _has_its_town(place, acting, chosen):
            continue
        if around and not any(mention.office or mention.row for mention in acting[place_id]):
            continue
        kept.add(place_id)
    return kept


def _has_its_town(region: Place, acting: dict[str, list[Mention]], chosen: set[str]) -> bool:
    """Whether a region abroad that bears no office only tells where a town lies that is named."""
    return not any(mention.office for mention in acting[region.id]) and any(
        acting[other][0].place.level is Level.FOREIGN_CITY
        and acting[other][0].place.country == region.country
        for other in chosen
    )


def _acts_abroad(mentions: Sequence[Mention]) -> bool:
    """Whether a foreign party is more than a country's bare name."""
    return mentions[0].foreign and (
        mentions[0].place.level is not Level.COUNTRY or any(m.office for m in mentions)
    )


def _witness_cue(passage: Passage, reading: Reading) -> int | None:
    sentence = passage.sentence
    found = _WITNESS.search(reading.document.folded, sentence.start, sentence.end)
    return found.start() if found else None


def party(mentions: Sequence[Mention]) -> Party:
    """The party that mentions of one place stand for: the council if only that is named."""
    bodies = {mention.body for mention in mentions if mention.office}
    place = mentions[0].place
    if len(bodies) == 1 and (body := bodies.pop()) in ("dprd", "pkk") and place.country == "ID":
        name = f"{'DPRD' if body == 'dprd' else 'TP PKK'} {place.name}"
        return Party(id=f"{place.id}#{body}", name=name, level=Level.AGENCY)
    return Party(id=place.id, name=place.name, level=place.level)


def enough(parties: Sequence[Party], *, unnamed: bool = False) -> bool:
    """Whether two different governments take part, one of them Indonesian.

    With `unnamed` one will do: the others are regions that nobody names yet.
    """
    if unnamed and parties:
        return True
    acting = [p for p in parties if p.role is Role.PARTY]
    distinct = {p.id.partition("#")[0] for p in acting}
    return len(distinct) >= _ENOUGH and any(p.id[:1].isdigit() for p in acting)
