"""The gate before Datasette: answers only to this machine's names, tells browsers their limits."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

HOST = "127.0.0.1"
"""Where the reading room listens, and nowhere else."""

_OUR_NAMES = {HOST, "localhost", "[::1]"}

# Datasette's own pages need inline scripts; nothing may be loaded from or sent elsewhere.
_HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        b"img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        b"frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"x-robots-tag", b"noindex, nofollow"),
)


def guarded(application: Application) -> Application:
    """The same application behind the gate.

    A request for a foreign host name gets 421: a page elsewhere could have its own name resolve
    to 127.0.0.1 and read the archive through the visitor's browser (DNS rebinding).
    """

    async def gate(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
        elif _host(scope) in _OUR_NAMES:
            await application(scope, receive, _marking(send))
        else:
            await _refuse(_marking(send))

    return gate


def _host(scope: Scope) -> str:
    hosts: list[str] = [
        value.decode("latin-1") for name, value in scope["headers"] if name == b"host"
    ]
    if len(hosts) != 1:
        return ""
    host, colon, port = hosts[0].rpartition(":")
    return (host if colon and port.isdigit() else hosts[0]).lower()


def _marking(send: Send) -> Send:
    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            said = message.get("headers", ())
            names = {name.lower() for name, _ in said}
            # A page that allows itself less has said so already.
            message["headers"] = [*said, *(one for one in _HEADERS if one[0] not in names)]
        await send(message)

    return marked


async def _refuse(send: Send) -> None:
    body = b"This reading room answers only at http://127.0.0.1 and http://localhost.\n"
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": 421, "headers": headers})
    await send({"type": "http.response.body", "body": body})
