"""Every kind of fault is found, told where it is, and what to do."""

import sqlite3
from collections.abc import Callable

import pytest
from sample_articles import BONTANG, JEJU, NOW, PLACES, UNFLAGGED, article, flagged, hit

from kembar.model import Happening, Kind
from storage import articles, soundness
from storage.archive import Archive

KNOWN = {place.id for place in PLACES}


@pytest.fixture
def filled(archive: Archive) -> Archive:
    for number in range(1, 4):
        told = article(number)
        articles.save(
            archive, told, flagged(told), subscriptions=[], backlog="tell", first_round=False,
            now=NOW,
        )  # fmt: skip
    edited = article(1, text="Kalimat pembuka baru.\n\n" + article(1).text)
    articles.save(
        archive, edited, flagged(edited), subscriptions=[], backlog="tell", first_round=False,
        now=NOW,
    )  # fmt: skip
    return archive


def tamper(archive: Archive, sql: str) -> None:
    """Write as another program would: without our foreign keys."""
    other = sqlite3.connect(archive.path)
    other.execute(sql)
    other.commit()
    other.close()


def found(archive: Archive) -> list[str]:
    reader = Archive.open(archive.path, read_only=True)
    try:
        faults = list(soundness.faults(reader, places=KNOWN))
    finally:
        reader.close()
    assert all(fault.remedy for fault in faults)
    return [f"{fault.where}: {fault.what}" for fault in faults]


def test_a_sound_archive_has_no_fault_not_even_in_edited_articles(filled: Archive) -> None:
    assert filled.value("SELECT count(*) FROM hits WHERE revision = 1") == 1
    assert found(filled) == []
    assert list(filled.path.parent.glob("*check*")) == []


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("DELETE FROM stories WHERE id = 2", "articles: 1 rows refer to a row of stories"),
        ("UPDATE hits SET start = start + 1 WHERE id = 2", "hits: 1 sentences do not stand"),
        ("UPDATE revisions SET text = 'x' || text", "hits: 1 sentences do not stand"),
        ("UPDATE stories SET articles = 7 WHERE id = 1", "stories: 1 stories count"),
        ("DELETE FROM articles_fts_docsize WHERE id = 3", "articles_fts: 1 articles cannot be"),
        ("INSERT INTO articles_fts_docsize VALUES (99, x'0101')", "articles_fts: 1 entries"),
    ],
)  # fmt: skip
def test_what_another_program_spoilt_is_found(filled: Archive, sql: str, said: str) -> None:
    tamper(filled, sql)

    assert any(line.startswith(said) for line in found(filled)), found(filled)


def test_an_index_with_other_words_than_the_articles_is_found(filled: Archive) -> None:
    tamper(filled, "DROP TRIGGER articles_fts_update")
    tamper(filled, "UPDATE articles SET title = 'Judul yang diganti' WHERE id = 3")

    assert "articles_fts: the search index does not agree with the articles" in found(filled)


def test_a_place_that_no_gazetteer_knows_is_found_and_one_abroad_is_not(filled: Archive) -> None:
    tamper(filled, "INSERT INTO places (id, name, level) VALUES ('99.01', 'Kota X', 'city')")
    tamper(filled, "UPDATE event_parties SET place_id = '99.01' WHERE place_id = '64.74'")
    tamper(filled, "INSERT INTO places (id, name, level) VALUES ('kr:baru', 'Baru', 'city')")
    tamper(filled, "UPDATE event_parties SET place_id = 'kr:baru' WHERE place_id = 'kr:jeju'")

    assert found(filled) == ["event_parties: 3 events name 99.01, an unknown place"]


def test_a_damaged_page_is_found_before_anything_else(archive: Archive) -> None:
    for number in range(60):
        articles.save(
            archive, article(number, text="isi " * 400), UNFLAGGED, subscriptions=[],
            backlog="tell", first_round=False, now=NOW,
        )  # fmt: skip
    archive.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    page = archive.value("SELECT rootpage FROM sqlite_master WHERE name = 'articles_by_site'")
    content = bytearray(archive.path.read_bytes())
    size = archive.value("PRAGMA page_size")
    archive.close()
    content[(page - 1) * size + 20 : page * size] = b"\x5a" * (size - 20)
    archive.path.write_bytes(bytes(content))

    lines = found(archive)

    assert lines
    assert {line.partition(":")[0] for line in lines} == {"file"}


def test_a_check_holds_no_writer_up(filled: Archive) -> None:
    reader = Archive.open(filled.path, read_only=True)
    faults: Callable[[], object] = soundness.faults(reader, places=KNOWN).__next__
    filled.db.execute("PRAGMA busy_timeout = 0")
    with filled.write() as db:  # a writer is in the midst of its transaction
        db.execute("UPDATE stories SET title = 'x'")
        with pytest.raises(StopIteration):
            faults()
    reader.close()


def test_offsets_count_code_points_of_cleaned_texts(archive: Archive) -> None:
    sentence = "Wali kota 🇮🇩 menandatangani nota\x00 kesepahaman\ud800 kota kembar."
    told = article(1, text=f"Pembuka\x00 😀.\n\n{sentence}")
    visit = Happening(kind=Kind.STUDY_VISIT, parties=(BONTANG, JEJU), hits=(hit(told, sentence),))
    articles.save(
        archive, told, flagged(told, visit), subscriptions=[],
        backlog="tell", first_round=False, now=NOW,
    )  # fmt: skip

    assert found(archive) == []


def test_a_verdict_on_another_story_than_its_articles_is_a_fault(filled: Archive) -> None:
    filled.db.execute(
        """INSERT INTO verdicts (alert_key, story_id, event_id, article_id, verdict, rules, "by",
            made) SELECT 'k', story_id, id, article_id, 'keep', '[]', 'sari', 'a' FROM events"""
    )
    filled.db.commit()
    assert found(filled) == []

    tamper(filled, "UPDATE verdicts SET event_id = 3 WHERE article_id = 1")

    assert found(filled) == [
        "verdicts: 1 verdicts name another story or event than their article's (1)"
    ]
