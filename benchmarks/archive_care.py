"""How long the care of a large archive takes: backup, check, restore, takedown, retention.

    python -m benchmarks.archive_care [--articles N] [--folder DIR]

Builds an archive of N articles of about 2,500 characters, one in a hundred flagged, and times each
step once. Exits 1 where rows are lost, or where restoring a million articles would take more than
five minutes at this rate.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from storage import backups, removal, retention, scrubbing, soundness, takedown
from storage.archive import Archive
from storage.raw_pages import PageStore
from storage.retention import Terms
from storage.takedown import Form, Target

T = TypeVar("T")
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
MOST = 300.0
"""Seconds that a restore of a million articles may take."""
_SYLLABLES = [first + second for first in "bdgjklmnprstw" for second in "aiu"]


def build(path: Path, count: int) -> None:
    """Fill an archive by plain SQL; triggers keep the search index."""
    chance = random.Random(7)
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(30_000)]
    archive = Archive.open(path)
    for start in range(0, count, 5000):
        with archive.write(durable=False) as db:
            for n in range(start, min(start + 5000, count)):
                text = " ".join(chance.choices(words, k=380))
                seen = (NOW - timedelta(minutes=10 * (count - n))).strftime("%Y-%m-%dT%H:%M:%SZ")
                story = None
                if n % 100 == 0:
                    told = "INSERT INTO stories (title, first_seen, sites) VALUES (?, ?, 1)"
                    story = db.execute(told, [f"Kabar {n}", seen]).lastrowid
                url = f"https://berita{n % 50}.example/{n}"
                db.execute(
                    """INSERT INTO articles (id, url, site, title, first_seen, fetched, text,
                        story_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                    [n + 1, url, f"berita{n % 50}.example", f"Kabar {n}", seen, seen, text, story],
                )
                db.execute(
                    "INSERT INTO urls (url, site, first_seen, article_id, fate) "
                    "VALUES (?, ?, ?, ?, 'article')",
                    [url, f"berita{n % 50}.example", seen, n + 1],
                )
    archive.close()


def timed(name: str, work: Callable[[], T]) -> tuple[T, float]:
    """Call, and print how long it took."""
    begun = time.monotonic()
    result = work()
    took = time.monotonic() - begun
    print(f"{name:<34} {took:8.2f} s")
    return result, took


def merging(archive: Archive) -> Iterator[float]:
    """Seconds that each step of cleaning the search index takes, while nobody else can write."""
    first = more = True
    while more:
        begun = time.monotonic()
        more = scrubbing.merge_step(archive, first=first)
        first = False
        yield time.monotonic() - begun


def measure(folder: Path, count: int) -> bool:
    """All steps; True where nothing was lost and the restore is quick enough."""
    path, out = folder / "archive.db", folder / "copy.db"
    timed(f"build {count} articles", lambda: build(path, count))
    archive = Archive.open(path)
    pages = PageStore.beside(path, None)
    print(f"{'size':<34} {path.stat().st_size / 1e6:8.1f} MB")
    copy, _ = timed("backup", lambda: backups.make(archive, out))
    faults, _ = timed("check", lambda: list(soundness.faults(archive, places=())))
    archive.close()
    restored, took = timed("restore", lambda: backups.restore(path, out, now=NOW))
    million = took * 1_000_000 / count
    print(f"{'restore of a million, at this rate':<34} {million:8.1f} s")
    archive = Archive.open(path)
    url = Target(Form.ADDRESS, f"https://berita7.example/{count // 2 // 50 * 50 + 7}")
    plan, _ = timed("takedown of one: plan", lambda: takedown.plan(archive, url))
    with archive.write():
        removal.remove(archive, [1], keep_addresses=False, now=NOW)
    steps = list(merging(archive))
    print(f"{'merging the search index':<34} {sum(steps):8.2f} s, longest {max(steps):.2f} s")
    done, _ = timed("takedown of one", lambda: takedown.carry_out(archive, plan, pages, now=NOW))
    terms = Terms(articles=timedelta(minutes=10 * (count - 1000)))
    _, _ = timed("retention, one step", lambda: retention.drop(archive, terms, pages, NOW))
    archive.close()
    later = NOW + timedelta(seconds=1)
    timed("restore, and taking it down again", lambda: backups.restore(path, out, now=later))
    whole = restored.copy.rows["articles"] == count == copy.rows["articles"]
    clean = not faults and done.articles == 1 and not done.traces
    return whole and clean and million <= MOST


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="where to build it; default: a temporary one")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        sys.exit(0 if measure(Path(folder), asked.articles) else 1)


if __name__ == "__main__":
    main()
