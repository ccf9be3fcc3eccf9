"""Circuit breakers: which channels are left alone for a while, and what was given up on them.

A channel that fails five times in a row is open: from then on one message in a while goes to it,
to see whether it is back; the others wait and keep their tries. The row outlives a restart.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kembar.clock import stamp, unstamp

from .archive import Archive
from .cleaning import clean
from .outbox import BACKOFF, ERROR_LENGTH, LONGEST_WAIT

OPEN_AFTER = 5
"""Failures in a row."""
NOTICE_EVERY = timedelta(days=1)
"""Least time between two notices that a channel gave alerts up, if it came back in between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breaker:
    """What is known of one channel's receiver."""

    channel: str
    """Name of the channel."""
    failures: int = 0
    """Messages in a row that it did not take."""
    since: datetime | None = None
    """When the first of them failed."""
    rest_until: datetime | None = None
    """Nothing is sent before."""
    reason: str | None = None
    """Of the last failure, without secrets."""

    @property
    def open(self) -> bool:
        """Whether it has failed so often that only single tries are made."""
        return self.failures >= OPEN_AFTER

    def resting(self, now: datetime) -> bool:
        """Whether nothing may be sent now; a moment that only a wrong clock sets does not count."""
        return self.rest_until is not None and now < self.rest_until <= now + LONGEST_WAIT * 2


def breaker(archive: Archive, channel: str) -> Breaker:
    """What is known of a channel; a healthy one where nothing is."""
    rows = archive.rows("SELECT * FROM breakers WHERE channel = ?", [channel])
    return _breaker(rows[0]) if rows else Breaker(channel=channel)


def breakers(archive: Archive) -> dict[str, Breaker]:
    """What is known of every channel that has ever failed, by its name."""
    return {row["channel"]: _breaker(row) for row in archive.rows("SELECT * FROM breakers")}


def _breaker(row: dict[str, Any]) -> Breaker:
    return Breaker(
        channel=row["channel"],
        failures=row["failures"],
        since=unstamp(row["since"]) if row["since"] else None,
        rest_until=unstamp(row["rest_until"]) if row["rest_until"] else None,
        reason=row["reason"],
    )


def accepted(archive: Archive, channel: str, now: datetime) -> None:
    """Close the breaker: the channel has taken a message."""
    with archive.write():
        archive.db.execute(
            """UPDATE breakers SET failures = 0, since = NULL, rest_until = NULL, reason = NULL,
                noticed = CASE WHEN noticed > ? THEN noticed END
            WHERE channel = ?""",
            [stamp(now - NOTICE_EVERY), channel],
        )


def failed(
    archive: Archive,
    channel: str,
    reason: str,
    now: datetime,
    *,
    retry_after: timedelta | None = None,
    jitter: random.Random | None = None,
) -> Breaker:
    """Count a failure of a channel; it rests when it is open, or has asked for a rest."""
    known = breaker(archive, channel)
    failures = known.failures + 1
    rest = None
    if retry_after is not None:
        rest = min(max(retry_after, timedelta(seconds=1)), LONGEST_WAIT)
    elif failures >= OPEN_AFTER:
        step = BACKOFF[min(failures - OPEN_AFTER, len(BACKOFF) - 1)]
        rest = step * (jitter or random.Random()).uniform(0.8, 1.2)
    until = now + rest if rest is not None else known.rest_until
    with archive.write():
        archive.db.execute(
            """INSERT INTO breakers (channel, failures, since, rest_until, reason)
            VALUES (:channel, :failures, :since, :until, :reason)
            ON CONFLICT (channel) DO UPDATE SET failures = :failures, since = :since,
                rest_until = :until, reason = :reason""",
            {
                "channel": channel, "failures": failures, "since": stamp(known.since or now),
                "until": stamp(until) if until else None,
                "reason": clean(reason)[:ERROR_LENGTH],
            },
        )  # fmt: skip
    return breaker(archive, channel)


def gave_up(archive: Archive, channel: str, rows: int, now: datetime) -> None:
    """Note that so many alerts of a channel were given up, for the notice on another channel."""
    with archive.write():
        archive.db.execute(
            """INSERT INTO breakers (channel, refused, refused_since) VALUES (:channel, :n, :now)
            ON CONFLICT (channel) DO UPDATE SET refused = refused + :n,
                refused_since = coalesce(refused_since, :now)""",
            {"channel": channel, "n": rows, "now": stamp(now)},
        )


def unnoticed(archive: Archive) -> list[dict[str, Any]]:
    """Channels that gave alerts up of which nobody was told: channel, refused, refused_since."""
    return archive.rows(
        """SELECT channel, refused, refused_since FROM breakers
        WHERE refused > 0 AND noticed IS NULL ORDER BY channel"""
    )


def notice_told(archive: Archive, channel: str, now: datetime) -> None:
    """Note that another channel has told what this one gave up; said once for an outage."""
    with archive.write():
        archive.db.execute(
            """UPDATE breakers SET noticed = ?, refused = 0, refused_since = NULL
            WHERE channel = ?""",
            [stamp(now), channel],
        )


def try_soon(archive: Archive, channel: str | None = None) -> None:
    """End the rest of a channel (of all without a name): the next message goes at once."""
    with archive.write():
        archive.db.execute(
            "UPDATE breakers SET rest_until = NULL WHERE :channel IS NULL OR channel = :channel",
            {"channel": channel},
        )
