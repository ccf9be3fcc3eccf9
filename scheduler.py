"""The daemon: what is due when. The only file that knows APScheduler and Twisted's reactor.

APScheduler decides when; the archive says what is due. The crawl and the alerts share nothing
but the archive.
"""

import asyncio
import logging
import platform
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from alerts.channels import Channel
from alerts.wing import AlertWing
from crawler.manners.guard import install
from crawler.parsing import end_helpers
from crawler.past.reading import Order
from crawler.rhythm import furthest
from crawler.sites import Site
from crawler.wing import CrawlWing
from health.ping import ping
from health.upkeep import Upkeep
from kembar.clock import Clock, now
from kembar.config import Config
from kembar.errors import KembarError
from kembar.locks import DAEMON, FileLock, beside
from kembar.model import Outcome, Run
from reading_room.child import ReadingRoom
from storage import inbox, outbox, sources, verdict_wishes

logger = logging.getLogger(__name__)

DELIVERY_EVERY = timedelta(seconds=1)
FRAMES_EVERY = timedelta(minutes=1)
INBOX_EVERY = timedelta(seconds=1)
UPKEEP_EVERY = timedelta(days=1)
CLOCK_EVERY = timedelta(seconds=5)
PAUSE = timedelta(seconds=1)
"""Least time between two rounds of one site, whatever its sources say."""
DRAIN = 8.0
"""Seconds that rounds under way may take to end after SIGTERM."""
CUT_OFF = 3.0
"""Seconds that rounds which were cut off may take to write their last row."""
JOBS = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}


def run_loop(main: Callable[[], Coroutine[Any, Any, int]], *, allow_private: bool = False) -> int:
    """Run a coroutine in Twisted's asyncio loop and return its exit code.

    The process can do this once: Twisted's reactor does not start again.
    """
    reactor = install()
    reactor.allow_private = allow_private
    outcome: list[int | BaseException] = []

    async def guarded() -> None:
        try:
            outcome.append(await main())
        except BaseException as error:
            outcome.append(error)
        finally:
            reactor.stop()

    tasks: list[asyncio.Task[None]] = []
    reactor.callWhenRunning(lambda: tasks.append(asyncio.ensure_future(guarded())))
    reactor.run(installSignalHandlers=False)
    end_helpers()
    result = outcome[0] if outcome else 1
    if isinstance(result, BaseException):
        raise result
    return result


def bring_along(clockwork: AsyncIOScheduler, back: timedelta) -> None:
    """Put every job so much earlier, as the clock went."""
    for job in clockwork.get_jobs():
        job.modify(next_run_time=job.next_run_time - back)


class Daemon:
    """Schedules rounds, delivers alerts, keeps the reading room, answers the inbox."""

    def __init__(
        self, config: Config, sites: list[Site], channels: dict[str, Channel], *, clock: Clock = now
    ) -> None:
        self.config = config
        self.sites = {site.name: site for site in sites}
        self.clock = clock
        self.wing = CrawlWing(config, clock=clock)
        self.alerts = AlertWing(config, channels, clock=clock)
        self.clockwork = AsyncIOScheduler(timezone=UTC, job_defaults=JOBS)
        self.stopping = asyncio.Event()
        self.upkeep = Upkeep(config, self.wing.writer, self.stopping, clock=clock)
        self._under_way: set[asyncio.Task[Any]] = set()
        self._wishes: set[int] = set()
        self._past = asyncio.Lock()  # the past is read one site after the other

    async def run(self) -> int:
        """Work until SIGTERM or SIGINT; returns the exit code."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stopping.set)
        async with self.alerts, self.wing, self._reading_room():
            self.clockwork.start()
            for site in self.sites.values():
                await self._plan(site)
            self._every(FRAMES_EVERY, self.alerts.keep_frames, "frames")
            self._every(DELIVERY_EVERY, self.alerts.deliver, "deliver")
            self._every(INBOX_EVERY, self._answer_inbox, "inbox")
            self._every(UPKEEP_EVERY, self.upkeep.run, "upkeep")
            watch = asyncio.create_task(self._watch_clock())
            logger.info("started sites=%s", len(self.sites))
            await self.stopping.wait()
            watch.cancel()
            logger.info("stopping")
            self.clockwork.pause()
            self.wing.close_soon()
            await self._drain()
            await self.alerts.deliver()
            self.clockwork.shutdown(wait=False)  # last: it cancels what still runs
        logger.info("stopped")
        return 0

    @asynccontextmanager
    async def _reading_room(self) -> AsyncIterator[None]:
        section = self.config.reading_room
        if not section.enabled:
            yield
            return
        room = ReadingRoom(self.config.archive.path, section.port)
        try:
            await room.start()
            logger.info("reading room url=%s", room.url)
        except KembarError as error:  # a busy port must not stop the crawl; `watch` tries again
            logger.error("reading room closed: %s", error)
        watch = asyncio.create_task(room.watch())
        try:
            yield
        finally:
            watch.cancel()
            await asyncio.wait({watch})
            await room.stop()

    def _every(self, interval: timedelta, job: Callable[[], Awaitable[None]], name: str) -> None:
        trigger = IntervalTrigger(seconds=interval.total_seconds(), timezone=UTC)
        self.clockwork.add_job(job, trigger, id=name, next_run_time=datetime.now(UTC))

    async def _plan(self, site: Site, *, rest: timedelta = timedelta(0)) -> None:
        """Put the site's one job at the time that the first of its sources is due."""
        due = await self.wing.writer.run(sources.due, site.name)
        if rest and site.name not in due:
            rest = site.every  # no source was found; the search comes again like a look
        now, moment = self.clock(), due.get(site.name) or self.clock()
        if moment > now + furthest(site.every, self.config.crawl.max):
            moment = now  # the clock was wrong when it was set
        moment = max(moment, now + rest)
        self.clockwork.add_job(
            self._visit, DateTrigger(moment), args=(site,), id=f"site:{site.name}",
            replace_existing=True,
        )  # fmt: skip

    async def _watch_clock(self) -> None:
        """Bring the jobs along when the clock is set back: they would wait until it is there."""
        while True:
            before = datetime.now(UTC)
            await asyncio.sleep(CLOCK_EVERY.total_seconds())
            if (back := before + CLOCK_EVERY - datetime.now(UTC)) > CLOCK_EVERY:
                logger.warning("the clock was set back by %s", back)
                bring_along(self.clockwork, back)

    async def _visit(self, site: Site) -> None:
        await self._track(self._round(site))

    async def _round(self, site: Site, *, force: bool = False) -> None:
        """One round; whatever happens in it, the site gets its next one."""
        rest = self.wing.means.least
        try:
            run = await self.wing.round(site, force=force)
            if run.outcome in (Outcome.OK, Outcome.PARTIAL):
                rest = PAUSE
                await ping(self.config.health.ping_url)
        except Exception:  # the rim of a scheduler job: no fault may end the schedule
            logger.exception("round failed site=%s", site.name)
        if not self.stopping.is_set():
            await self._plan(site, rest=rest)

    async def _answer_inbox(self) -> None:
        answers = {"crawl": self._crawl_wish, "backfill": self._backfill_wish}
        for kind, answer in answers.items():
            for wish in await self.wing.writer.run(inbox.open_wishes, kind):
                if wish["id"] not in self._wishes:
                    self._wishes.add(wish["id"])
                    self._begin(answer(wish))
        # A verdict takes no network; the page that left it shows it when it is read next.
        await self.wing.writer.run(verdict_wishes.apply_open, self.clock())

    async def _crawl_wish(self, wish: dict[str, Any]) -> None:
        names = wish["payload"].get("sites") or list(self.sites)
        known = [self.sites[name] for name in names if name in self.sites]
        await asyncio.gather(*(self._round(site, force=True) for site in known))
        unknown = [name for name in names if name not in self.sites]
        await self.wing.writer.run(inbox.carry_out, wish["id"], self.clock(), {"unknown": unknown})
        self._wishes.discard(wish["id"])

    async def _backfill_wish(self, wish: dict[str, Any]) -> None:
        """Read a part of the past; one that a shutdown ends stays wished for the next daemon."""

        async def asked() -> bool:
            return await self.wing.writer.run(inbox.result_of, wish["id"]) is None

        result: dict[str, Any] = {"unknown": wish["payload"]["site"]}
        if (site := self.sites.get(wish["payload"]["site"])) is not None:
            async with self._past:
                report = await self.wing.backfill(
                    site, Order(**wish["payload"]["order"]), asked=asked,
                    on_progress=lambda backfill, progress: None,
                )  # fmt: skip
            result = {"reason": report.reason, "failed": report.failed, "faults": report.faults}
        if not self.stopping.is_set():
            await self.wing.writer.run(inbox.carry_out, wish["id"], self.clock(), result)
            self._wishes.discard(wish["id"])

    def _begin(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task

    async def _track(self, work: Coroutine[Any, Any, None]) -> None:
        await asyncio.wait({self._begin(work)})

    async def _drain(self) -> None:
        """Let rounds under way end; those that wait for a slow host are cut off."""
        if not self._under_way:
            return
        _, late = await asyncio.wait(self._under_way, timeout=DRAIN)
        for task in late:
            task.cancel()
        if late:
            logger.warning("cut off rounds=%s", len(late))
            await asyncio.wait(late, timeout=CUT_OFF)


async def serve(
    config: Config, sites: list[Site], channels: dict[str, Channel], *, clock: Clock = now
) -> int:
    """Run the daemon until it is told to stop. AlreadyRunning names another one, if there is."""
    lock = FileLock(beside(config.archive.path, "daemon"))
    lock.acquire(f"{DAEMON} on {platform.node()}")
    try:
        return await Daemon(config, sites, channels, clock=clock).run()
    finally:
        lock.release()


async def crawl(
    config: Config,
    sites: list[Site],
    channels: dict[str, Channel],
    *,
    clock: Clock = now,
    on_round: Callable[[Run], None] | None = None,
    on_page: Callable[[str], None] | None = None,
) -> list[Run]:
    """One round at each site now, then one try for each alert that is due."""
    lock = FileLock(beside(config.archive.path, "daemon"))
    lock.acquire(f"`kembar crawl` on {platform.node()}")
    try:
        async with AlertWing(config, channels, clock=clock) as alerts:
            async with CrawlWing(config, clock=clock) as wing:
                wing.on_page = on_page
                loop = asyncio.get_running_loop()
                for number in (signal.SIGTERM, signal.SIGINT):
                    loop.add_signal_handler(number, wing.close_soon)

                async def visit(site: Site) -> Run:
                    run = await wing.round(site, force=True)
                    if on_round is not None:
                        on_round(run)
                    return run

                rounds = await asyncio.gather(*(visit(site) for site in sites))
            await alerts.writer.run(outbox.release_bursts, clock())
            await alerts.courier.drain()
        return list(rounds)
    finally:
        lock.release()
