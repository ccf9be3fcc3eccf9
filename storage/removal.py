"""Taking articles out of the archive with all that hangs on them; who decides which stands beside.

What is left of a story that was told: a row without words, so that its alerts stay on record.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from . import merging, relations, stories
from .archive import Archive
from .articles import SHARED
from .standing import Pair

NO_LONGER_KEPT = "(tidak lagi disimpan / no longer kept)"
"""Title of a story that was told to people and of which no article is left."""


def remove(
    archive: Archive, article_ids: Sequence[int], *, keep_addresses: bool, now: datetime
) -> set[str]:
    """Remove articles: texts, revisions, hits, events, their relations and waiting alerts.

    With `keep_addresses` the addresses stay known (`urls.fate` = `expired`), so that the pages are
    not fetched anew. Returns the hashes of raw pages that no article needs any more.
    """
    with archive.write():
        rows = _rows(archive, article_ids)
        pairs: set[Pair] = set()
        for row in rows:
            pairs |= relations.pairs_of(archive, row["id"])
        pages = _pages(archive, rows)
        for row in rows:
            _remove(archive, row, keep_addresses)
        for story_id in sorted({row["story_id"] for row in rows} - {None}):
            _tidy_story(archive, story_id, {row["title"] for row in rows})
        relations.settle_all(archive, pairs, now=now)
        return {page for page in pages if not _is_needed(archive, page)}


def _rows(archive: Archive, article_ids: Sequence[int]) -> list[dict[str, Any]]:
    marks = ",".join("?" * len(article_ids))
    return archive.rows(
        f"SELECT id, site, title, entry_title, story_id FROM articles WHERE id IN ({marks})",
        list(article_ids),
    )


def _pages(archive: Archive, rows: Sequence[dict[str, Any]]) -> set[str]:
    found: set[str] = set()
    for row in rows:
        pages = archive.rows("SELECT sha256 FROM raw_pages WHERE article_id = ?", [row["id"]])
        found |= {page["sha256"] for page in pages}
    return found


def _is_needed(archive: Archive, page: str) -> bool:
    return archive.value("SELECT 1 FROM raw_pages WHERE sha256 = ? LIMIT 1", [page]) is not None


def _remove(archive: Archive, row: dict[str, Any], keep_addresses: bool) -> None:
    article_id = row["id"]
    db = archive.db
    db.execute(
        """UPDATE outbox SET event_id = NULL
        WHERE event_id IN (SELECT id FROM events WHERE article_id = ?)""",
        [article_id],
    )
    titles = {row["title"], row["entry_title"]} - {None}
    titles |= {
        old["title"]
        for old in archive.rows("SELECT title FROM revisions WHERE article_id = ?", [article_id])
    }
    for title in titles:
        db.execute(  # one that many pages bear is the site's name
            "DELETE FROM site_titles WHERE site = ? AND title = ? AND pages < ?",
            [row["site"], title, SHARED],
        )
    if keep_addresses:
        db.execute("UPDATE urls SET fate = 'expired' WHERE article_id = ?", [article_id])
    else:
        db.execute("DELETE FROM urls WHERE article_id = ?", [article_id])
    db.execute("DELETE FROM articles WHERE id = ?", [article_id])


def _tidy_story(archive: Archive, story_id: int, titles: set[str]) -> None:
    """Count a story anew; nobody is told any more of one without articles."""
    left = archive.rows(
        "SELECT title FROM articles WHERE story_id = ? ORDER BY id LIMIT 1", [story_id]
    )
    if left:
        story = archive.value("SELECT title FROM stories WHERE id = ?", [story_id])
        if story in titles:
            archive.db.execute(
                "UPDATE stories SET title = ? WHERE id = ?", [left[0]["title"], story_id]
            )
        stories.count(archive, story_id)
        merging.reconcile(archive, story_id)
        return
    archive.db.execute("DELETE FROM outbox WHERE story_id = ? AND state <> 'sent'", [story_id])
    if archive.value("SELECT 1 FROM outbox WHERE story_id = ? LIMIT 1", [story_id]) is None:
        archive.db.execute("DELETE FROM stories WHERE id = ?", [story_id])
        return
    archive.db.execute("UPDATE stories SET title = ? WHERE id = ?", [NO_LONGER_KEPT, story_id])
    archive.db.execute(
        "UPDATE outbox SET detail = NULL, before = NULL, why = NULL, told = NULL "
        "WHERE story_id = ?",
        [story_id],
    )
    stories.count(archive, story_id)
