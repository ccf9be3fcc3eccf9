"""What has not changed is not read again: by the server's word, by the body, and never for ever."""

from collections.abc import Awaitable, Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from conftest import HandClock
from loopback import Outlet, Reply, Request, article, rss
from rounding import rounds

from crawler.manners.conditional import digest
from kembar.model import Outcome
from storage.archive import Archive

Loop = Callable[[Awaitable[Any]], Any]
FRIDAY = "Fri, 20 Nov 2026 09:15:00 +0700"
XML = {"Content-Type": "application/xml; charset=utf-8"}
INDEX = '<?xml version="1.0"?><sitemapindex xmlns="{0}">{1}</sitemapindex>'
URLSET = '<?xml version="1.0"?><urlset xmlns="{0}">{1}</urlset>'
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def story(outlet: Outlet, number: int) -> str:
    """One more article at the outlet; its address."""
    path = f"berita/dermaga-nomor-{number}-dibuka-untuk-warga"
    outlet.pages[f"/{path}"] = article(f"Dermaga nomor {number} dibuka untuk warga pulau")
    return outlet.url + path


def feed(outlet: Outlet, *numbers: int, written: str = "") -> str:
    """A feed of these articles; `written` changes with each answer."""
    items = [(story(outlet, n), f"Dermaga nomor {n} dibuka", FRIDAY) for n in numbers]
    stamp = f"<lastBuildDate>{written}</lastBuildDate>" if written else ""
    return rss(*items).replace("<item>", f"{stamp}<item>", 1) + f"<!-- cached {written} -->"


def nothing() -> None:
    """The outlet stays as it is."""


@pytest.mark.parametrize("etag", [False, True])
def test_an_unchanged_body_is_known_where_validators_are_missing_or_ever_new(
    etag: bool, tmp_path: Path, clock: HandClock, run_in_loop: Loop
) -> None:
    with Outlet() as outlet:
        number = count()

        def answer(request: Request) -> Reply:
            again = next(number)
            tags = {"ETag": f'"{again}"'} if etag else {}
            return Reply(feed(outlet, 1, 2, written=f"hour {again}"), headers={**XML, **tags})

        outlet.pages["/umpan.xml"] = answer
        done = run_in_loop(
            rounds(tmp_path, outlet, clock, f"feed:{outlet.url}umpan.xml", nothing, nothing)
        )

    assert [run.outcome for run in done] == [Outcome.OK] * 3
    assert [run.listed for run in done] == [2, 0, 0]  # nothing was parsed again


def test_a_new_tag_on_the_same_body_is_kept_for_the_next_look(
    tmp_path: Path, clock: HandClock, run_in_loop: Loop
) -> None:
    with Outlet() as outlet:
        page = {"body": feed(outlet, 1), "tag": '"before"'}

        def answer(request: Request) -> Reply:
            if request.headers.get("If-None-Match") == page["tag"]:
                return Reply(status=304)
            return Reply(page["body"], headers={**XML, "ETag": page["tag"]})

        outlet.pages["/umpan.xml"] = answer
        run_in_loop(
            rounds(tmp_path, outlet, clock, f"feed:{outlet.url}umpan.xml",
                   lambda: page.update(tag='"after"'), nothing)
        )  # fmt: skip
        sent = [request.headers.get("If-None-Match") for request in outlet.asked("/umpan.xml")]

    assert sent == [None, '"before"', '"after"']


def test_a_body_that_lists_something_new_is_read(
    tmp_path: Path, clock: HandClock, run_in_loop: Loop
) -> None:
    with Outlet() as outlet:
        outlet.pages["/umpan.xml"] = Reply(feed(outlet, 1), headers=XML)

        def grow() -> None:
            outlet.pages["/umpan.xml"] = Reply(feed(outlet, 2, 1), headers=XML)

        done = run_in_loop(
            rounds(tmp_path, outlet, clock, f"feed:{outlet.url}umpan.xml", grow, nothing)
        )

    assert [run.stored for run in done] == [1, 1, 0]


def test_a_server_that_answers_304_for_ever_is_found_out_within_a_day(
    tmp_path: Path, clock: HandClock, run_in_loop: Loop
) -> None:
    with Outlet() as outlet:
        page = {"body": feed(outlet, 1)}

        def liar(request: Request) -> Reply:
            if request.headers.get("If-None-Match"):
                return Reply(status=304)
            return Reply(page["body"], headers={**XML, "ETag": '"always"'})

        def grow() -> None:
            page["body"] = feed(outlet, 2, 1)

        outlet.pages["/umpan.xml"] = liar
        done = run_in_loop(
            rounds(tmp_path, outlet, clock, f"feed:{outlet.url}umpan.xml",
                   grow, nothing, nothing, hours=10)
        )  # fmt: skip

    assert [run.stored for run in done] == [1, 0, 0, 1]


def test_a_304_that_nobody_asked_for_is_a_fault(
    tmp_path: Path, clock: HandClock, run_in_loop: Loop
) -> None:
    with Outlet({"/umpan.xml": Reply(status=304)}) as outlet:
        done = run_in_loop(rounds(tmp_path, outlet, clock, f"feed:{outlet.url}umpan.xml"))

    assert done[0].outcome is Outcome.FAILED


def sitemap(outlet: Outlet, *numbers: int) -> str:
    """A part of a sitemap with these articles."""
    found = "".join(f"<url><loc>{story(outlet, n)}</loc></url>" for n in numbers)
    return URLSET.format(NAMESPACE, found)


def test_a_part_that_grows_is_seen_though_its_index_stays_the_same(
    tmp_path: Path, clock: HandClock, run_in_loop: Loop
) -> None:
    with Outlet() as outlet:
        part = f"<sitemap><loc>{outlet.url}peta-1.xml</loc></sitemap>"
        outlet.pages["/peta.xml"] = INDEX.format(NAMESPACE, part)
        outlet.pages["/peta-1.xml"] = sitemap(outlet, 1)

        def grow() -> None:
            outlet.pages["/peta-1.xml"] = sitemap(outlet, 1, 2)

        done = run_in_loop(
            rounds(tmp_path, outlet, clock, f"sitemap:{outlet.url}peta.xml", nothing, grow)
        )
        asked = [bool(r.headers.get("If-None-Match")) for r in outlet.asked("/peta-1.xml")]

    assert [run.stored for run in done] == [1, 0, 1]
    assert [run.listed for run in done] == [1, 0, 2]
    assert asked == [False, True, True]


def test_a_part_that_could_not_be_read_is_asked_for_again(
    tmp_path: Path, clock: HandClock, run_in_loop: Loop
) -> None:
    with Outlet() as outlet:
        names = ("peta-1.xml", "peta-2.xml", "peta-3.xml")
        parts = "".join(f"<sitemap><loc>{outlet.url}{name}</loc></sitemap>" for name in names)
        outlet.pages["/peta.xml"] = INDEX.format(NAMESPACE, parts)
        for number, name in enumerate(names):
            outlet.pages[f"/{name}"] = sitemap(outlet, number)
        whole = dict(outlet.pages)
        outlet.pages.update({f"/{name}": Reply("busy", 500) for name in names[::2]})

        done = run_in_loop(
            rounds(tmp_path, outlet, clock, f"sitemap:{outlet.url}peta.xml",
                   lambda: outlet.pages.update(whole))
        )  # fmt: skip

    assert [run.outcome for run in done] == [Outcome.PARTIAL, Outcome.OK]
    assert [run.stored for run in done] == [1, 2]


def test_what_a_look_learnt_survives_a_restart(
    tmp_path: Path, clock: HandClock, run_in_loop: Loop
) -> None:
    with Outlet() as outlet:
        source = f"feed:{outlet.url}umpan.xml"
        outlet.pages["/umpan.xml"] = Reply(feed(outlet, 1, 2), headers=XML)
        run_in_loop(rounds(tmp_path, outlet, clock, source))
        clock.advance(minutes=20)
        done = run_in_loop(rounds(tmp_path, outlet, clock, source))

    archive = Archive.open(tmp_path / "archive.db", read_only=True)
    rows = archive.rows("SELECT rhythm, whole, strain, failures FROM sources")
    archive.close()
    assert done[0].listed == 0
    assert '"seen":"2026-11-20T12:20:00Z"' in rows[0]["rhythm"]
    assert rows[0]["whole"] == "2026-11-20T12:00:00Z"


def test_only_what_can_be_news_makes_a_digest() -> None:
    plain = digest(b"<rss><item>a</item></rss>")

    assert digest(b"<rss><!-- page cached at 10:02 --><item>a</item></rss>") == plain
    assert digest(b"<rss><lastBuildDate>now</lastBuildDate><item>a</item></rss>") == plain
    assert digest(b"<rss><item>b</item></rss>") != plain
    assert digest(b"<rss><!-- <item>b</item> --><item>a</item></rss>") != plain
