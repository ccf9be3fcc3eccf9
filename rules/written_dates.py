"""Finds dates that are written with a month or a year; sets no missing year."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .calendar_words import DAY, DOUBTFUL, FULL_MONTH, MONTH, MONTHS, TO, WEEKDAY, YEAR, weekday

_LIST = rf"(?:{TO}|\s{{1,2}}(?:dan|and|&)\s{{1,2}})(?:tanggal\s)?"
_DAYS = rf"(?P<first>{DAY})(?:st|nd|rd|th)?(?:,\s{DAY}){{0,4}}(?:,?{_LIST}(?P<last>{DAY}))?"
# A second date needs no look behind its own first digit: `30 September-2 Oktober`.
_OPEN = r"(?<![\d/])(?<!\d[.,])(?<!ke-)"
_WORDED = re.compile(
    rf"{_OPEN}{_DAYS}(?:st|nd|rd|th)?\s{{1,3}}(?:of\s)?(?P<month>{MONTH})\b\.?"
    rf"(?:,?\s{{1,3}}(?:tahun\s)?(?P<year>{YEAR})(?!\d))?",
    re.IGNORECASE,
)
_ENGLISH = re.compile(
    rf"(?P<on>\b(?:on|from)\s)?\b(?P<month>{MONTH})\.?\s{{1,2}}(?P<first>{DAY})(?:st|nd|rd|th)?"
    rf"(?:{TO}(?P<last>{DAY}))?\b(?!\d)(?:,?\s{{1,2}}(?P<year>{YEAR})(?!\d))?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    rf"(?<![\d/.,-])(?P<first>{DAY})(?:\s?[-–—]\s?(?P<last>{DAY})(?=[/.]))?(?P<mark>[/.-])"
    rf"(?P<month>1[0-2]|0?[1-9])(?P=mark)(?P<year>{YEAR}|\d\d)(?![\d/])(?![.-]\d)"
)
_SHORT = re.compile(
    rf"(?<![\d/.,])(?<!\d-)(?P<first>{DAY})(?:\s?[-–—]\s?(?P<last>{DAY}))?/(?P<month>1[0-2]|0?[1-9])"
    r"(?![\d/%])(?![.,]\d)"
)
_ACROSS = re.compile(
    rf"(?<![\d/.,-])(?P<day>{DAY})/(?P<in>1[0-2]|0?[1-9])\s?(?:[-–—]|s/d)\s?"
    rf"(?P<first>{DAY})/(?P<month>1[0-2]|0?[1-9])(?:/(?P<year>{YEAR}))?(?![\d/])"
)
_ISO = re.compile(
    rf"(?<![\d/.,-])(?P<year>{YEAR})-(?P<month>1[0-2]|0[1-9])-(?P<first>{DAY})(?![\d-])"
)
_MONTHLY = re.compile(
    rf"(?<!\d)(?<!\d\s)\b(?:(?P<part>awal|pertengahan|medio|akhir|early|mid|late)[\s-](?:of\s)?)?"
    rf"(?P<lead>(?:pada|bulan|sejak|hingga|sampai|in|since|until)\s)?(?:bulan\s)?"
    rf"(?P<month>{FULL_MONTH})\b(?!\s{{1,2}}\d{{1,2}}\b)"
    rf"(?:,?\s{{1,2}}(?:tahun\s)?(?P<year>{YEAR})(?![\d/-]))?"
    r"(?P<tail>(?=\s(?:lalu|silam|mendatang|nanti|depan|ini|tahun (?:lalu|ini|depan))\b))?",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"\b(?:(?P<part>awal|pertengahan|medio|akhir|early|mid|late)[\s-](?:tahun\s)?"
    r"|(?:tahun|pada|sejak|semenjak|since|in)\s)"
    rf"(?P<year>{YEAR})\b(?!\s?[-–—/]\s?\d)(?![.,]\d)",
    re.IGNORECASE,
)
_PARTS = {
    "awal": 0, "early": 0, "pertengahan": 1, "medio": 1, "mid": 1, "akhir": 2, "late": 2,
}  # fmt: skip
# Streets, schools and grounds are named after days.
_NAMED_AFTER = re.compile(
    r"\b(?:jalan|jln?\.?|gang|gg\.?|universitas|untag|lapangan|stadion|gedung|monumen|tugu|masjid"
    r"|gerakan|taman|pasar|rsud|sd|smp|sma)\s{1,2}$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\b(?:no(?:mor)?\.?|pasal|ayat|versi|skor|nik|npwp|kode|sk)\s{0,2}:?\s{0,2}$", re.IGNORECASE
)
# A law is cited by number and year: `UU No 23 Tahun 2014`.
_LAW = re.compile(
    r"\b(?:no(?:mor)?\.?|uu|pp|perpres|permen\w*|perda|pergub|perbup|perwal\w*|inpres|keppres)"
    r"\s{0,2}[\w./-]{1,30}\s{1,2}$",
    re.IGNORECASE,
)
_DAY_PART = r"(?:pagi|siang|sore|petang|malam|dini hari|lalu|pekan lalu|pekan ini|ini|kemarin)"
_LEADING = re.compile(
    r"(?:\b(?P<word>hari ini|kemarin|besok|lusa|tadi malam|today|yesterday|tomorrow)[\s,(]{1,3})?"
    rf"(?:\b(?:hari\s)?(?P<weekday>{WEEKDAY})(?:{TO}(?:{WEEKDAY})|\s(?:dan|and)\s(?:{WEEKDAY}))?[\s,]{{0,3}}"
    rf"(?:{_DAY_PART}[\s,]{{1,3}})?)?"
    r"(?P<dated>(?:tanggal|tgl\.?|bertanggal|tertanggal)\s{1,2})?\(?\s{0,2}$",
    re.IGNORECASE,
)
_REACH = 60  # characters before a date in which its weekday stands
_NEXT = re.compile(
    rf"\)?{TO}(?:(?:hari|tanggal|tgl\.?)\s)?(?:(?:{WEEKDAY})\s?,?\s?)?\(?\s?", re.IGNORECASE
)
_CENTURY = 2000  # two digits mean this century: no outlet was online before 1990

Parts = tuple[int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Written:
    """A date as written: year, month, day, each None where it is not there."""

    start: int
    end: int
    first: Parts
    last: Parts
    claim: int
    """Where the words begin that belong to it, its weekday above all."""
    weekday: int | None = None
    """The weekday that is written before it, Monday 0."""
    word: str | None = None
    """The relative word that it explains: `kemarin (4/2)`."""
    part: int | None = None
    """0, 1 or 2 for the beginning, the middle or the end of a month or year."""


def read(text: str) -> list[Written]:
    """The written dates of a text in order, ranges joined."""
    found: list[Written] = []
    for item in sorted(_all(text), key=lambda item: (item.start, -item.end)):
        if found and item.start < found[-1].end:
            continue
        before = found[-1] if found else None
        if before is not None and _joins(text, before, item):
            found[-1] = _joined(before, item)
        else:
            found.append(item)
    return found


def _all(text: str) -> Iterator[Written]:
    for match in _WORDED.finditer(text):
        if not _doubtful(match) and not _NAMED_AFTER.search(_before(text, match.start())):
            yield from _dated(text, match)
    for match in _ENGLISH.finditer(text):
        if match["year"] or (match["on"] and match["month"][0].isupper()):
            yield from _dated(text, match)
    for match in (*_NUMERIC.finditer(text), *_ISO.finditer(text)):
        yield from _dated(text, match)
    for match in _ACROSS.finditer(text):
        for item in _dated(text, match):
            month, day = int(match["in"]), int(match["day"])
            first = (_year_before(item.last, month, day), month, day)
            if match["year"] or _is_introduced(item):
                yield replace(item, first=first)
    for match in _SHORT.finditer(text):
        yield from filter(_is_introduced, _dated(text, match))
    for match in _MONTHLY.finditer(text):
        if any(match[name] is not None for name in ("part", "lead", "year", "tail")):
            yield _coarse(match, MONTHS[match["month"].lower()])
    for match in _YEARLY.finditer(text):
        if not _LAW.search(_before(text, match.start())):
            yield _coarse(match, None)


def _before(text: str, at: int) -> str:
    return text[max(0, at - _REACH) : at]


def _is_introduced(item: Written) -> bool:
    """Whether a weekday, `kemarin` or `tanggal` before it tells `1/2` from a half."""
    return item.weekday is not None or item.start - item.claim > len(" (")


def _doubtful(match: re.Match[str]) -> bool:
    month = match["month"]
    return not match["year"] and month.lower() in DOUBTFUL and month[0].islower()


def _dated(text: str, match: re.Match[str]) -> Iterator[Written]:
    parts = match.groupdict()
    year, month = parts.get("year"), MONTHS.get(parts["month"].lower()) or int(parts["month"])
    start = match.start("month") if parts.get("on") else match.start()
    first = int(parts["first"])
    last = int(parts.get("last") or first)
    if last < first:
        # `Pasal 12 dan 5 Maret`: only the day beside the month belongs to it.
        start, first = match.start("last"), last
    window = _before(text, start)
    leading = _LEADING.search(window)
    assert leading is not None  # every part of it is optional
    named = leading["weekday"]
    cut = year is not None and len(year) == len("23")
    if _NUMBERED.search(window) or (cut and parts.get("mark") in (".", "-") and not named):
        return
    number = _year(year)
    yield Written(
        start,
        match.end(),
        (number, month, first),
        (number, month, last),
        start - len(leading[0]),
        weekday(named) if named else None,
        (leading["word"] or "").lower() or None,
    )


def _year(written: str | None) -> int | None:
    if written is None:
        return None
    return int(written) + (_CENTURY if len(written) == len("23") else 0)


def _coarse(match: re.Match[str], month: int | None) -> Written:
    parts: Parts = (_year(match["year"]), month, None)
    part = _PARTS[match["part"].lower()] if match["part"] else None
    return Written(match.start(), match.end(), parts, parts, match.start(), part=part)


def _joins(text: str, before: Written, item: Written) -> bool:
    gap = text[before.end : min(item.start, before.end + _REACH)]
    exact = before.first[2] is not None and item.first[2] is not None
    return exact and item.start - before.end < _REACH and bool(_NEXT.fullmatch(gap))


def _joined(before: Written, item: Written) -> Written:
    year, month, day = before.first
    year = year or _year_before(item.last, month, day)
    return replace(before, end=item.end, first=(year, month, day), last=item.last)


def _year_before(last: Parts, month: int | None, day: int | None) -> int | None:
    """The year of the first day of a range, of which only the last has one written."""
    if last[0] is None:
        return None
    return last[0] - ((month or 0, day or 0) > (last[1] or 0, last[2] or 0))
