"""What the archive needs once a day: a backup, and letting go what `[retention]` limits."""

import asyncio
import logging

from kembar.clock import Clock, now
from kembar.config import Config
from kembar.errors import KembarError
from kembar.threads import beside
from storage import keeping, retention, scrubbing
from storage.archive import Writer
from storage.raw_pages import PageStore
from storage.retention import Terms

logger = logging.getLogger(__name__)


class Upkeep:
    """The daily work, in steps so short that rounds go on between them."""

    def __init__(
        self, config: Config, writer: Writer, stopping: asyncio.Event, *, clock: Clock = now
    ) -> None:
        limits = config.retention
        self._terms = Terms(articles=limits.articles_span, flagged=limits.flagged_span)
        self._pages = PageStore.beside(config.archive.path, limits.raw_pages_span)
        self._archive = config.archive.path
        self._backups = config.archive.backups
        self._writer = writer
        self._stopping = stopping
        self._clock = clock

    async def run(self) -> None:
        """Do what is due; a fault is logged, and all of it comes again tomorrow."""
        await self.back_up()
        try:
            articles = await self._drop()
            pages = await asyncio.to_thread(self._pages.prune, self._clock())
        except (KembarError, OSError) as error:
            logger.error("upkeep failed: %s", error)
            return
        if articles or pages:
            logger.info("let go articles=%s raw_pages=%s", articles, pages)

    async def back_up(self) -> None:
        """Make a backup if the newest is a day old. It is made first: what goes is still in it."""
        now = self._clock()
        if not self._backups or self._stopping.is_set() or not keeping.is_due(self._archive, now):
            return
        try:
            copy = await beside(
                lambda: keeping.keep_one(self._archive, self._backups, now=now), name="backup"
            )
        except (KembarError, OSError) as error:
            logger.error("backup failed: %s", error)
            return
        if copy is not None:
            logger.info("backup made path=%s bytes=%s", copy.path, copy.bytes)

    async def _drop(self) -> int:
        dropped = 0
        while not self._stopping.is_set():
            count = await self._writer.run(retention.drop, self._terms, self._pages, self._clock())
            dropped += count
            if not count:
                break
        first = True
        while dropped and not self._stopping.is_set():
            if not await self._writer.run(scrubbing.merge_step, first=first):
                break
            first = False
        if dropped:
            await self._writer.run(scrubbing.empty_log, patience=0.0)
        return dropped
