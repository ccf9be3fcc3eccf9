"""Articles looked at again through the real crawl: edits, missing pages, broken transfers."""

import gzip
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import HandClock
from loopback import PARAGRAPHS, SISTER, Outlet, Reply, Request, article, rss
from outlet_crawl import OutletCrawl

from storage import outbox
from storage.archive import Archive

Run_ = Callable[[Awaitable[Any]], Any]
FRIDAY = "Fri, 20 Nov 2026 09:15:00 +0700"
TITLE = "Jembatan gantung di hulu sungai dibuka untuk warga"
PATH = "/2026/11/jembatan-gantung-hulu-sungai-dibuka/"
EDIT = "Ralat: jembatan itu selesai dibangun pada bulan Oktober, bukan September."
EDITED = article(TITLE, paragraphs=(*PARAGRAPHS, EDIT))


def outlet_with(page: str | bytes | Reply) -> Outlet:
    outlet = Outlet({PATH: page})
    outlet.pages["/feed/"] = rss((outlet.url.rstrip("/") + PATH, TITLE, FRIDAY))
    return outlet


def crawl_of(folder: Path, outlet: Outlet, clock: HandClock) -> OutletCrawl:
    return OutletCrawl(folder, outlet, clock, f"feed:{outlet.url}feed/")


def test_an_edited_article_is_a_revision_and_no_new_article(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_with(article(TITLE)) as outlet:
        crawl = crawl_of(tmp_path, outlet, clock)
        edit = outlet.pages.__setitem__
        run_in_loop(crawl.rounds(lambda: edit(PATH, EDITED), hours=37))

        assert [row["text"][-len(EDIT) :] for row in crawl.rows("SELECT text FROM articles")] == [
            EDIT
        ]
        assert crawl.rows("SELECT text FROM revisions") == [{"text": "\n\n".join(PARAGRAPHS)}]


def test_an_article_that_stays_as_it_is_is_looked_at_twice_at_little_cost(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_with(article(TITLE)) as outlet:
        crawl = crawl_of(tmp_path, outlet, clock)
        run_in_loop(crawl.rounds(*[lambda: None] * 20, hours=12.5))

        asked = outlet.asked(PATH)
        assert len(asked) == 3
        assert all("If-None-Match" in request.headers for request in asked[1:])
        assert crawl.rows("SELECT * FROM revisions") == []


def test_what_was_told_to_people_is_watched_for_longer(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_with(SISTER) as outlet:
        crawl = crawl_of(tmp_path, outlet, clock)
        run_in_loop(crawl.rounds(*[lambda: None] * 20, hours=12.5))

        assert len(outlet.asked(PATH)) == 4


def test_old_articles_are_not_looked_at_again(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    old = article(TITLE, published="2026-10-20T09:15:00+07:00")
    with outlet_with(old) as outlet:
        crawl = crawl_of(tmp_path, outlet, clock)
        run_in_loop(crawl.rounds(*[lambda: None] * 5, hours=24))

        assert len(outlet.asked(PATH)) == 1


def test_an_article_that_its_sitemap_calls_changed_is_looked_at(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_with(article(TITLE)) as outlet:
        url = outlet.url.rstrip("/") + PATH

        def changed_at(moment: str) -> None:
            outlet.pages["/peta.xml"] = (
                f"<urlset><url><loc>{url}</loc><lastmod>{moment}</lastmod></url></urlset>"
            )
            outlet.pages[PATH] = EDITED

        changed_at("2026-11-20T10:00:00+07:00")
        outlet.pages[PATH] = article(TITLE)
        crawl = OutletCrawl(tmp_path, outlet, clock, f"sitemap:{outlet.url}peta.xml")
        run_in_loop(crawl.rounds(lambda: changed_at("2026-11-20T22:00:00+07:00"), hours=4))

        assert len(crawl.rows("SELECT * FROM revisions")) == 1
        assert len(outlet.asked(PATH)) == 2


@pytest.mark.parametrize(
    "missing",
    [
        Reply("tidak ada", status=404),
        Reply("dihapus", status=410),
        Reply(status=302, headers={"Location": "/"}),
        "<html><title>404</title><body>Halaman tidak ditemukan</body></html>",
    ],
)  # fmt: skip
def test_a_page_that_is_missing_on_three_days_is_gone_and_its_text_stays(
    missing: Reply | str, tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_with(article(TITLE)) as outlet:
        outlet.pages["/"] = "<html><body>Beranda</body></html>"
        crawl = crawl_of(tmp_path, outlet, clock)
        states: list[str] = []

        def note() -> None:
            states.extend(row["status"] for row in crawl.rows("SELECT status FROM articles"))

        def away() -> None:
            outlet.pages[PATH] = missing

        run_in_loop(crawl.rounds(away, *[note] * 10, hours=12.5))
        note()

        row = crawl.rows("SELECT status, reason, text FROM articles")[0]
        assert (row["status"], row["text"]) == ("gone", "\n\n".join(PARAGRAPHS))
        assert row["reason"].endswith("on 3 days")
        assert states.index("gone") >= 4, "three looks on three days"
        assert len(outlet.asked(PATH)) == 4


def test_who_was_told_of_a_page_that_is_gone_is_told_so(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_with(SISTER) as outlet:
        crawl = crawl_of(tmp_path, outlet, clock)

        def told_and_away() -> None:
            archive = Archive.open(crawl.path)
            for delivery in outbox.lease_due(archive, by="test", now=clock(), channels=["console"]):
                outbox.mark_sent(archive, delivery, clock())
            archive.close()
            outlet.pages[PATH] = Reply("tidak ada", status=404)

        run_in_loop(crawl.rounds(told_and_away, *[lambda: None] * 10, hours=12.5))

        rows = crawl.rows("SELECT occasion, detail, state FROM outbox ORDER BY id")
        assert [tuple(row.values()) for row in rows] == [
            ("first", None, "sent"), ("retraction", "gone", "pending"),
        ]  # fmt: skip


def test_a_page_that_comes_back_was_never_gone(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    page = article(TITLE)
    with outlet_with(page) as outlet:
        crawl = crawl_of(tmp_path, outlet, clock)

        def away() -> None:
            outlet.pages[PATH] = Reply(status=404)

        def back() -> None:
            outlet.pages[PATH] = page

        quiet = [lambda: None] * 8
        run_in_loop(crawl.rounds(away, lambda: None, back, *quiet, hours=19))

        assert crawl.rows("SELECT status FROM articles") == [{"status": "ok"}]
        assert crawl.rows("SELECT missed, next_look FROM looks") == [
            {"missed": 0, "next_look": None}
        ]


def test_an_outage_of_the_site_uses_up_no_look(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_with(article(TITLE)) as outlet:
        crawl = crawl_of(tmp_path, outlet, clock)

        def down() -> None:
            outlet.pages[PATH] = Reply("rusak", status=500)

        def up() -> None:
            outlet.pages[PATH] = EDITED

        run_in_loop(crawl.rounds(down, lambda: None, lambda: None, up, hours=37))

        assert crawl.rows("SELECT status FROM articles") == [{"status": "ok"}]
        assert len(crawl.rows("SELECT * FROM revisions")) == 1


def packed(body: str, share: float = 1.0) -> Reply:
    data = gzip.compress(body.encode())
    return Reply(
        data[: int(len(data) * share)],
        headers={"Content-Encoding": "gzip", "Content-Type": "text/html; charset=utf-8"},
    )


def failing_once(bad: Reply, good: Reply) -> Callable[[Request], Reply]:
    answers = [bad]
    return lambda request: answers.pop() if answers else good


LONG = article(
    TITLE, paragraphs=tuple(f"Bagian ke-{n}. {part}" for n in range(9) for part in PARAGRAPHS)
)


def test_a_packed_page_that_breaks_off_once_is_fetched_again_and_whole(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_with("") as outlet:
        outlet.pages[PATH] = failing_once(packed(LONG, 0.8), packed(LONG))
        crawl = crawl_of(tmp_path, outlet, clock)
        run_in_loop(crawl.rounds())

        row = crawl.rows("SELECT status, reason, text FROM articles")[0]
        assert (row["status"], row["reason"]) == ("ok", None)
        assert "Bagian ke-8." in row["text"]
        assert len(outlet.asked(PATH)) == 2


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (packed(LONG, 0.8), "packed stream has no end"),
        (Reply(LONG[: len(LONG) // 2], headers={"Content-Type": "text/html"}), "breaks off"),
        (Reply(LONG, headers={"Content-Length": "2500"}), "breaks off"),
    ],
)  # fmt: skip
def test_a_page_that_stays_broken_is_partial_until_it_is_whole(
    page: Reply, reason: str, tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with outlet_with("") as outlet:
        outlet.pages[PATH] = page
        crawl = crawl_of(tmp_path, outlet, clock)
        seen: list[dict[str, Any]] = []

        def mend() -> None:
            seen.extend(crawl.rows("SELECT status, reason FROM articles"))
            outlet.pages[PATH] = packed(LONG)

        run_in_loop(crawl.rounds(mend, hours=2))

        assert seen[0]["status"] == "partial"
        assert reason in seen[0]["reason"]
        row = crawl.rows("SELECT status, reason, text FROM articles")[0]
        assert (row["status"], row["reason"]) == ("ok", None)
        assert "Bagian ke-8." in row["text"]


def test_a_page_without_the_end_that_the_sites_pages_have_is_partial(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with Outlet() as outlet:
        base = outlet.url.rstrip("/")
        paths = [f"/berita/kabar-kampung-hulu-nomor-{n}/" for n in range(6)]
        for n, path in enumerate(paths):
            outlet.pages[path] = article(f"Kabar kampung hulu nomor {n}")
        whole = article("Kabar kampung hilir hari ini")
        # Cut between two paragraphs: nothing but the missing end gives it away.
        outlet.pages[PATH] = whole[: whole.index("</p>", whole.index("Pemerintah")) + 5]
        outlet.pages["/feed/"] = rss(*[(base + path, "Kabar", FRIDAY) for path in paths])
        crawl = crawl_of(tmp_path, outlet, clock)
        run_in_loop(
            crawl.rounds(
                lambda: outlet.pages.__setitem__("/feed/", rss((base + PATH, "Kabar", FRIDAY)))
            )
        )

        row = crawl.rows("SELECT status, reason FROM articles WHERE url = ?", base + PATH)[0]
        assert row["status"] == "partial"
        assert "</html>" in row["reason"]


def test_a_feed_that_broke_off_is_asked_for_again_in_full(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with Outlet() as outlet:
        base = outlet.url.rstrip("/")
        paths = [f"/berita/kabar-kampung-hulu-nomor-{n}/" for n in range(40)]
        for n, path in enumerate(paths):
            outlet.pages[path] = article(f"Kabar kampung hulu nomor {n}")
        text = rss(*[(base + path, f"Kabar {path}", FRIDAY) for path in paths])

        def feed(request: Request) -> Reply:
            if request.headers.get("If-None-Match") == '"satu"':
                return Reply(status=304)
            whole = packed(text, 0.6 if len(outlet.asked("/feed/")) == 1 else 1.0)
            return Reply(whole.body, headers={**whole.headers, "ETag": '"satu"'})

        outlet.pages["/feed/"] = feed
        crawl = crawl_of(tmp_path, outlet, clock)
        runs = run_in_loop(crawl.rounds(lambda: None))

        assert 0 < runs[0].stored < 40
        assert runs[0].stored + runs[1].stored == 40
