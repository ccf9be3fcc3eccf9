"""`kembar sites add`, `test` and `check`, each in a process of its own, at loopback outlets."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from loopback import Outlet, Reply, article, rss
from newcomers import EVERY

from kembar import config as configuration
from kembar.model import HostState
from storage import hosts
from storage.archive import Archive

pytestmark = pytest.mark.slow

CONFIG = """# mine
[archive]
path = "archive.db"
[crawl]
sites = []
delay = "0 s"
parsers = 1
contact = "mailto:desk@example.org"
allow_private_hosts = true
"""


def kembar(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kembar", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kembar.toml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def now() -> datetime:
    return datetime.now(UTC)


def outlet_with_feed() -> Outlet:
    outlet = Outlet()
    moment = now()
    items = []
    for number in range(3):
        path = f"/berita/pasar-rakyat-nomor-{number}-kembali-ramai/"
        outlet.pages[path] = article(
            f"Pasar rakyat nomor {number} kembali ramai", published=moment.isoformat()
        )
        items.append((outlet.url + path[1:], "Kabar", f"{moment:%a, %d %b %Y %H:%M:%S} +0000"))
    outlet.pages["/feed/"] = rss(*items)
    return outlet


def test_add_shows_ten_articles_and_writes_nothing_without_a_yes(folder: Path) -> None:
    with EVERY["CodeIgniter"](now) as outlet:
        done = kembar(folder, "sites", "add", outlet.url)

    assert done.returncode == 0, done.stderr
    assert "64.74 Kota Bontang, WITA" in done.stdout
    assert "10 of 10 sample articles can be read" in done.stdout
    assert outlet.out()[0].title in done.stdout
    assert f"{outlet.out()[0].published:%Y-%m-%d %H:%M} WITA" in done.stdout
    assert "answered 404" in done.stdout
    assert f'"listing:{outlet.url}index.php/berita"' in done.stdout
    assert "nothing was written" in done.stderr
    assert (folder / "kembar.toml").read_text(encoding="utf-8") == CONFIG


def test_add_writes_the_entry_on_yes_and_says_so_when_it_is_there(folder: Path) -> None:
    with EVERY["Joomla"](now) as outlet:
        first = kembar(folder, "sites", "add", outlet.url, "--yes", "--json")
        again = kembar(folder, "sites", "add", outlet.url, "--yes")
        crawled = kembar(folder, "crawl", "--json")

    told = json.loads(first.stdout)
    text = (folder / "kembar.toml").read_text(encoding="utf-8")
    config = configuration.load(folder / "kembar.toml")
    assert first.returncode == 0, first.stderr
    assert (told["written"], told["area"], told["system"]) == (True, "64.74", "Joomla")
    assert {sample["status"] for sample in told["samples"]} == {"ok"}
    assert text.startswith(CONFIG)
    assert told["entry"] in text
    assert config.sites[0].area == "64.74"
    assert list(config.sites[0].sources or ()) == told["sources"]
    assert again.returncode == 1
    assert "is already there: kembar.toml has it" in again.stderr
    assert json.loads(crawled.stdout)[0]["stored"] >= 30


def test_add_tells_everything_it_tried_where_nothing_works(folder: Path) -> None:
    with Outlet() as outlet:
        outlet.pages["/"] = "<html><title>Segera</title><body><p>Segera hadir</p></body></html>"
        outlet.pages["/feed/"] = Reply("busy", 500)
        done = kembar(folder, "sites", "add", outlet.url, "--yes")

    assert done.returncode == 1
    assert "the page lists no articles" in done.stdout
    assert "answered 500" in done.stdout
    assert done.stdout.count("answered 404") >= 6
    assert "nothing was written" in done.stderr
    assert (folder / "kembar.toml").read_text(encoding="utf-8") == CONFIG


def test_a_list_whose_articles_cannot_be_read_does_not_work(folder: Path) -> None:
    with outlet_with_feed() as outlet:
        for path in [path for path in outlet.pages if path.startswith("/berita/")]:
            outlet.pages[path] = "<html><body><p>Silakan masuk untuk membaca</p></body></html>"
        done = kembar(folder, "sites", "add", outlet.url, "--yes")

    assert done.returncode == 1
    assert "none of 3 articles could be read" in done.stdout
    assert "failed: " in done.stdout


def test_add_says_why_a_site_cannot_be_asked(folder: Path) -> None:
    with outlet_with_feed() as outlet:
        outlet.pages["/robots.txt"] = Reply("User-agent: *\nDisallow: /\n")
        forbidden = kembar(folder, "sites", "add", outlet.url, "--yes")
    gone = kembar(folder, "sites", "add", outlet.url, "--yes")
    mistyped = kembar(folder, "sites", "add", "kabaruji", "--yes")

    assert (forbidden.returncode, gone.returncode, mistyped.returncode) == (1, 1, 2)
    assert "robots.txt" in forbidden.stderr
    assert "Traceback" not in gone.stderr
    assert "is no web address" in mistyped.stderr


def test_a_private_address_is_refused_and_a_host_that_rests_is_left_alone(folder: Path) -> None:
    with outlet_with_feed() as outlet:
        guarded = CONFIG.replace("allow_private_hosts = true", "").replace('"0 s"', '"1 s"')
        (folder / "kembar.toml").write_text(guarded, encoding="utf-8")
        refused = kembar(folder, "sites", "add", outlet.url, "--yes")
        unseen = list(outlet.requests)
        (folder / "kembar.toml").write_text(CONFIG, encoding="utf-8")
        archive = Archive.open(folder / "archive.db")
        until = now() + timedelta(hours=1)
        hosts.save(archive, HostState(host=outlet.host, backoff_until=until))
        archive.close()
        resting = kembar(folder, "sites", "add", outlet.url, "--yes")

    assert (refused.returncode, resting.returncode) == (1, 1)
    assert "not a public address" in refused.stderr
    assert "asked to be left alone" in resting.stderr
    assert unseen == outlet.requests == []


def test_add_needs_a_file_to_write_to(tmp_path: Path) -> None:
    done = kembar(tmp_path, "sites", "add", "https://kabaruji.example/", "--yes")

    assert done.returncode == 2
    assert "no kembar.toml to write to" in done.stderr


def test_test_reports_every_field_of_each_list_and_stores_nothing(folder: Path) -> None:
    with EVERY["NextJs"](now) as outlet:
        added = kembar(folder, "sites", "add", outlet.url, "--yes", "--json")
        done = kembar(folder, "sites", "test")
        machine = kembar(folder, "sites", "test", json.loads(added.stdout)["name"], "--json")
        outlet.robots = lambda: "User-agent: *\nDisallow: /sitemap.xml\n"  # type: ignore[method-assign]
        broken = kembar(folder, "sites", "test")

    assert done.returncode == 0, done.stderr
    assert done.stdout.count("ok       published") == 2
    assert "WITA, from JSON-LD" in done.stdout
    assert "missing  image" in done.stdout
    assert "ok       canonical" in done.stdout
    articles = json.loads(machine.stdout)[0]["articles"]
    assert [a["published_where"] for a in articles] == ["JSON-LD", "JSON-LD"]
    assert articles[0]["characters"] > 300
    assert broken.returncode == 1
    assert "forbids" in broken.stdout
    assert not (folder / "archive.db").exists()


def test_check_gives_a_row_a_site_and_the_share_alive(folder: Path) -> None:
    with outlet_with_feed() as good, outlet_with_feed() as bad:
        bad.pages["/feed/"] = "<html><body>Segera hadir</body></html>"
        entries = "".join(
            f'[[sites]]\nname = "{name}"\nurl = "{outlet.url}"\n'
            f'sources = ["feed:{outlet.url}feed/"]\n'
            for name, outlet in (("baik", good), ("mati", bad))
        )
        (folder / "kembar.toml").write_text(CONFIG + entries, encoding="utf-8")
        done = kembar(folder, "sites", "check")
        one = kembar(folder, "sites", "check", "baik", "--json")

    assert done.returncode == 1
    assert "1 of 2 sites alive (50%)" in done.stdout
    rows = {line.split()[0]: line for line in done.stdout.splitlines() if line}
    assert rows["baik"].split()[1:3] == ["yes", "none"]
    assert rows["mati"].split()[1] == "NO"
    assert "not a feed" in rows["mati"]
    assert one.returncode == 0
    told = json.loads(one.stdout)
    assert (told["alive"], told["sites"], told["share"]) == (1, 1, 1.0)
    source = told["rows"][0]["sources"][0]
    assert (source["status"], source["entries"], source["works"]) == (200, 3, True)


def test_check_goes_through_every_kind_of_newcomer(folder: Path) -> None:
    outlets = [EVERY[kind](now) for kind in ("RestWordPress", "Blogger", "CountedPortal")]
    try:
        for outlet in outlets:
            added = kembar(folder, "sites", "add", outlet.url, "--yes")
            assert added.returncode == 0, added.stdout
        done = kembar(folder, "sites", "check")
    finally:
        for outlet in outlets:
            outlet.__exit__()

    assert done.returncode == 0, done.stdout
    assert "3 of 3 sites alive (100%)" in done.stdout
