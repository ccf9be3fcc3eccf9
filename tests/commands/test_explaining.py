"""`kembar rules explain`: a text, a file, a page, an address or a stored article, and its JSON."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from loopback import SISTER, Outlet
from sample_articles import NOW, UNFLAGGED, article

from storage import articles
from storage.archive import Archive

Kembar = Callable[..., Result]
Configure = Callable[[str], Path]

TITLE = "Bupati Kolaka dan Bupati Konawe jajaki kerja sama air baku"
TEXT = "Bupati Kolaka dan Bupati Konawe membahas kerja sama air baku pada Rabu di Kota Kendari."


def save(archive: Archive, **changes: Any) -> int:
    told = replace(article(7, title=TITLE, text=TEXT), **changes)
    return articles.save(
        archive, told, UNFLAGGED, subscriptions=(), backlog="tell", first_round=False, now=NOW,
        aliases=["https://berita.example/amp/7"],
    ).article_id  # fmt: skip


def record(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert isinstance(told, dict)
    return told


def test_the_json_has_the_documented_keys(kembar: Kembar) -> None:
    told = record(kembar("rules", "explain", f"{TITLE}\n\n{TEXT}", "--json"))

    page = Path(__file__).parents[2] / "docs" / "how-a-flag-is-judged.md"
    documented = page.read_text(encoding="utf-8").partition("## As JSON")[2]
    keys = {
        *told, *told["article"], *told["sums"][0], *told["sums"][0]["terms"][0], *told["chief"],
        *told["chief"]["facts"][0], *told["hits"][0], *told["hits"][0]["words"][0],
        *told["places"][0], *told["misses"][0],
    }  # fmt: skip
    assert {key for key in keys if f"`{key}`" not in documented} == set()
    assert told["flag"] is True
    assert told["others"] == []
    assert told["chief"]["score"] == told["score"]


def test_the_json_of_a_miss_has_the_same_keys(kembar: Kembar) -> None:
    flagged = record(kembar("rules", "explain", TITLE, "--json"))
    missed = record(kembar("rules", "explain", "Bupati Kolaka jajaki kerja sama", "--json"))

    assert list(missed) == list(flagged)
    assert (missed["flag"], missed["chief"], missed["hits"]) == (False, None, [])
    assert missed["misses"][0]["missing"] == 1


def test_an_article_of_the_archive_is_explained_by_its_number(
    kembar: Kembar, configure: Configure, archive: Archive
) -> None:
    configure("")
    number = save(archive)

    told = record(kembar("rules", "explain", str(number), "--json"))

    assert told["article"]["title"] == TITLE
    assert told["article"]["site"] == article(7).site
    # `Rabu` is a day only for a report whose own day is known.
    assert [fact["value"] for fact in told["chief"]["facts"] if fact["name"] == "date"]


def test_a_number_that_the_archive_does_not_hold_is_said_so(
    kembar: Kembar, configure: Configure, archive: Archive
) -> None:
    configure("")

    result = kembar("rules", "explain", "404")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "archive.db: holds no article of the number 404" in result.stderr


def test_a_number_without_an_archive_says_how_to_make_one(kembar: Kembar) -> None:
    result = kembar("rules", "explain", "1")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "there is no archive yet" in result.stderr


@pytest.mark.parametrize("address", ["https://berita.example/7", "https://berita.example/amp/7"])
def test_a_stored_address_is_not_fetched_again(
    address: str, kembar: Kembar, configure: Configure, archive: Archive
) -> None:
    configure("")
    save(archive)

    told = record(kembar("rules", "explain", address, "--json"))

    assert told["article"]["url"] == "https://berita.example/7"


def test_the_home_of_the_outlet_settles_shared_names(
    kembar: Kembar, configure: Configure, archive: Archive
) -> None:
    configure(
        '[[sites]]\nname = "jabar.example"\nurl = "https://jabar.example/"\narea = "32.71"\n'
        '[[sites]]\nname = "bogorkab.example"\nurl = "https://bogorkab.example/"\narea = "32.01"\n'
    )
    seen = {}
    for number, site in enumerate(("jabar.example", "bogorkab.example"), start=1):
        url = f"https://{site}/{number}"
        stored = save(archive, site=site, url=url, title="Bogor dan Wajo kunker", text="Kabar.")
        told = record(kembar("rules", "explain", str(stored), "--json"))
        seen[site] = told["places"][0]["name"]

    assert seen == {"jabar.example": "Kota Bogor", "bogorkab.example": "Kabupaten Bogor"}


@pytest.mark.slow
def test_a_saved_page_is_read_as_a_page(kembar: Kembar, folder: Path) -> None:
    (folder / "page.html").write_text(f"\ufeff\n{SISTER}", encoding="utf-8")

    told = record(kembar("rules", "explain", "page.html", "--json"))

    assert told["flag"] is True
    assert "<" not in told["article"]["title"]


@pytest.mark.slow
def test_an_address_that_is_not_stored_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "kembar.toml").write_text(
        '[archive]\npath = "archive.db"\n[crawl]\ndelay = "0 s"\nallow_private_hosts = true\n'
        'contact = "mailto:desk@example.org"\n',
        encoding="utf-8",
    )
    with Outlet({"/satu-kabar-kota": SISTER}) as outlet:
        result = subprocess.run(
            [sys.executable, "-m", "kembar", "rules", "explain", f"{outlet.url}satu-kabar-kota"],
            cwd=tmp_path, capture_output=True, text=True, timeout=90, check=False,
        )  # fmt: skip

    assert result.returncode == 0, result.stderr
    assert result.stdout.startswith("flagged: ")
    assert [path.name for path in tmp_path.iterdir()] == ["kembar.toml"]
