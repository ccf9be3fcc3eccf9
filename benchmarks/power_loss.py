"""A stand-in for power cuts: the archive's files as they stood at random moments, opened anew.

A process stores flagged articles and delivers their alerts; at random moments of a fixed seed it is
stopped where it stands, the file and its log (`-wal`) are copied as they are, and it goes on. Every
copy must open, be sound, and hold no flagged article without its alerts.

`python -m benchmarks.power_loss --copies 200`; exit code 1 if a copy does not hold.
"""

import argparse
import asyncio
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from sample_articles import NOW, article, flagged  # noqa: E402

from alerts.delivery import Courier  # noqa: E402
from alerts.rendering import Message  # noqa: E402
from kembar.clock import WIB  # noqa: E402
from kembar.model import Subscription  # noqa: E402
from storage import articles  # noqa: E402
from storage.archive import Archive, Writer  # noqa: E402

SEED = 20261124
CHANNELS = ("bureau", "desk")
LONGEST = 0.15
"""Seconds between two copies, at most."""
UNPAIRED = f"""SELECT count(*) FROM events JOIN articles ON articles.id = events.article_id WHERE
    (SELECT count(*) FROM outbox WHERE outbox.story_id = articles.story_id) < {len(CHANNELS)}"""


@dataclass(slots=True)
class Report:
    """What the copies came to."""

    copies: int = 0
    articles: int = 0
    """In the last copy."""
    sent: int = 0
    """Outbox rows that the last copy calls sent."""
    with_log: int = 0
    """Copies whose log held something."""
    faults: list[str] = field(default_factory=list)


class Taker:
    """A channel that takes everything."""

    language = "id"
    zone: ZoneInfo = WIB

    def __init__(self, name: str) -> None:
        self.name = name

    def send(self, message: Message) -> None:
        """Take it."""


def work(path: Path) -> None:
    """Store and deliver until killed."""

    async def forever() -> None:
        writer, number = Writer(path), 0
        courier = Courier(writer, {name: Taker(name) for name in CHANNELS}, burst=0)
        wanted = [Subscription(channel=name) for name in CHANNELS]
        while True:
            number += 1
            told = article(number % 2500 + 1, published=NOW)
            await writer.run(
                articles.save, told, flagged(told), now=NOW + timedelta(seconds=number),
                subscriptions=wanted, backlog="tell", first_round=False,
            )  # fmt: skip
            await courier.deliver_due()

    asyncio.run(forever())


def cut(folder: Path, copies: int, seed: int) -> Report:
    """Take so many copies in `folder` and open each."""
    chance, report, path = random.Random(seed), Report(), folder / "archive.db"
    command = [sys.executable, "-m", "benchmarks.power_loss", "--work", str(path)]
    process = subprocess.Popen(command, cwd=ROOT)
    try:
        give_up = time.monotonic() + 60
        while not path.is_file() and time.monotonic() < give_up:
            time.sleep(0.01)
        for number in range(copies):
            time.sleep(chance.uniform(0, LONGEST))
            os.kill(process.pid, signal.SIGSTOP)
            os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
            copy = folder / "copy.db"
            for end in ("", "-wal"):
                source = path.with_name(path.name + end)
                target = copy.with_name(copy.name + end)
                target.unlink(missing_ok=True)
                if source.is_file():
                    shutil.copyfile(source, target)
            os.kill(process.pid, signal.SIGCONT)
            _open(copy, number, report)
    finally:
        process.kill()
        process.wait()
    return report


def _open(copy: Path, number: int, report: Report) -> None:
    log = copy.with_name(copy.name + "-wal")
    report.with_log += log.is_file() and log.stat().st_size > 0
    report.copies += 1
    try:
        archive = Archive.open(copy, safeguard=False)  # as a start after the cut does
        try:
            sound = [row["integrity_check"] for row in archive.rows("PRAGMA integrity_check")]
            unpaired = archive.value(UNPAIRED)
            report.articles = archive.value("SELECT count(*) FROM articles")
            report.sent = archive.value("SELECT count(*) FROM outbox WHERE state = 'sent'")
        finally:
            archive.close()
    except Exception as error:  # whatever it is, it is what the copy came to
        report.faults.append(f"copy {number}: {error}")
        return
    if sound != ["ok"]:
        report.faults.append(f"copy {number}: {sound[:3]}")
    if unpaired:
        report.faults.append(f"copy {number}: {unpaired} articles without their alerts")


def main() -> None:
    """Take the copies and print what they came to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--copies", type=int, default=200)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.work:
        work(arguments.work)
        return
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = cut(Path(folder), arguments.copies, arguments.seed)
    print(
        f"{report.copies - len(report.faults)} of {report.copies} copies hold, "
        f"{report.with_log} with a log; the last has {report.articles} articles and "
        f"{report.sent} sent alerts; {time.monotonic() - began:.0f} s"
    )
    for fault in report.faults:
        print(f"NOT MET: {fault}")
    sys.exit(bool(report.faults))


if __name__ == "__main__":
    main()
