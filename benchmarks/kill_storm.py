"""The daemon killed with SIGKILL hundreds of times: no article, no alert lost, few told twice.

`kembar run` reads an outlet on loopback and tells three receivers, one of them slow. It is
killed at random moments of a fixed seed (starting, fetching, between a message and its answer,
just after), restarted, and at last left alone to finish. Then everything that was published must
stand in the archive and have been told to each receiver; a kill may cost each one copy too many.

`python -m benchmarks.kill_storm --kills 500` takes about half an hour; exit code 1 if a figure is
not met.
"""

import argparse
import random
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from daemon import RunningDaemon  # noqa: E402
from receivers import HttpReceiver  # noqa: E402

from benchmarks.storm_daemon import ForkedDaemon  # noqa: E402
from benchmarks.storm_news import Newsroom  # noqa: E402
from kembar.errors import ArchiveError  # noqa: E402
from storage.archive import Archive  # noqa: E402
from storage.soundness import faults  # noqa: E402

SEED = 20261124
RECOVERY = 10.0
"""Seconds from the restart to the first look and, where something was due, to the first message."""
CHANNELS = ("bureau", "desk", "slow")
SLOWNESS = 0.2
"""Seconds that the slow one takes before it answers."""
MOMENTS = ("start", "page", "taken", "answered", "answered", "any")
"""When a life ends: see `Life.dies`."""
LONGEST = 10.0
"""Seconds after which a life ends whose moment does not come."""
CALM = 120.0
"""Seconds that the last life has to finish everything, and more for each message that waits."""
A_MESSAGE = 4.0


@dataclass(slots=True)
class Report:
    """What a storm came to."""

    kills: Counter[str] = field(default_factory=Counter)
    published: int = 0
    agreements: int = 0
    lost_articles: list[str] = field(default_factory=list)
    lost_alerts: list[tuple[str, str]] = field(default_factory=list)
    """Channel and path."""
    copies: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    """Copies too many by channel, and by the life after whose first copy they came."""
    unpaired: int = 0
    """Times that a kill left a flagged article without its outbox rows."""
    faults: list[str] = field(default_factory=list)
    """Of the archive at the end, search index included."""
    tracebacks: int = 0
    """Unhandled exceptions in the daemon's log."""
    recoveries: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def failures(self) -> list[str]:
        """The figures that are not met."""
        most = max((n for channel in self.copies.values() for n in channel.values()), default=0)
        checks = {
            f"lost articles: {self.lost_articles[:5]}": not self.lost_articles,
            f"lost alerts: {self.lost_alerts[:5]}": not self.lost_alerts,
            f"{most} copies after one kill": most <= 1,
            f"{self.unpaired} times an article without its alerts": not self.unpaired,
            f"the archive: {self.faults}": not self.faults,
            f"{self.tracebacks} unhandled exceptions": not self.tracebacks,
            f"recovery {max(self.recoveries, default=0):.1f} s": (
                max(self.recoveries, default=RECOVERY + 1) <= RECOVERY
            ),
        }
        return [said for said, good in checks.items() if not good]

    def lines(self) -> list[str]:
        """The report for people."""
        recoveries = sorted(self.recoveries) or [0.0]
        extra = {name: sum(self.copies[name].values()) for name in CHANNELS}
        return [
            f"kills {self.kills.total()} ({dict(self.kills)}) in {self.seconds:.0f} s",
            f"published {self.published}, of these agreements {self.agreements}",
            f"lost articles {len(self.lost_articles)}, lost alerts {len(self.lost_alerts)}",
            f"copies too many {extra}, a kill and channel at most "
            f"{max((n for c in self.copies.values() for n in c.values()), default=0)}",
            f"articles without alerts {self.unpaired}, unhandled exceptions {self.tracebacks}",
            f"integrity and search index {'ok' if not self.faults else self.faults}",
            f"recovery median {recoveries[len(recoveries) // 2]:.1f} s, longest "
            f"{recoveries[-1]:.1f} s ({len(self.recoveries)} restarts measured)",
        ]


class Life:
    """One life of the daemon, and the moment of its end."""

    def __init__(self, moment: str, chance: random.Random) -> None:
        self.moment = moment
        self.begun = time.monotonic()
        self.first_message: float | None = None
        self.daemon: RunningDaemon | None = None
        self.delay = {
            "start": chance.uniform(0, 2.5), "page": chance.uniform(0, 0.5), "taken": 0.0,
            "answered": chance.uniform(0, 0.08), "any": chance.uniform(0, 6), "never": CALM,
        }[moment]  # fmt: skip
        self._left = chance.randint(1, 2 if moment == "page" else 3)
        self._comes = threading.Event()
        if moment in ("start", "any"):
            self._comes.set()

    def happens(self, what: str) -> None:
        """Tell that a page is asked for (`page`) or a message was taken and has no answer yet."""
        if what == "taken" and self.first_message is None:
            self.first_message = time.monotonic()
        if what != {"answered": "taken"}.get(self.moment, self.moment):
            return
        self._left -= 1
        if self._left <= 0 and not self._comes.is_set():
            if self.moment == "taken" and self.daemon is not None:
                self.daemon.process.kill()
            self._comes.set()

    def dies(self) -> None:
        """Wait for the moment and kill the daemon.

        `start`: while it starts; `page`: while it fetches, judges or stores; `taken`: after a
        receiver took a message and before it says so; `answered`: about when that is recorded;
        `any`: at any time.
        """
        assert self.daemon is not None
        self._comes.wait(LONGEST)
        time.sleep(self.delay)
        self.daemon.process.kill()
        self.daemon.process.wait()


class Storm:
    """An outlet, three receivers, and a daemon that is killed again and again."""

    def __init__(
        self, folder: Path, seed: int, *, daemon: type[RunningDaemon] = RunningDaemon
    ) -> None:
        self.folder = folder
        self.daemon = daemon
        self.chance = random.Random(seed)
        self.news = Newsroom(seed)
        self.taken: dict[str, list[tuple[int, set[str]]]] = {name: [] for name in CHANNELS}
        """By channel: the life, and the paths that the message names."""
        self.report = Report()
        self.life = Life("never", self.chance)
        self._number = 0
        self.news.on_page = lambda: self.life.happens("page")

    def run(self, kills: int, *, seconds: float = float("inf"), progress: bool = False) -> Report:
        """Kill so many times, let the daemon finish, and look at what is there.

        After so many seconds it kills no more.
        """
        begun = time.monotonic()
        with ExitStack() as stack:
            outlet = stack.enter_context(self.news.outlet)
            receivers = [HttpReceiver(on_message=self._hears(name)) for name in CHANNELS]
            for receiver in receivers:
                stack.enter_context(receiver)
            urls = [receiver.url for receiver in receivers]
            config = self._write_config(outlet.url, urls)
            for server in (outlet, *receivers):
                server._server.handle_error = lambda *a: None  # the dead reset their connections
            for number in range(kills):
                if time.monotonic() - begun > seconds:
                    break
                self._live(config, self.chance.choice(MOMENTS))
                if progress and (number + 1) % 25 == 0:
                    spent = time.monotonic() - begun
                    print(f"{number + 1} kills, {spent:.0f} s", flush=True)
            self._live(config, "never")
        self._look(config)
        self.report.seconds = time.monotonic() - begun
        return self.report

    def _hears(self, name: str) -> Any:
        def hears(text: str) -> None:
            self.taken[name].append((self._number, {urlsplit(word).path for word in text.split()}))
            self.life.happens("taken")
            if name == "slow":
                time.sleep(SLOWNESS)

        return hears

    def _live(self, config: Path, moment: str) -> None:
        """One life: news, start, end; and what it left behind."""
        stored = self._stored()
        self.news.publish(stored)
        due = self._rows("SELECT 1 FROM outbox WHERE story_id IS NOT NULL AND state <> 'sent'")
        looks = len(self.news.outlet.asked("/feed/"))
        self._number += 1
        self.life = Life(moment, self.chance)
        with self.daemon(config) as daemon:
            self.life.daemon = daemon
            if moment == "never":
                daemon.until(self._finished, seconds=CALM + A_MESSAGE * len(due))
                daemon.terminate()
            else:
                self.life.dies()
                self.report.kills[moment] += 1
        self._measure(looks, bool(due))
        self.report.unpaired += bool(self._rows(_UNPAIRED))

    def _measure(self, looks: int, due: bool) -> None:
        """How long after its start this life was at work again, where it got so far."""
        fresh = self.news.outlet.asked("/feed/")[looks:]
        if not fresh or (due and self.life.first_message is None):
            return
        at_work = max(fresh[0].at, (self.life.first_message or 0.0) if due else 0.0)
        self.report.recoveries.append(at_work - self.life.begun)

    def _finished(self) -> bool:
        waiting = self._rows("SELECT 1 FROM outbox WHERE story_id IS NOT NULL AND state <> 'sent'")
        return not waiting and set(self.news.paths) <= self._stored()

    def _look(self, config: Path) -> None:
        """Hold what was published against the archive and the receivers."""
        report, stored = self.report, self._stored()
        report.published = len(self.news.paths)
        report.agreements = len(self.news.agreements)
        report.lost_articles = sorted(set(self.news.paths) - stored)
        for name in CHANNELS:
            for path in self.news.agreements:
                lives = [life for life, paths in self.taken[name] if path in paths]
                if not lives:
                    report.lost_alerts.append((name, path))
                report.copies[name].update(lives[:-1])
        archive = Archive.open(self.folder / "archive.db", read_only=True)
        try:
            known = {row["id"] for row in archive.rows("SELECT id FROM places")}
            report.faults = [f"{f.where}: {f.what}" for f in faults(archive, places=known)]
        finally:
            archive.close()
        report.tracebacks = (
            config.with_suffix(".log").read_text(encoding="utf-8").count("Traceback")
        )

    def _stored(self) -> set[str]:
        return {urlsplit(row["url"]).path for row in self._rows("SELECT url FROM articles")}

    def _rows(self, sql: str) -> list[dict[str, Any]]:
        try:
            archive = Archive.open(self.folder / "archive.db", read_only=True)
        except ArchiveError:  # killed before it was made
            return []
        try:
            return archive.rows(sql)
        finally:
            archive.close()

    def _write_config(self, outlet: str, urls: list[str]) -> Path:
        config = self.folder / "kembar.toml"
        channels = "".join(
            f'[[channels]]\nname = "{name}"\nurl = "{url}"\n'
            for name, url in zip(CHANNELS, urls, strict=True)
        )
        config.write_text(_CONFIG.format(outlet=outlet, channels=channels), encoding="utf-8")
        return config


_CONFIG = """
[archive]
path = "archive.db"
[crawl]
sites = []
every = "1 s"
min = "1 s"
max = "2 s"
delay = "0 s"
parsers = 1
contact = "mailto:desk@example.org"
allow_private_hosts = true
[alerts]
backlog = "tell"
burst = 0
proof = "off"
[reading_room]
enabled = false
[[sites]]
name = "uji"
url = "{outlet}"
area = "64.74"
sources = ["feed:{outlet}feed/"]
{channels}"""

_UNPAIRED = f"""SELECT 1 FROM events JOIN articles ON articles.id = events.article_id WHERE
    (SELECT count(*) FROM outbox WHERE outbox.story_id = articles.story_id) < {len(CHANNELS)}"""


def main() -> None:
    """Run a storm and print what it came to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--minutes", type=float, default=float("inf"), help="kill no longer")
    parser.add_argument("--cold", action="store_true", help="start a whole interpreter each time")
    arguments = parser.parse_args()
    daemon = RunningDaemon if arguments.cold else ForkedDaemon
    with tempfile.TemporaryDirectory() as folder:
        report = Storm(Path(folder), arguments.seed, daemon=daemon).run(
            arguments.kills, seconds=arguments.minutes * 60, progress=True
        )
    print("\n".join(report.lines()))
    for failure in report.failures:
        print(f"NOT MET: {failure}")
    sys.exit(bool(report.failures))


if __name__ == "__main__":
    main()
