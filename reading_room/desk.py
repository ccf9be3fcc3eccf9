"""Where lists become files: one after the other, on a thread of its own, beside the pages.

Knows threads, time and temporary files; what a file holds is its caller's affair.
"""

import asyncio
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

from kembar.errors import KembarError
from storage.archive import Archive
from storage.clippings import snapshot

from .connecting import connected
from .gate import Send

_WAITING = 6  # files asked for at once; more would wait longer than anybody does
_STEPS = 20_000  # instructions of SQLite between two looks at the clock
_CHUNK = 256 * 1024  # bytes sent at a time
_IN_MEMORY = 4 * 1024 * 1024  # bytes; a larger file goes to disk

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How large a file may become, and how long it may take."""

    rows: int = 20_000
    """Rows of a table, or stories; the newest are in it, and it says that it was cut."""
    clippings: int = 2000
    """Stories of a kliping as PDF."""
    seconds: float = 90.0
    """Time for one file."""


FOR_ALL = Limits(rows=500, clippings=100, seconds=10.0)
"""Where strangers ask: as many rows as Datasette's own pages show them."""


class Busy(KembarError):
    """Too many files are being asked for at once; asking again later helps."""


class Late(KembarError):
    """A file took longer than it may, or the reading room ends; asking for less helps."""


class Desk:
    """Writes files from one archive, each as of one moment of it."""

    def __init__(self, archive: Path, limits: Limits) -> None:
        self.limits = limits
        self._archive = archive
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="desk")
        self._waiting = 0
        self._closed = False
        self._give_up = 0.0

    async def write(self, fill: Callable[[Archive, BinaryIO], bool]) -> BinaryIO | None:
        """A file that `fill` has written, open for reading; None where `fill` found nothing.

        Busy, Late, ArchiveError, or OSError where there is no room for it.
        """
        if self._waiting >= _WAITING or self._closed:
            raise Busy("too many files are being made at the moment; try again in a minute")
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._pool, self._write, fill)
        finally:
            self._waiting -= 1

    def in_time(self, items: Iterable[Item]) -> Iterator[Item]:
        """The same, until the time for the file is over; then Late."""
        for item in items:
            if self._over():
                raise Late("this takes too long; ask for less")
            yield item

    def close(self) -> None:
        """Give up what is being written and take no more."""
        self._closed = True
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _over(self) -> bool:
        return self._closed or time.monotonic() > self._give_up

    def _write(self, fill: Callable[[Archive, BinaryIO], bool]) -> BinaryIO | None:
        self._give_up = time.monotonic() + self.limits.seconds
        connection = connected(self._archive)
        try:
            connection.set_progress_handler(self._over, _STEPS)
            archive = Archive.over(self._archive, connection)
            file = _temporary()
            try:
                with snapshot(archive):
                    written = fill(archive, file)
            except BaseException:
                file.close()
                raise
        finally:
            connection.close()
        if not written:
            file.close()
            return None
        file.seek(0)
        return file


def _temporary() -> BinaryIO:
    """A file that is gone when it is closed."""
    return cast(BinaryIO, tempfile.SpooledTemporaryFile(_IN_MEMORY))


class FileAnswer:
    """A file as an answer, sent piece by piece; takes the place of Datasette's `Response`."""

    def __init__(self, file: BinaryIO, headers: dict[str, str]) -> None:
        self.status = 200
        self.headers = headers
        self._file = file

    async def asgi_send(self, send: Send) -> None:
        """Send all of it and close it."""
        try:
            length = await asyncio.to_thread(self._file.seek, 0, 2)
            await asyncio.to_thread(self._file.seek, 0)
            headers = {**self.headers, "content-length": str(length)}
            raw = [[name.encode(), value.encode()] for name, value in headers.items()]
            await send({"type": "http.response.start", "status": 200, "headers": raw})
            while chunk := await asyncio.to_thread(self._file.read, _CHUNK):
                more = {"type": "http.response.body", "body": chunk, "more_body": True}
                await send(more)
            await send({"type": "http.response.body", "body": b""})
        finally:
            self._file.close()
