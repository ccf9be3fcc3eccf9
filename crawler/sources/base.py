"""What every source of entries has in common: its shape, and how addresses and titles are read."""

import html
import re
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import urljoin

from kembar.model import Entry

from ..urls import canonical

MAX_TITLE = 500
_SCRIPT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+\d*);")


@dataclass(frozen=True, slots=True)
class Contents:
    """What one document of a source holds."""

    entries: tuple[Entry, ...] = ()
    more: tuple[str, ...] = ()
    """Further documents of the same source (the children of a sitemap index), newest first."""


@dataclass(frozen=True, slots=True)
class Source:
    """A place where a site lists its news. Pure: bytes in, entries out; runs in a parser worker."""

    kind: ClassVar[str] = ""
    """Word used in `kembar.toml`, in the table `sources` and in messages."""

    url: str
    """Where the document is; absolute."""

    def read(self, body: bytes, *, url: str, content_type: str | None = None) -> Contents:
        """The entries of one fetched document.

        `url` is the final address after redirects; `content_type` the verbatim header.
        Raises SourceFailed, with a reason for people, if this is not such a document or lists
        nothing that could be an article.
        """
        raise NotImplementedError

    def page(self, number: int) -> str | None:
        """Where the same list goes on: address of its page `number`, 2 or more, with older entries.

        None where the format has no pages, or only the document itself can tell.
        """
        return None


def absolute(address: str, base: str) -> str | None:
    """An address resolved against another, or None where that gives no web address."""
    try:
        joined = urljoin(base, "".join(address.split()))
    except ValueError:
        return None
    return joined if canonical(joined) is not None else None


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
