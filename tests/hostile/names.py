"""A stub resolver: names with the addresses a test gives them, one set for each time of asking."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import twisted.internet
from twisted.internet import address, interfaces
from twisted.internet.abstract import isIPAddress
from zope.interface import implementer


@implementer(interfaces.IHostResolution)
class _Resolution:
    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """Nothing is under way."""


@implementer(interfaces.IHostnameResolver)
class Names:
    """Answers from a table; the last answer of a name is kept for all further questions.

    An answer is an address, or an address and the port to which the connection is turned.
    """

    def __init__(self, table: dict[str, Sequence[str | tuple[str, int]]]) -> None:
        self.table = {name: list(answers) for name, answers in table.items()}
        self.asked: list[str] = []

    def resolveHostName(
        self,
        receiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: object = None,
        transportSemantics: str = "TCP",
    ) -> _Resolution:
        found = _Resolution(hostName)
        receiver.resolutionBegan(found)
        self.asked.append(hostName)
        answers = self.table.get(hostName, [hostName] if isIPAddress(hostName) else [])
        if answers:
            said = answers.pop(0) if len(answers) > 1 else answers[0]
            host, port = said if isinstance(said, tuple) else (said, portNumber)
            kind = address.IPv6Address if ":" in host else address.IPv4Address
            receiver.addressResolved(kind("TCP", host, port))
        receiver.resolutionComplete()
        return found


@contextmanager
def knowing(table: dict[str, Sequence[str | tuple[str, int]]]) -> Iterator[Names]:
    """While it lasts, this process knows these names and no others."""
    reactor: Any = vars(twisted.internet)["reactor"]  # the one that the session installed
    names = Names(table)
    before = reactor.installNameResolver(names)
    try:
        yield names
    finally:
        reactor.installNameResolver(before)
