"""From an empty file to the schema of the contract, once."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from kembar.errors import ArchiveError
from storage import migrations, relations
from storage.archive import Archive

PROMISED = {
    "articles": "id url site title author published published_raw published_precision modified "
    "first_seen fetched language text image status reason story_id entry_title",
    "pages_failed": "url site seen reason attempts",
    "revisions": "article_id seen title text",
    "hits": "article_id rule score start end sentence revision event_id",
    "events": "id article_id story_id main kind stage stage_detail modality event_date amount "
    "currency score flagged_at sectors",
    "event_parties": "event_id place_id role name level",
    "places": "id code name level parent country latitude longitude",
    "relations": "id a b kind stage first_seen last_seen events since last_done last_active source "
    "settled",
    "known_ties": "a b kind since until source note imported",
    "stories": "id title first_seen articles sites",
    "sources": "site url kind etag last_modified next_check failures last_new cursor found error "
    "strain digest whole parts rhythm",
    "hosts": "host robots_checked crawl_delay next_allowed backoff_until robots_status robots",
    "runs": "id site started finished outcome listed new fetched stored flagged failed reason",
    "outbox": "id alert_key channel state attempts next_try sent_at last_error story_id event_id "
    "occasion detail before why told urgent alone digest created due lease_until lease_by",
    "inbox": "id made kind payload done",
    "articles_fts": "title text",
    "urls": "url site first_seen article_id fate",
    "site_titles": "site title pages",
    "fingerprints": "article_id site seen title text",
    "looks": "article_id site url next_look looks missed missed_on etag last_modified",
    "site_habits": "site closed unclosed",
    "backfills": "id site since until means why started finished reason stored flagged",
    "raw_pages": "article_id sha256 url content_type fetched bytes",
    "tombstones": "kind digest made",
    "takedowns": "id made kind digest articles addresses",
    "verdicts": "id alert_key story_id event_id article_id verdict rules note facts by made",
    "breakers": "channel failures since rest_until reason refused refused_since noticed",
}


@pytest.mark.parametrize("table", PROMISED)
def test_an_empty_file_gets_every_promised_column(archive: Archive, table: str) -> None:
    columns = {row["name"] for row in archive.rows(f"PRAGMA table_info({table})")}

    assert set(PROMISED[table].split()) - columns == set()


def test_every_plain_table_is_strict(archive: Archive) -> None:
    loose = [
        row["name"]
        for row in archive.rows("PRAGMA table_list")
        if row["type"] == "table" and not row["strict"] and row["name"][0] != "_"
        and not row["name"].startswith("sqlite")
    ]  # fmt: skip

    assert loose == []


def test_opening_again_changes_nothing(archive: Archive) -> None:
    before = archive.rows("SELECT type, name, sql FROM sqlite_master ORDER BY name")
    steps = archive.rows("SELECT * FROM _sqlite_migrations")

    Archive.open(archive.path).close()

    assert archive.rows("SELECT type, name, sql FROM sqlite_master ORDER BY name") == before
    assert archive.rows("SELECT * FROM _sqlite_migrations") == steps


def test_an_archive_that_lacks_the_last_step_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    db = Database(path)
    migrations.MIGRATIONS.apply(db, stop_before="0002_search")
    db.execute("INSERT INTO articles (url, site, title, first_seen, fetched, text) "
               "VALUES ('u', 's', 'Kabar lama', 'a', 'a', 'isi')")  # fmt: skip
    db.close()

    archive = Archive.open(path)
    found = archive.rows("SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'lama'")
    archive.close()

    assert found == [{"rowid": 1}]


def test_relations_of_the_first_version_are_settled_after_the_update(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    db = Database(path)
    migrations.MIGRATIONS.apply(db, stop_before="0004_relations_known")
    moment = "2026-11-24T03:00:00Z"
    for place in ("64.74", "kr:jeju"):
        db.execute("INSERT INTO places (id, name, level) VALUES (?, 'X', 'city')", [place])
    db.execute("INSERT INTO relations (a, b, stage, first_seen, last_seen, events) "
               "VALUES ('64.74', 'kr:jeju', 'mou', ?, ?, 8)", [moment, moment])  # fmt: skip
    db.execute("INSERT INTO stories (title, first_seen) VALUES ('t', ?)", [moment])
    for number in (1, 2):
        db.execute("INSERT INTO articles (url, site, title, first_seen, fetched, text) "
                   "VALUES (?, 's', 't', ?, ?, 'isi')", [number, moment, moment])  # fmt: skip
        db.execute("INSERT INTO events (article_id, story_id, main, kind, stage, modality, "
                   "event_date, score, flagged_at) VALUES (?, 1, 1, 'sister_city', 'mou', 'done', "
                   "'2016-11-16', 3, ?)", [number, moment])  # fmt: skip
        for place in ("64.74", "kr:jeju"):
            db.execute("INSERT INTO event_parties (event_id, place_id, role, name, level) "
                       "VALUES (?, ?, 'party', 'X', 'city')", [number, place])  # fmt: skip
    db.close()

    archive = Archive.open(path)
    relations.refresh(archive, now=datetime(2026, 11, 24, tzinfo=UTC))
    rows = archive.rows("SELECT stage, since, last_done, events, settled FROM relations")
    archive.close()

    assert rows == [
        {"stage": "mou", "since": "2016-11-16", "last_done": "2016-11-16", "events": 1,
         "settled": 1}
    ]  # fmt: skip


def test_a_step_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "archive.db"
    db = Database(path)
    migrations.MIGRATIONS.apply(db, stop_before="0002_search")
    db.close()
    broken = ("CREATE TABLE half (a TEXT)", "CREATE NONSENSE")
    monkeypatch.setattr(migrations, "SEARCH", broken)

    with pytest.raises(Exception, match="NONSENSE"):
        Archive.open(path)
    monkeypatch.undo()
    archive = Archive.open(path)
    tables = archive.db.table_names()
    archive.close()

    assert "half" not in tables
    assert "articles_fts" in tables


STEPS = migrations.names()


@pytest.mark.parametrize("step", STEPS[1:])
def test_every_earlier_schema_is_brought_up_to_date_with_a_copy_from_before(
    step: str, tmp_path: Path
) -> None:
    path = tmp_path / "archive.db"
    db = Database(path)
    migrations.MIGRATIONS.apply(db, stop_before=step)
    db.execute("INSERT INTO stories (title, first_seen) VALUES ('Kota kembar', 'a')")
    db.execute("INSERT INTO articles (url, site, title, first_seen, fetched, text, story_id) "
               "VALUES ('u', 's', 'Kabar lama', 'a', 'a', 'isi', 1)")  # fmt: skip
    db.execute("INSERT INTO outbox (alert_key, channel, story_id, created, due) "
               "VALUES ('k', 'meja', 1, 'a', 'a')")  # fmt: skip
    schema = db.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
    db.close()

    archive = Archive.open(path)
    found = [archive.value(f"SELECT count(*) FROM {t}") for t in ("articles", "stories", "outbox")]
    sound = archive.rows("PRAGMA integrity_check"), archive.rows("PRAGMA foreign_key_check")
    done = [row["name"] for row in archive.rows("SELECT name FROM _sqlite_migrations ORDER BY id")]
    archive.close()

    copy = Database(tmp_path / f"archive.db.before-{step}")
    assert copy.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall() == schema
    assert copy.execute("SELECT title FROM articles").fetchall() == [("Kabar lama",)]
    copy.close()
    assert (found, sound) == ([1, 1, 1], ([{"integrity_check": "ok"}], []))
    assert done == STEPS
    assert [file.name for file in tmp_path.iterdir() if file.name.endswith(".part")] == []


def test_alerts_of_before_keep_every_word_and_may_now_be_without_a_story(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    db = Database(path)
    migrations.MIGRATIONS.apply(db, stop_before="0009_follow_ups")
    db.execute("INSERT INTO stories (title, first_seen) VALUES ('Kota kembar', 'a')")
    for number, state in enumerate(("sent", "pending", "dead", "suppressed"), start=1):
        db.execute("INSERT INTO outbox (alert_key, channel, state, attempts, next_try, sent_at, "
                   "last_error, story_id, occasion, digest, created, due) "
                   "VALUES (?, 'meja', ?, 2, 'b', 'c', 'd', 1, 'first', 'backlog:x', 'e', 'f')",
                   [f"k{number}", state])  # fmt: skip
    before = list(db.query("SELECT * FROM outbox ORDER BY id"))
    indexes = {index.name for index in db["outbox"].indexes}
    db.close()

    archive = Archive.open(path)
    after = archive.rows("SELECT * FROM outbox ORDER BY id")
    kept = {row["name"] for row in archive.rows("PRAGMA index_list(outbox)")}
    with archive.write():
        archive.db.execute("INSERT INTO outbox (alert_key, channel, occasion, created, due) "
                           "VALUES ('k9', 'meja', 'digest', 'a', 'a')")  # fmt: skip
    archive.close()

    assert [{name: row[name] for name in before[0]} for row in after] == before
    assert [(row["told"], row["urgent"], row["alone"]) for row in after] == [(None, 0, 0)] * 4
    assert indexes <= kept


def test_a_new_archive_leaves_no_copy(archive: Archive) -> None:
    assert list(archive.path.parent.glob("*before*")) == []


def test_without_room_for_the_copy_nothing_is_updated(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    db = Database(path)
    migrations.MIGRATIONS.apply(db, stop_before=STEPS[-1])
    db.close()
    (tmp_path / f"archive.db.before-{STEPS[-1]}").mkdir()  # the name cannot be written

    with pytest.raises(ArchiveError, match=r"not brought up to date.*free some disk space"):
        Archive.open(path)

    db = Database(path)
    assert STEPS[-1] not in [name for (name,) in db.execute("SELECT name FROM _sqlite_migrations")]
    db.close()
