"""The loop with the guard in force, and a watch over every connection of a hostile test."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import pytest
from hostile.watch import Watch, watching

from crawler.manners.guard import PORTS, GuardedReactor, open_doors


@pytest.fixture(autouse=True)
def watch() -> Iterator[Watch]:
    """What the test opened; a connection to anything but loopback fails it.

    A test that means to see a connection tried takes it out of `strayed` itself.
    """
    with watching() as watch:
        yield watch
    assert watch.strayed == [], "tried to leave loopback"


@pytest.fixture
def guarded(
    twisted_loop: asyncio.AbstractEventLoop,
) -> Iterator[Callable[[Awaitable[Any]], Any]]:
    """Run a coroutine in the Twisted loop, with the guard as it is on the public web."""
    assert not GuardedReactor.allow_private
    yield twisted_loop.run_until_complete
    open_doors(PORTS, ())
