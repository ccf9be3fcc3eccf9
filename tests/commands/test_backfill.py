"""`kembar backfill` as a process at loopback outlets: killed, stopped, beside a daemon."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from daemon import RunningDaemon
from loopback import Outlet, Reply, Request
from past_outlet import fetched, past_outlet
from receivers import HttpReceiver

from storage.archive import Archive

pytestmark = pytest.mark.slow

RANGE = ("uji", "--since", "2026-01-01", "--until", "2026-06-30")


def config(folder: Path, outlet: Outlet, channel: str = "json://127.0.0.1:9/") -> Path:
    path = folder / "kembar.toml"
    path.write_text(
        f"""
        [archive]
        path = "archive.db"
        [crawl]
        sites = []
        delay = "0.05 s"
        parsers = 1
        contact = "mailto:desk@example.org"
        allow_private_hosts = true
        [alerts]
        backlog = "tell"
        [reading_room]
        enabled = false
        [[sites]]
        name = "uji"
        url = "{outlet.url}"
        area = "64.74"
        sources = ["listing:{outlet.url}"]
        [[channels]]
        name = "desk"
        url = "{channel}"
        """,
        encoding="utf-8",
    )
    return path


def kembar(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kembar", "backfill", *arguments],
        cwd=folder, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


# A shell has its background jobs ignore Ctrl-C, and what they start inherits that.
HEARING = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from commands import main
main()
"""


def started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HEARING, "backfill", *arguments],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip


def rows(folder: Path, sql: str) -> list[dict[str, Any]]:
    archive = Archive.open(folder / "archive.db", read_only=True)
    try:
        return archive.rows(sql)
    finally:
        archive.close()


class Gate:
    """Tells when the outlet has been asked for so many articles; may hold it up from then on."""

    def __init__(self, outlet: Outlet, count: int, *, hold: bool = False) -> None:
        self.reached = threading.Event()
        self.opened = threading.Event()
        if not hold:
            self.opened.set()
        self.count = count
        self.outlet = outlet
        for path in [path for path in outlet.pages if "/berita/" in path]:
            outlet.pages[path] = self._watched(str(outlet.pages[path]))

    def _watched(self, body: str) -> Any:
        def answer(request: Request) -> Reply:
            if len(fetched(self.outlet)) >= self.count:
                self.reached.set()
                self.opened.wait(60)
            return Reply(body, 200, {"Content-Type": "text/html; charset=utf-8"})

        return answer


@pytest.mark.parametrize("kind", ["wordpress", "sitemap", "numbers"])
def test_killed_in_the_middle_it_goes_on_and_asks_for_no_page_twice_but_those_in_flight(
    kind: str, tmp_path: Path
) -> None:
    with past_outlet(kind) as outlet:
        config(tmp_path, outlet)
        gate = Gate(outlet, 13)
        process = started(tmp_path, *RANGE)
        assert gate.reached.wait(60)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        kept = {row["url"] for row in rows(tmp_path, "SELECT url FROM articles")}
        first = len(fetched(outlet))
        result = kembar(tmp_path, *RANGE, "--json")
        again = fetched(outlet)[first:]
        everything = rows(tmp_path, "SELECT url FROM articles")

    told = json.loads(result.stdout)
    assert result.returncode == 0, result.stderr
    assert 0 < len(kept) < 24
    assert told["stored"] == len(everything) == 24
    assert {f"{outlet.url.rstrip('/')}{path}" for path in again} & kept == set()
    assert told["finished"] is not None
    assert told["by"] == kind


def test_it_says_which_means_it_takes_and_why_and_what_came_of_it(tmp_path: Path) -> None:
    with past_outlet("sitemap") as outlet:
        config(tmp_path, outlet)
        result = kembar(tmp_path, *RANGE)

    assert result.returncode == 0, result.stderr
    assert "reads uji by sitemap: its sitemaps tell dates; no WordPress interface" in result.stderr
    assert result.stdout == (
        "uji 2026-01-01 to 2026-06-30 read by sitemap: 24 stored, 1 flagged, 0 known before, "
        "0 of other days, 0 failed\n"
    )


def test_a_terminal_shows_a_bar_with_pages_and_an_estimate(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    with past_outlet("sitemap") as outlet:
        config(tmp_path, outlet)
        process = subprocess.Popen(
            [sys.executable, "-m", "kembar", "backfill", *RANGE],
            cwd=tmp_path, stdout=subprocess.PIPE, stderr=theirs, text=True,
            env={**os.environ, "TERM": "xterm", "COLUMNS": "120"},
        )  # fmt: skip
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # what Linux says when the other end is closed
            while part := os.read(ours, 65536):
                shown += part
        out, _ = process.communicate(timeout=60)
        os.close(ours)

    assert process.returncode == 0
    assert "24 stored" in out
    assert re.search(rb"uji .*\d+/\d+.*pages.*\d:\d\d", shown)


def test_ctrl_c_ends_it_well_and_the_same_command_goes_on(tmp_path: Path) -> None:
    with past_outlet("wordpress") as outlet:
        config(tmp_path, outlet)
        gate = Gate(outlet, 8)
        process = started(tmp_path, *RANGE)
        assert gate.reached.wait(60)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        code = process.returncode
        half = len(rows(tmp_path, "SELECT 1 FROM articles"))
        result = kembar(tmp_path, *RANGE)
        pages = fetched(outlet)

    assert code == 0, err
    assert "stopped; the same command goes on" in err
    assert "read so far by wordpress" in out
    assert 0 < half < 24
    assert "24 stored" in result.stdout
    assert len(pages) == len(set(pages)) == 24


def test_a_running_daemon_reads_the_past_mutely_and_the_command_looks_on(tmp_path: Path) -> None:
    with past_outlet("wordpress") as outlet, HttpReceiver() as receiver:
        path = config(tmp_path, outlet, receiver.url)
        with RunningDaemon(path) as daemon:
            daemon.until(lambda: daemon.rows("SELECT 1 FROM runs WHERE finished IS NOT NULL"))
            result = kembar(tmp_path, *RANGE, "--json")
            again = kembar(tmp_path, *RANGE)
            code = daemon.terminate()
        pages = fetched(outlet)
        wishes = rows(tmp_path, "SELECT kind, done IS NOT NULL AS done FROM inbox")
        outbox = rows(tmp_path, "SELECT state FROM outbox")

    told = json.loads(result.stdout)
    assert (result.returncode, again.returncode, code) == (0, 0, 0), result.stderr
    assert "asked the running daemon" in result.stderr
    assert (told["by"], told["stored"], told["flagged"]) == ("wordpress", 24, 1)
    assert "24 stored" in again.stdout
    assert len(pages) == len(set(pages)) == 24
    assert wishes == [{"kind": "backfill", "done": 1}] * 2
    assert outbox == [{"state": "suppressed"}]
    assert receiver.received == []


def test_a_daemon_that_is_ended_goes_on_with_the_past_when_it_runs_again(tmp_path: Path) -> None:
    with past_outlet("wordpress") as outlet:
        path = config(tmp_path, outlet)
        gate = Gate(outlet, 8)
        with RunningDaemon(path) as daemon:
            daemon.until(lambda: daemon.rows("SELECT 1 FROM runs WHERE finished IS NOT NULL"))
            asking = started(tmp_path, *RANGE)
            assert gate.reached.wait(60)
            daemon.terminate()
        _, err = asking.communicate(timeout=60)
        half = len(rows(tmp_path, "SELECT 1 FROM articles"))
        with RunningDaemon(path) as daemon:
            daemon.until(lambda: daemon.rows("SELECT 1 FROM backfills WHERE finished IS NOT NULL"))
            daemon.terminate()
        pages = fetched(outlet)
        stored = len(rows(tmp_path, "SELECT 1 FROM articles"))

    assert asking.returncode == 1
    assert "it goes on when it runs again" in err
    assert 0 < half < 24
    assert stored == 24
    assert len(pages) == len(set(pages)) == 24


def test_ctrl_c_beside_a_daemon_ends_the_reading_there(tmp_path: Path) -> None:
    with past_outlet("wordpress") as outlet:
        path = config(tmp_path, outlet)
        gate = Gate(outlet, 8, hold=True)
        with RunningDaemon(path) as daemon:
            daemon.until(lambda: daemon.rows("SELECT 1 FROM runs WHERE finished IS NOT NULL"))
            asking = started(tmp_path, *RANGE)
            assert gate.reached.wait(60)
            asking.send_signal(signal.SIGINT)
            _, err = asking.communicate(timeout=60)
            gate.opened.set()
            daemon.until(lambda: daemon.rows("SELECT 1 FROM backfills WHERE touched IS NOT NULL"))
            reason = daemon.rows("SELECT reason FROM backfills")
            daemon.terminate()

    assert asking.returncode == 0, err
    assert "stopped" in err
    assert reason == [{"reason": "stopped; the same command goes on"}]
    assert len(fetched(outlet)) < 24


def test_a_range_that_is_begun_anew_beside_a_daemon_ends_the_older_reading(tmp_path: Path) -> None:
    with past_outlet("wordpress") as outlet:
        path = config(tmp_path, outlet)
        gate = Gate(outlet, 8, hold=True)
        with RunningDaemon(path) as daemon:
            daemon.until(lambda: daemon.rows("SELECT 1 FROM runs WHERE finished IS NOT NULL"))
            first = started(tmp_path, *RANGE)
            assert gate.reached.wait(60)
            second = started(tmp_path, *RANGE, "--restart")
            first.communicate(timeout=60)
            gate.opened.set()
            out, err = second.communicate(timeout=60)
            daemon.terminate()
            stored = daemon.rows("SELECT count(*) AS n FROM articles")

    assert (first.returncode, second.returncode) == (1, 0), err
    assert stored == [{"n": 24}]
    assert "read by wordpress" in out
    assert len(rows(tmp_path, "SELECT 1 FROM backfills")) == 1


def test_days_that_are_still_news_are_left_to_the_regular_rounds(tmp_path: Path) -> None:
    with past_outlet("wordpress") as outlet:
        config(tmp_path, outlet)
        late = kembar(tmp_path, "uji", "--since", "2026-01-01", "--until", "2999-01-01")
        turned = kembar(tmp_path, "uji", "--since", "2026-02-01", "--until", "2026-01-01")
        unknown = kembar(tmp_path, "uij", "--since", "2026-01-01")

    assert (late.returncode, turned.returncode, unknown.returncode) == (2, 2, 2)
    assert "regular rounds" in late.stderr
    assert "comes after the last day" in turned.stderr
    assert "did you mean 'uji'" in unknown.stderr
    assert outlet.requests == []


def test_a_site_that_cannot_be_asked_ends_with_1(tmp_path: Path) -> None:
    with past_outlet("wordpress") as outlet:
        config(tmp_path, outlet)
    result = kembar(tmp_path, *RANGE)

    assert result.returncode == 1
    assert "refuses connections" in result.stderr


def test_crawl_is_refused_while_the_past_is_read_without_a_daemon(tmp_path: Path) -> None:
    with past_outlet("wordpress") as outlet:
        config(tmp_path, outlet)
        gate = Gate(outlet, 2, hold=True)
        process = started(tmp_path, *RANGE)
        assert gate.reached.wait(60)
        crawl = subprocess.run(
            [sys.executable, "-m", "kembar", "crawl"],
            cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        process.send_signal(signal.SIGTERM)
        gate.opened.set()
        process.communicate(timeout=60)

    assert crawl.returncode == 1
    assert "`kembar backfill`" in crawl.stderr
