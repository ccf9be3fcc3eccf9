"""robots.txt as RFC 9309 says: obeyed, cached for a day, and unreachable means forbidden."""

import asyncio
import logging
from datetime import datetime, timedelta
from typing import Any, Self

from protego import Protego
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response
from w3lib.url import safe_url_string

from kembar.errors import RobotsForbidden

from ..urls import host_key
from .faults import KNOWN, fetch_failed
from .hosts import HostBook, book_of

logger = logging.getLogger(__name__)

PRODUCT = "Kembar"
"""The product token that robots.txt groups are matched against."""
FRESH = timedelta(hours=24)
FRESH_ERROR = timedelta(hours=1)  # an unreachable robots.txt is asked for again sooner
LARGEST = 512 * 1024  # RFC 9309 asks for at least 500 KiB
LONGEST_DELAY = 60.0  # a longer Crawl-delay lowers how often we look, not how fast we read


class RobotsMiddleware:
    """Asks robots.txt before the first page of a host, and keeps to it."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self.crawler = crawler
        self._parsers: dict[str, tuple[datetime, Protego | None, str]] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    @property
    def book(self) -> HostBook:
        """The hosts' manners, which the one long-lived spider carries."""
        return book_of(self.crawler)

    async def process_request(self, request: Request) -> None:
        """Let a request pass, or raise RobotsForbidden."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        parser, why = await self._rules(request)
        if parser is None:
            raise RobotsForbidden(why, lasting=False)
        if not parser.can_fetch(request.url, PRODUCT):
            raise RobotsForbidden(f"robots.txt of {host_key(request.url)} forbids {request.url}")

    async def _rules(self, request: Request) -> tuple[Protego | None, str]:
        host = host_key(request.url)
        async with self._locks.setdefault(host, asyncio.Lock()):
            state = self.book.get(host)
            good = state.robots_status is not None and state.robots_status < 500
            lasts = FRESH if good else FRESH_ERROR
            if state.robots_checked is None or self.book.now() - state.robots_checked > lasts:
                await self._ask(request, host)
                state = self.book.get(host)
            known = self._parsers.get(host)
            if known is None or known[0] != state.robots_checked:
                assert state.robots_checked is not None
                known = (state.robots_checked, *_read(host, state.robots_status, state.robots))
                self._parsers[host] = known
            return known[1], known[2]

    async def _ask(self, request: Request, host: str) -> None:
        origin = "/".join(request.url.split("/", 3)[:3])
        ask = Request(
            safe_url_string(f"{origin}/robots.txt"),
            meta={"dont_obey_robotstxt": True, "download_maxsize": 4 * LARGEST},
        )
        assert self.crawler.engine is not None
        try:
            response: Response = await self.crawler.engine.download_async(ask)
        except KNOWN as error:
            # No answer forbids everything too, but is asked for again at the next look: the
            # network may be ours that is down.
            raise fetch_failed(error, host) from error
        text = None
        if _is_rules(response):
            text = response.body[:LARGEST].decode("utf-8-sig", "replace")
        parser = Protego.parse(text or "")
        delay = parser.crawl_delay(PRODUCT)
        self.book.set_robots(
            host,
            status=response.status,
            text=text,
            crawl_delay=min(float(delay), LONGEST_DELAY) if delay else None,
        )
        logger.info("read robots host=%s status=%s", host, response.status)


def _is_rules(response: Response) -> bool:
    """Whether the answer holds rules; an HTML page under that name holds none."""
    if not 200 <= response.status < 300:
        return False
    head = response.body[:512].lstrip().lower()
    return not head.startswith((b"<!doctype", b"<html"))


def _read(host: str, status: int | None, text: str | None) -> tuple[Protego | None, str]:
    """The rules in force: of the text, all allowed for 4xx, none (with the reason) else."""
    if status is None or status == 429 or status >= 500:
        return None, f"robots.txt of {host} answered {status}, so nothing is read there"
    if status in (401, 403):
        # Stricter than the RFC: who locks robots.txt does not want to be read.
        return None, f"robots.txt of {host} answered {status}; ask the owner for leave"
    return Protego.parse(text or ""), ""


def sitemaps(text: str | None) -> list[str]:
    """The sitemaps that a robots.txt names."""
    found: Any = Protego.parse(text or "").sitemaps
    return list(found)
