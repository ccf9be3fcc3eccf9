"""Work that may block, beside the loop, in a thread that cannot hold up the end of the process."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")


async def beside(
    work: Callable[[], T], *, name: str, late: Callable[[T], None] = lambda result: None
) -> T:
    """The result of `work`, done in a daemon thread of its own: no pool that hung ones fill up.

    What it raises is raised here. `late` is called in the loop with the result of work that ended
    when nobody waited for it any more.
    """
    loop = asyncio.get_running_loop()
    outcome: asyncio.Future[T] = loop.create_future()

    def settle(of: asyncio.Future[T]) -> None:
        error = of.exception()
        if outcome.done():  # timed out or cancelled meanwhile
            if error is None:
                late(of.result())
        elif error is None:
            outcome.set_result(of.result())
        else:
            outcome.set_exception(error)

    def run() -> None:
        done: asyncio.Future[Any] = asyncio.Future(loop=loop)
        try:
            done.set_result(work())
        except Exception as error:  # carried over to the loop, which tells the kinds apart
            done.set_exception(error)
        with suppress(RuntimeError):  # the loop has ended without us
            loop.call_soon_threadsafe(settle, done)

    threading.Thread(target=run, name=name, daemon=True).start()
    return await outcome
