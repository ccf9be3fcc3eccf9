"""A visit: everything that a crawl works with, beside an archive that is thrown away afterwards."""

import asyncio
import random
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from kembar.clock import Clock, now
from kembar.config import Config
from storage.archive import Writer

from .manners.hosts import HostBook
from .means import Means
from .parsing import Parsers
from .patrol import Patrol


@asynccontextmanager
async def visit(config: Config, *, clock: Clock = now) -> AsyncIterator[Means]:
    """The means of a crawl with all its manners; nothing is kept. Needs the guarded reactor."""
    crawl = config.crawl
    with tempfile.TemporaryDirectory() as folder:
        # The hosts' manners want an archive.
        writer = Writer(Path(folder) / "visit.db")
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
