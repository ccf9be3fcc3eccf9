"""One request with all manners: the only way the crawl asks the network for anything."""

import asyncio
import logging
from collections.abc import Mapping

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from kembar.errors import FetchFailed, HostResting

from .manners.faults import KNOWN, fetch_failed
from .manners.hosts import HostBook
from .manners.retry_after import rest_until
from .urls import host_key

logger = logging.getLogger(__name__)


class Fetcher:
    """Fetches through the one long-lived crawl, and keeps each host's manners."""

    def __init__(self, crawler: Crawler, book: HostBook) -> None:
        self.crawler = crawler
        self.book = book
        self._turns: dict[str, asyncio.Lock] = {}

    async def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Response:
        """The final response, redirects followed, of whatever status.

        Raises AddressRefused, RobotsForbidden, HostResting or FetchFailed.
        """
        host = host_key(url)
        # Whoever waits here sees what the one before was told: a 429 stops the whole queue.
        async with self._turns.setdefault(host, asyncio.Lock()):
            return await self._fetch(url, host, headers or {})

    async def _fetch(self, url: str, host: str, headers: Mapping[str, str]) -> Response:
        await self.book.recall(host)
        self.book.demand_awake(host)
        response = await self._download(url, host, headers)
        final = host_key(response.url)
        self.book.hear(final, answered=True)
        self.book.touched(final)
        asked = rest_until(response.status, header(response, "Retry-After"), self.book.now())
        if asked is not None:
            until = self.book.rest(final, asked)
            raise HostResting(
                f"{final} answered {response.status} and is left alone until {until:%H:%M} UTC",
                until=until,
            )
        return response

    async def _download(self, url: str, host: str, headers: Mapping[str, str]) -> Response:
        assert self.crawler.engine is not None
        try:
            request = Request(url, headers=dict(headers))
            return await self.crawler.engine.download_async(request)
        except FetchFailed as error:
            if error.silent:  # robots.txt was not answered
                self.book.hear(host, answered=False)
            raise
        except KNOWN as error:
            failed = fetch_failed(error, host)
            if failed.silent:
                self.book.hear(host, answered=False)
            raise failed from error


def header(response: Response, name: str) -> str | None:
    """A response's header verbatim; None where it has none of that name."""
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def all_headers(response: Response) -> list[tuple[str, str]]:
    """A response's headers, names in lower case, each value on its own."""
    return [
        (name.decode("latin-1").lower(), value.decode("latin-1"))
        for name, values in response.headers.items()
        for value in values
    ]
