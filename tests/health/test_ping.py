"""The dead man's switch against a real HTTP server: called, never trusted, never quoted."""

import asyncio
import logging
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from health.ping import ping

SECRET = "/ping/5b0e-canary"


class Switch(BaseHTTPRequestHandler):
    """Answers by path; remembers what it was asked."""

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers["User-Agent"]))
        status, location = self.server.answers.get(self.path, (404, None))
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        return


@pytest.fixture
def switch() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Switch)
    server.asked = []
    server.answers = {SECRET: (200, None)}
    server.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_good_round_is_told_once_and_signed(switch) -> None:
    told = asyncio.run(ping(switch.url + SECRET))

    assert told is True
    assert [path for path, _ in switch.asked] == [SECRET]
    assert switch.asked[0][1].startswith("kembar/")


def test_without_an_address_nobody_is_asked(caplog: pytest.LogCaptureFixture) -> None:
    told = asyncio.run(ping(""))

    assert told is False
    assert caplog.records == []


@pytest.mark.parametrize("status", [404, 500, 204])
def test_only_a_2xx_answer_counts(switch, caplog, status: int) -> None:
    switch.answers[SECRET] = (status, None)

    assert asyncio.run(ping(switch.url + SECRET)) is (status == 204)
    assert ("HTTP" in caplog.text) is (status != 204)


def test_a_redirect_to_http_is_followed(switch) -> None:
    switch.answers["/old"] = (302, SECRET)

    assert asyncio.run(ping(switch.url + "/old")) is True
    assert [path for path, _ in switch.asked] == ["/old", SECRET]


@pytest.mark.parametrize(
    "target", ["file:///etc/hostname", "ftp://127.0.0.1/x", "data:,x", "gopher://127.0.0.1/"]
)
def test_a_redirect_to_another_scheme_is_refused(switch, caplog, target: str) -> None:
    switch.answers["/old"] = (302, target)

    assert asyncio.run(ping(switch.url + "/old")) is False
    assert "ping failed host=127.0.0.1" in caplog.text
    assert [path for path, _ in switch.asked] == ["/old"]


def test_a_redirect_loop_ends(switch) -> None:
    switch.answers["/round"] = (302, "/round")

    assert asyncio.run(ping(switch.url + "/round")) is False


def unused_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/canary",
        "http://user:canary@127.0.0.1:{port}/canary?canary",
        "http://127.0.0.1:canary/",
        "http://127.0.0.1/can ary\r\ncanary",
        "http://[::canary/",
        "file:///canary",
        "canary",
        "http://",
    ],
)
def test_a_bad_address_never_raises_and_is_never_quoted(
    caplog: pytest.LogCaptureFixture, url: str
) -> None:
    told = asyncio.run(ping(url.format(port=unused_port()), timeout=2))

    assert told is False
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "canary" not in caplog.text.replace("[::canary", "")


def test_a_switch_that_never_answers_holds_nobody_up(caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        told = asyncio.run(ping(f"http://127.0.0.1:{deaf.getsockname()[1]}/x", timeout=0.2))

    assert told is False
    assert "127.0.0.1" in caplog.text
