"""D4 and D5: a host that asks for rest gets it, and robots.txt is kept whatever it answers."""

from collections.abc import Callable, Coroutine
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import HandClock
from hostile.outlet import Act, Asked, HostileOutlet, Wire, answer, leads_to, pieces_of, stream
from hostile.packing import bomb
from hostile.visits import TIMEOUT, visit

from kembar.errors import HostResting, RobotsForbidden

Run = Callable[[Coroutine[Any, Any, Any]], Any]
RULES = "User-agent: *\nDisallow: /dilarang\n"
SIX_HOURS = 6 * 3600
GRACE = 5.0


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("asked", [1, 30, 3600, SIX_HOURS, 86_400])
@pytest.mark.parametrize("as_date", [False, True])
def test_nothing_is_asked_of_a_host_before_the_time_it_named(
    status: int, asked: int, as_date: bool, tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    moment = format_datetime(clock() + timedelta(seconds=asked), usegmt=True)
    said = f"Retry-After: {moment if as_date else asked}"
    kept = min(asked, SIX_HOURS)
    with HostileOutlet({"/b": answer("kabar")}) as outlet:
        outlet.acts["/a"] = answer("sibuk", said, status=status)
        a, b = f"{outlet.url}a", f"{outlet.url}b"
        steps = [a, a, b, float(kept - 1), b, 2.0, b]
        *before, later = guarded(visit(tmp_path, clock, steps, letting_in=[outlet.host]))

        assert all(isinstance(one.error, HostResting) for one in before), before
        assert later.response is not None
        # robots.txt, the page that asked for rest, and the one after it.
        assert [one.path for one in outlet.requests] == ["/robots.txt", "/a", "/b"]


def hold(wire: Wire, asked: Asked) -> None:
    wire.hold()


def reset(wire: Wire, asked: Asked) -> None:
    wire.reset()


def drip(wire: Wire, asked: Asked) -> None:
    wire.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
    wire.drip(b"# tetes\n")


FORBIDDING: dict[str, Act] = {
    "500": answer("rusak", status=500), "502": answer("", status=502),
    "503": answer("", status=503), "429": answer("", status=429), "401": answer("", status=401),
    "403": answer("", status=403), "reset": reset, "silence": hold, "drip": drip,
    "endless": stream(lambda: pieces_of(b"Allow: /\n" * 8000, 64 * 1024 * 1024)),
    "bom": answer(b"\xef\xbb\xbfUser-agent: *\nDisallow: /a\n", kind="text/plain"),
    "merged": answer("User-agent: kembar\nAllow: /b\n\nUser-agent: Kembar\nDisallow: /a\n"),
    "bomb": answer(bomb("gzip", 64 * 1024 * 1024), "Content-Encoding: gzip", kind="text/plain"),
    "unpackable": answer(b"acak" * 100, "Content-Encoding: gzip", kind="text/plain"),
    "long": answer("# panjang\n" * 40_000 + "User-agent: *\nDisallow: /a\n"),
}  # fmt: skip
ALLOWING: dict[str, Act] = {
    "404": answer("", status=404), "410": answer("", status=410), "empty": answer(""),
    "rules": answer(RULES), "web-page": answer("<!DOCTYPE html><html><body>Beranda</body></html>"),
    "nonsense": answer(b"\x00\xff\xfe acak " * 500), "redirect": leads_to("/aturan"),
}  # fmt: skip


@pytest.mark.parametrize("name", FORBIDDING)
def test_a_robots_that_forbids_or_cannot_be_read_forbids_the_page(
    name: str, tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    with HostileOutlet({"/robots.txt": FORBIDDING[name], "/a": answer("kabar")}) as outlet:
        (came,) = guarded(visit(tmp_path, clock, [f"{outlet.url}a"], letting_in=[outlet.host]))

        assert came.error is not None
        assert outlet.asked("/a") == []
        assert came.seconds <= TIMEOUT + GRACE


@pytest.mark.parametrize("name", ALLOWING)
def test_a_robots_that_is_not_there_or_says_nothing_allows_the_page(
    name: str, tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    acts = {"/robots.txt": ALLOWING[name], "/aturan": answer(RULES), "/a": answer("kabar")}
    with HostileOutlet(acts) as outlet:
        urls = [f"{outlet.url}a", f"{outlet.url}dilarang/b"]
        came, forbidden = guarded(visit(tmp_path, clock, urls, letting_in=[outlet.host]))

        assert came.response is not None
        if name in ("rules", "redirect"):
            assert isinstance(forbidden.error, RobotsForbidden)
            assert outlet.asked("/dilarang/b") == []
