"""Asking: one place that may list articles is fetched once and read, with what it answered."""

from dataclasses import replace

from scrapy.http import Response

from kembar.errors import AddressRefused, HostResting, KembarError
from kembar.model import Entry

from .fetching import header
from .means import Means
from .reading import SourceRead
from .sites import Site
from .sources.base import Source
from .trials import Trial, dated

CHILDREN = 2
"""Documents of a sitemap index that are read to know it; beside them the last one."""


async def ask(source: Source, site: Site, means: Means, *, home: str | None = None) -> Trial:
    """Fetch a place and read it; a trial with the reason where it lists nothing.

    Raises what concerns the whole host: that it rests, that its address is refused.
    """
    try:
        response = await means.fetcher.fetch(source.url)
    except (HostResting, AddressRefused):
        raise
    except KembarError as error:
        return Trial(source=source, reason=str(error))
    return await weigh(source, response, site, means, home=home)


async def weigh(
    source: Source, response: Response, site: Site, means: Means, *, home: str | None = None
) -> Trial:
    """What a place's answer lists of the site; `home` is its front page after redirects."""
    asked = Trial(source=source, status=response.status)
    if response.status != 200:
        return replace(asked, reason=f"answered {response.status}")
    try:
        read = await read_list(source, response, means)
        entries = [*read.contents.entries, *await _of_children(source, read, means)]
    except (HostResting, AddressRefused):
        raise
    except KembarError as error:
        return replace(asked, reason=str(error))
    listed = dated(entries, home or site.url, source.url, site.zone, means.clock())
    reason = None if listed else "lists only addresses of other sites"
    return replace(
        asked, listed=listed, further=read.further, entries=tuple(entries), reason=reason
    )


async def read_list(source: Source, response: Response, means: Means) -> SourceRead:
    """What one document of a list holds; SourceFailed with the reason otherwise."""
    return await means.parsers.read_source(
        source, response.body, url=response.url, content_type=header(response, "Content-Type")
    )


async def _of_children(source: Source, read: SourceRead, means: Means) -> list[Entry]:
    """Some of what a sitemap index leads to; the newest come first where it tells."""
    found: list[Entry] = []
    more = read.contents.more
    for url in dict.fromkeys([*more[:CHILDREN], *more[-1:]]):
        response = await means.fetcher.fetch(url)
        if response.status == 200:
            found += (await read_list(source, response, means)).contents.entries
    return found
