"""PageDesk: the article pages of one round, from entry to stored row."""

import asyncio
import logging
from collections.abc import Sequence
from typing import Any

from scrapy.http import Response

from kembar.errors import (
    AddressRefused,
    ExtractionFailed,
    FetchFailed,
    HostResting,
    KembarError,
    PageGone,
    RobotsForbidden,
)
from kembar.model import Article, Entry, Judgement
from storage import articles
from storage.archive import Archive
from storage.articles import Saved

from .fetching import header
from .means import Means
from .reading import PageJob
from .sites import Site
from .urls import canonical, is_front_page, same_site

logger = logging.getLogger(__name__)

IN_FLIGHT = 6
"""Pages fetched but not yet stored, at most."""
TRIES = 4
"""Looks at a page that fails for a passing reason before it is given up."""
ENOUGH = 3
"""Fetch failures in a row that end the reading of a site for this round."""


class PageDesk:
    """Fetches pages one after the other, while earlier ones are read and stored."""

    def __init__(self, site: Site, means: Means, *, first_round: bool) -> None:
        self.site = site
        self.means = means
        self.first_round = first_round
        self.fetched = self.stored = self.flagged = self.failed = 0
        self.unsettled = 0
        """Pages that must be tried again in a later round."""
        self.faults: list[KembarError] = []
        """Why reading ended early."""
        self._room = asyncio.Semaphore(IN_FLIGHT)
        self._tasks: set[asyncio.Task[bool]] = set()
        self._in_a_row = 0
        self._shared: frozenset[str] | None = None
        """The site's shared titles, while no later page can have added to them."""

    async def note_titles(self, titles: Sequence[str]) -> None:
        """Count titles that a list page bears, so that no article is named after its site."""
        await self.means.writer.run(articles.note_titles, self.site.name, titles)
        self._shared = None

    async def read(self, entry: Entry) -> None:
        """Fetch one entry's page and hand it on; returns once the next may be fetched."""
        if self.faults or self.means.closing.is_set():
            self.unsettled += 1
            return
        response = await self._fetch(entry)
        if response is not None:
            await self._room.acquire()
            task = asyncio.create_task(self._store(entry, response))
            self._tasks.add(task)
            task.add_done_callback(self._done)

    async def probe(self, entry: Entry) -> bool:
        """Fetch a page that may not exist; True if it gave an article. A miss leaves no trace.

        Raises FetchFailed if the host cannot be asked at all.
        """
        if self.faults or self.means.closing.is_set():
            return False
        response = await self._fetch(entry, guess=True)
        if response is None:
            return False
        await self._room.acquire()
        try:
            return await self._store(entry, response, guess=True)
        finally:
            self._room.release()

    async def finish(self) -> None:
        """Wait until every page handed on is stored or quarantined."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _done(self, task: asyncio.Task[bool]) -> None:
        self._tasks.discard(task)
        self._room.release()
        self.means.on_page(self.site.name)

    async def _fetch(self, entry: Entry, *, guess: bool = False) -> Response | None:
        """The page, or None where there is none; a guess raises what concerns the whole host."""
        try:
            response = await self.means.fetcher.fetch(entry.url)
        except KembarError as error:
            if guess:
                raise
            await self._fail(entry, error)
            return None
        self.fetched += 1
        try:
            self._judge_answer(entry, response)
        except KembarError as error:
            if not guess:
                await self._fail(entry, error)
            return None
        self._in_a_row = 0
        return response

    def _judge_answer(self, entry: Entry, response: Response) -> None:
        """Raise for an answer that holds no page of this site."""
        if response.status in (404, 410):
            raise PageGone(f"answered {response.status}")
        if response.status != 200:
            raise FetchFailed(f"answered {response.status}")
        if not same_site(response.url, entry.url) and not same_site(response.url, self.site.url):
            raise ExtractionFailed(f"leads to another site: {response.url}")
        if is_front_page(response.url) and not is_front_page(entry.url):
            raise PageGone("leads to the front page")

    async def _store(self, entry: Entry, response: Response, *, guess: bool = False) -> bool:
        """Read one page in a worker and store what it gave; True for an article."""
        means = self.means
        aliases = [url for url in (canonical(entry.url), canonical(response.url)) if url]
        try:
            shared = self._shared
            if shared is None:
                shared = await means.writer.run(articles.shared_titles, self.site.name)
                self._shared = shared
            read = await means.parsers.read_page(
                PageJob(
                    body=response.body,
                    url=response.url,
                    site=self.site.name,
                    area=self.site.area,
                    zone=self.site.zone,
                    language=self.site.language,
                    fetched=means.clock(),
                    content_type=header(response, "Content-Type"),
                    entry=entry,
                    shared_titles=shared,
                )
            )
            saved = await means.writer.run(
                self.keep,
                read.article,
                read.judgement,
                subscriptions=means.subscriptions,
                backlog=means.backlog,
                first_round=self.first_round,
                now=means.clock(),
                aliases=aliases,
                entry_title=entry.title,
            )
        except KembarError as error:
            if not guess:
                await self._fail(entry, error)
            return False
        except Exception as error:
            # The rim of the crawl: one odd page must not end a round.
            logger.exception("page failed site=%s url=%s", self.site.name, response.url)
            await self._fail(entry, ExtractionFailed(f"{type(error).__name__}: {error}"))
            return False
        if saved.title_shared:
            self._shared = None
        self.stored += saved.new or saved.changed
        self.flagged += saved.new and saved.flagged
        logger.info(
            "stored article=%s site=%s hits=%s", saved.article_id, self.site.name,
            len(read.judgement.hits),
        )  # fmt: skip
        return True

    def keep(
        self, archive: Archive, article: Article, judgement: Judgement, /, **how: Any
    ) -> Saved:
        """Store what was read, on the archive's thread; a desk of the past chooses."""
        return articles.save(archive, article, judgement, **how)

    async def _fail(self, entry: Entry, error: KembarError) -> None:
        """Keep the page and the reason; a passing failure is tried again in later rounds."""
        url = canonical(entry.url) or entry.url
        logger.warning("page failed site=%s url=%s: %s", self.site.name, url, error)
        if _concerns_the_host(error):
            self.faults.append(error)
            self.unsettled += 1
            return  # says nothing of the page
        final = PageGone | AddressRefused | RobotsForbidden
        passing = isinstance(error, FetchFailed) and not isinstance(error, final)
        self.failed += 1
        tries = await self.means.writer.run(
            articles.save_failure,
            url=url,
            site=self.site.name,
            reason=str(error),
            now=self.means.clock(),
            fate=_fate(error),
            final_after=TRIES if passing else 1,
        )
        if passing and tries < TRIES:
            self.unsettled += 1
            self._in_a_row += 1
            if self._in_a_row >= ENOUGH and not self.faults:
                self.faults.append(error)


def _concerns_the_host(error: KembarError) -> bool:
    """Whether the host as a whole does not want to be read now."""
    if isinstance(error, RobotsForbidden):
        return not error.lasting
    return isinstance(error, HostResting)


def _fate(error: KembarError) -> str:
    if isinstance(error, PageGone):
        return "gone"
    return "refused" if isinstance(error, AddressRefused) else "failed"
