"""Foreign text made fit for a message: one line, no control or direction signs, not too long."""

import re
import unicodedata

# Line and paragraph separators are white space; the rest of these categories is never printed:
# controls, format signs (bidi overrides, zero width), surrogates, private use, unassigned.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def one_line(text: str) -> str:
    """The text on one line, white space folded, invisible signs dropped."""
    folded = " ".join(text.split())
    return "".join(c for c in folded if unicodedata.category(c) not in _UNSEEN).strip()


def shorten(text: str, most: int) -> str:
    """At most so many characters, cut between two words and ended with an ellipsis."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    cut = head.rsplit(" ", 1)[0] if " " in head and text[most - 1] != " " else head
    return f"{cut.rstrip(' ,;:-')}…"


def safe_url(url: str) -> str | None:
    """The address if it is http or https and of one piece; else None."""
    tidy = one_line(url)
    return tidy if tidy == url.strip() and _URL.fullmatch(tidy) else None
