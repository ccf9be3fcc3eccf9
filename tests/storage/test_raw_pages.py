"""Pages as fetched: kept once, for a while, and never at the cost of the crawl."""

import logging
import os
import resource
import signal
from datetime import timedelta
from pathlib import Path

import pytest
from sample_articles import NOW, UNFLAGGED, article

from storage import articles, raw_pages
from storage.archive import Archive
from storage.looks import Fetched
from storage.raw_pages import PageStore, sha256

BODY = b"<html>\xff\x00 halaman" * 500
MONTH = timedelta(days=30)


def save(archive: Archive, number: int, body: bytes = BODY) -> int:
    page = Fetched(
        url=f"https://berita.example/{number}?asal", sha256=sha256(body), size=len(body),
        content_type="text/html; charset=windows-1252",
    )  # fmt: skip
    return articles.save(
        archive, article(number), UNFLAGGED, subscriptions=[], backlog="tell", first_round=False,
        now=NOW, page=page,
    ).article_id  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> PageStore:
    return PageStore(tmp_path / "pages", MONTH, least_free=0)


def files(store: PageStore) -> list[Path]:
    return [path for path in store.folder.rglob("*") if path.is_file()]


def test_the_bytes_come_back_as_they_were_and_take_less_room(
    archive: Archive, store: PageStore
) -> None:
    assert store.keep(archive, save(archive, 1), BODY, NOW)

    assert store.read(sha256(BODY)) == BODY
    assert [file.stat().st_size < len(BODY) / 5 for file in files(store)] == [True]
    assert archive.rows("SELECT sha256, url, content_type, fetched, bytes FROM raw_pages") == [
        {
            "sha256": sha256(BODY), "url": "https://berita.example/1?asal",
            "content_type": "text/html; charset=windows-1252",
            "fetched": "2026-11-24T03:00:00Z", "bytes": len(BODY),
        }
    ]  # fmt: skip


def test_the_same_bytes_are_kept_once(archive: Archive, store: PageStore) -> None:
    for number in (1, 2):
        store.keep(archive, save(archive, number), BODY, NOW)

    assert len(files(store)) == 1
    assert archive.value("SELECT count(*) FROM raw_pages") == 2


def test_after_thirty_days_the_file_goes_and_the_hash_stays(
    archive: Archive, store: PageStore
) -> None:
    store.keep(archive, save(archive, 1), BODY, NOW)
    store.keep(archive, save(archive, 2, b"lain"), b"lain", NOW + timedelta(days=1))

    assert store.prune(NOW + MONTH - timedelta(seconds=1)) == 0
    assert store.prune(NOW + MONTH) == 1

    assert (store.read(sha256(BODY)), store.read(sha256(b"lain"))) == (None, b"lain")
    assert archive.value("SELECT count(*) FROM raw_pages") == 2


def test_bytes_seen_again_are_kept_from_then_on(archive: Archive, store: PageStore) -> None:
    later = NOW + timedelta(days=20)
    for number, moment in ((1, NOW), (2, later)):
        store.keep(archive, save(archive, number), BODY, moment)

    assert store.prune(NOW + MONTH) == 0


def test_zero_keeps_nothing_and_clears_what_was_kept(archive: Archive, store: PageStore) -> None:
    store.keep(archive, save(archive, 1), BODY, NOW)
    off = PageStore(store.folder, timedelta(0), least_free=0)

    assert off.keep(archive, save(archive, 2), b"lain", NOW) is False
    assert off.prune(NOW) == 1
    assert files(store) == []


def test_for_ever_is_for_ever(archive: Archive, store: PageStore) -> None:
    forever = PageStore(store.folder, None, least_free=0)
    forever.keep(archive, save(archive, 1), BODY, NOW)

    assert forever.prune(NOW + 100 * MONTH) == 0


def test_a_folder_that_cannot_be_written_is_told_once_and_stops_nothing(
    archive: Archive, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "pages").write_text("a file where the folder should be")
    store = PageStore(tmp_path / "pages", MONTH, least_free=0)

    with caplog.at_level(logging.WARNING):
        kept = [store.keep(archive, save(archive, n), b"%d" % n, NOW) for n in range(5)]

    assert kept == [False] * 5
    assert len(caplog.records) == 1
    assert str(store.folder) in caplog.text
    assert archive.value("SELECT count(*) FROM articles") == 5


def test_a_disk_that_is_nearly_full_is_left_to_the_articles(
    archive: Archive, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store = PageStore(tmp_path / "pages", MONTH, least_free=2**62)

    assert store.keep(archive, save(archive, 1), BODY, NOW) is False
    assert "MB are free" in caplog.text
    assert files(store) == []


def test_a_disk_that_fills_up_leaves_no_half_page(archive: Archive, tmp_path: Path) -> None:
    # A limit on the size of files fails in the midst of a page, as a full disk does.
    store = PageStore(tmp_path / "pages", MONTH, least_free=0)
    body, article_id = os.urandom(200_000), save(archive, 1)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    try:
        kept = store.keep(archive, article_id, body, NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)

    assert kept is False
    assert files(store) == []


def test_a_damaged_file_is_no_page(archive: Archive, store: PageStore) -> None:
    store.keep(archive, save(archive, 1), BODY, NOW)
    store.path_of(sha256(BODY)).write_bytes(b"bukan zstd")

    assert store.read(sha256(BODY)) is None


def test_a_look_that_finds_the_article_unchanged_adds_no_page(archive: Archive) -> None:
    save(archive, 1)
    save(archive, 1, b"<html>iklan lain</html>")

    assert archive.value("SELECT count(*) FROM raw_pages") == 1
    assert raw_pages.of_story(archive, 1) == []
