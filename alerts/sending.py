"""One message to one channel, beside the loop, within a time limit."""

import asyncio
from collections.abc import Callable

from kembar.errors import DeliveryFailed
from kembar.threads import beside

from .channels import Channel
from .rendering import Message

SEND_TIMEOUT = 100.0
"""Seconds for a whole message, all its pieces; shorter than a lease."""


async def in_thread(
    channel: Channel, message: Message, *, late: Callable[[], None] = lambda: None
) -> None:
    """Send; DeliveryFailed also where no answer comes in time.

    `late` is called if the channel takes the message after that.
    """
    sending = beside(
        lambda: channel.send(message), name=f"alert {channel.name}", late=lambda _: late()
    )
    try:
        await asyncio.wait_for(sending, SEND_TIMEOUT)
    except TimeoutError:
        raise DeliveryFailed(
            f"no answer within {SEND_TIMEOUT:.0f} s; it may have arrived"
        ) from None
