"""Every connection that this process opens, seen where Python opens it; what is not loopback fails.

An audit hook cannot be taken off again, so there is one, and it looks only while a test asks.
"""

import errno
import ipaddress
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_watches: list["Watch"] = []


class Watch:
    """What was opened while a test ran."""

    def __init__(self) -> None:
        self.reached: list[tuple[str, int]] = []
        """Loopback addresses with port that a connection was opened to."""
        self.strayed: list[tuple[str, int]] = []
        """Other addresses that a connection was tried to; it was kept from leaving."""
        self.named: list[str] = []
        """Names that the machine's own resolver was asked for."""
        self.files: list[str] = []
        """Files that were opened."""

    def see(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Note what an audit event tells; OSError keeps a packet from leaving loopback."""
        if event == "open":
            self.files.append(str(arguments[0]))
        elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
            self.named.append(str(arguments[0]))
        elif event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
            address = arguments[1]
            if not isinstance(address, tuple):
                return  # a socket of this machine's own processes
            host, port = str(address[0]), int(address[1])
            if ipaddress.ip_address(host.split("%")[0]).is_loopback:
                self.reached.append((host, port))
            else:
                self.strayed.append((host, port))
                raise OSError(errno.ENETUNREACH, f"kept from leaving loopback: {host}")


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _watches and (event == "open" or event.startswith("socket.")):
        for watch in _watches:
            watch.see(event, arguments)


sys.addaudithook(_hook)


@contextmanager
def watching() -> Iterator[Watch]:
    """See what this process opens while the block lasts."""
    watch = Watch()
    _watches.append(watch)
    try:
        yield watch
    finally:
        _watches.remove(watch)
