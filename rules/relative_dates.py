"""Reads what is told from the day of publication: `kemarin`, `pekan depan`, `Senin lalu`."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from .calendar_words import NUMBER, NUMBERS, WEEKDAY, weekday

_SHIFT = {
    "kemarin lusa": -2, "kemarin dulu": -2, "the day before yesterday": -2, "kemarin": -1,
    "yesterday": -1, "tadi malam": -1, "semalam": -1, "last night": -1, "hari ini": 0, "today": 0,
    "siang tadi": 0, "pagi tadi": 0, "sore tadi": 0, "tadi siang": 0, "tadi pagi": 0,
    "tadi sore": 0, "malam ini": 0, "malam nanti": 0, "nanti malam": 0, "tonight": 0, "besok": 1,
    "esok": 1, "tomorrow": 1, "lusa": 2, "the day after tomorrow": 2,
}  # fmt: skip
_AGO = r"(?:yang\s)?(?:lalu|silam)|ago"
_AFTER = r"depan|mendatang|yang akan datang"
_WORD = re.compile(
    r"\b(?<!hingga )(?<!sampai )(?<!beberapa )(?<!\d )(?<!-)"
    rf"(?P<word>{'|'.join(sorted(_SHIFT, key=len, reverse=True))})\b(?!-)",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?<!beberapa )(?:(?P<part>awal|pertengahan|akhir|early|late|end of)\s)?"
    r"(?:(?P<unit>pekan|minggu|bulan|tahun)\s(?P<which>yang\slalu|lalu|silam|kemarin|ini"
    r"|depan|mendatang)"
    r"|(?P<which_en>last|this|next)\s(?P<unit_en>week|month|year))\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    rf"\b(?:(?P<count>\d{{1,2}}|{NUMBER})\s|(?P<one>se))(?P<unit>hari|pekan|minggu|bulan|tahun|days?"
    rf"|weeks?|months?|years?)\s(?P<way>{_AGO}|lagi)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?<!\d )(?<!Pasar )(?<!tiap )(?<!saban )(?<!every )\b(?P<hari>(?:hari|on|last|next)\s)?"
    rf"(?P<weekday>{WEEKDAY})\b(?!\s(?:Agung|Putih|Abu|Berkah|Curhat|Bersih|Times)\b)"
    rf"(?:\s(?P<tail>pekan lalu|minggu lalu|pekan ini|minggu ini|pekan depan|minggu depan"
    rf"|{_AGO}|{_AFTER}|kemarin|lusa|besok|nanti)\b)?",
    re.IGNORECASE,
)
_TO_COME = re.compile(r"\b(?:akan|bakal|dijadwalkan|rencananya|direncanakan|will)\b[^,;\"“”]*$")
_UNITS = {
    "day": "day", "days": "day", "hari": "day", "week": "week", "weeks": "week", "pekan": "week",
    "minggu": "week", "month": "month", "months": "month", "bulan": "month", "year": "year",
    "years": "year", "tahun": "year",
}  # fmt: skip
_BACK = frozenset({"lalu", "silam", "kemarin", "last", "ago"})
_ON = frozenset({"depan", "mendatang", "datang", "besok", "lusa", "nanti", "next"})
_WEEK = 7  # days
_CLAUSE = 60  # characters before a weekday in which `akan` still speaks of it
_YEAR_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Told:
    """A stretch of days told from the day of publication."""

    start: int
    end: int
    first: date
    last: date
    precision: str
    how: str


def read(text: str, published: date) -> Iterator[Told]:
    """Every relative date of a text, in no order; they may overlap."""
    for pattern, told in (
        (_WORD, _word),
        (_PERIOD, _period),
        (_COUNTED, _counted),
        (_NAMED, _named),
    ):
        for match in pattern.finditer(text):
            try:
                item = told(match, published)
            except (ValueError, OverflowError):  # before the year 1 or after 9999
                continue
            if item is not None:
                yield item


def shifted(day: date, unit: str, count: int) -> tuple[date, date]:
    """The first and last day of the day, week, month or year that lies `count` units off."""
    if unit == "day":
        return (day + timedelta(days=count),) * 2
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(days=_WEEK * count)
        return monday, monday + timedelta(days=_WEEK - 1)
    if unit == "month":
        months = day.year * _YEAR_MONTHS + day.month - 1 + count
        return month_of(months // _YEAR_MONTHS, months % _YEAR_MONTHS + 1)
    return date(day.year + count, 1, 1), date(day.year + count, 12, 31)


def month_of(year: int, month: int) -> tuple[date, date]:
    """The first and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def third(first: date, last: date, part: int | None) -> tuple[date, date]:
    """The first, middle or last third of a stretch; all of it for None."""
    if part is None:
        return first, last
    days = (last - first).days + 1
    start = first + timedelta(days=days * part // 3)
    return start, first + timedelta(days=days * (part + 1) // 3 - 1)


def _word(match: re.Match[str], published: date) -> Told:
    day = published + timedelta(days=_SHIFT[match["word"].lower()])
    return Told(match.start(), match.end(), day, day, "day", "relative")


def _is_sunday(match: re.Match[str]) -> bool:
    """`Minggu lalu` inside a sentence is a Sunday, `minggu lalu` a week."""
    before = match.string[max(0, match.start() - 2) : match.start()].strip()
    return match["unit"] == "Minggu" and not match["part"] and before not in ("", ".", '"', "“")


def _period(match: re.Match[str], published: date) -> Told | None:
    if _is_sunday(match):
        return None
    unit = _UNITS[(match["unit"] or match["unit_en"]).lower()]
    which = (match["which"] or match["which_en"]).lower().split()[-1]
    count = -1 if which in _BACK else 1 if which in _ON else 0
    first, last = shifted(published, unit, count)
    part = (match["part"] or "").lower()
    if part:
        third_no = 0 if part in ("awal", "early") else 1 if part == "pertengahan" else 2
        first, last = third(first, last, third_no)
    return Told(match.start(), match.end(), first, last, unit, "relative")


def _counted(match: re.Match[str], published: date) -> Told:
    said = (match["count"] or "1").lower()
    count = NUMBERS.get(said) or int(said)
    unit = _UNITS[match["unit"].lower()]
    way = 1 if match["way"].lower() == "lagi" else -1
    first, last = shifted(published, unit, way * count)
    return Told(match.start(), match.end(), first, last, unit, "relative")


def _named(match: re.Match[str], published: date) -> Told | None:
    if not (match["weekday"][0].isupper() or match["hari"]):
        return None
    wanted = weekday(match["weekday"])
    tail = (match["tail"] or "").lower()
    if tail.startswith(("pekan", "minggu")):
        way = {"lalu": -1, "ini": 0, "depan": 1}[tail.split()[-1]]
        day = shifted(published, "week", way)[0] + timedelta(days=wanted)
        return Told(match.start(), match.end(), day, day, "day", "weekday")
    lead = (match["hari"] or "").lower().strip()
    said = {lead, tail.rpartition(" ")[2]}
    gone, ahead = bool(said & _BACK), bool(said & _ON)
    back = (published.weekday() - wanted) % _WEEK
    if back and not gone:
        before = match.string[max(0, match.start() - _CLAUSE) : match.start()]
        ahead = ahead or bool(_TO_COME.search(before))
    days = -(back or _WEEK * gone)
    if ahead:
        days = _WEEK - back
    day = published + timedelta(days=days)
    return Told(match.start(), match.end(), day, day, "day", "weekday")
