"""Whatever a receiver does, it is told at least once, and the others are not kept waiting.

Each kind of receiver misbehaves once on real sockets and then behaves.
"""

import asyncio
import contextlib
import json
import socket
import struct
import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from conftest import HandClock
from sample_articles import NOW

from alerts.channels import AppriseChannel
from alerts.delivery import Courier
from kembar.clock import unstamp
from storage import outbox

OTHERS_WAIT = 5.0


class Moody:
    """A receiver of one connection at a time that misbehaves in turn and counts what it took."""

    def __init__(self, *moods: str) -> None:
        self.moods = list(moods)
        self.taken: list[str] = []
        self.at: list[float] = []
        self._held: list[socket.socket] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening and drop who is held."""
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)
        for held in self._held:
            held.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            mood = self.moods.pop(0) if self.moods else "good"
            with contextlib.suppress(OSError, EOFError):
                self.meet(connection, mood)
            if mood == "hang":
                self._held.append(connection)
            else:
                connection.close()

    def meet(self, connection: socket.socket, mood: str) -> None:
        """Answer one connection."""
        raise NotImplementedError

    def took(self, text: str) -> None:
        self.taken.append(text)
        self.at.append(time.monotonic())


def reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


class Hook(Moody):
    """Takes `json://` posts."""

    @property
    def url(self) -> str:
        return f"json://127.0.0.1:{self.port}/hook?rto=0.5&cto=0.5"

    def meet(self, connection: socket.socket, mood: str) -> None:
        if mood == "reset":
            connection.recv(1)
            return reset(connection)
        with connection.makefile("rwb") as stream:
            length = 0
            while (line := stream.readline()) not in (b"\r\n", b""):
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
            body = json.loads(stream.read(length))
            if mood in ("good", "lost"):
                self.took(body["message"])
            if mood in ("hang", "lost"):
                return None
            extra = {"429": "Retry-After: 420\r\n", "302": "Location: /other\r\n"}.get(mood, "")
            status = mood if mood.isdigit() else "200"
            stream.write(f"HTTP/1.1 {status} x\r\n{extra}Content-Length: 0\r\n\r\n".encode())
        return None


class Post(Moody):
    """Takes mail by SMTP."""

    @property
    def url(self) -> str:
        return (
            f"mailto://127.0.0.1:{self.port}?from=kembar@example.org&to=desk@example.org"
            "&mode=insecure&rto=0.5&cto=0.5"
        )

    def meet(self, connection: socket.socket, mood: str) -> None:
        if mood == "hang":
            return None
        with connection.makefile("rwb") as stream:

            def say(line: str) -> None:
                stream.write(f"{line}\r\n".encode())
                stream.flush()

            say("220 desk ESMTP")
            while line := stream.readline().upper():
                if line.startswith(b"DATA"):
                    if mood == "reset":
                        return reset(connection)
                    say("354 go on")
                    text = b""
                    while (part := stream.readline()) not in (b".\r\n", b""):
                        text += part
                    if mood in ("good", "lost"):
                        self.took(text.decode())
                    if mood == "lost":
                        return None
                    say({"500": "451 not now", "429": "421 busy"}.get(mood, "250 taken"))
                elif line.startswith(b"QUIT"):
                    return say("221 bye")
                else:
                    say("250 ok")
        return None


class NoTls(Moody):
    """Answers a TLS greeting with words."""

    def meet(self, connection: socket.socket, mood: str) -> None:
        connection.recv(100)
        connection.sendall(b"I speak no TLS\r\n")


class Good:
    """A channel that takes everything and notes when."""

    name, language = "good", "id"

    def __init__(self, zone: Any) -> None:
        self.zone = zone
        self.at: list[float] = []

    def send(self, message: Any) -> None:
        self.at.append(time.monotonic())


@pytest.mark.parametrize(
    ("kind", "mood"),
    [
        *((Hook, mood) for mood in ("500", "429", "302", "lost", "reset", "hang")),
        *((Post, mood) for mood in ("500", "429", "lost", "reset", "hang")),
    ],
)
def test_it_is_told_at_least_once_and_the_other_is_not_kept_waiting(
    kind: type[Moody], mood: str, fill, paper, with_writer, outbox_rows
) -> None:
    fill(1, "moody", "good")
    desk = kind(mood)
    clock, good = HandClock(NOW), Good(paper().zone)
    channel = AppriseChannel(desk.url, name="moody")
    began = time.monotonic()

    async def work(writer):
        courier = Courier(writer, {"moody": channel, "good": good}, clock=clock, by="test")
        try:
            first = await courier.deliver_due()
            while courier._serving:  # what takes longer than the courier waits for
                await asyncio.wait(courier._serving.values())
                await courier.deliver_due()
            after = next(row for row in outbox_rows() if row["channel"] == "moody")
            clock.moment = await writer.run(outbox.next_due) or clock.moment
            await courier.deliver_due()
            return first, after
        finally:
            await courier.close()

    try:
        _, after = with_writer(work)
    finally:
        desk.close()

    assert good.at[0] - began < OTHERS_WAIT
    assert len(good.at) == 1
    assert after["state"] == "pending"  # none of these is a success, and none is for ever
    assert after["attempts"] == 1
    assert after["last_error"]
    assert {row["state"] for row in outbox_rows()} == {"sent"}
    assert len(desk.taken) == (2 if mood == "lost" else 1)
    wait = unstamp(after["next_try"]) - NOW
    if (kind, mood) == (Hook, "429"):
        assert abs(wait - timedelta(minutes=7)) <= timedelta(seconds=42)
    else:
        assert timedelta(seconds=8) <= wait <= timedelta(seconds=12)


@pytest.mark.parametrize(
    "url", ["jsons://127.0.0.1:{port}/?rto=1&cto=1", "mailtos://127.0.0.1:{port}?from=a@x.id&to=b@x.id&rto=1&cto=1"]
)  # fmt: skip
def test_a_broken_tls_is_a_failure_that_is_tried_again(
    url: str, fill, paper, with_writer, outbox_rows
) -> None:
    fill(1, "moody", "good")
    desk = NoTls()
    good = Good(paper().zone)
    channel = AppriseChannel(url.format(port=desk.port), name="moody")
    began = time.monotonic()

    async def work(writer):
        courier = Courier(writer, {"moody": channel, "good": good}, clock=HandClock(NOW), by="test")
        try:
            await courier.deliver_due()
        finally:
            await courier.close()

    try:
        with_writer(work)
    finally:
        desk.close()

    rows = {row["channel"]: row for row in outbox_rows()}
    assert good.at[0] - began < OTHERS_WAIT
    assert (rows["good"]["state"], rows["moody"]["state"]) == ("sent", "pending")
    assert rows["moody"]["last_error"]
    assert desk.taken == []
