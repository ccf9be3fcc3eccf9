"""The connect-time address guard: only public addresses, only web ports, unless configured.

It sits where every connection of the crawl is opened, after the name was resolved, so that
redirects, odd notations of an address and names that resolve to private ones all meet it.
"""

import asyncio
import ipaddress
import logging
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Any

from twisted.internet import asyncioreactor
from twisted.internet.main import installReactor

from kembar.errors import AddressRefused

logger = logging.getLogger(__name__)

PORTS = frozenset({80, 443})
# NAT64 (RFC 6052) carries an IPv4 address in its last four bytes, as does ISATAP (RFC 5214),
# which names itself in the four bytes before.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_ISATAP = frozenset({0x5EFE, 0x02005EFE})
# What `ipaddress` takes for global and nobody publishes on: protocol assignments (and Oracle's
# metadata), the old 6to4 relay, Azure's metadata, documentation.
_CLOSED = tuple(
    ipaddress.ip_network(network)
    for network in ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32", "3fff::/20")
)
# All that is handed out of IPv6 so far; outside lie site-local addresses, local NAT64, IPv4 in
# old wrappings.
_UNICAST = ipaddress.IPv6Network("2000::/3")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def refusal(host: str, port: int, ports: Container[int] = PORTS) -> str | None:
    """Why a connection to a resolved address must not be opened; None if it may."""
    try:
        address = ipaddress.ip_address(host.split("%")[0])
    except ValueError:
        return f"{host} is not a resolved address"
    if not _is_public(_unwrapped(address)):
        return f"{host} is not a public address"
    if port not in ports:
        return f"{host} port {port} is none of those that are read ([crawl] ports)"
    return None


def _is_public(address: Address) -> bool:
    if not address.is_global or address.is_multicast:
        return False
    if isinstance(address, ipaddress.IPv6Address) and address not in _UNICAST:
        return False
    return not any(address in network for network in _CLOSED if network.version == address.version)


def _unwrapped(address: Address) -> Address:
    """The IPv4 address inside a mapped, 6to4, Teredo, NAT64 or ISATAP one; else itself."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None:
            return address.ipv4_mapped
        if address.sixtofour is not None:
            return address.sixtofour
        if address.teredo is not None:
            return address.teredo[1]
        if address in _NAT64 or (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


@dataclass(frozen=True, slots=True)
class Doors:
    """Which connections the crawl may open."""

    ports: frozenset[int] = PORTS
    """Ports of public addresses."""
    addresses: frozenset[str] = frozenset()
    """Addresses with port, `10.20.0.5:8080` or `[fd00::5]:80`, that the operator lets in."""

    def refusal(self, host: str, port: int) -> str | None:
        """Why a connection to a resolved address must not be opened; None if it may."""
        spelled = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        return None if spelled in self.addresses else refusal(host, port, self.ports)


class GuardedReactor(asyncioreactor.AsyncioSelectorReactor):
    """Twisted's asyncio reactor, with the guard at its one door to TCP."""

    allow_private = False
    """Intranet and tests only: lifts the guard (`[crawl] allow_private_hosts`)."""

    doors: Doors = Doors()
    """What is open beyond the usual; `open_doors` sets it from the configuration."""

    def connectTCP(self, host: str, port: int, *args: Any, **kwargs: Any) -> Any:
        """Open a connection to a resolved address; AddressRefused if the guard forbids it."""
        if not self.allow_private and (reason := self.doors.refusal(host, port)):
            logger.warning("refused connection to=%s port=%s", host, port)
            raise AddressRefused(reason)
        return super().connectTCP(host, port, *args, **kwargs)


def open_doors(ports: Iterable[int], addresses: Iterable[str]) -> None:
    """Set which ports are read, and which addresses with port (`10.20.0.5:8080`) besides."""
    GuardedReactor.doors = Doors(frozenset(ports), frozenset(addresses))


def install() -> GuardedReactor:
    """Make the guarded reactor Twisted's own, on a new event loop; once in a process."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    reactor = GuardedReactor(loop)
    installReactor(reactor)
    return reactor
