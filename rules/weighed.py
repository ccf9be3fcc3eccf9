"""A sentence as the choice of day and money sees it: how near it stands to what is reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from .tokens import Section


class Tier(IntEnum):
    """How near a sentence stands to the happening."""

    OWN = 0
    TRIGGER = 1
    PARAGRAPH = 2
    LEAD = 3
    FAR = 4


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence in which the day or the money of a happening may stand."""

    text: str
    """Verbatim."""
    section: Section
    """Title, lead or body."""
    own: bool
    """Whether a rule of the happening's kind met it."""
    trigger: bool
    """Whether any rule met it."""
    paragraph: int
    """Any number that only the sentences of its paragraph share."""


def tiers(sentences: Sequence[Weighed]) -> list[Tier]:
    """The tier of each sentence."""
    near = {item.paragraph for item in sentences if item.trigger}
    return [_tier(item, near) for item in sentences]


def _tier(item: Weighed, near: set[int]) -> Tier:
    if item.own:
        return Tier.OWN
    if item.trigger:
        return Tier.TRIGGER
    if item.paragraph in near:
        return Tier.PARAGRAPH
    return Tier.FAR if item.section is Section.BODY else Tier.LEAD
