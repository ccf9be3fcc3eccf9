"""Shapes of article addresses, learned from a site's known articles. Pure; sees no page.

`/berita/detail/5413` has the shape `/berita/detail/9`, `/2026/11/kabar-panjang-kota.html` the
shape `/year/99/slug.html`. What articles share, menus and teasers mostly do not.
"""

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlsplit

from .addresses import segments
from .urls import canonical

ENOUGH = 8
"""Known articles from which on shapes are believed."""
SAMPLE = 200
"""Newest articles that are learned from: a site that moves its pages is known anew in days."""
SHARE = 0.05
"""Part of the known articles that a shape must cover: a stray page in the archive teaches none."""
VARIANTS = 3
"""Different words in one place that show it to be free: rubrics, names of writers."""
SLUG = 3
"""Words joined by dashes that make a headline rather than a rubric."""

DEEPEST = 24
"""Slashes of an address; no article stands deeper, and a trap's path may have hundreds."""

_YEAR = re.compile(r"(?:19|20)\d\d")
_EXTENSION = re.compile(r"\.(?:s?html?|php|aspx?|jsp)$")
_FREE = "*"


def shape_of(url: str, *, words: int = SLUG) -> str | None:
    """The shape of an address, its host left out; None for what is no web address, or too deep.

    From so many `words` on, what dashes join counts for a headline.
    """
    spelled = canonical(url)
    if spelled is None or spelled.count("/") > DEEPEST:
        return None
    parts = [_kind(segment, words) for segment in segments(spelled)]
    query = parse_qsl(urlsplit(spelled).query, keep_blank_values=True)
    asked = "&".join(f"{key.lower()}={_kind(value.lower(), words)}" for key, value in query)
    return "/" + "/".join(parts) + (f"?{asked}" if asked else "")


def learn(addresses: Iterable[str]) -> frozenset[str]:
    """The shapes that a site's articles have; empty while too few are known to tell.

    A place of the path that holds different words in otherwise like shapes is free (`*`).
    """
    found = Counter(shape for url in addresses if (shape := shape_of(url)) is not None)
    total = sum(found.values())
    if total < ENOUGH:
        return frozenset()
    merged: Counter[str] = Counter()
    for shape, count in found.items():
        merged[_freed(shape, found)] += count
    needed = max(2.0, total * SHARE)
    return frozenset(shape for shape, count in merged.items() if count >= needed)


def fits(url: str, shapes: frozenset[str], *, words: int = SLUG) -> bool:
    """Whether an address has one of the learned shapes; see `shape_of` for `words`."""
    shape = shape_of(url, words=words)
    if shape is None:
        return False
    return shape in shapes or any(_FREE in known and _matches(shape, known) for known in shapes)


def _kind(segment: str, least: int) -> str:
    stem = _EXTENSION.sub("", segment)
    ending = segment[len(stem) :]
    if _YEAR.fullmatch(stem):
        return "year" + ending
    if stem.isdecimal():
        return ("99" if len(stem) <= 2 else "9") + ending
    words = [word for word in re.split(r"[-_+ ]+", stem) if word]
    if len(words) > least and words[0].isdecimal():
        return "9-slug" + ending
    if len(words) > least and re.fullmatch(r"[a-z]?\d{3,}", words[-1]):
        return "slug-9" + ending
    if len(words) >= least:
        return "slug" + ending
    return ("word9" if len(stem) > 20 or re.search(r"\d{3,}", stem) else stem) + ending


def _freed(shape: str, found: Counter[str]) -> str:
    """The shape with the first place made free in which its likes hold other words."""
    path, mark, query = shape.partition("?")
    parts = path.split("/")
    for place, word in enumerate(parts):
        if not _is_word(word):
            continue
        others = {
            other_parts[place]
            for other in found
            if len(other_parts := other.partition("?")[0].split("/")) == len(parts)
            and other.partition("?")[2] == query
            and _is_word(other_parts[place])
            and all(a == b for n, (a, b) in enumerate(zip(parts, other_parts, strict=True))
                    if n != place)
        }  # fmt: skip
        if len(others) >= VARIANTS and len(parts) > 2:
            return "/".join([*parts[:place], _FREE, *parts[place + 1 :]]) + mark + query
    return shape


def _is_word(part: str) -> bool:
    return bool(part) and not re.match(r"(?:year|99?|9-slug|slug|slug-9|word9)(?:\.\w+)?$", part)


def _matches(shape: str, known: str) -> bool:
    path, _, query = shape.partition("?")
    known_path, _, known_query = known.partition("?")
    parts, wanted = path.split("/"), known_path.split("/")
    return (
        query == known_query
        and len(parts) == len(wanted)
        and all(b == a or (b == _FREE and _is_word(a)) for a, b in zip(parts, wanted, strict=True))
    )
