"""How soon an alert is with its receiver, from the commit that stores the article.

    python -m benchmarks.alerts [--stories N] [--seconds S] [--channels C]

Stores N flagged articles (200) over S seconds (60) at seeded moments, with `burst = 0`, in a real
archive, and delivers them to C channels (20) on loopback with a real Courier. The receivers live in
a process of their own, as do those who store. Prints p50, p95 and the longest delay in seconds, and
messages a second; exits 1 where p95 is above 10 s or a message is missing or sent twice.
"""

import argparse
import asyncio
import json
import multiprocessing
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from alerts.channels import AppriseChannel
from alerts.delivery import Courier
from kembar.clock import now
from kembar.locks import FileLock, beside
from storage import outbox
from storage.archive import Archive, Writer

from .happenings import store

MOST = 10.0
"""Seconds that 95 of 100 messages may take."""


@dataclass(frozen=True, slots=True)
class Delays:
    """What was measured; seconds."""

    delays: tuple[float, ...]
    """From the commit to the receiver's yes, shortest first."""
    span: float
    """From the first commit to the last yes."""
    expected: int
    """Messages."""
    extra: int
    """Copies beyond the first of each."""

    def at(self, share: float) -> float:
        """The delay that this share of the messages does not exceed."""
        return self.delays[min(int(share * len(self.delays)), len(self.delays) - 1)]

    @property
    def good(self) -> bool:
        """Whether every message came, once, and soon enough."""
        return len(self.delays) == self.expected and not self.extra and self.at(0.95) <= MOST

    def __str__(self) -> str:
        return (
            f"messages {len(self.delays)} of {self.expected}, {self.extra} extra\n"
            f"p50 {self.at(0.5):.2f} s  p95 {self.at(0.95):.2f} s  max {self.delays[-1]:.2f} s\n"
            f"{len(self.delays) / self.span:.1f} messages a second"
        )


def receive(pipe: Connection) -> None:
    """Take `json://` posts for all channels until told to end; send what came when."""
    got: list[tuple[str, str, float]] = []

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: Any) -> None:
            """Stay quiet."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            key = json.loads(body)["message"].rsplit("#", 1)[1][:8]
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()
            got.append((self.path.strip("/"), key, time.monotonic()))

    class Server(ThreadingHTTPServer):
        request_queue_size = 128
        daemon_threads = True

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    pipe.send(server.server_port)
    pipe.recv()
    pipe.send(got)
    server.shutdown()


def write(path: Path, names: list[str], stories: int, seconds: float, pipe: Connection) -> None:
    """Store the articles at their moments; send when each was on record."""
    chance = random.Random(11)
    moments = sorted(chance.uniform(0, seconds) for _ in range(stories))
    archive = Archive.open(path)
    stored = {}
    start = time.monotonic()
    for number, moment in enumerate(moments, 1):
        time.sleep(max(0.0, start + moment - time.monotonic()))
        key = store(archive, number, names, now())
        stored[key] = time.monotonic()
    archive.close()
    pipe.send(stored)


async def deliver(path: Path, port: int, names: list[str], writing: Connection) -> dict[str, float]:
    """Deliver as the daemon does, every second, until all is stored and nothing waits."""
    writer = Writer(path)
    channels = {
        name: AppriseChannel(f"json://127.0.0.1:{port}/{name}", name=name) for name in names
    }
    courier = Courier(writer, channels, lock=FileLock(beside(path, "delivery")))
    stored: dict[str, float] | None = None
    while True:
        began = time.monotonic()
        await courier.deliver_due()
        if stored is None and writing.poll():
            stored = writing.recv()
        elif stored is not None and await writer.run(outbox.next_due) is None:
            break
        await asyncio.sleep(max(0.0, began + 1 - time.monotonic()))
    await courier.close()
    await writer.close()
    return stored


def measure(stories: int, seconds: float, channels: int) -> Delays:
    """One run."""
    context = multiprocessing.get_context("spawn")
    names = [f"c{number}" for number in range(channels)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        Archive.open(path).close()
        here, there = context.Pipe()
        receiver = context.Process(target=receive, args=(there,), daemon=True)
        receiver.start()
        port = here.recv()
        ours, theirs = context.Pipe()
        author = context.Process(target=write, args=(path, names, stories, seconds, theirs))
        author.start()
        stored = asyncio.run(deliver(path, port, names, ours))
        author.join()
        here.send("end")
        got = here.recv()
        receiver.join(5)
    first: dict[tuple[str, str], float] = {}
    for name, key, moment in got:
        first.setdefault((name, key), moment)
    copies = Counter((name, key) for name, key, _ in got)
    return Delays(
        delays=tuple(sorted(moment - stored[key] for (_, key), moment in first.items())),
        span=max(first.values()) - min(stored.values()),
        expected=stories * channels,
        extra=sum(copies.values()) - len(copies),
    )


def main() -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--stories", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--channels", type=int, default=20)
    given = parser.parse_args()
    found = measure(given.stories, given.seconds, given.channels)
    print(found)
    return 0 if found.good else 1


if __name__ == "__main__":
    sys.exit(main())
