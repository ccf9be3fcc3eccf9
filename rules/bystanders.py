"""Adds to the parties of a happening who mediated it and where it was; neither is a party."""

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
    told = [
        party
        for party in cast
        if party.role is not Role.WITNESS or not _is_only(party, found, passages, reading)
    ]
    for one in found:
        if one.sure and _is_only(one.party, found, passages, reading):
            told = _without(one.party, told)
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


def _without(bystander: Party, told: list[Party]) -> list[Party]:
    """The cast without a party that only stands by, if enough others are left."""
    rest = [party for party in told if party.id != bystander.id]
    return rest if parties.enough(rest) else told


def _is_only(
    party: Party, found: Sequence[Bystander], passages: Sequence[Passage], reading: Reading
) -> bool:
    """Whether the sentences name a place, and nowhere but as a broker or by a venue."""
    named = [
        reading.document.starts[mention.first]
        for passage in passages
        for mention in passage.mentions
        if mention.place.id == party.id
    ]
    inside = [any(one.start <= start < one.end for one in found) for start in named]
    return bool(named) and all(inside)


def _is_new(broker: Party, told: Sequence[Party]) -> bool:
    """Whether a broker is cast in no role yet, and is no hand of a party: `Jepang lewat JICA`."""
    ids = {broker.id, broker.id.partition("#")[0], broker.id.partition(":")[0]}
    return not any(
        party.id == broker.id or (party.role is Role.PARTY and party.id in ids) for party in told
    )


def _is_elsewhere(place: Party, told: Sequence[Party], gazetteer: Gazetteer) -> bool:
    """Whether a place is neither cast already nor the country or province of one that is."""
    return not any(gazetteer.within(party.id, place.id) for party in told)
