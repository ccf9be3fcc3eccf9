"""When a channel may be told: `when` and `quiet` of a subscription as moments. Pure."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def next_time(when: str, zone: ZoneInfo, now: datetime) -> datetime:
    """The next moment for `now`, `hourly`, `daily HH:MM` or `weekly DAY HH:MM`, in UTC.

    A moment that has just come counts as past: what is enqueued at seven sharp waits a day.
    """
    if when == "now":
        return now
    local = now.astimezone(zone)
    if when == "hourly":
        gone = timedelta(minutes=local.minute, seconds=local.second, microseconds=local.microsecond)
        return now.astimezone(UTC) + timedelta(hours=1) - gone
    words = when.split()
    wanted = _WEEKDAYS.index(words[1]) if words[0] == "weekly" else None
    for ahead in range(9):
        day = local.date() + timedelta(days=ahead)
        # In UTC: where summer time begins or ends, one zone's own times do not compare rightly.
        moment = datetime.combine(day, _time(words[-1]), tzinfo=zone).astimezone(UTC)
        if moment > now and wanted in (None, day.weekday()):
            return moment
    raise ValueError(f"{when!r} names no moment")


def quiet_until(quiet: str | None, zone: ZoneInfo, now: datetime) -> datetime | None:
    """The end, in UTC, of the quiet span (`22:00-06:00`) that `now` lies in; None outside of it."""
    if not quiet:
        return None
    begin, end = (_time(part) for part in quiet.split("-"))
    local = now.astimezone(zone)
    clock = local.time()
    over_midnight = end <= begin
    inside = (clock >= begin or clock < end) if over_midnight else begin <= clock < end
    if not inside:
        return None
    day = local.date() + timedelta(days=1 if over_midnight and clock >= begin else 0)
    return datetime.combine(day, end, tzinfo=zone).astimezone(UTC)


def _time(text: str) -> time:
    return time.fromisoformat(text)
