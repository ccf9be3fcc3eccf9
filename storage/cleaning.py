"""Strings that SQLite and UTF-8 can hold, and words that a search can find."""

import re
from dataclasses import replace

from kembar.model import Article, Hit

# NUL ends a string for SQLite's own functions; a lone surrogate cannot be encoded at all.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# Within a word they are seen by nobody and split it for the search index: soft hyphen, zero widths.
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
# Full-width Latin letters, digits and signs, as East Asian keyboards write them.
_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}


def clean(text: str) -> str:
    """The text without NUL and lone surrogates."""
    return _UNSTORABLE.sub("", text)


def legible(text: str) -> str:
    """The cleaned text of an article or a query, with words as a search finds them.

    Soft hyphens and signs without width go, full-width letters become plain ones.
    """
    return _UNSEEN.sub("", clean(text)).translate(_NARROW)


def clean_or_none(text: str | None) -> str | None:
    """The cleaned text, None for nothing and for what is empty when cleaned."""
    return clean(text) or None if text is not None else None


def clean_article(article: Article) -> Article:
    """The article with every string cleaned."""
    return replace(
        article,
        url=clean(article.url),
        site=clean(article.site),
        title=legible(article.title),
        text=legible(article.text),
        author=clean_or_none(article.author),
        published_raw=clean_or_none(article.published_raw),
        language=clean_or_none(article.language),
        image=clean_or_none(article.image),
        reason=clean_or_none(article.reason),
    )


def move_hit(hit: Hit, full: str) -> Hit:
    """The hit with offsets into the cleaned `full` (title, blank line, text before cleaning)."""
    if not (_UNSTORABLE.search(full) or _UNSEEN.search(full)):
        return replace(hit, sentence=legible(hit.sentence))
    return replace(
        hit,
        start=len(legible(full[: hit.start])),
        end=len(legible(full[: hit.end])),
        sentence=legible(hit.sentence),
    )
