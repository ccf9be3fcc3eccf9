"""The daemon killed by SIGKILL again and again: nothing lost, hardly anything told twice.

    python -m benchmarks.alert_storm [--kills N] [--seed S] [--json]

Runs `kembar run` on loopback outlets with three receivers, kills its whole process group at seeded
random moments while articles appear, and starts it anew. At the end it counts: every article is in
the archive, every flagged one was told to every receiver, at most one extra copy a kill and
receiver, the file and its search index are sound, and what was due at the last kill was sent within
10 s of the start. Exits 1 otherwise. 500 kills take about an hour on two shared cores.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kembar.errors import ArchiveError
from storage.archive import Archive

from .storm_targets import Outlet, Receiver

RECOVERY = 10.0
"""Seconds from a start until what was due has been sent."""
SETTLING = 180.0
"""Seconds that the last daemon gets to read and tell all there is."""
_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a storm left."""

    kills: int
    articles: int
    """Published by the outlets."""
    lost_articles: int
    """Of those, not in the archive."""
    alerts: int
    """Stories times receivers."""
    lost_alerts: int
    """Of those, never received."""
    unflagged: int
    """Articles without a story; the outlets publish none such."""
    extra_copies: int
    """Most of one receiver."""
    sound: bool
    """Whether `integrity_check` and the search index's own check find nothing."""
    recovery: float
    """Longest time from a start to the first alert that reached a receiver, or to none being due;
    seconds, over the starts that lived so long."""
    seconds: float
    """The whole storm."""

    @property
    def good(self) -> bool:
        """Whether it kept what is promised."""
        return (
            not self.lost_articles and not self.lost_alerts and not self.unflagged and self.sound
            and self.extra_copies <= self.kills and self.recovery <= RECOVERY
        )  # fmt: skip


class Storm:
    """One daemon after the other over one archive."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._chance = random.Random(seed)
        self._folder = folder
        self._outlets = [Outlet(f"uji{n}", n, 2) for n in range(2)]
        self._receivers = [Receiver() for _ in range(3)]
        self._config = folder / "kembar.toml"
        self._config.write_text(self._text(), encoding="utf-8")
        self._log = (folder / "log.txt").open("ab")
        self._longest = 0.0

    def _text(self) -> str:
        head = """
            [archive]
            path = "archive.db"
            [crawl]
            sites = []
            every = "1 s"
            delay = "0 s"
            parsers = 1
            contact = "mailto:desk@example.org"
            allow_private_hosts = true
            [alerts]
            backlog = "tell"
            burst = 0
            [reading_room]
            enabled = false
            """
        sites = "".join(
            f"""
            [[sites]]
            name = "{outlet.name}"
            url = "http://{outlet.host}/"
            area = "64.74"
            sources = ["feed:http://{outlet.host}/feed/"]
            """
            for outlet in self._outlets
        )
        channels = "".join(
            f"""
            [[channels]]
            name = "desk{number}"
            url = "json://{receiver.host}/"
            """
            for number, receiver in enumerate(self._receivers)
        )
        return head + sites + channels

    def run(self, kills: int) -> Figures:
        """The storm and its count."""
        began = time.monotonic()
        try:
            for number in range(kills):
                self._live_and_die()
                if sys.stderr.isatty() or number % 50 == 49:
                    print(f"{number + 1} kills", file=sys.stderr, flush=True)
            self._last_life()
            return self._count(kills, time.monotonic() - began)
        except AssertionError as error:
            log = (self._folder / "log.txt").read_text(encoding="utf-8", errors="replace")
            raise AssertionError(f"{error}; log:\n" + "\n".join(log.splitlines()[-60:])) from None
        finally:
            for server in (*self._outlets, *self._receivers):
                server.__exit__()
            self._log.close()

    def _start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", "kembar", "run", "--config", str(self._config)],
            cwd=self._folder, env={**os.environ, "PYTHONPATH": str(_ROOT)},
            stdout=self._log, stderr=self._log, start_new_session=True,
        )  # fmt: skip

    def _live_and_die(self) -> None:
        """A life that is cut off early in its start, or within two seconds of its first message."""
        waiting, before, start = self._due(), self._told(), time.monotonic()
        process = self._start()
        try:
            self._chance.choice(self._outlets).publish()
            if self._chance.random() < 0.15:
                time.sleep(self._chance.uniform(0.0, 2.5))
                return
            _until(lambda: self._told() > before, 60, process)
            if waiting:
                self._longest = max(self._longest, time.monotonic() - start)
            for _ in range(self._chance.randint(0, 3)):
                self._chance.choice(self._outlets).publish()
            # From within the send itself to some rounds later.
            time.sleep(self._chance.choice([0.0, 0.02, 0.2, 2.0]) * self._chance.random())
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _last_life(self) -> None:
        process = self._start()
        try:
            waiting, start = self._due(), time.monotonic()
            if waiting:
                _until(lambda: not self._rows(_OPEN_BEFORE, waiting), 60, process)
                self._longest = max(self._longest, time.monotonic() - start)
            paths = sum(len(outlet.paths) for outlet in self._outlets)
            _until(
                lambda: self._rows("SELECT count(*) AS n FROM articles")[0]["n"] >= paths
                and not self._due(),
                SETTLING, process, fail=False,
            )  # fmt: skip
            process.send_signal(signal.SIGTERM)
            process.wait(30)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def _told(self) -> int:
        return sum(receiver.copies.total() for receiver in self._receivers)

    def _due(self) -> int:
        """The newest row of the outbox that is not sent; 0 without one."""
        rows = self._rows("SELECT max(id) AS id FROM outbox WHERE state <> 'sent'")
        return int(rows[0]["id"] or 0) if rows else 0

    def _rows(self, sql: str, *parameters: Any) -> list[dict[str, Any]]:
        try:
            archive = Archive.open(self._folder / "archive.db", read_only=True)
        except ArchiveError:
            return []
        try:
            return archive.rows(sql, parameters)
        finally:
            archive.close()

    def _count(self, kills: int, seconds: float) -> Figures:
        published = {
            f"http://{outlet.host}{path}" for outlet in self._outlets for path in outlet.paths
        }
        stored = self._rows("SELECT url, story_id FROM articles")
        keys = [row["k"] for row in self._rows(_KEYS)]
        stories = self._rows("SELECT id FROM stories")
        missing = sum(not r.copies[key] for r in self._receivers for key in keys)
        return Figures(
            kills=kills,
            articles=len(published),
            lost_articles=len(published - {row["url"] for row in stored}),
            alerts=len(stories) * len(self._receivers),
            # A story without an outbox row is lost as well.
            lost_alerts=missing + (len(stories) - len(keys)) * len(self._receivers),
            unflagged=sum(row["story_id"] is None for row in stored),
            extra_copies=max(r.copies.total() - len(r.copies) for r in self._receivers),
            sound=_sound(self._folder / "archive.db"),
            recovery=round(self._longest, 2),
            seconds=round(seconds, 1),
        )


_OPEN_BEFORE = "SELECT 1 FROM outbox WHERE state <> 'sent' AND id <= ?"
_KEYS = "SELECT DISTINCT substr(alert_key, 1, 8) AS k FROM outbox WHERE occasion = 'first'"


def _sound(path: Path) -> bool:
    archive = Archive.open(path)
    try:
        whole = archive.value("PRAGMA integrity_check") == "ok"
        with archive.write() as db:  # raises where the index and the articles differ
            db.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")
        return whole
    except ArchiveError:
        return False
    finally:
        archive.close()


def _until(
    what: Callable[[], bool], seconds: float, process: "subprocess.Popen[bytes]", *,
    fail: bool = True,
) -> None:  # fmt: skip
    give_up = time.monotonic() + seconds
    while not what():
        if process.poll() is not None:
            raise AssertionError(f"the daemon ended by itself with {process.returncode}")
        if time.monotonic() > give_up:
            if fail:
                raise AssertionError(f"not within {seconds:.0f} s")
            return
        time.sleep(0.02)


def storm(kills: int, seed: int, folder: Path) -> Figures:
    """Kill so many times and count what is left."""
    return Storm(folder, seed).run(kills)


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = storm(given.kills, given.seed, Path(folder))
    if given.json:
        print(json.dumps(asdict(found) | {"good": found.good}))
    else:
        for name, value in asdict(found).items():
            print(f"{name.replace('_', ' '):<14} {value}")
    return 0 if found.good else 1


if __name__ == "__main__":
    sys.exit(main())
