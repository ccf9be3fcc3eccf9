"""HostBook: what is known of each host's manners, in memory and in the archive's table `hosts`."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import cast

from scrapy.crawler import Crawler

from kembar.clock import Clock
from kembar.model import HostState
from storage import hosts
from storage.archive import Writer

LONGEST_REST = timedelta(hours=6)


class HostBook:
    """Reads a host's row once, keeps it in memory, and writes back what changed."""

    def __init__(self, writer: Writer, *, delay: timedelta, clock: Clock) -> None:
        self.delay = delay
        self.now = clock
        self._writer = writer
        self._states: dict[str, HostState] = {}
        self._changed: set[str] = set()

    async def recall(self, host: str) -> HostState:
        """The host's state, from the archive the first time."""
        if host not in self._states:
            known = await self._writer.run(hosts.load, host)
            self._states.setdefault(host, known or HostState(host=host))
        return self._states[host]

    def get(self, host: str) -> HostState:
        """The host's state in memory."""
        return self._states.setdefault(host, HostState(host=host))

    def delay_of(self, host: str) -> timedelta:
        """Least time between two requests: ours, or the host's Crawl-delay where it is longer."""
        asked = self.get(host).crawl_delay
        return max(self.delay, timedelta(seconds=asked)) if asked else self.delay

    def set_robots(
        self, host: str, *, status: int, text: str | None, crawl_delay: float | None
    ) -> None:
        """Keep what robots.txt answered."""
        self._change(
            host,
            replace(
                self.get(host),
                robots_checked=self.now(),
                robots_status=status,
                robots=text,
                crawl_delay=crawl_delay,
            ),
        )

    def touched(self, host: str) -> None:
        """A request to the host has just ended: the next one may start after the delay."""
        self._change(host, replace(self.get(host), next_allowed=self.now() + self.delay_of(host)))

    def rest(self, host: str, until: datetime) -> datetime:
        """The host asked for quiet; returns until when it is kept (six hours at most)."""
        until = min(until, self.now() + LONGEST_REST)
        self._change(host, replace(self.get(host), backoff_until=until))
        return until

    def resting(self, host: str) -> datetime | None:
        """Until when the host is left alone, or None."""
        until = self.get(host).backoff_until
        return until if until is not None and until > self.now() else None

    async def save(self) -> None:
        """Write every changed row."""
        changed, self._changed = self._changed, set()
        for host in sorted(changed):
            await self._writer.run(hosts.save, self._states[host])

    def _change(self, host: str, state: HostState) -> None:
        self._states[host] = state
        self._changed.add(host)


def book_of(crawler: Crawler) -> HostBook:
    """The book that the crawl's spider carries (Scrapy's settings are copied, so not there)."""
    return cast(HostBook, vars(crawler.spider)["book"])
