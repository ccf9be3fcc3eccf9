"""Whichever step fails, once: nothing is lost, nothing ends, one copy too many at most.

The first, second, third ... opening, beginning, commit and sending fails in turn, until a whole
run passes without meeting its fault.
"""

import asyncio
import shutil
import sqlite3
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import HandClock
from sample_articles import NOW, article, flagged

from alerts.wing import AlertWing
from kembar import config
from kembar.clock import WIB
from kembar.errors import DeliveryFailed, KembarError
from storage import archive as storage_archive
from storage import articles
from storage.archive import Archive

CHANNELS = ("bureau", "desk")
STORIES = 3
ROUNDS = 16
"""A quarter of an hour apart: enough for two tries after a lease that nobody ended."""
MOST = 300
CONFIG = """
[archive]
path = "archive.db"
[alerts]
burst = 0
[[channels]]
name = "bureau"
url = "json://127.0.0.1:9/"
[[channels]]
name = "desk"
url = "json://127.0.0.1:9/"
"""


class Fault:
    """Fails one step of a kind: the n-th."""

    def __init__(self, kind: str, number: int) -> None:
        self.kind = kind
        self.left = number

    def at(self, kind: str) -> bool:
        """Whether this step is the one."""
        if kind == self.kind:
            self.left -= 1
            return self.left == 0
        return False


def faulty_connections(fault: Fault):
    """What opens the archive, with connections that meet the fault."""

    class Connection(sqlite3.Connection):
        def execute(self, sql, *parameters):
            if sql.startswith("BEGIN") and fault.at("begin"):
                raise sqlite3.OperationalError("database is locked")
            if sql == "COMMIT" and fault.at("commit"):
                raise sqlite3.OperationalError("disk I/O error")
            result = super().execute(sql, *parameters)
            if sql == "COMMIT" and fault.at("word of a commit"):
                raise sqlite3.OperationalError("disk I/O error")
            return result

    def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
        if fault.at("open"):
            raise sqlite3.OperationalError("unable to open database file")
        return sqlite3.connect(path, factory=Connection)

    return connect


class Carrier:
    """A channel that meets the fault before or after it has taken a message."""

    language, zone = "id", WIB

    def __init__(self, name: str, fault: Fault) -> None:
        self.name = name
        self.fault = fault
        self.keys: list[str] = []

    def send(self, message) -> None:
        if self.fault.at("send"):
            raise DeliveryFailed("not now")
        if self.fault.at("send oddly"):
            raise ConnectionResetError("by peer")
        self.keys.append(message.body.rsplit("#", 1)[1][:8])
        if self.fault.at("answer"):
            raise DeliveryFailed("no answer in time; it may have arrived")


def run(folder: Path, carriers: dict[str, Carrier]) -> None:
    """Store the stories and deliver them, as the daemon does: what fails comes again later."""
    read = config.parse(CONFIG, folder=folder)
    clock = HandClock(NOW)

    async def store(wing: AlertWing, number: int) -> bool:
        told = article(number)
        try:
            await wing.writer.run(
                articles.save, told, flagged(told), now=clock(), first_round=False,
                backlog="tell", subscriptions=read.subscriptions, burst=0,
            )  # fmt: skip
        except KembarError:
            return False
        return True

    async def work() -> None:
        missing = set(range(1, STORIES + 1))
        async with AlertWing(read, carriers, clock=clock) as wing:
            for _ in range(ROUNDS):
                for number in sorted(missing):
                    if await store(wing, number):
                        missing.discard(number)
                await wing.keep_frames()
                await wing.deliver()
                clock.moment += timedelta(minutes=15)

    asyncio.run(work())


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "archive.db"
    Archive.open(path).close()
    return path


@pytest.mark.parametrize(
    ("kind", "least", "spare"),
    [
        ("open", 1, 0),
        ("begin", 16, 0),
        ("commit", 16, 0),
        ("word of a commit", 16, 1),
        ("send", 6, 0),
        ("send oddly", 6, 0),
        ("answer", 6, 1),
    ],
)
def test_whichever_step_fails_nothing_is_lost_and_nothing_ends(
    kind: str, least: int, spare: int, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, MOST):
        fault = Fault(kind, number)
        carriers = {name: Carrier(name, fault) for name in CHANNELS}
        folder = tmp_path / str(number)
        folder.mkdir()
        shutil.copy(empty, folder / "archive.db")
        with monkeypatch.context() as patched:
            patched.setattr(storage_archive, "_connect", faulty_connections(fault))
            run(folder, carriers)

        check(folder / "archive.db", carriers, spare, f"{kind} {number}")
        if fault.left > 0:
            break

    assert number > least, "the run met fewer steps of this kind than it must have"
    assert number < MOST - 1


def check(path: Path, carriers: dict[str, Carrier], spare: int, what: str) -> None:
    """Everything is stored and was told to each channel; hardly anything twice."""
    archive = Archive.open(path, read_only=True)
    stored = archive.value("SELECT count(*) FROM articles")
    rows = archive.rows("SELECT alert_key, channel, state FROM outbox WHERE story_id > 0")
    sound = archive.value("PRAGMA integrity_check")
    archive.close()
    told = Counter(key for carrier in carriers.values() for key in carrier.keys)

    assert (stored, sound) == (STORIES, "ok"), what
    assert [row["state"] for row in rows] == ["sent"] * STORIES * len(CHANNELS), what
    for name in CHANNELS:
        wanted = {row["alert_key"][:8] for row in rows if row["channel"] == name}
        assert set(carriers[name].keys) == wanted, what
    assert told.total() <= len(rows) + spare, what
