"""How long things are kept: what is over its time, and letting it go. What nobody limits stays."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kembar.clock import stamp

from . import removal
from .archive import Archive
from .raw_pages import PageStore

BATCH = 50
"""Articles let go in one transaction, so that nobody waits long for the archive."""

_FLAGGED = "(story_id IS NOT NULL OR id IN (SELECT article_id FROM events))"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How long articles stay, counted from when they were first seen; None: for ever."""

    articles: timedelta | None = None
    """Those that were not flagged."""
    flagged: timedelta | None = None
    """Those that were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """What is over its time."""

    articles: int
    """Not flagged."""
    flagged: int
    pages: int
    """Files of raw pages."""
    page_bytes: int
    """What these take on the disk."""


def overdue(archive: Archive, terms: Terms, pages: PageStore, now: datetime) -> Overdue:
    """Count what `drop` and `PageStore.prune` would let go now."""
    files = [size for _, size in pages.expired(now)]
    return Overdue(
        articles=_count(archive, f"NOT {_FLAGGED}", terms.articles, now),
        flagged=_count(archive, _FLAGGED, terms.flagged, now),
        pages=len(files),
        page_bytes=sum(files),
    )


def drop(archive: Archive, terms: Terms, pages: PageStore, now: datetime) -> int:
    """Let up to `BATCH` articles go, the oldest first; returns how many: 0 when all is done.

    Their addresses stay known, so that they are not fetched anew.
    """
    ids = _ids(archive, f"NOT {_FLAGGED}", terms.articles, now)
    ids = ids or _ids(archive, _FLAGGED, terms.flagged, now)
    if ids:
        pages.forget(removal.remove(archive, ids, keep_addresses=True, now=now))
    return len(ids)


def _count(archive: Archive, which: str, span: timedelta | None, now: datetime) -> int:
    return int(_asked(archive, f"SELECT count(*) AS n FROM articles WHERE {which}", span, now, "")
               [0]["n"]) if span is not None else 0  # fmt: skip


def _ids(archive: Archive, which: str, span: timedelta | None, now: datetime) -> list[int]:
    order = f"ORDER BY first_seen LIMIT {BATCH}"
    rows = _asked(archive, f"SELECT id FROM articles WHERE {which}", span, now, order)
    return [int(row["id"]) for row in rows]


def _asked(
    archive: Archive, sql: str, span: timedelta | None, now: datetime, order: str
) -> list[dict[str, Any]]:
    if span is None:
        return []
    return archive.rows(f"{sql} AND first_seen < ? {order}", [stamp(now - span)])
