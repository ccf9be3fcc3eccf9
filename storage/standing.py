"""Where two places stand, reckoned from what is on record of them; it knows no archive."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from kembar.model import Kind, Modality, Stage

Pair = tuple[str, str]
"""Two ids of `places`, the smaller first."""

PAPERS = (Stage.LOI, Stage.MOU, Stage.AGREEMENT)
"""The stages at which something is signed."""
UNDER_PAPER = (*PAPERS, Stage.IMPLEMENTATION, Stage.RENEWAL)
"""The stages that have a signed paper behind them."""

_RANK = {stage.value: rank for rank, stage in enumerate(Stage)}
# What is only planned has not come further than talks, whatever paper is meant.
_FURTHEST_PLANNED = _RANK[Stage.TALKS.value]
# A forum of many places is its host's affair with each; all pairs of ten would be 45 relations.
_MOST_AS_EQUALS = 4


@dataclass(frozen=True, slots=True)
class Step:
    """One thing on record of a pair, as far as it matters for where they stand."""

    day: str
    """Day or year of it, else of its report; empty where a list names none."""
    stage: str | None
    """As in `events.stage`."""
    modality: str | None
    """As in `events.modality`."""
    kind: str | None
    """As in `events.kind`."""
    reported: str = ""
    """Day of the report."""
    story: int | None = None
    """Number of the story; None for a list."""
    seen: str = ""
    """When it was flagged."""

    @property
    def done(self) -> bool:
        """Whether it has happened."""
        return self.modality == Modality.DONE.value


def pairs(parties: Sequence[str]) -> set[Pair]:
    """The relations that a happening of these parties (ids, first-named first) belongs to.

    Every two of up to four; of more, the first-named with each. A council or an office stands for
    its place; two places abroad are nobody's news here, nor is a country with its own city.
    """
    ids = list(dict.fromkeys(party.partition("#")[0] for party in parties))
    if len(ids) > _MOST_AS_EQUALS:
        chosen = [(ids[0], other) for other in ids[1:]]
    else:
        chosen = list(combinations(ids, 2))
    return {ordered(a, b) for a, b in chosen if at_home(a) or at_home(b)}


def ordered(a: str, b: str) -> Pair:
    """The pair in the order in which `relations` holds it."""
    return (a, b) if a < b else (b, a)


def at_home(place_id: str) -> bool:
    """Whether an id is one of Indonesia's: those are Kemendagri codes."""
    return place_id[:1].isdigit()


def stage_after(before: str | None, stage: str | None, modality: str | None) -> str | None:
    """Where two places stand after a happening: forward only, except for an end or a new start."""
    if stage is None or modality == Modality.DENIED.value:
        return before
    done = modality == Modality.DONE.value
    if not done and stage == Stage.ENDED.value:
        return before
    if done and before == Stage.ENDED.value:
        return stage
    rank = _RANK[stage] if done else min(_RANK[stage], _FURTHEST_PLANNED)
    return list(Stage)[rank].value if before is None or rank > _RANK[before] else before


def earliest(days: Iterable[str | None]) -> str | None:
    """The earliest of years and days; within one year the day tells more than the year."""
    found = [day for day in days if day]
    return min(found, key=lambda day: (day[:4], len(day) == 4, day), default=None)


def last_day(when: str | None) -> str:
    """The day itself, or the last one of a year; empty for None."""
    return f"{when}-12-31" if when and len(when) == 4 else when or ""


def has_come(when: str, today: date) -> bool:
    """Whether a day or a whole year has passed, today included."""
    return last_day(when) <= today.isoformat()


def walk(steps: Sequence[Step]) -> tuple[str | None, str | None]:
    """The stage and the kind that the steps lead to, taken by day and on one day by stage.

    A twin tie stays one, whatever is agreed under it; else the kind is that of the furthest step.
    """
    stage: str | None = None
    kind: str | None = None
    twins = False
    for step in sorted(steps, key=lambda s: (s.day, _RANK.get(s.stage or "", -1), s.kind or "")):
        reached = stage_after(stage, step.stage, step.modality)
        if reached != stage and stage == Stage.ENDED.value:
            twins = False
        if step.kind and not twins and (kind is None or reached != stage):
            kind = step.kind
        if step.done and step.kind == Kind.SISTER_CITY.value and step.stage in UNDER_PAPER:
            twins, kind = True, step.kind
        stage = reached
    return stage, kind


def papers(steps: Sequence[Step]) -> list[str]:
    """The days on which something was signed."""
    return [step.day for step in steps if step.done and step.stage in PAPERS]


def last_done(steps: Sequence[Step]) -> str | None:
    """The last day on which something was done."""
    return max((step.day for step in steps if step.done), default=None)


def last_active(steps: Sequence[Step]) -> str | None:
    """The last day of any sign of life: a plan counts from its report, a denial not at all."""
    alive = [step for step in steps if step.modality != Modality.DENIED.value]
    return max((step.day if step.done else step.reported for step in alive), default=None)
