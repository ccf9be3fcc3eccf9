"""Requests through a real patrol on its own archive, one after the other."""

from pathlib import Path
from typing import Any

from conftest import HandClock

from crawler.manners.hosts import HostBook
from crawler.patrol import Patrol
from kembar.clock import duration
from kembar.errors import FetchFailed
from kembar.sections import CrawlSection
from storage import hosts
from storage.archive import Writer


async def visit(
    path: Path, clock: HandClock, *urls: str | tuple[str, float], delay: str = "0 s"
) -> list[int | Exception]:
    """Fetch addresses one after the other: each one's status, or what was raised.

    An address with a number is fetched so many minutes after the one before.
    """
    section = CrawlSection(delay=duration(delay), allow_private_hosts=True)
    writer = Writer(path)
    book = HostBook(writer, delay=section.delay, clock=clock)
    patrol = Patrol(section, book)
    await patrol.open()
    came: list[int | Exception] = []
    for one in urls:
        url, minutes = (one, 0.0) if isinstance(one, str) else one
        clock.advance(minutes=minutes)
        try:
            came.append((await patrol.fetcher.fetch(url)).status)
        except FetchFailed as error:
            came.append(error)
    await book.save()
    await patrol.close()
    await writer.close()
    return came


async def state_of(path: Path, host: str) -> Any:
    """What the archive remembers of a host."""
    writer = Writer(path)
    state = await writer.run(hosts.load, host)
    await writer.close()
    return state
