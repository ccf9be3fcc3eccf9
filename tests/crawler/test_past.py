"""The past at loopback outlets through the real crawl: which way is taken, and what is stored."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import HandClock
from loopback import SISTER, Outlet, Reply, rss
from past_outlet import KINDS, fetched, past_outlet

from crawler.past.reading import OVER_BUDGET, Order, Report
from crawler.past.span import Span, days_in
from crawler.sites import chosen
from crawler.wing import CrawlWing
from kembar import config as configuration
from kembar.clock import WITA
from kembar.model import Entry
from storage import backfills
from storage.archive import Archive

Run = Callable[[Awaitable[Any]], Any]
FRIDAY = "Fri, 20 Nov 2026 09:15:00 +0700"
MARCH = (date(2026, 3, 1), date(2026, 4, 30))
IN_MARCH_AND_APRIL = set(range(9, 17))
BY = {"blogger": "feed"}


class Past:
    """A wing on one outlet whose past is read."""

    def __init__(self, folder: Path, outlet: Outlet, clock: HandClock, extra: str = "") -> None:
        self.path = folder / "archive.db"
        self.clock = clock
        self.config = configuration.parse(
            f"""
            [archive]
            path = "{self.path}"
            [crawl]
            sites = []
            contact = "mailto:desk@example.org"
            delay = "0 s"
            parsers = 1
            allow_private_hosts = true
            [alerts]
            backlog = "tell"
            [[channels]]
            name = "desk"
            url = "json://127.0.0.1:9/"
            [[sites]]
            name = "uji"
            url = "{outlet.url}"
            area = "64.74"
            {extra}
            """
        )
        self.site = chosen(self.config)[0]

    async def read(
        self,
        days: tuple[date, date | None] = MARCH,
        *,
        restart: bool = False,
        beside: Callable[[CrawlWing], Awaitable[object]] | None = None,
        **order: Any,
    ) -> Report:
        """Read a range; `beside` is done at the same time."""

        async def asked() -> bool:
            return True

        async with CrawlWing(self.config, clock=self.clock) as wing:
            begun = await wing.writer.run(
                backfills.open_or_begin, site="uji", since=days[0], until=days[1],
                latest=Span.latest_day(self.clock(), self.site.zone), restart=restart,
                now=self.clock(),
            )  # fmt: skip
            reading = wing.backfill(
                self.site, Order(backfill=begun.id, **order), asked=asked,
                on_progress=lambda backfill, progress: None,
            )  # fmt: skip
            if beside is None:
                return await reading
            report, _ = await asyncio.gather(reading, beside(wing))
            return report

    def rows(self, sql: str, *parameters: Any) -> list[dict[str, Any]]:
        """What a SELECT gives."""
        archive = Archive.open(self.path, read_only=True)
        try:
            return archive.rows(sql, list(parameters))
        finally:
            archive.close()

    def numbers(self) -> list[int]:
        """The numbers of the stored articles, by address."""
        rows = self.rows("SELECT url FROM articles ORDER BY published")
        found = [
            int("".join(c for c in row["url"].split("-")[-1] if c.isdigit())[-3:]) for row in rows
        ]
        return [n - 100 if n > 100 else n for n in found]


@pytest.mark.parametrize("kind", KINDS)
def test_each_way_reads_the_range_and_nothing_else(
    kind: str, tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with past_outlet(kind) as outlet:
        past = Past(tmp_path, outlet, clock)
        report = run_in_loop(past.read())
        asked = fetched(outlet)

    backfill = past.rows("SELECT * FROM backfills")[0]
    assert (report.reason, report.failed, report.faults) == (None, False, ())
    assert backfill["means"] == BY.get(kind, kind)
    assert set(past.numbers()) == IN_MARCH_AND_APRIL
    assert len(past.numbers()) == 8
    assert (report.progress.stored, report.progress.flagged) == (8, 1)
    assert len(asked) == len(set(asked))
    if kind not in ("numbers", "listing"):  # these see the date only on the page itself
        assert len(asked) == 8


def test_the_choice_says_what_the_site_lacks(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with past_outlet("archive") as outlet:
        past = Past(tmp_path, outlet, clock)
        run_in_loop(past.read())

    why = past.rows("SELECT why FROM backfills")[0]["why"]
    assert why.startswith("it has an archive for each month; no WordPress interface")
    assert "no sitemap with dates" in why


def test_a_way_that_the_site_does_not_have_is_a_named_failure(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with past_outlet("wordpress") as outlet:
        past = Past(tmp_path, outlet, clock)
        report = run_in_loop(past.read(by="archive"))

    assert report.failed
    assert "its past cannot be read: no archives of months" in str(report.reason)
    assert past.rows("SELECT finished FROM backfills") == [{"finished": None}]


def test_stories_and_ledger_are_filled_and_nothing_is_ever_to_be_sent(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with past_outlet("wordpress") as outlet:
        past = Past(tmp_path, outlet, clock)
        run_in_loop(past.read())

    assert len(past.rows("SELECT 1 FROM events WHERE main = 1")) == 1
    assert past.rows("SELECT a, stage FROM relations") == [{"a": "64.74", "stage": "mou"}]
    assert past.rows("SELECT state, next_try, digest FROM outbox") == [
        {"state": "suppressed", "next_try": None, "digest": None}
    ]
    assert past.rows("SELECT 1 FROM runs") == []  # the first regular round is still the first


def test_a_read_range_is_not_read_again_unless_asked(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with past_outlet("wordpress") as outlet:
        past = Past(tmp_path, outlet, clock)
        first = run_in_loop(past.read())
        requests = len(outlet.requests)
        again = run_in_loop(past.read())
        unasked = len(outlet.requests) - requests
        restarted = run_in_loop(past.read(restart=True))

        assert unasked == 0
        assert again.progress == first.progress
        assert (restarted.progress.known, restarted.progress.stored) == (8, 0)
        assert len(fetched(outlet)) == 8


def test_a_run_that_used_up_its_pages_goes_on_with_the_next_one(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with past_outlet("sitemap") as outlet:
        past = Past(tmp_path, outlet, clock)
        first = run_in_loop(past.read(pages=5))
        second = run_in_loop(past.read())

        assert (first.reason, first.failed, first.progress.stored) == (OVER_BUDGET, False, 5)
        assert (second.reason, second.progress.stored) == (None, 8)
        assert len(fetched(outlet)) == len(set(fetched(outlet))) == 8
        assert len(outlet.asked("/peta.xml")) == 2  # once to choose, once to read


def test_another_range_starts_anew_and_fetches_nothing_that_is_known(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with past_outlet("wordpress") as outlet:
        past = Past(tmp_path, outlet, clock)
        run_in_loop(past.read(pages=3))
        wider = run_in_loop(past.read((date(2026, 2, 1), date(2026, 4, 30))))

        assert (wider.progress.known, wider.progress.stored) == (3, 9)
        assert len(fetched(outlet)) == 12
        assert len(past.rows("SELECT 1 FROM backfills")) == 2


def test_a_range_without_an_end_goes_on_the_next_day_with_its_own_end(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with past_outlet("wordpress") as outlet:
        past = Past(tmp_path, outlet, clock)
        run_in_loop(past.read((date(2026, 3, 1), None), pages=5))
        clock.advance(days=1)
        second = run_in_loop(past.read((date(2026, 3, 1), None)))

        assert second.progress.stored == 16
        assert past.rows("SELECT until FROM backfills") == [{"until": "2026-11-18"}]


def test_a_page_that_fails_for_now_is_tried_again_by_the_next_run(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with past_outlet("wordpress") as outlet:
        path = "/berita/warga-memperbaiki-sekolah-ke-11/"
        page, outlet.pages[path] = outlet.pages[path], Reply("busy", 502)
        past = Past(tmp_path, outlet, clock)
        first = run_in_loop(past.read())
        outlet.pages[path] = page
        second = run_in_loop(past.read())

        assert "tries them again" in str(first.reason)
        assert (first.failed, first.progress.stored, first.progress.later) == (False, 7, 1)
        assert (second.reason, second.progress.stored) == (None, 8)
        assert len(fetched(outlet)) == 9


def test_a_host_that_wants_rest_for_long_ends_the_run_and_keeps_what_is_read(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with past_outlet("wordpress") as outlet:
        path = "/berita/warga-memperbaiki-sekolah-ke-11/"
        page, outlet.pages[path] = outlet.pages[path], Reply("", 429, {"Retry-After": "3600"})
        past = Past(tmp_path, outlet, clock)
        first = run_in_loop(past.read())
        outlet.pages[path] = page
        clock.advance(hours=2)
        second = run_in_loop(past.read())

        assert first.failed
        assert "left alone until" in str(first.reason)
        assert second.progress.stored == 8
        assert len(fetched(outlet)) == 9


def test_a_broken_sitemap_is_named_and_the_others_are_read(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with past_outlet("sitemap") as outlet:
        outlet.pages["/sitemap-posttype-post.2026-03.xml"] = "<html><body>Maaf</body></html>"
        past = Past(tmp_path, outlet, clock)
        report = run_in_loop(past.read(by="sitemap"))

    assert report.progress.stored == 4
    assert len(report.faults) == 1
    assert re.search(r"2026-03\.xml: this is .*not a sitemap", report.faults[0])


def test_a_sitemap_is_asked_for_no_month_outside_the_range(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with past_outlet("sitemap") as outlet:
        past = Past(tmp_path, outlet, clock)
        run_in_loop(past.read())
        asked = {request.path for request in outlet.requests if "itemap" in request.path}

    assert asked == {
        "/sitemap-posttype-post.2026-03.xml", "/sitemap-posttype-post.2026-04.xml"
    }  # fmt: skip


def test_a_site_that_shows_the_same_list_for_every_month_has_no_archive(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with past_outlet("archive") as outlet:
        front = outlet.pages["/2026/04/"]
        for path in [path for path in outlet.pages if path.startswith("/2026/")]:
            outlet.pages[path] = front
        outlet.pages["/1991/01/"] = front
        past = Past(tmp_path, outlet, clock)
        report = run_in_loop(past.read(by="archive"))

    assert report.failed


def test_a_regular_round_gets_its_turn_in_between_and_tells(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    async def round_in_between(wing: CrawlWing) -> None:
        while len(fetched(outlet)) < 5:
            await asyncio.sleep(0)
        await wing.round(past.site, force=True)

    with past_outlet("sitemap") as outlet:
        fresh = "/berita/pemkot-bontang-kota-jeju-teken-mou/"
        outlet.pages[fresh] = SISTER
        outlet.pages["/baru.xml"] = rss((f"{outlet.url.rstrip('/')}{fresh}", "Kabar", FRIDAY))
        past = Past(tmp_path, outlet, clock, f'sources = ["feed:{outlet.url}baru.xml"]')
        days = (date(2026, 1, 1), date(2026, 6, 30))
        report = run_in_loop(past.read(days, beside=round_in_between))
        asked = fetched(outlet)

    assert report.progress.stored == 24
    assert len(asked) == len(set(asked)) == 25
    assert 4 < asked.index(fresh) < 20
    assert [row["state"] for row in past.rows("SELECT state FROM outbox ORDER BY state")] == [
        "pending", "suppressed"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("url", "days"),
    [
        ("https://x.id/2024/03/05/wali-kota/", (date(2024, 3, 5), date(2024, 3, 5))),
        ("https://x.id/2024/02/wali-kota.html", (date(2024, 2, 1), date(2024, 2, 29))),
        ("https://x.id/read/2024/13/wali-kota/", None),
        ("https://x.id/2024/02/31/wali-kota/", (date(2024, 2, 1), date(2024, 2, 29))),
        ("https://x.id/jalan/2024/wali-kota/", None),
    ],
)
def test_a_date_in_an_address_is_read(url: str, days: tuple[date, date] | None) -> None:
    assert days_in(url) == days


@pytest.mark.parametrize(
    ("entry", "may"),
    [
        (Entry(url="https://x.id/a/", published_raw="2026-04-30T23:59:00+08:00"), True),
        (Entry(url="https://x.id/a/", published_raw="2026-05-01T00:00:00+08:00"), False),
        (Entry(url="https://x.id/2026/05/a/", modified_raw="2026-04-02"), False),
        (Entry(url="https://x.id/a/", modified_raw="2026-02-28T10:00:00+08:00"), False),
        (Entry(url="https://x.id/a/", modified_raw="2026-05-20T10:00:00+08:00"), True),
        (Entry(url="https://x.id/a/", modified_raw="2026-08-20T10:00:00+08:00"), False),
        (Entry(url="https://x.id/a/"), True),
    ],
)
def test_what_a_source_says_of_an_article_decides_whether_it_is_fetched(
    entry: Entry, may: bool
) -> None:
    assert Span(*MARCH, WITA).may_cover(entry) is may


def test_the_last_day_of_the_past_is_wholly_older_than_a_day() -> None:
    now = datetime(2026, 11, 24, 12, tzinfo=UTC)

    last = Span.latest_day(now, WITA)

    assert last == date(2026, 11, 22)
    assert (now - Span(last, last, WITA).end).total_seconds() >= 24 * 3600
