"""What is remembered of each source: validators, the next look, failures."""

from datetime import datetime
from typing import Any

from kembar.clock import stamp, unstamp
from kembar.model import SourceState

from .archive import Archive
from .cleaning import clean, clean_or_none


def load(archive: Archive, site: str) -> list[SourceState]:
    """The sources of a site, in the order in which they came to be known."""
    rows = archive.rows("SELECT * FROM sources WHERE site = ? ORDER BY rowid", [site])
    return [_state(row) for row in rows]


def save(archive: Archive, state: SourceState) -> None:
    """Remember a source as it now is."""
    with archive.write():
        archive.db.execute(
            """INSERT INTO sources (site, url, kind, etag, last_modified, next_check, failures,
                last_new, cursor, found, error)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (site, url) DO UPDATE SET kind = excluded.kind, etag = excluded.etag,
                last_modified = excluded.last_modified, next_check = excluded.next_check,
                failures = excluded.failures, last_new = excluded.last_new,
                cursor = excluded.cursor, found = excluded.found, error = excluded.error""",
            [
                clean(state.site), clean(state.url), state.kind, clean_or_none(state.etag),
                clean_or_none(state.last_modified), _stamped(state.next_check), state.failures,
                _stamped(state.last_new), state.cursor, int(state.found),
                clean_or_none(state.error),
            ],
        )  # fmt: skip


def forget(archive: Archive, site: str, url: str) -> None:
    """Drop a source that the site no longer has; harmless if it is not known."""
    with archive.write():
        archive.db.execute("DELETE FROM sources WHERE site = ? AND url = ?", [site, url])


def due(archive: Archive) -> dict[str, datetime | None]:
    """The earliest next look of each known site; None means now."""
    rows = archive.rows(
        """SELECT site, min(coalesce(next_check, '')) AS first FROM sources
        GROUP BY site ORDER BY first, site"""
    )
    return {row["site"]: unstamp(row["first"]) if row["first"] else None for row in rows}


def _state(row: dict[str, Any]) -> SourceState:
    return SourceState(
        site=row["site"],
        url=row["url"],
        kind=row["kind"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        next_check=unstamp(row["next_check"]) if row["next_check"] else None,
        failures=row["failures"],
        last_new=unstamp(row["last_new"]) if row["last_new"] else None,
        cursor=row["cursor"],
        found=bool(row["found"]),
        error=row["error"],
    )


def _stamped(moment: datetime | None) -> str | None:
    return stamp(moment) if moment is not None else None
