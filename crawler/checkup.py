"""Checkup: whether known sites still answer, list by list, and one article of each as a proof."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kembar.clock import Clock, now
from kembar.config import Config
from kembar.errors import KembarError
from kembar.model import Entry

from . import sampling
from .asking import ask
from .finding import Search
from .means import Means
from .sampling import Sample
from .sites import Site
from .sources import Numbered
from .sources.base import Source
from .trials import Trial
from .urls import host_key
from .visiting import visit

AT_ONCE = 32
"""Sites asked at the same time; one host still gets one request at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """How a site answered."""

    site: Site
    looks: tuple[Trial, ...] = ()
    """Each of its lists."""
    samples: tuple[Sample, ...] = ()
    """One article of each list, where they were asked for."""
    robots: str = ""
    """What robots.txt answered, in words."""
    reason: str | None = None
    """What kept the whole site from being asked."""

    @property
    def alive(self) -> bool:
        """Whether at least one list could be read."""
        return any(look.works for look in self.looks)


async def check_all(
    config: Config,
    sites: Sequence[Site],
    *,
    numbers: Mapping[str, int] | None = None,
    samples: bool = False,
    clock: Clock = now,
) -> list[Checkup]:
    """Ask every list of each site once; nothing is stored. Needs the guarded reactor.

    `numbers` tells for the patterns of numbered sources a number that had an article. With
    `samples` one article of each list is read too.
    """
    room = asyncio.Semaphore(AT_ONCE)
    async with visit(config, clock=clock) as means:

        async def one(site: Site) -> Checkup:
            async with room:
                return await _check(site, numbers or {}, means, samples=samples)

        return list(await asyncio.gather(*(one(site) for site in sites)))


async def _check(site: Site, numbers: Mapping[str, int], means: Means, *, samples: bool) -> Checkup:
    looks: list[Trial] = []
    read: list[Sample] = []
    reason = None
    try:
        sources = list(site.sources) or (await Search(site, means).run()).sources
        for source in sources:
            look = await _look(source, site, numbers, means)
            looks.append(look)
            if samples and look.works:
                picked = sampling.pick([look], 1)
                read += await sampling.read(await sampling.fetch(picked, site, means), site, means)
        if not sources:
            reason = "no feed, no sitemap, and no list of articles found"
    except KembarError as error:
        reason = str(error)
    return Checkup(
        site=site, looks=tuple(looks), samples=tuple(read), robots=_robots(site, means),
        reason=reason,
    )  # fmt: skip


async def _look(source: Source, site: Site, numbers: Mapping[str, int], means: Means) -> Trial:
    if not isinstance(source, Numbered):
        return await ask(source, site, means)
    entry = Entry(url=source.address(numbers.get(source.url, source.start or 1)))
    fetched = await sampling.fetch([(source, entry)], site, means)
    status = fetched[0].response.status if fetched[0].response else None
    return Trial(
        source=source, status=status, reason=fetched[0].reason, entries=(entry,),
        listed={entry.url: None},
    )  # fmt: skip


def _robots(site: Site, means: Means) -> str:
    book, host = means.fetcher.book, host_key(site.url)
    # A host may have two, one for plain http.
    states = [book.get(key).robots_status for key in (host, f"{host}:80")]
    status = next((state for state in states if state is not None), None)
    if status is None:
        return "not asked"
    if 200 <= status < 300:
        return "obeyed"
    return "none" if 400 <= status < 500 and status not in (401, 403, 429) else f"answered {status}"


def with_known(site: Site, found: Sequence[Source]) -> Site:
    """The site with the lists that earlier rounds found, where it declares none."""
    return site if site.sources else replace(site, sources=tuple(found))
