"""Dates as Indonesian pages and feeds write them -> moments. Reads strings; knows no page."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from kembar.clock import ZONES, local_noon

EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)  # no Indonesian paper was on the web before
MAX_RAW = 300  # a longer string is not a date
AHEAD = timedelta(hours=24)  # clocks and zones are wrong by hours, never by days


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date that was read, and how finely it was given."""

    moment: datetime
    """Aware, UTC; local noon where only a day is named."""
    precision: str
    """`minute`, or `day` where only a day is named."""
    span: tuple[int, int] = (0, 0)
    """Where in the string the date stands."""


# Three letters tell a month apart, in Indonesian and English, old and new spelling.
_MONTHS = {
    "jan": 1, "feb": 2, "peb": 2, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7,
    "agu": 8, "agt": 8, "ags": 8, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nop": 11, "nov": 11,
    "des": 12, "dec": 12,
}  # fmt: skip
_MONTH = (
    r"(?P<month>jan(?:uari|uary)?|[fp]eb(?:ruari|ruary|uari)?|mar(?:et|ch)?|apr(?:il)?|mei|may|"
    r"jun[ie]?|jul[iy]?|agu?s?t(?:us)?|agu|ags|aug(?:ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|"
    r"no[pv](?:ember)?|de[sc](?:ember)?)\b\.?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?<![\d/.:-])(?P<day>\d{1,2})"
_ORDINAL = r"(?:st|nd|rd|th)?"
_TIME = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:[.,]\d+)?)?(?![\d])"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?"
    r"(?:\s*(?P<zone>z\b|(?:utc|gmt)?\s*[+-]\d{2}:?\d{2}|[+-]\d{2}\b|wita\b|wib\b|wit\b|utc\b|gmt\b))?"
)
# Between day and clock time: `, `, ` | `, ` - `, ` pukul `, ` jam `, ` at `, `T`.
_GAP = r"(?:\s*(?:[|,;•·/@–—-]|pukul|pkl\.?|jam|at|pada)){0,3}\s*"

_ISO = re.compile(
    r"(?<![\d/.:-])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)"
    rf"(?:(?:\s*t\s*|{_GAP}){_TIME})?",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    r"(?<![\d/.:-])(?P<year>(?:19|20)\d\d)[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})(?!\d)"
    rf"(?:{_GAP}{_TIME})?",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    rf"{_DAY}\s?[/.-]\s?(?P<month>\d{{1,2}})\s?[/.-]\s?{_YEAR}(?:{_GAP}{_TIME})?", re.IGNORECASE
)
_LONG = re.compile(
    rf"{_DAY}{_ORDINAL}[\s/.-]*{_MONTH}[\s,/.-]*{_YEAR}(?:{_GAP}{_TIME})?", re.IGNORECASE
)
_LONG_TIME_FIRST = re.compile(
    rf"{_TIME}{_GAP}(?:[a-z']+,?\s+)?{_DAY}[\s/.-]*{_MONTH}[\s,/.-]*{_YEAR}", re.IGNORECASE
)
_AMERICAN = re.compile(
    rf"\b{_MONTH}\s*{_DAY}{_ORDINAL}[\s,]+{_YEAR}(?:{_GAP}{_TIME})?", re.IGNORECASE
)
_FORMS = (_ISO, _YEAR_FIRST, _LONG, _AMERICAN, _DAY_FIRST)


def read_date(raw: str, zone: ZoneInfo, *, latest: datetime | None = None) -> DateFound | None:
    """The moment that a string names, or None; nothing is guessed from a date that cannot be.

    Reads ISO 8601, RFC 2822, `Senin, 23 Oktober 2023 | 10.15 WITA`, `23/10/2023 10:15` (always
    day before month), `Oct 23, 2023`. A time without a zone is meant in `zone`. None for anything
    before 1995 or later than a day after `latest` (usually when the page was fetched).
    """
    if not raw or len(raw) > MAX_RAW:
        return None
    matches = [match for form in _FORMS if (match := form.search(raw))]
    if not matches:
        return None
    first = min(matches, key=lambda match: (match.start(), -match.end()))
    if first.re is _LONG and first["hour"] is None:
        first = _LONG_TIME_FIRST.search(raw) or first
    found = _moment(first, zone)
    if found is None or found.moment < EARLIEST:
        return None
    return None if latest is not None and found.moment > latest + AHEAD else found


def _moment(match: re.Match[str], zone: ZoneInfo) -> DateFound | None:
    month = match["month"].lower()
    try:
        number = int(month) if month.isdigit() else _MONTHS[month[:3]]
        day = date(int(match["year"]), number, int(match["day"]))
    except ValueError:
        return None
    clock = _clock(match)
    if clock is None:
        return DateFound(local_noon(day, zone), "day", match.span())
    hour, minute, second = clock
    moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=_zone(match, zone))
    try:
        return DateFound(moment.astimezone(UTC), "minute", match.span())
    except OverflowError:  # the first or the last day that a calendar has, as empty fields hold
        return None


def _clock(match: re.Match[str]) -> tuple[int, int, int] | None:
    """Hour, minute and second, or None where there is no time or no such time."""
    if match["hour"] is None:
        return None
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return (hour, minute, min(second, 59)) if hour < 24 and minute < 60 else None


def _zone(match: re.Match[str], home: ZoneInfo) -> tzinfo:
    name = (match["zone"] or "").upper().replace(" ", "")
    if not name:
        return home
    if name in ZONES:
        return ZONES[name]
    digits = re.sub(r"\D", "", name)
    if not digits:
        return UTC
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    if offset >= timedelta(hours=24):
        return home
    return timezone(-offset if "-" in name else offset)
