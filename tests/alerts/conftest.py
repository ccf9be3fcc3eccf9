"""Real receivers on loopback, channels of our own making, an archive that holds due alerts."""

import asyncio
import json
import threading
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sample_articles import NOW, article, flagged

from alerts.rendering import Message
from kembar.clock import WIB
from kembar.model import Subscription
from storage import articles
from storage.archive import Archive, Writer


@dataclass
class Answering:
    """An HTTP receiver whose next answers can be set: (status, headers); then always 200."""

    url: str = ""
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    always: tuple[int, dict[str, str]] = (200, {})
    got: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    hold: threading.Event | None = None
    """Answers only when it is set."""

    @property
    def keys(self) -> list[str]:
        """The `#...` line of each message that was taken."""
        return [message["message"].rsplit("#", 1)[1][:8] for message in self.got]


@pytest.fixture
def receiver() -> Iterator[Answering]:
    """A receiver of `json://` posts."""
    desk = Answering()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: Any) -> None:
            """Stay quiet."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            desk.paths.append(self.path)
            if desk.hold is not None:
                desk.hold.wait(20)
            status, headers = desk.answers.pop(0) if desk.answers else desk.always
            if body and 200 <= status < 300:
                desk.got.append(json.loads(body))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_POST

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    desk.url = f"json://127.0.0.1:{server.server_port}/hook"
    yield desk
    if desk.hold is not None:
        desk.hold.set()
    server.shutdown()
    server.server_close()
    thread.join()


class Paper:
    """A channel that keeps what it is sent, after an optional duty that may raise."""

    def __init__(
        self,
        name: str = "bureau",
        duty: Callable[[], None] | None = None,
        quiet: str | None = None,
        zone: ZoneInfo = WIB,
    ) -> None:
        self.name = name
        self.language = "id"
        self.zone = zone
        self.quiet = quiet
        self.duty = duty
        self.tries = 0
        self.sent: list[Message] = []

    def send(self, message: Message) -> None:
        """Take it, unless the duty raises."""
        self.tries += 1
        if self.duty is not None:
            self.duty()
        self.sent.append(message)


@pytest.fixture
def paper() -> type[Paper]:
    """The class of channels made of paper."""
    return Paper


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the archive of a test stands."""
    return tmp_path / "archive.db"


@pytest.fixture
def fill(path: Path) -> Callable[..., None]:
    """Store flagged articles that are due on channels: `fill(3, "bureau", "desk")`."""

    def store(count: int = 1, *channels: str, first: int = 1, old: bool = False) -> None:
        archive = Archive.open(path)
        for number in range(first, first + count):
            told = article(number, published=NOW - timedelta(days=2) if old else NOW)
            articles.save(
                archive, told, flagged(told), now=NOW, first_round=old, backlog="digest",
                subscriptions=[Subscription(channel=name) for name in channels or ("bureau",)],
            )  # fmt: skip
        archive.close()

    return store


@pytest.fixture
def outbox_rows(path: Path) -> Callable[[], list[dict[str, Any]]]:
    """The outbox as it is now, as another process sees it."""

    def read() -> list[dict[str, Any]]:
        archive = Archive.open(path, read_only=True)
        try:
            return archive.rows("SELECT * FROM outbox ORDER BY id")
        finally:
            archive.close()

    return read


@pytest.fixture
def with_writer(path: Path) -> Callable[[Callable[[Writer], Coroutine[Any, Any, Any]]], Any]:
    """Run a coroutine function that takes the archive's writer, and close the writer after."""

    def run(work: Callable[[Writer], Coroutine[Any, Any, Any]]) -> Any:
        async def whole() -> Any:
            writer = Writer(path)
            try:
                return await work(writer)
            finally:
                await writer.close()

        return asyncio.run(whole())

    return run
