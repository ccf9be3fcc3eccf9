"""robots.txt as RFC 9309 says, also where servers stumble, redirect, or send something else."""

import asyncio
import tarfile
import time
from collections.abc import Awaitable, Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, HandClock
from loopback import Outlet, Reply
from patrolling import state_of, visit
from scrapy.http import TextResponse

from crawler.manners.hosts import HostBook, origin_key
from crawler.manners.robots import LARGEST, PRODUCT, rules_in, text_of
from kembar.clock import duration
from kembar.errors import FetchFailed, HostResting, RobotsForbidden
from kembar.model import HostState
from storage.archive import Writer

Run = Callable[[Awaitable[Any]], Any]
BAD = ROOT.parent / "shared" / "data" / "bad_inputs" / "robots_txt.tar.xz"
BROKEN_OFF = Reply("User-agent", headers={"Content-Length": "9000", "Connection": "close"})


def forbidden(came: list[Any]) -> list[bool]:
    return [isinstance(one, RobotsForbidden) for one in came]


@pytest.mark.parametrize("trouble", [Reply("busy", 500), Reply("slow", 429), BROKEN_OFF])
def test_a_server_that_stumbles_keeps_its_last_rules_for_a_week(
    trouble: Reply, tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    rules = "User-agent: *\nDisallow: /dalam\n"
    with Outlet({"/robots.txt": rules, "/a": "x", "/dalam": "x"}) as outlet:
        a, inner, path = f"{outlet.url}a", f"{outlet.url}dalam", tmp_path / "a.db"
        run_in_loop(visit(path, clock, a))
        outlet.pages["/robots.txt"] = trouble
        clock.advance(days=2)
        came = run_in_loop(visit(path, clock, inner, a))
        clock.advance(days=6)
        later = run_in_loop(visit(path, clock, a))

        resting = trouble.status == 429  # which asks for rest without saying how long
        assert forbidden(came) == [True, False]
        assert isinstance(came[1], HostResting) if resting else came[1] == 200
        assert isinstance(later[0], FetchFailed)
        assert outlet.asked("/dalam") == []


def test_robots_that_cannot_be_read_are_asked_for_once_an_hour(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with Outlet({"/robots.txt": "User-agent: *\nAllow: /\n", "/a": "x"}) as outlet:
        run_in_loop(visit(tmp_path / "a.db", clock, f"{outlet.url}a"))
        outlet.pages["/robots.txt"] = Reply("busy", 502)
        clock.advance(days=2)
        turn = [
            (f"{outlet.url}a", 0),
            (f"{outlet.url}a", 59),
            (f"{outlet.url}a", 2),
            (f"{outlet.url}a", 0),
        ]
        run_in_loop(visit(tmp_path / "a.db", clock, *turn))

        assert len(outlet.asked("/robots.txt")) == 3
        assert len(outlet.asked("/a")) == 5


def test_robots_that_break_off_forbid_all_until_they_can_be_read(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with Outlet({"/robots.txt": BROKEN_OFF, "/a": "x"}) as outlet:
        came = run_in_loop(visit(tmp_path / "a.db", clock, f"{outlet.url}a"))
        outlet.pages["/robots.txt"] = Reply("not here", 404)
        came += run_in_loop(visit(tmp_path / "a.db", clock, f"{outlet.url}a"))

        assert isinstance(came[0], FetchFailed)
        assert came[1] == 200


@pytest.mark.parametrize(("hops", "allowed"), [(5, False), (6, True)])
def test_five_redirects_are_followed_and_more_mean_that_there_are_no_rules(
    hops: int, allowed: bool, tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with Outlet({"/a": "x"}) as outlet:
        steps = ["/robots.txt", *(f"/r{n}" for n in range(1, hops)), "/rules"]
        for here, there in pairwise(steps):
            outlet.pages[here] = Reply(status=301, headers={"Location": there})
        outlet.pages["/rules"] = Reply("User-agent: *\nDisallow: /a\n")
        came = run_in_loop(visit(tmp_path / "a.db", clock, f"{outlet.url}a"))

        assert (came == [200]) is allowed, came


def test_rules_found_at_another_host_hold_for_the_one_that_was_asked(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with Outlet({"/a": "x"}) as first, Outlet({"/a": "x"}) as second:
        first.pages["/robots.txt"] = Reply(
            status=301, headers={"Location": f"{second.url}rules.txt"}
        )
        second.pages["/rules.txt"] = Reply("User-agent: *\nDisallow: /a\n")
        came = run_in_loop(visit(tmp_path / "a.db", clock, f"{first.url}a", f"{second.url}a"))

        assert forbidden(came) == [True, False]


def test_a_robots_that_asks_for_rest_is_given_it(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with Outlet({"/robots.txt": Reply("slow", 503, {"Retry-After": "7200"}), "/a": "x"}) as outlet:
        came = run_in_loop(visit(tmp_path / "a.db", clock, f"{outlet.url}a"))
        clock.advance(minutes=100)
        came += run_in_loop(visit(tmp_path / "a.db", clock, f"{outlet.url}a"))

        assert forbidden(came) == [True, False]
        assert isinstance(came[1], HostResting)
        assert len(outlet.asked("/robots.txt")) == 1


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (b"User-agent: *\nDisallow: /a\n", True),
        (b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /a\r\n", True),
        ("User-agent: *\nDisallow: /a\n".encode("utf-16"), True),
        (b"User-agent: *\n# caf\xe9\nDisallow: /a\n", True),
        (b"User-agent: *\0\nDisallow: /a\0\n", True),
        (b"\n\n  <html><body>User-agent: *\nDisallow: /a\n</body></html>", False),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, False),
        (b"", False),
    ],
)
def test_odd_bytes_are_read_as_far_as_they_are_rules(body: bytes, kept: bool) -> None:
    parser = asyncio.run(parsed(body))

    assert parser.can_fetch("https://uji.example/a", PRODUCT) is not kept


async def parsed(body: bytes) -> Any:
    """The rules of a robots.txt with this body."""
    response = TextResponse("https://uji.example/robots.txt", body=body, status=200)
    text = text_of(response)
    parser, why = await rules_in(HostState(host="uji.example", robots_status=200, robots=text))
    assert parser is not None, why
    return parser


def test_a_rule_that_the_limit_cuts_in_half_is_dropped_not_shortened() -> None:
    head = b"User-agent: *\nDisallow: /dalam\n"
    filler = b"# isi\n" * ((LARGEST - len(head)) // 6)
    body = (head + filler)[: LARGEST - 11] + b"\nDisallow: /admin\n"

    assert body[:LARGEST].endswith(b"Disallow: ") or body[:LARGEST].endswith(b"Disallow: /")
    parser = asyncio.run(parsed(body + b"Disallow: /\n" * 9))
    assert parser.can_fetch("https://uji.example/berita", PRODUCT)
    assert not parser.can_fetch("https://uji.example/dalam", PRODUCT)


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://uji.example/a", "uji.example"),
        ("https://uji.example:443/a", "uji.example"),
        ("http://uji.example/a", "uji.example:80"),
        ("HTTP://UJI.example:80/a", "uji.example:80"),
        ("https://uji.example:8443/a", "uji.example:8443"),
        ("http://uji.example:8080/a", "uji.example:8080"),
        ("http://[2001:db8::1]/a", "[2001:db8::1]:80"),
    ],
)
def test_each_origin_has_its_own_rules(url: str, origin: str) -> None:
    assert origin_key(url) == origin


def test_the_delay_of_either_origin_holds_for_the_host(tmp_path: Path, clock: HandClock) -> None:
    book = HostBook(Writer(tmp_path / "a.db"), delay=duration("2 s"), clock=clock)
    book.set_robots("uji.example", status=200, text="", crawl_delay=None)
    book.set_robots("uji.example:80", status=200, text="", crawl_delay=7.0)
    book.set_robots("lain.example", status=200, text="", crawl_delay=3600.0)
    book.set_robots("aneh.example", status=200, text="", crawl_delay=1e300)

    assert book.delay_of("uji.example") == duration("7 s")
    assert (book.delay_of("lain.example"), book.asked_delay("lain.example")) == (
        duration("1 min"), duration("1 h"),
    )  # fmt: skip
    assert book.asked_delay("aneh.example") == duration("1 day")
    assert book.delay_of("baru.example") == duration("2 s")


def test_a_request_rate_is_kept_like_a_delay(
    tmp_path: Path, clock: HandClock, run_in_loop: Run
) -> None:
    with Outlet({"/robots.txt": "User-agent: *\nRequest-rate: 10/5\n", "/a": "x"}) as outlet:
        run_in_loop(visit(tmp_path / "a.db", clock, f"{outlet.url}a"))

        assert run_in_loop(state_of(tmp_path / "a.db", outlet.host)).crawl_delay == 0.5


@pytest.mark.skipif(not BAD.is_file(), reason=f"{BAD.name} of ../shared is not there")
def test_every_real_robots_file_is_read_within_a_second() -> None:
    late, count = [], 0
    with tarfile.open(BAD) as tar:
        for member in tar:
            handle = tar.extractfile(member) if member.isfile() else None
            if handle is None:
                continue
            body, count = handle.read(), count + 1
            begin = time.perf_counter()
            parser = asyncio.run(parsed(body))
            parser.can_fetch("https://uji.example/2026/11/kabar-kota-kembar.html?p=2", PRODUCT)
            if time.perf_counter() - begin > 1.0:
                late.append(member.name)

    assert count > 4000
    assert late == []
