"""One message to one channel, in a thread of its own, within a time limit."""

import asyncio
import threading
from contextlib import suppress

from kembar.errors import DeliveryFailed

from .channels import Channel
from .rendering import Message

SEND_TIMEOUT = 100.0
"""Seconds for a whole message, all its pieces; shorter than a lease."""


async def in_thread(channel: Channel, message: Message) -> None:
    """Send in a thread of its own: no pool to fill up, and a hung one cannot hold up the exit."""
    loop = asyncio.get_running_loop()
    outcome: asyncio.Future[None] = loop.create_future()

    def settle(error: Exception | None) -> None:
        if outcome.done():  # timed out or cancelled meanwhile
            return
        if error is None:
            outcome.set_result(None)
        else:
            outcome.set_exception(error)

    def work() -> None:
        fault: Exception | None = None
        try:
            channel.send(message)
        except Exception as error:  # carried over to the loop, which tells the kinds apart
            fault = error
        with suppress(RuntimeError):  # the loop has ended without us
            loop.call_soon_threadsafe(settle, fault)

    threading.Thread(target=work, name=f"alert {channel.name}", daemon=True).start()
    try:
        await asyncio.wait_for(outcome, SEND_TIMEOUT)
    except TimeoutError:
        raise DeliveryFailed(
            f"no answer within {SEND_TIMEOUT:.0f} s; it may have arrived"
        ) from None
