"""A round: one visit to one site. Asks its due sources, reads what is new, stores it, says how."""

import logging
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from scrapy.http import Response

from kembar.errors import (
    AddressRefused,
    FetchFailed,
    HostResting,
    KembarError,
    RobotsForbidden,
    SourceFailed,
)
from kembar.model import Entry, Outcome, Run, SourceState
from storage import articles, outbox, runs, sources

from .fetching import header
from .finding import find_sources
from .manners.conditional import validators
from .means import Means
from .pages import PageDesk
from .sites import Site
from .sources import Numbered, source_of
from .sources.base import Contents, Source
from .urls import canonical, is_front_page

logger = logging.getLogger(__name__)

PAGES = 300
"""Article pages read in one round; the rest comes in the next."""
CHILDREN = 20
"""Documents of one sitemap index read in one look."""
MISSES = 3
"""Numbers in a row without an article that end a walk along a numbered source."""
WALK = 50
"""Numbers tried in one look."""
STRETCH = 0.1  # looks are spread by up to this share of the interval, so that sites do not meet

# Children of a sitemap index that list no articles.
_NO_NEWS = re.compile(
    r"(?:category|categories|kategori|tag|label|author|user|page|image|video|product|static)"
    r"[\w-]*?(?:-sitemap|\.xml|\d)|sitemap[-_]?(?:pages?|categor|tag|author|image|video|misc)",
    re.IGNORECASE,
)


class Round:
    """One visit to one site."""

    def __init__(self, site: Site, means: Means, *, force: bool = False) -> None:
        self.site = site
        self.means = means
        self.force = force
        """Look at every source, due or not."""
        self.started = means.clock()
        self.counts = Run(site=site.name, started=self.started)
        self.faults: list[KembarError] = []
        self.good_looks = 0
        self.taken: set[str] = set()
        self.over_budget = False
        self.crash: str | None = None

    async def run(self) -> Run:
        """Visit the site; the returned Run is in the archive too."""
        means = self.means
        run_id = await means.writer.run(runs.start, self.site.name, self.started)
        first = not await means.writer.run(runs.had_good_round, self.site.name)
        self.desk = PageDesk(self.site, means, first_round=first)
        try:
            await self._look_at_all()
        except Exception as error:
            # The rim of a round: a fault of ours is recorded as one, and the site comes again.
            logger.exception("round failed site=%s", self.site.name)
            self.crash = f"{type(error).__name__}: {error}"
        finally:
            await self.desk.finish()
            finished = self._result()
            await means.fetcher.book.save()
            if first and not self.over_budget:
                await means.writer.run(outbox.release, f"backlog:{self.site.name}", means.clock())
            await means.writer.run(runs.finish, run_id, finished)
        return finished

    async def _look_at_all(self) -> None:
        known = {state.url: state for state in await self.means.writer.run(
            sources.load, self.site.name
        )}  # fmt: skip
        wanted = list(self.site.sources) or [
            source_of(state.kind, state.url) for state in known.values() if state.found
        ]
        found = not self.site.sources
        if not wanted:
            try:
                wanted = await find_sources(self.site, self.means)
            except KembarError as error:
                self.faults.append(error)
        for source in wanted:
            if self.means.closing.is_set():
                break
            state = known.get(source.url) or SourceState(
                site=self.site.name, url=source.url, kind=source.kind, found=found
            )
            if self._is_due(state):
                await self._look(source, state)
            if any(isinstance(fault, HostResting | AddressRefused) for fault in self.faults):
                break

    def _is_due(self, state: SourceState) -> bool:
        # Sources that fall due within the shortest interval are looked at together.
        slack = min(self.means.least / 2, timedelta(seconds=30))
        return self.force or state.next_check is None or (
            state.next_check <= self.started + slack
        )  # fmt: skip

    async def _look(self, source: Source, state: SourceState) -> None:
        try:
            if isinstance(source, Numbered):
                state = await self._walk(source, state)
            else:
                state = await self._ask(source, state)
        except KembarError as error:
            self.faults.append(error)
            logger.warning("look failed site=%s source=%s: %s", self.site.name, source.url, error)
            state = self._after_failure(state, error)
        else:
            self.good_looks += 1
            state = replace(state, next_check=self._next(self.site.every), failures=0, error=None)
        await self.means.writer.run(sources.save, state)

    async def _ask(self, source: Source, state: SourceState) -> SourceState:
        """Look at one document source; the new state holds its validators only if all is stored."""
        response = await self.means.fetcher.fetch(source.url, headers=validators(state))
        if response.status == 304:
            return state
        contents = await self._read(source, response)
        entries = list(contents.entries)
        children = [url for url in contents.more if not _NO_NEWS.search(url)] or contents.more
        for child in children[:CHILDREN]:
            entries += (await self._read_child(source, child)).entries
        before = self.counts.new
        settled = await self._take_up(source, entries)
        if self.counts.new > before:
            state = replace(state, last_new=self.means.clock())
        if not settled:
            return state
        return replace(
            state,
            etag=header(response, "ETag"),
            last_modified=header(response, "Last-Modified"),
        )

    async def _read(self, source: Source, response: Response) -> Contents:
        if response.status != 200:
            raise FetchFailed(f"{response.url} answered {response.status}")
        read = await self.means.parsers.read_source(
            source, response.body, url=response.url, content_type=header(response, "Content-Type")
        )
        if read.titles:
            await self.desk.note_titles(read.titles)
        return read.contents

    async def _read_child(self, source: Source, url: str) -> Contents:
        try:
            contents = await self._read(source, await self.means.fetcher.fetch(url))
            if contents.more and not contents.entries:
                raise SourceFailed(f"{url}: an index within an index is not followed")
            return contents
        except (HostResting, AddressRefused):
            raise
        except KembarError as error:
            self.faults.append(error)
            return Contents()

    async def _take_up(self, source: Source, entries: Iterable[Entry]) -> bool:
        """Read every entry not seen before; False if one must be tried again next time."""
        fresh: dict[str, Entry] = {}
        listed = 0
        for entry in entries:
            listed += 1
            url = canonical(entry.url)
            if url is not None and url not in self.taken and self._is_ours(url, source):
                fresh.setdefault(url, entry)
        self.taken.update(fresh)
        known = await self.means.writer.run(articles.seen, list(fresh))
        new = [entry for url, entry in fresh.items() if url not in known]
        self.counts = replace(
            self.counts, listed=self.counts.listed + listed, new=self.counts.new + len(new)
        )
        room = PAGES - self.desk.fetched
        self.over_budget = self.over_budget or len(new) > room
        for entry in new[:room]:
            await self.desk.read(entry)
        await self.desk.finish()
        return len(new) <= room and self.desk.unsettled == 0

    def _is_ours(self, url: str, source: Source) -> bool:
        return self.site.owns(url, source) and not is_front_page(url)

    async def _walk(self, source: Numbered, state: SourceState) -> SourceState:
        """Try the numbers after the last one that gave an article, until some in a row miss."""
        last = state.cursor
        if last is None:
            known = await self.means.writer.run(articles.addresses, self.site.name)
            numbers = [source.number_of(url) for url in known]
            last = max((number for number in numbers if number is not None), default=None)
        begin = last + 1 if last is not None else source.start or 1
        misses = 0
        for number in range(begin, begin + WALK):
            if misses >= MISSES or self.desk.fetched >= PAGES:
                break
            url = source.address(number)
            spelled = canonical(url) or url
            if await self.means.writer.run(articles.seen, [spelled]):
                last, misses = number, 0
                continue
            stored = await self.desk.probe(Entry(url=url))
            self.counts = replace(self.counts, listed=self.counts.listed + stored)
            last, misses = (number, 0) if stored else (last, misses + 1)
            if stored:
                state = replace(state, last_new=self.means.clock())
        return replace(state, cursor=last)

    def _next(self, interval: timedelta) -> datetime:
        return self.means.clock() + interval * (1 + self.means.chance.uniform(0, STRETCH))

    def _after_failure(self, state: SourceState, error: KembarError) -> SourceState:
        failures = state.failures + 1
        # At most four intervals: after an outage of our own network nobody waits for hours.
        wait = min(self.site.every * 2 ** min(failures, 2), self.means.longest)
        due = self._next(max(wait, self.means.least))
        if isinstance(error, HostResting):
            due = max(error.until, self._next(self.site.every))
        return replace(state, failures=failures, next_check=due, error=str(error)[:300])

    def _result(self) -> Run:
        faults = [*self.faults, *self.desk.faults]
        outcome = Outcome.OK
        if self.faults and not self.good_looks:
            outcome = Outcome.FAILED
            for kind, verdict in (
                (AddressRefused, Outcome.REFUSED),
                (RobotsForbidden | HostResting, Outcome.BLOCKED),
            ):
                if any(isinstance(fault, kind) for fault in self.faults):
                    outcome = verdict
                    break
        elif faults or self.over_budget:
            outcome = Outcome.PARTIAL
        if self.means.closing.is_set() and not faults:
            outcome, faults = Outcome.PARTIAL, [KembarError(runs.STOPPED)]
        if self.crash is not None:
            outcome, faults = Outcome.FAILED, [KembarError(self.crash)]
        reason = str(faults[0]) if faults else runs.OVER_BUDGET if self.over_budget else None
        return replace(
            self.counts,
            finished=self.means.clock(),
            outcome=outcome,
            fetched=self.desk.fetched,
            stored=self.desk.stored,
            flagged=self.desk.flagged,
            failed=self.desk.failed + len(self.faults),
            reason=reason,
        )
