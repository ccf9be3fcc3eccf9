"""Backfills: which part of a site's past is being read, and how far each has come."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kembar.clock import stamp, unstamp
from kembar.errors import ArchiveError

from .archive import Archive
from .backfill_queue import LATER
from .cleaning import clean, clean_or_none

_COUNTS = ("known", "fetched", "stored", "flagged", "outside", "failed")
# Whether a page was asked for at all: what was known or left to do was not.
_FETCHED = "coalesce(sum(fate IS NOT NULL AND fate <> 'known'), 0)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backfill:
    """One site and one range of days."""

    id: int
    """Row in the table `backfills`."""
    site: str
    """Name of the site."""
    since: date
    """First day."""
    until: date
    """Last day."""
    means: str | None
    """What it is read by: `sitemap`, `wordpress` ...; None until that is chosen."""
    source: str | None
    """Address that reading began at."""
    why: str | None
    """Why it is read by that; for people."""
    reason: str | None
    """Why the last run ended before all was read."""
    finished: datetime | None
    """When all of it had been read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a backfill has come."""

    documents: int = 0
    """Documents read: sitemaps, pages of lists."""
    documents_left: int = 0
    """Documents known and not read yet."""
    pages: int = 0
    """Article pages that the documents named within the range."""
    pages_left: int = 0
    """Of those, still to be asked for."""
    known: int = 0
    """Of those, in the archive already."""
    fetched: int = 0
    """Of those, asked for by this backfill."""
    stored: int = 0
    """Articles stored."""
    flagged: int = 0
    """Of those, with an event."""
    outside: int = 0
    """Pages whose own date lies outside the range, or that bear none."""
    failed: int = 0
    """Pages that gave no article."""
    later: int = 0
    """Of those, the ones that the next run tries again."""


def open_or_begin(
    archive: Archive,
    *,
    site: str,
    since: date,
    until: date | None,
    latest: date,
    restart: bool,
    now: datetime,
) -> Backfill:
    """The backfill of a site and range: the one that was begun, else a new one.

    Without `until` the range ends at `latest`, and one that was begun so goes on with its own end.
    """
    with archive.write():
        rows = archive.rows(
            """SELECT * FROM backfills WHERE site = :site AND since = :since
            AND (until = :until OR (:open AND open_ended AND finished IS NULL))
            ORDER BY finished IS NULL DESC, id DESC""",
            {
                "site": clean(site), "since": since.isoformat(),
                "until": (until or latest).isoformat(), "open": until is None,
            },
        )  # fmt: skip
        if rows and not restart:
            archive.db.execute(
                "UPDATE backfill_pages SET fate = NULL WHERE backfill_id = ? AND fate = ?",
                [rows[0]["id"], LATER],
            )
            return _backfill(rows[0])
        for row in rows:
            archive.db.execute("DELETE FROM backfills WHERE id = ?", [row["id"]])
        cursor = archive.db.execute(
            "INSERT INTO backfills (site, since, until, open_ended, started) "
            "VALUES (?, ?, ?, ?, ?)",
            [clean(site), since.isoformat(), (until or latest).isoformat(), until is None,
             stamp(now)],
        )  # fmt: skip
        return get(archive, int(cursor.lastrowid or 0))


def get(archive: Archive, id: int) -> Backfill:
    """A backfill as it now stands; ArchiveError if it was begun anew meanwhile."""
    return _backfill(_row(archive, id))


def exists(archive: Archive, id: int) -> bool:
    """Whether a backfill is still there; one that is begun anew is another."""
    return archive.value("SELECT 1 FROM backfills WHERE id = ?", [id]) is not None


def _row(archive: Archive, id: int) -> dict[str, Any]:
    rows = archive.rows("SELECT * FROM backfills WHERE id = ?", [id])
    if not rows:
        raise ArchiveError("another command began this range anew; start again")
    return rows[0]


def progress(archive: Archive, id: int) -> Progress:
    """How far a backfill has come; of a finished one, what came of it."""
    row = _row(archive, id)
    if row["finished"]:
        counted = {key: row[key] for key in ("documents", "pages", *_COUNTS)}
        return Progress(**counted)
    documents = archive.rows(
        """SELECT coalesce(sum(done > 0), 0) AS documents,
            coalesce(sum(done = 0), 0) AS documents_left
        FROM backfill_documents WHERE backfill_id = ?""",
        [id],
    )[0]
    pages = archive.rows(
        f"""SELECT count(*) AS pages, coalesce(sum(fate IS NULL), 0) AS pages_left,
            coalesce(sum(fate = 'known'), 0) AS known, {_FETCHED} AS fetched,
            coalesce(sum(fate = 'stored'), 0) AS stored, coalesce(sum(flagged), 0) AS flagged,
            coalesce(sum(fate IN ('outside', 'undated')), 0) AS outside,
            coalesce(sum(fate IN ('failed', '{LATER}')), 0) AS failed,
            coalesce(sum(fate = '{LATER}'), 0) AS later
        FROM backfill_pages WHERE backfill_id = ?""",
        [id],
    )[0]
    return Progress(**documents, **pages)


def finish(archive: Archive, id: int, now: datetime, *, reason: str | None) -> Progress:
    """End a run: with a reason the backfill can go on later; without one all of it is read.

    Of what is read to its end only the counts are kept.
    """
    with archive.write():
        came = progress(archive, id)
        archive.db.execute(
            "UPDATE backfills SET touched = ?, reason = ? WHERE id = ?",
            [stamp(now), clean_or_none(reason), id],
        )
        if reason is None:
            counts = {key: getattr(came, key) for key in ("documents", "pages", *_COUNTS)}
            columns = ", ".join(f"{key} = :{key}" for key in counts)
            archive.db.execute(
                f"UPDATE backfills SET finished = :now, {columns} WHERE id = :id",
                {**counts, "now": stamp(now), "id": id},
            )
            for table in ("backfill_documents", "backfill_pages"):
                archive.db.execute(f"DELETE FROM {table} WHERE backfill_id = ?", [id])
        return came


def _backfill(row: dict[str, Any]) -> Backfill:
    return Backfill(
        id=row["id"],
        site=row["site"],
        since=date.fromisoformat(row["since"]),
        until=date.fromisoformat(row["until"]),
        means=row["means"],
        source=row["source"],
        why=row["why"],
        reason=row["reason"],
        finished=unstamp(row["finished"]) if row["finished"] else None,
    )
