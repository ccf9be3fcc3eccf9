"""Strings that SQLite and UTF-8 can hold; what cannot be stored never reaches a statement."""

import re
from dataclasses import replace

from kembar.model import Article, Hit

# NUL ends a string for SQLite's own functions; a lone surrogate cannot be encoded at all.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def clean(text: str) -> str:
    """The text without NUL and lone surrogates."""
    return _UNSTORABLE.sub("", text)


def clean_or_none(text: str | None) -> str | None:
    """The cleaned text, None for nothing and for what is empty when cleaned."""
    return clean(text) or None if text is not None else None


def clean_article(article: Article) -> Article:
    """The article with every string cleaned."""
    return replace(
        article,
        url=clean(article.url),
        site=clean(article.site),
        title=clean(article.title),
        text=clean(article.text),
        author=clean_or_none(article.author),
        published_raw=clean_or_none(article.published_raw),
        language=clean_or_none(article.language),
        image=clean_or_none(article.image),
        reason=clean_or_none(article.reason),
    )


def move_hit(hit: Hit, full: str) -> Hit:
    """The hit with offsets into the cleaned `full` (title, blank line, text before cleaning)."""
    if not _UNSTORABLE.search(full):
        return replace(hit, sentence=clean(hit.sentence))
    return replace(
        hit,
        start=len(clean(full[: hit.start])),
        end=len(clean(full[: hit.end])),
        sentence=clean(hit.sentence),
    )
