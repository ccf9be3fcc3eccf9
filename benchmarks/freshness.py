"""How long news waits to be seen: our looks beside fixed polling, at the same number of requests.

    python -m benchmarks.freshness [--json]

Seeded outlets publish for eight weeks, real ones (where ../shared/data stands) as they did. Each is
looked at by the policy of `crawler.rhythm`, which knows nothing of it at the start; by fixed
polling with as many looks; and by looks planned from the true rates, the best that can be done
without knowing the moments. The delay is from publication to look. Exits 1 under a floor.
"""

import argparse
import json
import random
import statistics
import sys
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from crawler.rhythm import looked, next_look, stretched
from kembar.model import Rhythm

from .publishing import END, SEED, START, Outlet, Rate, outlets, real_outlets

FLOORS = Path(__file__).with_name("floors.json")
# The defaults of kembar.toml.
EVERY, LEAST, LONGEST = timedelta(minutes=15), timedelta(minutes=5), timedelta(hours=6)
LISTED = 20
"""Articles that a feed lists: what the first look may learn from."""

Looks = list[datetime]


@dataclass(frozen=True, slots=True)
class Row:
    """The outlets of one kind, or all together, under one policy."""

    kind: str
    """As in `Outlet.kind`, or `all`."""
    policy: str
    """`kembar`; `fixed`: even distances; `best`: from the true rates."""
    looks_per_day: float
    """Requests to each outlet."""
    articles: int
    """What was published meanwhile."""
    median: float
    """Minutes from publication to look: half of the articles are seen sooner."""
    p95: float
    """One article in twenty is seen later."""


def kembar_looks(outlet: Outlet, begin: datetime, end: datetime) -> Looks:
    """The looks that a round would make, learning as it goes."""
    chance = random.Random(SEED)
    rhythm, looks, moment = Rhythm(), [], begin
    while moment < end:
        looks.append(moment)
        before = bisect_right(outlet.times, rhythm.seen) if rhythm.seen else 0
        fresh = outlet.times[before : bisect_right(outlet.times, moment)]
        if rhythm.seen is None:
            fresh = fresh[-LISTED:]
        rhythm = looked(rhythm, now=moment, zone=outlet.zone, new=len(fresh), published=fresh)
        due = next_look(
            rhythm, now=moment, zone=outlet.zone, every=EVERY, least=LEAST, longest=LONGEST
        )
        moment = stretched(moment, due, chance)
    return looks


def fixed_looks(count: int, begin: datetime, end: datetime) -> Looks:
    """As many looks at even distances."""
    step = (end - begin) / count
    return [begin + step * (number + 0.5) for number in range(count)]


def best_looks(outlet: Outlet, count: int, begin: datetime, end: datetime) -> Looks:
    """As many looks, dense as the square root of the true rate: the least mean delay there is."""
    assert outlet.rate is not None
    step = timedelta(minutes=1)
    weights = _weights(outlet.rate, begin.astimezone(outlet.zone), int((end - begin) / step))
    share, passed = sum(weights) / count, 0.0
    looks: Looks = []
    for number, weight in enumerate(weights, start=1):
        passed += weight
        if passed >= share * (len(looks) + 1) - share / 1000:
            looks.append(begin + step * number)
    return looks


@lru_cache
def _weights(rate: Rate, local: datetime, minutes: int) -> list[float]:
    return [rate(local + timedelta(minutes=n)) ** 0.5 for n in range(minutes)]


def delays(outlet: Outlet, looks: Looks, begin: datetime, end: datetime) -> list[float]:
    """Minutes from each publication to the first look after it, or to the end."""
    found = []
    for moment in outlet.times[bisect_right(outlet.times, begin) : bisect_left(outlet.times, end)]:
        place = bisect_left(looks, moment)
        seen = looks[place] if place < len(looks) else end
        found.append((seen - moment).total_seconds() / 60)
    return found


def compare(fleet: Sequence[Outlet]) -> list[Row]:
    """Every kind under every policy, then all of them, with one fixed interval for all."""
    spans = [_span(outlet) for outlet in fleet]
    plans = [kembar_looks(outlet, *span) for outlet, span in zip(fleet, spans, strict=True)]
    made, days = sum(map(len, plans)), sum(_days(*span) for span in spans)
    waits: dict[tuple[str, str], list[float]] = defaultdict(list)
    looks: dict[str, int] = defaultdict(int)
    lived: dict[str, float] = defaultdict(float)
    for outlet, (begin, end), plan in zip(fleet, spans, plans, strict=True):
        looks[outlet.kind] += len(plan)
        lived[outlet.kind] += _days(begin, end)
        equal = round(made * _days(begin, end) / days)
        shares = {"kembar": plan, "fixed": fixed_looks(len(plan), begin, end)}
        if outlet.rate is not None:
            shares["best"] = best_looks(outlet, len(plan), begin, end)
        for policy, chosen in shares.items():
            found = delays(outlet, chosen, begin, end)
            waits[outlet.kind, policy] += found
            if policy != "fixed":
                waits["all", policy] += found
        waits["all", "fixed"] += delays(outlet, fixed_looks(equal, begin, end), begin, end)
    looks["all"], lived["all"] = made, days
    return [
        _row(kind, policy, looks[kind] / lived[kind], waits[kind, policy])
        for kind in lived
        for policy in ("kembar", "fixed", "best")
        if waits[kind, policy]
    ]


def _row(kind: str, policy: str, looks: float, waits: list[float]) -> Row:
    ordered = sorted(waits)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    median = statistics.median(ordered)
    return Row(kind, policy, round(looks, 1), len(waits), round(median, 3), round(p95, 3))


def _span(outlet: Outlet) -> tuple[datetime, datetime]:
    """Models are looked at from the start; real outlets a day in, when their feed has items."""
    if outlet.rate is not None:
        return START, END
    return outlet.times[0] + timedelta(days=1), outlet.times[-1]


def _days(begin: datetime, end: datetime) -> float:
    return (end - begin) / timedelta(days=1)


def gain(rows: Sequence[Row], kind: str = "all") -> float:
    """How much shorter the median delay is than with fixed polling: 0.33 is a third."""
    medians = {row.policy: row.median for row in rows if row.kind == kind}
    return round(1 - medians["kembar"] / medians["fixed"], 3)


def main() -> None:
    """Print a row for each kind of outlet and policy."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--json", action="store_true", help="for machines")
    given = options.parse_args()
    groups = {"models": compare(outlets())}
    if real := real_outlets():
        groups["real"] = compare(real)
    gains = {name: gain(rows) for name, rows in groups.items()}
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["freshness"]
    if given.json:
        told = {name: [asdict(row) for row in rows] for name, rows in groups.items()}
        print(json.dumps({"gains": gains, **told}, indent=2))
    else:
        for name, rows in groups.items():
            _print(name, rows)
    under = {name: floor for name, floor in floors.items() if gains.get(name, floor) < floor}
    for name, floor in under.items():
        print(f"{name}: {gains[name]} is under the floor of {floor}", file=sys.stderr)
    sys.exit(1 if under else 0)


def _print(name: str, rows: Sequence[Row]) -> None:
    print(f"\n{name:<20} {'policy':<7} looks/day  articles  median min   p95 min  gain")
    for row in rows:
        better = f"{gain(rows, row.kind):6.3f}" if row.policy == "kembar" else ""
        print(
            f"{row.kind:<20} {row.policy:<7} {row.looks_per_day:9.1f} {row.articles:9} "
            f"{row.median:11.1f} {row.p95:9.1f} {better}"
        )


if __name__ == "__main__":
    main()
