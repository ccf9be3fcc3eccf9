"""Feeds so broken that no parser sees their items -> entries, by what stands between the tags."""

import re
from collections.abc import Iterator

from kembar.model import Entry

from ..encoding import decode
from .base import absolute, plain

MAX_ITEMS = 2000  # as many entries as a feed may have
MAX_ITEM = 64 * 1024  # characters of an item that are looked at; its body stands last
_ITEM = re.compile(r"<(?:item|entry)\b[^<>]*>", re.IGNORECASE)
_LINK = re.compile(
    r"<link\b[^<>]*?href=[\"']?(?P<href>[^\"'<>\s]+)"
    r"|<(?:link|guid|id|feedburner:origLink)\b[^<>]*>\s*(?:<!\[CDATA\[)?\s*(?P<text>https?://[^<>\s\]]+)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"<title\b[^<>]*>\s*(?:<!\[CDATA\[)?([^<]{1,500})", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"<(?:pubDate|published|dc:date|issued|created)\b[^<>]*>\s*(?:<!\[CDATA\[)?\s*([^<\]]{6,60})",
    re.IGNORECASE,
)
_MODIFIED = re.compile(r"<(?:updated|modified)\b[^<>]*>\s*([^<]{6,60})", re.IGNORECASE)


def count_items(body: bytes) -> int:
    """How many items a feed begins, closed or not."""
    return len(re.findall(rb"<(?:item|entry)[\s>]", body, re.IGNORECASE))


def wreck_entries(body: bytes, base: str, content_type: str | None) -> Iterator[Entry]:
    """The items of a broken feed that hold an address, in its order. Linear in its size."""
    for part in _ITEM.split(decode(body, content_type), maxsplit=MAX_ITEMS)[1:]:
        item = part[:MAX_ITEM]
        link = _LINK.search(item)
        address = absolute(link["href"] or link["text"], base) if link else None
        if address is None:
            continue
        title = _TITLE.search(item)
        modified = _found(_MODIFIED, item)
        yield Entry(
            url=address,
            title=plain(title[1]) if title else None,
            published_raw=_found(_PUBLISHED, item) or modified,
            modified_raw=modified,
        )


def _found(pattern: re.Pattern[str], item: str) -> str | None:
    found = pattern.search(item)
    return found[1].strip() or None if found else None
