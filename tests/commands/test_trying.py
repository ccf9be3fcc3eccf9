"""`kembar try` and `kembar crawl` in processes of their own, where a page or a name is odd."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from loopback import SISTER, Outlet, article, rss

pytestmark = pytest.mark.slow

CONFIG = """
[archive]
path = "archive.db"
[crawl]
sites = []
delay = "0 s"
parsers = 1
contact = "mailto:desk@example.org"
allow_private_hosts = true
[[sites]]
name = "barat"
url = "https://barat.example.com/"
area = "32"
[[sites]]
name = "timur"
url = "https://timur.example.com/"
area = "91"
"""


def kembar(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kembar", *arguments],
        cwd=folder, capture_output=True, text=True, timeout=90, check=False,
    )  # fmt: skip


def test_a_file_is_read_in_the_zone_of_the_site_that_its_address_belongs_to(
    tmp_path: Path,
) -> None:
    (tmp_path / "kembar.toml").write_text(CONFIG, encoding="utf-8")
    page = article("Pasar rakyat di tepi sungai ramai", published="2026-11-20T09:15:00")
    (tmp_path / "page.html").write_text(page, encoding="utf-8")

    result = kembar(
        tmp_path, "try", "page.html", "--url", "https://www.timur.example.com/a-b-c", "--json"
    )

    told = json.loads(result.stdout)["article"]
    assert result.returncode == 0, result.stderr
    assert told["site"] == "timur"
    assert told["published"].startswith("2026-11-20 00:15")
    assert told["published_raw"] == "2026-11-20T09:15:00"
    assert told["text"].startswith("Pasar rakyat di tepi sungai itu")
    assert json.loads(result.stdout)["judgement"]["flag"] is False
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".db"] == []


def test_offsets_of_a_tried_page_point_into_what_is_shown(tmp_path: Path) -> None:
    (tmp_path / "kembar.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "page.html").write_text(SISTER, encoding="utf-8")

    result = kembar(tmp_path, "try", "page.html", "--json")

    told = json.loads(result.stdout)
    full = f"{told['article']['title']}\n\n{told['article']['text']}"
    hits = told["judgement"]["hits"]
    assert hits
    assert [full[hit["start"] : hit["end"]] for hit in hits] == [hit["sentence"] for hit in hits]
    assert {party["name"] for party in told["judgement"]["parties"]} == {"Kota Bontang", "Jeju"}


@pytest.mark.parametrize(
    ("body", "reason"),
    [(b"", "empty"), (bytes(range(256)) * 9, "not HTML"), (b"<html><p>x", "text")],
)
def test_a_page_without_an_article_ends_with_1_and_its_reason(
    body: bytes, reason: str, tmp_path: Path
) -> None:
    (tmp_path / "kembar.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "page.html").write_bytes(body)

    result = kembar(tmp_path, "try", "page.html")

    assert result.returncode == 1
    assert result.stdout == ""
    assert reason in result.stderr
    assert "Traceback" not in result.stderr


def test_a_private_address_is_not_tried_unless_it_is_allowed(tmp_path: Path) -> None:
    with Outlet({"/satu-kabar-pasar": SISTER}) as outlet:
        result = kembar(tmp_path, "try", f"{outlet.url}satu-kabar-pasar")

        assert result.returncode == 1
        assert "127.0.0.1" in result.stderr
        assert outlet.requests == []
        assert list(tmp_path.iterdir()) == []


def test_only_the_named_sites_are_crawled(tmp_path: Path) -> None:
    with Outlet() as one, Outlet() as two:
        for outlet in (one, two):
            address = f"{outlet.url}berita/satu-kabar-pasar/"
            outlet.pages["/berita/satu-kabar-pasar/"] = article("Pasar rakyat di tepi sungai")
            outlet.pages["/feed/"] = rss((address, "Kabar", "Fri, 20 Nov 2026 09:15:00 +0700"))
        sites = "".join(
            f'[[sites]]\nname = "{name}"\nurl = "{at.url}"\nsources = ["feed:{at.url}feed/"]\n'
            for name, at in (("satu", one), ("dua", two))
        )
        (tmp_path / "kembar.toml").write_text(CONFIG + sites, encoding="utf-8")
        result = kembar(tmp_path, "crawl", "dua", "--json")
        stats = kembar(tmp_path, "archive", "stats", "--json")
        listed = kembar(tmp_path, "sites", "list", "--json")

        (row,) = json.loads(result.stdout)
        assert result.returncode == 0, result.stderr
        assert (row["site"], row["outcome"], row["stored"], row["flagged"]) == ("dua", "ok", 1, 0)
        assert one.requests == []
        assert json.loads(stats.stdout)["articles"] == 1
        assert {site["name"] for site in json.loads(listed.stdout)} == {
            "barat", "timur", "satu", "dua",
        }  # fmt: skip
