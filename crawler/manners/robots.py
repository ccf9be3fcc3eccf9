"""robots.txt as RFC 9309 says: obeyed, cached for a day, and unreachable means forbidden."""

import asyncio
import codecs
import logging
from datetime import datetime, timedelta
from typing import Any, Self

from protego import Protego
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Request, Response
from w3lib.url import safe_url_string

from kembar.errors import FetchFailed, RobotsForbidden
from kembar.model import HostState

from .faults import KNOWN, fetch_failed
from .hosts import HostBook, book_of, origin_key
from .retry_after import rest_until

logger = logging.getLogger(__name__)

PRODUCT = "Kembar"
"""The product token that robots.txt groups are matched against."""
FRESH = timedelta(hours=24)
FRESH_ERROR = timedelta(hours=1)  # an unreachable robots.txt is asked for again sooner
# RFC 9309, 2.4: a copy older than a day may serve while robots.txt is unreachable. A server that
# stumbles for a weekend keeps its rules; after a week nobody knows what they would be.
STALE = timedelta(days=7)
LARGEST = 512 * 1024  # RFC 9309 asks for at least 500 KiB
LONG = 64 * 1024  # characters that Protego reads in well under 50 ms

Rules = tuple[Protego | None, str]
"""What is allowed, or None and the reason why nothing is."""


class RobotsMiddleware:
    """Asks robots.txt before the first page of an origin, and keeps to it."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self.crawler = crawler
        self._rules: dict[str, tuple[datetime, Rules]] = {}
        self._not_before: dict[str, datetime] = {}
        """When an origin that could not answer is asked again; a new process asks at once."""
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
        parser, why = await self._rules_of(request)
        if parser is None:
            raise RobotsForbidden(why, lasting=False)
        if not parser.can_fetch(request.url, PRODUCT):
            raise RobotsForbidden(f"robots.txt of {origin_key(request.url)} forbids {request.url}")

    async def _rules_of(self, request: Request) -> Rules:
        origin = origin_key(request.url)
        async with self._locks.setdefault(origin, asyncio.Lock()):
            state = await self.book.recall(origin)
            if self._must_ask(state):
                await self._ask(request, origin)
                state = self.book.get(origin)
            assert state.robots_checked is not None
            known = self._rules.get(origin)
            if known is None or known[0] != state.robots_checked:
                known = (state.robots_checked, await rules_in(state))
                self._rules[origin] = known
            return known[1]

    def _must_ask(self, state: HostState) -> bool:
        if state.robots_checked is None:
            return True
        age = self.book.now() - state.robots_checked
        if timedelta(0) <= age <= (FRESH if _is_good(state.robots_status) else FRESH_ERROR):
            return False
        return self.book.now() >= self._not_before.get(state.host, self.book.now())

    async def _ask(self, request: Request, origin: str) -> None:
        """Ask for robots.txt and keep what it says; FetchFailed where nothing is known at all."""
        try:
            response = await self._download(request, origin)
        except FetchFailed as error:
            if not self._serve_stale(origin, str(error)):
                # No answer forbids everything, but is asked for again at the next look: the
                # network may be ours that is down.
                raise
            return
        status = response.status if response is not None else 404
        text = text_of(response) if response is not None else None
        asked = None
        if response is not None and not _is_good(status):
            retry = response.headers.get("Retry-After")
            asked = rest_until(status, retry.decode("latin-1") if retry else None, self.book.now())
        if asked is not None:
            self.book.rest(origin.removesuffix(":80"), asked)
        if not _is_good(status) and self._serve_stale(origin, f"it answered {status}"):
            return
        state = HostState(host=origin, robots_status=status, robots=text)
        parser, _ = await rules_in(state)
        self.book.set_robots(origin, status=status, text=text, crawl_delay=_delay(parser))
        logger.info("read robots host=%s status=%s", origin, status)

    async def _download(self, request: Request, origin: str) -> Response | None:
        """The answer; None after too many redirects, which RFC 9309 takes for no robots.txt."""
        root = "/".join(request.url.split("/", 3)[:3])
        ask = Request(safe_url_string(f"{root}/robots.txt"), meta={"dont_obey_robotstxt": True})
        assert self.crawler.engine is not None
        try:
            response: Response = await self.crawler.engine.download_async(ask)
        except IgnoreRequest as error:
            if "redirections" not in str(error):  # a bomb, or no stream that can be unpacked
                raise fetch_failed(error, origin) from error
            logger.info("no robots host=%s: %s", origin, error)
            return None
        except KNOWN as error:
            raise fetch_failed(error, origin) from error
        return response

    def _serve_stale(self, origin: str, why: str) -> bool:
        """Whether the last good copy is young enough to stay in force for now."""
        state, now = self.book.get(origin), self.book.now()
        good = state.robots_checked is not None and _is_good(state.robots_status)
        if not good or state.robots_checked is None or now - state.robots_checked > STALE:
            return False
        self._not_before[origin] = now + FRESH_ERROR
        logger.warning("old robots kept host=%s: %s", origin, why)
        return True


def _is_good(status: int | None) -> bool:
    """Whether a status settles the matter for a day; 429 and 5xx do not."""
    return status is not None and status != 429 and status < 500


def text_of(response: Response) -> str | None:
    """The rules of an answer, whole lines up to the limit; None where it holds none."""
    if not 200 <= response.status < 300:
        return None
    body = response.body[:LARGEST]
    if len(response.body) > LARGEST:
        # Half a line would be another rule: `Disallow: /` for `Disallow: /admin`.
        body = body[: max(body.rfind(b"\n"), body.rfind(b"\r")) + 1]
    wide = body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = body.decode("utf-16" if wide else "utf-8-sig", "replace").replace("\0", "")
    return None if text.lstrip().startswith("<") else text  # a web page under that name


async def rules_in(state: HostState) -> Rules:
    """The rules in force: of the text, all allowed for 4xx, none (with the reason) else."""
    host, status = state.host, state.robots_status
    if not _is_good(status):
        return None, f"robots.txt of {host} answered {status}, so nothing is read there"
    if status in (401, 403):
        # Stricter than the RFC: who locks robots.txt does not want to be read.
        return None, f"robots.txt of {host} answered {status}; ask the owner for leave"
    text = state.robots or ""
    if len(text) > LONG:
        return await asyncio.to_thread(Protego.parse, text), ""
    return Protego.parse(text), ""


def _delay(parser: Protego | None) -> float | None:
    """Seconds between two requests that the rules ask for, as Crawl-delay or Request-rate."""
    if parser is None:
        return None
    rate = parser.request_rate(PRODUCT)
    asked = max(parser.crawl_delay(PRODUCT) or 0.0, rate.seconds / rate.requests if rate else 0.0)
    return float(asked) or None


def sitemaps(text: str | None) -> list[str]:
    """The sitemaps that a robots.txt names."""
    found: Any = Protego.parse(text or "").sitemaps
    return list(found)
