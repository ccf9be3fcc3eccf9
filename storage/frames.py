"""Messages that come at their hour whether there is news or not: digests at set hours, and proofs.

A channel told daily or weekly has one row for its next hour, so that an empty digest goes out too
and says what was looked at. One that is told at once or hourly is shown once a week that it works.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from kembar.clock import stamp
from kembar.model import Subscription

from .archive import Archive
from .timing import next_time, quiet_until

_WEEK = timedelta(days=7)
_PROOF_LATE = timedelta(days=3)
"""How late a proof still proves something; the next one comes in less than a week."""
_AHEAD = 32
"""Hours looked at for one that is not told yet: after the clock was set back, some are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The next message of a channel that needs no news."""

    key: str
    """Its alert key: an hour of a channel is told once, whatever the clock does."""
    channel: str
    occasion: str
    """`digest` or `proof`."""
    digest: str
    due: datetime


def ensure(archive: Archive, subscriptions: Sequence[Subscription], now: datetime) -> int:
    """Make the rows that are missing, and let those go that are no longer wanted; returns how many.

    Rows of news that wait for an hour which is no longer the channel's move to the one that is.
    Cheap when nothing is to be done: to be called every minute.
    """
    wanted = [frame for one in subscriptions if (frame := _next(archive, one, now)) is not None]
    waiting = archive.rows(
        """SELECT id, alert_key, channel, occasion, due FROM outbox
        WHERE story_id IS NULL AND state = 'pending' AND attempts = 0"""
    )
    stale = [row["id"] for row in waiting if not _is_kept(row, wanted, now)]
    there = {row["alert_key"] for row in waiting}
    missing = [frame for frame in wanted if frame.key not in there]
    if not stale and not missing:
        return 0
    with archive.write():
        archive.db.conn.executemany("DELETE FROM outbox WHERE id = ?", [(row,) for row in stale])
        for frame in missing:
            _add(archive, frame, now)
        for one in subscriptions:
            _move(archive, one, wanted, now)
    return len(missing)


def _next(archive: Archive, wanted: Subscription, now: datetime) -> Frame | None:
    """The message without news that a channel is to have: its next digest, or a proof that is due.

    A proof's row is made at its hour, so that nothing waits of a channel that is told at once.
    """
    if wanted.when.startswith(("daily", "weekly")):
        return _digest(archive, wanted, now)
    return _proof(archive, wanted, wanted.proof, now) if wanted.proof is not None else None


def _digest(archive: Archive, wanted: Subscription, now: datetime) -> Frame | None:
    hour, zone = now, ZoneInfo(wanted.timezone)
    for _ in range(_AHEAD):
        hour = next_time(wanted.when, zone, hour)
        key = _key("digest", wanted.channel, stamp(hour))
        if not _is_told(archive, key, wanted.channel):
            return Frame(
                key=key, channel=wanted.channel, occasion="digest",
                digest=f"when:{wanted.channel}",
                due=quiet_until(wanted.quiet, zone, hour) or hour,
            )  # fmt: skip
    return None


def _proof(archive: Archive, wanted: Subscription, hours: str, now: datetime) -> Frame | None:
    """The proof of the hour that came last, unless it is long past or nothing was read by then."""
    zone = ZoneInfo(wanted.timezone)
    hour = next_time(hours, zone, now - _WEEK)
    year, week, _ = hour.astimezone(zone).isocalendar()
    key = _key("proof", wanted.channel, f"{year}-W{week:02}")
    began = archive.value("SELECT started FROM runs ORDER BY id LIMIT 1")
    too_late = hour > now or now - hour > _PROOF_LATE or began is None or began >= stamp(hour)
    if too_late or _is_told(archive, key, wanted.channel):
        return None
    return Frame(
        key=key, channel=wanted.channel, occasion="proof", digest=f"proof:{wanted.channel}",
        due=quiet_until(wanted.quiet, zone, hour) or hour,
    )  # fmt: skip


def _key(occasion: str, channel: str, when: str) -> str:
    """64 hex digits of the channel and its hour; a proof is known by its week."""
    return hashlib.sha256(f"{occasion}|{channel}|{when}".encode()).hexdigest()


def _is_told(archive: Archive, key: str, channel: str) -> bool:
    """Whether a message of this hour was sent or is on its way, or was given up."""
    found = archive.value(
        """SELECT 1 FROM outbox WHERE alert_key = ? AND channel = ?
        AND NOT (state = 'pending' AND attempts = 0)""",
        [key, channel],
    )
    return found is not None


def _is_kept(row: dict[str, Any], wanted: Sequence[Frame], now: datetime) -> bool:
    """Whether a waiting row is the next of its channel, or is overdue and still to be sent."""
    for frame in wanted:
        if (frame.channel, frame.occasion) == (row["channel"], row["occasion"]):
            next_one = row["alert_key"] == frame.key and row["due"] == stamp(frame.due)
            return next_one or bool(row["due"] <= stamp(now))
    return False


def _add(archive: Archive, frame: Frame, now: datetime) -> None:
    archive.db.execute(
        """INSERT INTO outbox (alert_key, channel, state, next_try, occasion, digest, created, due)
        VALUES (?, ?, 'pending', ?, ?, ?, ?, ?) ON CONFLICT (alert_key, channel) DO NOTHING""",
        [
            frame.key, frame.channel, stamp(frame.due), frame.occasion, frame.digest, stamp(now),
            stamp(frame.due),
        ],
    )  # fmt: skip


def _move(archive: Archive, one: Subscription, wanted: Sequence[Frame], now: datetime) -> None:
    """Bring news that waits for an hour of before to the present one; at once for `now`."""
    digest = f"when:{one.channel}"
    due = next((f.due for f in wanted if f.digest == digest), None)
    if due is None:
        zone = ZoneInfo(one.timezone)
        due = next_time(one.when, zone, now)
        due = quiet_until(one.quiet, zone, due) or due
    archive.db.execute(
        """UPDATE outbox SET next_try = :due, due = :due WHERE channel = :channel
        AND digest = :digest AND story_id IS NOT NULL AND state = 'pending' AND attempts = 0
        AND next_try > :now AND next_try <> :due""",
        {"due": stamp(due), "now": stamp(now), "channel": one.channel, "digest": digest},
    )
