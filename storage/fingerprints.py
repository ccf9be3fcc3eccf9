"""Telling an article of a site that was stored already under another address."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from kembar.clock import stamp, unstamp
from kembar.model import Article

from .archive import Archive

DAYS = 7
"""So long a headline of a site belongs to one article; then it may head another."""
APART = timedelta(days=1)
"""Publication times further apart belong to two articles, whatever they share."""
LONG = 300
"""Characters of a text that nobody writes twice by chance."""
ALIKE = 0.9
"""Share of the shorter text's runs of words that the other has, in two shapes of one article."""
FULLER = 1.1
"""So much longer is a text that brings something new."""
CANDIDATES = 20  # articles compared; those under the same headline first
RUN = 3  # words of a run

_WORD = re.compile(r"\w+")


def remember(archive: Archive, article_id: int, article: Article, now: datetime) -> None:
    """Write down what tells an article, or its new wording. Within a write."""
    archive.db.execute(
        """INSERT INTO fingerprints (article_id, site, seen, title, text) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (article_id) DO UPDATE SET title = excluded.title, text = excluded.text""",
        [article_id, article.site, stamp(now), _hash(article.title), _hash(article.text)],
    )


def find(
    archive: Archive, article: Article, *, shared: frozenset[str], now: datetime
) -> int | None:
    """The article of the same site that this one is once more; None for a new one.

    The same text under the same headline, perhaps with words added, or the same headline over a
    text that holds nearly all of the other, within seven days. `shared` are headlines that many
    pages of the site bear, which tell nothing.
    """
    if article.title in shared:
        return None
    title = _hash(article.title)
    rows = archive.rows(
        """SELECT a.id, a.title, a.text, a.published FROM fingerprints f
        JOIN articles a ON a.id = f.article_id
        WHERE f.site = ? AND (f.title = ? OR f.text = ?) AND f.seen >= ?
        ORDER BY f.title = ? DESC, a.id DESC LIMIT ?""",
        [
            article.site, title, _hash(article.text), stamp(now - timedelta(days=DAYS)), title,
            CANDIDATES,
        ],
    )  # fmt: skip
    return next((int(row["id"]) for row in rows if _is_same(row, article)), None)


def is_fuller(before: str, text: str) -> bool:
    """Whether a text holds nearly all of an earlier one and clearly more."""
    paragraphs = set(text.split("\n\n"))
    kept = sum(len(part) for part in before.split("\n\n") if part in paragraphs)
    return kept >= 0.7 * len(before) and len(text) > FULLER * len(before)


def _is_same(row: dict[str, Any], article: Article) -> bool:
    published = unstamp(row["published"]) if row["published"] else None
    if published and article.published and abs(published - article.published) > APART:
        return False
    same_title = _words(row["title"]) == _words(article.title)
    if _words(row["text"]) == _words(article.text):
        return same_title or (len(article.text) >= LONG and _akin(row["title"], article.title))
    return same_title and _alike(row["text"], article.text)


def _akin(one: str, other: str) -> bool:
    """Whether one headline is the other with words before or behind it."""
    first, second = (f" {' '.join(_words(title))} " for title in (one, other))
    return len(min(first, second, key=len)) > 2 and (first in second or second in first)


def _alike(one: str, other: str) -> bool:
    first, second = _runs(_words(one)), _runs(_words(other))
    return len(first & second) >= ALIKE * max(min(len(first), len(second)), 1)


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[n : n + RUN]) for n in range(max(1, len(words) - RUN + 1))}


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


@lru_cache(maxsize=4)  # a new article's words are asked for to find it, and to write them down
def _hash(text: str) -> int:
    """64 bits of the folded words, as SQLite's integers hold them."""
    digest = blake2b(" ".join(_words(text)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
