"""Pages whose transfer broke off: markup without its end, text that was lost on the way."""

import re
from collections.abc import Sequence

from kembar.model import Article, Status

BROKEN = "the page breaks off"
"""How the reason of such an article begins."""
TAIL = 20_000  # signs at the end within which `</html>` stands, whatever scripts follow it

_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_STOP = re.compile(r"[.!?…)\"”’\]]\W*$")


def is_closed(body: bytes) -> bool:
    """Whether a page's markup is closed at its end."""
    return bool(_END.search(body[-TAIL:].replace(b"\0", b"").decode("latin-1")))


def is_broken(article: Article) -> bool:
    """Whether an article was read from a page that broke off."""
    return article.status is Status.PARTIAL and (article.reason or "").startswith(BROKEN)


def broken_off(text: str, paragraphs: Sequence[str], *, cut: bool, closing: bool) -> str | None:
    """Why a page looks as if its transfer had broken off; None for a whole one.

    `cut` says that its packed stream had no end, `closing` that the site's other pages have
    their `</html>`.
    """
    if cut:
        return f"{BROKEN}: its packed stream has no end"
    if _END.search(text[-TAIL:]):
        return None
    if closing:
        return f"{BROKEN}: it has no </html>, which the site's other pages have"
    whole = text.rstrip().endswith(">") and text.count("<p") <= text.count("</p>") + 1
    if whole and _STOP.search(paragraphs[-1] if paragraphs else ""):
        return None
    return BROKEN


def damaged(paragraphs: Sequence[str]) -> str | None:
    """Why a text is not as it was written, where more than one sign in a hundred was lost."""
    size = sum(map(len, paragraphs))
    lost = sum(paragraph.count("\ufffd") for paragraph in paragraphs)
    return f"{lost} of {size} signs cannot be read: no charset fits" if lost * 100 > size else None
