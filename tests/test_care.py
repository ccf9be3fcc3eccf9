"""The care of the archive beside a running daemon, each command a process of its own."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from daemon import RunningDaemon
from loopback import SISTER, Outlet, article, rss

pytestmark = pytest.mark.slow

FRIDAY = "Fri, 20 Nov 2026 09:15:00 +0700"
MARKET = "/berita/pasar-rakyat-di-tepi-sungai/"
SIGNED = "/berita/pemkot-bontang-kota-jeju-teken-mou/"


def kembar(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kembar", *arguments],
        cwd=folder, capture_output=True, text=True, timeout=90, check=False,
    )  # fmt: skip


def write_config(folder: Path, outlet: Outlet, more: str = "") -> Path:
    path = folder / "kembar.toml"
    path.write_text(
        f"""
        [archive]
        path = "archive.db"
        [crawl]
        sites = []
        every = "2 s"
        delay = "0.1 s"
        parsers = 1
        contact = "mailto:desk@example.org"
        allow_private_hosts = true
        [alerts]
        backlog = "tell"
        [reading_room]
        port = 0
        [[sites]]
        name = "uji"
        url = "{outlet.url}"
        area = "64.74"
        sources = ["feed:{outlet.url}feed/"]
        {more}
        """,
        encoding="utf-8",
    )
    return path


def outlet_with_news() -> Outlet:
    outlet = Outlet({MARKET: article("Pasar rakyat di tepi sungai ramai"), SIGNED: SISTER})
    base = outlet.url.rstrip("/")
    outlet.pages["/feed/"] = rss((base + MARKET, "Kabar", FRIDAY), (base + SIGNED, "Ya", FRIDAY))
    return outlet


def stored(daemon: RunningDaemon) -> int:
    return len(daemon.rows("SELECT 1 FROM articles"))


def rounds(daemon: RunningDaemon) -> int:
    return len(daemon.rows("SELECT 1 FROM runs WHERE finished IS NOT NULL"))


def test_takedown_backup_check_and_restore_beside_a_daemon(tmp_path: Path) -> None:
    with outlet_with_news() as outlet:
        address = outlet.url.rstrip("/") + MARKET
        config = write_config(tmp_path, outlet)
        with RunningDaemon(config) as daemon:
            daemon.until(lambda: stored(daemon) == 2)
            early = kembar(tmp_path, "archive", "backup", "awal.db")
            down = kembar(tmp_path, "archive", "takedown", address, "--yes")
            base = outlet.url.rstrip("/")
            outlet.pages["/feed/"] = rss(
                (base + MARKET, "Lagi", FRIDAY), (base + SIGNED, "Ya", FRIDAY)
            )
            before = rounds(daemon)
            daemon.until(lambda: rounds(daemon) >= before + 3)
            late = kembar(tmp_path, "archive", "backup", "akhir.db")
            check = kembar(tmp_path, "archive", "check")
            refused = kembar(tmp_path, "archive", "restore", "awal.db")
            left = [row["url"] for row in daemon.rows("SELECT url FROM articles")]
            code = daemon.terminate()
        put_back = kembar(tmp_path, "archive", "restore", "awal.db")

    assert (early.returncode, late.returncode, code) == (0, 0, 0), early.stderr + late.stderr
    assert (down.returncode, check.returncode) == (0, 0), down.stderr + check.stdout
    assert (refused.returncode, "the Kembar daemon" in refused.stderr) == (1, True)
    assert left == [outlet.url.rstrip("/") + SIGNED]  # it did not come back
    assert put_back.returncode == 0, put_back.stderr
    assert "1 articles of the backup were taken down since" in put_back.stderr
    # The next backup and the restored archive are free of it; the early backup is not.
    holds = [MARKET.encode() in (tmp_path / name).read_bytes() for name in
             ("awal.db", "akhir.db", "archive.db")]  # fmt: skip
    assert holds == [True, False, False]


def test_the_daemon_lets_go_what_is_over_its_time(tmp_path: Path) -> None:
    with outlet_with_news() as outlet:
        config = write_config(tmp_path, outlet)
        with RunningDaemon(config) as daemon:
            daemon.until(lambda: stored(daemon) == 2)
            assert daemon.terminate() == 0
        with closing(sqlite3.connect(tmp_path / "archive.db")) as connection, connection:
            connection.execute("UPDATE articles SET first_seen = '2020-01-01T00:00:00Z'")
        for page in tmp_path.glob("archive.db.pages/*/*.zst"):
            os.utime(page, (0, 0))
        write_config(tmp_path, outlet, '[retention]\narticles = "2 years"')
        with RunningDaemon(config) as again:
            again.until(lambda: stored(again) == 1)
            again.until(lambda: not list(tmp_path.glob("archive.db.pages/*/*.zst")))
            before = rounds(again)
            again.until(lambda: rounds(again) >= before + 2)
            left = again.rows("SELECT title FROM articles WHERE story_id IS NOT NULL")
            total = stored(again)
            assert again.terminate() == 0

    assert (len(left), total) == (1, 1)  # the flagged one stays, the other is not fetched anew


def test_a_takedown_that_is_killed_is_completed_by_the_same_command(tmp_path: Path) -> None:
    with outlet_with_news() as outlet:
        config = write_config(tmp_path, outlet)
        with RunningDaemon(config) as daemon:
            daemon.until(lambda: stored(daemon) == 2)
            assert daemon.terminate() == 0
    domain = outlet.host
    victim = subprocess.Popen(
        [sys.executable, "-m", "kembar", "archive", "takedown", domain, "--yes"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert victim.stdout is not None
    victim.stdout.readline()
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    victim.stdout.close()

    again = kembar(tmp_path, "archive", "takedown", domain, "--yes")

    assert again.returncode == 0, again.stderr
    with closing(sqlite3.connect(tmp_path / "archive.db")) as connection:
        assert connection.execute("SELECT count(*) FROM articles").fetchone() == (0,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert MARKET.encode() not in (tmp_path / "archive.db").read_bytes()
