"""One queue for each host, whoever asks: two sites, two looks, a redirect from elsewhere."""

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from conftest import HandClock
from loopback import Outlet, Reply, Request, article, rss
from patrolling import state_of, visit

from crawler.sites import chosen
from crawler.wing import CrawlWing
from kembar import config as configuration
from kembar.errors import HostResting
from kembar.model import Outcome

Run = Callable[[Awaitable[Any]], Any]
FRIDAY = "Fri, 20 Nov 2026 09:15:00 +0700"


class Counting:
    """Answers after looking out for a second request at the same time."""

    def __init__(self) -> None:
        self.overlaps = 0
        self.gaps: list[float] = []
        self._lock = threading.Lock()
        self._inside = 0
        self._second = threading.Event()
        self._last: float | None = None

    def around(self, page: str) -> Callable[[Request], Reply]:
        """The page, counted."""

        def answer(request: Request) -> Reply:
            with self._lock:
                self._inside += 1
                if self._inside > 1:
                    self.overlaps += 1
                    self._second.set()
                if self._last is not None:
                    self.gaps.append(time.monotonic() - self._last)
                self._last = time.monotonic()
            # Open for others meanwhile: whoever comes now comes at once with this one.
            self._second.wait(0.08)
            with self._lock:
                self._inside -= 1
            return Reply(page, headers={"Content-Type": "text/html; charset=utf-8"})

        return answer


def two_sites(outlet: Outlet, counting: Counting, robots: str) -> None:
    """Two papers on one server, with two articles each."""
    outlet.pages["/robots.txt"] = counting.around(robots)
    for paper in ("pagi", "sore"):
        items = []
        for number in (1, 2):
            path = f"{paper}/jembatan-gantung-nomor-{number}-dibuka"
            title = f"Jembatan gantung nomor {number} dibuka warga pada {paper} hari"
            outlet.pages[f"/{path}"] = counting.around(article(title))
            items.append((f"{outlet.url}{path}", title, FRIDAY))
        outlet.pages[f"/{paper}.xml"] = counting.around(rss(*items))


async def read_both(outlet: Outlet, folder: Path, clock: HandClock, delay: str) -> list[Any]:
    """A round at both sites at once."""
    sites = "".join(
        f'[[sites]]\nname = "{paper}"\nurl = "{outlet.url}"\n'
        f'sources = ["feed:{outlet.url}{paper}.xml"]\n'
        for paper in ("pagi", "sore")
    )
    config = configuration.parse(
        f'[archive]\npath = "{folder}/archive.db"\n[crawl]\nsites = []\ndelay = "{delay}"\n'
        f"parsers = 1\nallow_private_hosts = true\n{sites}"
    )
    async with CrawlWing(config, clock=clock) as wing:
        return await asyncio.gather(*(wing.round(site) for site in chosen(config)))


def test_two_sites_on_one_host_never_ask_it_at_once(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    counting = Counting()
    with Outlet() as outlet:
        two_sites(outlet, counting, "User-agent: *\nAllow: /\n")
        runs = run_in_loop(read_both(outlet, tmp_path, clock, "0.15 s"))

    assert [(run.outcome, run.stored) for run in runs] == [(Outcome.OK, 2)] * 2
    assert len(counting.gaps) == 6  # robots.txt once, two feeds, four pages
    assert counting.overlaps == 0
    assert min(counting.gaps) >= 0.14


def test_a_crawl_delay_holds_between_the_sites_of_one_host(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    counting = Counting()
    with Outlet() as outlet:
        two_sites(outlet, counting, "User-agent: *\nCrawl-delay: 0.4\n")
        run_in_loop(read_both(outlet, tmp_path, clock, "0.1 s"))

    # The first gap lies between robots.txt, before whose answer no delay is known, and a feed.
    assert counting.overlaps == 0
    assert min(counting.gaps[1:]) >= 0.38


def test_a_redirect_does_not_lead_to_a_host_that_asked_for_rest(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with Outlet({"/b": Reply("slow", 429, {"Retry-After": "600"})}) as second:
        run_in_loop(visit(tmp_path / "a.db", clock, f"{second.url}b"))
        with Outlet({"/a": Reply(status=302, headers={"Location": f"{second.url}c"})}) as first:
            came = run_in_loop(visit(tmp_path / "a.db", clock, f"{first.url}a"))

        state = run_in_loop(state_of(tmp_path / "a.db", second.host))
        assert isinstance(came[0], HostResting)
        assert second.asked("/c") == []
        assert state.backoff_until is not None


def test_rest_that_one_site_was_asked_for_is_given_by_the_other_site_of_the_host_too(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    counting = Counting()
    with Outlet() as outlet:
        two_sites(outlet, counting, "User-agent: *\nAllow: /\n")
        slow = Reply("slow", 429, {"Retry-After": "Fri, 20 Nov 2026 14:00:00 GMT"})
        outlet.pages.update({"/pagi.xml": slow, "/sore.xml": slow})
        runs = run_in_loop(read_both(outlet, tmp_path, clock, "0 s"))
        feeds = len(outlet.asked("/pagi.xml")) + len(outlet.asked("/sore.xml"))
        state = run_in_loop(state_of(tmp_path / "archive.db", outlet.host))

    assert [run.outcome for run in runs] == [Outcome.BLOCKED] * 2
    assert feeds == 1
    assert (state.backoff_until - clock()).total_seconds() == 7200


def test_the_delay_from_before_a_restart_is_kept_by_all_that_come_at_once(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    counting = Counting()
    with Outlet({"/a": "x"}) as outlet:
        run_in_loop(visit(tmp_path / "archive.db", clock, f"{outlet.url}a", delay="1 s"))
        two_sites(outlet, counting, "User-agent: *\nAllow: /\n")
        run_in_loop(read_both(outlet, tmp_path, clock, "1 s"))
        first, second = outlet.asked("/a")[-1].at, min(r.at for r in outlet.requests[2:])

    assert second - first >= 1.0
    assert counting.overlaps == 0
