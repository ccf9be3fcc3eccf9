"""The daemon's side: a child that is started, told apart, started again and never left behind."""

import asyncio
import logging
import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kembar.errors import KembarError
from reading_room.child import ReadingRoom

ROOT = Path(__file__).resolve().parent.parent.parent


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(happened: Callable[[], bool], seconds: float = 30) -> None:
    """Look often until something has happened; fail when it does not in time."""
    give_up = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < give_up, "did not happen in time"
        threading.Event().wait(0.02)


def accepts(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


def test_it_starts_answers_and_ends_without_leaving_a_process(filled: Path) -> None:
    async def scene() -> tuple[int | None, bool, str, float]:
        room = ReadingRoom(filled, 0)
        await room.start()
        pid, ready, url = room.pid, await room.ready(20), room.url
        begun = time.monotonic()
        await room.stop()
        return pid, ready, url, time.monotonic() - begun

    pid, ready, url, took = asyncio.run(scene())

    assert ready
    assert url.startswith("http://127.0.0.1:") and not url.endswith(":0/")
    assert took < 5
    assert pid is not None and not alive(pid)
    assert not accepts(int(url.rsplit(":", 1)[1].strip("/")))


def test_a_child_that_dies_is_started_again_at_the_same_address(
    filled: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene() -> tuple[list[str], list[int | None], bool]:
        room = ReadingRoom(filled, 0, first_pause=0.05)
        await room.start()
        urls, pids = [room.url], [room.pid]
        watching = asyncio.create_task(room.watch())
        assert pids[0] is not None
        os.kill(pids[0], signal.SIGKILL)
        async with asyncio.timeout(30):
            while room.pid in (None, pids[0]):
                await asyncio.sleep(0.02)
        ready = await room.ready(20)
        urls.append(room.url)
        pids.append(room.pid)
        await room.stop()
        await asyncio.wait_for(watching, 5)
        return urls, pids, ready

    with caplog.at_level(logging.WARNING):
        urls, pids, ready = asyncio.run(scene())

    assert ready
    assert urls[0] == urls[1]
    assert "ended with -9; starts again in 0.05 s" in caplog.text
    assert [pid for pid in pids if pid is None or alive(pid)] == []


def test_a_busy_port_is_told_at_the_start(filled: Path) -> None:
    async def scene(port: int) -> int | None:
        room = ReadingRoom(filled, port)
        with pytest.raises(KembarError, match=f"port {port} of 127.0.0.1 cannot be used"):
            await room.start()
        return room.pid

    with socket.create_server(("127.0.0.1", 0)) as taken:
        pid = asyncio.run(scene(taken.getsockname()[1]))

    assert pid is None


def test_watching_goes_on_until_a_busy_port_is_free(
    filled: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene(taken: socket.socket) -> bool:
        room = ReadingRoom(filled, taken.getsockname()[1], first_pause=0.05, longest_pause=0.1)
        watching = asyncio.create_task(room.watch())
        async with asyncio.timeout(30):
            while "cannot be used" not in caplog.text:
                await asyncio.sleep(0.02)
        taken.close()
        ready = await room.ready(30)
        await room.stop()
        await asyncio.wait_for(watching, 5)
        return ready

    with caplog.at_level(logging.WARNING):
        ready = asyncio.run(scene(socket.create_server(("127.0.0.1", 0))))

    assert ready


def test_stopping_does_not_wait_for_the_pause_before_a_restart(filled: Path) -> None:
    async def scene() -> float:
        room = ReadingRoom(filled, 0, first_pause=600)
        await room.start()
        watching = asyncio.create_task(room.watch())
        assert room.pid is not None
        os.kill(room.pid, signal.SIGKILL)
        async with asyncio.timeout(30):
            while room.pid is not None:
                await asyncio.sleep(0.02)
        begun = time.monotonic()
        await room.stop()
        await asyncio.wait_for(watching, 5)
        return time.monotonic() - begun

    assert asyncio.run(scene()) < 5


def test_stopping_ends_a_child_that_is_just_starting(tmp_path: Path) -> None:
    async def scene() -> int | None:
        room = ReadingRoom(tmp_path / "never.db", 0)
        starting = asyncio.create_task(room.start())
        async with asyncio.timeout(30):
            while room.pid is None:
                await asyncio.sleep(0)
        pid = room.pid
        await room.stop()
        await asyncio.wait_for(starting, 10)
        return pid

    pid = asyncio.run(scene())

    assert pid is not None and not alive(pid)


def test_a_child_that_does_not_listen_to_sigterm_is_forced(filled: Path) -> None:
    async def scene() -> int | None:
        room = ReadingRoom(filled, 0)
        await room.start()
        pid = room.pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        await room.stop(timeout=0.2)
        return pid

    pid = asyncio.run(scene())

    assert pid is not None and not alive(pid)


def test_the_secrets_of_our_environment_are_not_handed_on(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not Path("/proc/self/environ").exists():
        pytest.skip("this system does not show the environment of a process")
    monkeypatch.setenv("KEMBAR_BUREAU_URL", "tgram://canary-of-a-secret/1")

    async def scene() -> bytes:
        room = ReadingRoom(filled, 0)
        await room.start()
        environment = Path(f"/proc/{room.pid}/environ").read_bytes()
        await room.stop()
        return environment

    environment = asyncio.run(scene())

    assert b"PATH=" in environment
    assert b"canary" not in environment


def test_files_where_it_is_started_do_not_hide_our_rooms(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("datasette.py", "kembar.py", "reading_room.py", "storage.py"):
        (tmp_path / name).write_text("raise SystemExit('the wrong file')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    async def scene() -> bool:
        room = ReadingRoom(filled, 0)
        await room.start()
        ready = await room.ready(20)
        await room.stop()
        return ready

    assert asyncio.run(scene())


def test_a_proxy_in_the_environment_is_not_asked_for_our_own_address(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")

    async def scene() -> bool:
        room = ReadingRoom(filled, 0)
        await room.start()
        ready = await room.ready(20)
        await room.stop()
        return ready

    assert asyncio.run(scene())


def test_not_being_ready_is_told_after_the_time_given(filled: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]

    assert asyncio.run(ReadingRoom(filled, port).ready(0.3)) is False


@contextmanager
def parent(filled: Path, code: str) -> Iterator["subprocess.Popen[str]"]:
    """A process of its own that runs this code, ended at the latest when the test ends."""
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), str(filled)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def test_the_child_of_a_killed_parent_is_gone_too(filled: Path) -> None:
    code = """
        import asyncio, pathlib, sys
        from reading_room.child import ReadingRoom

        async def live():
            room = ReadingRoom(pathlib.Path(sys.argv[1]), 0)
            await room.start()
            print(room.port, flush=True)
            await room.watch()

        asyncio.run(live())
        """
    with parent(filled, code) as daemon:
        assert daemon.stdout is not None
        port = int(daemon.stdout.readline())
        before = accepts(port)

    assert before
    wait_until(lambda: not accepts(port), seconds=10)


def test_it_lives_in_the_loop_of_the_twisted_reactor(filled: Path) -> None:
    code = """
        import asyncio, pathlib, sys
        from twisted.internet import asyncioreactor
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        asyncioreactor.install(loop)
        from twisted.internet import defer, reactor
        from reading_room.child import ReadingRoom

        async def live():
            room = ReadingRoom(pathlib.Path(sys.argv[1]), 0)
            await room.start()
            ready = await room.ready(20)
            await room.stop()
            print("ready" if ready else "not ready", room.pid, flush=True)

        def begin():
            work = defer.Deferred.fromFuture(asyncio.ensure_future(live()))
            work.addBoth(lambda outcome: (print(outcome), reactor.stop()))

        reactor.callWhenRunning(begin)
        reactor.run()
        """
    with parent(filled, code) as daemon:
        output, _ = daemon.communicate(timeout=60)

    assert output.splitlines() == ["ready None", "None"]
