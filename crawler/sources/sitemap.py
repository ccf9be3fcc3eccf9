"""Sitemaps -> entries: urlset, index, news sitemap, plain text, gzipped or not. Fetches nothing."""

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar

from lxml import etree

from kembar.clock import WIB
from kembar.errors import SourceFailed
from kembar.model import Entry

from ..addresses import is_file, is_list
from ..dates import read_date
from ..encoding import decode
from ..urls import canonical, same_site
from .base import Contents, Source
from .feed import absolute, plain

MAX_BYTES = 10 * 1024 * 1024  # unpacked; the protocol allows 50 MB, which no news site needs
MAX_READ = 50_000  # the protocol's own limit for one document
MAX_ENTRIES = 1000  # the newest; older ones are the business of a backfill
_OLDEST = datetime.min.replace(tzinfo=UTC)
_GZIP = b"\x1f\x8b"
_NO_ARTICLES = re.compile(
    r"(?:categor|kategori|taxonom|(?:post_)?tag|author|users?|page|image|video|attachment|product"
    r"|elementor|web-?stor|misc|topic)[\w-]*\.(?:xml|txt)(?:\.gz)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sitemap(Source):
    """A sitemap or an index of sitemaps."""

    kind: ClassVar[str] = "sitemap"

    def read(self, body: bytes, *, url: str, content_type: str | None = None) -> Contents:
        """See Source.read. Newest first where dates are given; at most 1000 entries.

        Of an index, the children of the same site are given; those that list categories, tags,
        authors and the like are left out as long as others remain.
        """
        document = _unpack(body)
        if not document.strip():
            raise SourceFailed("the sitemap is empty")
        if b"<" not in document[:1000]:
            pages = _lines(decode(document, content_type))
            children: list[Entry] = []
        else:
            pages, children = _rows(document, url)
        listed = _newest(e for e in pages if not is_list(e.url) and not is_file(e.url))
        more = _children(children, url)
        if not listed and not more:
            raise SourceFailed(_why_empty(len(pages), len(children)))
        return Contents(entries=listed[:MAX_ENTRIES], more=more)


def _unpack(body: bytes) -> bytes:
    """At most 10 MiB of the document; a gzip stream that breaks off is read as far as it goes."""
    if not body.startswith(_GZIP):
        return body[:MAX_BYTES]
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, MAX_BYTES)
    except zlib.error as error:
        raise SourceFailed(f"the sitemap is not the gzip file it claims to be: {error}") from error


def _lines(text: str) -> list[Entry]:
    found = [line.strip() for line in text.splitlines()[:MAX_READ]]
    return [Entry(url=line) for line in found if re.match(r"https?://\S+$", line)]


def _rows(document: bytes, base: str) -> tuple[list[Entry], list[Entry]]:
    """The pages and the child sitemaps that a document names, in its own order."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(document.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or _name(root) not in ("urlset", "sitemapindex"):
        raise SourceFailed("this is not a sitemap")
    pages: list[Entry] = []
    children: list[Entry] = []
    for row in root.iterchildren(etree.Element):
        entry = _entry(row, base)
        if entry is not None:
            (children if _name(row) == "sitemap" else pages).append(entry)
        if len(pages) + len(children) >= MAX_READ:
            break
    return pages, children


def _entry(row: Any, base: str) -> Entry | None:
    said: dict[str, str] = {}
    for part in row.iter(etree.Element):
        parent = _name(part.getparent())
        if part.text and parent != "image" and parent != "video":
            said.setdefault(_name(part), part.text.strip())
    address = absolute(said.get("loc", ""), base) if said.get("loc") else None
    if address is None:
        return None
    return Entry(
        url=address,
        title=plain(said.get("title", "")),
        published_raw=said.get("publication_date") or None,
        modified_raw=said.get("lastmod") or None,
    )


def _name(element: Any) -> str:
    return str(etree.QName(element).localname).lower()


def _newest(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Each address once, newest first; those without a date keep their order behind."""
    once: dict[str | None, Entry] = {}
    for entry in entries:
        once.setdefault(canonical(entry.url), entry)
    return tuple(sorted(once.values(), key=_moment, reverse=True))


def _moment(entry: Entry) -> datetime:
    found = read_date(entry.published_raw or entry.modified_raw or "", WIB)
    return found.moment if found else _OLDEST


def _children(entries: list[Entry], base: str) -> tuple[str, ...]:
    own = [entry for entry in _newest(entries) if same_site(entry.url, base)]
    with_articles = [e for e in own if not _NO_ARTICLES.search(e.url.rsplit("/", 1)[-1])]
    return tuple(entry.url for entry in with_articles or own)


def _why_empty(pages: int, children: int) -> str:
    if children:
        return f"the sitemap index names {children} documents, none of them of this site"
    if pages:
        return f"none of the sitemap's {pages} addresses could be an article"
    return "the sitemap lists nothing"
