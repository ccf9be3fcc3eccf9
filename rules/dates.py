"""Dates as the Indonesian press writes them; always day before month."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from . import relative_dates, written_dates
from .relative_dates import Told, month_of, third
from .written_dates import Written

_PAST = re.compile(r"[),\s]{0,4}(?:yang\s)?(?:lalu|silam|kemarin)\b", re.IGNORECASE)
_FUTURE = re.compile(r"[),\s]{0,4}(?:mendatang|nanti|depan|yang akan datang)\b", re.IGNORECASE)
_OTHER_YEAR = re.compile(r"\stahun (?P<which>lalu|ini|depan)\b", re.IGNORECASE)
# How something began or will end, or what came before the news.
_BACKGROUND = re.compile(
    r"\b(?:(?:sejak|semenjak|since|hingga|sampai|until)(?:\W{1,3}\w{1,15}){0,2}"
    r"|(?:pernah|berdiri|didirikan|dibentuk|terbentuk|dirintis|kedaluwarsa|founded|established)"
    r"(?:\W{1,3}\w{1,20}){0,4}"
    r"|(?:sebelumnya|previously|earlier)\b[^.!?\n]*)\W{0,3}$",
    re.IGNORECASE,
)
_BEFORE_NOW = re.compile(r"(?:tahun|in)\s\d{4}$", re.IGNORECASE)
_BESIDE = re.compile(r"[\s,()]{0,3}")
_REACH = 120  # characters before a date in which a word still speaks of it
_TYPO = 31  # days from publication at which a date with the year put right must lie
_FAR = 300  # days from publication at which a written year may be wrong


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text, and how much of it is written."""

    start: int
    """First code point of what is written, its weekday not included."""
    end: int
    """The code point behind the last."""
    day: date
    """The day, or the first of a range, a week, a month or a year."""
    last: date
    """The last day of it; `day` itself for a single day."""
    precision: str = "day"
    """`day`, `week`, `month` or `year`."""
    how: str = "full"
    """`full`, `no year`, `relative` (`kemarin`, `pekan depan`) or `weekday` (`Selasa`)."""
    agrees: bool | None = None
    """Whether the weekday written before it is right; None where none is written."""
    past: bool = False
    """Whether the text tells it as something before: `6 Oktober 2016 lalu`."""
    background: bool = False
    """Whether it tells how things began: `sejak`, `pernah`, `berdiri`, `pada tahun 2016 lalu`."""

    @property
    def sure(self) -> bool:
        """Whether day, month and year are written."""
        return self.how == "full" and self.precision == "day"


def find(text: str, *, published: date | None = None, years: Sequence[int] = ()) -> list[Found]:
    """The dates of a text in order, a range as one.

    What lacks a year, and words such as `kemarin`, are read against the day of publication. Without
    one they are left out, but for a day whose weekday fits one of `years`, the likeliest first.
    """
    found: list[Found] = []
    free = 0
    for claim, item in sorted(
        _all(text, published, years), key=lambda pair: (pair[0], -pair[1].end)
    ):
        if claim < free:
            continue
        free = item.end
        if not (found and _is_same(text, found[-1], item)):
            found.append(item)
    return found


def _is_same(text: str, last: Found, item: Found) -> bool:
    """Whether a date only says the last one again: `Selasa (hari ini)`, `(22/12) pekan lalu`."""
    beside = bool(_BESIDE.fullmatch(text[last.end : min(item.start, last.end + _REACH)]))
    again = item.how == "relative" and last.how in ("full", "no year") and last.precision == "day"
    return beside and (again or last.day == item.day)


def spans(text: str) -> list[tuple[int, int]]:
    """Where dates stand in a text."""
    return [(item.start, item.end) for item in find(text, published=date(2000, 1, 1))]


def _all(text: str, published: date | None, years: Sequence[int]) -> Iterator[tuple[int, Found]]:
    for written in written_dates.read(text):
        item = _resolved(text, written, published, years)
        if item is not None:
            yield written.claim, item
    if published is not None:
        for told in relative_dates.read(text, published):
            yield told.start, _marked(text, told, None)


def _resolved(
    text: str, written: Written, published: date | None, years: Sequence[int]
) -> Found | None:
    told = _told(text, written, published, years)
    if told is None:
        return None
    agrees = None if written.weekday is None else told.first.weekday() == written.weekday
    return _marked(text, told, agrees)


def _marked(text: str, told: Told, agrees: bool | None) -> Found:
    before = text[max(0, told.start - _REACH) : told.start]
    own = text[told.start : told.end]
    past = bool(_PAST.match(text, told.end))
    background = (
        bool(_BACKGROUND.search(before))
        or own.lower().startswith(("sejak", "semenjak", "since"))
        or (past and told.precision == "year" and bool(_BEFORE_NOW.search(own)))
    )
    return Found(
        told.start,
        told.end,
        told.first,
        told.last,
        told.precision,
        told.how,
        agrees,
        past,
        background,
    )


def _told(text: str, written: Written, published: date | None, years: Sequence[int]) -> Told | None:
    year, month, day = written.first
    last_year, last_month, last_day = written.last
    if day is None or last_day is None or month is None or last_month is None:
        return _coarse(text, written, published)
    how = "full" if year else "no year"
    first = last = _explained(written, published)
    if first is None and year:
        first = _right_year(_valid(year, month, day), written.weekday, published)
    elif first is None:
        first = _without_year(text, written, published, years)
    if first is None:
        return None
    if last is None:
        if last_year in (None, year):
            last_year = first.year + ((last_month, last_day) < (first.month, first.day))
        last = _valid(last_year, last_month, last_day)
    if last is None or last < first:
        last = first
    return Told(written.start, written.end, first, last, "day", how)


def _without_year(
    text: str, written: Written, published: date | None, years: Sequence[int]
) -> date | None:
    _, month, day = written.first
    if month is None or day is None or (published is None and written.weekday is None):
        return None
    near = years if published is None else [published.year + shift for shift in (0, -1, 1)]
    days = [found for year in near if (found := _valid(year, month, day))]
    fitting = [found for found in days if found.weekday() == written.weekday]
    if published is None:
        return fitting[0] if fitting else None
    here = published
    if written.weekday is None:
        if _PAST.match(text, written.end):
            fitting = [found for found in days if found <= here]
        elif _FUTURE.match(text, written.end):
            # A page that was given a new date tells of days to come that are past by now.
            fitting = [found for found in days if 0 <= (found - here).days < _FAR]
    return min(fitting or days, key=lambda found: abs((found - here).days), default=None)


def _explained(written: Written, published: date | None) -> date | None:
    """The day of `today (8/2)`, where the American order makes it today."""
    _, month, day = written.first
    if written.word is None or published is None or written.first != written.last:
        return None
    told = next(iter(relative_dates.read(written.word, published)), None)
    same = told is not None and (told.first.day, told.first.month) == (month, day)
    return told.first if told is not None and same else None


def _right_year(day: date | None, weekday: int | None, published: date | None) -> date | None:
    """The day, or the same of another year where weekday and publication agree on that."""
    if day is None or weekday in (None, day.weekday()):
        return day
    if published is None:
        other = _valid(day.year + 1, day.month, day.day)
        # In the first weeks of January the old year is often still written.
        january = day.month == 1 and other is not None and other.weekday() == weekday
        return other if january else day
    for shift in (1, -1):
        other = _valid(day.year + shift, day.month, day.day)
        if (
            other is not None
            and other.weekday() == weekday
            and abs((other - published).days) <= _TYPO
            and abs((day - published).days) >= _FAR
        ):
            return other
    return day


def _coarse(text: str, written: Written, published: date | None) -> Told | None:
    year, month, _ = written.first
    how, end = "full", written.end
    if year is None:
        if published is None or month is None:
            return None
        how, year = "no year", _year_near(text, written.end, month, published)
        other = _OTHER_YEAR.match(text, written.end)
        end = other.end() if other else end
    try:
        first, last = month_of(year, month) if month else (date(year, 1, 1), date(year, 12, 31))
    except ValueError:  # the year before 1 or after 9999
        return None
    first, last = third(first, last, written.part)
    precision = "month" if month else "year"
    return Told(written.start, end, first, last, precision, how)


def _year_near(text: str, end: int, month: int, published: date) -> int:
    """The year of a month that is named without one: the nearest, as `lalu` or `depan` bids."""
    other = _OTHER_YEAR.match(text, end)
    if other is not None:
        return published.year + {"lalu": -1, "ini": 0, "depan": 1}[other["which"].lower()]
    away = {shift: shift * 12 + month - published.month for shift in (-1, 0, 1)}
    if _PAST.match(text, end):
        away = {shift: months for shift, months in away.items() if months < 0}
    elif _FUTURE.match(text, end):
        away = {shift: months for shift, months in away.items() if months > 0}
    return published.year + min(away, key=lambda shift: abs(away[shift]))


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
