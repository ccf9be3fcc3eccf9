"""One page fetched or given, read and judged as in a round, without an archive."""

import tempfile
from pathlib import Path

from kembar.clock import now
from kembar.config import Config
from kembar.errors import FetchFailed
from storage.archive import Writer

from .fetching import header
from .manners.hosts import HostBook
from .parsing import Parsers
from .patrol import Patrol
from .reading import PageJob, PageRead
from .sites import Site


async def taste_file(config: Config, site: Site, body: bytes, url: str) -> PageRead:
    """Read a saved page in a parser worker."""
    parsers = Parsers(1, folder=config.rules.folder, watches=config.watches)
    try:
        return await parsers.read_page(_job(site, body, url, None))
    finally:
        await parsers.close()


async def taste_url(config: Config, site: Site, url: str) -> PageRead:
    """Fetch a page with all manners, then read it. Needs the guarded reactor."""
    with tempfile.TemporaryDirectory() as folder:
        # The hosts' manners want an archive; this one is thrown away.
        writer = Writer(Path(folder) / "try.db")
        book = HostBook(writer, delay=config.crawl.delay, clock=now)
        patrol = Patrol(config.crawl, book)
        await patrol.open()
        try:
            response = await patrol.fetcher.fetch(url)
        finally:
            await patrol.close()
            await writer.close()
    if response.status != 200:
        raise FetchFailed(f"{response.url} answered {response.status}")
    parsers = Parsers(1, folder=config.rules.folder, watches=config.watches)
    try:
        job = _job(site, response.body, response.url, header(response, "Content-Type"))
        return await parsers.read_page(job)
    finally:
        await parsers.close()


def _job(site: Site, body: bytes, url: str, content_type: str | None) -> PageJob:
    return PageJob(
        body=body,
        url=url,
        site=site.name,
        area=site.area,
        zone=site.zone,
        language=site.language,
        fetched=now(),
        content_type=content_type,
    )
