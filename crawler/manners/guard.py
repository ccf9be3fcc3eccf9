"""The connect-time address guard: only public addresses, only ports 80 and 443.

It sits where every connection of the crawl is opened, after the name was resolved, so that
redirects, odd notations of an address and names that resolve to private ones all meet it.
"""

import asyncio
import ipaddress
import logging
from typing import Any

from twisted.internet import asyncioreactor
from twisted.internet.main import installReactor

from kembar.errors import AddressRefused

logger = logging.getLogger(__name__)

PORTS = frozenset({80, 443})
# NAT64 (RFC 6052) carries an IPv4 address in its last four bytes.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def refusal(host: str, port: int) -> str | None:
    """Why a connection to a resolved address must not be opened; None if it may."""
    try:
        address = ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return f"{host} is not a resolved address"
    inner = _unwrapped(address)
    if not inner.is_global or inner.is_multicast:
        return f"{host} is not a public address"
    if port not in PORTS:
        return f"{host} port {port}: only ports 80 and 443 are read"
    return None


def _unwrapped(address: Address) -> Address:
    """The IPv4 address inside a mapped, 6to4, Teredo or NAT64 one; else the address itself."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address.sixtofour is not None:
            return address.sixtofour
        if address.teredo is not None:
            return address.teredo[1]
        if address in _NAT64:
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


class GuardedReactor(asyncioreactor.AsyncioSelectorReactor):
    """Twisted's asyncio reactor, with the guard at its one door to TCP."""

    allow_private = False
    """Intranet and tests only: lifts the guard (`[crawl] allow_private_hosts`)."""

    def connectTCP(self, host: str, port: int, *args: Any, **kwargs: Any) -> Any:
        """Open a connection to a resolved address; AddressRefused if the guard forbids it."""
        if not self.allow_private and (reason := refusal(host, port)):
            logger.warning("refused connection to=%s port=%s", host, port)
            raise AddressRefused(reason)
        return super().connectTCP(host, port, *args, **kwargs)


def install() -> GuardedReactor:
    """Make the guarded reactor Twisted's own, on a new event loop; once in a process."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    reactor = GuardedReactor(loop)
    installReactor(reactor)
    return reactor
