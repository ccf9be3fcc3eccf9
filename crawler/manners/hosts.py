"""HostBook: what is known of each host's manners, in memory and in the archive's table `hosts`."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import cast

from scrapy.crawler import Crawler

from kembar.clock import Clock
from kembar.errors import HostResting
from kembar.model import HostState
from storage import hosts
from storage.archive import Writer

from ..rhythm import RAREST
from ..urls import host_key

LONGEST_REST = timedelta(hours=6)
LONGEST_DELAY = timedelta(minutes=1)
"""A longer Crawl-delay lowers how often we look, not how fast what is new there is read."""
LATELY = timedelta(minutes=10)
"""So long an answer of one host proves that our own network works."""


def origin_key(url: str) -> str:
    """Whose robots.txt rules an address: scheme, host and port (RFC 9309, 2.3).

    As `host_key`, but plain http on its usual port is `name:80`, since https://name/ has its own.
    """
    host = host_key(url)
    plain = url[:5].lower() == "http:" and not re.search(r":\d+$", host)
    return f"{host}:80" if plain else host


class HostBook:
    """Reads a host's row once, keeps it in memory, and writes back what changed."""

    def __init__(self, writer: Writer, *, delay: timedelta, clock: Clock) -> None:
        self.delay = delay
        self.now = clock
        self._writer = writer
        self._states: dict[str, HostState] = {}
        self._changed: set[str] = set()
        self._heard: dict[str, tuple[datetime, bool]] = {}

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
        return max(self.delay, min(self.asked_delay(host), LONGEST_DELAY))

    def asked_delay(self, host: str) -> timedelta:
        """The Crawl-delay in the robots.txt of the host's http or https origin; zero without."""
        states = (self._states.get(origin) for origin in (host, f"{host}:80"))
        asked = max((state.crawl_delay or 0.0 for state in states if state), default=0.0)
        return timedelta(seconds=min(asked, RAREST.total_seconds()))

    def robots_of(self, url: str) -> str | None:
        """The robots.txt that rules an address, as far as it was read."""
        return self.get(origin_key(url)).robots

    def hear(self, host: str, *, answered: bool) -> None:
        """A request ended: with an answer of whatever kind, or in silence."""
        self._heard[host] = (self.now(), answered)

    def others_answer(self, host: str) -> bool:
        """Whether the last thing heard of the other hosts is a fresh answer.

        If not, a host's silence is not held against it: our own network may be down.
        """
        others = [heard for other, heard in self._heard.items() if other != host]
        when, answered = max(others, default=(self.now(), False))
        return answered and timedelta(0) <= self.now() - when <= LATELY

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
        """Until when the host is left alone, or None; also where only a wrong clock said so."""
        until, now = self.get(host).backoff_until, self.now()
        return until if until is not None and now < until <= now + 2 * LONGEST_REST else None

    def demand_awake(self, host: str) -> None:
        """HostResting if the host asked to be left alone and the time is not over."""
        if until := self.resting(host):
            raise HostResting(f"{host} asked to be left alone until {until:%H:%M} UTC", until=until)

    def take_changed(self) -> list[HostState]:
        """The hosts that must be written; each is handed out once."""
        changed, self._changed = self._changed, set()
        return [self._states[host] for host in sorted(changed)]

    async def save(self) -> None:
        """Write every changed row."""
        for state in self.take_changed():
            await self._writer.run(hosts.save, state)

    def _change(self, host: str, state: HostState) -> None:
        self._states[host] = state
        self._changed.add(host)


def book_of(crawler: Crawler) -> HostBook:
    """The book that the crawl's spider carries (Scrapy's settings are copied, so not there)."""
    return cast(HostBook, vars(crawler.spider)["book"])
