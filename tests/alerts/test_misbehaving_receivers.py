"""Receivers that lose, refuse, hang, break off or send away: each alert arrives all the same."""

import asyncio
import json
import logging
import socket
import struct
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from hostile.certificates import self_signed
from loopback import Outlet
from receivers import HttpReceiver
from sample_articles import NOW

from alerts.channels import AppriseChannel
from alerts.delivery import Courier
from alerts.rendering import Message
from storage import outbox


class Moody:
    """A receiver whose first answer is bad in one way, and whose next ones are good."""

    def __init__(self, mood: str) -> None:
        self.mood = mood
        self.got: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            with client:
                self._answer(client)

    def _answer(self, client: socket.socket) -> None:
        file = client.makefile("rb")
        length = 0
        while (line := file.readline()).strip():
            name, _, value = line.decode().partition(":")
            if name.lower() == "content-length":
                length = int(value)
        body = file.read(length)
        if body:
            self.got.append(json.loads(body)["message"].rsplit("#", 1)[1][:8])
        mood, self.mood = self.mood, "good"
        if mood == "reset":
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif mood == "hang":
            client.recv(1)  # until the other side has had enough
        elif mood != "lost":
            status = "200 OK" if mood == "good" else mood
            client.sendall(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode())
        file.close()

    def close(self) -> None:
        """Stop listening."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)


@pytest.fixture
def moody() -> Iterator[Callable[[str], Moody]]:
    made: list[Moody] = []

    def make(mood: str) -> Moody:
        made.append(Moody(mood))
        return made[-1]

    yield make
    for one in made:
        one.close()


class Passing:
    """A clock that goes on by itself and can be put forward."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        return NOW + self.ahead


@pytest.mark.parametrize(
    "mood",
    [
        "lost", "reset", "hang", "500 Broken", "503 Busy\r\nRetry-After: 20",
        "429 Slow down\r\nRetry-After: 20", "302 Found\r\nLocation: http://127.0.0.1:9/",
    ],
)  # fmt: skip
def test_an_alert_arrives_whatever_its_receiver_did_first_and_others_do_not_wait(
    mood: str, moody, fill, with_writer, outbox_rows
) -> None:
    fill(1, "moody", "well")
    bad, clock = moody(mood), Passing()
    with HttpReceiver() as well:
        channels = {
            "moody": AppriseChannel(f"json://127.0.0.1:{bad.port}/?rto=1&cto=1", name="moody"),
            "well": AppriseChannel(well.url, name="well"),
        }

        async def work(writer: Any) -> float:
            courier = Courier(writer, channels, clock=clock, by="test")
            began = time.monotonic()
            await courier.deliver_due()
            waited = time.monotonic() - began
            clock.ahead = timedelta(seconds=19)
            if "Retry-After" in mood:
                await courier.deliver_due()
                assert len(bad.got) == 1
            clock.ahead = timedelta(seconds=21)
            await courier.deliver_due()
            await courier.close()
            return waited

        waited = with_writer(work)
        told = list(well.received)

    assert set(bad.got) == {outbox.alert_key(1)[:8]}
    assert len(bad.got) == 2
    assert len(told) == 1
    assert waited < 5.5
    assert {row["state"] for row in outbox_rows()} == {"sent"}


def test_a_certificate_that_nobody_trusts_is_a_passing_failure(
    fill, with_writer, outbox_rows, tmp_path: Path
) -> None:
    fill(1)
    with Outlet() as outlet:
        outlet.speak_tls(self_signed(tmp_path / "pair.pem"))
        channel = AppriseChannel(f"jsons://{outlet.host}/", name="bureau")

        async def work(writer: Any) -> None:
            courier = Courier(writer, {"bureau": channel}, clock=lambda: NOW, by="test")
            await courier.deliver_due()
            await courier.close()

        with_writer(work)
        asked = list(outlet.requests)

    (row,) = outbox_rows()
    assert (row["state"], row["attempts"], asked) == ("pending", 1, [])
    assert "certificate" in row["last_error"].lower()


def test_a_time_to_wait_until_is_kept(moody, fill, with_writer, outbox_rows) -> None:
    fill(1)
    until = datetime.now(UTC) + timedelta(seconds=300)
    bad = moody(f"429 Later\r\nRetry-After: {format_datetime(until, usegmt=True)}")
    channel = AppriseChannel(f"json://127.0.0.1:{bad.port}/", name="bureau")

    async def work(writer: Any) -> None:
        courier = Courier(writer, {"bureau": channel}, by="test")
        await courier.deliver_due()
        await courier.close()

    with_writer(work)

    (row,) = outbox_rows()
    waited = datetime.fromisoformat(row["next_try"]) - until.replace(microsecond=0)
    assert abs(waited.total_seconds()) <= 30


SECRETS = ("KanariUser9", "KanariPass8", "KanariPath7", "KanariQuery6")


@pytest.fixture
def all_loud(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Every logger at its loudest, as a curious operator would set them."""
    names = ("", "apprise", "urllib3", "requests", "smtplib", "asyncio", "kembar", "alerts")
    before = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).setLevel(logging.DEBUG)
    caplog.set_level(logging.DEBUG)
    yield caplog
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


@pytest.mark.parametrize("mood", ["lost", "reset", "500 Broken", "404 Gone", "good"])
def test_no_secret_of_an_address_is_found_in_any_log_or_in_the_archive(
    mood: str, moody, fill, with_writer, all_loud, capfd, path: Path
) -> None:
    fill(1)
    bad = moody(mood)
    user, password, part, query = SECRETS
    url = f"json://{user}:{password}@127.0.0.1:{bad.port}/{part}?+X-Key={query}&rto=1"
    channel = AppriseChannel(url, name="bureau")
    found: list[str] = []

    async def work(writer: Any) -> None:
        asyncio.get_running_loop().set_debug(True)
        courier = Courier(writer, {"bureau": channel}, clock=lambda: NOW, by="test")
        await courier.deliver_due()
        for file in (path, path.with_name(f"{path.name}-wal")):
            found.append(file.read_bytes().decode("latin-1") if file.exists() else "")
        await courier.close()

    with_writer(work)

    everything = all_loud.text + "".join(found) + "".join(capfd.readouterr())
    assert bad.got
    # A user name is no secret by itself, but one that looks like a key is hidden too.
    assert [secret for secret in SECRETS if secret in everything] == []


def test_the_exception_of_a_failed_message_holds_no_secret_even_with_its_locals(moody) -> None:
    bad = moody("500 Broken")
    user, password, part, query = SECRETS
    url = f"json://{user}:{password}@127.0.0.1:{bad.port}/{part}?+X-Key={query}&rto=1"
    channel = AppriseChannel(url, name="bureau")
    del url, user, password, part, query

    try:
        channel.send(Message(title="t", body="b #00000000"))
    except Exception:
        kind, error, trace = sys.exc_info()
        assert kind is not None
        assert trace is not None
        shown = traceback.TracebackException(kind, error, trace, capture_locals=True)
        # The frame of the test itself names the canaries.
        shown.stack = traceback.StackSummary.from_list([f for f in shown.stack][1:])
        told = "".join(shown.format())
    else:
        raise AssertionError("it was accepted")

    assert [secret for secret in SECRETS if secret in told] == []
