"""Sorts the hits of an article by whom they speak of; knows no kind and no stage.

Long reports tell several things. Sentences that share two governments tell the same; one that
names fewer speaks of what the report is about.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kembar.model import Hit, Role

from . import parties
from .atlas import Gazetteer
from .reading import Passage, Reading
from .ruleset import RuleSet
from .tokens import Section

_PAIR = 2


@dataclass
class Group:
    """Hits that tell of one happening."""

    places: set[str]
    """Ids of the governments that its sentences name."""
    hits: list[Hit] = field(default_factory=list)

    @property
    def score(self) -> float:
        """Points of its hits, as if it stood alone in the article."""
        return sum(hit.score for hit in self.hits)


def sort(found: Sequence[Hit], reading: Reading, rules: RuleSet) -> list[Group]:
    """The happenings of an article, the weightiest first; hits that name no pair join that one."""
    passages = {passage.sentence.start: passage for passage in reading.passages}
    groups: list[Group] = []
    loose: list[Hit] = []
    gazetteer = rules.gazetteer
    for hit in sorted(found, key=lambda hit: -hit.score):
        named = _named(passages[hit.start], reading, gazetteer) if hit.start in passages else set()
        if len(named) < _PAIR:
            loose.append(hit)
            continue
        group = next((g for g in groups if _shared(named, g.places, gazetteer) >= _PAIR), None)
        if group is None:
            group = Group(set())
            groups.append(group)
        group.places |= named
        group.hits.append(hit)
    # The headline and the lead say what is new; what stands below may be told at more length.
    groups.sort(
        key=lambda group: (not _heads(group, passages), -sum(hit.score for hit in group.hits))
    )
    if not groups:
        groups.append(Group(set()))
    chief = groups[0]
    chief.hits.extend(loose)
    for group in groups[1:]:
        # One more partner that the lead names belongs to the news itself.
        if _heads(group, passages) and _shared(group.places, chief.places, gazetteer):
            chief.places |= group.places
            chief.hits.extend(group.hits)
            group.hits = []
    groups = [group for group in groups if group.hits]
    for group in groups:
        group.hits = _alone(group.hits, passages, rules)
    return groups


def _heads(group: Group, passages: dict[int, Passage]) -> bool:
    return any(
        passages[hit.start].sentence.section is not Section.BODY
        for hit in group.hits
        if hit.start in passages
    )


def _alone(found: Sequence[Hit], passages: dict[int, Passage], rules: RuleSet) -> list[Hit]:
    """The hits in order of the text with the points they have without the other happenings."""
    scored: set[tuple[str, Section]] = set()
    alone: list[Hit] = []
    for hit in sorted(found, key=lambda hit: (hit.start, hit.rule)):
        rule = rules.rule(hit.rule)
        if rule is None or hit.start not in passages:
            alone.append(hit)
            continue
        section = passages[hit.start].sentence.section
        weight: float = getattr(rules.weights, section)
        points = 0.0 if (hit.rule, section) in scored else rule.entry.score * weight
        scored.add((hit.rule, section))
        alone.append(replace(hit, score=points))
    return alone


def _named(passage: Passage, reading: Reading, gazetteer: Gazetteer) -> set[str]:
    return {
        party.id.partition("#")[0]
        for party in parties.find(reading, [passage], gazetteer, hosts=False)
        if party.role is Role.PARTY
    }


def _shared(named: set[str], known: set[str], gazetteer: Gazetteer) -> int:
    """How many of the places are among the known ones; Korea is there where Jeju is."""
    return sum(
        any(gazetteer.within(one, other) or gazetteer.within(other, one) for other in known)
        for one in named
    )
