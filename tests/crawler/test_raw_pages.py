"""The crawl keeps pages as they came, and a page that cannot be kept stops nothing."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from conftest import HandClock
from loopback import SISTER, Outlet, Reply, article, rss
from outlet_crawl import OutletCrawl

from kembar.model import Outcome
from storage import outbox, takedown
from storage.archive import Archive
from storage.raw_pages import PageStore, sha256
from storage.takedown import Form, Target

Run_ = Callable[[Awaitable[Any]], Any]
FRIDAY = "Fri, 20 Nov 2026 09:15:00 +0700"
PATH = "/berita/pemkot-bontang-kota-jeju-teken-mou/"
SECOND = "/berita/pasar-rakyat-tepi-sungai/"
BODY = SISTER.encode("cp1252", "xmlcharrefreplace")


def outlet_with_news() -> Outlet:
    page = Reply(body=BODY, headers={"Content-Type": "text/html; charset=windows-1252"})
    outlet = Outlet({PATH: page, SECOND: article("Pasar rakyat di tepi sungai ramai")})
    base = outlet.url.rstrip("/")
    outlet.pages["/feed/"] = rss((base + PATH, "Kabar", FRIDAY), (base + SECOND, "Kabar", FRIDAY))
    return outlet


def store(path: Path) -> PageStore:
    return PageStore.beside(path, None)


def test_every_stored_article_has_its_page_with_bytes_type_address_and_hash(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_with_news() as outlet:
        crawl = OutletCrawl(tmp_path, outlet, clock, f"feed:{outlet.url}feed/")
        run_in_loop(crawl.rounds(lambda: None))
        rows = crawl.rows("SELECT url, sha256, content_type, fetched FROM raw_pages ORDER BY url")

    assert len(rows) == 2
    assert rows[1] == {
        "url": outlet.url.rstrip("/") + PATH,
        "sha256": sha256(BODY),
        "content_type": "text/html; charset=windows-1252",
        "fetched": "2026-11-20T12:00:00Z",
    }
    assert store(crawl.path).read(sha256(BODY)) == BODY
    assert len(list(tmp_path.glob("archive.db.pages/*/*.zst"))) == 2


def test_the_hash_of_the_page_is_in_the_evidence_of_the_alert(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_with_news() as outlet:
        crawl = OutletCrawl(tmp_path, outlet, clock, f"feed:{outlet.url}feed/")
        run_in_loop(crawl.rounds())
    archive = Archive.open(crawl.path)
    channels = [row["channel"] for row in archive.rows("SELECT DISTINCT channel FROM outbox")]

    (delivery,) = outbox.lease_due(archive, by="x", now=clock(), channels=channels)
    archive.close()

    assert delivery.stories[0].extra["page_sha256"] == sha256(BODY)


def test_a_store_that_cannot_be_written_loses_no_article(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    (tmp_path / "archive.db.pages").write_text("a file where the folder should be")
    with outlet_with_news() as outlet:
        crawl = OutletCrawl(tmp_path, outlet, clock, f"feed:{outlet.url}feed/")
        (run,) = run_in_loop(crawl.rounds())

    assert (run.outcome, run.stored, run.failed) == (Outcome.OK, 2, 0)
    assert len(crawl.rows("SELECT sha256 FROM raw_pages")) == 2


def test_what_was_taken_down_does_not_come_back_with_the_next_round(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_with_news() as outlet:
        base = outlet.url.rstrip("/")

        def take_down() -> None:
            archive = Archive.open(crawl.path)
            planned = takedown.plan(archive, Target(Form.ADDRESS, base + PATH))
            takedown.carry_out(archive, planned, store(crawl.path), now=clock())
            archive.close()
            # Then the feed calls it changed, and lists it at a second address too.
            outlet.pages["/berita/ulang-teken-mou/"] = outlet.pages[PATH]
            outlet.pages["/feed/"] = rss(
                (base + PATH, "Diubah", FRIDAY), (f"{base}/berita/ulang-teken-mou/", "X", FRIDAY),
                (base + SECOND, "Kabar", FRIDAY),
            )  # fmt: skip

        crawl = OutletCrawl(tmp_path, outlet, clock, f"feed:{outlet.url}feed/")
        runs = run_in_loop(crawl.rounds(take_down, lambda: None, hours=40))
        asked = [len(outlet.asked(path)) for path in (PATH, "/berita/ulang-teken-mou/")]

    titles = [row["title"] for row in crawl.rows("SELECT title FROM articles")]
    assert titles == ["Pasar rakyat di tepi sungai ramai"]
    assert asked == [1, 1]  # the second address is read once, known again, and barred too
    assert [run.failed for run in runs] == [0, 0, 0]
    assert crawl.rows("SELECT * FROM pages_failed") == []
    assert store(crawl.path).read(sha256(BODY)) is None
