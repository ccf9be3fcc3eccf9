"""Serve replica outlets over HTTP, each on a loopback port of its own. Knows no outlet."""

import logging
import socket
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from .outlets import Outlet, relocate

logger = logging.getLogger(__name__)

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it was heard."""

    at: float
    """Seconds on the monotonic clock."""
    outlet: str
    method: str
    path: str
    """Path and query."""
    headers: Mapping[str, str]
    """Names in lower case."""
    status: int
    """What was answered."""


class _Listener(ThreadingHTTPServer):
    """The listening socket of one outlet; its connections end with it."""

    # Joined on close, so that no thread outlives the demo or a test.
    daemon_threads = False

    def __init__(self, outlet: Outlet, heard: list[Request]) -> None:
        self.outlet = outlet
        self.heard = heard
        self.connections: set[socket.socket] = set()
        super().__init__((LOOPBACK, 0), _Conversation)

    def server_bind(self) -> None:
        # The parent's looks up the host's name, which can take seconds without a network.
        TCPServer.server_bind(self)
        self.server_name, self.server_port = LOOPBACK, self.server_address[1]

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        self.connections.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        self.connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        logger.debug("dropped connection outlet=%s error=%r", self.outlet.name, sys.exception())

    def hang_up(self) -> None:
        """End the connections that clients keep alive."""
        for connection in tuple(self.connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _Conversation(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    # Head and body leave in one packet; two would wait for the client's delayed ACK.
    wbufsize = 65536
    server: _Listener

    def version_string(self) -> str:
        return "nginx"

    def log_message(self, format: str, *args: Any) -> None:
        logger.debug("answered outlet=%s " + format, self.server.outlet.name, *args)

    def _answer(self) -> None:
        at = time.monotonic()
        headers = {name.lower(): value for name, value in self.headers.items()}
        parts = urlsplit(self.path)
        reply = self.server.outlet.respond(self.command, parts.path, parts.query, headers)
        self.server.heard.append(
            Request(at, self.server.outlet.name, self.command, self.path, headers, reply.status)
        )
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status != 304:
            self.send_header("Content-Length", str(len(reply.body)))
        if "content-length" in headers or "transfer-encoding" in headers:
            # An unread body would be taken for the next request.
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD" and reply.status != 304:
            self.wfile.write(reply.body)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = _answer


class ReplicaServer:
    """A context in which replica outlets can be visited on 127.0.0.1."""

    def __init__(self, outlets: Sequence[Outlet]) -> None:
        self.outlets = tuple(outlets)
        self.requests: list[Request] = []
        """Everything heard, in order of arrival."""
        self._listeners: dict[str, _Listener] = {}
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        try:
            for outlet in self.outlets:
                listener = _Listener(outlet, self.requests)
                self._listeners[outlet.name] = listener
                # Polled often, for closing waits until the next poll.
                thread = threading.Thread(
                    target=listener.serve_forever,
                    kwargs={"poll_interval": 0.05},
                    name=f"replica {outlet.name}",
                )
                thread.start()
                self._threads.append(thread)
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop listening, end all connections and wait for their threads."""
        for listener, thread in zip(self._listeners.values(), self._threads, strict=False):
            listener.shutdown()
            thread.join()
        for listener in self._listeners.values():
            listener.hang_up()
            listener.server_close()
        self._listeners.clear()
        self._threads.clear()

    def outlet(self, name: str) -> Outlet:
        """The outlet of a name."""
        return next(outlet for outlet in self.outlets if outlet.name == name)

    def origin(self, name: str) -> str:
        """Where an outlet is served: `http://127.0.0.1:PORT`, without a slash at the end."""
        return f"http://{LOOPBACK}:{self._listeners[name].server_port}"

    def relocate(self, url: str) -> str:
        """An address of a real outlet as its replica has it; ValueError without such a replica."""
        host = urlsplit(url).hostname
        for outlet in self.outlets:
            if host in outlet.hosts:
                return relocate(url, self.origin(outlet.name))
        raise ValueError(f"{url}: none of the replica outlets stands for this host")
