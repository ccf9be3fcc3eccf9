"""What is taken down leaves the file to the last byte, and does not come back."""

import multiprocessing
import sqlite3
from pathlib import Path

import pytest
from sample_articles import BONTANG, JEJU, NOW, UNFLAGGED, article, flagged

from kembar.errors import TakenDown
from kembar.model import Article, Happening, Judgement, Kind, Subscription
from storage import articles, keeping, outbox, scrubbing, takedown, tombstones, urls
from storage.archive import Archive
from storage.looks import Fetched
from storage.raw_pages import PageStore, sha256
from storage.takedown import Done, Form, Target

WORD = "Wiragunawan"
"""An invented name that stands in one article alone."""
SECRET = (
    f"Warga bernama {WORD} meminta beritanya dihapus karena keliru menyebut alamat rumahnya.\n\n"
    + "Keterangan lain menyusul dari kantor kelurahan setempat. " * 40
)
BUREAU = Subscription(channel="bureau")


def save(
    archive: Archive, told: Article, judgement: Judgement = UNFLAGGED, body: bytes | None = None,
    **changes: object,
) -> int:  # fmt: skip
    page = Fetched(url=told.url, sha256=sha256(body), size=len(body)) if body else None
    saved = articles.save(
        archive, told, judgement, subscriptions=[BUREAU], backlog="tell", first_round=False,
        now=NOW, page=page, **changes,  # type: ignore[arg-type]
    )  # fmt: skip
    return saved.article_id


def store_of(archive: Archive) -> PageStore:
    return PageStore(archive.path.with_name("pages"), None, least_free=0)


def take(archive: Archive, target: Target) -> Done:
    return takedown.carry_out(archive, takedown.plan(archive, target), store_of(archive), now=NOW)


def address(number: int) -> Target:
    return Target(Form.ADDRESS, f"https://berita.example/{number}")


def bytes_of(archive: Archive) -> bytes:
    log = archive.path.with_name(f"{archive.path.name}-wal")
    return archive.path.read_bytes() + (log.read_bytes() if log.exists() else b"")


@pytest.fixture
def filled(archive: Archive) -> Archive:
    """Forty articles, so that the index has several parts; the second one is to go."""
    for number in range(1, 41):
        words = " ".join(f"kata{number}x{n}" for n in range(60))
        save(archive, article(number, title=f"Kabar nomor {number}", text=f"Isi {words}."))
    visit = Happening(kind=Kind.STUDY_VISIT, parties=(BONTANG, JEJU), score=3.0)
    secret = article(41, title=f"Rumah {WORD} didatangi wartawan", text=SECRET)
    save(archive, secret, flagged(secret, visit), entry_title=f"Soal {WORD}", body=b"<p>Wiraguna")
    edited = article(41, title="Rumah warga didatangi wartawan", text=SECRET + "Ralat.")
    save(archive, edited, flagged(edited, visit))
    return archive


def test_nothing_of_it_is_left_in_the_bytes_of_the_file(filled: Archive) -> None:
    assert WORD.encode() in bytes_of(filled)

    done = take(filled, address(41))

    content = bytes_of(filled)
    assert (done.articles, done.log_emptied, done.traces) == (1, True, [])
    for trace in (WORD, WORD.lower(), "keliru menyebut alamat", "https://berita.example/41"):
        assert trace.encode() not in content, trace


def test_no_word_of_it_is_left_in_the_search_index(filled: Archive) -> None:
    # The index stores of a word only what differs from the one before it.
    in_index = "SELECT count(*) FROM articles_fts_data WHERE instr(block, CAST(? AS BLOB))"
    assert filled.value(in_index, ["ragunawan"]) > 0

    take(filled, address(41))

    assert filled.value(in_index, ["ragunawan"]) == 0
    assert b"ragunawan" not in bytes_of(filled)
    found = "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?"
    assert [filled.value(found, [word]) for word in ("kata40x59", WORD)] == [1, 0]
    filled.db.execute("INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)")


def test_row_h4_of_the_test_matrix(filled: Archive, tmp_path: Path) -> None:
    """Row, index, versions and the next backup are free of it; the audit line stays."""
    store_of(filled)
    take(filled, address(41))
    keeping.keep_one(filled.path, 7, now=NOW, free=lambda folder: 10**12)
    ((_, copy),) = keeping.kept(filled.path)

    left = {
        "row": filled.value("SELECT count(*) FROM articles WHERE url LIKE '%/41'"),
        "index": filled.value(
            "SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?", [WORD]
        ),
        "versions": filled.value(
            "SELECT count(*) FROM revisions WHERE instr(text, ?) OR instr(title, ?)", [WORD] * 2
        ),
        "file": bytes_of(filled).lower().count(WORD.lower().encode()),
        "backup": copy.read_bytes().lower().count(WORD.lower().encode()),
    }

    audit = filled.value("SELECT count(*) FROM takedowns")
    secure = filled.value("PRAGMA secure_delete")
    print(f"H4: left {left}, audit lines {audit}, secure_delete {secure}")
    assert set(left.values()) == {0}
    assert (audit, secure) == (1, 1)


def test_revisions_events_relations_and_waiting_alerts_go_with_it(filled: Archive) -> None:
    planned = takedown.plan(filled, address(41))
    assert (planned.revisions, planned.waiting, planned.shared) == (1, 1, 0)

    take(filled, address(41))

    for table in ("revisions", "events", "event_parties", "relations", "outbox", "stories"):
        assert filled.value(f"SELECT count(*) FROM {table}") == 0, table
    assert filled.rows("PRAGMA foreign_key_check") == []
    assert filled.value("SELECT count(*) FROM articles") == 40


def test_its_raw_page_goes_and_one_that_another_article_needs_stays(archive: Archive) -> None:
    pages, body, own = store_of(archive), b"<html>sama</html>", b"<html>sendiri</html>"
    for number in (1, 2):
        pages.keep(archive, save(archive, article(number), body=body), body, NOW)
    pages.keep(archive, save(archive, article(3), body=own), own, NOW)

    take(archive, address(1))
    take(archive, address(3))

    assert pages.read(sha256(body)) == body
    assert pages.read(sha256(own)) is None


def test_it_does_not_come_back_under_its_address(filled: Archive) -> None:
    take(filled, address(41))

    assert urls.seen(filled, ["https://berita.example/41"]) == {"https://berita.example/41"}
    with pytest.raises(TakenDown):
        save(filled, article(41, title="Sama sekali lain", text="Isi lain."))
    articles.save_failure(
        filled, url="https://berita.example/41", site="berita.example", reason="x", now=NOW
    )
    assert b"berita.example/41" not in bytes_of(filled)


def test_it_does_not_come_back_under_another_address_or_form(filled: Archive) -> None:
    take(filled, address(41))
    again = article(977, title="Rumah warga didatangi wartawan", text=SECRET + "Ralat.")

    with pytest.raises(TakenDown):
        save(filled, again, aliases=["https://berita.example/lain"])
    known = urls.know_again(
        filled,
        {"https://berita.example/41/amp/": ["https://berita.example/41"]},
        site="berita.example", now=NOW,
    )  # fmt: skip

    wanted = ["https://berita.example/977", "https://berita.example/lain"]
    assert urls.seen(filled, wanted) == set(wanted)  # and is not fetched a second time
    assert known == {"https://berita.example/41/amp/"}
    assert filled.value("SELECT count(*) FROM articles") == 40


def test_tombstones_and_the_audit_line_name_nothing(filled: Archive) -> None:
    take(filled, address(41))

    audit = filled.rows("SELECT made, kind, articles, addresses, digest FROM takedowns")
    assert [(row["made"], row["kind"], row["articles"]) for row in audit] == [
        ("2026-11-24T03:00:00Z", "address", 1)
    ]
    assert audit[0]["digest"] == tombstones.digest("address", "https://berita.example/41")
    assert b"https://berita.example/41" not in bytes_of(filled)


def test_a_story_that_others_tell_goes_on_under_their_headline(archive: Archive) -> None:
    first = article(1)
    copy = article(
        1, url="https://lain.example/1", site="lain.example", title="Jeju dan Bontang berkawan"
    )
    save(archive, first, flagged(first))
    save(archive, copy, flagged(copy))
    assert archive.value("SELECT count(*) FROM stories") == 1

    planned = takedown.plan(archive, address(1))
    take(archive, address(1))

    stories = archive.rows("SELECT title, articles, sites FROM stories")
    assert planned.shared == 1
    assert stories == [{"title": "Jeju dan Bontang berkawan", "articles": 1, "sites": 1}]
    (delivery,) = outbox.lease_due(archive, by="x", now=NOW, channels=["bureau"])
    assert delivery.stories[0].url == "https://lain.example/1"


def test_that_it_was_told_stays_on_record_without_its_words(archive: Archive) -> None:
    told = article(1)
    save(archive, told, flagged(told))
    (delivery,) = outbox.lease_due(archive, by="x", now=NOW, channels=["bureau"])
    outbox.mark_sent(archive, delivery, NOW)

    take(archive, address(1))

    assert archive.rows("SELECT state FROM outbox") == [{"state": "sent"}]
    assert archive.rows("SELECT title, articles FROM stories") == [
        {"title": "(tidak lagi disimpan / no longer kept)", "articles": 0}
    ]


def test_a_copy_at_another_outlet_is_no_trace(archive: Archive) -> None:
    save(archive, article(1, title="Judul A yang cukup panjang", text=SECRET))
    save(archive, article(2, url="https://lain.example/2", site="lain.example", text=SECRET))

    done = take(archive, address(1))

    assert done.traces == []
    assert archive.value("SELECT count(*) FROM articles") == 1


def test_a_domain_goes_with_all_below_it_and_with_nothing_that_only_looks_like_it(
    archive: Archive,
) -> None:
    hosts = ("kabar.example", "daerah.kabar.example", "bukankabar.example", "kabar.example.org")
    for number, host in enumerate(hosts):
        save(archive, article(number, url=f"https://{host}/{number}", site=host))
    articles.save_failure(
        archive, url="https://kabar.example/rusak", site="kabar.example", reason="x", now=NOW
    )

    done = take(archive, Target(Form.DOMAIN, "kabar.example"))

    left = [row["site"] for row in archive.rows("SELECT site FROM articles ORDER BY site")]
    assert (done.articles, left) == (2, ["bukankabar.example", "kabar.example.org"])
    assert archive.value("SELECT count(*) FROM pages_failed") == 0
    with pytest.raises(TakenDown):
        save(archive, article(9, url="https://baru.kabar.example/9", site="kabar.example"))


def test_a_pattern_takes_what_matches_now(archive: Archive) -> None:
    for number, path in enumerate(("tag/a", "tag/b", "berita/a?x=tag/")):
        save(archive, article(number, url=f"https://kabar.example/{path}"))

    done = take(archive, Target(Form.PATTERN, "kabar.example/tag/*"))

    assert done.articles == 2
    assert archive.value("SELECT url FROM articles") == "https://kabar.example/berita/a?x=tag/"
    with pytest.raises(TakenDown):
        save(archive, article(7, url="https://kabar.example/tag/b"))


def test_an_address_that_is_not_stored_can_be_barred_before_it_comes(archive: Archive) -> None:
    assert takedown.plan(archive, address(5)).is_empty

    done = take(archive, address(5))

    assert done.articles == 0
    with pytest.raises(TakenDown):
        save(archive, article(5))


def test_a_reader_that_holds_the_log_is_told(archive: Archive) -> None:
    save(archive, article(1))
    reader = sqlite3.connect(archive.path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM articles").fetchone()
    save(archive, article(2))
    pauses: list[float] = []

    held = scrubbing.empty_log(archive, patience=0.0, pause=pauses.append)
    reader.close()

    assert (held, scrubbing.empty_log(archive)) == (False, True)
    assert archive.value("PRAGMA busy_timeout") == 30_000


def _keep_saving(path: Path, first: int, count: int) -> None:
    own = Archive.open(path)
    for number in range(first, first + count):
        save(own, article(number, title=f"Kabar {number}", text=f"Isi nomor {number}."))
    own.close()


def test_it_works_while_another_process_writes(filled: Archive) -> None:
    context = multiprocessing.get_context("spawn")
    writer = context.Process(target=_keep_saving, args=(filled.path, 1000, 200))
    writer.start()

    done = take(filled, address(41))
    writer.join(60)

    assert (writer.exitcode, done.articles, done.traces) == (0, 1, [])
    assert filled.value("SELECT count(*) FROM articles") == 240
    assert filled.value("PRAGMA integrity_check") == "ok"


def test_a_page_that_was_under_way_is_not_left_on_the_disk(archive: Archive) -> None:
    body, pages = b"<html>terlambat</html>", store_of(archive)
    article_id = save(archive, article(1), body=body)

    take(archive, address(1))

    assert pages.keep(archive, article_id, body, NOW) is False
    assert list(pages.folder.rglob("*.zst")) == []


def test_long_texts_are_looked_for_all_over_and_short_words_not_at_all() -> None:
    text = " ".join(f"kata{n}" for n in range(100))

    found = scrubbing.pieces(["pendek", "x" * 11, "Judul yang cukup", text])

    assert found[0] == "Judul yang cukup"
    assert len(found) == 7
    assert {len(piece) for piece in found[1:]} == {48}
