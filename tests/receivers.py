"""Real receivers of alerts on loopback: an HTTP endpoint and an SMTP server."""

import json
import socket
import threading
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller


class HttpReceiver:
    """Takes Apprise's `json://` posts. Answers with `status`, once `on_message` has returned."""

    def __init__(
        self, status: int = 200, *, on_message: Callable[[str], None] = lambda text: None
    ) -> None:
        self.status = status
        self.received: list[dict[str, Any]] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *args: Any) -> None:
                """Stay quiet."""

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                body = self.rfile.read(length)
                if len(body) < length:  # the sender died in the middle of it
                    return
                receiver.received.append(json.loads(body))
                on_message(receiver.texts[-1])
                self.send_response(receiver.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()
        self.url = f"json://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> "HttpReceiver":
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def texts(self) -> list[str]:
        """Title and body of each message."""
        return [f"{message['title']}\n{message['message']}" for message in self.received]


class MailReceiver:
    """An SMTP server that keeps what it takes, and says yes once `on_message` has returned."""

    def __init__(self, *, on_message: Callable[[str], None] = lambda text: None) -> None:
        self.received: list[EmailMessage] = []
        self._on_message = on_message
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self._controller = Controller(self, hostname="127.0.0.1", port=port)
        self._controller.start()
        self.url = (
            f"mailto://127.0.0.1:{port}?from=kembar@example.org&to=desk@example.org&mode=insecure"
        )

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keep one message."""
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.received.append(message)
        self._on_message(_text_of(message))
        return "250 Message accepted for delivery"

    def __enter__(self) -> "MailReceiver":
        return self

    def __exit__(self, *exc: object) -> None:
        self._controller.stop()

    @property
    def texts(self) -> list[str]:
        """Subject and plain text of each message."""
        return [_text_of(message) for message in self.received]


def _text_of(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    return f"{message['subject']}\n{body.get_content() if body else ''}"
