"""What is leased later than it was due: gathered into a digest, or covered by another message."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from kembar.clock import stamp

from .archive import Archive

OVERDUE = timedelta(hours=1)
"""So long behind its time, the receiver or the daemon was away."""
STALE = timedelta(hours=24)
"""What is older comes as a digest, however few."""
_FEWEST = 2

DUE = """((state = 'pending' AND next_try <= :now) OR (state = 'leased' AND lease_until <= :now))"""
"""In SQL: a row that is to be sent at `:now`."""


def gather(archive: Archive, channels: Collection[str], now: datetime, *, burst: int) -> None:
    """Make a digest (`late:CHANNEL`) of each channel's single alerts that come late.

    More than `burst` that are overdue go together, and any that are stale; one comes by itself.
    """
    for channel in channels:
        for over, most in ((OVERDUE, burst), (STALE, 0)):
            ids = [
                row["id"]
                for row in archive.rows(
                    f"""SELECT id FROM outbox WHERE channel = :channel AND digest IS NULL
                    AND alone = 0 AND due <= :since AND {DUE}""",
                    {"channel": channel, "since": stamp(now - over), "now": stamp(now)},
                )
            ]
            if len(ids) >= _FEWEST and len(ids) > most:
                _put_into(archive, ids, f"late:{channel}")


def drop_covered(archive: Archive, channels: Collection[str], now: datetime) -> None:
    """Let follow-ups go of which the first word is to be said (again): it tells the newest state.

    Only what was never tried: what may have arrived is tried to the end.
    """
    archive.db.conn.executemany(
        """UPDATE outbox SET state = 'suppressed', next_try = NULL, told = NULL
        WHERE state = 'pending' AND channel = ? AND attempts = 0 AND occasion <> 'first'
        AND EXISTS (
            SELECT 1 FROM outbox AS lead WHERE lead.story_id = outbox.story_id
            AND lead.channel = outbox.channel AND lead.occasion = 'first'
            AND (lead.state = 'pending' OR lead.state = 'leased' AND lead.lease_until <= ?))""",
        [(channel, stamp(now)) for channel in channels],
    )


def fall_apart(archive: Archive, ids: Sequence[int], digest: str | None) -> bool:
    """Make single alerts again of a digest that was made of such; False for any other message."""
    if digest is None or not digest.startswith(("late:", "burst:")) or len(ids) < _FEWEST:
        return False
    _put_into(archive, ids, None)
    archive.db.conn.executemany(
        "UPDATE outbox SET alone = 1 WHERE id = ? AND state IN ('pending', 'leased')",
        [(row_id,) for row_id in ids],
    )
    return True


def _put_into(archive: Archive, ids: Sequence[int], digest: str | None) -> None:
    archive.db.conn.executemany(
        "UPDATE outbox SET digest = ? WHERE id = ? AND state IN ('pending', 'leased')",
        [(digest, row_id) for row_id in ids],
    )
