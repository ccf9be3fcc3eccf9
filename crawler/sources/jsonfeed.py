"""JSON Feed -> entries (jsonfeed.org, versions 1 and 1.1). `Feed` hands over what is JSON."""

from collections.abc import Iterator
from typing import Any

from kembar.errors import SourceFailed
from kembar.model import Entry

from .base import absolute, plain
from .json_text import load, rows, text_of


def json_entries(body: bytes, base: str, content_type: str | None) -> Iterator[Entry]:
    """The entries of a JSON Feed, also of a broken one; SourceFailed for other JSON."""
    whole = load(body, content_type)
    items = whole.get("items") if isinstance(whole, dict) else None
    if whole is None:
        items = rows(body, content_type)
    if not isinstance(items, list):
        raise SourceFailed("this is JSON, but no JSON Feed: it has no list `items`")
    for item in items:
        if not isinstance(item, dict):
            continue
        address = _address(item, base)
        if address is not None:
            modified = text_of(item, "date_modified")
            yield Entry(
                url=address,
                title=plain(text_of(item, "title") or ""),
                published_raw=text_of(item, "date_published") or modified,
                modified_raw=modified,
            )


def _address(item: dict[str, Any], base: str) -> str | None:
    identity = text_of(item, "id") or ""
    # An id that is no address would be resolved to a page that nobody has.
    said = [text_of(item, "url"), identity if "://" in identity else None]
    said.append(text_of(item, "external_url"))
    return next((found for url in said if url and (found := absolute(url, base))), None)
