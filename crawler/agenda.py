"""Agenda: when the sources of one site are looked at, after good looks and after failed ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from kembar.errors import FetchFailed, HostResting, KembarError
from kembar.model import SourceState

from .failing import after_failure, longest_wait
from .means import Means
from .rhythm import furthest, looked, next_look, stretched
from .sites import Site
from .urls import host_key


class Agenda:
    """Sets `next_check` within the owner's `min` and `max` and the host's Crawl-delay."""

    def __init__(self, site: Site, means: Means) -> None:
        self.site = site
        self.means = means

    def is_due(self, state: SourceState, started: datetime) -> bool:
        """Whether a round that started then looks at the source."""
        # Sources that fall due within the shortest interval are looked at together.
        slack = min(self.means.least / 2, timedelta(seconds=30))
        ahead = state.next_check - started if state.next_check else slack
        return ahead <= slack or ahead > furthest(self.site.every, self.means.longest)

    def after_good_look(
        self, state: SourceState, *, begun: datetime, new: int, published: Sequence[datetime]
    ) -> SourceState:
        """What the look taught, and when the next one is."""
        rhythm = looked(state.rhythm, now=begun, zone=self.site.zone, new=new, published=published)
        state = replace(state, rhythm=rhythm, failures=0, strain=0.0, error=None)
        return replace(state, next_check=self._next(state, self.means.longest))

    def after_failed_look(self, state: SourceState, error: KembarError) -> SourceState:
        """One more failure, and when to try again."""
        silent = isinstance(error, FetchFailed) and error.silent
        unheard = silent and not self.means.fetcher.book.others_answer(host_key(state.url))
        state = after_failure(state, error, unheard=unheard)
        due = self._next(state, longest_wait(self.site.every, self.means.longest, unheard=unheard))
        if isinstance(error, HostResting):
            due = max(error.until, due)
        return replace(state, next_check=due)

    def _next(self, state: SourceState, longest: timedelta) -> datetime:
        every, now, book = self.site.every, self.means.clock(), self.means.fetcher.book
        due = next_look(
            state.rhythm,
            now=now,
            zone=self.site.zone,
            every=every,
            least=max(min(self.means.least, every), book.asked_delay(host_key(state.url))),
            longest=max(longest, every),
            strain=state.strain,
        )
        return stretched(now, due, self.means.chance)
