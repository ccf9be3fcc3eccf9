"""Retry-After, in seconds or as a date (RFC 9110, 10.2.3): until when a host is left alone."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

SLOW_DOWN = frozenset({429, 503})
"""Statuses with which a server asks for fewer requests."""
DEFAULT_REST = timedelta(minutes=5)  # a 429 that does not say for how long


def rest_until(status: int, header: str | None, now: datetime) -> datetime | None:
    """Until when to leave the host alone after this answer; None if it asked for nothing."""
    if status not in SLOW_DOWN:
        return None
    asked = _read(header, now)
    if asked is None and status == 429:
        return now + DEFAULT_REST
    return asked


def _read(header: str | None, now: datetime) -> datetime | None:
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        # More than a century is nonsense that would overflow a date.
        return now + timedelta(seconds=min(int(text[:12]), 3_000_000_000))
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
