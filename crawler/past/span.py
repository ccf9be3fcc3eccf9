"""The range of days that a backfill reads. Arithmetic only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from kembar.model import Entry

from ..dates import read_date

FRESH = timedelta(days=1)
"""What is younger belongs to the regular rounds, which tell of it."""
LATE = timedelta(days=31)
"""An address that was changed so long after the range is taken to have come out after it."""

_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?/")


@dataclass(frozen=True, slots=True)
class Span:
    """From the first moment of one day to the last of another, in the site's zone."""

    since: date
    """First day."""
    until: date
    """Last day."""
    zone: ZoneInfo
    """The site's."""

    @property
    def begin(self) -> datetime:
        """The first moment."""
        return datetime.combine(self.since, time(), self.zone)

    @property
    def end(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.until + timedelta(days=1), time(), self.zone)

    def covers(self, moment: datetime) -> bool:
        """Whether a moment lies within."""
        return self.begin <= moment < self.end

    def months(self) -> Iterator[tuple[int, int]]:
        """Year and month of every month that it touches, the newest first."""
        year, month = self.until.year, self.until.month
        while (year, month) >= (self.since.year, self.since.month):
            yield year, month
            year, month = (year, month - 1) if month > 1 else (year - 1, 12)

    def may_cover(self, entry: Entry) -> bool:
        """Whether what a source says of an article allows that it came out within.

        Its time of publication decides; else the date in its address; else that of its last change.
        """
        published = moment_of(entry.published_raw, self.zone)
        if published is not None:
            return self.covers(published)
        days = days_in(entry.url)
        if days is not None:
            # Some sites write the address in another zone than the page. For that a day more is
            # asked for, but not a month.
            more = timedelta(days=1 if days[0] == days[1] else 0)
            return days[0] - more <= self.until and self.since <= days[1] + more
        changed = moment_of(entry.modified_raw, self.zone)
        return changed is None or self.begin <= changed < self.end + LATE

    @classmethod
    def latest_day(cls, now: datetime, zone: ZoneInfo) -> date:
        """The last day whose every moment is older than a day."""
        return (now - FRESH).astimezone(zone).date() - timedelta(days=1)

    def is_before(self, moment: datetime) -> bool:
        """Whether a moment lies before the range."""
        return moment < self.begin


def moment_of(raw: str | None, zone: ZoneInfo) -> datetime | None:
    """The moment that a source's string names, or None."""
    if not raw:
        return None
    try:
        found = datetime.fromisoformat(raw)
    except ValueError:
        read = read_date(raw, zone)  # a hundred times slower, and seldom needed
        return read.moment if read else None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def days_in(url: str) -> tuple[date, date] | None:
    """First and last day of the day or month that an address bears: `/2024/03/`; else None."""
    found = _IN_ADDRESS.search(urlsplit(url).path)
    if found is None:
        return None
    year, month = int(found[1]), int(found[2])
    first = date(year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    if found[3] is None or int(found[3]) > last.day:
        return first, last
    return (day := date(year, month, int(found[3]))), day
