"""One request at a time to a host, spaced: which of Scrapy's downloader slots a request joins."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request

from ..urls import host_key
from .hosts import book_of

# The wait is drawn between the delay and a fifth more, so that jitter only ever adds.
STRETCH = 1.1
JITTER = 1 / 11


class SlotMiddleware:
    """Puts each request, redirected ones too, into the slot of its own host and port."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Name the slot, and give it the host's own Crawl-delay."""
        host = host_key(request.url)
        request.meta["download_slot"] = host
        book = book_of(self.crawler)
        if book.get(host).crawl_delay:
            assert self.crawler.engine is not None
            downloader = self.crawler.engine.downloader
            delay = book.delay_of(host).total_seconds() * STRETCH
            downloader.per_slot_settings[host] = {"concurrency": 1, "delay": delay}
            if slot := downloader.slots.get(host):
                slot.delay = max(slot.delay, delay)
