"""Commands that fetch, each in a process of its own, at loopback outlets."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from loopback import SISTER, Outlet, article, rss

from storage.archive import Archive

pytestmark = pytest.mark.slow

FRIDAY = "Fri, 20 Nov 2026 09:15:00 +0700"


def kembar(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kembar", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )


def outlet_with_news() -> Outlet:
    outlet = Outlet()
    outlet.pages["/berita/satu-kabar-pasar/"] = article("Pasar rakyat di tepi sungai ramai")
    outlet.pages["/berita/pemkot-bontang-kota-jeju-teken-mou/"] = SISTER
    paths = [path for path in outlet.pages if path.startswith("/berita/")]
    base = outlet.url.rstrip("/")
    outlet.pages["/feed/"] = rss(*[(f"{base}{path}", "Kabar", FRIDAY) for path in paths])
    return outlet


def write_config(folder: Path, *sites: str) -> None:
    (folder / "kembar.toml").write_text(
        """
        [archive]
        path = "archive.db"
        [crawl]
        sites = []
        delay = "0 s"
        parsers = 1
        contact = "mailto:desk@example.org"
        allow_private_hosts = true
        [alerts]
        backlog = "tell"
        """
        + "".join(sites),
        encoding="utf-8",
    )


def site(name: str, url: str) -> str:
    return f'[[sites]]\nname = "{name}"\nurl = "{url}"\narea = "64.74"\n'


def test_crawl_prints_a_row_per_site_and_the_alert_on_stderr(tmp_path: Path) -> None:
    with outlet_with_news() as outlet:
        write_config(tmp_path, site("uji", outlet.url))
        first = kembar(tmp_path, "crawl")
        again = kembar(tmp_path, "crawl", "--json")

    rows = json.loads(again.stdout)
    assert first.returncode == 0, first.stderr
    assert first.stdout.splitlines()[0].split()[:3] == ["site", "outcome", "listed"]
    assert first.stdout.splitlines()[1].split()[:2] == ["uji", "ok"]
    assert "Kota Bontang" in first.stderr
    assert f"{outlet.url}berita/pemkot-bontang-kota-jeju-teken-mou/" in first.stderr
    assert "#" in first.stderr
    assert (rows[0]["stored"], rows[0]["new"]) == (0, 0)
    assert "Bontang" not in again.stderr


def test_crawl_ends_with_1_if_a_site_failed_and_still_reads_the_others(tmp_path: Path) -> None:
    with outlet_with_news() as outlet:
        write_config(tmp_path, site("uji", outlet.url), site("mati", "http://127.0.0.1:9/"))
        result = kembar(tmp_path, "crawl", "--json")

    rows = {row["site"]: row for row in json.loads(result.stdout)}
    assert result.returncode == 1
    assert rows["uji"]["stored"] == 2
    assert rows["mati"]["outcome"] == "failed"
    assert "refuses connections" in rows["mati"]["reason"]


def test_a_private_address_is_refused_for_its_site_alone(tmp_path: Path) -> None:
    with outlet_with_news() as outlet:
        write_config(tmp_path, site("uji", outlet.url))
        config = tmp_path / "kembar.toml"
        text = config.read_text(encoding="utf-8")
        text = text.replace("allow_private_hosts = true", "").replace('"0 s"', '"1 s"')
        config.write_text(text, encoding="utf-8")
        result = kembar(tmp_path, "crawl", "--json")

        row = json.loads(result.stdout)[0]
        assert result.returncode == 1
        assert row["outcome"] == "refused"
        assert "127.0.0.1" in row["reason"]
        assert outlet.requests == []


def test_an_unknown_site_ends_with_2_and_the_nearest_name(tmp_path: Path) -> None:
    write_config(tmp_path, site("uji-kota", "http://127.0.0.1:9/"))

    result = kembar(tmp_path, "crawl", "uji-kta")

    assert result.returncode == 2
    assert "did you mean 'uji-kota'" in result.stderr


def test_try_reads_and_judges_one_page_and_stores_nothing(tmp_path: Path) -> None:
    with outlet_with_news() as outlet:
        write_config(tmp_path, site("uji", outlet.url))
        url = f"{outlet.url}berita/pemkot-bontang-kota-jeju-teken-mou/"
        fetched = kembar(tmp_path, "try", url, "--json")
        missing = kembar(tmp_path, "try", f"{outlet.url}tidak-ada")
        (tmp_path / "page.html").write_text(SISTER, encoding="utf-8")
        filed = kembar(tmp_path, "try", "page.html", "--url", url)
        neither = kembar(tmp_path, "try", "no-such-file.html")

    read = json.loads(fetched.stdout)
    assert read["article"]["title"] == "Pemkot Bontang dan Kota Jeju Teken MoU Kota Kembar"
    assert read["article"]["url"] == url
    assert read["judgement"]["flag"] is True
    assert missing.returncode == 1
    assert "404" in missing.stderr
    assert "flagged" in filed.stdout
    assert neither.returncode == 2
    assert not (tmp_path / "archive.db").exists()


def test_the_demo_prints_a_table_and_alerts_and_leaves_nothing_behind(tmp_path: Path) -> None:
    result = kembar(tmp_path, "demo", "--once")

    assert result.returncode == 0, result.stderr
    assert result.stdout.count(" ok ") == 5
    assert result.stderr.count("#") >= 5
    assert list(tmp_path.iterdir()) == []


def test_a_round_settles_the_relations_that_an_older_version_left(tmp_path: Path) -> None:
    with outlet_with_news() as outlet:
        write_config(tmp_path, site("uji", outlet.url))
        kembar(tmp_path, "crawl")
        archive = Archive.open(tmp_path / "archive.db")
        fresh = archive.rows("SELECT * FROM relations")
        with archive.write() as db:
            db.execute("UPDATE relations SET stage = NULL, since = NULL, settled = 0")
        kembar(tmp_path, "crawl")
    settled = archive.rows("SELECT * FROM relations")
    archive.close()

    assert len(fresh) == 1
    assert settled == fresh
