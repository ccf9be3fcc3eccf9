"""Lists are read back: on the first look to thirty days, later as far as something may hide."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from conftest import HandClock
from loopback import PARAGRAPHS, Outlet, Reply, article

from crawler.looking_back import READ_BACK, VISITS, Batch, visits
from crawler.sites import chosen
from crawler.wing import CrawlWing
from kembar import config as configuration
from kembar.model import Outcome, Run
from storage.archive import Archive

Run_ = Callable[[Awaitable[Any]], Any]
SIZE = 4


class PagedList(Outlet):
    """A list of four a page; article n is as many days old when the clock is at its start."""

    def __init__(self, ages: list[float], start: datetime) -> None:
        super().__init__()
        self.order: list[int] = []
        for number, age in enumerate(ages, start=1):
            self.publish(number, start - timedelta(days=age), last=True)

    def publish(self, number: int, moment: datetime, *, last: bool = False) -> None:
        """Put an article on top of the list, or at its end."""
        self.order.insert(len(self.order) if last else 0, number)
        text = (f"Ini kabar nomor {number} dari kampung di tepi sungai itu.", *PARAGRAPHS)
        title = f"Kabar kampung nomor {number} dari tepi sungai"
        self.pages[f"/berita/{number}/kabar-kampung-nomor-{number}/"] = article(
            title, paragraphs=text, published=moment.isoformat()
        )
        self._lay_out()

    def _lay_out(self) -> None:
        pages = range(1, 1 + -(-len(self.order) // SIZE))
        for page in pages:
            shown = self.order[(page - 1) * SIZE : page * SIZE]
            links = "".join(
                f'<h3><a href="/berita/{n}/kabar-kampung-nomor-{n}/">Kabar kampung nomor {n} '
                "dari tepi sungai</a></h3>"
                for n in shown
            )
            pager = "".join(f'<a href="/?hal={p}">{p}</a>' for p in pages if p != page)
            body = (
                f"<html><body><main>{links}</main><div class='halaman'>{pager}</div></body></html>"
            )
            self.pages[f"/?hal={page}"] = body
            if page == 1:
                self.pages["/"] = body

    def asked_pages(self) -> list[str]:
        """The list pages asked for, in order."""
        return [r.path for r in self.requests if r.path == "/" or "hal=" in r.path]


def configured(folder: Path, outlet: Outlet) -> configuration.Config:
    return configuration.parse(
        f"""
        [archive]
        path = "{folder / "archive.db"}"
        [crawl]
        sites = []
        contact = "mailto:desk@example.org"
        delay = "0 s"
        parsers = 1
        allow_private_hosts = true
        [[sites]]
        name = "uji"
        url = "{outlet.url}"
        sources = ["listing:{outlet.url}"]
        """
    )


async def rounds(
    config: configuration.Config, clock: HandClock, *between: Callable[[], object]
) -> list[Run]:
    """One round, then one after each of the happenings."""
    site, done = chosen(config)[0], []
    async with CrawlWing(config, clock=clock) as wing:
        done.append(await wing.round(site, force=True))
        for happening in between:
            clock.advance(minutes=20)
            happening()
            done.append(await wing.round(site, force=True))
    return done


def stored(folder: Path) -> set[int]:
    archive = Archive.open(folder / "archive.db", read_only=True)
    try:
        return {int(row["url"].split("/")[4]) for row in archive.rows("SELECT url FROM articles")}
    finally:
        archive.close()


def test_the_first_look_ends_behind_the_page_where_all_is_older_than_thirty_days(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    ages = [1, 2, 3, 4, 10, 20, 28, 29, 31, 32, 33, 34, 40, 41, 42, 43, 50, 51]
    with PagedList(ages, clock()) as outlet:
        run_in_loop(rounds(configured(tmp_path, outlet), clock))

        assert stored(tmp_path) == set(range(1, 13))
        assert outlet.asked_pages() == ["/", "/?hal=2", "/?hal=3"]


def test_a_quiet_look_asks_for_one_page_and_a_busy_one_for_as_many_as_hide_something(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with PagedList([1, 2, 3, 4, 35, 36, 37, 38], clock()) as outlet:

        def publish(*numbers: int) -> Callable[[], None]:
            def happen() -> None:
                outlet.requests.clear()
                for number in numbers:
                    outlet.publish(number, clock())

            return happen

        config = configured(tmp_path, outlet)
        run_in_loop(rounds(config, clock, publish(20)))
        quiet = outlet.asked_pages()
        run_in_loop(rounds(config, clock, publish(*range(30, 40))))
        busy = outlet.asked_pages()

        assert {20, *range(30, 40)} <= stored(tmp_path)
        assert quiet == ["/"]
        assert busy == ["/", "/?hal=2", "/?hal=3", "/?hal=4"]


def test_a_sticky_post_does_not_hide_that_everything_below_it_is_new(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with PagedList([9, 1, 2, 3, 35, 36, 37, 38], clock()) as outlet:

        def burst() -> None:
            for number in range(30, 37):
                outlet.publish(number, clock())
            outlet.order.remove(1)
            outlet.order.insert(0, 1)
            outlet._lay_out()

        run_in_loop(rounds(configured(tmp_path, outlet), clock, burst))

        assert set(range(30, 37)) <= stored(tmp_path)


def test_a_page_that_fails_on_the_way_back_is_tried_again_in_the_next_round(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with PagedList([1, 2, 3, 4, 5, 6, 7, 8, 9], clock()) as outlet:
        whole = outlet.pages["/?hal=2"]
        outlet.pages["/?hal=2"] = Reply("busy", 500)

        def mend() -> None:
            outlet.pages["/?hal=2"] = whole

        runs = run_in_loop(rounds(configured(tmp_path, outlet), clock, mend, lambda: None))

        assert stored(tmp_path) == set(range(1, 10))
        assert [run.stored for run in runs] == [4, 5, 0]
        assert outlet.asked_pages()[-1] == "/"


def test_a_list_that_repeats_itself_ends(
    tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    with PagedList([1, 2, 3, 4, 5, 6, 7, 8], clock()) as outlet:
        for page in range(2, 30):
            more = f'<div class="halaman"><a href="/?hal={page + 1}">{page + 1}</a></div>'
            outlet.pages[f"/?hal={page}"] = str(outlet.pages["/"]).replace("</body>", more)
        runs = run_in_loop(rounds(configured(tmp_path, outlet), clock))

        assert runs[0].outcome is Outcome.OK
        assert outlet.asked_pages() == ["/", "/?hal=2"]


def test_a_list_is_given_up_after_some_visits_that_did_not_end() -> None:
    cursor: int | None = None
    for made in range(1, VISITS):
        cursor = visits(cursor, settled=False)
        assert cursor == made

    assert visits(cursor, settled=False) == READ_BACK
    assert visits(3, settled=True) == READ_BACK


def test_a_batch_hides_something_when_a_third_of_it_is_new() -> None:
    page = frozenset(f"https://kabaruji.example/{n}" for n in range(9))

    assert Batch(addresses=page, known=0).hides
    assert Batch(addresses=page, known=6).hides
    assert not Batch(addresses=page, known=7).hides
    assert not Batch(addresses=page, known=9).hides
    assert not Batch().hides
