"""The daemon on loopback outlets, as an operator sees it: rounds, reading room, signals, locks."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from daemon import RunningDaemon
from loopback import SISTER, Outlet, article, rss
from receivers import HttpReceiver
from sample_articles import NOW

from kembar.model import Verdict
from storage import verdict_wishes
from storage.verdicts import Answer

pytestmark = pytest.mark.slow

FRIDAY = "Fri, 20 Nov 2026 09:15:00 +0700"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def feed_outlet() -> Outlet:
    outlet = Outlet()
    outlet.pages["/berita/pasar-rakyat-di-tepi-sungai/"] = article(
        "Pasar rakyat di tepi sungai ramai"
    )
    outlet.pages["/berita/pemkot-bontang-kota-jeju-teken-mou/"] = SISTER
    items = [
        (f"{outlet.url.rstrip('/')}{path}", "Kabar", FRIDAY)
        for path in outlet.pages
        if path.startswith("/berita/")
    ]
    outlet.pages["/feed/"] = rss(*items)
    return outlet


def write_config(
    folder: Path, outlet: Outlet, receiver: HttpReceiver, *, room: int = 0, delay: str = "0.3 s"
) -> Path:
    path = folder / "kembar.toml"
    path.write_text(
        f"""
        [archive]
        path = "archive.db"
        [crawl]
        sites = []
        every = "5 s"
        delay = "{delay}"
        parsers = 1
        contact = "mailto:desk@example.org"
        allow_private_hosts = true
        [alerts]
        backlog = "tell"
        [reading_room]
        enabled = {"true" if room else "false"}
        port = {room or 8001}
        [[sites]]
        name = "uji"
        url = "{outlet.url}"
        area = "64.74"
        sources = ["feed:{outlet.url}feed/"]
        [[channels]]
        name = "desk"
        url = "{receiver.url}"
        """,
        encoding="utf-8",
    )
    return path


def rounds_of(daemon: RunningDaemon) -> int:
    return len(daemon.rows("SELECT 1 FROM runs WHERE finished IS NOT NULL"))


def test_the_daemon_crawls_on_schedule_serves_the_room_and_ends_cleanly(tmp_path: Path) -> None:
    port = free_port()
    with feed_outlet() as outlet, HttpReceiver() as receiver:
        config = write_config(tmp_path, outlet, receiver, room=port)
        with RunningDaemon(config) as daemon:
            daemon.until(lambda: rounds_of(daemon) >= 3 and receiver.received)
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=10) as page:
                front = page.read().decode()
            code = daemon.terminate()
            left = daemon.children_left()
            hours = daemon.rows("SELECT occasion, state FROM outbox WHERE story_id IS NULL")
            runs = daemon.rows("SELECT site, outcome, stored FROM runs ORDER BY id")
        with RunningDaemon(config) as again:
            before = rounds_of(again)
            again.until(lambda: rounds_of(again) > before)
            second = again.terminate()

        assert (code, second) == (0, 0)
        assert left == []
        assert hours == [], "a channel that is told at once waits for no hour"
        assert "Kembar" in front
        assert [run["outcome"] for run in runs[:3]] == ["ok"] * 3
        assert [run["stored"] for run in runs[:3]] == [2, 0, 0]
        assert len(receiver.received) == 1


def test_the_listener_sees_robots_first_the_delay_the_contact_and_validators(
    tmp_path: Path,
) -> None:
    with feed_outlet() as outlet, HttpReceiver() as receiver:
        config = write_config(tmp_path, outlet, receiver)
        with RunningDaemon(config) as daemon:
            daemon.until(lambda: rounds_of(daemon) >= 3)
            daemon.terminate()

        times = [request.at for request in outlet.requests]
        looks = outlet.asked("/feed/")
        assert outlet.requests[0].path == "/robots.txt"
        assert len(outlet.asked("/robots.txt")) == 1
        assert min(later - earlier for earlier, later in pairwise(times)) >= 0.29
        assert all("mailto:desk@example.org" in r.headers["User-Agent"] for r in outlet.requests)
        assert "If-None-Match" not in looks[0].headers
        assert all("If-None-Match" in look.headers for look in looks[1:])


def test_ctrl_c_ends_it_cleanly_too(tmp_path: Path) -> None:
    with feed_outlet() as outlet, HttpReceiver() as receiver:
        config = write_config(tmp_path, outlet, receiver, room=free_port())
        with RunningDaemon(config) as daemon:
            daemon.until(lambda: rounds_of(daemon) >= 1)
            # As a terminal does it: the signal goes to the whole group.
            os.killpg(daemon.process.pid, signal.SIGINT)
            code = daemon.process.wait(timeout=30)

            assert code == 0
            assert daemon.children_left() == []
            assert "Traceback" not in daemon.tail()


def test_a_second_daemon_ends_with_one_and_names_the_first(tmp_path: Path) -> None:
    with feed_outlet() as outlet, HttpReceiver() as receiver:
        config = write_config(tmp_path, outlet, receiver)
        with RunningDaemon(config) as daemon:
            daemon.until(lambda: rounds_of(daemon) >= 1)
            second = kembar(config, "run")
            daemon.terminate()

        assert second.returncode == 1
        assert f"process {daemon.process.pid}" in second.stderr


def test_crawl_beside_the_daemon_shows_a_round_of_the_daemon(tmp_path: Path) -> None:
    with feed_outlet() as outlet, HttpReceiver() as receiver:
        config = write_config(tmp_path, outlet, receiver)
        with RunningDaemon(config) as daemon:
            daemon.until(lambda: rounds_of(daemon) >= 1)
            outlet.pages["/berita/kabar-baru-dari-tepi-sungai/"] = article(
                "Kabar baru dari tepi sungai"
            )
            items = [
                (f"{outlet.url.rstrip('/')}{path}", "Kabar", FRIDAY)
                for path in outlet.pages
                if path.startswith("/berita/")
            ]
            outlet.pages["/feed/"] = rss(*items)
            crawl = kembar(config, "crawl", "--json")
            wishes = daemon.rows("SELECT done FROM inbox")
            stored = daemon.rows("SELECT 1 FROM articles")
            daemon.terminate()

        rows = json.loads(crawl.stdout)
        assert crawl.returncode == 0
        assert [row["site"] for row in rows] == ["uji"]
        assert all(wish["done"] for wish in wishes)
        assert len(stored) == 3


def test_a_verdict_beside_the_daemon_is_applied_by_the_daemon(tmp_path: Path) -> None:
    with feed_outlet() as outlet, HttpReceiver() as receiver:
        config = write_config(tmp_path, outlet, receiver)
        with RunningDaemon(config) as daemon:
            daemon.until(lambda: daemon.rows("SELECT 1 FROM outbox WHERE state = 'sent'"))
            (alert,) = daemon.rows(
                "SELECT alert_key, event_id FROM outbox WHERE event_id IS NOT NULL"
            )
            verdict = kembar(config, "alerts", "verdict", alert["alert_key"][:8], "drop", "--json")
            left = verdict_wishes.payload(Answer(verdict=Verdict.KEEP, by="sari"), story=1)
            verdict_wishes.leave(daemon.archive, left, NOW)  # as the reading room does
            daemon.until(lambda: len(daemon.rows("SELECT 1 FROM verdicts")) == 2)
            rows = daemon.rows("SELECT alert_key, event_id, verdict FROM verdicts ORDER BY id")
            wishes = daemon.rows("SELECT kind, payload, done FROM inbox")
            daemon.terminate()

        assert verdict.returncode == 0, verdict.stderr
        assert json.loads(verdict.stdout)["verdict"] == "drop"
        assert rows == [{**alert, "verdict": "drop"}, {**alert, "verdict": "keep"}]
        assert [(w["kind"], w["payload"], bool(w["done"])) for w in wishes] == [
            ("verdict", "{}", True)
        ] * 2


def test_a_killed_daemon_leaves_no_child_and_loses_or_repeats_nothing(tmp_path: Path) -> None:
    port = free_port()
    with feed_outlet() as outlet, HttpReceiver() as receiver:
        config = write_config(tmp_path, outlet, receiver, room=port)
        with RunningDaemon(config) as daemon:
            daemon.until(lambda: receiver.received)
            daemon.until(lambda: daemon.rows("SELECT 1 FROM outbox WHERE state = 'sent'"))
            daemon.process.send_signal(signal.SIGKILL)
            daemon.process.wait()
            wait_until_gone(daemon)
        with RunningDaemon(config) as again:
            before = rounds_of(again)
            again.until(lambda: rounds_of(again) > before + 1)
            code = again.terminate()

        assert code == 0
        assert len(receiver.received) == 1


def test_a_site_that_cannot_be_reached_is_said_so_and_the_daemon_goes_on(tmp_path: Path) -> None:
    with feed_outlet() as outlet, HttpReceiver() as receiver:
        config = write_config(tmp_path, outlet, receiver)
        dead = f'[[sites]]\nname = "mati"\nurl = "http://127.0.0.1:{free_port()}/"\n'
        unknown = '[[sites]]\nname = "tiada"\nurl = "http://no-such-outlet.invalid/"\n'
        config.write_text(config.read_text(encoding="utf-8") + dead + unknown, encoding="utf-8")
        with RunningDaemon(config) as daemon:
            daemon.until(
                lambda: (
                    len(daemon.rows("SELECT 1 FROM runs WHERE outcome = 'failed'")) >= 2
                    and receiver.received
                )
            )
            finished = daemon.rows("SELECT site, reason FROM runs WHERE finished IS NOT NULL")
            reasons = {run["site"]: run["reason"] for run in finished}
            status = kembar(config, "status")
            daemon.terminate()

        assert "refuses connections" in reasons["mati"]
        assert "is the internet there?" in reasons["tiada"]
        assert status.returncode == 1
        assert "tiada" in status.stdout


def test_a_look_that_a_wrong_clock_set_years_ahead_is_made_at_once(tmp_path: Path) -> None:
    with feed_outlet() as outlet, HttpReceiver() as receiver:
        config = write_config(tmp_path, outlet, receiver)
        assert kembar(config, "crawl").returncode == 0
        with closing(sqlite3.connect(tmp_path / "archive.db")) as archive, archive:
            archive.execute("UPDATE sources SET next_check = '2099-01-01T00:00:00Z'")
        with RunningDaemon(config) as daemon:
            daemon.until(lambda: rounds_of(daemon) >= 2)

            assert daemon.terminate() == 0


def test_run_beside_a_busy_port_still_crawls(tmp_path: Path) -> None:
    with feed_outlet() as outlet, HttpReceiver() as receiver, socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        config = write_config(tmp_path, outlet, receiver, room=busy.getsockname()[1])
        with RunningDaemon(config) as daemon:
            daemon.until(lambda: receiver.received)

            assert daemon.terminate() == 0
            assert "reading room" in daemon.log.read_text(encoding="utf-8")


def kembar(config: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kembar", *arguments, "--config", str(config)],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=config.parent,
        check=False,
    )


def wait_until_gone(daemon: RunningDaemon, *, seconds: float = 15) -> None:
    """Return once no process of the daemon's session is left."""
    import time

    give_up = time.monotonic() + seconds
    while left := daemon.children_left():
        assert time.monotonic() < give_up, left
