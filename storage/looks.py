"""When an article's page is looked at again, and what came of it: tables `looks`, `site_habits`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kembar.clock import stamp, unstamp
from kembar.model import Article, Status, Subscription

from . import orders
from .archive import Archive
from .cleaning import clean, clean_or_none
from .urls import rows_of

ORDINARY = (timedelta(hours=36), timedelta(days=4))
"""After its first sight an article is looked at again: most edits come within a day."""
FLAGGED = (timedelta(hours=12), timedelta(days=2), timedelta(days=7))
"""One that was told to people is watched sooner and for longer."""
PARTIAL = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1))
"""One that broke off may be whole the next time."""
OLD = timedelta(days=3)
"""What was published longer ago when first seen is settled."""
MISSES = 3
"""Days on which a page must be missing before it is gone."""
LATER = timedelta(hours=6)
"""A look that failed is tried again after it."""
GIVEN_UP = timedelta(days=14)
"""A page that could not be had for so long after its first sight is not asked for any more."""
MOST = 8
"""Looks at one article, at most, whatever its feed says of changes."""
REST = timedelta(hours=3)
"""Least time between two looks because of a feed's word: some feeds call everything new."""
CLOSING = 5
"""Pages with `</html>` that show a site's pages to have it, one in ten without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """How an article's page was had."""

    url: str
    """Address that answered, after redirects."""
    etag: str | None = None
    """Verbatim `ETag`."""
    last_modified: str | None = None
    """Verbatim `Last-Modified`."""
    closed: bool = True
    """Whether its markup had an end."""
    sha256: str | None = None
    """Of the body, 64 hex digits; None where nobody reckoned it."""
    content_type: str | None = None
    """Verbatim `Content-Type`."""
    size: int = 0
    """Bytes of the body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A page to be looked at again."""

    article_id: int
    url: str
    """Address that answered last time."""
    title: str | None
    """What its source called it."""
    etag: str | None
    """Verbatim `ETag` of that answer."""
    last_modified: str | None
    """Verbatim `Last-Modified` of that answer."""


def next_look(
    article: Article, *, first_seen: datetime, looks: int, flagged: bool
) -> datetime | None:
    """When an article that was looked at again so often is due the next time; None: never."""
    old = article.published is not None and first_seen - article.published > OLD
    if old and article.status is not Status.PARTIAL:
        return None
    return _after(first_seen, looks, _steps(article.status, flagged))


def begin(
    archive: Archive, article_id: int, article: Article, page: Fetched, *,
    flagged: bool, now: datetime,
) -> None:  # fmt: skip
    """Plan the looks at a new article. Within a write."""
    due = next_look(article, first_seen=now, looks=0, flagged=flagged)
    archive.db.execute(
        """INSERT INTO looks (article_id, site, url, next_look, etag, last_modified)
        VALUES (?, ?, ?, ?, ?, ?)""",
        [
            article_id, article.site, clean(page.url), _stamped(due), clean_or_none(page.etag),
            clean_or_none(page.last_modified),
        ],
    )  # fmt: skip


def again(
    archive: Archive, article_id: int, article: Article, page: Fetched, *,
    flagged: bool, now: datetime,
) -> None:  # fmt: skip
    """Plan on after a look that gave the article. Within a write."""
    row = _row(archive, article_id)
    if row is None:
        return
    due = next_look(
        article, first_seen=unstamp(row["first_seen"]), looks=row["looks"] + 1, flagged=flagged
    )
    archive.db.execute(
        """UPDATE looks SET looks = looks + 1, next_look = ?, missed = 0, missed_on = NULL,
            etag = ?, last_modified = ? WHERE article_id = ?""",
        [
            _stamped(due), clean_or_none(page.etag), clean_or_none(page.last_modified), article_id,
        ],
    )  # fmt: skip


def unchanged(archive: Archive, article_id: int, now: datetime) -> None:
    """Plan on after a look at a page that is as it was."""
    with archive.write():
        row = _row(archive, article_id)
        if row is None:
            return
        looks = row["looks"] + 1
        steps = _steps(Status(row["status"]), row["story_id"] is not None)
        archive.db.execute(
            """UPDATE looks SET looks = ?, next_look = ?, missed = 0, missed_on = NULL
            WHERE article_id = ?""",
            [looks, _stamped(_after(unstamp(row["first_seen"]), looks, steps)), article_id],
        )
        archive.db.execute("UPDATE articles SET fetched = ? WHERE id = ?", [stamp(now), article_id])


def postpone(archive: Archive, article_id: int, now: datetime) -> None:
    """Plan a look anew that failed for a reason that says nothing of the page; not for ever."""
    with archive.write():
        row = _row(archive, article_id)
        if row is None:
            return
        late = now - unstamp(row["first_seen"]) > GIVEN_UP
        archive.db.execute(
            "UPDATE looks SET next_look = ? WHERE article_id = ?",
            [None if late else stamp(now + LATER), article_id],
        )


def missed(
    archive: Archive,
    article_id: int,
    reason: str,
    now: datetime,
    *,
    subscriptions: Sequence[Subscription] = (),
    burst: int = 0,
) -> bool:
    """Count a day on which the page was not there; True if the article is gone with it.

    Whoever was told a story of which no report is left is told that, too.
    """
    with archive.write():
        row = _row(archive, article_id)
        if row is None:
            return False
        today = f"{now:%Y-%m-%d}"
        days = row["missed"] + (row["missed_on"] != today)
        gone = days >= MISSES
        archive.db.execute(
            "UPDATE looks SET missed = ?, missed_on = ?, next_look = ? WHERE article_id = ?",
            [days, today, None if gone else stamp(now + timedelta(days=1)), article_id],
        )
        if gone:
            archive.db.execute(
                "UPDATE articles SET status = ?, reason = ? WHERE id = ?",
                [Status.GONE.value, f"{clean(reason)} on {days} days", article_id],
            )
            if row["story_id"] is not None:
                orders.follow(archive, row["story_id"], subscriptions, now=now, burst=burst)
        return bool(gone)


def due(archive: Archive, site: str, now: datetime, most: int) -> list[Look]:
    """The pages of a site that are due, what was told to people first, then the longest due."""
    rows = archive.rows(
        """SELECT l.article_id, l.url, a.entry_title AS title, l.etag, l.last_modified FROM looks l
        JOIN articles a ON a.id = l.article_id
        WHERE l.site = ? AND l.next_look <= ?
        ORDER BY a.story_id IS NULL, l.next_look LIMIT ?""",
        [site, stamp(now), most],
    )
    return [Look(**row) for row in rows]


def modified(archive: Archive, said: Mapping[str, datetime], now: datetime) -> list[Look]:
    """Of known addresses, those whose source names a change later than our last look."""
    owners = {row["article_id"]: row["url"] for row in _owners(archive, list(said))}
    marks = ",".join("?" * len(owners))
    rows = archive.rows(
        f"""SELECT l.article_id, l.url, a.entry_title AS title, l.etag, l.last_modified, a.fetched
        FROM looks l
        JOIN articles a ON a.id = l.article_id
        WHERE l.article_id IN ({marks}) AND l.looks < ? AND a.fetched <= ?""",
        [*owners, MOST, stamp(now - REST)],
    )
    found = []
    for row in rows:
        fetched = unstamp(row.pop("fetched"))
        if said[owners[row["article_id"]]] > fetched:
            found.append(Look(**row))
    return found


def note_end(archive: Archive, site: str, closed: bool) -> None:
    """Count a page of a site with or without an end of its markup. Within a write."""
    archive.db.execute(
        """INSERT INTO site_habits (site, closed, unclosed) VALUES (?, ?, ?)
        ON CONFLICT (site) DO UPDATE
        SET closed = closed + excluded.closed, unclosed = unclosed + excluded.unclosed""",
        [clean(site), int(closed), int(not closed)],
    )


def closes_pages(archive: Archive, site: str) -> bool:
    """Whether the pages of a site are known to have their `</html>`."""
    rows = archive.rows("SELECT closed, unclosed FROM site_habits WHERE site = ?", [site])
    return bool(rows) and rows[0]["closed"] >= CLOSING and (
        rows[0]["closed"] >= 9 * rows[0]["unclosed"]
    )  # fmt: skip


def _steps(status: Status, flagged: bool) -> tuple[timedelta, ...]:
    if status is Status.PARTIAL:
        return PARTIAL
    return FLAGGED if flagged else ORDINARY


def _after(first_seen: datetime, looks: int, steps: tuple[timedelta, ...]) -> datetime | None:
    return first_seen + steps[looks] if looks < len(steps) else None


def _owners(archive: Archive, urls: Sequence[str]) -> list[dict[str, Any]]:
    rows = rows_of(archive, urls, "url, article_id")
    return [row for row in rows if row["article_id"] is not None]


def _row(archive: Archive, article_id: int) -> dict[str, Any] | None:
    rows = archive.rows(
        """SELECT l.looks, l.missed, l.missed_on, a.first_seen, a.story_id, a.status FROM looks l
        JOIN articles a ON a.id = l.article_id WHERE l.article_id = ?""",
        [article_id],
    )
    return rows[0] if rows else None


def _stamped(moment: datetime | None) -> str | None:
    return stamp(moment) if moment is not None else None
