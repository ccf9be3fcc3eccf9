"""A visit: everything that a crawl works with, beside an archive that is thrown away afterwards."""

import asyncio
import random
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from kembar.clock import Clock, now
from kembar.config import Config
from kembar.model import HostState
from storage import hosts
from storage.archive import Archive, Writer

from .manners.hosts import HostBook
from .means import Means
from .parsing import Parsers
from .patrol import Patrol


@asynccontextmanager
async def visit(config: Config, *, clock: Clock = now) -> AsyncIterator[Means]:
    """The means of a crawl with all its manners; nothing is kept. Needs the guarded reactor.

    What hosts asked of earlier crawls (rest, delay, robots.txt) holds here too.
    """
    crawl = config.crawl
    with tempfile.TemporaryDirectory() as folder:
        # The hosts' manners want an archive.
        writer = Writer(Path(folder) / "visit.db")
        for state in _known_hosts(config.archive.path):
            await writer.run(hosts.save, state)
        book = HostBook(writer, delay=crawl.delay, clock=clock)
        patrol = Patrol(crawl, book)
        parsers = Parsers(crawl.parsers, folder=config.rules.folder, watches=config.watches)
        await patrol.open()
        try:
            yield Means(
                writer=writer,
                fetcher=patrol.fetcher,
                parsers=parsers,
                clock=clock,
                subscriptions=(),
                backlog="mute",
                least=crawl.least_interval,
                longest=crawl.max,
                chance=random.Random(),
                closing=asyncio.Event(),
            )
        finally:
            await patrol.close()
            await parsers.close()
            await writer.close()


def _known_hosts(path: Path) -> list[HostState]:
    """The manners that the archive knows; none without one."""
    if not path.is_file():
        return []
    archive = Archive.open(path, read_only=True)
    try:
        names = [row["host"] for row in archive.rows("SELECT host FROM hosts")]
        return [state for name in names if (state := hosts.load(archive, name)) is not None]
    finally:
        archive.close()
