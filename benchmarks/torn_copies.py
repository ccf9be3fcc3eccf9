"""What a power cut would leave: copies of a file under work, each opened and looked through.

    python -m benchmarks.torn_copies [--copies N] [--seed S]

One thread stores flagged articles, another delivers; meanwhile the file and its log are copied N
times (200) at seeded moments. Each copy must be sound and hold an outbox row for each flagged
article and channel. Exits 1 otherwise. SIGKILL proves less: the system keeps what was not synced.
"""

import argparse
import asyncio
import random
import shutil
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

from alerts.delivery import Courier
from alerts.rendering import Message
from kembar.clock import WIB, now
from kembar.errors import ArchiveError
from storage.archive import Archive, Writer

from .happenings import store

CHANNELS = ("one", "two")
MOST = 300
"""Articles after which fewer are stored, as the log grows with each and is never emptied."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the copies held."""

    copies: int
    sound: int
    """Copies that `integrity_check` finds nothing in."""
    bare: int
    """Flagged articles without an outbox row for each channel, in all copies."""
    articles: int
    """In the copy that holds most."""
    sent: int
    """Alerts that are on record as sent in it."""

    @property
    def good(self) -> bool:
        """Whether each copy is whole and lacks no alert."""
        return self.sound == self.copies and not self.bare


class Desk:
    """A channel that takes everything."""

    language, zone = "id", WIB

    def __init__(self, name: str) -> None:
        self.name = name

    def send(self, message: Message) -> None:
        """Take it."""


def measure(copies: int, *, seed: int, folder: Path) -> Figures:
    """Copy so many times while a writer and a courier work, then open each copy."""
    path = folder / "archive.db"
    Archive.open(path).close()
    chance = random.Random(seed)
    ended = threading.Event()
    workers = [threading.Thread(target=work, args=(path, ended)) for work in (_author, _deliverer)]
    found: list[tuple[bool, int, int, int]] = []
    for worker in workers:
        worker.start()
    try:
        for number in range(copies):
            threading.Event().wait(chance.uniform(0.0, 0.1))
            copy = folder / f"copy{number}"
            _copy(path, copy)
            found.append(_look(copy / path.name))
            shutil.rmtree(copy)
    finally:
        ended.set()
        for worker in workers:
            worker.join()
    return Figures(
        copies=copies,
        sound=sum(sound for sound, *_ in found),
        bare=sum(bare for _, bare, *_ in found),
        articles=max(articles for *_, articles, _ in found),
        sent=max(sent for *_, sent in found),
    )


def _author(path: Path, ended: threading.Event) -> None:
    archive = _uncheckpointed(Archive.open(path))
    number = 0
    while not ended.is_set():
        number += 1
        store(archive, number, CHANNELS, now())
        ended.wait(0.02 if number < MOST else 0.5)
    archive.close()


def _deliverer(path: Path, ended: threading.Event) -> None:
    async def work() -> None:
        writer = Writer(path)
        await writer.run(_uncheckpointed)
        courier = Courier(writer, {name: Desk(name) for name in CHANNELS}, by="copies")
        while not ended.is_set():
            await courier.deliver_due()
            await asyncio.sleep(0.01)
        await courier.close()
        await writer.close()

    asyncio.run(work())


def _uncheckpointed(archive: Archive) -> Archive:
    """Keep all in the log: a copier that overlaps a checkpoint sees what no power cut leaves."""
    archive.db.execute("PRAGMA wal_autocheckpoint = 0")
    return archive


def _copy(path: Path, to: Path) -> None:
    to.mkdir()
    for file in (path, path.with_name(f"{path.name}-wal")):
        if file.exists():
            shutil.copyfile(file, to / file.name)


def _look(path: Path) -> tuple[bool, int, int, int]:
    """Whether a copy is sound, its flagged articles that lack a row, its articles, its sent."""
    try:
        archive = Archive.open(path)
    except ArchiveError:
        return False, 0, 0, 0
    try:
        sound = archive.value("PRAGMA integrity_check") == "ok"
        bare = archive.value(
            """SELECT count(*) FROM articles WHERE story_id IS NOT NULL AND ? <> (
                SELECT count(*) FROM outbox WHERE outbox.story_id = articles.story_id)""",
            [len(CHANNELS)],
        )
        articles = archive.value("SELECT count(*) FROM articles")
        sent = archive.value("SELECT count(*) FROM outbox WHERE state = 'sent'")
        return sound, bare, articles, sent
    except ArchiveError:
        return False, 0, 0, 0
    finally:
        archive.close()


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--copies", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(given.copies, seed=given.seed, folder=Path(folder))
    print(
        f"sound {found.sound} of {found.copies}, articles without a row {found.bare}; "
        f"the fullest copy holds {found.articles} articles and {found.sent} sent alerts"
    )
    return 0 if found.good else 1


if __name__ == "__main__":
    sys.exit(main())
