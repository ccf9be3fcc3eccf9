"""Where an unknown site lists its news: what it declares, what is usual, and its front page."""

import logging
from collections.abc import Iterator

from scrapy.http import Response

from kembar.errors import AddressRefused, FetchFailed, HostResting, KembarError, SourceFailed

from .fetching import header
from .manners.robots import sitemaps
from .means import Means
from .reading import FrontPage
from .sites import Site
from .sources import Listing, discovery, source_of
from .sources.base import Source
from .urls import canonical, same_site

logger = logging.getLogger(__name__)

PROBES = 10
"""Addresses asked for at one site, at most."""


async def find_sources(site: Site, means: Means) -> list[Source]:
    """Sources that a site is read by from now on.

    A feed is enough. A sitemap may be stale, so the front page is watched beside it. Without
    either the front page is read as a list. SourceFailed if nothing lists an article.
    """
    response = await means.fetcher.fetch(site.url)
    front, listing = await _front_page(site, means, response)
    if front.looks_like in ("feed", "sitemap"):
        return [source_of(front.looks_like, site.url)]
    working = await _first_working(site, means, list(front.declared), response.url)
    if working is not None and working.kind == "feed":
        return [working]
    found = [source for source in (working, listing) if source is not None]
    if not found and response.status != 200:
        raise FetchFailed(f"{response.url} answered {response.status}")
    if not found:
        raise SourceFailed(f"{site.url}: no feed, no sitemap, and no list of articles found")
    logger.info("found sources site=%s sources=%s", site.name, [s.url for s in found])
    return found


async def _front_page(
    site: Site, means: Means, response: Response
) -> tuple[FrontPage, Listing | None]:
    """What the front page says of itself, and itself as a list if it lists articles."""
    if response.status != 200:
        return FrontPage(looks_like=None), None  # some sites have a feed and a broken front page
    content_type = header(response, "Content-Type")
    front = await means.parsers.read_front_page(
        response.body, url=response.url, content_type=content_type
    )
    listing = Listing(response.url)
    try:
        await means.parsers.read_source(
            listing, response.body, url=response.url, content_type=content_type
        )
    except SourceFailed:
        return front, None
    return front, listing


async def _first_working(
    site: Site, means: Means, declared: list[Source], front: str
) -> Source | None:
    for source in _candidates(site, means, declared, front):
        try:
            response = await means.fetcher.fetch(source.url)
            if response.status != 200:
                continue
            read = await means.parsers.read_source(
                source,
                response.body,
                url=response.url,
                content_type=header(response, "Content-Type"),
            )
        except (HostResting, AddressRefused):
            raise
        except KembarError as error:
            logger.info("no source site=%s url=%s: %s", site.name, source.url, error)
            continue
        listed = [entry.url for entry in read.contents.entries] + list(read.contents.more)
        if any(same_site(url, front) for url in listed):
            return source
    return None


def _candidates(site: Site, means: Means, declared: list[Source], front: str) -> Iterator[Source]:
    """Declared feeds, usual feeds, then the sitemaps of robots.txt and usual ones; each once."""
    robots = means.fetcher.book.robots_of(front)
    usual = [source_of(kind, url) for kind, url in discovery.probe_addresses(front)]
    named = [source_of("sitemap", url) for url in sitemaps(robots) if same_site(url, front)]
    feeds = [source for source in usual if source.kind == "feed"]
    maps = [source for source in usual if source.kind == "sitemap"]
    asked: set[str] = set()
    for source in [*declared, *feeds, *named, *maps]:
        url = canonical(source.url) or source.url
        if url not in asked and len(asked) < PROBES:
            asked.add(url)
            yield source
