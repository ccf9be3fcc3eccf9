"""What a failed look tells of its source, and how long it is left alone for that. Pure."""

from dataclasses import replace
from datetime import timedelta

from kembar.errors import ExtractionFailed, FetchFailed, KembarError, SourceFailed
from kembar.model import SourceState

from .manners.faults import HARD, PASSING, SOFT

UNHEARD = timedelta(hours=1)
"""Longest wait while no host answers at all: it is probably our network that is down."""
UNHEARD_STRAIN = 1.0
"""What such failures may add up to, so that nobody waits for long once the network is back."""


def weight_of(error: KembarError, kind: str) -> float:
    """How much a failed look tells of a source of this kind: HARD, SOFT or PASSING."""
    if isinstance(error, FetchFailed):
        return error.weight
    if isinstance(error, SourceFailed):
        # A feed that has become a web page is gone; a list without links may be half a page.
        return SOFT if kind == "listing" else HARD
    if isinstance(error, ExtractionFailed):  # the parser was killed over it
        return SOFT
    return PASSING  # a fault of ours, as a full disk


def after_failure(state: SourceState, error: KembarError, *, unheard: bool) -> SourceState:
    """The source with one more failure.

    `unheard`: nothing came back, and no other host answers either.
    """
    weight = weight_of(error, state.kind)
    strain = state.strain + weight
    if unheard:
        strain = max(state.strain, min(state.strain + PASSING, UNHEARD_STRAIN))
    return replace(state, failures=state.failures + 1, strain=strain, error=str(error)[:300])


def longest_wait(every: timedelta, longest: timedelta, *, unheard: bool) -> timedelta:
    """The longest that a source may be left alone after a failure."""
    return min(longest, max(every, UNHEARD)) if unheard else longest
