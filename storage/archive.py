"""Opening, reading and writing the SQLite file; what the rows mean is written in the rooms beside.

Every write goes through `Archive.write`: a deferred transaction that turns from reading to
writing fails at once under a second writer, whatever the busy timeout says.
"""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlite_utils import Database

from kembar.errors import ArchiveError

from . import snapshots
from .migrations import apply_pending, foreign_tables, names, pending, unknown

logger = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

MAPPED = 512 * 1024 * 1024
"""Bytes of the file that a reader maps: a search for common words reads a fifth faster."""
BUSY_TIMEOUT = 30_000
"""Milliseconds that a write waits for another process."""

Parameters = Sequence[Any] | dict[str, Any]


class Archive:
    """One open SQLite file. Bound to the thread that opened it."""

    def __init__(self, path: Path, db: Database) -> None:
        self.path = path
        self.db = db
        self._depth = 0

    @classmethod
    def open(
        cls, path: Path, *, read_only: bool = False, any_age: bool = False, safeguard: bool = True
    ) -> "Archive":
        """Open the file, make it if there is none (never with `read_only`), bring it up to date.

        `any_age` reads an older version's file as it is. Before an update the file is copied to
        one beside it, unless not `safeguard`. ArchiveError says which file, what happened and what
        to do. A file that is not an archive of ours is never written to.
        """
        if read_only and not path.is_file():
            raise ArchiveError(f"{path}: there is no archive yet; `kembar crawl` makes one")
        try:
            connection = _connect(path, read_only=read_only)
        except (OSError, sqlite3.Error) as error:
            raise ArchiveError(_explain(path, "cannot be opened", error)) from error
        try:
            archive = cls(path, Database(connection, execute_plugins=False))
            archive._prepare(read_only=read_only, any_age=any_age, safeguard=safeguard)
        except sqlite3.Error as error:
            connection.close()
            raise ArchiveError(_explain(path, "cannot be opened", error)) from error
        except BaseException:
            connection.close()
            raise
        return archive

    @classmethod
    def over(cls, path: Path, connection: sqlite3.Connection) -> "Archive":
        """Read through a connection that somebody else has opened, and will close."""
        return cls(path, Database(connection, execute_plugins=False))

    def _prepare(self, *, read_only: bool, any_age: bool, safeguard: bool) -> None:
        self.db.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
        self.db.execute("PRAGMA foreign_keys = ON")
        newer = unknown(self.db)
        if newer:
            raise ArchiveError(
                f"{self.path}: written by a newer Kembar (it knows {', '.join(newer)}); "
                "install that version, or name another file in [archive] path"
            )
        foreign = foreign_tables(self.db)
        if foreign:
            raise ArchiveError(
                f"{self.path}: a SQLite file of another program (it holds the table "
                f"{foreign[0]}); name another file in [archive] path"
            )
        if read_only:
            self.db.execute(f"PRAGMA mmap_size = {MAPPED}")
            if pending(self.db) and not any_age:
                raise ArchiveError(
                    f"{self.path}: written by an older Kembar; `kembar crawl` or `kembar run` "
                    "brings it up to date"
                )
            return
        _enable_wal(self.db)
        self.db.execute("PRAGMA synchronous = FULL")
        # Not every build of SQLite does so by itself: what is deleted leaves no words in the file.
        self.db.execute("PRAGMA secure_delete = ON")
        if missing := pending(self.db):
            if safeguard and missing != names():
                self._safeguard(missing[0])
            with self.write():
                apply_pending(self.db)

    def _safeguard(self, step: str) -> None:
        """Copy the file as it was before an update to `archive.db.before-0007_care`."""
        copy = self.path.with_name(f"{self.path.name}.before-{step}")
        try:
            with snapshots.in_place(copy) as part:
                snapshots.write(self.db.conn, part)
                if snapshots.lacks(part, step):  # else another process has just updated it
                    part.replace(copy)
                    logger.info("copied the archive before its update to=%s", copy)
        except (OSError, sqlite3.Error) as error:
            raise ArchiveError(
                f"{self.path}: not brought up to date, since no copy could be made first "
                f"({error}); free some disk space beside it"
            ) from error

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[Database]:
        """One transaction, the only way to write; a nested one joins the outer one.

        Any exception undoes all of it. What SQLite refuses comes out as ArchiveError. One that is
        not `durable` does not wait for the disk: it outlives the process, but a power cut may undo
        it (never half of it), as suits what can be found out again.
        """
        if self._depth:
            yield self.db
            return
        try:
            self.db.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            self.db.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise ArchiveError(_explain(self.path, "cannot be written", error)) from error
        self._depth = 1
        try:
            yield self.db
            self.db.commit()
        except sqlite3.Error as error:
            self._undo()
            raise ArchiveError(_explain(self.path, "cannot be written", error)) from error
        except BaseException:
            self._undo()
            raise
        finally:
            self._depth = 0

    def _undo(self) -> None:
        try:
            self.db.rollback()
        except sqlite3.Error:  # a full disk has rolled back already; the first error tells more
            return

    def rows(self, sql: str, parameters: Parameters = ()) -> list[dict[str, Any]]:
        """The rows that a SELECT gives, as dicts. ArchiveError if the file cannot be read."""
        try:
            cursor = self.db.execute(sql, parameters)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]
        except sqlite3.Error as error:
            raise ArchiveError(_explain(self.path, "cannot be read", error)) from error

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """The first column of the first row, or None without one."""
        found = self.rows(sql, parameters)
        return next(iter(found[0].values())) if found else None

    def close(self) -> None:
        """Give the file back; harmless when it is closed already."""
        self.db.close()


class Writer:
    """The one thread that owns the archive of a process, so that no loop waits for the disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._archive: Archive | None = None
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="archive")

    async def run(
        self, fn: Callable[Concatenate[Archive, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Call `fn(archive, ...)` on the thread. The first call opens the archive."""
        call: partial[T] = partial(self._call, fn, *args, **kwargs)
        return await asyncio.get_running_loop().run_in_executor(self._pool, call)

    def _call(
        self, fn: Callable[Concatenate[Archive, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        if self._archive is None:
            self._archive = Archive.open(self.path)
        return fn(self._archive, *args, **kwargs)

    async def close(self) -> None:
        """Wait for what is under way, close the archive and end the thread."""
        await asyncio.get_running_loop().run_in_executor(self._pool, self._shut)
        self._pool.shutdown()

    def _shut(self) -> None:
        if self._archive is not None:
            self._archive.close()
            self._archive = None


def _connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    if read_only:
        address = f"{path.resolve().as_uri()}?mode=ro"
        return sqlite3.connect(address, uri=True, timeout=BUSY_TIMEOUT / 1000)
    path.parent.mkdir(parents=True, exist_ok=True)
    return sqlite3.connect(path, timeout=BUSY_TIMEOUT / 1000)


def _enable_wal(db: Database) -> None:
    """Switch to WAL; two processes that make the file at once need more than one try."""
    give_up = time.monotonic() + BUSY_TIMEOUT / 1000
    while True:
        try:
            if db.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                db.execute("PRAGMA journal_mode = WAL").fetchone()
            return
        except sqlite3.OperationalError as error:
            # SQLite does not honour the busy timeout while the mode changes.
            if "locked" not in str(error) or time.monotonic() > give_up:
                raise
            time.sleep(0.02)


_REMEDIES = {
    "not a database": "it is left as it is; move it away or name another file in [archive] path",
    "malformed": "the file is damaged; put a backup in its place (`kembar archive restore`)",
    "full": "free some disk space",
    "readonly": "give this user the right to write the file and its folder",
    "unable to open": "check that this user may write the folder",
    "locked": "another process has been writing for half a minute; end it or try again",
}


def _explain(path: Path, what: str, error: Exception) -> str:
    reason = str(error)
    remedy = next((text for sign, text in _REMEDIES.items() if sign in reason), None)
    return f"{path}: {what}: {reason}" + (f"; {remedy}" if remedy else "")
