"""How long the pages of the reading room take, beside a bare Datasette's page of a table.

    python -m benchmarks.reading_room [--articles N] [--rounds N] [--flagged SHARE] [--json]

Phrases of two and three words, drawn from the articles, are searched in SQL besides, as
`kembar archive search` does, newest first.

A made-up archive is served twice, by the reading room and by Datasette as it is installed, each in
a process of its own. Every round asks each page once, in turn, over HTTP. The ratio is of medians
in one run; `floors.json` holds the highest allowed. `--archive FILE` keeps the archive for the next
run.
"""

import argparse
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storage.archive import Archive
from storage.searching import search

from .large_archive import FLAGGED, fill

FLOORS = Path(__file__).with_name("floors.json")
BARE = "bare table"
PHRASE_GOAL = 5.0
"""Milliseconds in which 19 of 20 searches for a phrase end, in SQL."""
PHRASES = 200
_PATIENCE = 60.0  # seconds for a server to begin
_ROOT = Path(__file__).resolve().parent.parent


def pages(archive: Archive) -> dict[str, str]:
    """The pages to ask, by name: those of the place, pair and story that have most to show."""
    busiest = archive.value(
        "SELECT place_id FROM event_parties GROUP BY place_id ORDER BY count(*) DESC LIMIT 1"
    )
    pair = archive.rows("SELECT a, b FROM relations ORDER BY events DESC, id LIMIT 1")[0]
    story = archive.value("SELECT id FROM stories ORDER BY articles DESC, id LIMIT 1")
    return {
        "front": "/",
        "front, filtered": "/?kind=sister_city&period=2026",
        "search, common": "/?q=kerja+sama",
        "search, in every": "/?q=baca",
        "search, phrase": "/?q=%22kota+kembar%22",
        "search, nothing": "/?q=gerhana",
        "place": f"/place/{busiest}",
        "province": f"/place/{busiest[:2]}",
        "relation": f"/relation/{pair['a']}/{pair['b']}",
        "relations": "/relations?silent=2",
        "story": f"/story/{story}",
        "sites": "/sites",
        "map": "/map",
        "charts": "/charts",
        "feed": "/feed.atom",
    }


def measure(path: Path, rounds: int) -> dict[str, float]:
    """Median seconds of each page, and of the bare table's."""
    archive = Archive.open(path, read_only=True)
    asked = pages(archive)
    archive.close()
    port = _free_port()
    ours = [sys.executable, "-m", "reading_room", str(path), "--port", "0"]
    bare = [sys.executable, "-m", "datasette", "serve", str(path), "-p", str(port)]
    with _process(ours) as room, _process(bare):
        assert room.stdout is not None
        base = room.stdout.readline().decode().strip().rstrip("/")
        addresses = {name: base + page for name, page in asked.items()}
        addresses[BARE] = f"http://127.0.0.1:{port}/{path.stem}/articles"
        _await(addresses[BARE])
        times: dict[str, list[float]] = {name: [] for name in addresses}
        for _ in range(rounds + 1):  # the first round fills the caches of both
            for name, address in addresses.items():
                times[name].append(_ask(address))
    return {name: statistics.median(taken[1:]) for name, taken in times.items()}


def phrase_search(path: Path) -> list[float]:
    """Seconds of a search for each of so many phrases, shortest first."""
    archive = Archive.open(path, read_only=True)
    draw = random.Random(11)
    last = archive.value("SELECT max(id) FROM articles")
    taken = []
    for _ in range(PHRASES):
        number = draw.randint(1, last)
        words = str(archive.value("SELECT text FROM articles WHERE id = ?", [number])).split()
        start = draw.randrange(len(words) - 2)
        asked = " ".join(words[start : start + draw.choice((2, 3))])
        begun = time.perf_counter()
        search(archive, f'"{asked}"')
        taken.append(time.perf_counter() - begun)
    archive.close()
    return sorted(taken)


def _ask(address: str) -> float:
    begun = time.perf_counter()
    with urllib.request.urlopen(address, timeout=60) as answer:
        answer.read()
    return time.perf_counter() - begun


def _await(address: str) -> None:
    give_up = time.monotonic() + _PATIENCE
    while True:
        try:
            _ask(address)
            return
        except urllib.error.URLError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.1)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@contextmanager
def _process(command: list[str]) -> Iterator["subprocess.Popen[bytes]"]:
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def main() -> int:
    """Print a line a page; exit 1 if one is above the highest ratio allowed."""
    parser = argparse.ArgumentParser("python -m benchmarks.reading_room")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--flagged", type=float, default=FLAGGED)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--archive", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.archive or Path(folder) / "archive.db"
        if not path.exists():
            begun = time.monotonic()
            fill(path, asked.articles, flagged=asked.flagged)
            print(f"filled in {time.monotonic() - begun:.0f} s", file=sys.stderr)
        size = path.stat().st_size
        medians = measure(path, asked.rounds)
        phrases = [1000 * taken for taken in phrase_search(path)]
    p95 = phrases[int(0.95 * PHRASES)]
    ratios = {name: taken / medians[BARE] for name, taken in medians.items()}
    highest = json.loads(FLOORS.read_text(encoding="utf-8"))["reading_room_ratio_at_most"]
    if asked.json:
        told = {"median": statistics.median(phrases), "p95": p95}
        print(json.dumps({"bytes": size, "seconds": medians, "ratios": ratios, "phrase_ms": told}))
    else:
        print(f"archive of {size / 1e6:.0f} MB")
        for name, taken in medians.items():
            print(f"{name:<16} {taken * 1000:7.1f} ms  {ratios[name]:5.2f}")
        print(f"phrases in SQL: median {statistics.median(phrases):.2f} ms, p95 {p95:.2f} ms")
    over = [name for name, ratio in ratios.items() if ratio > highest]
    for name in over:
        print(f"{name}: {ratios[name]:.2f} is above {highest}", file=sys.stderr)
    if p95 > PHRASE_GOAL:
        print(f"phrases: p95 of {p95:.2f} ms is above {PHRASE_GOAL:.0f}", file=sys.stderr)
    return 1 if over or p95 > PHRASE_GOAL else 0


if __name__ == "__main__":
    sys.exit(main())
