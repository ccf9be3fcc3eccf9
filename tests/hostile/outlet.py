"""An outlet on loopback that means harm: it speaks raw bytes, and counts who connects."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

PATIENCE = 20.0
"""Seconds after which a visitor that never ends is let go; no test waits for it."""


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    path: str
    headers: dict[str, str]


Act = Callable[["Wire", Asked], None]


class Wire:
    """One connection: bytes out, until the visitor or the outlet leaves."""

    def __init__(self, connection: socket.socket, leaving: threading.Event) -> None:
        self._connection = connection
        self._leaving = leaving

    def send(self, data: bytes) -> None:
        """Send bytes; raises OSError once the visitor has left."""
        self._connection.sendall(data)

    def drip(self, piece: bytes, every: float = 0.05) -> None:
        """Send a piece again and again, slowly, for as long as anybody listens."""
        for _ in range(int(PATIENCE / every)):
            self.send(piece)
            if self._leaving.wait(every):
                return

    def hold(self) -> None:
        """Say nothing for as long as anybody listens."""
        self._connection.settimeout(PATIENCE)
        with suppress(OSError):
            self._connection.recv(1)

    def reset(self) -> None:
        """Break off with a reset instead of an orderly end."""
        on_no_linger = b"\x01\x00\x00\x00\x00\x00\x00\x00"
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, on_no_linger)
        self._connection.close()


class HostileOutlet:
    """A server on 127.0.0.1; `acts` maps a path, without its query, to what is done there."""

    def __init__(
        self, acts: dict[str, Act] | None = None, *, tls: ssl.SSLContext | None = None
    ) -> None:
        self.acts: dict[str, Act] = {"/robots.txt": answer(b"", status=404)}
        self.acts.update(acts or {})
        self.requests: list[Asked] = []
        self.connections = 0
        self._tls = tls
        self._leaving = threading.Event()
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.host = f"127.0.0.1:{self.port}"
        self.url = f"{'https' if tls else 'http'}://{self.host}/"
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def __enter__(self) -> "HostileOutlet":
        return self

    def __exit__(self, *exc: object) -> None:
        self._leaving.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in list(self._open):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(PATIENCE)

    def asked(self, path: str) -> list[Asked]:
        """The requests for a path, whatever their query."""
        return [one for one in self.requests if one.path.split("?")[0] == path]

    def _accept(self) -> None:
        while not self._leaving.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        self._open.add(connection)
        try:
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
            head = _read_head(connection)
            if not head:
                return
            line, *fields = head.split("\r\n")
            pairs = (field.partition(":") for field in fields if ":" in field)
            asked = Asked(line.split(" ")[1], {n.lower(): v.strip() for n, _, v in pairs})
            self.requests.append(asked)
            act = self.acts.get(asked.path.split("?")[0], answer(b"nothing here", status=404))
            act(Wire(connection, self._leaving), asked)
        except OSError:
            pass  # the visitor left, which is what most of these acts are for
        finally:
            connection.close()
            self._open.discard(connection)


def _read_head(connection: socket.socket) -> str:
    head = b""
    while b"\r\n\r\n" not in head:
        piece = connection.recv(65536)
        if not piece:
            return ""
        head += piece
    return head.split(b"\r\n\r\n")[0].decode("latin-1")


def head(status: int = 200, kind: str = "text/html; charset=utf-8", *more: str) -> bytes:
    """Status line and headers; the connection is closed after each answer."""
    lines = [f"HTTP/1.1 {status} X", f"Content-Type: {kind}", "Connection: close", *more]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def answer(
    body: bytes | str,
    *more: str,
    status: int = 200,
    kind: str = "text/html; charset=utf-8",
    length: int | None = None,
) -> Act:
    """A whole answer; `length` may be a lie, `more` are further header lines."""
    data = body.encode() if isinstance(body, str) else body
    said = f"Content-Length: {len(data) if length is None else length}"

    def act(wire: Wire, asked: Asked) -> None:
        wire.send(head(status, kind, said, *more) + data)

    return act


def leads_to(where: str, status: int = 302) -> Act:
    """A redirect."""
    return answer(b"", f"Location: {where}", status=status)


def stream(pieces: Callable[[], Iterable[bytes]], *more: str) -> Act:
    """An answer of unknown length, made while it is sent."""

    def act(wire: Wire, asked: Asked) -> None:
        wire.send(head(200, "text/html; charset=utf-8", *more))
        for piece in pieces():
            wire.send(piece)

    return act


def pieces_of(piece: bytes, total: int) -> Iterator[bytes]:
    """A piece again and again until so many bytes."""
    for _ in range(total // len(piece) + 1):
        yield piece
