"""PageDesk: the article pages of one round, from entry to stored row."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
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
    TakenDown,
)
from kembar.model import Article, Entry, Judgement
from storage import articles, raw_pages
from storage import urls as known_urls
from storage.archive import Archive
from storage.articles import Saved
from storage.looks import Fetched

from . import shapes
from .fetching import header
from .means import Means
from .page_reader import PageReader
from .sites import Site
from .sources import Listing
from .sources.base import Source
from .urls import bare_host, canonical, is_front_page, same_site
from .variants import copies, forms
from .wholeness import is_closed

logger = logging.getLogger(__name__)

PAGES = 300
"""Article pages read in one round; the rest comes in the next."""
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
        self.published: list[datetime] = []
        """When the new articles of this round came out, as far as they tell the minute."""
        self._reader = PageReader(site, means, self._fetch_part)
        self._room = asyncio.Semaphore(IN_FLIGHT)
        self._tasks: set[asyncio.Task[bool]] = set()
        self._in_a_row = 0
        self._shapes: frozenset[str] | None = None

    async def note_titles(self, titles: Sequence[str]) -> None:
        """Count titles that a list page bears, so that no article is named after its site."""
        await self.means.writer.run(articles.note_titles, self.site.name, titles)
        self._reader.forget_titles()

    async def taught(self, source: Source) -> Source:
        """The source with what the site's articles taught of their addresses, for lists."""
        if not isinstance(source, Listing) or source.links is not None:
            return source
        if self._shapes is None:
            known = await self.means.writer.run(
                articles.dated_addresses, self.site.name, shapes.SAMPLE
            )
            self._shapes = shapes.learn(known)
        return replace(source, shapes=self._shapes)

    async def known(self, urls: Sequence[str]) -> set[str]:
        """Of these canonical addresses, those whose page is known or listed in a plainer form."""
        known = await self.means.writer.run(known_urls.seen, urls)
        unknown = [url for url in urls if url not in known]
        if not unknown:
            return known
        # A full sitemap has a thousand addresses; taking them apart would hold the loop.
        others, spare = await asyncio.to_thread(
            lambda: ({url: forms(url) for url in unknown}, copies(unknown))
        )
        again = await self.means.writer.run(
            known_urls.know_again, others, site=self.site.name, now=self.means.clock()
        )
        return known | again | spare

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
            judge_answer(entry, response, self.site)
        except KembarError as error:
            if not guess:
                await self._fail(entry, error)
            return None
        self._in_a_row = 0
        return response

    async def _fetch_part(self, url: str) -> Response | None:
        """A further page of an article; None, with a line in the log, where it cannot be had."""
        try:
            response = await self.means.fetcher.fetch(url)
            self.fetched += 1
            judge_answer(Entry(url=url), response, self.site)
        except KembarError as error:
            logger.warning("no further page site=%s url=%s: %s", self.site.name, url, error)
            return None
        return response

    async def _store(self, entry: Entry, response: Response, *, guess: bool = False) -> bool:
        """Read one page in a worker and store what it gave; True for an article."""
        try:
            saved = await self.save(entry, response)
        except TakenDown as error:
            logger.info("passed over site=%s: a page that %s", self.site.name, error)
            return False
        except KembarError as error:
            if not guess:
                await self._fail(entry, error)
            return False
        except Exception as error:
            # The rim of the crawl: one odd page must not end a round.
            logger.exception("page failed site=%s url=%s", self.site.name, response.url)
            await self._fail(entry, ExtractionFailed(f"{type(error).__name__}: {error}"))
            return False
        self.flagged += saved.new and saved.flagged
        return True

    async def save(self, entry: Entry, response: Response) -> Saved:
        """Read a page, its further pages too, and store the article; raises what that raises."""
        means = self.means
        read, response = await self._reader.read(entry, response)
        aliases = [url for url in (canonical(entry.url), canonical(response.url)) if url]
        digest = raw_pages.sha256(response.body)
        saved = await means.writer.run(
            self.keep,
            read.article,
            read.judgement,
            subscriptions=means.subscriptions,
            backlog=means.backlog,
            burst=means.burst,
            first_round=self.first_round,
            now=means.clock(),
            aliases=aliases,
            entry_title=entry.title,
            page=Fetched(
                url=response.url,
                etag=header(response, "ETag"),
                last_modified=header(response, "Last-Modified"),
                closed=is_closed(response.body),
                sha256=digest,
                content_type=header(response, "Content-Type"),
                size=len(response.body),
            ),
        )
        if means.pages is not None and (saved.new or saved.changed):
            await means.writer.run(
                means.pages.keep, saved.article_id, response.body, means.clock(), digest=digest
            )
        if saved.title_shared:
            self._reader.forget_titles()
        self.stored += saved.new or saved.changed
        if saved.new and read.article.published and read.article.published_precision == "minute":
            self.published.append(read.article.published)
        logger.info(
            "stored article=%s site=%s hits=%s", saved.article_id, self.site.name,
            len(read.judgement.hits),
        )  # fmt: skip
        return saved

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


def judge_answer(entry: Entry, response: Response, site: Site) -> None:
    """Raise for an answer that holds no page of this site."""
    if response.status in (404, 410):
        raise PageGone(f"answered {response.status}")
    if response.status != 200:
        raise FetchFailed(f"answered {response.status}")
    if not same_site(response.url, entry.url) and not same_site(response.url, site.url):
        raise ExtractionFailed(f"leads to another site: {response.url}")
    own = {bare_host(entry.url), bare_host(site.url)}
    if site.shares_domain and bare_host(response.url) not in own:
        raise ExtractionFailed(f"leads to another site of its network: {response.url}")
    if is_front_page(response.url) and not is_front_page(entry.url):
        raise PageGone("leads to the front page")


def _concerns_the_host(error: KembarError) -> bool:
    """Whether the host as a whole does not want to be read now."""
    if isinstance(error, RobotsForbidden):
        return not error.lasting
    return isinstance(error, HostResting)


def _fate(error: KembarError) -> str:
    if isinstance(error, PageGone):
        return "gone"
    return "refused" if isinstance(error, AddressRefused) else "failed"
