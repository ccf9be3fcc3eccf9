"""Where an unknown site lists its news: what it declares, what is usual, and its own lists.

Every place is read before it is believed; what was tried, and why it was left, is kept.
"""

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from scrapy.http import Response

from kembar.errors import AddressRefused, FetchFailed, HostResting, KembarError, SourceFailed

from .asking import ask, read_list, weigh
from .fetching import all_headers, header
from .manners.robots import sitemaps
from .means import Means
from .reading import FrontPage
from .sites import Site
from .sources import KINDS, Listing, discovery, source_of
from .sources.base import Source
from .sources.portrait import Portrait
from .systems import completed
from .trials import HORIZON, Trial, counted, dated, fault
from .urls import canonical, same_site

logger = logging.getLogger(__name__)

PROBES = 32
"""Lists asked for at one site, at most; a plain site without any feed needs about twenty."""
DECLARED = 4  # feeds that the page's head names; some name one for each category
LINKED = 3  # feeds that the page's links lead to
NAMED = 5  # sitemaps that robots.txt names
INDEXES = 3
SECTIONS = 10  # of a site that has neither a feed nor any list of everything
SLACK = timedelta(days=1)  # a list of exactly thirty days reaches thirty days


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a search gave."""

    home: str
    """The front page's address, after redirects."""
    status: int
    """What the front page answered."""
    kept: tuple[Trial, ...] = ()
    """The lists that the site is read by from now on, the best first."""
    tried: tuple[Trial, ...] = ()
    """Everything that was asked, in order."""
    portrait: Portrait = field(default_factory=Portrait)

    @property
    def sources(self) -> list[Source]:
        """The sources to read the site by."""
        return [trial.source for trial in self.kept]


async def find_sources(site: Site, means: Means) -> list[Source]:
    """Sources that a site is read by from now on; SourceFailed if nothing lists an article."""
    found = await Search(site, means).run()
    if not found.kept and found.status != 200:
        raise FetchFailed(f"{found.home} answered {found.status}")
    if not found.kept:
        raise SourceFailed(f"{site.url}: no feed, no sitemap, and no list of articles found")
    logger.info("found sources site=%s sources=%s", site.name, [s.url for s in found.sources])
    return found.sources


def _posts(api: str) -> str:
    """The address of WordPress's posts, by the root of its interface in either form."""
    root = re.sub(r"rest_route=(?:/|%2F)$", "rest_route=/", api, flags=re.IGNORECASE)
    return f"{root}wp/v2/posts" if root.endswith("/") else f"{root}/wp/v2/posts"


class Search:
    """One search at one site, one request after the other."""

    def __init__(self, site: Site, means: Means) -> None:
        self.site = site
        self.means = means
        self.home = site.url
        self.tried: list[Trial] = []
        self._asked: set[str] = set()
        self._front: Trial | None = None

    async def run(self) -> Finding:
        """Look around; what concerns the whole host (it rests, it is refused) is raised."""
        response, front = await self._enter(self.site.url)
        if front.portrait is not None and front.portrait.refresh is not None:
            response, front = await self._enter(front.portrait.refresh)
        kept = await self._lists_of(front, response)
        return Finding(
            home=self.home, status=response.status, kept=tuple(kept), tried=tuple(self.tried),
            portrait=front.portrait or Portrait(),
        )  # fmt: skip

    async def _enter(self, url: str) -> tuple[Response, FrontPage]:
        response = await self.means.fetcher.fetch(url)
        self.home = response.url
        front = FrontPage(looks_like=None)  # some sites have a feed and a broken front page
        if response.status == 200:
            front = await self.means.parsers.read_front_page(
                response.body, url=response.url, content_type=header(response, "Content-Type")
            )
        if front.portrait is not None:
            told = completed(front.portrait, all_headers(response), response.url)
            front = replace(front, portrait=told)
        return response, front

    async def _lists_of(self, front: FrontPage, response: Response) -> list[Trial]:
        if front.looks_like in ("feed", "sitemap"):
            only = await self._judge(source_of(front.looks_like, self.site.url), response)
            return [only] if only.works else []
        portrait = front.portrait or Portrait()
        if front.looks_like == "html":
            self._front = await self._judge(Listing(self.home), response)
        kept = await self._feeds(front, portrait)
        if self._enough(kept):
            return kept
        fed = bool(kept)
        kept += await self._deeper(kept, self._big(portrait))
        if fed and self._enough(kept):
            return kept
        # A sitemap may be written once a day, so that the front page is watched beside it.
        lists = await self._pages(portrait, enough=self._enough(kept))
        return kept + [trial for trial in lists if not fed or trial.goes_on or trial.adds_to(kept)]

    async def _feeds(self, front: FrontPage, portrait: Portrait) -> list[Trial]:
        """The feeds that work: of those declared all that add something, else the first usual."""
        kept: list[Trial] = []
        for source in front.declared[:DECLARED]:
            trial = await self._try(source)
            if trial is not None and trial.works and (not kept or trial.adds_to(kept)):
                kept.append(trial)
        linked = [source_of("feed", url) for url in portrait.feeds[:LINKED]]
        usual = [
            source_of(kind, url)
            for kind, url in discovery.probe_addresses(self.home, portrait.system)
            if kind == "feed"
        ]
        for source in [*linked, *usual]:
            if kept:
                break
            trial = await self._try(source)
            if trial is not None and trial.works:
                kept.append(trial)
        return [await self._looked_behind(trial) for trial in kept]

    def _big(self, portrait: Portrait) -> Iterable[Source]:
        """What lists months at once: WordPress's interface, then sitemaps, named ones first."""
        if portrait.api is not None and "wordpress" in KINDS:
            yield source_of("wordpress", _posts(portrait.api))
        robots = self.means.fetcher.book.robots_of(self.home)
        named = [url for url in sitemaps(robots) if same_site(url, self.home)][:NAMED]
        usual = [
            url
            for kind, url in discovery.probe_addresses(self.home, portrait.system)
            if kind == "sitemap"
        ]
        yield from (source_of("sitemap", url) for url in [*named, *usual])

    async def _deeper(self, kept: list[Trial], sources: Iterable[Source]) -> list[Trial]:
        """Of some sources those that work and reach further than what is kept, until it is enough.

        A sitemap of the last two days' news often stands before the whole one.
        """
        added: list[Trial] = []
        for source in sources:
            if self._enough(added):
                break
            trial = await self._try(source)
            if trial is None or not trial.works:
                continue
            reach = min((t.oldest for t in [*kept, *added] if t.oldest), default=None)
            if (
                (not added and not kept)
                or trial.oldest is None
                or not reach
                or trial.oldest < reach
            ):
                added.append(trial)
        return added

    async def _pages(self, portrait: Portrait, *, enough: bool) -> list[Trial]:
        """List pages: the front page, and what goes further back or aside than it does."""
        front = self._front if self._front is not None and self._front.works else None
        if front is not None and not enough:
            front = await self._looked_behind(front)
        lists = [front] if front is not None else []
        if front is not None and (enough or front.goes_on):
            return lists
        for url in portrait.indexes[:INDEXES]:
            trial = await self._try(Listing(url))
            if trial is None or not trial.works:
                continue
            trial = await self._looked_behind(trial)
            if trial.goes_on:
                # First in line, for it is what can be read back.
                return [trial, *(one for one in lists if one.adds_to([trial]))]
            if trial.adds_to(lists):
                lists.append(trial)
        for url in portrait.sections[:SECTIONS]:
            trial = await self._try(Listing(url))
            if trial is not None and trial.works and trial.adds_to(lists):
                lists.append(await self._looked_behind(trial))
        return lists + self._numbers(lists)

    def _numbers(self, lists: list[Trial]) -> list[Trial]:
        """The count behind the addresses, where no list can be read back."""
        pattern = counted(url for trial in lists for url in trial.listed)
        if pattern is None or any(trial.goes_on for trial in lists):
            return []
        trial = Trial(source=source_of("numbered", pattern), goes_on=True)
        self.tried.append(trial)
        return [trial]

    def _enough(self, kept: list[Trial]) -> bool:
        """Whether one of some lists shows all that the site has had for thirty days."""
        since = self.means.clock() - HORIZON + SLACK
        return any(trial.reaches(since) and trial.covers(self._front) for trial in kept)

    async def _try(self, source: Source) -> Trial | None:
        """Ask one place; None if it was asked before or too much was asked already."""
        url = canonical(source.url) or source.url
        if url in self._asked or len(self._asked) >= PROBES:
            return None
        self._asked.add(url)
        return self._note(await ask(source, self.site, self.means, home=self.home))

    async def _judge(self, source: Source, response: Response) -> Trial:
        return self._note(await weigh(source, response, self.site, self.means, home=self.home))

    async def _looked_behind(self, trial: Trial) -> Trial:
        """The trial, with what its next page proves."""
        if trial.further is None:
            return trial
        try:
            response = await self.means.fetcher.fetch(trial.further)
            read = None
            if response.status == 200:
                read = await read_list(trial.source, response, self.means)
        except (HostResting, AddressRefused):
            raise
        except KembarError as error:
            logger.info("list ends site=%s url=%s: %s", self.site.name, trial.further, error)
            return trial
        entries = read.contents.entries if read else ()
        listed = dated(entries, self.home, trial.source.url, self.site.zone, self.means.clock())
        proven = replace(
            trial,
            goes_on=bool(listed.keys() - trial.listed.keys()),
            listed={**listed, **trial.listed},
            entries=(*trial.entries, *entries),
        )
        self.tried[self.tried.index(trial)] = proven
        return proven

    def _note(self, trial: Trial) -> Trial:
        front = self._front.listed if self._front is not None else {}
        if trial.works:
            trial = replace(trial, reason=fault(trial, front, self.means.clock()))
        self.tried.append(trial)
        if trial.reason is not None:
            logger.info(
                "no source site=%s url=%s: %s", self.site.name, trial.source.url, trial.reason
            )
        return trial
