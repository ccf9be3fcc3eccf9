"""D1: whatever happens on the wire ends in time, in little memory, under its own reason."""

import ssl
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from conftest import HandClock
from hostile.certificates import self_signed
from hostile.memory import MB, growth
from hostile.names import knowing
from hostile.outlet import Act, Asked, HostileOutlet, Wire, answer, head, pieces_of, stream
from hostile.packing import packed
from hostile.visits import TIMEOUT, visit
from loopback import article

from crawler.truncation import CUT

Run = Callable[[Coroutine[Any, Any, Any]], Any]
GRACE = 5.0  # seconds over the timeout
MEMORY = 64 * MB
PAGE = article("Dermaga Baru di Teluk Bontang Mulai Dipakai Nelayan").encode()


def hold(wire: Wire, asked: Asked) -> None:
    wire.hold()


def reset(wire: Wire, asked: Asked) -> None:
    wire.reset()


def close(wire: Wire, asked: Asked) -> None:
    """Nothing is sent; the connection ends."""


def drip_body(wire: Wire, asked: Asked) -> None:
    wire.send(head())
    wire.drip(b"<p>tetes</p>")


def drip_head(wire: Wire, asked: Asked) -> None:
    wire.send(b"HTTP/1.1 200 OK\r\n")
    wire.drip(b"X-Tetes: 1\r\n")


def reset_within(wire: Wire, asked: Asked) -> None:
    wire.send(head(200, "text/html", "Content-Length: 100000") + PAGE[:400])
    wire.reset()


def broken_chunk(wire: Wire, asked: Asked) -> None:
    wire.send(head(200, "text/html", "Transfer-Encoding: chunked") + b"ffff\r\n" + PAGE[:400])


def chunk_of_nonsense(wire: Wire, asked: Asked) -> None:
    wire.send(head(200, "text/html", "Transfer-Encoding: chunked") + b"bukan angka\r\n" + PAGE)


def no_http(wire: Wire, asked: Asked) -> None:
    wire.send(b"<html>\n<body>halaman tanpa kepala</body></html>\n")


def flood(line: bytes) -> Act:
    def act(wire: Wire, asked: Asked) -> None:
        wire.send(b"HTTP/1.1 200 OK\r\n")
        for piece in pieces_of(line * (65536 // len(line)), 40 * MB):
            wire.send(piece)
        wire.send(b"\r\nsampai juga")

    return act


def interim(wire: Wire, asked: Asked) -> None:
    for piece in pieces_of(b"HTTP/1.1 103 Early\r\nX-A: b\r\n\r\n" * 2000, 40 * MB):
        wire.send(piece)


CASES: dict[str, tuple[Act, str]] = {
    "no-answer": (hold, "did not answer in time"),
    "drip-body": (drip_body, "did not answer in time"),
    "drip-head": (drip_head, "did not answer in time"),
    "reset": (reset, "reset|lost|aborted"),
    "closed": (close, "closed|lost|clean"),
    "reset-within": (reset_within, "broke off|reset|lost|closed"),
    "length-too-long": (answer(PAGE, length=len(PAGE) + 500), "broke off"),
    "broken-chunk": (broken_chunk, "broke off"),
    "chunk-of-nonsense": (chunk_of_nonsense, "broke off|chunk|length"),
    "no-http": (no_http, "parts"),
    "header-flood": (flood(b"X-Banjir: " + b"b" * 200 + b"\r\n"), "256 kB of headers"),
    "short-header-flood": (flood(b"a:b\r\n"), "256 kB of headers"),
    "one-endless-header": (flood(b"b" * 4096), "longer than 16 kB"),
    "endless-interim-answers": (interim, "256 kB of headers"),
    "wrapped-many-times": (answer(PAGE, f"Content-Encoding: {'gzip, ' * 99}gzip"), "100 times"),
    "gzip-of-nonsense": (answer(b"\x1f\x8b\x08bukan", "Content-Encoding: gzip"), "unpacked as"),
    "deflate-of-nonsense": (answer(PAGE, "Content-Encoding: deflate"), "unpacked as"),
    "br-of-nonsense": (answer(PAGE, "Content-Encoding: br"), "unpacked as"),
    "zstd-of-nonsense": (answer(PAGE, "Content-Encoding: zstd"), "unpacked as"),
    "endless-body": (stream(lambda: pieces_of(b"<p>lagi</p>" * 6000, 500 * MB)), "too large"),
    "huge-claim": (answer(PAGE, length=10**12), "too large"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_an_answer_that_is_none_ends_in_time_in_little_memory_under_its_own_reason(
    name: str, tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    act, reason = CASES[name]
    with HostileOutlet({"/a": act}) as outlet:
        with growth() as grown:
            (came,) = guarded(visit(tmp_path, clock, [f"{outlet.url}a"], letting_in=[outlet.host]))

        assert came.error is not None
        assert len(reason) == 1 or any(word in came.reason for word in reason.split("|")), (
            came.reason
        )
        assert came.seconds <= TIMEOUT + GRACE
        assert grown.bytes <= MEMORY
        assert len(outlet.asked("/a")) <= 2


def test_a_name_that_does_not_exist_and_a_port_where_nobody_listens_have_their_reasons(
    tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    with HostileOutlet() as gone:
        pass
    with knowing({}):
        urls = ["http://tidak-ada.example/", gone.url]
        nameless, silent = guarded(visit(tmp_path, clock, urls, letting_in=[gone.host]))

    assert "no address found" in nameless.reason
    assert "refuses connections" in silent.reason


def test_an_untrusted_certificate_ends_the_visit_before_anything_is_asked(
    tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path / "outlet.pem"))
    with HostileOutlet({"/a": answer(PAGE)}, tls=context) as outlet:
        (came,) = guarded(visit(tmp_path, clock, [f"{outlet.url}a"], letting_in=[outlet.host]))

        assert "certificate" in came.reason
        assert outlet.requests == []
        assert came.seconds <= TIMEOUT + GRACE


def test_a_silent_handshake_ends_in_time(tmp_path: Path, clock: HandClock, guarded: Run) -> None:
    with HostileOutlet() as outlet:  # it waits for a request in the clear
        url = outlet.url.replace("http:", "https:")
        (came,) = guarded(visit(tmp_path, clock, [f"{url}a"], letting_in=[outlet.host]))

        assert came.error is not None
        assert came.seconds <= TIMEOUT + GRACE


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_packed_page_is_read_and_one_cut_short_is_never_taken_for_whole(
    coding: str, tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    whole = packed(PAGE, coding)
    said = f"Content-Encoding: {coding}"
    acts = {"/utuh": answer(whole, said), "/putus": answer(whole[: len(whole) // 2], said)}
    with HostileOutlet(acts) as outlet:
        urls = [f"{outlet.url}utuh", f"{outlet.url}putus"]
        read, cut = guarded(visit(tmp_path, clock, urls, letting_in=[outlet.host]))

        assert read.response is not None
        assert read.response.body == PAGE
        assert CUT not in read.response.flags
        assert cut.response is not None
        assert CUT in cut.response.flags
        assert b"</html>" not in cut.response.body
