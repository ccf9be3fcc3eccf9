"""Patrol: the one long-lived crawl in which every site's sources and pages are fetched."""

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import scrapy
from scrapy.crawler import AsyncCrawlerRunner, Crawler

from kembar.sections import CrawlSection

from .fetching import Fetcher
from .manners.guard import open_doors
from .manners.hosts import HostBook
from .settings import build

logger = logging.getLogger(__name__)

CLOSE = 5.0
"""Seconds that Scrapy may take to close; a request to a dead host would take thirty."""


class PatrolSpider(scrapy.Spider):
    """Keeps the engine open; requests come through `Fetcher`, not from callbacks."""

    name = "patrol"

    def __init__(self, *, book: HostBook, opened: asyncio.Event, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.book = book
        self.opened = opened
        self.closing = asyncio.Event()

    async def start(self) -> AsyncIterator[Any]:
        """Say that the engine is open, then stay until asked to close."""
        self.opened.set()
        await self.closing.wait()
        return
        yield


class Patrol:
    """Opens and closes the long-lived crawl, and holds the fetcher that works through it."""

    def __init__(self, crawl: CrawlSection, book: HostBook) -> None:
        self.runner = AsyncCrawlerRunner(build(crawl))
        self.crawler: Crawler = self.runner.create_crawler(PatrolSpider)
        self.fetcher = Fetcher(self.crawler, book)
        self._book = book
        self._doors = (crawl.ports, crawl.allow_addresses)
        self._opened = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Start the crawl and wait until its engine takes requests."""
        open_doors(*self._doors)
        self._task = self.runner.crawl(self.crawler, book=self._book, opened=self._opened)
        waiting = asyncio.ensure_future(self._opened.wait())
        await asyncio.wait({self._task, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if not self._opened.is_set():
            waiting.cancel()
            await self._task  # raises what kept the crawl from opening
            raise RuntimeError("the crawl ended before it opened")

    async def close(self) -> None:
        """End the crawl; what does not end in time is abandoned."""
        if self._task is None:
            return
        spider = self.crawler.spider
        if isinstance(spider, PatrolSpider):
            spider.closing.set()
        try:
            async with asyncio.timeout(CLOSE):
                await self.runner.stop()
                await self._task
        except TimeoutError:
            logger.warning("the crawl did not close within %s s; requests are abandoned", CLOSE)
