"""What would be told next, read without taking it: nothing is leased, nothing changes."""

import re
from typing import Any

from kembar.clock import unstamp
from kembar.model import Delivery

from .archive import Archive
from .outbox import IN_DIGEST
from .telling import stories_of

_DIGITS = re.compile(r"[0-9a-f]{1,64}")


def coming(archive: Archive, channel: str, digits: str | None = None) -> Delivery | None:
    """The next message of a channel, or the alert whose key begins with `digits`; else None.

    Where nothing waits, the last alert that was sent. An alert that is asked for by its digits
    may be another channel's, and is shown alone even if it went out in a digest.
    """
    if digits is not None:
        if not _DIGITS.fullmatch(digits):
            return None
        found = archive.rows(
            "SELECT * FROM outbox WHERE alert_key LIKE ? ORDER BY channel <> ?, id DESC LIMIT 1",
            [f"{digits}%", channel],
        )
        return _delivery(archive, channel, [found[0] | {"digest": None}]) if found else None
    head = archive.rows(
        """SELECT * FROM outbox WHERE channel = ? AND state IN ('pending', 'leased', 'sent')
        ORDER BY state = 'sent', CASE state WHEN 'sent' THEN -id END, next_try, id LIMIT 1""",
        [channel],
    )
    if not head:
        return None
    if head[0]["digest"] is None:
        return _delivery(archive, channel, head)
    rows = archive.rows(
        "SELECT * FROM outbox WHERE channel = ? AND digest = ? AND state = ? ORDER BY id LIMIT ?",
        [channel, head[0]["digest"], head[0]["state"], IN_DIGEST],
    )
    return _delivery(archive, channel, rows)


def _delivery(archive: Archive, channel: str, rows: list[dict[str, Any]]) -> Delivery:
    stories = stories_of(archive, rows)
    newest = sorted(stories, key=lambda story: story.published or story.first_seen, reverse=True)
    return Delivery(
        ids=tuple(int(row["id"]) for row in rows),
        channel=channel,
        attempts=max(row["attempts"] for row in rows),
        created=min(unstamp(row["created"]) for row in rows),
        digest=rows[0]["digest"],
        stories=tuple(newest),
    )
