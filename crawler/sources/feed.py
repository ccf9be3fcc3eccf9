"""RSS, RDF and Atom -> entries. The only door to feedparser, which never fetches anything here."""

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urljoin

import feedparser

from kembar.errors import SourceFailed
from kembar.model import Entry

from ..urls import canonical
from .base import Contents, Source

MAX_ENTRIES = 2000  # a feed that lists more is an archive, and the newest stand first
MAX_TITLE = 500
# Bodies are not read from feeds; parsing their markup is what makes big feeds slow.
_BODIES = (b"description", b"content:encoded", b"content", b"summary", b"media:description")
_ITEM_END = re.compile(rb"</(?:\w{1,20}:)?(?:item|entry)\s*>")
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+\d*);")


@dataclass(frozen=True, slots=True)
class Feed(Source):
    """A feed: RSS 0.9 to 2.0, RDF or Atom, read as far as it goes where it is broken."""

    kind: ClassVar[str] = "feed"

    def read(self, body: bytes, *, url: str, content_type: str | None = None) -> Contents:
        """See Source.read. Entries stand in the feed's order, each address once, at most 2000."""
        if not body.strip():
            raise SourceFailed("the feed is empty")
        headers = {"content-location": url}
        if content_type:
            headers["content-type"] = content_type
        # Wrapped, because feedparser takes bare bytes for a file name or an address first.
        parsed = feedparser.parse(
            io.BytesIO(_light(body)),
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
        found = _once(_entries(parsed, url))
        if not found:
            raise SourceFailed(_why_empty(body, parsed))
        return Contents(entries=found)


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


def absolute(address: str, base: str) -> str | None:
    """An address resolved against another, or None where that gives no web address."""
    try:
        joined = urljoin(base, "".join(address.split()))
    except ValueError:
        return None
    return joined if canonical(joined) is not None else None


def _raw(item: Any, key: str) -> str | None:
    value = dict.get(item, key)
    return value.strip()[:MAX_TITLE] or None if isinstance(value, str) else None


def plain(markup: str) -> str | None:
    """A title without tags and entities, white space folded; None if nothing is left."""
    text = markup[: MAX_TITLE * 4]
    for _ in range(3):  # some feeds escape twice
        text = _TAG.sub(" ", _SCRIPT.sub(" ", text))
        if not _ENTITY.search(text):
            break
        text = html.unescape(text)
    cleaned = " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
    return cleaned[:MAX_TITLE] or None


def _once(entries: Iterator[Entry]) -> tuple[Entry, ...]:
    found: dict[str | None, Entry] = {}
    for entry in entries:
        found.setdefault(canonical(entry.url), entry)
        if len(found) >= MAX_ENTRIES:
            break
    return tuple(found.values())


def _why_empty(body: bytes, parsed: Any) -> str:
    start = body[:2000].lower()
    if parsed.entries:
        return f"none of the feed's {len(parsed.entries)} items has a web address"
    if parsed.version or b"<rss" in start or b"<feed" in start or b"<rdf" in start:
        return "the feed lists nothing"
    if b"<html" in start or b"<!doctype html" in start:
        return "this is an HTML page, not a feed"
    return "this is not a feed"
