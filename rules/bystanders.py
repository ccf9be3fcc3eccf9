"""Adds to the parties of a happening who mediated it and where it was; neither is a party."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kembar.model import Party, Role

from . import brokers, parties, venues
from .atlas import Gazetteer
from .reading import Passage, Reading


@dataclass(frozen=True, slots=True)
class Bystander:
    """A broker or a location; offsets count code points of the document."""

    party: Party
    start: int
    end: int
    sure: bool = True
    """False where the words do not tell it from a party."""


def add(
    cast: Sequence[Party], passages: Sequence[Passage], reading: Reading, gazetteer: Gazetteer
) -> tuple[Party, ...]:
    """The cast, its brokers and its location; `passages` are the sentences that rules met.

    Who was taken for a witness, or for a party beside two others, and is only named as a broker or
    by a venue, loses that role.
    """
    found = list(find(passages, reading))
    aside = _only_aside(found, passages, reading)
    told = [one for one in cast if one.role is not Role.WITNESS or one.id not in aside]
    for place_id in dict.fromkeys(one.party.id for one in found if one.sure):
        if place_id in aside:
            told = _without(place_id, told)
    for one in found:
        if one.party.role is Role.BROKER and _is_new(one.party, told):
            told.append(one.party)
    for one in found:
        if one.party.role is Role.LOCATION and _is_elsewhere(one.party, told, gazetteer):
            told.append(one.party)
            break
    return tuple(told)


def find(passages: Sequence[Passage], reading: Reading) -> Iterator[Bystander]:
    """Every broker that the sentences name, then every place that they or the next ones give."""
    for broker in brokers.find(passages, reading):
        party = replace(broker.party, role=Role.BROKER)
        yield Bystander(party, broker.start, broker.end, broker.sure)
    document = reading.document
    for mention in venues.find(passages, reading):
        start, end = document.starts[mention.first], document.ends[mention.last - 1]
        place = mention.place
        party = Party(id=place.id, name=place.name, level=place.level, role=Role.LOCATION)
        yield Bystander(party, start, end)


def _without(place_id: str, told: list[Party]) -> list[Party]:
    """The cast without one that only stands by, if enough others are left."""
    rest = [party for party in told if party.id != place_id]
    return rest if parties.enough(rest) else told


def _only_aside(
    found: Sequence[Bystander], passages: Sequence[Passage], reading: Reading
) -> set[str]:
    """The places that the sentences name nowhere but as a broker, in a broker's name or venue."""
    spans = sorted((one.start, one.end) for one in found)
    inside: dict[str, bool] = {}
    for passage in passages:
        for mention in passage.mentions:
            at = reading.document.starts[mention.first]
            number = bisect_right(spans, (at, len(reading.document.text))) - 1
            covered = number >= 0 and at < spans[number][1]
            inside[mention.place.id] = inside.get(mention.place.id, True) and covered
    return {place_id for place_id, covered in inside.items() if covered}


def _is_new(broker: Party, told: Sequence[Party]) -> bool:
    """Whether a broker is cast in no role yet, and is no hand of a party: `Jepang lewat JICA`."""
    ids = {broker.id, broker.id.partition("#")[0], broker.id.partition(":")[0]}
    return not any(
        party.id == broker.id or (party.role is Role.PARTY and party.id in ids) for party in told
    )


def _is_elsewhere(place: Party, told: Sequence[Party], gazetteer: Gazetteer) -> bool:
    """Whether a place is neither cast already nor the country or province of one that is."""
    return not any(gazetteer.within(party.id, place.id) for party in told)
