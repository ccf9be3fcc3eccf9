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

LONGEST_WAIT = 60.0  # seconds kept after a restart, whatever the row in `hosts` says


class Fetcher:
    """Fetches through the one long-lived crawl, and keeps each host's manners."""

    def __init__(self, crawler: Crawler, book: HostBook) -> None:
        self.crawler = crawler
        self.book = book
        self._known: set[str] = set()

    async def fetch(self, url: str, *, headers: Mapping[str, str] | None = None) -> Response:
        """The final response, redirects followed, of whatever status.

        Raises AddressRefused, RobotsForbidden, HostResting or FetchFailed.
        """
        host = host_key(url)
        await self._first_contact(host)
        if until := self.book.resting(host):
            raise HostResting(f"{host} asked to be left alone until {until:%H:%M} UTC", until=until)
        response = await self._download(url, host, headers or {})
        final = host_key(response.url)
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
        except FetchFailed:
            raise
        except KNOWN as error:
            raise fetch_failed(error, host) from error

    async def _first_contact(self, host: str) -> None:
        """Keep the delay across a restart: wait until the time that the last process noted."""
        if host in self._known:
            return
        self._known.add(host)
        state = await self.book.recall(host)
        if state.next_allowed is not None:
            wait = (state.next_allowed - self.book.now()).total_seconds()
            if wait > 0:
                await asyncio.sleep(min(wait, LONGEST_WAIT))


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
