"""The n-th step fails, whichever it is; the file is copied in the middle of it all."""

import asyncio
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sample_articles import NOW

from alerts.delivery import Courier
from alerts.rendering import Message
from benchmarks import torn_copies
from benchmarks.happenings import store
from kembar.clock import WIB
from kembar.errors import ArchiveError, DeliveryFailed
from kembar.locks import FileLock, beside
from storage import outbox
from storage.archive import Archive, Writer

STORIES = 3


class Fuse:
    """Raises at the n-th call of what it guards, once."""

    def __init__(self, number: int) -> None:
        self.left = number

    def blow(self, fault: Exception) -> None:
        self.left -= 1
        if self.left == 0:
            raise fault


class Desk:
    """A channel that takes messages."""

    language, zone, quiet = "id", WIB, None

    def __init__(self, name: str) -> None:
        self.name = name
        self.got: list[str] = []

    def send(self, message: Message) -> None:
        self.got.append(message.body.rsplit("#", 1)[1][:8])


class FailingDatabase:
    """The archive's database, whose commits or statements fail by a fuse."""

    def __init__(self, db: Any, fuse: Fuse, step: str) -> None:
        self._db = db
        self._fuse = fuse
        self._step = step

    def __getattr__(self, name: str) -> Any:
        return getattr(self._db, name)

    def commit(self) -> None:
        if self._step == "commit":
            self._fuse.blow(sqlite3.OperationalError("disk I/O error"))
        self._db.commit()
        if self._step == "fsync":  # it is done, but the disk says that it is not
            self._fuse.blow(sqlite3.OperationalError("disk I/O error"))

    def execute(self, *arguments: Any) -> Any:
        if self._step == "statement":
            self._fuse.blow(sqlite3.OperationalError("database or disk is full"))
        return self._db.execute(*arguments)


def scenario(path: Path, step: str, fuse: Fuse, monkeypatch: pytest.MonkeyPatch) -> list[Desk]:
    """Store stories and deliver them, trying again as the daemon does after each fault."""
    real = Archive._prepare

    def prepare(archive: Archive, **options: Any) -> None:
        if step == "open":
            fuse.blow(sqlite3.OperationalError("unable to open database file"))
        real(archive, **options)
        if step in ("commit", "fsync", "statement"):
            archive.db = FailingDatabase(archive.db, fuse, step)  # type: ignore[assignment]

    monkeypatch.setattr(Archive, "_prepare", prepare)
    desks = [Desk("one"), Desk("two")]
    if step == "send":
        for desk in desks:
            monkeypatch.setattr(desk, "send", failing(desk.send, fuse))
    moment = [NOW]

    async def work() -> None:
        writer = Writer(path)
        courier = Courier(
            writer, {d.name: d for d in desks}, clock=lambda: moment[0], by="test",
            lock=FileLock(beside(path, "delivery")),
        )  # fmt: skip
        for number in range(1, STORIES + 1):
            await persist(lambda: writer.run(store, number, ("one", "two"), NOW))  # noqa: B023
            await persist(courier.deliver_due)
        for _ in range(20):
            await persist(courier.deliver_due)
            moment[0] += timedelta(seconds=15)
        await courier.close()
        await writer.close()

    asyncio.run(work())
    monkeypatch.undo()
    return desks


def failing(send: Callable[[Message], None], fuse: Fuse) -> Callable[[Message], None]:
    def instead(message: Message) -> None:
        fuse.blow(DeliveryFailed("no route"))
        send(message)

    return instead


async def persist(call: Callable[[], Any]) -> None:
    """As the crawl and the daemon do: what fails is told, and comes again."""
    for _ in range(3):
        try:
            await call()
            return
        except ArchiveError:
            continue
    raise AssertionError("one fault failed three times")


@pytest.mark.parametrize("step", ["open", "commit", "fsync", "statement", "send"])
def test_whichever_step_fails_nothing_is_lost(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = 0
    while True:
        number += 1 if step != "statement" else 7
        fuse = Fuse(number)
        path = tmp_path / f"{number}.db"

        desks = scenario(path, step, fuse, monkeypatch)

        archive = Archive.open(path, read_only=True)
        states = outbox.counts(archive)
        archive.close()
        assert states == {"one": {"sent": STORIES}, "two": {"sent": STORIES}}, number
        for desk in desks:
            assert len(set(desk.got)) == STORIES, (number, desk.got)
            assert len(desk.got) <= STORIES + 1, (number, desk.got)
        if fuse.left > 0:  # there is no n-th step any more
            break
    assert number > 1


def test_a_copy_made_at_any_moment_is_whole_and_lacks_no_alert(tmp_path: Path) -> None:
    found = torn_copies.measure(12, seed=2, folder=tmp_path)

    assert found.good, found
    assert found.articles > 3
    assert found.sent > 0
