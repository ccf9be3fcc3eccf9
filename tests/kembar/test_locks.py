"""The lock file: one holder, named, freed when the holder dies."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from kembar.errors import AlreadyRunning
from kembar.locks import DAEMON, FileLock, beside, daemon_runs, holder_of


def test_a_second_holder_is_refused_and_told_who_holds_it(tmp_path: Path) -> None:
    path = beside(tmp_path / "archive.db", "daemon")
    first = FileLock(path)
    first.acquire("the Kembar daemon on desk")

    with pytest.raises(
        AlreadyRunning, match=rf"the Kembar daemon on desk \(process {os.getpid()}\)"
    ):
        FileLock(path).acquire("another")
    assert "desk" in (holder_of(path) or "")
    first.release()


def test_a_released_lock_is_free(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "x.lock")
    lock.acquire("one")
    lock.release()

    assert holder_of(tmp_path / "x.lock") is None
    lock.acquire("again")
    lock.release()


def test_a_killed_holder_leaves_the_lock_free(tmp_path: Path) -> None:
    path = tmp_path / "x.lock"
    code = (
        "import sys; from pathlib import Path; from kembar.locks import FileLock\n"
        f"lock = FileLock(Path({str(path)!r})); lock.acquire('doomed')\n"
        "print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert holder_of(path) is not None
        holder.send_signal(signal.SIGKILL)

    assert holder_of(path) is None


def test_a_daemon_can_be_asked_and_another_command_is_named(tmp_path: Path) -> None:
    archive = tmp_path / "archive.db"
    lock = FileLock(beside(archive, "daemon"))
    before = daemon_runs(archive)
    lock.acquire(f"{DAEMON} on desk")
    asked = daemon_runs(archive)
    lock.release()
    lock.acquire("`kembar backfill`")

    with pytest.raises(AlreadyRunning, match="`kembar backfill`"):
        daemon_runs(archive)
    lock.release()
    assert (before, asked) == (False, True)
