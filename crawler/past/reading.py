"""Past: reads one backfill, stretch by stretch, so that it can be ended at any moment."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from kembar.errors import (
    AddressRefused,
    FetchFailed,
    HostResting,
    KembarError,
    PageGone,
    RobotsForbidden,
    SourceFailed,
)
from kembar.model import Entry
from storage import backfill_queue as queue
from storage import backfills
from storage.backfills import Backfill, Progress

from ..means import Means
from ..sites import Site
from ..urls import canonical
from .choosing import choose, way_of
from .desk import PastDesk
from .span import Span
from .ways import Shelf, Way

logger = logging.getLogger(__name__)

STRETCH = 10
"""Pages read before a regular round of the site gets its turn."""
WAITS = (5.0, 30.0, 120.0)
"""Seconds waited after each failure in a row that may pass; one more ends the run."""
PATIENCE = timedelta(minutes=10)
"""A host that wants to be left alone for longer ends the run."""
STOPPED = "stopped; the same command goes on"
OVER_BUDGET = "the page budget is used up; the same command goes on"
LEFT_OVER = "some pages failed for a passing reason; the same command tries them again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is wished of a run."""

    backfill: int
    """Row in the table `backfills`."""
    by: str | None = None
    """Way to read by; None: the best one."""
    pages: int | None = None
    """Pages fetched in this run, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How a run ended."""

    progress: Progress
    reason: str | None = None
    """Why not all was read; None when it was."""
    failed: bool = False
    """Whether the reason is a failure."""
    faults: tuple[str, ...] = ()
    """Documents that could not be read, each with its reason."""


class Past:
    """One run of a backfill."""

    def __init__(
        self,
        site: Site,
        means: Means,
        backfill: Backfill,
        order: Order,
        *,
        turn: asyncio.Lock,
        asked: Callable[[], Awaitable[bool]],
        on_progress: Callable[[Backfill, Progress], None],
    ) -> None:
        self.site = site
        self.means = means
        self.backfill = backfill
        self.order = order
        self.turn = turn
        """Held by a regular round of the site and by each stretch."""
        self.asked = asked
        """Whether the run is still wished."""
        self.on_progress = on_progress
        self.span = Span(backfill.since, backfill.until, site.zone)
        self.fetched = 0
        self.faults: list[str] = []
        self._failures = 0
        self._fault: KembarError | None = None

    async def run(self) -> Report:
        """Read until all is read, or until something ends the run; what is read is kept."""
        if self.backfill.finished is not None:
            came = await self.means.writer.run(backfills.progress, self.backfill.id)
            return Report(progress=came)
        try:
            way = await self._way()
            reason = await self._read(way)
            failed = reason is not None and reason == str(self._fault)
        except KembarError as error:
            reason, failed = str(error), True
        came = await self.means.writer.run(
            backfills.finish, self.backfill.id, self.means.clock(), reason=reason
        )
        return Report(progress=came, reason=reason, failed=failed, faults=tuple(self.faults))

    async def _way(self) -> Way:
        """The way chosen before, unless another one is wished; else the best one."""
        shelf = Shelf(site=self.site, means=self.means, span=self.span)
        known, by = self.backfill, self.order.by
        if known.means is not None and known.source is not None and by in (None, known.means):
            return way_of(shelf, known.means, known.source)
        async with self.turn:
            choice = await choose(shelf, by)
        way = choice.way
        await self.means.writer.run(
            queue.choose, known.id, means=way.name, source=way.source, why=choice.why,
            documents=way.first(),
        )  # fmt: skip
        self.backfill = await self.means.writer.run(backfills.get, known.id)
        logger.info("reads the past site=%s by=%s: %s", self.site.name, way.name, choice.why)
        await self._tell()
        return way

    async def _read(self, way: Way) -> str | None:
        """Stretch after stretch; returns why it ended before all was read."""
        while True:
            if self.means.closing.is_set() or not await self.asked():
                return STOPPED
            if self.order.pages is not None and self.fetched >= self.order.pages:
                return OVER_BUDGET
            async with self.turn:
                more = await self._stretch(way)
                await self.means.fetcher.book.save()
            await self._tell()
            if self._fault is not None and not await self._wait_after(self._fault):
                return str(self._fault)
            if not more:
                came = await self.means.writer.run(backfills.progress, self.backfill.id)
                return LEFT_OVER if came.later else None

    async def _stretch(self, way: Way) -> bool:
        """Some pages, or one document if no page is left; False when neither is."""
        self._fault = None
        id, writer = self.backfill.id, self.means.writer
        left = STRETCH if self.order.pages is None else self.order.pages - self.fetched
        entries = await writer.run(queue.next_pages, id, min(STRETCH, left))
        if entries:
            await self._read_pages(way, entries)
            return True
        document = await writer.run(queue.next_document, id)
        if document is None:
            return False
        await self._read_document(way, document)
        return True

    async def _read_pages(self, way: Way, entries: list[Entry]) -> None:
        desk = PastDesk(self.site, self.means, backfill=self.backfill.id, span=self.span)
        try:
            for entry in entries:
                if self.means.closing.is_set() or desk.faults:
                    break
                if not way.guesses:
                    await desk.read(entry)
                elif not await desk.probe(entry) and not desk.faults:
                    await desk.note(entry, "missing")
        except FetchFailed as error:
            self._fault = error
        finally:
            await desk.finish()
            self.fetched += desk.fetched
        self._fault = self._fault or next(iter(desk.faults), None)

    async def _read_document(self, way: Way, document: str) -> None:
        """Take up what a document lists; one that cannot be had now is asked for again."""
        id, writer = self.backfill.id, self.means.writer
        pages: dict[str, Entry] = {}
        more: tuple[str, ...] = ()
        try:
            leaf = await way.read(document, await writer.run(queue.last_dates, id))
            pages = {url: entry for entry in leaf.entries if (url := canonical(entry.url))}
            more = leaf.more
        except PageGone as error:
            logger.info("no further page site=%s: %s", self.site.name, error)
        except (SourceFailed, AddressRefused, RobotsForbidden) as error:
            if isinstance(error, RobotsForbidden) and not error.lasting:
                self._fault = error
                return
            self.faults.append(f"{document}: {error}")
        except FetchFailed as error:
            self._fault = error
            return
        await writer.run(queue.finish_document, id, document, pages=pages, more=more)

    async def _wait_after(self, fault: KembarError) -> bool:
        """Wait before the next try; False if waiting is no use."""
        if isinstance(fault, HostResting):
            rest = fault.until - self.means.clock()
            seconds = rest.total_seconds() if rest <= PATIENCE else None
        else:
            seconds = WAITS[self._failures] if self._failures < len(WAITS) else None
        self._failures += 1
        if seconds is None:
            return False
        logger.warning("waits %.0f s site=%s: %s", seconds, self.site.name, fault)
        try:
            async with asyncio.timeout(max(seconds, 0.0)):
                await self.means.closing.wait()
        except TimeoutError:
            return True
        return True

    async def _tell(self) -> None:
        if self._fault is None:
            self._failures = 0
        self.on_progress(
            self.backfill, await self.means.writer.run(backfills.progress, self.backfill.id)
        )
