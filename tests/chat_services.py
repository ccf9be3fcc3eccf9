"""Telegram, Slack and Discord on loopback, as strict about content as the real ones."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from unittest.mock import patch

from alerts.channels import AppriseChannel

TELEGRAM_TAGS = {"b", "strong", "i", "em", "u", "s", "a", "code", "pre", "blockquote"}
_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});)[a-zA-Z]\w*;")
ADDRESSES = {
    "telegram": ("tgram://123456789:AAabcdefghijklmnopqrstuvwxyz0123456/-1001", "notify_url"),
    "slack": ("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7TI", "webhook_url"),
    "discord": ("discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js", "notify_url"),
}


class Entities(HTMLParser):
    """Reads Telegram's HTML, and notes what Telegram would refuse with 400."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Only known tags, only an address as attribute."""
        if tag not in TELEGRAM_TAGS:
            self.faults.append(f'unsupported start tag "{tag}"')
        if any(name != "href" or tag != "a" for name, _ in attrs):
            self.faults.append("unexpected attribute")
        self.links += [value or "" for _, value in attrs]
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """The one that was opened last."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(f'unexpected end tag "{tag}"')

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        self.text += data

    def handle_comment(self, data: str) -> None:
        """Telegram knows none."""
        self.faults.append("comment")

    def handle_decl(self, decl: str) -> None:
        """Telegram knows none."""
        self.faults.append("declaration")

    unknown_decl = handle_pi = handle_decl


def telegram_fault(text: str) -> str | None:
    """Why Telegram would refuse a text; None: it takes it."""
    if len(text.encode("utf-16-le")) // 2 > 4096:
        return "message is too long"
    reader = Entities()
    reader.feed(text)
    reader.close()
    if re.search(r"<(?![a-z/])", text) or _ENTITY.search(text):
        reader.faults.append("a bare sign")
    if reader.open:
        reader.faults.append(f"can't find end tag for {reader.open[-1]}")
    if not reader.text.strip():
        return "message text is empty"
    return f"can't parse entities: {reader.faults[0]}" if reader.faults else None


def slack_fault(text: str) -> str | None:
    """Why Slack would refuse it, or whom it would call."""
    if len(text) > 3000:
        return "invalid_blocks"
    bare = re.sub(r"<https?://[^<>|\s]+(\|[^<>]*)?>", "", text)
    return f"a sign stands bare: {bare}" if re.search(r"[<>]", bare) else None


def discord_fault(text: str) -> str | None:
    """Why Discord would refuse it, or whom it would call."""
    if not text.strip() or len(text.encode("utf-16-le")) // 2 > 2000:
        return "Must be 2000 or fewer in length."
    return "it calls people" if re.search(r"@(everyone|here)|(?<!\\)<[@#&]", text) else None


def text_of(service: str, payload: dict[str, Any]) -> str:
    """What is shown of a call."""
    if service == "slack":
        return str(payload["attachments"][0]["text"])
    if payload.get("embeds"):
        return str(payload["embeds"][0]["description"])
    return str(payload["text" if service == "telegram" else "content"])


FAULTS = {"telegram": telegram_fault, "slack": slack_fault, "discord": discord_fault}


class Service:
    """One of the services: refuses with 400 what the real one refuses, keeps what it takes."""

    def __init__(self, service: str) -> None:
        self.service = service
        self.took: list[str] = []
        self.payloads: list[dict[str, Any]] = []
        self.refused: list[tuple[str, str]] = []
        self.answers: list[int] = []
        """Statuses of the next calls, before anything is looked at; 200: look at it."""

    def judge(self, payload: dict[str, Any]) -> int:
        """The status for a call."""
        text = text_of(self.service, payload)
        status = self.answers.pop(0) if self.answers else 200
        if status != 200:
            return status
        fault = FAULTS[self.service](text)
        if fault:
            self.refused.append((fault, text))
            return 400
        self.took.append(text)
        self.payloads.append(payload)
        return 200


@contextmanager
def serving(
    service: str, query: str = "", **options: Any
) -> Iterator[tuple[Service, AppriseChannel]]:
    """A service, and a channel whose messages go to it instead of to the real one."""
    mock = Service(service)

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: Any) -> None:
            """Stay quiet."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status = mock.judge(json.loads(body))
            answer = b"ok" if service == "slack" else b'{"ok": true, "description": "said"}'
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    address, attribute = ADDRESSES[service]
    channel = AppriseChannel(f"{address}{query}", name="bureau", **options)
    plugin = channel._apprise.services[0]
    plugin.request_rate_per_sec = 0
    home = f"http://127.0.0.1:{server.server_port}/bot"
    try:
        with patch.object(type(plugin), attribute, home):
            yield mock, channel
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
