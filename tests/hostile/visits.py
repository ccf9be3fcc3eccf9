"""Visits through the real patrol with the guard in force, each with its outcome and its time."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from conftest import HandClock
from scrapy.http import Response

from crawler.manners.hosts import HostBook
from crawler.patrol import Patrol
from kembar.errors import FetchFailed
from kembar.sections import CrawlSection
from storage.archive import Writer

TIMEOUT = 2
"""Seconds in place of the thirty of the real settings."""


@dataclass(frozen=True)
class Visit:
    """What became of one request."""

    url: str
    response: Response | None
    error: FetchFailed | None
    seconds: float

    @property
    def reason(self) -> str:
        """Why there is no answer; empty where there is one."""
        return str(self.error) if self.error is not None else ""


async def visit(
    folder: Path,
    clock: HandClock,
    urls: Sequence[str | float],
    *,
    letting_in: Iterable[str] = (),
    ports: tuple[int, ...] = (80, 443),
) -> list[Visit]:
    """Ask for addresses one after the other; only `letting_in` is exempt from the guard.

    A number in their place lets so many seconds pass.
    """
    section = CrawlSection(
        delay=timedelta(milliseconds=1), allow_addresses=tuple(letting_in), ports=ports
    )
    writer = Writer(folder / "archive.db")
    patrol = Patrol(section, HostBook(writer, delay=section.delay, clock=clock))
    patrol.crawler.settings.set("DOWNLOAD_TIMEOUT", TIMEOUT, priority="cmdline")
    # The throttle would stretch the delay by the time that hostile answers take.
    patrol.crawler.settings.set("AUTOTHROTTLE_ENABLED", False, priority="cmdline")
    await patrol.open()
    came = []
    for url in urls:
        if isinstance(url, float):
            clock.advance(seconds=url)
            continue
        begun = time.monotonic()
        response, error = None, None
        try:
            response = await patrol.fetcher.fetch(url)
        except FetchFailed as failed:
            error = failed
        came.append(Visit(url, response, error, time.monotonic() - begun))
    await patrol.close()
    await writer.close()
    return came
