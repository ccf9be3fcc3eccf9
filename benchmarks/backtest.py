"""Times `rules backtest` over an archive with one process and with two.

    python -m benchmarks.backtest [--articles N] [--rounds N] [--json]

Fills an archive in a temporary folder with plain news, repeated under other addresses until there
are enough, then replays the built-in rules over it with one process and with two in turn. The
start of the workers is counted apart. Neighbours on the machine can only slow a round down, so the
best round of each counts.
"""

import argparse
import json
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path

from crawler.judging import Answer, Task, judge_all
from storage import replay
from storage.archive import Archive

from .plain_news import texts

GOAL = 1.7
TIME = "2026-11-20T05:00:00Z"


@dataclass(frozen=True, slots=True)
class Replay:
    """One replay of the whole archive."""

    start: float
    """Seconds until the first answer."""
    seconds: float
    """From then to the last."""
    parent: float
    """Seconds of CPU that the reading process took; the workers wait for no more than that."""
    flagged: int
    """Articles flagged."""


def fill(archive: Archive, count: int) -> None:
    """Insert so many articles at once."""
    _, found = texts()
    rows = (
        (f"https://bench.example/{n}", "bench.example", title, text, TIME, TIME, TIME)
        for n, (title, text) in enumerate(islice(cycle(found), count))
    )
    with archive.write():
        archive.db.conn.executemany(
            """INSERT INTO articles (url, site, title, text, published, first_seen, fetched)
            VALUES (?, ?, ?, ?, ?, ?, ?)""",
            rows,
        )


def timed(archive: Archive, workers: int) -> Replay:
    """Replay all with so many processes."""
    tasks = (Task(found.id, found.article, None) for found in replay.articles(archive))
    answers = judge_all(tasks, workers=workers)
    cpu, begin = time.process_time(), time.perf_counter()
    flagged = int(_flag(next(answers)))
    started = time.perf_counter()
    flagged += sum(map(_flag, answers))
    end = time.perf_counter()
    return Replay(started - begin, end - started, time.process_time() - cpu, flagged)


def _flag(answer: Answer) -> bool:
    return not isinstance(answer[1], str) and answer[1].flag


def table(one: Replay, two: Replay, count: int) -> str:
    """The figures for people."""
    lines = [f"{count} articles, {one.flagged} flagged"]
    lines.append("processes  start  seconds  a second  CPU of the parent")
    lines += [
        f"{number:>9}  {run.start:>5.1f}  {run.seconds:>7.1f}  {count / run.seconds:>8.0f}"
        f"  {run.parent:.1f}"
        for number, run in ((1, one), (2, two))
    ]
    lines.append(f"two are {one.seconds / two.seconds:.2f} times as fast (goal {GOAL})")
    return "\n".join(lines)


def main() -> None:
    """Print the figures; exit 1 if the answers differ."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--articles", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=1)
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    count = given.articles
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.open(Path(folder) / "archive.db")
        fill(archive, count)
        runs = [(timed(archive, 1), timed(archive, 2)) for _ in range(given.rounds)]
        archive.close()
    one = min((run[0] for run in runs), key=lambda run: run.seconds)
    two = min((run[1] for run in runs), key=lambda run: run.seconds)
    if given.json:
        speed_up = round(one.seconds / two.seconds, 2)
        figures = {"articles": count, "one": asdict(one), "two": asdict(two), "speed_up": speed_up}
        print(json.dumps(figures, indent=2))
    else:
        print(table(one, two, count))
    if one.flagged != two.flagged:
        print(f"one process flagged {one.flagged}, two {two.flagged}", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
