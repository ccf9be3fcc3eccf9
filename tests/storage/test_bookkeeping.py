"""Sources, hosts, rounds, wishes and places: what the crawl and the daemon remember."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sample_articles import NOW, PLACES

from kembar.model import HostState, Level, Mark, Outcome, Place, Rhythm, Run, SourceState
from storage import bookkeeping, hosts, inbox, places, runs, sources
from storage.archive import Archive

FEED = SourceState(
    site="berita.example",
    url="https://berita.example/feed/",
    kind="feed",
    etag='W/"1"',
    last_modified="Tue, 24 Nov 2026 03:00:00 GMT",
    next_check=NOW,
    failures=2,
    last_new=NOW,
    cursor=41,
    found=True,
    error="404",
)


def test_a_source_comes_back_as_it_was_saved(archive: Archive) -> None:
    sources.save(archive, replace(FEED, etag=None))
    sources.save(archive, FEED)

    assert sources.load(archive, "berita.example") == [FEED]
    assert sources.load(archive, "lain.example") == []


def test_a_forgotten_source_is_gone(archive: Archive) -> None:
    sources.save(archive, FEED)

    sources.forget(archive, FEED.site, FEED.url)

    assert sources.load(archive, FEED.site) == []


def test_each_site_is_due_with_its_earliest_source(archive: Archive) -> None:
    later = NOW + timedelta(hours=1)
    for site, number, moment in (("a", 1, later), ("a", 2, NOW), ("b", 1, None), ("b", 2, NOW)):
        sources.save(archive, replace(FEED, site=site, url=f"{site}{number}", next_check=moment))

    assert sources.due(archive) == {"a": NOW, "b": None}


def test_a_host_is_never_asked_a_fraction_of_a_second_early(archive: Archive) -> None:
    state = HostState(
        host="berita.example:8080",
        robots_checked=NOW,
        robots_status=200,
        robots="User-agent: *\nDisallow: /admin",
        crawl_delay=2.5,
        next_allowed=NOW + timedelta(milliseconds=200),
        backoff_until=NOW,
    )

    hosts.save(archive, state)

    assert hosts.load(archive, "berita.example:8080") == replace(
        state, next_allowed=NOW + timedelta(seconds=1)
    )
    assert hosts.load(archive, "berita.example") is None


def test_a_round_is_opened_and_closed_with_its_counts(archive: Archive) -> None:
    run_id = runs.start(archive, "berita.example", NOW)
    runs.finish(
        archive,
        run_id,
        Run(
            site="berita.example", started=NOW, finished=NOW + timedelta(minutes=1),
            outcome=Outcome.PARTIAL, listed=30, new=4, fetched=4, stored=3, flagged=1, failed=1,
            reason="one page timed out",
        ),
    )  # fmt: skip

    (row,) = runs.latest(archive)
    assert (row["outcome"], row["finished"], row["stored"], row["reason"]) == (
        "partial", "2026-11-24T03:01:00Z", 3, "one page timed out",
    )  # fmt: skip
    assert runs.had_good_round(archive, "berita.example")


def test_only_the_latest_round_of_each_asked_site_is_shown(archive: Archive) -> None:
    for site in ("a", "b", "a"):
        runs.start(archive, site, NOW)

    assert [(row["site"], row["id"]) for row in runs.latest(archive)] == [("a", 3), ("b", 2)]
    assert [row["site"] for row in runs.latest(archive, ["b", "c"])] == ["b"]


def test_a_round_that_a_dead_process_left_open_ends_as_failed(archive: Archive) -> None:
    runs.start(archive, "berita.example", NOW)

    closed = runs.close_unfinished(archive, NOW)

    (row,) = runs.latest(archive)
    assert closed == 1
    assert row["outcome"] == "failed"
    assert "process ended" in row["reason"]
    assert not runs.had_good_round(archive, "berita.example")


def test_a_wish_stays_open_until_it_is_carried_out(archive: Archive) -> None:
    first = inbox.wish(archive, "crawl", {"sites": ["a"]}, NOW)
    second = inbox.wish(archive, "verdict", {"id": 4}, NOW)

    asked = inbox.open_wishes(archive, "crawl")
    unanswered = inbox.result_of(archive, first)
    inbox.carry_out(archive, first, NOW, {"stored": 2})
    inbox.carry_out(archive, first, NOW, {"stored": 99})

    assert [(wish["id"], wish["payload"]) for wish in asked] == [(first, {"sites": ["a"]})]
    assert unanswered is None
    assert inbox.result_of(archive, first) == {"stored": 2}
    assert [wish["id"] for wish in inbox.open_wishes(archive)] == [second]


def test_the_gazetteer_is_written_only_where_it_changed(archive: Archive) -> None:
    moved = replace(PLACES[1], latitude=0.13)
    new = Place(id="jp:kisarazu", name="Kisarazu", level=Level.FOREIGN_CITY, country="JP")

    assert places.sync(archive, PLACES) == 0
    before = archive.value("PRAGMA data_version")
    assert places.sync(archive, [*PLACES[2:], moved, new]) == 2
    assert archive.value("SELECT latitude FROM places WHERE id = '64.74'") == 0.13
    assert archive.value("PRAGMA data_version") == before


def test_a_place_known_only_from_an_article_is_completed_by_the_gazetteer(
    archive: Archive,
) -> None:
    with archive.write() as db:
        db.execute("INSERT INTO places (id, name, level) VALUES ('16.71', 'Palembang', 'city')")

    places.sync(archive, [Place(id="16.71", code="16.71", name="Kota Palembang", level=Level.CITY)])

    row = archive.rows("SELECT name, code, country FROM places WHERE id = '16.71'")[0]
    assert row == {"name": "Kota Palembang", "code": "16.71", "country": "ID"}


def test_unfinished_business_has_times_of_the_contract(archive: Archive) -> None:
    runs.start(archive, "a", datetime.fromisoformat("2026-11-24T10:00:00.900+07:00"))

    assert archive.value("SELECT started FROM runs") == "2026-11-24T03:00:00Z"


def test_a_rhythm_and_the_marks_of_a_sitemaps_parts_come_back(archive: Archive) -> None:
    state = replace(
        FEED,
        strain=1.75,
        digest="ab12",
        whole=NOW,
        parts={"https://berita.example/peta-1.xml": Mark(etag='"1"'), "u2": Mark(digest="cd")},
        rhythm=Rhythm(
            hours=(0.5,) * 24, days=(1.25,) * 7, watched=36.125, pulse=0.5, seen=NOW, since=NOW
        ),
    )
    sources.save(archive, state)

    assert sources.load(archive, FEED.site) == [state]
    assert list(sources.load(archive, FEED.site)[0].parts) == list(state.parts)


@pytest.mark.parametrize(
    "text",
    [
        "nonsense", "[]", "{}", "null", '{"hours": [1], "days": [1], "watched": 1, "seen": "x"}',
        '{"hours": [NaN], "days": [], "watched": 1, "seen": "2026-11-24T03:00:00Z"}',
    ],
)  # fmt: skip
def test_a_row_that_somebody_spoiled_is_learnt_anew(archive: Archive, text: str) -> None:
    sources.save(archive, FEED)
    with archive.write() as db:
        db.execute("UPDATE sources SET rhythm = ?, parts = ?", [text, text])

    assert sources.load(archive, FEED.site) == [FEED]


def test_a_round_is_closed_together_with_its_sources_and_hosts(archive: Archive) -> None:
    first = bookkeeping.begin(archive, FEED.site, NOW)
    run = Run(site=FEED.site, started=NOW, finished=NOW, outcome=Outcome.OK)
    bookkeeping.end(archive, first[0], run, looked_at=[FEED], asked=[HostState(host="h")])
    second = bookkeeping.begin(archive, FEED.site, NOW)

    assert first[1:] == (True, [])
    assert second[1:] == (False, [FEED])
    assert hosts.load(archive, "h") == HostState(host="h")


def test_a_write_that_need_not_last_is_followed_by_one_that_waits_for_the_disk(
    archive: Archive,
) -> None:
    levels = []
    for durable in (False, True):
        with archive.write(durable=durable):
            levels.append(archive.value("PRAGMA synchronous"))

    assert levels == [1, 2]  # NORMAL, FULL
