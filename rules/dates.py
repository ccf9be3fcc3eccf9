"""Dates as the Indonesian press writes them; always day before month."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february pebruari feb peb", "maret march mar",
            "april apr", "mei may", "juni june jun", "juli july jul",
            "agustus august agt agu ags aug",
            "september sept sep", "oktober october okt oct", "november nopember nov nop",
            "desember december des dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = {
    "senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "jum'at": 4, "sabtu": 5,
    "minggu": 6, "ahad": 6, "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4,
    "saturday": 5, "sunday": 6,
}  # fmt: skip
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_DASH = r"\s*(?:[-–—]|s/d|s\.d\.|hingga|sampai|to)\s*"
_NUMERIC = re.compile(
    rf"(?<![\d/.,-]){_DAY}(?:{_DASH}(?:3[01]|[12]\d|0?[1-9]))?[/.-](?P<month>1[0-2]|0?[1-9])[/.-]"
    r"(?P<year>(?:19|20)\d\d|\d\d)(?![\d/-])"
)
_WORDED = re.compile(
    rf"(?<![\d/.,]){_DAY}(?:st|nd|rd|th)?(?:{_DASH}(?:\d{{1,2}}(?:\s+(?:{_MONTH}))?))?\s+"
    rf"(?P<month>{_MONTH})\b\.?(?:{_DASH}\d{{1,2}}\s+(?:{_MONTH}))?"
    r"(?:,?\s+(?P<year>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    rf"\b(?P<month>{_MONTH})\s+{_DAY}(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)", re.IGNORECASE
)
_SHORT = re.compile(
    rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)})\s*,?\s*\(\s*{_DAY}(?:{_DASH}\d{{1,2}})?/"
    r"(?P<month>1[0-2]|0?[1-9])\s*\)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\b(?P<word>kemarin lusa|kemarin|hari ini|besok|lusa|siang tadi|pagi tadi|tadi malam|yesterday"
    r"|today|tomorrow)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"[),\s]{0,4}(?:yang\s)?(?:lalu|silam)\b", re.IGNORECASE)
_SHIFT = {
    "kemarin lusa": -2, "kemarin": -1, "yesterday": -1, "tadi malam": -1, "hari ini": 0, "today": 0,
    "siang tadi": 0, "pagi tadi": 0, "besok": 1, "tomorrow": 1, "lusa": 2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text; `sure` where day, month and year are written."""

    start: int
    end: int
    day: date
    sure: bool
    past: bool = False
    """Whether the text tells it as something before: `6 Oktober 2016 lalu`."""


def find(text: str, *, published: date | None = None) -> list[Found]:
    """The dates of a text in order, ranges by their first day.

    What lacks a year, and words such as `kemarin`, are read against the day of publication; without
    one they are left out.
    """
    found: list[Found] = []
    for item in sorted(_all(text, published), key=lambda item: (item.start, -item.end)):
        if not found or item.start >= found[-1].end:
            past = bool(_BEFORE.match(text, item.end))
            found.append(replace(item, past=past))
    return found


def spans(text: str) -> list[tuple[int, int]]:
    """Where dates stand in a text."""
    return [(item.start, item.end) for item in find(text, published=date(2000, 1, 1))]


def _all(text: str, published: date | None) -> Iterator[Found]:
    for pattern in (_NUMERIC, _WORDED, _ENGLISH, _SHORT):
        for match in pattern.finditer(text):
            parts = match.groupdict()
            day = _day(parts, published)
            if day is not None:
                yield Found(match.start(), match.end(), day, bool(parts.get("year")))
    if published is None:
        return
    for match in _RELATIVE.finditer(text):
        day = published + timedelta(days=_SHIFT[match["word"].lower()])
        yield Found(match.start(), match.end(), day, False)


def _day(parts: dict[str, str], published: date | None) -> date | None:
    month = parts["month"].lower()
    number = _MONTHS.get(month) or int(month)
    year = parts.get("year")
    if year:
        # Two digits mean this century: no outlet was online before 1990.
        return _valid(int(year) + (2000 if len(year) == 2 else 0), number, int(parts["day"]))
    if published is None:
        return None
    near = [
        day
        for shift in (-1, 0, 1)
        if (day := _valid(published.year + shift, number, int(parts["day"])))
    ]
    return min(near, key=lambda day: abs((day - published).days), default=None)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
