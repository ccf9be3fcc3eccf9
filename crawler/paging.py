"""Articles on several pages: which further pages a page names, and the parts put together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from kembar.model import Article, Status

from .page import Page, start_of
from .sources.base import absolute
from .titles import fold
from .variants import Numbered, loose, numbered

MOST = 10
"""Pages of one article that are read."""
REPEATED = 0.7
"""Share of known paragraphs from which on a page is the first one again: its pager is a list's."""
PAGER = 80
"""Characters of the longest pager."""
_RELATIVE = re.compile(r"\?|(?:\./)?\w*/?\d{1,2}/?$")
MAX_LINKS = 3000  # of a page; no honest one has more

OwnLink = tuple[Any, str, Numbered]
"""A link to the page's own address in another form: element, address, what it names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Where the rest of an article is, as one of its pages says."""

    whole: str | None = None
    """All pages in one."""
    others: tuple[tuple[int, str], ...] = ()
    """Further pages with their numbers, in order, from 2."""
    first: str | None = None
    """The first page, where this is a later one."""


def find_parts(page: Page, links: Sequence[OwnLink]) -> Parts:
    """What a page links to under its own address with another page number.

    `links` are its `own_links`.

    The form of the address decides, so that `rel=next` to the next article is no page of this one.
    """
    own = numbered(page.url)
    if own is None or own.whole:
        return Parts()
    whole: str | None = None
    others: dict[int, str] = {}
    firsts: list[str] = []
    for _, address, named in links:
        if named.whole:
            whole = whole or address
        elif named.number is not None and named.number > 1:
            others.setdefault(named.number, address)
        else:
            firsts.append(address)
    if own.number is not None and own.number > 1:
        paged = bool(others.keys() - {own.number}) or bool(firsts)
        return Parts(first=own.base if paged else None, others=_in_order(others, own.number))
    return Parts(whole=whole, others=_in_order(others, 1))


def remove_pager(links: Sequence[OwnLink]) -> None:
    """Take out of the page what turns its pages: `Halaman 1 2 3`, `Selanjutnya`, `Semua`.

    Changes the page's own tree, for no reader of it wants the pager.
    """
    for element, _, named in links:
        if element.tag != "a" or not (named.whole or named.number):
            continue
        block = element
        while (parent := block.getparent()) is not None and parent.tag not in ("body", "html"):
            beside = any(child.tag == "p" and child is not block for child in parent)
            if beside or start_of(parent, PAGER) is None:
                break
            block = parent
        if block.getparent() is not None:
            block.drop_tree()


def own_links(page: Page) -> list[OwnLink]:
    """The links to the page's own address in any form."""
    own = numbered(page.url)
    if own is None:
        return []
    here = loose(own.base)
    # Most links hold nothing of the page's own address, and taking one apart is not free.
    stem = urlsplit(own.base).path.rstrip("/").rpartition("/")[2]
    found = []
    for element in islice(page.root.iter("link", "a"), MAX_LINKS):
        href = (element.get("href") or "").strip()
        if not href or not (stem in href or _RELATIVE.match(href)):
            continue
        if element.tag == "link" and "next" not in (element.get("rel") or "").lower().split():
            continue
        address = absolute(href, page.url)
        named = numbered(address) if address is not None else None
        if address is not None and named is not None and loose(named.base) == here:
            found.append((element, address, named))
    return found


def _in_order(others: dict[int, str], own: int) -> tuple[tuple[int, str], ...]:
    return tuple((number, others[number]) for number in sorted(others) if number > own)


def joined(first: Article, texts: Sequence[str], *, missing: str | None = None) -> Article:
    """The article with the paragraphs of its further pages, each told once, in their order.

    `missing` says why pages are not there; the article is then `partial`.
    """
    paragraphs = first.text.split("\n\n")
    for text in texts:
        paragraphs += new_paragraphs(paragraphs, text)
    article = replace(first, text="\n\n".join(paragraphs))
    if missing is not None:
        return replace(article, status=Status.PARTIAL, reason=missing)
    return article


def new_paragraphs(known: Sequence[str], text: str) -> list[str]:
    """The paragraphs of a page that its forerunners did not have."""
    seen = set(known)
    return [paragraph for paragraph in text.split("\n\n") if paragraph not in seen]


def same_article(title: str, other: str) -> bool:
    """Whether two pages bear one headline, be it with `Halaman 2` behind it."""
    one, two = fold(title), fold(other)
    return bool(one and two) and (one in two or two in one)


def repeats(known: Sequence[str], text: str) -> bool:
    """Whether a page is one of its forerunners once more, as where a pager turns a list beside."""
    fresh = sum(map(len, new_paragraphs(known, text)))
    return fresh < (1 - REPEATED) * len(text)


def covers(text: str, first: Article) -> bool:
    """Whether a page that claims to hold all pages holds at least the first one."""
    paragraphs = set(text.split("\n\n"))
    shared = sum(len(part) for part in first.text.split("\n\n") if part in paragraphs)
    return shared >= REPEATED * len(first.text)
