"""Time: the clock that tests replace, the three Indonesian zones, and how times are written."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]

WIB = ZoneInfo("Asia/Jakarta")
WITA = ZoneInfo("Asia/Makassar")
WIT = ZoneInfo("Asia/Jayapura")
ZONES = {"WIB": WIB, "WITA": WITA, "WIT": WIT}

# Provinces by Kemendagri code that keep central or eastern time; all others keep WIB.
_WITA_PROVINCES = frozenset(
    {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}
)
_WIT_PROVINCES = frozenset({"81", "82", "91", "92", "93", "94", "95", "96", "97"})

_DURATION = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*", re.IGNORECASE)
_UNITS = {
    "s": 1, "sec": 1, "second": 1, "seconds": 1,
    "m": 60, "min": 60, "minute": 60, "minutes": 60,
    "h": 3600, "hour": 3600, "hours": 3600,
    "d": 86400, "day": 86400, "days": 86400,
    "week": 604_800, "weeks": 604_800,
    "month": 2_592_000, "months": 2_592_000,  # 30 days
    "year": 31_536_000, "years": 31_536_000,  # 365 days
}  # fmt: skip


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def zone_of(area: str | None) -> ZoneInfo:
    """The home zone of an area given by its Kemendagri code (`64.74`); WIB without one."""
    province = (area or "").split(".")[0]
    if province in _WITA_PROVINCES:
        return WITA
    return WIT if province in _WIT_PROVINCES else WIB


def zone_name(zone: ZoneInfo) -> str:
    """`WIB`, `WITA` or `WIT`; the key of any other zone."""
    return next((name for name, known in ZONES.items() if known == zone), zone.key)


def stamp(moment: datetime) -> str:
    """An aware time as the archive writes it: `YYYY-MM-DDTHH:MM:SSZ`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def unstamp(text: str) -> datetime:
    """The aware time that `stamp` wrote."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def local_noon(day: date, zone: ZoneInfo) -> datetime:
    """Noon of a day in a zone, as UTC: how a page that names only a day is stored."""
    return datetime.combine(day, time(12), tzinfo=zone).astimezone(UTC)


def duration(text: str) -> timedelta:
    """Read `15 min`, `2 s`, `6 h`, `30 days`, `2 years`; ValueError tells what is expected."""
    found = _DURATION.fullmatch(text)
    unit = _UNITS.get(found[2].lower()) if found else None
    if found is None or unit is None:
        raise ValueError(f"{text!r} is not a duration; write one like '15 min', '2 s' or '30 days'")
    return timedelta(seconds=float(found[1]) * unit)
