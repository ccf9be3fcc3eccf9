"""PageReader: fetched pages of one site to articles; what broke off is fetched once more."""

from scrapy.http import Response

from kembar.errors import ExtractionFailed
from kembar.model import Entry
from storage import articles, looks

from .fetching import header
from .joining import Fetch, PartReader
from .means import Means
from .reading import PageJob, PageRead
from .sites import Site
from .truncation import CUT
from .wholeness import is_broken


class PageReader:
    """Reads fetched pages of one site with what is known of the site."""

    def __init__(self, site: Site, means: Means, fetch: Fetch) -> None:
        self._site = site
        self._means = means
        self._fetch = fetch
        self._parts = PartReader(means.parsers, fetch)
        self._closing: bool | None = None
        self._shared: frozenset[str] | None = None
        """The site's shared titles, while no later page can have added to them."""

    def forget_titles(self) -> None:
        """Ask the archive anew for the titles that many pages of the site bear."""
        self._shared = None

    async def read(self, entry: Entry, response: Response) -> tuple[PageRead, Response]:
        """The article and the answer that gave it; a page that broke off is fetched once more."""
        read = await self._parts.read(await self._job(entry, response))
        if not is_broken(read.article):
            return read, response
        second = await self._fetch(entry.url)
        if second is None:
            return read, response
        try:
            again = await self._parts.read(await self._job(entry, second))
        except ExtractionFailed:
            return read, response
        better = not is_broken(again.article) or len(again.article.text) > len(read.article.text)
        return (again, second) if better else (read, response)

    async def _job(self, entry: Entry, response: Response) -> PageJob:
        means, site = self._means, self._site
        if self._shared is None:
            self._shared = await means.writer.run(articles.shared_titles, site.name)
        if self._closing is None:
            self._closing = await means.writer.run(looks.closes_pages, site.name)
        return PageJob(
            body=response.body,
            url=response.url,
            site=site.name,
            area=site.area,
            zone=site.zone,
            language=site.language,
            fetched=means.clock(),
            content_type=header(response, "Content-Type"),
            entry=entry,
            shared_titles=self._shared,
            cut=CUT in response.flags,
            closing=self._closing,
        )
