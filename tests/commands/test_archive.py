"""`kembar archive stats` and `search`: figures, and words that people type."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result
from sample_articles import NOW, UNFLAGGED, article, flagged

from kembar.model import Article
from storage import articles
from storage.archive import Archive

Kembar = Callable[..., Result]
Configure = Callable[..., Path]

pytestmark = pytest.mark.usefixtures("filled")


def save(archive: Archive, told: Article, *, flag: bool = False) -> None:
    judgement = flagged(told) if flag else UNFLAGGED
    articles.save(
        archive, told, judgement, subscriptions=(), backlog="tell", first_round=False, now=NOW
    )


@pytest.fixture
def filled(configure: Configure, archive: Archive) -> None:
    configure()
    save(archive, article(1), flag=True)
    older = NOW - timedelta(days=3)
    pasar = "Pedagang C++ dan anak-anak ramai di pasar."
    save(archive, article(2, title="Pasar malam", text=pasar, published=older))
    save(
        archive,
        article(
            3, site="lain.example", url="https://lain.example/3", title="Pasar pagi", text=pasar
        ),
    )


def test_stats_count_by_site_kind_and_status(kembar: Kembar) -> None:
    figures = json.loads(kembar("archive", "stats", "--json").stdout)
    shown = kembar("archive", "stats").stdout

    assert (figures["articles"], figures["flagged"]) == (3, 1)
    assert figures["kinds"] == {"sister_city": 1}
    assert {row["site"]: (row["articles"], row["flagged"]) for row in figures["sites"]} == {
        "berita.example": (2, 1),
        "lain.example": (1, 0),
    }
    assert "sister_city 1" in shown
    assert "lain.example" in shown.splitlines()[-1] + shown.splitlines()[-2]


def test_search_finds_all_words_newest_first_and_marks_what_is_flagged(kembar: Kembar) -> None:
    both = kembar("archive", "search", "pasar")
    twin = kembar("archive", "search", "kembar jeju")

    assert [text for text in both.stdout.splitlines() if "https://" in text] == [
        "  https://lain.example/3",
        "  https://berita.example/2",
    ]
    assert twin.stdout.startswith("* 2026-11-24  Bontang dan Jeju jadi kota kembar")
    assert len(twin.stdout.splitlines()) == 2


def test_limit_is_kept_and_a_senseless_one_is_a_mistake(kembar: Kembar) -> None:
    rows = json.loads(kembar("archive", "search", "pasar", "--limit", "1", "--json").stdout)

    assert [row["url"] for row in rows] == ["https://lain.example/3"]
    assert kembar("archive", "search", "pasar", "--limit", "0").exit_code == 2
    assert kembar("archive", "search").exit_code == 2


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("PASAR", 2),
        ("pas*", 2),
        ("anak-anak", 2),
        ("C++", 2),
        ("pasar AND malam", 0),
        ("pasar OR", 0),
        ('"pasar malam"', 1),
        ("title:pasar", 0),
        ("pasar'; DROP TABLE articles; --", 0),
        ("NEAR(pasar malam)", 0),
        ("(((", 0),
        ('"', 0),
        ("*", 0),
        ("\x00", 0),
        ("pasar\x00", 2),
        ("x" * 5000, 0),
        ("pasar " * 300, 2),
        ("", 0),
    ],
)
def test_nothing_in_a_query_is_an_operator(
    query: str, found: int, kembar: Kembar, archive: Archive
) -> None:
    result = kembar("archive", "search", "--json", "--", query)

    assert result.exit_code == 0, result.output
    assert len(json.loads(result.stdout)) == found
    assert archive.value("SELECT count(*) FROM articles") == 3


def test_a_query_without_a_find_prints_nothing(kembar: Kembar) -> None:
    result = kembar("archive", "search", "tiada")

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
