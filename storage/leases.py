"""What the courier asks of the outbox: leases that heed a breaker, results in one commit, pace."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kembar.clock import stamp, unstamp
from kembar.model import Delivery

from . import breakers, outbox
from .archive import Archive
from .late import DUE

OVERDUE = timedelta(minutes=10)
"""What is due for longer, or has failed before, is backlog and paced; the rest is fresh."""
SPACING = timedelta(seconds=4)
"""Between two messages of a backlog."""
AT_ONCE = 4
"""Messages of a backlog that may be due together: with 15 more a minute they stay under 20."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one message."""

    delivery: Delivery
    at: datetime
    """When the channel answered."""
    error: str | None = None
    """Why it was not accepted, without secrets; None: it was."""
    permanent: bool = False
    """The same message would never be accepted."""
    retry_after: timedelta | None = None
    """How long the receiver asked us to wait."""
    blame: bool = True
    """Whether a failure is the channel's; else it is ours, and says nothing of the channel."""


def waits(archive: Archive, channels: Collection[str], now: datetime) -> bool:
    """Whether a message is due for one of these channels that does not rest; only reads."""
    known = breakers.breakers(archive)
    awake = [name for name in channels if name not in known or not known[name].resting(now)]
    found = archive.value(
        f"""SELECT EXISTS (SELECT 1 FROM outbox
        WHERE channel IN (SELECT value FROM json_each(:names)) AND {DUE})""",
        {"names": json.dumps(awake), "now": stamp(now)},
    )
    return bool(found)


def lease(
    archive: Archive,
    channel: str,
    *,
    by: str,
    due: datetime,
    now: datetime,
    each: timedelta,
    limit: int,
    heed: bool,
    burst: int = 0,
    urgent_only: bool = False,
) -> list[Delivery]:
    """Take up to `limit` messages that were due at `due`, in one commit.

    `burst` and `urgent_only` are those of `outbox.lease_due`.

    With `heed` a resting channel gets none and an open one a single try, and a backlog is paced.
    The lease is `each` for every message of it, as they are sent one after the other.
    """
    with archive.write():
        if heed:
            known = breakers.breaker(archive, channel)
            if known.resting(now):
                return []
            limit = 1 if known.failures else limit
        found = outbox.lease_due(
            archive, by=by, now=due, lease=each * limit + (now - due), channels=[channel],
            limit=limit, burst=burst, urgent_only=urgent_only,
        )  # fmt: skip
        if heed:
            pace(archive, channel, now)
    return found


def give_back(archive: Archive, deliveries: Sequence[Delivery]) -> None:
    """Make leased messages that were not tried due again; no try is counted."""
    with archive.write():
        archive.db.conn.executemany(
            """UPDATE outbox SET state = 'pending', lease_until = NULL, lease_by = NULL
            WHERE id = ? AND state = 'leased'""",
            [(row_id,) for delivery in deliveries for row_id in delivery.ids],
        )


def settle(archive: Archive, outcomes: Sequence[Outcome]) -> list[int]:
    """Record what came of messages, and what it says of their channels, in one commit.

    Returns how many rows of each were given up. A refusal for good counts as a passing one while
    the channel is open: then it is the channel, not the message, that is refused.
    """
    given_up = []
    with archive.write():
        for outcome in outcomes:
            channel = outcome.delivery.channel
            if outcome.error is None:
                outbox.mark_sent(archive, outcome.delivery, outcome.at)
                breakers.accepted(archive, channel, outcome.at)
                given_up.append(0)
                continue
            permanent = outcome.permanent and not breakers.breaker(archive, channel).open
            dead = outbox.mark_failed(
                archive, outcome.delivery, outcome.error, now=outcome.at,
                permanent=permanent, retry_after=outcome.retry_after,
            )  # fmt: skip
            if outcome.blame:
                breakers.failed(
                    archive, channel, outcome.error, outcome.at, retry_after=outcome.retry_after
                )
            if dead:
                breakers.gave_up(archive, channel, dead, outcome.at)
            given_up.append(dead)
    return given_up


def pace(archive: Archive, channel: str, now: datetime) -> int:
    """Spread a backlog over time, so that a receiver that is back is not flooded.

    Each message gets its moment in the outbox, so the pace outlives a restart, and fresh alerts
    are sent between. Returns how many messages were put off.
    """
    backlog = "(attempts > 0 OR due <= :old)"
    terms = {"channel": channel, "now": stamp(now), "old": stamp(now - OVERDUE)}
    waiting = archive.value(
        f"""SELECT count(DISTINCT coalesce(digest, id)) + count(digest) / {outbox.IN_DIGEST}
        FROM outbox WHERE state = 'pending' AND channel = :channel AND next_try <= :now
        AND {backlog}""",
        terms,
    )
    if waiting <= AT_ONCE:
        return 0
    rows = archive.rows(
        f"""SELECT id, digest, next_try FROM outbox
        WHERE state = 'pending' AND channel = :channel AND {backlog} ORDER BY next_try, id""",
        terms,
    )
    slots: dict[str, datetime] = {}
    held: dict[str, int] = {}
    free, moved = now, []
    for row in rows:
        digest = row["digest"]
        number = held[digest] = held.get(digest, -1) + 1 if digest else 0
        message = f"{digest} {number // outbox.IN_DIGEST}" if digest else str(row["id"])
        if message not in slots:
            slots[message] = max(unstamp(row["next_try"]), free)
            free = slots[message] + SPACING
        if (moment := stamp(slots[message])) != row["next_try"]:
            moved.append((moment, row["id"]))
    with archive.write():
        archive.db.conn.executemany("UPDATE outbox SET next_try = ? WHERE id = ?", moved)
    return len(slots)
