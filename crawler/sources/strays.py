"""What a document is that is not the feed, sitemap or list it should be; words for people."""

import re

from ..encoding import decode
from ..refusals import wall

_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.{0,200}?)</title", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<(script|style)\b.*?</\1\s*>|<[^<>]*>", re.IGNORECASE | re.DOTALL)
START = 4096  # bytes that tell what a document is
VISIBLE = 64 * 1024  # bytes of a page that are looked at for what it says


def stray(body: bytes, wanted: str) -> str:
    """Why a document that gave nothing is not `wanted` (`a feed`): names what it is instead."""
    if not body.strip():
        return f"the answer is empty, not {wanted}"
    if not _HTML.search(body[:START]):
        return f"this is not {wanted}"
    page = decode(body[:VISIBLE])
    title = " ".join((found[1] if (found := _TITLE.search(page)) else "").split())
    said = " ".join(_TAG.sub(" ", page).split())
    kind = wall(title, said)
    if kind is not None:
        return f"this is {kind}, not {wanted}"
    return f"this is an HTML page{f' ({title[:80]!r})' if title else ''}, not {wanted}"
