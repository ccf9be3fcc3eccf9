"""What waits for a moment that is far only because the clock was wrong when it was set."""

from datetime import datetime

from kembar.clock import stamp

from .archive import Archive
from .outbox import LONGEST_WAIT

_MOST = LONGEST_WAIT * 1.2
"""The longest wait that a failure leads to, with its jitter."""
_WRONG = """state = 'pending' AND next_try > :now AND (
    attempts > 0 AND next_try > :most
    OR attempts = 0 AND created > :now AND story_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM outbox AS frame
        WHERE frame.digest = outbox.digest AND frame.story_id IS NULL AND frame.state = 'pending'))
"""


def put_right(archive: Archive, now: datetime) -> int:
    """Make due what was written by a clock that has been set back since; return how many rows.

    News of a digest with an hour of its own is left to its frame. Cheap when nothing is wrong.
    """
    moments = {"now": stamp(now), "most": stamp(now + _MOST)}
    if not archive.value(f"SELECT EXISTS (SELECT 1 FROM outbox WHERE {_WRONG})", moments):
        return 0
    with archive.write():
        return archive.db.execute(
            f"UPDATE outbox SET next_try = :now, due = min(due, :now) WHERE {_WRONG}", moments
        ).rowcount
