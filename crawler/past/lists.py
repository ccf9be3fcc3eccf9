"""The past by turning the pages of a feed or a list, from the newest on."""

from collections.abc import Iterator, Sequence
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from kembar.errors import AddressRefused, HostResting, KembarError
from kembar.model import Entry
from storage import sources

from ..sources import Blogger, Feed, Listing, Numbered
from ..sources.base import Source
from ..sources.numbered import PLACE
from ..urls import canonical
from .span import moment_of
from .ways import Series, Shelf, Way

# How the pages of lists are counted; the first form that turns is taken.
_FORMS = (f"page/{PLACE}/", f"?page={PLACE}", f"?halaman={PLACE}", f"?hal={PLACE}")
_TRIED = 2  # lists of a site whose turning is tried; each costs up to five requests


class ByFeed(Series):
    """A feed that goes on: WordPress's by `?paged=2`, Blogger's by `start-index`."""

    name: ClassVar[str] = "feed"

    def source_at(self, document: str) -> Source:
        """See Series.source_at."""
        return Feed(self.source)

    def next(self, document: str) -> str | None:
        """See Series.next."""
        said = dict(parse_qsl(urlsplit(document).query))
        if "max-results" in said:
            begin = int(said.get("start-index", "1")) + int(said["max-results"])
            return _counted(document, "start-index", begin)
        return _counted(document, "paged", int(said.get("paged", "1")) + 1)


class ByListing(Series):
    """A list page that goes on; `source` holds `{id}` where the number of the page stands."""

    name: ClassVar[str] = "listing"

    def first(self) -> tuple[str, ...]:
        """See Way.first."""
        return (Numbered(self.source).address(1),)

    def source_at(self, document: str) -> Source:
        """See Series.source_at."""
        return Listing(document)

    def next(self, document: str) -> str | None:
        """See Series.next."""
        pages = Numbered(self.source)
        number = pages.number_of(document)
        return pages.address(number + 1) if number is not None else None


def _counted(url: str, key: str, number: int) -> str:
    parts = urlsplit(url)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != key]
    return urlunsplit(parts._replace(query=urlencode([*kept, (key, str(number))])))


async def find_feed(shelf: Shelf) -> Way | None:
    """The first feed that reaches back before the range, or that goes on behind its first page."""
    for source in await _feeds(shelf):
        way = ByFeed(shelf, source.url)
        one = await _read(shelf, source, source.url)
        told = [moment_of(entry.published_raw, shelf.span.zone) for entry in one]
        reaches = any(moment is not None and shelf.span.is_before(moment) for moment in told)
        if one and (isinstance(source, Blogger) or reaches or await _turns(shelf, way, one)):
            return way
    return None


async def find_listing(shelf: Shelf) -> Way | None:
    """The first list of the site whose second page lists other articles than its first."""
    declared = [source.url for source in shelf.site.sources if source.kind == "listing"]
    for url in list(dict.fromkeys([*declared, shelf.site.url]))[:_TRIED]:
        one = await _read(shelf, Listing(url), url)
        for form in _FORMS if one else ():
            way = ByListing(shelf, urljoin(url if url.endswith("/") else f"{url}/", form))
            if await _turns(shelf, way, one):
                return way
    return None


async def _turns(shelf: Shelf, way: Series, one: Sequence[Entry]) -> bool:
    """Whether the second page tells of other articles than the first."""
    following = way.next(way.first()[0])
    assert following is not None
    listed = {canonical(entry.url) for entry in one}
    two = await _read(shelf, way.source_at(following), following)
    return any(canonical(entry.url) not in listed for entry in two)


async def _read(shelf: Shelf, source: Source, url: str) -> tuple[Entry, ...]:
    try:
        return (await shelf.read(source, url)).entries
    except (HostResting, AddressRefused):
        raise
    except KembarError:
        return ()


async def _feeds(shelf: Shelf) -> list[Source]:
    """Declared feeds, those found by regular rounds, and the two usual ones; each once."""
    known = await shelf.means.writer.run(sources.load, shelf.site.name)
    declared = [source.url for source in shelf.site.sources if source.kind in ("feed", "blogger")]
    found = [state.url for state in known if state.kind in ("feed", "blogger")]
    usual = [urljoin(shelf.site.url, "/feed/"), Blogger(shelf.site.url).url]
    return list(dict.fromkeys(_whole([*declared, *found, *usual])))


def _whole(urls: list[str]) -> Iterator[Source]:
    for url in urls:
        yield Blogger(url) if "/feeds/posts/" in url else Feed(url)
