"""Times `rules backtest` over an archive with one process and with two.

    python benchmarks/backtest.py [--articles 100000]

Fills an archive in a temporary folder (real articles of ../shared/data/corpus where they are, else
made from a fixed seed; repeated under other addresses until there are enough), then replays the
built-in rules over it with one process and with two in the same run. Goal: both cores at work.
"""

import argparse
import gzip
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from crawler.judging import Task, judge_all
from storage import replay
from storage.archive import Archive

CORPUS = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "corpus"
SEED = 20261124
TIME = "2026-11-20T05:00:00Z"


def texts() -> Iterator[tuple[str, str]]:
    """Titles and texts: the corpus, or words drawn from a fixed seed."""
    files = sorted(CORPUS.glob("*.jsonl.gz"))
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                yield row["title"] or "", row["text"] or ""
    if not files:
        chance = random.Random(SEED)
        words = [
            "pasar", "jalan", "warga", "wali", "kota", "bupati", "kerja", "sama", "banjir",
            "panen", "harga", "pagi", "siang",
        ]  # fmt: skip
        for number in range(5000):
            yield f"Berita {number}", " ".join(chance.choices(words, k=350))


def fill(archive: Archive, count: int) -> None:
    """Insert so many articles at once."""
    rows = (
        (f"https://bench.example/{n}", "bench.example", title, text, TIME, TIME, TIME)
        for n, (title, text) in enumerate(islice(cycle(list(texts())), count))
    )
    with archive.write():
        archive.db.conn.executemany(
            """INSERT INTO articles (url, site, title, text, published, first_seen, fetched)
            VALUES (?, ?, ?, ?, ?, ?, ?)""",
            rows,
        )


def timed(archive: Archive, workers: int) -> tuple[float, int]:
    """Seconds of one replay, and the articles that it flagged."""
    begin = time.perf_counter()
    tasks = (Task(found.id, found.article, None) for found in replay.articles(archive))
    flagged = sum(
        not isinstance(answer, str) and answer.flag
        for _, answer in judge_all(tasks, workers=workers)
    )
    return time.perf_counter() - begin, flagged


def main() -> None:
    """Print the figures as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=100_000)
    count = options.parse_args().articles
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.open(Path(folder) / "archive.db")
        fill(archive, count)
        one, flagged = timed(archive, 1)
        two, again = timed(archive, 2)
        archive.close()
    print(
        json.dumps(
            {
                "articles": count, "flagged": flagged, "same": flagged == again,
                "seconds_one": round(one, 1), "seconds_two": round(two, 1),
                "per_second_two": round(count / two), "speed_up": round(one / two, 2),
            },
            indent=2,
        )
    )  # fmt: skip


if __name__ == "__main__":
    main()
