"""One request at a time to a host, spaced: which of Scrapy's downloader slots a request joins."""

import asyncio
from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request

from ..urls import host_key
from .hosts import HostBook, book_of

# The wait is drawn between the delay and a fifth more, so that jitter only ever adds.
STRETCH = 1.1
JITTER = 1 / 11
LONGEST_WAIT = 60.0  # seconds kept after a restart, whatever the row in `hosts` says


class SlotMiddleware:
    """The last gate before the network: every request, redirects and robots.txt included.

    Two sites on one host share its slot, so they are never asked at once.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self._met: set[str] = set()
        """Hosts whose delay from before the start is over."""
        self._meeting: dict[str, asyncio.Lock] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Name the slot and its delay. HostResting if the host asked to be left alone."""
        host = host_key(request.url)
        book = book_of(self.crawler)
        if host not in self._met:
            await self._meet(host, book)
        book.demand_awake(host)
        request.meta["download_slot"] = host
        if book.asked_delay(host):
            assert self.crawler.engine is not None
            downloader = self.crawler.engine.downloader
            delay = book.delay_of(host).total_seconds() * STRETCH
            downloader.per_slot_settings[host] = {"concurrency": 1, "delay": delay}
            if slot := downloader.slots.get(host):
                slot.delay = max(slot.delay, delay)
            # A quick answer must not talk the throttle out of what robots.txt asks for.
            request.meta["autothrottle_dont_adjust_delay"] = True

    async def _meet(self, host: str, book: HostBook) -> None:
        """Keep the delay across a restart: wait until the time that the last process noted."""
        async with self._meeting.setdefault(host, asyncio.Lock()):
            if host in self._met:
                return
            state = await book.recall(host)
            await book.recall(f"{host}:80")  # its http origin may ask for a delay too
            if state.next_allowed is not None:
                wait = (state.next_allowed - book.now()).total_seconds()
                if wait > 0:
                    await asyncio.sleep(min(wait, LONGEST_WAIT))
            self._met.add(host)
