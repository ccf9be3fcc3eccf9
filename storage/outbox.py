"""The outbox: one row for each alert and channel, leased before it is sent; sends nothing."""

import hashlib
import logging
import random
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from kembar.clock import stamp, unstamp
from kembar.model import Delivery

from . import late
from .archive import Archive
from .cleaning import clean
from .late import DUE
from .looked import look_back
from .telling import note_told, stories_of

logger = logging.getLogger(__name__)

BACKOFF = (
    timedelta(seconds=10), timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10),
    timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6),
)  # fmt: skip
LONGEST_WAIT = BACKOFF[-1]
GIVE_UP_AFTER = timedelta(hours=72)
# A machine that slept over a weekend gets some tries before its alerts are given up.
LEAST_TRIES = 3
IN_DIGEST = 200
"""Rows settled by one message; the rest of a longer digest follows in the next one."""
ERROR_LENGTH = 300

IDLE = "outbox.story_id IS NULL AND outbox.state = 'pending' AND outbox.attempts = 0"
"""What waits for its hour and holds no news by itself: frames of digests, and proofs."""


def alert_key(story_id: int, occasion: str = "first") -> str:
    """The key of what is told: 64 hex digits of story and occasion."""
    return hashlib.sha256(f"{story_id}|{occasion}".encode()).hexdigest()


def release(archive: Archive, digest: str, now: datetime) -> int:
    """Let a digest go now, since what fills it has ended; return how many rows it holds."""
    with archive.write():
        return archive.db.execute(
            """UPDATE outbox SET next_try = :now, due = min(due, :now)
            WHERE digest = :digest AND state = 'pending' AND attempts = 0 AND next_try > :now""",
            {"now": stamp(now), "digest": digest},
        ).rowcount


def release_bursts(archive: Archive, now: datetime) -> int:
    """Let every digest of a burst go now, since nothing more will come; return how many rows."""
    digests = archive.rows(
        "SELECT DISTINCT digest FROM outbox WHERE digest LIKE 'burst:%' AND state = 'pending'"
    )
    return sum(release(archive, row["digest"], now) for row in digests)


def take_back_leases(archive: Archive, now: datetime) -> int:
    """Make every leased row due again; only for who holds the delivery lock."""
    with archive.write():
        return archive.db.execute(
            """UPDATE outbox SET state = 'pending', next_try = ?, lease_until = NULL,
                lease_by = NULL WHERE state = 'leased'""",
            [stamp(now)],
        ).rowcount


def lease_due(
    archive: Archive,
    *,
    by: str,
    now: datetime,
    lease: timedelta = timedelta(seconds=120),
    channels: Collection[str],
    limit: int = 50,
    burst: int = 10,
    urgent_only: bool = False,
) -> list[Delivery]:
    """Take up to `limit` due messages of these channels; nobody else gets them meanwhile.

    The rows of one digest and channel come as one message; so does what is late when there is
    more than `burst` of it. In quiet hours only what is urgent (`urgent_only`). What cannot be
    written is not leased: ArchiveError, and nothing must be sent.
    """
    deliveries = []
    with archive.write():
        late.drop_covered(archive, channels, now)
        if not urgent_only:
            late.gather(archive, channels, now, burst=burst)
        for group in _due_groups(archive, channels, now, limit, urgent_only):
            ids = [
                row["id"] for row in group if _lease(archive, int(row["id"]), by, now, now + lease)
            ]
            rows = [row for row in group if row["id"] in ids]
            if rows:
                deliveries.append(_delivery(archive, rows, now))
    return deliveries


def _due_groups(
    archive: Archive, channels: Collection[str], now: datetime, limit: int, urgent_only: bool
) -> list[list[dict[str, Any]]]:
    named = {f"c{n}": channel for n, channel in enumerate(sorted(channels))}
    marks = ", ".join(f":{name}" for name in named)
    due = DUE + (" AND urgent = 1" if urgent_only else "")
    heads = archive.rows(
        f"""SELECT channel, digest, min(next_try) AS first, min(id) AS id,
            coalesce(digest, id) AS message FROM outbox
        WHERE channel IN ({marks}) AND {due} GROUP BY channel, message
        ORDER BY first, id LIMIT :limit""",
        {**named, "now": stamp(now), "limit": limit},
    )
    groups = []
    for head in heads:
        if head["digest"] is None:
            groups.append(archive.rows("SELECT * FROM outbox WHERE id = ?", [head["id"]]))
        else:
            # What frames a digest comes first: it belongs to the first of several messages.
            groups.append(
                archive.rows(
                    f"""SELECT * FROM outbox WHERE channel = :channel AND digest = :digest
                    AND {due} ORDER BY story_id IS NOT NULL, id LIMIT :most""",
                    {
                        "channel": head["channel"], "digest": head["digest"],
                        "now": stamp(now), "most": IN_DIGEST,
                    },
                )
            )  # fmt: skip
    return groups


def _lease(archive: Archive, row_id: int, by: str, now: datetime, until: datetime) -> bool:
    cursor = archive.db.execute(
        f"""UPDATE outbox SET state = 'leased', lease_by = :by, lease_until = :until
        WHERE id = :id AND {DUE}""",
        {"by": by, "until": stamp(until), "id": row_id, "now": stamp(now)},
    )
    return cursor.rowcount == 1


def _delivery(archive: Archive, rows: Sequence[dict[str, Any]], now: datetime) -> Delivery:
    """The message of leased rows; what it tells is put down, so that only the rest follows."""
    telling = [row for row in rows if row["story_id"] is not None]
    frames = [row for row in rows if row["story_id"] is None]
    stories = stories_of(archive, telling)
    for row in telling:
        note_told(archive, row)
    return Delivery(
        ids=tuple(int(row["id"]) for row in rows),
        channel=rows[0]["channel"],
        attempts=max(row["attempts"] for row in rows),
        created=min(unstamp(row["created"]) for row in rows),
        digest=rows[0]["digest"],
        stories=tuple(
            sorted(stories, key=lambda story: story.published or story.first_seen, reverse=True)
        ),
        looked=look_back(archive, frames[0], now) if frames else None,
    )


def mark_sent(archive: Archive, delivery: Delivery, now: datetime) -> None:
    """Record that the channel has accepted the message."""
    with archive.write():
        archive.db.conn.executemany(
            """UPDATE outbox SET state = 'sent', sent_at = ?, attempts = attempts + 1,
                last_error = NULL, lease_until = NULL, lease_by = NULL
            WHERE id = ? AND state <> 'sent'""",
            [(stamp(now), row_id) for row_id in delivery.ids],
        )


def mark_failed(
    archive: Archive,
    delivery: Delivery,
    error: str,
    *,
    now: datetime,
    permanent: bool = False,
    retry_after: timedelta | None = None,
    jitter: random.Random | None = None,
) -> int:
    """Record that the channel did not accept the message; return how many rows were given up.

    The next try comes after `retry_after` if the channel named it, else after a wait that grows
    with the tries, give or take a fifth. Given up (`dead`) at once when `permanent`, and when
    the row has been failing for 72 hours. A digest made of single alerts falls apart when it is
    refused for good: each is then tried alone.
    """
    wait = _wait(delivery.attempts, retry_after, jitter or random.Random())
    dead = 0
    with archive.write():
        if permanent and late.fall_apart(archive, delivery.ids, delivery.digest):
            permanent = False
        for row_id in delivery.ids:
            rows = archive.rows("SELECT due, attempts FROM outbox WHERE id = ?", [row_id])
            if not rows:
                continue
            overdue = now - unstamp(rows[0]["due"]) >= GIVE_UP_AFTER
            gone = permanent or (overdue and rows[0]["attempts"] + 1 >= LEAST_TRIES)
            dead += gone
            archive.db.execute(
                """UPDATE outbox SET state = ?, attempts = attempts + 1, next_try = ?,
                    last_error = ?, lease_until = NULL, lease_by = NULL
                WHERE id = ? AND state IN ('pending', 'leased')""",
                [
                    "dead" if gone else "pending", None if gone else stamp(now + wait),
                    clean(error)[:ERROR_LENGTH], row_id,
                ],
            )  # fmt: skip
    return dead


def _wait(attempts: int, retry_after: timedelta | None, jitter: random.Random) -> timedelta:
    if retry_after is not None:
        return min(max(retry_after, timedelta(seconds=1)), LONGEST_WAIT)
    return BACKOFF[min(attempts, len(BACKOFF) - 1)] * jitter.uniform(0.8, 1.2)


def pending(archive: Archive) -> list[dict[str, Any]]:
    """Every row that is not sent, given-up ones first, each with its story's title and address.

    Rows of a channel that is no longer configured are among them: they wait, they are not lost.
    Digests and proofs that only wait for their hour are not.
    """
    return archive.rows(
        f"""SELECT outbox.id, outbox.alert_key, outbox.channel, outbox.state, outbox.attempts,
            outbox.next_try, outbox.last_error, outbox.occasion, outbox.detail, outbox.digest,
            outbox.created, outbox.lease_until, stories.title, articles.url, articles.site
        FROM outbox LEFT JOIN stories ON stories.id = outbox.story_id
        LEFT JOIN events ON events.id = outbox.event_id
        LEFT JOIN articles ON articles.id = events.article_id
        WHERE outbox.state IN ('pending', 'leased', 'dead') AND NOT ({IDLE})
        ORDER BY outbox.state <> 'dead', outbox.next_try, outbox.id"""
    )


def retry(
    archive: Archive, *, dead: bool = True, ids: Collection[int] | None = None, now: datetime
) -> int:
    """Make rows due now and return how many: the named ones, else all given-up ones.

    With `dead` false and no ids: all that wait after a failure.
    """
    if ids is None:
        which = "state = 'dead'" if dead else "state = 'pending' AND attempts > 0"
        chosen = [row["id"] for row in archive.rows(f"SELECT id FROM outbox WHERE {which}")]
    else:
        chosen = sorted(ids)
    count = 0
    with archive.write():
        for row_id in chosen:
            count += archive.db.execute(
                """UPDATE outbox SET state = 'pending', attempts = 0, next_try = ?, due = ?
                WHERE id = ? AND state IN ('dead', 'pending')""",
                [stamp(now), stamp(now), row_id],
            ).rowcount
    return count


def counts(archive: Archive) -> dict[str, dict[str, int]]:
    """How many rows each channel has in each state: `{"bureau": {"pending": 2, "sent": 40}}`.

    Digests and proofs that only wait for their hour do not count.
    """
    found: dict[str, dict[str, int]] = {}
    for row in archive.rows(
        f"SELECT channel, state, count(*) AS n FROM outbox WHERE NOT ({IDLE}) GROUP BY 1, 2"
    ):
        found.setdefault(row["channel"], {})[row["state"]] = row["n"]
    return found


def next_due(archive: Archive) -> datetime | None:
    """When the next row is due (or its lease ends); None when nothing waits."""
    moment = archive.value(
        """SELECT min(CASE state WHEN 'pending' THEN next_try ELSE lease_until END)
        FROM outbox WHERE state IN ('pending', 'leased')"""
    )
    return unstamp(moment) if moment else None
