"""A round: one visit to one site. Asks its due sources, reads what is new, stores it, says how."""

import logging
from collections.abc import Iterable
from dataclasses import replace

from scrapy.http import Response

from kembar.errors import (
    AddressRefused,
    HostResting,
    KembarError,
    RobotsForbidden,
    SourceFailed,
)
from kembar.model import Entry, Mark, Outcome, Run, SourceState
from storage import bookkeeping, outbox, runs, sources

from .agenda import Agenda
from .counting import walk
from .fetching import header
from .finding import find_sources
from .looking_back import READ_BACK, Batch, look_back, visits
from .manners.conditional import mark_of, read_mark, unchanged, validators, whole_is_due
from .manners.faults import answered
from .means import Means
from .pages import PAGES, PageDesk
from .reading import SourceRead
from .second_looks import look_at_changed, look_at_due
from .sites import Site
from .sources import Numbered, source_of
from .sources.base import Source
from .sources.sitemap import of_news
from .truncation import CUT
from .urls import canonical, is_front_page

logger = logging.getLogger(__name__)

CHILDREN = 20
"""Documents of one sitemap index read in one look."""
NEWEST = 2
"""Of these, the ones asked for although the index itself has not changed."""


class Round:
    """One visit to one site."""

    def __init__(self, site: Site, means: Means, *, force: bool = False) -> None:
        self.site = site
        self.means = means
        self.force = force
        """Look at every source, due or not."""
        self.started = means.clock()
        self.agenda = Agenda(site, means)
        self.counts = Run(site=site.name, started=self.started)
        self.faults: list[KembarError] = []
        self.good_looks = 0
        self.taken: set[str] = set()
        self.looked_at: list[SourceState] = []
        """Sources whose new state is not written yet."""
        self.fresh: set[str] = set()
        """Of the addresses taken up, those never seen before this round."""
        self.over_budget = False
        self.crash: str | None = None

    async def run(self) -> Run:
        """Visit the site; the returned Run is in the archive too."""
        means = self.means
        run_id, first, known = await means.writer.run(
            bookkeeping.begin, self.site.name, self.started
        )
        self.desk = PageDesk(self.site, means, first_round=first)
        try:
            await self._look_at_all({state.url: state for state in known})
            await look_at_due(self.desk)
        except Exception as error:
            # The rim of a round: a fault of ours is recorded as one, and the site comes again.
            logger.exception("round failed site=%s", self.site.name)
            self.crash = f"{type(error).__name__}: {error}"
        finally:
            await self.desk.finish()
            finished = self._result()
            if first and not self.over_budget:
                await means.writer.run(outbox.release, f"backlog:{self.site.name}", means.clock())
            await means.writer.run(
                bookkeeping.end, run_id, finished,
                looked_at=self.looked_at, asked=means.fetcher.book.take_changed(),
            )  # fmt: skip
        return finished

    async def _look_at_all(self, known: dict[str, SourceState]) -> None:
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
            if self.force or self.agenda.is_due(state, self.started):
                await self._look(source, state)
            if any(isinstance(fault, HostResting | AddressRefused) for fault in self.faults):
                break

    async def _look(self, source: Source, state: SourceState) -> None:
        begun, new, stored = self.means.clock(), self.counts.new, self.desk.stored
        self.desk.published.clear()
        try:
            if isinstance(source, Numbered):
                state = await self._walk(source, state)
            else:
                state = await self._ask(source, state)
        except KembarError as error:
            self.faults.append(error)
            logger.warning("look failed site=%s source=%s: %s", self.site.name, source.url, error)
            state = self.agenda.after_failed_look(state, error)
        else:
            self.good_looks += 1
            # Numbered pages are not listed before they are read.
            new = max(self.counts.new - new, self.desk.stored - stored)
            state = self.agenda.after_good_look(
                state, begun=begun, new=new, published=self.desk.published
            )
        self.looked_at.append(state)
        if self.desk.stored > stored:
            await self.means.writer.run(sources.save, *self.looked_at)
            self.looked_at.clear()

    async def _ask(self, source: Source, state: SourceState) -> SourceState:
        """Look at one document source; the new state holds its validators only if all is stored."""
        now, mark = self.means.clock(), mark_of(state)
        whole = whole_is_due(state, now)
        response = await self.means.fetcher.fetch(
            source.url, headers={} if whole else validators(mark)
        )
        read: SourceRead | None = None
        entries: list[Entry] = []
        parts = dict(state.parts)
        if same := unchanged(response, mark):
            # An index that names no dates stays the same while its newest documents grow.
            children = list(parts)[:NEWEST]
        else:
            read = await self._read(source, response)
            entries += read.contents.entries
            children = of_news(read.contents.more)[:CHILDREN]
            parts = {child: parts.get(child, Mark()) for child in children}
        faults = len(self.faults)
        for child in children:
            listed, parts[child] = await self._read_child(source, child, parts[child])
            entries += listed
        if response.status == 200:
            mark = read_mark(response)  # the body may be the same under a new tag
        before = self.counts.new
        settled = True
        if entries or not same:
            batch = await self._take_up(source, entries)
            settled = batch.settled
            first = state.cursor != READ_BACK
            if read is not None and (first or batch.hides):
                settled = await look_back(
                    batch, read.further, first=first, means=self.means,
                    read=lambda url, number: self._read_further(source, url, number),
                    take_up=lambda entries: self._take_up(source, entries),
                )  # fmt: skip
                state = replace(state, cursor=visits(state.cursor, settled=settled))
        if whole:
            state = replace(state, whole=now)
        if self.counts.new > before:
            state = replace(state, last_new=self.means.clock())
        if not settled or len(self.faults) > faults or CUT in response.flags:
            return state  # what is missing of the document must be asked for again
        return replace(
            state, etag=mark.etag, last_modified=mark.last_modified, digest=mark.digest, parts=parts
        )

    async def _read(self, source: Source, response: Response, number: int = 1) -> SourceRead:
        if response.status != 200:
            raise answered(response.url, response.status)
        source = await self.desk.taught(source)
        read = await self.means.parsers.read_source(
            source,
            response.body,
            url=response.url,
            content_type=header(response, "Content-Type"),
            number=number,
        )
        if read.titles:
            await self.desk.note_titles(read.titles)
        return read

    async def _read_further(self, source: Source, url: str, number: int) -> SourceRead | None:
        """An older page of a list; None behind the last one, where many answer 404 or nothing."""
        response = await self.means.fetcher.fetch(url)
        if 400 <= response.status < 500:
            return None
        try:
            return await self._read(source, response, number)
        except SourceFailed:
            return None

    async def _read_child(
        self, source: Source, url: str, mark: Mark
    ) -> tuple[tuple[Entry, ...], Mark]:
        """The entries of one document of an index, none if it is the one of the mark."""
        try:
            response = await self.means.fetcher.fetch(url, headers=validators(mark))
            if unchanged(response, mark):
                return (), mark if response.status == 304 else read_mark(response)
            read = await self._read(source, response)
            if read.contents.more and not read.contents.entries:
                raise SourceFailed(f"{url}: an index within an index is not followed")
            return read.contents.entries, read_mark(response)
        except (HostResting, AddressRefused):
            raise
        except KembarError as error:
            self.faults.append(error)
            return (), mark

    async def _take_up(self, source: Source, entries: Iterable[Entry]) -> Batch:
        """Read every entry not seen before."""
        ours: dict[str, Entry] = {}
        listed = 0
        for entry in entries:
            listed += 1
            url = canonical(entry.url)
            if url is not None and self._is_ours(url, source):
                ours.setdefault(url, entry)
        fresh = {url: entry for url, entry in ours.items() if url not in self.taken}
        self.taken.update(fresh)
        known = await self.desk.known(list(fresh))
        await look_at_changed(self.desk, (fresh[url] for url in fresh if url in known))
        new = [entry for url, entry in fresh.items() if url not in known]
        self.fresh |= fresh.keys() - known
        self.counts = replace(
            self.counts, listed=self.counts.listed + listed, new=self.counts.new + len(new)
        )
        room = PAGES - self.desk.fetched
        self.over_budget = self.over_budget or len(new) > room
        for entry in new[:room]:
            await self.desk.read(entry)
        await self.desk.finish()
        return Batch(
            addresses=frozenset(ours),
            known=len(ours.keys() - self.fresh),
            settled=len(new) <= room and self.desk.unsettled == 0,
        )

    def _is_ours(self, url: str, source: Source) -> bool:
        return self.site.owns(url, source) and not is_front_page(url)

    async def _walk(self, source: Numbered, state: SourceState) -> SourceState:
        cursor, stored = await walk(source, state.cursor, self.desk, self.means)
        self.counts = replace(self.counts, listed=self.counts.listed + stored)
        last_new = self.means.clock() if stored else state.last_new
        return replace(state, cursor=cursor, last_new=last_new)

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
