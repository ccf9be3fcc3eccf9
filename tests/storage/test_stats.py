"""Figures, search by people, and the state of things."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_articles import NOW, UNFLAGGED, article, flagged

from kembar.model import Outcome, Run, SourceState, Subscription
from storage import articles, outbox, runs, searching, sources, stats
from storage.archive import Archive

ONE = [Subscription(channel="bureau")]


def add(archive: Archive, number: int, *, flag: bool = False, **changes) -> None:
    told = article(number, **changes)
    articles.save(
        archive,
        told,
        flagged(told) if flag else UNFLAGGED,
        subscriptions=ONE,
        backlog="tell",
        first_round=False,
        now=NOW,
    )


def test_the_figures_count_articles_flags_and_sites(archive: Archive) -> None:
    add(archive, 1, flag=True)
    add(archive, 2, site="lain.example")

    figures = stats.stats(archive)

    assert (figures["articles"], figures["flagged"], figures["stories"]) == (2, 1, 1)
    assert [(s["site"], s["articles"], s["flagged"]) for s in figures["sites"]] == [
        ("berita.example", 1, 1),
        ("lain.example", 1, 0),
    ]
    assert figures["kinds"] == {"sister_city": 1}
    assert figures["bytes"] > 0


def test_an_empty_archive_has_figures_too(archive: Archive) -> None:
    assert stats.stats(archive)["articles"] == 0
    assert stats.status(archive, NOW)["sites"] == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("anak-anak", [1]),
        ("C++", [2]),
        ("kembar jeju", [3]),
        ("KEMBAR", [3]),
        ("kemb*", [3]),
        ("kemb", []),
        ("AND", [2]),
        ("kota AND", []),
        ('"', []),
        ('"kota kembar"', [3]),
        ("title:kota", []),
        ("(kota", [3]),
        ("l'eau", []),
        ("  ", []),
        ("*", []),
        ("Sao Tome", [4]),
    ],
)
def test_no_human_query_breaks(archive: Archive, query: str, found: list[int]) -> None:
    add(archive, 1, title="Anak-anak sekolah", text="menanam pohon")
    add(archive, 2, title="Kursus C++", text="logika AND serta OR")
    add(archive, 3, title="Kota kembar", text="bersama Jeju")
    add(archive, 4, title="Tamu dari São Tomé", text="tiba")

    assert [row["id"] for row in searching.search(archive, query)] == found


def test_a_phrase_in_quotes_is_found_only_where_its_words_stand_together(
    archive: Archive,
) -> None:
    add(archive, 1, title="Pasar", text="kota yang kembar")
    add(archive, 2, title="Pasar", text="sebuah kota kembar")

    assert [row["id"] for row in searching.search(archive, '"kota kembar"')] == [2]
    assert len(searching.search(archive, "kota kembar")) == 2


@given(query=st.text(max_size=40))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_at_all_can_be_searched_for(archive: Archive, query: str) -> None:
    assert searching.search(archive, query) == []


def test_newest_first_or_best_first(archive: Archive) -> None:
    add(archive, 1, title="Jeju", text="Jeju Jeju Jeju", published=NOW - timedelta(days=9))
    add(archive, 2, title="Lain", text="sekali disebut Jeju " + "kata " * 90, published=NOW)

    newest = [row["id"] for row in searching.search(archive, "jeju")]
    best = [row["id"] for row in searching.search(archive, "jeju", newest=False)]

    assert (newest, best) == ([2, 1], [1, 2])
    assert len(searching.search(archive, "jeju", limit=1)) == 1


def test_search_follows_a_changed_text(archive: Archive) -> None:
    add(archive, 1, text="tentang jembatan")
    add(archive, 1, text="tentang pelabuhan")

    assert searching.search(archive, "jembatan") == []
    assert len(searching.search(archive, "pelabuhan")) == 1


def test_the_status_shows_what_is_wrong_first(archive: Archive) -> None:
    for site, outcome in (("a.example", Outcome.OK), ("z.example", Outcome.FAILED)):
        run_id = runs.start(archive, site, NOW)
        runs.finish(archive, run_id, Run(site=site, started=NOW, finished=NOW, outcome=outcome))
    sources.save(
        archive, SourceState(site="z.example", url="u", kind="feed", failures=3, error="404")
    )
    add(archive, 1, flag=True)
    (delivery,) = outbox.lease_due(archive, by="me", now=NOW, channels=["bureau"])
    outbox.mark_failed(archive, delivery, "no", now=NOW, permanent=True)

    status = stats.status(archive, NOW)

    assert [row["site"] for row in status["sites"]] == ["z.example", "a.example"]
    assert status["sites"][0]["failing_sources"] == 1
    assert status["channels"] == [{"channel": "bureau", "dead": 1}]
    assert status["queue"] == {"pending": 0, "dead": 1, "suppressed": 0, "oldest": None}
    assert status["disk"]["free"] > 0
