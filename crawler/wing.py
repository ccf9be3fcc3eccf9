"""CrawlWing: everything the crawl needs, opened and closed together; rounds are asked of it."""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Self

from kembar.clock import Clock, now
from kembar.config import Config
from kembar.errors import KembarError
from kembar.model import Run
from rules import areas_of, gazetteer, load
from storage import backfills, places, relations, runs
from storage.archive import Writer
from storage.backfills import Backfill, Progress
from storage.raw_pages import PageStore

from .manners.hosts import HostBook
from .means import Means
from .parsing import Parsers
from .past.reading import Order, Past, Report
from .patrol import Patrol
from .rounds import Round
from .sites import Site

logger = logging.getLogger(__name__)

ROUNDS = 32
"""Rounds under way at once; each holds at most a few pages in memory."""


class CrawlWing:
    """The crawl half of Kembar: one writer, one patrol, one pool of parsers."""

    def __init__(
        self, config: Config, *, clock: Clock = now, chance: random.Random | None = None
    ) -> None:
        crawl = config.crawl
        self.writer = Writer(config.archive.path)
        self._config = config
        self._book = HostBook(self.writer, delay=crawl.delay, clock=clock)
        self._patrol = Patrol(crawl, self._book)
        self._parsers = Parsers(crawl.parsers, folder=config.rules.folder, watches=config.watches)
        self.means = Means(
            writer=self.writer,
            fetcher=self._patrol.fetcher,
            parsers=self._parsers,
            clock=clock,
            subscriptions=config.subscriptions,
            backlog=config.alerts.backlog,
            burst=config.alerts.burst,
            least=crawl.least_interval,
            longest=crawl.max,
            chance=chance or random.Random(),
            closing=asyncio.Event(),
            pages=PageStore.beside(config.archive.path, config.retention.raw_pages_span),
            on_page=self._on_page,
        )
        self.on_page: Callable[[str], None] | None = None
        """Called with the site's name after each page; for progress bars."""
        self._room = asyncio.Semaphore(ROUNDS)
        self._sites: dict[str, asyncio.Lock] = {}

    async def __aenter__(self) -> Self:
        await self.writer.run(runs.close_unfinished, self.means.clock())
        rules = await asyncio.to_thread(load, self._config.rules.folder, self._config.watches)
        await self.writer.run(places.sync, gazetteer(rules))
        await self.writer.run(relations.refresh, now=self.means.clock())
        # The archive knows ids and names; people also write "KSB" and "Jogja".
        wanted = [
            replace(one, places=areas_of(one.places, rules, where=f"channel {one.channel!r}"))
            for one in self.means.subscriptions
        ]
        self.means = replace(self.means, subscriptions=wanted)
        await self._patrol.open()
        return self

    def close_soon(self) -> None:
        """Take up no further page; rounds under way end with what they have."""
        self.means.closing.set()

    async def __aexit__(self, *exc: object) -> None:
        await self._patrol.close()
        await self._parsers.close()
        await self.writer.close()

    async def round(self, site: Site, *, force: bool = False) -> Run:
        """One round at a site; waits while another one is under way there."""
        async with self._sites.setdefault(site.name, asyncio.Lock()), self._room:
            run = await Round(site, self.means, force=force).run()
        logger.info(
            "finished round site=%s outcome=%s listed=%s new=%s stored=%s flagged=%s failed=%s%s",
            run.site, run.outcome, run.listed, run.new, run.stored, run.flagged, run.failed,
            f" reason={run.reason}" if run.reason else "",
        )  # fmt: skip
        return run

    async def backfill(
        self,
        site: Site,
        order: Order,
        *,
        asked: Callable[[], Awaitable[bool]],
        on_progress: Callable[[Backfill, Progress], None],
    ) -> Report:
        """Read a part of a site's past; regular rounds there get their turn in between.

        `asked` tells before each stretch whether it is still wished.
        """
        turn = self._sites.setdefault(site.name, asyncio.Lock())
        try:
            backfill = await self.writer.run(backfills.get, order.backfill)
            report = await Past(
                site, self.means, backfill, order, turn=turn, asked=asked, on_progress=on_progress
            ).run()
        except KembarError as error:
            report = Report(progress=Progress(), reason=str(error), failed=True)
        except Exception as error:
            # The rim of a backfill: a fault of ours ends it, not the daemon's other work.
            logger.exception("backfill failed site=%s", site.name)
            reason = f"{type(error).__name__}: {error}"
            report = Report(progress=Progress(), reason=reason, failed=True)
        logger.info(
            "read the past site=%s stored=%s flagged=%s outside=%s failed=%s%s",
            site.name, report.progress.stored, report.progress.flagged, report.progress.outside,
            report.progress.failed, f" reason={report.reason}" if report.reason else "",
        )  # fmt: skip
        return report

    def _on_page(self, site: str) -> None:
        if self.on_page is not None:
            self.on_page(site)
