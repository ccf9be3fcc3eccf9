"""Pages whose transfer broke off: packed streams without an end, markup without one."""

import re
import zlib
from collections.abc import Sequence

from scrapy import Request
from scrapy.http import Response

CUT = "truncated"
"""Flag of a response whose packed stream had no end."""
MOST = 16 * 1024 * 1024  # unpacked bytes that are looked through; twice what is ever downloaded
TAIL = 20_000  # characters at the end within which `</html>` stands, whatever scripts follow it
_STEP = 64 * 1024

_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_STOP = re.compile(r"[.!?…)\"”’\]]\W*$")


class WholenessMiddleware:
    """Flags gzip answers that break off, before they are unpacked and look whole."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Hand the response on, flagged `CUT` if its gzip stream has no end."""
        packed = response.headers.get("Content-Encoding") or b""
        if packed.strip().lower() in (b"gzip", b"x-gzip") and not ends(response.body):
            response.flags.append(CUT)
        return response


def ends(packed: bytes) -> bool:
    """Whether a gzip stream has its end; one that is damaged, too long or none is not judged."""
    stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        rest, size = packed, 0
        while rest and not stream.eof and size < MOST:
            size += len(stream.decompress(rest, _STEP))
            rest = stream.unconsumed_tail
    except zlib.error:
        return True
    return stream.eof or size >= MOST


def has_end(text: str) -> bool:
    """Whether a page's markup is closed at its end."""
    return bool(_END.search(text[-TAIL:]))


def broken_off(text: str, paragraphs: Sequence[str], *, cut: bool, closing: bool) -> str | None:
    """Why a page looks as if its transfer had broken off; None for a whole one.

    `cut` says that its packed stream had no end, `closing` that the site's other pages have
    their `</html>`.
    """
    if cut:
        return "the page breaks off: its packed stream has no end"
    if has_end(text):
        return None
    if closing:
        return "the page breaks off: it has no </html>, which the site's other pages have"
    whole = text.rstrip().endswith(">") and text.count("<p") <= text.count("</p>") + 1
    if whole and _STOP.search(paragraphs[-1] if paragraphs else ""):
        return None
    return "the page breaks off"
