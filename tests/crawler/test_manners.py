"""Each host's manners: kept in the archive, kept across a restart, for each host its own."""

import itertools
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import HandClock
from loopback import Outlet, Reply
from patrolling import state_of, visit

from crawler.manners.conditional import validators
from crawler.manners.hosts import LONGEST_REST, HostBook
from crawler.manners.robots import sitemaps
from kembar.clock import duration
from kembar.errors import FetchFailed, HostResting, RobotsForbidden
from kembar.model import Mark
from storage.archive import Writer

Run = Callable[[Awaitable[Any]], Any]


def test_robots_is_asked_once_for_a_day_also_across_restarts(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with Outlet({"/robots.txt": "User-agent: *\nAllow: /\n", "/a": "x"}) as outlet:
        url = f"{outlet.url}a"
        run_in_loop(visit(tmp_path / "a.db", clock, url, url))
        clock.advance(hours=23)
        run_in_loop(visit(tmp_path / "a.db", clock, url))
        before = len(outlet.asked("/robots.txt"))
        clock.advance(hours=2)
        run_in_loop(visit(tmp_path / "a.db", clock, url))

        assert before == 1
        assert len(outlet.asked("/robots.txt")) == 2


def test_a_robots_that_fails_is_asked_for_again_after_an_hour(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with Outlet({"/robots.txt": Reply("busy", 503), "/a": "x"}) as outlet:
        url = f"{outlet.url}a"
        first = run_in_loop(visit(tmp_path / "a.db", clock, url, url))
        outlet.pages["/robots.txt"] = "User-agent: *\nAllow: /\n"
        clock.advance(minutes=61)
        later = run_in_loop(visit(tmp_path / "a.db", clock, url))

        assert all(isinstance(error, RobotsForbidden) and not error.lasting for error in first)
        assert later == [200]
        assert outlet.asked("/a") != []


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("User-agent: Kembar\nDisallow: /a\n\nUser-agent: *\nDisallow:\n", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: kembar\nAllow: /\n", True),
        ("User-agent: *\nDisallow: /\nAllow: /a\n", True),
        ("User-agent: *\nDisallow: /*a$\n", False),
        ("\ufeffUser-agent: *\nDisallow: /a\n", False),
        ("User-agent: other\nDisallow: /\n", True),
        ("complete nonsense", True),
    ],
)
def test_the_group_for_us_and_the_longest_match_decide(
    rules: str, allowed: bool, tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with Outlet({"/robots.txt": rules, "/a": "x"}) as outlet:
        came = run_in_loop(visit(tmp_path / "a.db", clock, f"{outlet.url}a"))

        assert (came == [200]) is allowed, came
        assert bool(outlet.asked("/a")) is allowed


def test_a_redirect_target_is_asked_for_leave_too(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with Outlet({"/robots.txt": "User-agent: *\nDisallow: /secret\n"}) as outlet:
        outlet.pages["/a"] = Reply(status=302, headers={"Location": "/secret"})
        outlet.pages["/secret"] = "x"
        came = run_in_loop(visit(tmp_path / "a.db", clock, f"{outlet.url}a"))

        assert isinstance(came[0], RobotsForbidden)
        assert outlet.asked("/secret") == []


def test_a_longer_crawl_delay_is_kept_and_written_down(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with Outlet({"/robots.txt": "User-agent: *\nCrawl-delay: 0.4\n", "/a": "x"}) as outlet:
        url = f"{outlet.url}a"
        run_in_loop(visit(tmp_path / "a.db", clock, url, url, url, delay="0.1 s"))
        state = run_in_loop(state_of(tmp_path / "a.db", outlet.host))

        pages = [request.at for request in outlet.asked("/a")]
        assert state.crawl_delay == 0.4
        assert min(later - sooner for sooner, later in itertools.pairwise(pages)) >= 0.39


def test_the_delay_is_kept_across_a_restart(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with Outlet({"/a": "x"}) as outlet:
        url = f"{outlet.url}a"
        run_in_loop(visit(tmp_path / "a.db", clock, url, delay="1 s"))
        run_in_loop(visit(tmp_path / "a.db", clock, url, delay="1 s"))

        first, second = (request.at for request in outlet.asked("/a"))
        assert second - first >= 1.0


def test_a_host_that_asked_for_rest_is_left_alone_also_after_a_restart(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with Outlet({"/a": Reply("slow", 503, {"Retry-After": "600"}), "/b": "x"}) as outlet:
        a, b = f"{outlet.url}a", f"{outlet.url}b"
        came = run_in_loop(visit(tmp_path / "a.db", clock, a, b))
        clock.advance(seconds=599)
        came += run_in_loop(visit(tmp_path / "a.db", clock, b))
        clock.advance(seconds=2)
        came += run_in_loop(visit(tmp_path / "a.db", clock, b))

        assert [isinstance(one, HostResting) for one in came] == [True, True, True, False]
        assert len(outlet.asked("/b")) == 1


def test_a_rest_is_kept_for_six_hours_at_most(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with Outlet({"/a": Reply("slow", 429, {"Retry-After": "999999"})}) as outlet:
        run_in_loop(visit(tmp_path / "a.db", clock, f"{outlet.url}a"))
        state = run_in_loop(state_of(tmp_path / "a.db", outlet.host))

        assert state.backoff_until == clock() + LONGEST_REST == clock() + timedelta(hours=6)


def test_an_endless_redirect_ends_as_a_fault(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with Outlet({"/a": Reply(status=302, headers={"Location": "/a"})}) as outlet:
        came = run_in_loop(visit(tmp_path / "a.db", clock, f"{outlet.url}a"))

        assert isinstance(came[0], FetchFailed)
        assert len(outlet.asked("/a")) <= 6


def test_an_answer_larger_than_the_limit_is_cut_off(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with Outlet({"/a": b"x" * (9 * 1024 * 1024)}) as outlet:
        came = run_in_loop(visit(tmp_path / "a.db", clock, f"{outlet.url}a"))

        assert "too large" in str(came[0])


@pytest.mark.parametrize(
    "url", ["file:///etc/hostname", "ftp://127.0.0.1/x", "data:text/html,x", "javascript:alert(1)"]
)
def test_other_schemes_are_never_opened(
    url: str, tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    came = run_in_loop(visit(tmp_path / "a.db", clock, url))

    assert isinstance(came[0], FetchFailed)


def test_validators_are_echoed_verbatim() -> None:
    mark = Mark(etag='W/"abc-gzip"', last_modified="Fri, 20 Nov 2026 02:15:00 GMT")

    assert validators(mark) == {
        "If-None-Match": 'W/"abc-gzip"',
        "If-Modified-Since": "Fri, 20 Nov 2026 02:15:00 GMT",
    }


def test_the_sitemaps_of_robots_are_read() -> None:
    text = "User-agent: *\nDisallow:\nSitemap: https://uji.example/peta.xml\nsitemap: /lain.xml\n"

    assert sitemaps(text)[0] == "https://uji.example/peta.xml"
    assert sitemaps(None) == []


def test_an_outage_of_one_host_is_told_from_one_of_our_network(
    tmp_path: Path, clock: HandClock
) -> None:
    book = HostBook(Writer(tmp_path / "a.db"), delay=duration("2 s"), clock=clock)
    alone = book.others_answer("a")
    book.hear("b", answered=True)
    heard = book.others_answer("a")
    book.hear("a", answered=False)
    clock.advance(minutes=1)
    own_silence = book.others_answer("b")
    book.hear("b", answered=False)
    all_silent = book.others_answer("a")
    book.hear("c", answered=True)
    back = book.others_answer("a")
    clock.advance(minutes=11)

    assert [alone, heard, own_silence, all_silent, back] == [False, True, False, False, True]
    assert not book.others_answer("a")


def test_rest_that_only_a_wrong_clock_asked_for_is_not_kept(
    tmp_path: Path, clock: HandClock
) -> None:
    book = HostBook(Writer(tmp_path / "a.db"), delay=duration("2 s"), clock=clock)
    clock.advance(days=400)
    book.rest("a", clock() + timedelta(hours=2))
    asked = book.resting("a")
    clock.advance(days=-400)

    assert asked is not None
    assert book.resting("a") is None
