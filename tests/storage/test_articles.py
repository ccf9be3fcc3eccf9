"""Saving an article with all that is decided with it."""

import pytest
from sample_articles import (
    BONTANG,
    COUNCIL,
    JEJU,
    JEPARA,
    NOW,
    SENTENCE,
    UNFLAGGED,
    article,
    flagged,
    happening,
    hit,
)

from kembar.errors import ArchiveError
from kembar.model import Amount, Judgement, Kind, Modality, Stage, Status, Subscription
from storage import articles
from storage.archive import Archive
from storage.articles import Saved

CONSOLE = (Subscription(channel="console"),)


def save(archive: Archive, told, judgement=None, **options) -> Saved:
    plain = {"subscriptions": CONSOLE, "backlog": "tell", "first_round": False, "now": NOW}
    return articles.save(archive, told, judgement or flagged(told), **{**plain, **options})


def test_an_article_with_its_hits_event_story_and_alert_is_one_whole(archive: Archive) -> None:
    saved = save(archive, article())

    assert saved == Saved(article_id=1, story_id=1, new=True, changed=False, flagged=True, alerts=1)
    counts = {
        table: archive.value(f"SELECT count(*) FROM {table}")
        for table in ("articles", "hits", "events", "event_parties", "stories", "outbox")
    }
    assert counts == {
        "articles": 1, "hits": 1, "events": 1, "event_parties": 2, "stories": 1, "outbox": 1,
    }  # fmt: skip
    assert archive.value("SELECT published FROM articles") == "2026-11-24T03:00:00Z"


def test_an_article_without_a_flag_is_stored_without_a_story(archive: Archive) -> None:
    told = article()
    weak = Judgement(flag=False, score=1, hits=(hit(told, score=1),))

    saved = save(archive, told, weak)

    assert (saved.flagged, saved.story_id, saved.alerts) == (False, None, 0)
    assert archive.value("SELECT count(*) FROM hits") == 1
    assert archive.value("SELECT count(*) FROM outbox") == 0


def test_an_article_seen_again_unchanged_adds_only_its_new_address(archive: Archive) -> None:
    save(archive, article())

    again = save(archive, article(), aliases=["https://berita.example/amp/1"])

    assert (again.new, again.changed, again.flagged, again.alerts) == (False, False, True, 0)
    assert archive.value("SELECT count(*) FROM hits") == 1
    assert articles.seen(archive, ["https://berita.example/amp/1"]) != set()


def test_a_changed_text_keeps_the_old_one_as_a_revision_with_its_hits(archive: Archive) -> None:
    save(archive, article())
    told = article(text=f"Dikoreksi.\n\n{SENTENCE}")

    saved = save(archive, told)

    assert (saved.new, saved.changed, saved.story_id, saved.alerts) == (False, True, 1, 0)
    assert archive.rows("SELECT revision, title, text FROM revisions") == [
        {"revision": 1, "title": article().title, "text": article().text}
    ]
    hits = archive.rows('SELECT revision, start, "end", sentence FROM hits ORDER BY revision')
    assert [row["revision"] for row in hits] == [0, 1]
    for row, version in zip(hits, (told, article()), strict=True):
        full = f"{version.title}\n\n{version.text}"
        assert full[row["start"] : row["end"]] == row["sentence"]
    assert archive.value("SELECT count(*) FROM events") == 1


def test_a_change_that_brings_the_first_flag_is_told(archive: Archive) -> None:
    plain = article(text="Belum ada kabar.")
    save(archive, plain, UNFLAGGED)

    saved = save(archive, article())

    assert (saved.changed, saved.flagged, saved.alerts) == (True, True, 1)


def test_a_change_that_takes_the_flag_away_keeps_what_was_told(archive: Archive) -> None:
    save(archive, article())

    saved = save(archive, article(text="Berita ini ditarik."), UNFLAGGED)

    assert saved.flagged
    assert archive.value("SELECT count(*) FROM events") == 1


def test_every_happening_is_an_event_and_the_first_is_the_chief(archive: Archive) -> None:
    told = article()
    second = happening(told, (JEPARA, COUNCIL), kind=Kind.STUDY_VISIT, stage=Stage.VISIT)

    save(archive, told, flagged(told, happening(told, amount=Amount(value=2e9, currency="IDR"),
                                                 sectors=("pariwisata",)), second))  # fmt: skip

    events = archive.rows("SELECT main, kind, amount, currency, sectors FROM events ORDER BY id")
    assert events == [
        {"main": 1, "kind": "sister_city", "amount": 2e9, "currency": "IDR",
         "sectors": '["pariwisata"]'},
        {"main": 0, "kind": "study_visit", "amount": None, "currency": None, "sectors": "[]"},
    ]  # fmt: skip
    assert archive.value("SELECT count(*) FROM outbox") == 1


def test_a_flag_without_facts_is_an_event_all_the_same(archive: Archive) -> None:
    told = article()

    saved = save(archive, told, Judgement(flag=True, score=5, hits=(hit(told),)))

    assert (saved.flagged, saved.alerts) == (True, 1)
    assert archive.rows("SELECT kind, score FROM events") == [{"kind": None, "score": 5.0}]


def test_a_place_that_the_gazetteer_lacks_gets_a_row(archive: Archive) -> None:
    told = article()

    save(archive, told, flagged(told, happening(told, (BONTANG, COUNCIL))))

    asked = "SELECT name, level, parent, country FROM places WHERE id = ?"
    assert archive.rows(asked, [COUNCIL.id]) == [
        {"name": "DPRD Kabupaten Pekalongan", "level": "agency", "parent": "33.26", "country": None}
    ]  # fmt: skip


def test_two_parties_have_one_relation_that_goes_forward_only(archive: Archive) -> None:
    steps = [
        (Stage.VISIT, Modality.DONE),
        (Stage.MOU, Modality.PLANNED),
        (Stage.MOU, Modality.DONE),
        (Stage.VISIT, Modality.DONE),
        (Stage.AGREEMENT, Modality.DENIED),
    ]
    stages = []
    for number, (stage, modality) in enumerate(steps):
        told = article(number)
        save(archive, told, flagged(told, happening(told, stage=stage, modality=modality)))
        stages.append(archive.value("SELECT stage FROM relations"))

    assert stages == ["visit", "talks", "mou", "mou", "mou"]
    assert archive.rows("SELECT a, b, kind, events FROM relations") == [
        {"a": "64.74", "b": "kr:jeju", "kind": "sister_city", "events": 5}
    ]


def test_signs_that_cannot_be_stored_are_dropped_and_offsets_follow(archive: Archive) -> None:
    told = article(
        title="Kota\x00 kembar \ud800baru", author="Rina\x00", text=f"A\udfff\x00B.\n\n{SENTENCE}"
    )

    save(archive, told, aliases=["https://berita.example/\ud800x"], entry_title="a\x00")

    row = archive.rows("SELECT title, text, author FROM articles")[0]
    found = archive.rows('SELECT start, "end", sentence FROM hits')[0]
    assert row == {"title": "Kota kembar baru", "text": f"AB.\n\n{SENTENCE}", "author": "Rina"}
    full = f"{row['title']}\n\n{row['text']}"
    assert full[found["start"] : found["end"]] == found["sentence"] == SENTENCE


def test_a_row_that_is_refused_leaves_its_neighbours_and_nothing_of_itself(
    archive: Archive,
) -> None:
    save(archive, article(1))
    with pytest.raises(ArchiveError):
        save(archive, article(2, published_precision="century"))
    save(archive, article(3))

    assert archive.rows("SELECT url FROM articles ORDER BY id") == [
        {"url": "https://berita.example/1"},
        {"url": "https://berita.example/3"},
    ]
    assert articles.seen(archive, ["https://berita.example/2"]) == set()


def test_seen_knows_every_address_ever_taken_up_also_among_many(archive: Archive) -> None:
    save(archive, article(), aliases=["https://berita.example/?p=1"])
    articles.save_failure(
        archive, url="https://berita.example/kosong", site="berita.example", reason="empty", now=NOW
    )
    asked = [f"https://berita.example/none/{n}" for n in range(1200)]
    known = ["https://berita.example/1", "https://berita.example/?p=1",
             "https://berita.example/kosong"]  # fmt: skip

    assert articles.seen(archive, [*asked, *known]) == set(known)
    assert articles.seen(archive, []) == set()


def test_a_failed_page_counts_its_tries_and_keeps_when_it_was_first_seen(archive: Archive) -> None:
    later = NOW.replace(hour=9)
    for moment, reason in ((NOW, "timed out"), (later, "no text")):
        articles.save_failure(
            archive,
            url="https://berita.example/9",
            site="berita.example",
            reason=reason,
            now=moment,
        )

    assert archive.rows("SELECT seen, reason, attempts FROM pages_failed") == [
        {"seen": "2026-11-24T03:00:00Z", "reason": "no text", "attempts": 2}
    ]


def test_a_page_that_gives_an_article_at_last_is_no_failed_page(archive: Archive) -> None:
    told = article()
    articles.save_failure(archive, url=told.url, site=told.site, reason="timed out", now=NOW)

    save(archive, told)

    assert archive.value("SELECT count(*) FROM pages_failed") == 0
    assert archive.rows("SELECT fate, article_id FROM urls") == [
        {"fate": "article", "article_id": 1}
    ]


def test_a_failure_of_a_known_article_leaves_it_alone(archive: Archive) -> None:
    told = article()
    save(archive, told)

    articles.save_failure(archive, url=told.url, site=told.site, reason="timed out", now=NOW)

    assert archive.value("SELECT count(*) FROM pages_failed") == 0
    assert archive.value("SELECT fate FROM urls") == "article"


def test_a_title_that_many_pages_share_is_known_from_the_third_page_on(archive: Archive) -> None:
    told = [
        save(archive, article(n, title="Portal Berita", text=f"Kabar ke-{n} hari ini."), UNFLAGGED)
        for n in range(4)
    ]
    articles.note_titles(archive, "berita.example", ["Beranda", "Beranda"])
    articles.note_titles(archive, "lain.example", ["Beranda", "Beranda", "Beranda"])

    assert [saved.title_shared for saved in told] == [False, False, True, False]
    assert articles.shared_titles(archive, "berita.example") == {"Portal Berita"}
    assert articles.note_titles(archive, "berita.example", ["Beranda"])


def test_a_later_look_fills_gaps_and_keeps_the_first_date(archive: Archive) -> None:
    save(archive, article(published=None, published_raw=None, published_precision=None), UNFLAGGED)
    later = article(author="Rina", status=Status.PARTIAL, reason="cut off")
    save(archive, later, UNFLAGGED)
    save(archive, article(published=NOW.replace(year=2030)), UNFLAGGED)

    row = archive.rows("SELECT author, published, status, reason FROM articles")[0]
    assert row == {
        "author": "Rina", "published": "2026-11-24T03:00:00Z", "status": "ok", "reason": None,
    }  # fmt: skip


def test_parties_keep_their_order_and_names(archive: Archive) -> None:
    told = article()
    save(archive, told, flagged(told, happening(told, (JEJU, BONTANG))))

    rows = archive.rows("SELECT name FROM event_parties ORDER BY position")
    assert [row["name"] for row in rows] == ["Jeju", "Kota Bontang"]
