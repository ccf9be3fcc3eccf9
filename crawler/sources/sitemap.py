"""Sitemaps -> entries: urlset, index, news sitemap, plain text, gzipped or not. Fetches nothing."""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, ClassVar

from lxml import etree

from kembar.clock import WIB
from kembar.errors import SourceFailed
from kembar.model import Entry

from ..addresses import is_file, is_list
from ..dates import read_date
from ..encoding import decode
from ..urls import canonical, same_site
from .base import Contents, Source, absolute, plain
from .feed import Feed
from .strays import stray

MAX_BYTES = 10 * 1024 * 1024  # unpacked; the protocol allows 50 MB, which no news site needs
START = 1000  # characters that tell what a document is
SNIFFED = 64 * 1024  # characters within which the root of a document stands
CHUNK = 512  # packed bytes unpacked at a time, so that a fault costs no more than a chunk
MAX_READ = 50_000  # the protocol's own limit for one document
MAX_ENTRIES = 1000  # the newest; older ones are the business of a backfill
_GZIP = b"\x1f\x8b"
_ROOT = re.compile(r"<\?xml\b|<!DOCTYPE (?!html)|<(?:\w{1,20}:)?(?:urlset|sitemapindex)\b", re.I)
_FEED = re.compile(r"\s*(?:<[?!][^>]*>\s*)*<(?:rss|feed|rdf:rdf)\b", re.IGNORECASE)
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_NO_ARTICLES = re.compile(
    r"(?:categor|kategori|taxonom|(?:post_)?tag|author|users?|page|image|video|attachment|product"
    r"|elementor|web-?stor|misc|topic)[\w-]*\.(?:xml|txt)(?:\.gz)?$",
    re.IGNORECASE,
)

# Children of an index that list no articles, by the names of many systems.
_NO_NEWS = re.compile(
    r"(?:category|categories|kategori|tag|label|author|user|page|image|video|product|static)"
    r"[\w-]*?(?:-sitemap|\.xml|\d)|sitemap[-_]?(?:pages?|categor|tag|author|image|video|misc)",
    re.IGNORECASE,
)


def of_news(children: Sequence[str]) -> list[str]:
    """The documents of an index that may list articles; all, where none looks so."""
    return [url for url in children if not _NO_NEWS.search(url)] or list(children)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One row of a sitemap as written."""

    loc: str
    """Address, perhaps relative."""
    title: str = ""
    """Headline of a news sitemap."""
    published: str | None = None
    """`publication_date` of a news sitemap."""
    modified: str | None = None
    """`lastmod`."""
    child: bool = False
    """It names another sitemap."""


@dataclass(frozen=True, slots=True)
class Sitemap(Source):
    """A sitemap or an index of sitemaps."""

    kind: ClassVar[str] = "sitemap"

    def read(self, body: bytes, *, url: str, content_type: str | None = None) -> Contents:
        """See Source.read. Newest first where dates are given; at most 1000 entries.

        Of an index, the children of the same site are given; those that list categories, tags,
        authors and the like are left out as long as others remain.
        """
        document = decode(_unpack(body), content_type)
        start = document[:START]
        if not document.strip():
            raise SourceFailed("the sitemap is empty")
        if _FEED.match(start):
            # The protocol allows a feed in a sitemap's place, and robots.txt files name some.
            return Feed(self.url).read(document.encode(), url=url)
        rows = _rows(document) if "<" in start else _lines(document)
        pages = [row for row in rows if not row.child]
        children = [row for row in rows if row.child]
        listed = tuple(islice(_newest(pages, url), MAX_ENTRIES))
        more = _children(children, url)
        if not rows and "<" not in start:
            raise SourceFailed(stray(body, "a sitemap"))
        if not listed and not more:
            raise SourceFailed(_why_empty(len(pages), len(children)))
        return Contents(entries=listed, more=more)


def _unpack(body: bytes) -> bytes:
    """At most 10 MiB of the document; a gzip stream that breaks off is read as far as it goes."""
    if not body.startswith(_GZIP):
        return body[:MAX_BYTES]
    unpacked = bytearray()
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        for start in range(0, len(body), CHUNK):
            unpacked += stream.decompress(body[start : start + CHUNK], MAX_BYTES - len(unpacked))
            if stream.eof or len(unpacked) >= MAX_BYTES:
                break
    except zlib.error as error:
        if not unpacked:
            raise SourceFailed(
                f"the sitemap is not the gzip file it claims to be: {error}"
            ) from error
    return bytes(unpacked)


def _lines(text: str) -> list[_Row]:
    found = [line.strip() for line in text.splitlines()[:MAX_READ]]
    return [_Row(loc=line) for line in found if re.match(r"https?://\S+$", line)]


def _rows(document: str) -> list[_Row]:
    """The pages and the child sitemaps that a document names, in its own order."""
    found = _ROOT.search(document[:SNIFFED])
    if found is None:
        raise SourceFailed(stray(document.encode(), "a sitemap"))
    # Decoded first: at a byte that its encoding does not have, libxml2 would stop reading.
    text = _DECLARED.sub("", document[found.start() :], count=1).lstrip()
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or _name(root) not in ("urlset", "sitemapindex"):
        raise SourceFailed(stray(document.encode(), "a sitemap"))
    rows = (_row(element) for element in root.iterchildren(etree.Element))
    return [row for row in islice(rows, MAX_READ) if row.loc]


def _row(element: Any) -> _Row:
    said: dict[str, str] = {}
    for part in element.iter(etree.Element):
        if part.text and _name(part.getparent()) not in ("image", "video"):
            said.setdefault(_name(part), part.text.strip())
    return _Row(
        loc=said.get("loc", ""),
        title=said.get("title", ""),
        published=said.get("publication_date"),
        modified=said.get("lastmod"),
        child=_name(element) == "sitemap",
    )


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _newest(rows: list[_Row], base: str, *, lists: bool = False) -> Iterator[Entry]:
    """Each address once, newest first; those without a date keep their order behind.

    Without `lists`, only what may be an article. Lazy: of 50,000 rows only the first are judged.
    """
    taken: set[str | None] = set()
    for row in sorted(rows, key=_moment, reverse=True):
        address = absolute(row.loc, base)
        if address is None or (not lists and (is_list(address) or is_file(address))):
            continue
        spelled = canonical(address)
        if spelled not in taken:
            taken.add(spelled)
            yield Entry(
                url=address,
                title=plain(row.title),
                published_raw=row.published or None,
                modified_raw=row.modified or None,
            )


def _moment(row: _Row) -> float:
    """Seconds since 1970 by the row's date; 0 without one."""
    said = row.published or row.modified or ""
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        read = read_date(said, WIB)  # a hundred times slower, and hardly ever needed
        return read.moment.timestamp() if read else 0.0
    return (found if found.tzinfo else found.replace(tzinfo=WIB)).timestamp()


def _children(rows: list[_Row], base: str) -> tuple[str, ...]:
    named = _newest(rows, base, lists=True)
    own = [entry.url for entry in named if same_site(entry.url, base)]
    return tuple([url for url in own if not _NO_ARTICLES.search(url.rsplit("/", 1)[-1])] or own)


def _why_empty(pages: int, children: int) -> str:
    if children:
        return f"the sitemap index names {children} documents, none of them of this site"
    if pages:
        return f"none of the sitemap's {pages} addresses could be an article"
    return "the sitemap lists nothing"
