"""What came of messages, put down for all channels together: a commit waits for the disk."""

import asyncio
from contextlib import suppress

from kembar.errors import KembarError
from storage.archive import Writer
from storage.leases import Outcome, settle


class Records:
    """Keeps outcomes; those that come while the disk is busy share the next commit.

    A channel's next message waits until its last one is on record, so a sudden death costs each
    channel one extra copy at most.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._waiting: list[tuple[Outcome, asyncio.Future[int]]] = []
        self._unkept: list[Outcome] = []
        self._flushing: asyncio.Task[None] | None = None

    @property
    def behind(self) -> bool:
        """Whether something was accepted that could not be recorded: then nothing may be sent."""
        return bool(self._unkept)

    async def keep(self, outcome: Outcome) -> int:
        """Put an outcome down; return how many rows were given up. ArchiveError: not yet kept."""
        future: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._waiting.append((outcome, future))
        if self._flushing is None or self._flushing.done():
            self._flushing = asyncio.create_task(self._flush())
        return await future

    def remember(self, outcome: Outcome) -> None:
        """Put an acceptance down that nobody waits for, before anything else is sent."""
        self._unkept.append(outcome)

    async def catch_up(self) -> None:
        """Record what was accepted and could not be kept; comes before anything else is sent."""
        if self._unkept:
            await self._writer.run(settle, tuple(self._unkept))
            self._unkept.clear()

    async def close(self) -> None:
        """Wait for what is being recorded, and record what is not yet, if it can be."""
        if self._flushing is not None:
            await asyncio.wait({self._flushing})
        with suppress(KembarError):  # nothing more can be done: it is sent again
            await self.catch_up()

    async def _flush(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            outcomes = [outcome for outcome, _ in batch]
            try:
                given_up = await self._writer.run(settle, outcomes)
            except Exception as error:  # carried over to those who wait for it
                self._unkept += [outcome for outcome in outcomes if outcome.error is None]
                for _, future in batch:
                    if not future.done():
                        future.set_exception(error)
                continue
            for (_, future), rows in zip(batch, given_up, strict=True):
                if not future.done():
                    future.set_result(rows)
