"""From when on a new row of the outbox is due, and the digest that it goes into."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kembar.clock import stamp, unstamp
from kembar.model import Subscription

from .archive import Archive
from .timing import next_time, quiet_until

BACKLOG_WAIT = timedelta(minutes=10)
"""Longest wait of a backlog digest for the round that fills it; releasing it ends the wait."""
BURST_SPAN = timedelta(minutes=5)
"""Span in which too many stories for one channel are a burst, and in which its digest fills up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """Where a new row goes."""

    digest: str | None
    """Key of its digest; None: told by itself."""
    due: datetime
    urgent: bool
    """Told in quiet hours too."""
    alone: bool
    """Counts for no burst, and no digest that is made later takes it in."""


def slot_for(
    archive: Archive,
    subscription: Subscription,
    now: datetime,
    *,
    digest: str | None = None,
    burst: int = 0,
    urgent: bool = False,
    alone: bool = False,
    story: int,
) -> Slot:
    """The slot of a new row of a story, in the transaction that adds it.

    A channel that is told at set hours gets its own digest, whatever `digest` says. More than
    `burst` stories within five minutes become a digest, with those of them that still wait (0:
    never); what is urgent or told `alone` stays single.
    """
    zone = ZoneInfo(subscription.timezone)
    due = now
    if subscription.when != "now":
        digest, urgent, alone = f"when:{subscription.channel}", False, False
        due = next_time(subscription.when, zone, now)
    elif digest is not None:
        urgent = False
        due = _gathering(archive, subscription.channel, digest, now) or now + BACKLOG_WAIT
    if not urgent:
        due = quiet_until(subscription.quiet, zone, due) or due
    if digest is None and burst and not urgent and not alone:
        ends = _burst(archive, subscription, due, now, burst=burst, story=story)
        if ends is not None:
            digest, due = f"burst:{subscription.channel}", ends
    return Slot(digest=digest, due=due, urgent=urgent, alone=alone)


def _gathering(archive: Archive, channel: str, digest: str, now: datetime) -> datetime | None:
    """When the digest that is filling up goes out: the first row sets the hour for the rest."""
    moment = archive.value(
        """SELECT min(next_try) FROM outbox WHERE channel = ? AND digest = ?
        AND state = 'pending' AND attempts = 0 AND next_try > ?""",
        [channel, digest, stamp(now)],
    )
    return unstamp(moment) if moment else None


def _burst(
    archive: Archive,
    subscription: Subscription,
    due: datetime,
    now: datetime,
    *,
    burst: int,
    story: int,
) -> datetime | None:
    """When the digest goes out that a row due then belongs to; None where it is told by itself.

    What waits for the end of quiet hours is due at one moment, and so is counted together.
    """
    channel, key = subscription.channel, f"burst:{subscription.channel}"
    if filling := _gathering(archive, channel, key, now):
        return filling
    since = stamp(due - BURST_SPAN)
    last = archive.value(
        "SELECT max(due) FROM outbox WHERE channel = ? AND digest = ? AND due <= ?",
        [channel, key, stamp(due)],
    )
    window = {
        "channel": channel, "since": max(since, last) if last else since, "until": stamp(due),
        "story": story,
    }  # fmt: skip
    counted = """channel = :channel AND due > :since AND due <= :until AND story_id IS NOT NULL
        AND state <> 'suppressed' AND alone = 0 AND (digest IS NULL OR digest LIKE 'late:%')"""
    found = archive.rows(
        f"""SELECT min(created) AS began, count(DISTINCT story_id) AS stories,
            max(story_id = :story) AS known FROM outbox WHERE {counted}""",
        window,
    )[0]
    if found["stories"] + (not found["known"]) <= burst:
        return None
    ends = max(due, unstamp(found["began"]) + BURST_SPAN)
    ends = quiet_until(subscription.quiet, ZoneInfo(subscription.timezone), ends) or ends
    archive.db.execute(
        f"""UPDATE outbox SET digest = :key, next_try = :ends, due = :ends
        WHERE {counted} AND digest IS NULL AND state = 'pending' AND attempts = 0
        AND urgent = 0""",
        {**window, "key": key, "ends": stamp(ends)},
    )
    return ends
