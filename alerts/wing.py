"""AlertWing: everything that delivery needs, opened and closed together."""

import logging
import platform
from typing import Self

from kembar.clock import Clock, now
from kembar.config import Config
from kembar.errors import KembarError
from kembar.locks import FileLock, beside
from storage import frames, setback
from storage.archive import Writer

from .channels import Channel
from .delivery import Courier

logger = logging.getLogger(__name__)


class AlertWing:
    """The alert half: its own connection to the archive, one courier, one lock."""

    def __init__(self, config: Config, channels: dict[str, Channel], *, clock: Clock = now) -> None:
        self.writer = Writer(config.archive.path)
        self.courier = Courier(
            self.writer, channels, clock=clock, by=platform.node(),
            lock=FileLock(beside(config.archive.path, "delivery")), burst=config.alerts.burst,
        )  # fmt: skip
        self.subscriptions = config.subscriptions
        self.clock = clock

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.courier.close()
        await self.writer.close()

    async def keep_frames(self) -> None:
        """See that digests at set hours and proofs wait for their hour, and nothing for years."""
        try:
            if rows := await self.writer.run(setback.put_right, self.clock()):
                logger.warning("the clock was set back: due at once rows=%d", rows)
            await self.writer.run(frames.ensure, self.subscriptions, self.clock())
        except KembarError as error:
            logger.error("no row for the next digest or proof: %s", error)

    async def deliver(self) -> None:
        """Send what is due; a delivery that cannot be recorded is not sent."""
        try:
            await self.courier.deliver_due()
        except KembarError as error:
            logger.error("delivery failed: %s", error)
