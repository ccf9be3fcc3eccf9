"""PartReader: an article's further pages fetched, read and put together, within bounds."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from scrapy.http import Response

from kembar.errors import ExtractionFailed

from .fetching import header
from .paging import MOST, covers, joined, repeats, same_article
from .parsing import Parsers
from .reading import PageJob, PageRead
from .truncation import CUT

logger = logging.getLogger(__name__)

DOUBT = 2
"""Articles whose pager turned out to turn something else, from which on a site's are not asked."""

Fetch = Callable[[str], Awaitable[Response | None]]
"""Gives a further page, or None where there is none."""


class PartReader:
    """Reads articles of one site whole; remembers whether the site's pagers mean the article."""

    def __init__(self, parsers: Parsers, fetch: Fetch) -> None:
        self._parsers = parsers
        self._fetch = fetch
        self._false_pagers = 0

    async def read(self, job: PageJob) -> PageRead:
        """The article of a page with the text of all its pages, at most ten, judged as a whole.

        Raises what `Parsers.read_page` does for the page itself; what is missing of the others
        makes the article `partial`.
        """
        read = await self._parsers.read_page(job)
        if read.parts.first is not None:
            job, read = await self._first(job, read, read.parts.first)
        if self._false_pagers >= DOUBT:
            return read
        if read.parts.whole is not None:
            whole = await self._later(job, read.parts.whole)
            if whole is not None and covers(whole.article.text, read.article):
                return await self._put_together(job, read, [whole.article.text], None)
        if read.parts.others:
            return await self._numbered(job, read)
        return read

    async def _first(self, job: PageJob, later: PageRead, url: str) -> tuple[PageJob, PageRead]:
        """The article's first page, or what there is where that cannot be read."""
        first = await self._job_of(job, url)
        if first is None:
            return job, later
        try:
            read = await self._parsers.read_page(first)
        except ExtractionFailed as error:
            logger.info("no first page url=%s: %s", url, error)
            return job, later
        same = same_article(read.article.title, later.article.title)
        return (first, read) if same else (job, later)

    async def _numbered(self, job: PageJob, read: PageRead) -> PageRead:
        """Page after page, by what the pages read so far name; ends at a gap, a repetition, ten."""
        known = dict(read.parts.others)
        paragraphs = read.article.text.split("\n\n")
        texts: list[str] = []
        missing: str | None = None
        number = 2
        while number in known:
            if number > MOST:
                missing = f"the article has more than {MOST} pages"
                break
            later = await self._later(job, known[number])
            if later is None:
                missing = f"page {number} of the article could not be read"
                break
            text = later.article.text
            same = same_article(read.article.title, later.article.title)
            if not same or repeats(paragraphs, text):
                self._false_pagers += not texts
                break
            texts.append(text)
            paragraphs += text.split("\n\n")
            known.update((n, url) for n, url in later.parts.others if n not in known)
            number += 1
        if not texts and missing is None:
            return read
        return await self._put_together(job, read, texts, missing)

    async def _put_together(
        self, job: PageJob, read: PageRead, texts: list[str], missing: str | None
    ) -> PageRead:
        article = joined(read.article, texts, missing=missing)
        return replace(
            read, article=article, judgement=await self._parsers.judge(article, job.area)
        )

    async def _later(self, job: PageJob, url: str) -> PageRead | None:
        later = await self._job_of(job, url)
        if later is None:
            return None
        try:
            return await self._parsers.read_page(replace(later, later=True))
        except ExtractionFailed as error:
            logger.info("no further page url=%s: %s", url, error)
            return None

    async def _job_of(self, job: PageJob, url: str) -> PageJob | None:
        response = await self._fetch(url)
        if response is None:
            return None
        content_type = header(response, "Content-Type")
        # Without the entry: what the list says of one page must not make another's title.
        return replace(
            job, body=response.body, url=response.url, content_type=content_type, entry=None,
            cut=CUT in response.flags,
        )  # fmt: skip
