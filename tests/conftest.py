"""Real parts for tests: one Twisted loop for the session, clocks that tests turn by hand."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from twisted.internet.main import installReactor

from crawler.manners.guard import GuardedReactor

T = TypeVar("T")
ROOT = Path(__file__).resolve().parent.parent


class HandClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, start: datetime) -> None:
        self.moment = start

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **span: float) -> None:
        """Move on by a timedelta's keywords: `advance(minutes=15)`."""
        self.moment += timedelta(**span)


@pytest.fixture
def clock() -> HandClock:
    """A clock that stands at noon UTC on 20 November 2026."""
    return HandClock(datetime(2026, 11, 20, 12, tzinfo=UTC))


@pytest.fixture(scope="session")
def twisted_loop() -> Iterator[asyncio.AbstractEventLoop]:
    """One event loop with Twisted's reactor on it; a process can have only one."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    reactor = GuardedReactor(loop)
    installReactor(reactor)
    reactor.startRunning(installSignalHandlers=False)
    yield loop
    reactor.fireSystemEvent("shutdown")  # ends the reactor's thread pool
    loop.close()


@pytest.fixture
def run_in_loop(
    twisted_loop: asyncio.AbstractEventLoop,
) -> Iterator[Callable[[Coroutine[Any, Any, T]], T]]:
    """Run a coroutine in the Twisted loop; loopback is allowed there for the test's duration."""
    GuardedReactor.allow_private = True
    yield twisted_loop.run_until_complete
    GuardedReactor.allow_private = False
