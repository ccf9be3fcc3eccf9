"""Rounds: what was done at a site, from when to when, and how it ended."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from kembar.clock import stamp
from kembar.model import Outcome, Run

from .archive import Archive
from .cleaning import clean, clean_or_none

DIED = "the process ended before the round did"
OVER_BUDGET = "the round reached its page budget; the rest comes in the next one"
"""Reason of a round that had to leave pages over."""
STOPPED = "Kembar was stopped during the round"
"""Reason of a round that a shutdown cut short."""


def start(archive: Archive, site: str, now: datetime) -> int:
    """Open a round and return its id."""
    with archive.write():
        cursor = archive.db.execute(
            "INSERT INTO runs (site, started) VALUES (?, ?)", [clean(site), stamp(now)]
        )
        return int(cursor.lastrowid or 0)


def finish(archive: Archive, run_id: int, run: Run) -> None:
    """Close a round with its outcome and counts."""
    with archive.write():
        archive.db.execute(
            """UPDATE runs SET finished = ?, outcome = ?, listed = ?, new = ?, fetched = ?,
                stored = ?, flagged = ?, failed = ?, reason = ? WHERE id = ?""",
            [
                stamp(run.finished or run.started), run.outcome.value if run.outcome else None,
                run.listed, run.new, run.fetched, run.stored, run.flagged, run.failed,
                clean_or_none(run.reason), run_id,
            ],
        )  # fmt: skip


def latest(archive: Archive, sites: Collection[str] | None = None) -> list[dict[str, Any]]:
    """The last round of each site (of these sites, if named), by name of the site."""
    rows = archive.rows(
        "SELECT * FROM runs WHERE id IN (SELECT max(id) FROM runs GROUP BY site) ORDER BY site"
    )
    return [row for row in rows if sites is None or row["site"] in sites]


def had_good_round(archive: Archive, site: str) -> bool:
    """Whether a round at the site ever took up all that its sources listed.

    A round that ended at its page budget or at a shutdown did not: what it left over is still
    the backlog.
    """
    found = archive.value(
        "SELECT 1 FROM runs WHERE site = ? AND outcome IN (?, ?)"
        " AND coalesce(reason, '') NOT IN (?, ?) LIMIT 1",
        [site, Outcome.OK.value, Outcome.PARTIAL.value, OVER_BUDGET, STOPPED],
    )
    return found is not None


def close_unfinished(archive: Archive, now: datetime) -> int:
    """Mark the rounds that a dead process left open as failed; return how many.

    Only for who holds the daemon's lock: any open round is then a dead one's.
    """
    with archive.write():
        return archive.db.execute(
            "UPDATE runs SET finished = ?, outcome = ?, reason = ? WHERE finished IS NULL",
            [stamp(now), Outcome.FAILED.value, DIED],
        ).rowcount
