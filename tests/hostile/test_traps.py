"""E4: calendars, filters, sessions and loops cost no more than the budget, and hide no news."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from conftest import HandClock
from hostile.outlet import HostileOutlet, answer
from hostile.prose import report
from hostile.rounds import Outlets
from loopback import article

from crawler.addresses import is_list, looks_like_article
from crawler.rounds import PAGES
from crawler.urls import canonical
from kembar.model import Outcome

Run = Callable[[Coroutine[Any, Any, Any]], Any]
NEWS = [f"/berita/2026/11/dermaga-nomor-{n}-di-teluk-bontang/" for n in range(1, 4)]
HOST = "https://teluk.example"

TRAPS: dict[str, Callable[[int], str]] = {
    "calendar": lambda n: f"/kegiatan?date={2026 + n // 365}-{n % 12 + 1:02}-{n % 28 + 1:02}",
    "calendar-path": lambda n: f"/agenda/{2026 + n // 336}/{n // 28 % 12 + 1}/{n % 28 + 1}/",
    "calendar-of-a-town": lambda n: f"/agenda-kota/{2026 + n // 12}/{n % 12 + 1:02}/01/",
    "calendar-day": lambda n: f"/kalender/{2026 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}",
    "facets": lambda n: f"/produk?sort={n % 7}&filter={n}&per_page=20",
    "parameters": lambda n: "/cari-data?" + "&".join(f"k{n}x{k}=1" for k in range(12)),
    "folders": lambda n: "/daerah" * (n % 400 + 3) + "/daftar-berita-daerah-terbaru/",
    "turns": lambda n: "/a/b" * (n % 400 + 3) + "/daftar-berita-daerah-terbaru/",
    "depth": lambda n: "".join(f"/x{n}y{k}" for k in range(14)),
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_list_page_that_begins_with_thousands_of_trap_links_still_gives_its_news(
    name: str, tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    links = [TRAPS[name](n) for n in range(4000)] + NEWS
    anchors = "".join(f'<p><a href="{link}">Kabar terbaru dari teluk</a></p>' for link in links)
    with HostileOutlet({"/daftar": answer(f"<main>{anchors}</main>")}) as outlet:
        for number, path in enumerate(NEWS):
            outlet.acts[path] = answer(report(number, f"Dermaga Nomor {number} di Bontang Ramai"))
        crawl = Outlets(tmp_path, clock, outlet, {"uji": "listing:daftar"})
        (visited,) = guarded(crawl.rounds())

        assert (visited.run.outcome, visited.run.stored) == (Outcome.OK, len(NEWS)), visited
        assert len(outlet.requests) == 2 + len(NEWS)


def test_a_page_of_a_hundred_thousand_links_costs_the_budget_at_most_and_the_first_are_found(
    tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    links = [*NEWS, *(f"/berita/{n}-kabar-lama-dari-teluk/" for n in range(100_000))]
    anchors = "".join(f'<a href="{link}">Kabar dari teluk ini</a>' for link in links)
    with HostileOutlet({"/daftar": answer(f"<main>{anchors}</main>")}) as outlet:
        for number, path in enumerate(NEWS):
            outlet.acts[path] = answer(report(number, f"Dermaga Nomor {number} di Bontang Ramai"))
        crawl = Outlets(tmp_path, clock, outlet, {"uji": "listing:daftar"})
        (visited,) = guarded(crawl.rounds())

        assert visited.run.stored == len(NEWS)
        assert len(outlet.requests) <= PAGES + 2


def test_pages_that_link_ever_deeper_are_not_followed(
    tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    deeper = '<p><a href="/berita/2027/01/lagi-satu-kabar-dari-teluk/">Lagi satu kabar</a></p>'
    page = article("Dermaga Nomor Satu di Teluk Bontang Ramai").replace("</article>", deeper)
    with HostileOutlet({NEWS[0]: answer(page)}) as outlet:
        link = f'<main><a href="{NEWS[0]}">Dermaga nomor satu ramai</a></main>'
        outlet.acts["/daftar"] = answer(link)
        crawl = Outlets(tmp_path, clock, outlet, {"uji": "listing:daftar"})
        guarded(crawl.rounds(2))

        assert {one.path for one in outlet.requests} == {"/robots.txt", "/daftar", NEWS[0]}


def test_a_session_in_every_link_does_not_bring_an_article_again_each_round(
    tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    with HostileOutlet() as outlet:
        visits = iter(range(1000))

        def listing(wire: Any, asked: Any) -> None:
            number = next(visits)
            links = "".join(
                f'<p><a href="{path}{session}">Dermaga di teluk ramai</a></p>'
                for path, session in zip(
                    NEWS,
                    (
                        f"?PHPSESSID=ab12cd34ef56{number:04}",
                        f"?sid=9f8e7d6c5b4a39281706{number:04}",
                        f";jsessionid=1A2B3C4D5E6F{number:04}",
                    ),
                    strict=True,
                )
            )
            answer(f"<main>{links}</main>")(wire, asked)

        outlet.acts["/daftar"] = listing
        for number, path in enumerate(NEWS):
            page = answer(report(number, f"Dermaga Nomor {number} di Bontang Ramai"))
            outlet.acts[path] = page
            outlet.acts[f"{path};jsessionid=1A2B3C4D5E6F0000"] = page
        crawl = Outlets(tmp_path, clock, outlet, {"uji": "listing:daftar"})
        done = guarded(crawl.rounds(5))

        assert [visited.run.stored for visited in done] == [len(NEWS), 0, 0, 0, 0]
        assert [row["url"] for row in crawl.rows("SELECT url FROM articles ORDER BY url")] == [
            f"{outlet.url.rstrip('/')}{path}" for path in NEWS
        ]


@pytest.mark.parametrize(
    "address",
    [
        "/berita?id=5413&tanggal=2026-11-20", "/detail.php?date=2026-11-20&id=77",
        "/2026/11/20/wali-kota-tinjau-dermaga/", "/berita/wali-kota-tinjau-dermaga-baru?sort=1",
        "/news/news/2026/11/11/11/dermaga-baru/", "/read/2026/11/20/12345/dermaga-baru",
        "/agenda/kunjungan-kerja-wali-kota-ke-jeju/", "/modules.php?name=News&file=article&sid=77",
    ],
)  # fmt: skip
def test_a_report_whose_address_resembles_a_trap_is_kept(address: str) -> None:
    assert not is_list(HOST + address)


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_never_taken_for_an_article_by_its_address(name: str) -> None:
    assert not any(looks_like_article(HOST + TRAPS[name](n)) for n in range(500))


def test_a_number_named_sid_tells_reports_apart() -> None:
    one, other = (canonical(f"{HOST}/modules.php?name=News&sid={n}") for n in (41, 42))

    assert one != other
