"""Articles a second that the rules judge, beside a plain Aho-Corasick pass, in one run.

    python -m benchmarks.rules_speed [--articles N] [--all] [--rounds N] [--json]

Both sides read the same texts on one core in turn: `rules.judge`, and ahocorasick_rs with the
phrases that the rules' own first look seeks. Seconds are of this process's CPU, so that neighbours
on the machine count little. Prints the median of each and of the ratio; exits 1 under the floor
`rules_speed_ratio` of `floors.json`.
"""

import argparse
import json
import multiprocessing
import platform
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ahocorasick_rs import AhoCorasick

import rules
from kembar.model import Article
from rules.tokens import read

from .plain_news import sample

FLOORS = Path(__file__).with_name("floors.json")
GOAL = 1000
"""Articles a second on one core."""
LOAD_GOAL = 1.0
"""Seconds to load the rules."""


@dataclass(frozen=True, slots=True)
class Speed:
    """What one run measured; each figure the median of its rounds."""

    origin: str
    """`corpus` or `generated`."""
    articles: int
    """How many were judged in a round."""
    rounds: int
    """Rounds of each side."""
    rules_per_second: float
    """Articles judged."""
    plain_per_second: float
    """Articles that the plain pass reads."""
    ratio: float
    """Of the first to the second, round by round."""
    passing: float
    """Share of articles that the look at the raw text lets through to be read."""
    first_load: float
    """Seconds to load the rules and places for the first time."""
    reload: float
    """Seconds to load the rules again, as after a change of a file."""
    machine: str
    """Processor, cores, Python."""


def timed(work: Callable[[], object]) -> float:
    """Seconds of CPU that it takes."""
    begin = time.process_time()
    work()
    return time.process_time() - begin


def measure(count: int | None, rounds: int) -> Speed:
    """Rounds of both sides in turn, after a warm-up of a tenth."""
    first_load = timed(rules.load)
    ruleset = rules.load()
    origin, pairs = sample(count)
    articles = [Article(url="", site="", title=title, text=text) for title, text in pairs]
    plain = AhoCorasick(ruleset.glance.phrases)

    def judge(some: Sequence[Article]) -> None:
        for article in some:
            rules.judge(article, ruleset)

    def seek(some: Sequence[Article]) -> None:
        for article in some:
            plain.find_matches_as_indexes(f"{article.title}\n\n{article.text}".lower())

    judge(articles[::10])
    seek(articles[::10])
    judging, seeking = [], []
    for _ in range(rounds):
        judging.append(len(articles) / timed(lambda: judge(articles)))
        seeking.append(len(articles) / timed(lambda: seek(articles)))
    passing = sum(ruleset.may_match(read(*pair, ruleset.splits).words) for pair in pairs)
    return Speed(
        origin=origin,
        articles=len(articles),
        rounds=rounds,
        rules_per_second=round(statistics.median(judging)),
        plain_per_second=round(statistics.median(seeking)),
        ratio=round(statistics.median(map(float.__truediv__, judging, seeking)), 4),
        passing=round(passing / len(articles), 3),
        first_load=round(first_load, 2),
        reload=round(statistics.median(timed(rules.load) for _ in range(rounds)), 2),
        machine=f"{platform.machine()}, {multiprocessing.cpu_count()} cores, "
        f"Python {platform.python_version()}",
    )


def table(speed: Speed) -> str:
    """The figures for people."""
    return "\n".join(
        (
            f"{speed.articles} articles ({speed.origin}), {speed.rounds} rounds; {speed.machine}",
            f"rules        {speed.rules_per_second:>8.0f} a second a core (goal {GOAL})",
            f"plain pass   {speed.plain_per_second:>8.0f} a second a core",
            f"ratio        {speed.ratio:>8.4f}",
            f"read in full {speed.passing:>8.1%}",
            f"first load   {speed.first_load:>8.2f} s (goal under {LOAD_GOAL:g})",
            f"reload       {speed.reload:>8.2f} s",
        )
    )


def main() -> None:
    """Print the figures; exit 1 under the floor."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--articles", type=int, default=6000)
    options.add_argument("--all", action="store_true", help="every article there is")
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--json", action="store_true")
    options.add_argument("--no-floor", action="store_true")
    given = options.parse_args()
    speed = measure(None if given.all else given.articles, given.rounds)
    print(json.dumps(asdict(speed), indent=2) if given.json else table(speed))
    floor = json.loads(FLOORS.read_text(encoding="utf-8"))["rules_speed_ratio"]
    # Generated texts are easier: the floor is that of the corpus.
    if speed.origin == "corpus" and speed.ratio < floor and not given.no_floor:
        print(f"under the floor of {floor}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
