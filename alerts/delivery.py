"""Carry due alerts from the outbox to the channels. Knows the archive and the channels only.

A row is leased in the archive before anything is sent: what cannot be written is not sent.
"""

import asyncio
import logging
import os
import threading
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from kembar.clock import Clock
from kembar.clock import now as real_now
from kembar.errors import AlreadyRunning, DeliveryFailed
from kembar.locks import FileLock
from kembar.model import Delivery
from storage import outbox
from storage.archive import Archive, Writer
from storage.timing import quiet_until

from .channels import Channel
from .redaction import redact
from .rendering import Message, render

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=120)
FAILURES_IN_A_ROW = 5
"""After so many a channel is left alone until the next call: each try at a dead one takes long."""
SEND_TIMEOUT = 100.0
"""Seconds for a whole message, all its pieces; shorter than a lease."""
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
        burst: int = 10,
    ) -> None:
        self._writer = writer
        self._channels = channels
        self._clock = clock
        self._by = by
        self._lock = lock
        self._burst = burst
        self._serving: dict[str, asyncio.Task[Tally]] = {}
        self._unrecorded: list[tuple[Delivery, datetime]] = []
        self._closing = False
        self._waiting = False

    async def deliver_due(self) -> Tally:
        """Try what is due now, each channel beside the others; ArchiveError if nothing can be kept.

        A channel that takes longer than a few seconds goes on by itself and counts in a later
        tally. While another process holds the delivery lock, nothing is tried.
        """
        if self._closing or not await self._may_deliver():
            return Tally()
        if not self._unrecorded and not self._serving and not await self._something_due():
            return Tally()
        return await self._pass(most_failures=FAILURES_IN_A_ROW, wait=PACE)

    async def _something_due(self) -> bool:
        """Whether a pass could find anything; asked every second, so it only reads."""
        due = await self._writer.run(outbox.next_due)
        return due is not None and due <= self._clock()

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
        return await self._pass(most_failures=None, wait=None)

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

    async def _pass(self, *, most_failures: int | None, wait: float | None) -> Tally:
        await self._record_sent()
        for name in self._channels:
            if name not in self._serving:
                self._serving[name] = asyncio.create_task(self._serve(name, most_failures))
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

    async def _serve(self, name: str, most_failures: int | None) -> Tally:
        """Send what is due on one channel, one message after the other."""
        channel = self._channels[name]
        start = self._clock()
        tally, in_a_row = Tally(), 0
        quiet = quiet_until(getattr(channel, "quiet", None), channel.zone, start) is not None
        while not self._closing and (most_failures is None or in_a_row < most_failures):
            delivery = await self._lease(name, start, urgent_only=quiet)
            if delivery is None:
                break
            came = await self._deliver(channel, delivery)
            tally += came
            in_a_row = 0 if came.sent else in_a_row + 1
        return tally

    async def _lease(self, name: str, start: datetime, *, urgent_only: bool) -> Delivery | None:
        # What failed in this pass is due only after `start`, so each is tried once; the lease
        # still runs from the present moment.
        found = await self._writer.run(
            outbox.lease_due,
            by=self._by,
            now=start,
            lease=LEASE + (self._clock() - start),
            channels=[name],
            limit=1,
            burst=self._burst,
            urgent_only=urgent_only,
        )
        return found[0] if found else None

    async def _deliver(self, channel: Channel, delivery: Delivery) -> Tally:
        keys = _keys(delivery)
        try:
            message = render(delivery, language=channel.language, zone=channel.zone)
            await _in_thread(channel, message)
        except DeliveryFailed as error:
            logger.warning(
                "failed alert=%s channel=%s attempt=%d: %s",
                keys, channel.name, delivery.attempts + 1, error,
            )  # fmt: skip
            return await self._failed(
                delivery, str(error), error.permanent, getattr(error, "retry_after", None)
            )
        except Exception as error:  # the rim: a broken channel must not stop the others
            logger.exception("failed alert=%s channel=%s", keys, channel.name)
            return await self._failed(delivery, f"{type(error).__name__}: {error}", False, None)
        self._unrecorded.append((delivery, self._clock()))
        logger.info("sent alert=%s channel=%s", keys, channel.name)
        await self._record_sent()
        return Tally(sent=1)

    async def _record_sent(self) -> None:
        """Record what was accepted; what cannot be kept now comes before anything else is sent."""
        for item in tuple(self._unrecorded):
            await self._writer.run(outbox.mark_sent, *item)
            if item in self._unrecorded:
                self._unrecorded.remove(item)

    async def _failed(
        self, delivery: Delivery, reason: str, permanent: bool, retry_after: timedelta | None
    ) -> Tally:
        dead = await self._writer.run(
            _record_failure, delivery, redact(reason), self._clock(), permanent, retry_after
        )
        if dead:
            logger.error("gave up alert=%s channel=%s", _keys(delivery), delivery.channel)
        return Tally(dead=1) if dead == len(delivery.ids) else Tally(failed=1)


async def _in_thread(channel: Channel, message: Message) -> None:
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


def _record_failure(
    archive: Archive,
    delivery: Delivery,
    reason: str,
    now: datetime,
    permanent: bool,
    retry_after: timedelta | None,
) -> int:
    return outbox.mark_failed(
        archive, delivery, reason, now=now, permanent=permanent, retry_after=retry_after
    )


def _keys(delivery: Delivery) -> str:
    shown: Collection[str] = [f"#{story.alert_key[:8]}" for story in delivery.stories[:3]]
    more = len(delivery.stories) - len(shown)
    return ",".join(shown) + (f",+{more}" if more else "")
