"""Addresses that a site can make without end: calendars, filters, loops. Sees no page."""

import re
from collections.abc import Sequence

DEEPEST = 12
"""Parts of a path; the deepest article addresses of real outlets have seven."""
OFTEN = 3
"""Times that one word may be a part of the path; more is a link that leads into itself."""
MANY = 8
"""Parameters of a query."""

_CALENDAR = re.compile(
    r"(?:tribe-bar-)?(?:date|day|month|year|week)|tanggal|tgl|hari|bulan|bln|tahun|thn|kalender|"
    r"calendar|cal|ical|eventdate|(?:start|end|from|to)_?date|(?:tgl|tanggal)_?(?:awal|akhir)",
    re.IGNORECASE,
)
_FACET = re.compile(
    r"sort(?:_?by|ing)?|order(?:_?by)?|urut(?:an|kan)?|dir(?:ection)?|filter(?:s|_\w+|\[\w*\])?|"
    r"facet\w*|per_?page|limit|offset|min_\w+|max_\w+|replytocom|add-to-cart",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?:19|2\d)\d\d-\d{1,2}(?:-\d{1,2})?")
_BARE_DATE = re.compile(r"(?:19|2\d)\d\d(?:/\d{1,2}){1,2}")
_FOLDER = re.compile(
    r"(?:kalender|calendar|agenda|jadwal|events?|acara|kegiatan|arsip|archives?)(?:[-_]\w+)?"
)


def endless(parts: Sequence[str], keys: Sequence[str], *, telling: bool) -> bool:
    """Whether an address is of a kind that has no end.

    `parts` are those of its path, lower-case, `keys` the names of its parameters, and `telling`
    says that path or parameters name one report, as a headline or a number does.
    """
    words = [part for part in parts if not part.isdigit()]
    if len(parts) > DEEPEST or len(keys) > MANY:
        return True
    if any(words.count(word) >= OFTEN for word in set(words)):
        return True
    if any(_CALENDAR.fullmatch(key) or _FACET.fullmatch(key) for key in keys):
        return not telling
    return _ends_in_a_day(parts)


def _ends_in_a_day(parts: Sequence[str]) -> bool:
    """`/agenda/2031/01/05`, `/kalender/2031-01-05`: the day is all that the address names."""
    if not parts:
        return False
    if _DAY.fullmatch(parts[-1]):
        return len(parts) == 1 or bool(_FOLDER.fullmatch(parts[-2]))
    for length in (3, 2):
        if len(parts) >= length and _BARE_DATE.fullmatch("/".join(parts[-length:])):
            before = parts[:-length]
            return not before or bool(_FOLDER.fullmatch(before[-1]))
    return False
