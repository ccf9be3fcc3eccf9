"""The words for months, weekdays and small numbers in Indonesian and English; reads no text."""

from collections.abc import Iterable

MONTHS = {
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
WEEKDAYS = {
    "senin": 0, "selasa": 1, "rabu": 2, "kamis": 3, "jumat": 4, "jum'at": 4, "sabtu": 5,
    "minggu": 6, "ahad": 6, "monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4,
    "saturday": 5, "sunday": 6,
}  # fmt: skip
NUMBERS = {
    "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8,
    "sembilan": 9, "sepuluh": 10, "sebelas": 11, "one": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
# Short forms, and `may` and `march`, are words of other meaning when written small and alone.
DOUBTFUL = frozenset(name for name in MONTHS if len(name) <= 3) - {"mei"} | {"sept", "march"}


def _any(names: Iterable[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


MONTH = _any(MONTHS)
FULL_MONTH = _any(set(MONTHS) - DOUBTFUL | {"may", "march"})
WEEKDAY = _any(WEEKDAYS).replace("jum'at", "jum['’`]at")
NUMBER = _any(NUMBERS)
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
YEAR = r"(?:19|20)\d\d"
TO = r"\s{0,3}(?:[-–—]|s\.?/?d\.?|hingga|sampai(?:\s{1,2}dengan)?|to|until)\s{0,3}"


def weekday(word: str) -> int:
    """The number of a weekday, Monday 0."""
    return WEEKDAYS[word.lower().replace("’", "'").replace("`", "'")]
