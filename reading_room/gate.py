"""The gate before Datasette: answers only to this machine's names, tells browsers their limits."""

from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

HOST = "127.0.0.1"
"""Where the reading room listens; a public copy elsewhere too, if told so."""
ANYWHERE = "0.0.0.0"
"""Every address of this machine, as a container needs it."""

_OUR_NAMES = {HOST, "localhost", "[::1]"}

POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""Datasette's own pages need inline scripts; nothing may be loaded from or sent elsewhere."""

_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"x-robots-tag", b"noindex, nofollow"),
)


def guarded(
    application: Application,
    *,
    names: Collection[str] = (),
    closed: Callable[[str], bool] = lambda path: False,
    policy: str = POLICY,
) -> Application:
    """The same application behind the gate.

    A request for a foreign host name gets 421: a page elsewhere could have its own name resolve
    to 127.0.0.1 and read the archive through the visitor's browser (DNS rebinding). `names` are
    ours too. A path that is `closed` gets 403; `policy` is what a page may load and run.
    """
    ours = _OUR_NAMES | {name.lower() for name in names}

    async def gate(scope: Scope, receive: Receive, send: Send) -> None:
        marked = _marking(send, policy)
        if scope["type"] != "http":
            await application(scope, receive, send)
        elif _host(scope) not in ours:
            await _refuse(marked, 421, f"This reading room answers only at {_listed(names)}.")
        elif closed(scope["path"]):
            await _refuse(marked, 403, "This page is not for everybody.")
        else:
            await application(scope, receive, marked)

    return gate


def _listed(names: Collection[str]) -> str:
    return ", ".join(sorted(names)) or "http://127.0.0.1 and http://localhost"


def _host(scope: Scope) -> str:
    hosts: list[str] = [
        value.decode("latin-1") for name, value in scope["headers"] if name == b"host"
    ]
    if len(hosts) != 1:
        return ""
    host, colon, port = hosts[0].rpartition(":")
    return (host if colon and port.isdigit() else hosts[0]).lower()


def _marking(send: Send, policy: str) -> Send:
    headers = ((b"content-security-policy", policy.encode()), *_HEADERS)

    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            said = message.get("headers", ())
            names = {name.lower() for name, _ in said}
            # A page that allows itself less has said so already.
            message["headers"] = [*said, *(one for one in headers if one[0] not in names)]
        await send(message)

    return marked


async def _refuse(send: Send, status: int, reason: str) -> None:
    body = f"{reason}\n".encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
