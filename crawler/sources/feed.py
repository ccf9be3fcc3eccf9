"""RSS, RDF and Atom -> entries. The only door to feedparser, which never fetches anything here."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlsplit, urlunsplit

import feedparser

from kembar.errors import SourceFailed
from kembar.model import Entry

from ..encoding import decode
from ..urls import canonical
from .base import MAX_TITLE, Contents, Source, absolute, plain
from .json_text import looks_like_json
from .jsonfeed import json_entries
from .strays import stray
from .wreck import count_items, wreck_entries

__all__ = ["Feed", "absolute", "plain"]

MAX_ENTRIES = 2000  # a feed that lists more is an archive, and the newest stand first
MAX_TAGS = 100_000  # beyond, the parser takes seconds; no 2000 items have so many
# Bodies are not read from feeds; parsing their markup is what makes big feeds slow.
_BODIES = (b"description", b"content:encoded", b"content", b"summary", b"media:description")
_ROOT = re.compile(rb"<\?xml\b|<(?:rss|feed|rdf:RDF|channel)\b", re.IGNORECASE)
SNIFFED = 64 * 1024  # bytes within which the root of a document stands
_ITEM_END = re.compile(rb"</(?:\w{1,20}:)?(?:item|entry)\s*>")


@dataclass(frozen=True, slots=True)
class Feed(Source):
    """A feed: RSS 0.9 to 2.0, RDF, Atom or JSON Feed, read as far as it goes where it is broken."""

    kind: ClassVar[str] = "feed"

    def read(self, body: bytes, *, url: str, content_type: str | None = None) -> Contents:
        """See Source.read. Entries stand in the feed's order, each address once, at most 2000."""
        if looks_like_json(body):
            found = _once(json_entries(body, url, content_type))
            if not found:
                raise SourceFailed("the feed lists nothing that has a web address")
            return Contents(entries=found)
        if not body.strip():
            raise SourceFailed("the feed is empty")
        return Contents(entries=_read(body, url, content_type))

    def page(self, number: int) -> str | None:
        """See Source.page. WordPress alone has pages of its feeds: those end with `/feed/`."""
        parts = urlsplit(self.url)
        if not parts.path.rstrip("/").endswith("/feed"):
            return None
        query = "&".join(part for part in (parts.query, f"paged={number}") if part)
        return urlunsplit(parts._replace(query=query))


def _read(body: bytes, url: str, content_type: str | None) -> tuple[Entry, ...]:
    utf8 = _as_utf8(body)
    if utf8 is not None:
        body, content_type = utf8, "application/xml; charset=utf-8"
    light = _light(_from_root(body))
    begun = min(count_items(light), MAX_ENTRIES)
    parsed: Any = None
    found: tuple[Entry, ...] = ()
    if light.count(b"<") <= MAX_TAGS:
        parsed = _parse(light, url, content_type)
        found = _once(_entries(parsed, url))
    # An unclosed tag makes feedparser lose the items behind it, or all.
    if begun > len(found) and (parsed is None or parsed.get("bozo")):
        found = max(found, _once(wreck_entries(light, url, content_type)), key=len)
    if not found:
        raise SourceFailed(_why_empty(body, len(parsed.entries) if parsed else begun))
    return found


def _parse(body: bytes, url: str, content_type: str | None) -> Any:
    headers = {"content-location": url}
    if content_type:
        headers["content-type"] = content_type
    # Wrapped, because feedparser takes bare bytes for a file name or an address first.
    return feedparser.parse(
        io.BytesIO(body),
        response_headers=headers,
        resolve_relative_uris=False,
        sanitize_html=False,
    )


def _as_utf8(body: bytes) -> bytes | None:
    """The feed in UTF-8 where it is that, whatever it declares; None to let feedparser find out.

    feedparser takes the whole feed for Windows-1252 when one byte of it is broken.
    """
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return decode(body).encode()
    if b"\0" in body[:SNIFFED] or body.isascii():
        return None
    text = decode(body)
    try:
        body.decode()
    except UnicodeDecodeError:
        # `decode` leaves replacement characters where the bytes are UTF-8 with scars.
        return text.encode() if "\ufffd" in text else None
    return text.encode()


def _from_root(body: bytes) -> bytes:
    """The feed without what a server wrote before it: notices of PHP, stray lines."""
    found = _ROOT.search(body[:SNIFFED])
    if found is None or b"<html" in body[: found.start()].lower():
        return body
    return body[found.start() :]


def _light(body: bytes) -> bytes:
    """The feed without the bodies of its items and without items beyond the limit."""
    for tag in _BODIES:
        # Unclosed bodies would make each search run to the end of the feed.
        if body.count(b"<" + tag) <= body.count(b"</" + tag) + 20:
            body = re.sub(
                rb"<%b(?:\s[^<>]*)?(?<!/)>.*?</%b\s*>" % (tag, tag), b"", body, flags=re.S
            )
    ends = [found.end() for found in _ITEM_END.finditer(body)]
    if len(ends) > MAX_ENTRIES:
        body = body[: ends[MAX_ENTRIES - 1]] + body[ends[-1] :]
    return body


def _entries(parsed: Any, base: str) -> Iterator[Entry]:
    for item in parsed.entries:
        address = _address(item, base)
        if address is None:
            continue  # an item without a web address cannot be fetched; the others count
        # dict.get, because feedparser's own lends `published` to `updated` and warns about it.
        published = _raw(item, "published") or _raw(item, "created")
        modified = _raw(item, "updated")
        if published is None and not parsed.version.startswith("atom"):
            published, modified = modified, None  # dc:date is all that RDF feeds have
        yield Entry(
            url=address,
            title=plain(_raw(item, "title") or ""),
            published_raw=published or modified,
            modified_raw=modified,
        )


def _address(item: Any, base: str) -> str | None:
    alternates = [
        link.get("href")
        for link in dict.get(item, "links") or ()
        if link.get("rel", "alternate") == "alternate"
        and "html" in (link.get("type") or "text/html")
    ]
    candidates = [
        dict.get(item, "feedburner_origlink"),
        *alternates,
        dict.get(item, "link"),
        dict.get(item, "id") if re.match(r"https?:", str(dict.get(item, "id"))) else None,
    ]
    for candidate in candidates:
        if isinstance(candidate, str) and candidate.strip():
            address = absolute(candidate, base)
            if address is not None:
                return address
    return None


def _raw(item: Any, key: str) -> str | None:
    value = dict.get(item, key)
    return value.strip()[:MAX_TITLE] or None if isinstance(value, str) else None


def _once(entries: Iterator[Entry]) -> tuple[Entry, ...]:
    found: dict[str | None, Entry] = {}
    for entry in entries:
        found.setdefault(canonical(entry.url), entry)
        if len(found) >= MAX_ENTRIES:
            break
    return tuple(found.values())


def _why_empty(body: bytes, items: int) -> str:
    if items:
        return f"none of the feed's {items} items has a web address"
    start = body[:SNIFFED].replace(b"\0", b"").lower()  # UTF-16 has a NUL beside each letter
    if any(root in start for root in (b"<rss", b"<feed", b"<rdf")):
        return "the feed lists nothing"
    return stray(body, "a feed")
