"""The public copy: what is in it, what is not, and that it proves so itself."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sample_articles import NOW, PLACES, SENTENCE, UNFLAGGED, article, flagged, happening

from kembar.errors import ArchiveError
from kembar.model import Subscription
from storage import articles, places, publishing
from storage.archive import Archive
from storage.proving import leaks

BODY = "Para pedagang ikan di pelabuhan lama menonton dari jauh sambil menunggu hujan reda, "
UNTOLD = "Rumah warga bernama Sukirno Wiratama kemalingan dua kali pekan ini"


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive.open(tmp_path / "archive.db")
    places.sync(opened, PLACES)
    for number in (1, 2):
        told = article(
            number, text=f"{BODY * 3}\n\n{SENTENCE}\n\n{BODY * 3}", author="Rina Puspita",
            image="https://berita.example/foto.jpg",
        )  # fmt: skip
        save(opened, told, flagged(told, happening(told)))
    plain = article(3, title=UNTOLD, text=f"{UNTOLD}. " * 20)
    save(opened, plain, UNFLAGGED)
    articles.save_failure(
        opened, url="https://berita.example/rusak", site="berita.example", reason="no text", now=NOW
    )
    yield opened
    opened.close()


def save(archive: Archive, told: Any, judged: Any) -> None:
    articles.save(
        archive, told, judged, subscriptions=[Subscription(channel="meja-redaksi")],
        backlog="tell", first_round=False, now=NOW,
    )  # fmt: skip


@pytest.fixture
def copy(archive: Archive, tmp_path: Path) -> Path:
    target = tmp_path / "public.db"
    target.touch()
    publishing.build(archive, target, now=NOW)
    return target


def rows(path: Path, sql: str) -> list[Any]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_stories_facts_links_places_and_relations_are_in_it(copy: Path) -> None:
    told = rows(copy, "SELECT title, url, site, published FROM articles ORDER BY id")

    assert told[0] == (
        "Bontang dan Jeju jadi kota kembar, bagian 1", "https://berita.example/1",
        "berita.example", "2026-11-24T03:00:00Z",
    )  # fmt: skip
    assert rows(copy, "SELECT kind, stage, event_date FROM events")[0] == (
        "sister_city", "mou", "2020-02-10",
    )  # fmt: skip
    assert rows(copy, "SELECT a, b, stage FROM relations") == [("64.74", "kr:jeju", "mou")]
    assert {name for (name,) in rows(copy, "SELECT name FROM places")} == {
        "Kota Bontang", "Provinsi Kalimantan Timur", "Jeju", "Korea Selatan",
    }  # fmt: skip


def test_no_text_no_name_and_no_machinery_is_in_its_bytes(copy: Path, archive: Archive) -> None:
    held = copy.read_bytes()
    for word in (
        "pelabuhan lama", "Sukirno", "Rina Puspita", "foto.jpg", "meja-redaksi", "rusak", "no text",
        archive.value("SELECT alert_key FROM outbox"),
    ):  # fmt: skip
        assert word.encode() in archive.path.read_bytes() + wal(archive.path), word
        assert word.encode() not in held, word
    assert SENTENCE.encode() in held


def wal(path: Path) -> bytes:
    beside = path.with_name(f"{path.name}-wal")
    return beside.read_bytes() if beside.exists() else b""


def test_it_holds_the_tables_that_are_named_and_no_other(copy: Path) -> None:
    names = {
        name
        for (name,) in rows(copy, "SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith(("articles_fts_", "sqlite_"))
    }

    assert names == publishing.TOLD | publishing.EMPTY
    assert all(rows(copy, f"SELECT count(*) FROM {n}") == [(0,)] for n in publishing.EMPTY)
    assert not names & {"outbox", "inbox", "hosts", "sources", "pages_failed", "urls"}


def test_the_sentence_stands_where_its_hit_says(copy: Path) -> None:
    told = rows(
        copy,
        """SELECT title || char(10, 10) || text, start, "end", sentence FROM hits
        JOIN articles ON articles.id = article_id""",
    )

    assert len(told) == 2
    assert all(whole[start:end] == sentence == SENTENCE for whole, start, end, sentence in told)


def test_words_of_headline_and_sentence_are_found_and_others_are_not(copy: Path) -> None:
    find = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH '{}'"

    assert rows(copy, find.format("gubernur jeju")) == [(2,)]
    assert rows(copy, find.format("pedagang")) == [(0,)]


def test_it_is_sound_and_its_links_between_tables_hold(copy: Path) -> None:
    assert rows(copy, "PRAGMA integrity_check") == [("ok",)]
    assert rows(copy, "PRAGMA foreign_key_check") == []
    assert not list(copy.parent.glob("public.db-*"))


def test_a_long_judged_sentence_is_cut(archive: Archive, tmp_path: Path) -> None:
    sentence = "Bontang dan Jeju " + "meneken naskah panjang " * 100 + "hari ini."
    with archive.write():
        archive.db.execute("UPDATE hits SET sentence = ? WHERE article_id = 1", [sentence])
    target = tmp_path / "public.db"
    target.touch()
    publishing.build(archive, target, now=NOW)

    lengths = [len(text) for (text,) in rows(target, "SELECT text FROM articles ORDER BY id")]
    assert 250 < lengths[0] <= 300
    assert lengths[1] == len(SENTENCE)


def test_a_text_that_got_in_is_found_by_the_proof(archive: Archive, copy: Path) -> None:
    connection = sqlite3.connect(copy)
    try:
        none, tried = leaks(archive, copy, connection)
        text = archive.value("SELECT text FROM articles WHERE story_id IS NULL")
        connection.execute("INSERT INTO about VALUES ('stray', ?)", [text])
        connection.commit()
        found, _ = leaks(archive, copy, connection)
    finally:
        connection.close()

    assert none is None and tried >= 5
    assert found is not None and found in text


def test_an_archive_is_no_public_copy_and_a_copy_is_no_archive(
    archive: Archive, copy: Path
) -> None:
    publishing.expect(copy)
    with pytest.raises(ArchiveError, match="no public copy"):
        publishing.expect(archive.path)
    with pytest.raises(ArchiveError, match="there is no such file"):
        publishing.expect(copy.with_name("none.db"))
    with pytest.raises(ArchiveError, match="another program"):
        Archive.open(copy)


def test_what_the_daemon_writes_meanwhile_does_not_disturb(
    archive: Archive, tmp_path: Path
) -> None:
    target = tmp_path / "public.db"
    target.touch()
    with archive.write():
        archive.db.execute("UPDATE stories SET title = 'baru'")
        reader = Archive.open(archive.path, read_only=True)
        told = publishing.build(reader, target, now=NOW)
        reader.close()

    assert told.stories == 2
    assert ("baru",) not in rows(target, "SELECT title FROM stories")


def test_a_full_copy_elsewhere_is_the_same(copy: Path, tmp_path: Path) -> None:
    moved = shutil.copy(copy, tmp_path / "moved.db")

    assert publishing.is_public(Path(moved))
