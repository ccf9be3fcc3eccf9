"""Articles on several pages and under several addresses, through the real crawl."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import HandClock
from loopback import PARAGRAPHS, Outlet, Reply, article, rss
from outlet_crawl import OutletCrawl

Run_ = Callable[[Awaitable[Any]], Any]
FRIDAY = "Fri, 20 Nov 2026 09:15:00 +0700"
TITLE = "Perahu wisata di muara sungai kembali berlayar"
PATH = "/2026/11/perahu-wisata-muara-kembali-berlayar/"
PAGES = (
    PARAGRAPHS,
    ("Rombongan kedua berangkat setelah zuhur dan singgah di kampung nelayan yang menjual ikan "
     "asin serta anyaman pandan buatan ibu-ibu setempat.",),
    ("Menjelang senja, perahu merapat lagi di dermaga, lalu penumpang menikmati kopi sambil "
     "menunggu lampu mercusuar menyala.", "Tiketnya dua puluh ribu rupiah."),
)  # fmt: skip


def feed_of(outlet: Outlet, *paths: str) -> None:
    base = outlet.url.rstrip("/")
    outlet.pages["/feed/"] = rss(*[(base + path, TITLE, FRIDAY) for path in paths])


def paged(outlet: Outlet, form: str, *, listed: int = 3, whole: str = "") -> list[str]:
    """The article on three pages under addresses of a form; returns them."""
    paths = [PATH, *[PATH + form.format(number) for number in range(2, 4)]]
    for here, paragraphs in enumerate(PAGES):
        links = "".join(
            f'<a href="{path}">{n}</a> ' for n, path in enumerate(paths, 1)
            if n != here + 1 and (n <= listed or n <= here + 2)
        )  # fmt: skip
        pager = f'<div class="pager">Halaman {links}{whole}</div></article>'
        text = article(TITLE, paragraphs=paragraphs).replace("</article>", pager)
        outlet.pages[paths[here]] = text
    feed_of(outlet, PATH)
    return paths


@pytest.mark.parametrize("form", ["{}/", "?page={}", "?halaman={}", "page/{}/"])
@pytest.mark.parametrize("listed", [3, 2])
def test_an_article_on_three_pages_is_one_with_all_its_text(
    form: str, listed: int, tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with Outlet() as outlet:
        paths = paged(outlet, form, listed=listed)
        crawl = OutletCrawl(tmp_path, outlet, clock, f"feed:{outlet.url}feed/")
        runs = run_in_loop(crawl.rounds(lambda: feed_of(outlet, *paths)))

        rows = crawl.rows("SELECT url, text, status FROM articles")
        assert len(rows) == 1
        assert rows[0]["url"] == outlet.url.rstrip("/") + PATH
        assert rows[0]["text"].split("\n\n") == [line for page in PAGES for line in page]
        assert (rows[0]["status"], runs[1].fetched) == ("ok", 0)
        assert [len(outlet.asked(path)) for path in paths] == [1, 1, 1]


def test_all_pages_in_one_are_asked_for_once_where_that_is_offered(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with Outlet() as outlet:
        paths = paged(outlet, "?page={}", whole=f'<a href="{PATH}?page=all">Semua</a>')
        everything = tuple(line for page in PAGES for line in page)
        outlet.pages[f"{PATH}?page=all"] = article(TITLE, paragraphs=everything)
        crawl = OutletCrawl(tmp_path, outlet, clock, f"feed:{outlet.url}feed/")
        run_in_loop(crawl.rounds())

        assert crawl.rows("SELECT text FROM articles")[0]["text"] == "\n\n".join(everything)
        assert len(outlet.asked(f"{PATH}?page=all")) == 1
        assert outlet.asked(paths[1]) == []


def test_a_page_that_is_missing_makes_the_article_partial(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with Outlet() as outlet:
        paths = paged(outlet, "?page={}")
        outlet.pages[paths[2]] = Reply("tidak ada", status=500)
        crawl = OutletCrawl(tmp_path, outlet, clock, f"feed:{outlet.url}feed/")
        run_in_loop(crawl.rounds())

        row = crawl.rows("SELECT text, status, reason FROM articles")[0]
        assert (row["status"], row["reason"]) == (
            "partial", "page 3 of the article could not be read",
        )  # fmt: skip
        assert "kampung nelayan" in row["text"]


def test_a_pager_of_the_list_beside_the_article_adds_nothing(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with Outlet() as outlet:
        paths = [f"/berita/detail/{n}" for n in range(101, 107)]
        for path in paths:
            pager = f'<div>Terkini <a href="{path}?page=2">2</a></div></article>'
            text = article(f"Kabar kampung nelayan {path}").replace("</article>", pager)
            outlet.pages[path] = outlet.pages[f"{path}?page=2"] = text
        feed_of(outlet, *paths)
        crawl = OutletCrawl(tmp_path, outlet, clock, f"feed:{outlet.url}feed/")
        run_in_loop(crawl.rounds())

        texts = {row["text"] for row in crawl.rows("SELECT text FROM articles")}
        asked = sum(len(outlet.asked(f"{path}?page=2")) for path in paths)
        assert texts == {"\n\n".join(PARAGRAPHS)}
        assert asked < len(paths), "a pager that was wrong twice is not asked for ever"


FORMS = [
    PATH, f"{PATH}amp/", f"{PATH}?amp=1", f"{PATH}?page=all", f"{PATH}?print=1", f"{PATH}print/",
    f"{PATH}?utm_source=x&fbclid=y", f"{PATH}?m=1", f"/amp{PATH}", PATH.rstrip("/"),
]  # fmt: skip


@pytest.mark.parametrize("first", FORMS)
def test_ten_addresses_of_an_article_are_one_row_and_one_request(
    first: str, tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with Outlet() as outlet:
        head = f'<link rel="canonical" href="{outlet.url.rstrip("/")}{PATH}">'
        for form in FORMS:
            outlet.pages[form] = article(TITLE, head=head)
        feed_of(outlet, first)
        crawl = OutletCrawl(tmp_path, outlet, clock, f"feed:{outlet.url}feed/")
        runs = run_in_loop(
            crawl.rounds(lambda: feed_of(outlet, *FORMS), lambda: feed_of(outlet, *FORMS[::-1]))
        )

        rows = crawl.rows("SELECT url FROM articles")
        assert rows == [{"url": outlet.url.rstrip("/") + PATH}]
        assert [run.fetched for run in runs] == [1, 0, 0]


def test_forms_listed_together_are_fetched_once(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with Outlet() as outlet:
        for form in FORMS:
            outlet.pages[form] = article(TITLE)
        feed_of(outlet, *(form for form in FORMS[::-1] if not form.startswith("/amp")))
        crawl = OutletCrawl(tmp_path, outlet, clock, f"feed:{outlet.url}feed/")
        runs = run_in_loop(crawl.rounds())

        assert (runs[0].fetched, runs[0].stored) == (1, 1)


def test_pages_of_a_section_that_are_articles_of_their_own_stay_apart(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with Outlet() as outlet:
        paths = [f"/warta-resmi-kota-kita/{n}" for n in range(2, 6)]
        links = "".join(f'<a href="{path}">{path[-1]}</a>' for path in paths)
        for path in paths:
            text = article(f"Kabar resmi nomor {path[-1]} dari balai kota")
            outlet.pages[path] = text.replace("</article>", f"</article><p>{links}</p>")
        outlet.pages["/warta-resmi-kota-kita"] = article("Warta resmi kota kita")
        base = outlet.url.rstrip("/")
        outlet.pages["/feed/"] = rss(*[(base + path, f"Kabar {path}", FRIDAY) for path in paths])
        crawl = OutletCrawl(tmp_path, outlet, clock, f"feed:{outlet.url}feed/")
        run_in_loop(crawl.rounds())

        titles = [row["title"] for row in crawl.rows("SELECT title FROM articles ORDER BY url")]
        assert titles == [f"Kabar resmi nomor {n} dari balai kota" for n in range(2, 6)]


def test_no_more_than_ten_pages_of_an_article_are_read(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with Outlet() as outlet:
        paths = [PATH, *[f"{PATH}?page={n}" for n in range(2, 15)]]
        for here, path in enumerate(paths):
            following = f'<a href="{paths[here + 1]}">Selanjutnya</a>' if here < 13 else ""
            lines = (f"Bagian {here} dari kisah dermaga. {PARAGRAPHS[here % 3]}",)
            text = article(TITLE, paragraphs=lines)
            outlet.pages[path] = text.replace("</article>", f"{following}</article>")
        feed_of(outlet, PATH)
        crawl = OutletCrawl(tmp_path, outlet, clock, f"feed:{outlet.url}feed/")
        runs = run_in_loop(crawl.rounds())

        row = crawl.rows("SELECT text, status, reason FROM articles")[0]
        assert runs[0].fetched == 10
        assert (row["status"], row["reason"]) == (
            "partial", "the article has more than 10 pages",
        )  # fmt: skip
        assert "Bagian 9 dari" in row["text"]
