"""The past by sitemaps: an index is followed where its rows allow it to reach into the range."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, ClassVar
from urllib.parse import urljoin

from scrapy.utils.gz import gunzip
from scrapy.utils.sitemap import Sitemap as Rows

from kembar.errors import AddressRefused, HostResting, KembarError, SourceFailed
from kembar.model import Entry

from ..addresses import is_file, is_list
from ..manners.robots import sitemaps
from ..sources import Sitemap
from ..sources.base import Contents, Source, absolute
from ..urls import canonical, host_key, same_site
from .span import Span, days_in, moment_of
from .ways import Leaf, Shelf, Way

MAX_BYTES = 50 * 1024 * 1024
"""Unpacked; the protocol's own limit."""
MAX_ROWS = 50_000
"""The protocol's own limit."""
_USUAL = ("/sitemap_index.xml", "/sitemap.xml", "/wp-sitemap.xml")
_NO_ARTICLES = re.compile(
    r"(?:categor|kategori|taxonom|(?:post_)?tag|author|users?|page|image|video|attachment|product"
    r"|elementor|web-?stor|misc|topic)[\w-]*\.(?:xml|txt)(?:\.gz)?$",
    re.IGNORECASE,
)
# `sitemap-posttype-post.2024-03.xml`, `sitemap-202403.xml`, `peta_2024_03_15.xml`.
_MONTH = re.compile(
    r"(?<!\d)((?:19|20)\d\d)[._-]?(0[1-9]|1[0-2])(?:[._-]?(?:0[1-9]|[12]\d|3[01]))?(?!\d)"
)


@dataclass(frozen=True, slots=True)
class PastSitemap(Source):
    """A sitemap of which all rows are read that may reach into a range of days.

    A regular round wants the newest thousand; the past wants the others.
    """

    kind: ClassVar[str] = "sitemap"

    span: Span
    """The days wanted."""

    def read(self, body: bytes, *, url: str, content_type: str | None = None) -> Contents:
        """See Source.read. Newest first where dates are given; empty where none is in the range."""
        rows = list(islice(_rows(_unpacked(body), url), MAX_ROWS))
        pages = [entry for child, entry in rows if not child]
        children = [entry for child, entry in rows if child and same_site(entry.url, url)]
        if not pages and not children:
            # Says by name what is wrong with it, and reads the forms that are not XML.
            plain = Sitemap(self.url).read(body, url=url, content_type=content_type)
            return replace(plain, entries=tuple(filter(self.span.may_cover, plain.entries)))
        listed = [e for e in pages if not is_list(e.url) and not is_file(e.url)]
        named = [e for e in children if not _NO_ARTICLES.search(e.url.rsplit("/", 1)[-1])]
        more = [entry for entry in named or children if _may_hold(entry, self.span)]
        return Contents(
            entries=tuple(_newest(filter(self.span.may_cover, listed), self.span)),
            more=tuple(entry.url for entry in _newest(more, self.span)),
        )


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body[:MAX_BYTES]
    try:
        return gunzip(body, max_size=MAX_BYTES)
    except (OSError, EOFError, ValueError) as error:
        raise SourceFailed(f"the sitemap is not the gzip file it claims to be: {error}") from error


def _rows(document: bytes, base: str) -> Iterator[tuple[bool, Entry]]:
    """Whether a row names another sitemap, and the row."""
    try:
        rows = Rows(document.lstrip())
    except Exception:  # lxml raises what it likes; an empty list leads to a named reason
        return
    for row in rows:
        said: dict[str, Any] = row
        address = absolute(said["loc"], base) if said.get("loc") else None
        if address is not None:
            yield (
                rows.type == "sitemapindex",
                Entry(url=address, modified_raw=said.get("lastmod") or None),
            )


def _may_hold(child: Entry, span: Span) -> bool:
    """Whether a child may list articles of the range: by the month in its name, by its `lastmod`.

    Nothing in a sitemap is younger than its last change.
    """
    month = _MONTH.search(child.url.rsplit("/", 1)[-1])
    if month is not None:
        first = date(int(month[1]), int(month[2]), 1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        return first <= span.until and span.since <= last
    changed = moment_of(child.modified_raw, span.zone)
    return changed is None or changed >= span.begin


def _newest(entries: Iterator[Entry] | list[Entry], span: Span) -> list[Entry]:
    """Each address once, newest first; those without a date keep their order behind."""
    once: dict[str | None, Entry] = {}
    for entry in entries:
        once.setdefault(canonical(entry.url), entry)

    def age(entry: Entry) -> float:
        moment = moment_of(entry.modified_raw, span.zone)
        return -moment.timestamp() if moment is not None else 0.0

    return sorted(once.values(), key=age)


class BySitemap(Way):
    """Follows the sitemaps of a site."""

    name: ClassVar[str] = "sitemap"

    async def read(self, document: str, dates: Sequence[datetime]) -> Leaf:
        """See Way.read."""
        contents = await self.shelf.read(PastSitemap(document, self.shelf.span), document)
        return Leaf(contents.entries, contents.more)


async def find(shelf: Shelf) -> tuple[Way, bool] | None:
    """The first sitemap that reaches into the range, and whether it tells when articles came out.

    Of an index the first child tells.
    """
    for url in _candidates(shelf):
        try:
            root = await shelf.read(PastSitemap(url, shelf.span), url)
            sample = root
            if root.more:
                child = root.more[len(root.more) // 2]
                sample = await shelf.read(PastSitemap(child, shelf.span), child)
        except (HostResting, AddressRefused):
            raise
        except KembarError:
            continue
        if root.more or root.entries:
            dated = [e for e in sample.entries if e.modified_raw or days_in(e.url)]
            telling = len(dated) * 2 > len(sample.entries) or _names_months(root.more)
            return BySitemap(shelf, url), telling
    return None


def _names_months(urls: Sequence[str]) -> bool:
    return any(_MONTH.search(url.rsplit("/", 1)[-1]) for url in urls)


def _candidates(shelf: Shelf) -> list[str]:
    site = shelf.site
    declared = [source.url for source in site.sources if source.kind == "sitemap"]
    robots = shelf.means.fetcher.book.get(host_key(site.url)).robots
    named = [url for url in sitemaps(robots) if same_site(url, site.url)]
    usual = [urljoin(site.url, path) for path in _USUAL]
    return list(dict.fromkeys([*declared, *named, *usual]))
