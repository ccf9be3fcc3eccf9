"""What a channel wants to hear of, and when a row for it is due."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kembar.clock import stamp, unstamp
from kembar.model import Happening, Role, Subscription

from .archive import Archive
from .places import within
from .timing import next_time, quiet_until

BACKLOG_WAIT = timedelta(minutes=10)
"""Longest wait of a backlog digest for the round that fills it; releasing it ends the wait."""


def wants(archive: Archive, subscription: Subscription, happening: Happening) -> bool:
    """Whether the kinds and places of a subscription let a happening through."""
    if subscription.kinds and happening.kind not in subscription.kinds:
        return False
    if not subscription.places:
        return True
    return any(
        within(archive, party, subscription.places)
        for party in happening.parties
        if party.role in (Role.PARTY, Role.BROKER)
    )


def place_in_queue(
    archive: Archive, subscription: Subscription, digest: str | None, now: datetime
) -> tuple[str | None, datetime]:
    """The digest that a new row belongs to (None: told alone), and from when on it is due.

    A channel that is told at set hours gets its own digest, whatever `digest` says.
    """
    zone = ZoneInfo(subscription.timezone)
    due = now
    if subscription.when != "now":
        digest = f"when:{subscription.channel}"
        due = next_time(subscription.when, zone, now)
    elif digest is not None:
        due = _gathering(archive, subscription.channel, digest, now) or now + BACKLOG_WAIT
    return digest, quiet_until(subscription.quiet, zone, due) or due


def _gathering(archive: Archive, channel: str, digest: str, now: datetime) -> datetime | None:
    """When the digest that is filling up goes out: the first row sets the hour for the rest."""
    moment = archive.value(
        """SELECT min(next_try) FROM outbox WHERE channel = ? AND digest = ?
        AND state = 'pending' AND attempts = 0 AND next_try > ?""",
        [channel, digest, stamp(now)],
    )
    return unstamp(moment) if moment else None
