"""A way to read the past: which documents list it, and when they end. Each way is a file beside."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar

from kembar.errors import FetchFailed, PageGone, SourceFailed
from kembar.model import Entry

from ..fetching import header
from ..means import Means
from ..sites import Site
from ..sources.base import Contents, Source
from ..urls import canonical, is_front_page
from .span import Span, moment_of


@dataclass(frozen=True, slots=True)
class Leaf:
    """What one document gave."""

    entries: tuple[Entry, ...] = ()
    """Addresses that may lie within the range, in the order in which they are to be read."""
    more: tuple[str, ...] = ()
    """Documents to read next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """What every way works with."""

    site: Site
    means: Means
    span: Span

    async def read(self, source: Source, url: str) -> Contents:
        """One document of a source, fetched with all manners.

        Raises PageGone where it is not there (also 400, the answer to a page behind the last),
        FetchFailed where it cannot be had now, SourceFailed where it lists nothing.
        """
        response = await self.means.fetcher.fetch(url)
        if response.status in (400, 404, 410):
            raise PageGone(f"{url} answered {response.status}")
        if response.status != 200:
            raise FetchFailed(f"{url} answered {response.status}")
        read = await self.means.parsers.read_source(
            source, response.body, url=response.url, content_type=header(response, "Content-Type")
        )
        own = [entry for entry in read.contents.entries if self._is_ours(entry.url, source)]
        return replace(read.contents, entries=tuple(own))

    def _is_ours(self, url: str, source: Source) -> bool:
        return self.site.owns(url, source) and not is_front_page(url)

    def within(self, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """The entries that may have come out in the range."""
        return tuple(entry for entry in entries if self.span.may_cover(entry))

    def are_over(self, entries: Sequence[Entry]) -> bool:
        """Whether a list, newest first, has come to articles from before the range."""
        told = [moment_of(entry.published_raw, self.span.zone) for entry in entries]
        dated = [moment for moment in told if moment is not None]
        return len(dated) * 2 > len(entries) and all(map(self.span.is_before, dated))


class Way:
    """One way to read a site's past, from one address on."""

    name: ClassVar[str] = ""
    """Word of `--by`."""
    guesses: ClassVar[bool] = False
    """Whether its pages may well not exist."""

    def __init__(self, shelf: Shelf, source: str) -> None:
        self.shelf = shelf
        self.source = source

    def first(self) -> tuple[str, ...]:
        """The documents to begin with."""
        return (self.source,)

    async def read(self, document: str, dates: Sequence[datetime]) -> Leaf:
        """What a document lists; `dates` are those of the articles of the document before it.

        Raises PageGone where there is no such document, which ends a series and is no fault.
        """
        raise NotImplementedError


class Series(Way):
    """A list in pages, newest first, that is turned until it is over."""

    def __init__(self, shelf: Shelf, source: str) -> None:
        super().__init__(shelf, source)
        self._seen: set[str] = set()

    def next(self, document: str) -> str | None:
        """The page behind a page."""
        raise NotImplementedError

    def source_at(self, document: str) -> Source:
        """What reads a page."""
        raise NotImplementedError

    async def read(self, document: str, dates: Sequence[datetime]) -> Leaf:
        """See Way.read. Over where all is older than the range, and where nothing new is listed."""
        if dates and all(map(self.shelf.span.is_before, dates)):
            return Leaf()
        try:
            contents = await self.shelf.read(self.source_at(document), document)
        except SourceFailed as error:
            raise PageGone(f"{document}: {error}") from error
        entries = contents.entries
        # Some sites answer a page behind the last with the last, or with the first.
        addresses = {canonical(entry.url) or entry.url for entry in entries}
        fresh = addresses - self._seen
        self._seen |= addresses
        following = self.next(document)
        if not fresh or following is None or self.shelf.are_over(entries):
            return Leaf(self.shelf.within(entries))
        return Leaf(self.shelf.within(entries), (following,))
