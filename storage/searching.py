"""Full-text search as people type it: nothing in a query can be wrong."""

import re
from typing import Any

from .archive import Archive
from .cleaning import legible

_ASKED = re.compile(r'"([^"]*)"|([^\s"]+)')
_MOST_WORDS = 32  # FTS5 refuses an expression of 256 nodes; nobody types this many words


def match_words(asked: str | None) -> str:
    """An FTS5 query that finds every word of what a person typed, and never is a syntax error.

    Words are looked for as they are, `"two words"` as a phrase, `kerja*` as a beginning.
    Operators (`AND`, `-`, `:`) mean nothing special. Without any word it finds nothing.
    """
    parts = []
    for phrase, word in _ASKED.findall(legible((asked or "").replace("\0", " "))):
        text = phrase or word
        if any(letter.isalnum() for letter in text):
            begins = word.endswith("*")
            parts.append(f'"{text.rstrip("*")}"' + ("*" if begins else ""))
    return " ".join(parts[:_MOST_WORDS]) or '""'


def search(
    archive: Archive, query: str, limit: int = 20, newest: bool = True
) -> list[dict[str, Any]]:
    """Articles that hold every word of the query, newest first or (not `newest`) best first.

    The query is as in `match_words`. The newest are those stored last, by publication.
    """
    # The index gives its rows in the order in which they were stored, without reading them all.
    order = "articles_fts.rowid DESC" if newest else "rank"
    found = archive.rows(
        f"""SELECT articles.id, articles.url, articles.site, articles.title, articles.published,
            articles.published_precision, articles.first_seen, articles.story_id,
            snippet(articles_fts, 1, '', '', '…', 24) AS excerpt
        FROM articles_fts JOIN articles ON articles.id = articles_fts.rowid
        WHERE articles_fts MATCH ? ORDER BY {order} LIMIT ?""",
        [match_words(query), limit],
    )
    return sorted(found, key=_published, reverse=True) if newest else found


def _published(row: dict[str, Any]) -> str:
    return str(row["published"] or row["first_seen"])
