"""How the Indonesian press writes days and times. Not how Kembar reads them."""

from datetime import date, datetime

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip


def long_date(day: date) -> str:
    """`15 September 2023`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def full_date(day: date) -> str:
    """`Jumat, 15 September 2023`."""
    return f"{WEEKDAYS[day.weekday()]}, {long_date(day)}"


def press_day(day: date) -> str:
    """`Jumat (15/9/2023)`, as a sentence names the day of its news."""
    return f"{WEEKDAYS[day.weekday()]} ({day.day}/{day.month}/{day.year})"


def clock_time(moment: datetime) -> str:
    """`09:05`."""
    return f"{moment:%H:%M}"
