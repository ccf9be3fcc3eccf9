"""Seeded models of how outlets publish, and real times where the shared data is there."""

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from crawler.dates import read_date
from kembar.clock import WIB, WITA

SEED = 20261124
WEEKS = 8
START = datetime(2026, 9, 27, 17, tzinfo=UTC)  # Monday 00:00 WIB
END = START + timedelta(weeks=WEEKS)
SHARED = Path(__file__).resolve().parents[2] / "shared" / "data" / "corpus"

Rate = Callable[[datetime], float]


@dataclass(frozen=True, slots=True)
class Outlet:
    """One source: when it published, and how often it does at any local time."""

    kind: str
    """Which model made it; the name of a real one."""
    zone: ZoneInfo
    """In which its hours are meant."""
    times: tuple[datetime, ...]
    """Of its articles, ascending."""
    rate: Rate | None
    """Articles an hour at a local time; None for real outlets, whose rate nobody knows."""


def outlets() -> list[Outlet]:
    """A fleet of five kinds, always the same: few busy outlets, many that publish little."""
    kinds: list[tuple[str, int, ZoneInfo, Rate, bool]] = [
        ("busy", 1, WIB, _busy, False),
        ("office hours", 4, WITA, _office, False),
        ("weekly", 12, WIB, _weekly, False),
        ("bursty", 2, WITA, _bursty, True),
        ("silent at night", 2, WIB, _daytime, False),
    ]
    found = []
    for name, count, zone, rate, bursts in kinds:
        for _ in range(count):
            chance = random.Random(SEED + len(found))
            times = tuple(_published(rate, zone, chance, bursts=bursts))
            found.append(Outlet(name, zone, times, rate))
    return found


def _busy(local: datetime) -> float:
    """Some 60 articles a day with a peak in the morning and one in the evening, few at night."""
    hour = local.hour
    day = 5.0 if 6 <= hour < 10 else 3.0 if 10 <= hour < 18 else 4.0 if hour < 22 else 0.8
    return (0.4 if hour < 5 else day) * (0.7 if local.weekday() > 4 else 1.0)


def _office(local: datetime) -> float:
    """A government's site: three or four articles a day in office hours, none at the weekend."""
    working = local.weekday() < 5 and 8 <= local.hour < 17
    return (0.6 if local.hour in (9, 10, 14, 15) else 0.25) if working else 0.004


def _weekly(local: datetime) -> float:
    """An agency's page: one article a week, at no known hour of a working day."""
    return 0.02 if local.weekday() < 5 and 8 <= local.hour < 18 else 0.001


def _bursty(local: datetime) -> float:
    """A desk that sends out batches of four on average, some three a day."""
    return 0.18 if 7 <= local.hour < 23 else 0.02


def _daytime(local: datetime) -> float:
    """A town's paper: some 25 articles between six and nine, none at night."""
    return 1.7 if 6 <= local.hour < 21 else 0.0


def _published(
    rate: Rate, zone: ZoneInfo, chance: random.Random, *, bursts: bool
) -> Iterator[datetime]:
    """Times of a Poisson process by thinning; in bursts, each begins a batch."""
    moment, most = START, 5.0
    times = []
    while (moment := moment + timedelta(hours=chance.expovariate(most))) < END:
        if chance.random() * most < rate(moment.astimezone(zone)):
            times.append(moment)
            later = moment
            while bursts and chance.random() < 0.75:
                later += timedelta(minutes=chance.expovariate(1 / 8))
                times.append(later)
    return iter(sorted(time for time in times if time < END))


def real_outlets() -> list[Outlet]:
    """Outlets of the shared corpus with at least 150 dated articles over a week or more."""
    days: dict[str, set[datetime]] = defaultdict(set)
    for path in sorted(SHARED.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                found = read_date(str(row.get("date") or ""), WIB)
                if found is not None and found.precision == "minute":
                    days[row["source"]].add(found.moment)
    kept = ((name, _in_a_row(sorted(times))) for name, times in sorted(days.items()))
    return [
        Outlet(name, WIB, tuple(times), None)
        for name, times in kept
        if len(times) >= 150 and times[-1] - times[0] >= timedelta(days=7)
    ]


def _in_a_row(times: Sequence[datetime]) -> list[datetime]:
    """The longest stretch without a gap of two days: what was sampled in one go."""
    best: list[datetime] = []
    stretch: list[datetime] = []
    for moment in times:
        if stretch and moment - stretch[-1] > timedelta(days=2):
            stretch = []
        stretch.append(moment)
        if len(stretch) > len(best):
            best = list(stretch)
    return best
