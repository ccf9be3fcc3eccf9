"""Which address an article's page calls its own, and whether it is believed."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from .addresses import is_file, is_list, segments
from .page import Page
from .sources.base import absolute
from .titles import fold
from .urls import canonical, is_front_page, same_site
from .variants import loose, numbered, plain_form

AGREEING = 0.6  # share of an address's words that its page's title must hold; slugs are cut short
SLUG = 3  # words that a last segment needs to tell one article from another

_COUNTED = re.compile(r"\d{3,}")
_DAY = re.compile(r"(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?)?")
_IDENTITY = re.compile(r"(?:\w*_)?(?:p|id|nid|aid|berita|news|post|read|artikel)", re.IGNORECASE)


def find_address(page: Page, *, title: str = "") -> str:
    """The canonical address of the article: the page's own word where that is plausible.

    `<link rel=canonical>`, then `og:url`, count only within the site, not for a front or list
    page, and if the address shares its slug or number with the one that was fetched or its words
    with the title: templates that say the same on every page are not believed. Without either,
    the fetched address is stripped of AMP, print and `?page=all`.
    """
    fetched = canonical(page.url) or page.url
    for said in _declared(page):
        declared = absolute(said, page.url)
        if declared is not None and _plausible(declared, fetched, title):
            named = numbered(declared)
            own = numbered(fetched)
            if named is not None and own is not None and loose(named.base) == loose(own.base):
                return named.base
            return plain_form(declared) or fetched
    return plain_form(fetched) or fetched


def _declared(page: Page) -> Iterator[str]:
    for link in page.root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            yield link.get("href")
    if page.meta.get("og:url"):
        yield page.meta["og:url"]


def _plausible(declared: str, fetched: str, title: str) -> bool:
    if not same_site(declared, fetched) or is_front_page(declared):
        return False
    if is_list(declared) or is_file(declared):
        return False
    named, own = numbered(declared), numbered(fetched)
    if named is None or own is None:
        return False
    if loose(named.base) == loose(own.base):
        return True
    one, other = segments(named.base), segments(own.base)
    if _lost_or_changed(named.base, own.base):
        # `read.php?id=5` whose canonical address lost the number would swallow all others.
        return bool(one) and _agrees(one[-1], title)
    if one and other and one[-1] == other[-1] and _tells(one[-1]):
        return True
    if one == other or _same_id(named.base, own.base):
        return True
    return bool(_numbers(one) & _numbers(other)) or (bool(one) and _agrees(one[-1], title))


def _lost_or_changed(declared: str, fetched: str) -> bool:
    """Whether a number in the fetched query is gone from, or other in, the declared one."""
    named = dict(parse_qsl(urlsplit(declared).query))
    asked = parse_qsl(urlsplit(fetched).query, keep_blank_values=True)
    return any(
        named.get(key) != value
        for key, value in asked
        if _IDENTITY.fullmatch(key) or (not value and key.isdecimal())
    )


def _same_id(declared: str, fetched: str) -> bool:
    """Whether two queries name the same article by its number."""
    shared = set(parse_qsl(urlsplit(declared).query)) & set(parse_qsl(urlsplit(fetched).query))
    return any(_IDENTITY.fullmatch(key) and value.isdecimal() for key, value in shared)


def _tells(segment: str) -> bool:
    """Whether a last segment names one article: a slug or a number, not `read.php` or `detail`."""
    return len(re.findall(r"[^\W_]+", segment)) >= SLUG or bool(re.search(r"\d", segment))


def _numbers(parts: list[str]) -> set[str]:
    """The numbers in a path that may be an article's; dates are not."""
    found = {number for part in parts for number in _COUNTED.findall(part)}
    return {number for number in found if not _DAY.fullmatch(number)}


def _agrees(segment: str, title: str) -> bool:
    """Whether a slug speaks of what the title does."""
    words = re.findall(r"[^\W\d_]{3,}", re.sub(r"\.\w+$", "", segment))
    said = set(fold(title).split())
    return len(words) >= SLUG and sum(word in said for word in words) >= AGREEING * len(words)
