"""The pool of parser workers, each killable: the loop hands bytes over and gets records back."""

import asyncio
import logging
import multiprocessing
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as TaskTimeout
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver, resource_tracker
from pathlib import Path
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from kembar.errors import KembarError, ParserKilled
from kembar.model import Article, Judgement, Watch
from rules import Home

from . import reading
from .reading import FrontPage, PageFields, PageJob, PageRead, SourceRead
from .sources.base import Source

logger = logging.getLogger(__name__)

WALL_SECONDS = 10.0
TASKS_PER_WORKER = 500  # lxml and the caches of its users grow slowly; a fresh worker is cheap

T = TypeVar("T")


class Parsers:
    """Parser worker processes with limits of wall time, CPU and memory for each task."""

    def __init__(
        self, workers: int, *, folder: Path | None = None, watches: Sequence[Watch] = ()
    ) -> None:
        self.workers = workers
        self._arguments = (folder, tuple(watches))
        # Twice as many tasks as workers are handed over, so that none ever waits for the loop.
        self._room = asyncio.Semaphore(workers * 2)
        self._alone = asyncio.Lock()
        self._pool = self._new_pool()
        self.killed = 0
        """Tasks that broke a limit since the start."""

    async def read_page(self, job: PageJob) -> PageRead:
        """See `reading.read_page`; ParserKilled if the page broke a limit twice."""
        return await self._run(reading.read_page, job)

    async def judge(self, article: Article, area: str | None) -> Judgement:
        """See `reading.judge_article`."""
        return await self._run(reading.judge_article, article, area)

    async def read_fields(self, job: PageJob) -> PageFields:
        """See `reading.read_fields`."""
        return await self._run(reading.read_fields, job)

    async def guess_home(
        self, domain: str, own_words: Sequence[str], headlines: Sequence[str]
    ) -> Home | None:
        """See `reading.guess_home`."""
        return await self._run(reading.guess_home, domain, own_words, headlines)

    async def read_source(
        self, source: Source, body: bytes, *, url: str, content_type: str | None, number: int = 1
    ) -> SourceRead:
        """See `reading.read_source`."""
        return await self._run(reading.read_source, source, body, url, content_type, number)

    async def read_front_page(
        self, body: bytes, *, url: str, content_type: str | None
    ) -> FrontPage:
        """See `reading.read_front_page`."""
        return await self._run(reading.read_front_page, body, url, content_type)

    async def warm(self) -> None:
        """Return once a worker has loaded its rules and libraries."""
        await self._run(reading.idle)

    async def close(self) -> None:
        """End all workers; tasks under way are lost."""
        await asyncio.to_thread(_end, self._pool)

    async def _run(self, task: Callable[..., T], *arguments: object) -> T:
        async with self._room:
            try:
                return await self._try(task, *arguments)
            except ParserKilled as error:
                logger.warning("killed parser reason=%s; trying once more alone", error)
        async with self._alone:
            return await self._try(task, *arguments)

    async def _try(self, task: Callable[..., T], *arguments: object) -> T:
        pool = self._pool
        try:
            future: Any = pool.schedule(task, args=arguments, timeout=WALL_SECONDS)
            result: T = await asyncio.wrap_future(future)
            return result
        except KembarError:
            raise
        except (TaskTimeout, TimeoutError) as error:
            self.killed += 1
            raise ParserKilled(f"took longer than {WALL_SECONDS:.0f} s to read") from error
        except ProcessExpired as error:
            self.killed += 1
            raise ParserKilled(_cause(error.exitcode)) from error
        except MemoryError as error:
            self.killed += 1
            raise ParserKilled(f"needed more than {reading.MEMORY >> 20} MB to read") from error
        except (BrokenProcessPool, RuntimeError) as error:
            self._renew(pool)
            raise ParserKilled(f"the parser pool broke: {error}") from error

    def _renew(self, broken: ProcessPool) -> None:
        if self._pool is broken:
            logger.error("the parser pool broke and is started again")
            self._pool = self._new_pool()
            _end(broken)

    def _new_pool(self) -> ProcessPool:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["crawler.warming"])
        return ProcessPool(
            max_workers=self.workers,
            max_tasks=TASKS_PER_WORKER,
            initializer=reading.prepare,
            initargs=self._arguments,
            context=context,
        )


def end_helpers() -> None:
    """End the two processes that Python keeps for `forkserver`, and wait until they are gone.

    They would end by themselves soon after this process; who looks right then must find nobody.
    """
    helpers: tuple[Any, ...] = (forkserver._forkserver, resource_tracker._resource_tracker)
    for helper in helpers:
        helper._stop()


def _end(pool: ProcessPool) -> None:
    pool.stop()
    pool.join()


def _cause(exitcode: int | None) -> str:
    if exitcode == -signal.SIGXCPU:
        return f"took more than {reading.CPU_SECONDS} s of CPU to read"
    if exitcode == -signal.SIGKILL:
        return "the parser was killed while reading it (memory?)"
    return f"the parser died while reading it (exit code {exitcode})"
