"""Carry due alerts from the outbox to the channels. Knows the archive and the channels only.

A row is leased in the archive before anything is sent: what cannot be written is not sent.
"""

import asyncio
import logging
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kembar.clock import Clock
from kembar.clock import now as real_now
from kembar.errors import AlreadyRunning, DeliveryFailed
from kembar.locks import FileLock
from kembar.model import Delivery
from storage import leases, outbox
from storage.archive import Writer
from storage.leases import Outcome
from storage.timing import quiet_until

from .channels import Channel
from .notices import Notices
from .records import Records
from .redaction import redact
from .rendering import render
from .sending import in_thread

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=120)
"""For one message; longer than a try may take."""
AT_ONCE = 16
"""Most messages of a channel under one lease; a channel begins with one and doubles it."""
PACE = 5.0
"""Seconds that `deliver_due` waits for its slowest channel, so that the next call is not late."""
PATIENCE = 60.0
"""Seconds that `drain` waits for another process to give the delivery lock back."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What came of the messages that were tried; each message counts once."""

    sent: int = 0
    failed: int = 0
    """Not accepted, to be tried again."""
    dead: int = 0
    """Given up."""

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.sent + other.sent, self.failed + other.failed, self.dead + other.dead)


class Courier:
    """Delivers for one process. With a lock, it is the only one that does so for an archive."""

    def __init__(
        self,
        writer: Writer,
        channels: Mapping[str, Channel],
        *,
        clock: Clock = real_now,
        by: str = f"process {os.getpid()}",
        lock: FileLock | None = None,
        burst: int = 0,
    ) -> None:
        self._writer = writer
        self._channels = channels
        self._clock = clock
        self._by = by
        self._lock = lock
        self._burst = burst
        self._serving: dict[str, asyncio.Task[Tally]] = {}
        self._records = Records(writer)
        self._closing = False
        self._waiting = False
        self._notices = Notices(writer, clock)

    async def deliver_due(self) -> Tally:
        """Try what is due now, each channel beside the others; ArchiveError if nothing can be kept.

        A channel that takes longer than a few seconds goes on by itself and counts in a later
        tally. While another process holds the delivery lock, nothing is tried.
        """
        if self._closing or not await self._may_deliver():
            return Tally()
        if not self._records.behind and not self._serving and not await self._something_due():
            return Tally()
        return await self._pass(heed=True, wait=PACE)

    async def _something_due(self) -> bool:
        """Whether a pass could find anything; asked every second, so it only reads."""
        if len(self._channels) > 1 and await self._notices.due():
            return True
        return await self._writer.run(leases.waits, tuple(self._channels), self._clock())

    async def drain(self) -> Tally:
        """Try every alert that is due now, once; waits a while for another process's lock."""
        start = self._clock()
        give_up = asyncio.get_running_loop().time() + PATIENCE
        while self._closing or not await self._may_deliver():
            due = await self._writer.run(outbox.next_due)
            if self._closing or due is None or due > start:
                return Tally()
            if asyncio.get_running_loop().time() > give_up:
                logger.warning("left due alerts to the process that holds the delivery lock")
                return Tally()
            await asyncio.sleep(0.2)
        return await self._pass(heed=False, wait=None)

    async def close(self, patience: float = 8.0) -> None:
        """Start no further message, wait so many seconds for those under way, free the lock.

        What is cut off stays leased, and is due again for who gets the lock next.
        """
        self._closing = True
        if self._serving:
            await asyncio.wait(self._serving.values(), timeout=patience)
        for task in self._serving.values():
            task.cancel()
        await asyncio.gather(*self._serving.values(), return_exceptions=True)
        self._serving.clear()
        await self._records.close()
        if self._lock is not None:
            self._lock.release()

    async def _may_deliver(self) -> bool:
        if self._lock is None or self._lock.held:
            return True
        try:
            self._lock.acquire(f"kembar delivery by {self._by}")
        except AlreadyRunning as error:
            if not self._waiting:
                logger.info("delivery waits: %s", error)
            self._waiting = True
            return False
        self._waiting = False
        returned = await self._writer.run(outbox.take_back_leases, self._clock())
        if returned:
            logger.warning("took back leases of a dead process rows=%d", returned)
        return True

    async def _pass(self, *, heed: bool, wait: float | None) -> Tally:
        await self._records.catch_up()
        for name in self._channels:
            if name not in self._serving:
                self._serving[name] = asyncio.create_task(self._serve(name, heed))
        if not self._serving:
            return Tally()
        await asyncio.wait(self._serving.values(), timeout=wait)
        ended = [name for name, task in self._serving.items() if task.done()]
        tasks = [self._serving.pop(name) for name in ended]
        # All are asked for their exception first, so that none stays unheard behind another.
        whole = [task for task in tasks if not task.cancelled()]
        faults = [fault for fault in (task.exception() for task in whole) if fault]
        if faults:
            raise faults[0]
        return sum((task.result() for task in whole), Tally())

    async def _serve(self, name: str, heed: bool) -> Tally:
        """Send what is due on one channel, one message after the other.

        With `heed` a channel that fails again and again is left alone for a while.
        """
        channel = self._channels[name]
        start = self._clock()
        tally, size = Tally(), 1
        quiet = quiet_until(getattr(channel, "quiet", None), channel.zone, start) is not None
        if not quiet:
            await self._notices.tell(channel)
        while not self._closing and (
            batch := await self._lease(name, start, size, heed, urgent_only=quiet)
        ):
            came, left = await self._send_all(channel, batch, start, heed)
            tally += came
            size = min(size * 2, AT_ONCE) if came.sent == len(batch) else 1
            if left:
                await self._writer.run(leases.give_back, left)
                if self._closing or self._records.behind:
                    break
        return tally

    async def _lease(
        self, name: str, start: datetime, limit: int, heed: bool, *, urgent_only: bool
    ) -> list[Delivery]:
        # What failed in this pass is due only after `start`, so each is tried once; the lease
        # still runs from the present moment.
        return await self._writer.run(
            leases.lease, name, by=self._by, due=start, now=self._clock(), each=LEASE,
            limit=limit, heed=heed, burst=self._burst, urgent_only=urgent_only,
        )  # fmt: skip

    async def _send_all(
        self, channel: Channel, batch: list[Delivery], start: datetime, heed: bool
    ) -> tuple[Tally, list[Delivery]]:
        """Send leased messages; return those that were not tried, after a failure or at the end."""
        tally = Tally()
        for number, delivery in enumerate(batch):
            if self._closing or self._records.behind:
                return tally, batch[number:]
            came = await self._deliver(channel, delivery)
            tally += came
            if heed and not came.sent:
                return tally, batch[number + 1 :]
        return tally, []

    async def _deliver(self, channel: Channel, delivery: Delivery) -> Tally:
        keys = _keys(delivery)
        try:
            message = render(delivery, language=channel.language, zone=channel.zone)
        except Exception as error:  # the rim: one message must not stop the others
            logger.exception("failed alert=%s channel=%s", keys, channel.name)
            return await self._failed(
                Outcome(
                    delivery=delivery, at=self._clock(), blame=False,
                    error=redact(f"{type(error).__name__}: {error}"),
                )
            )  # fmt: skip
        try:
            await in_thread(channel, message, late=lambda: self._taken_late(delivery))
        except DeliveryFailed as error:
            logger.warning(
                "failed alert=%s channel=%s attempt=%d: %s",
                keys, channel.name, delivery.attempts + 1, error,
            )  # fmt: skip
            return await self._failed(
                Outcome(
                    delivery=delivery, at=self._clock(), error=redact(str(error)),
                    permanent=error.permanent, retry_after=getattr(error, "retry_after", None),
                )
            )  # fmt: skip
        except Exception as error:  # the rim: a broken channel must not stop the others
            logger.exception("failed alert=%s channel=%s", keys, channel.name)
            reason = redact(f"{type(error).__name__}: {error}")
            return await self._failed(Outcome(delivery=delivery, at=self._clock(), error=reason))
        outcome = Outcome(delivery=delivery, at=self._clock())
        logger.info("sent alert=%s channel=%s", keys, channel.name)
        await self._records.keep(outcome)
        return Tally(sent=1)

    def _taken_late(self, delivery: Delivery) -> None:
        """Have on record what was taken after it had been given up, so that it is not repeated."""
        logger.info("sent late alert=%s channel=%s", _keys(delivery), delivery.channel)
        self._records.remember(Outcome(delivery=delivery, at=self._clock()))

    async def _failed(self, outcome: Outcome) -> Tally:
        dead = await self._records.keep(outcome)
        if dead:
            keys = _keys(outcome.delivery)
            logger.error("gave up alert=%s channel=%s", keys, outcome.delivery.channel)
        return Tally(dead=1) if dead == len(outcome.delivery.ids) else Tally(failed=1)


def _keys(delivery: Delivery) -> str:
    shown: Collection[str] = [f"#{story.alert_key[:8]}" for story in delivery.stories[:3]]
    more = len(delivery.stories) - len(shown)
    return ",".join(shown) + (f",+{more}" if more else "")
