"""Whole copies of a SQLite file under the hands of its writers; knows no table's meaning."""

import contextlib
import glob
import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def in_place(out: Path) -> Iterator[Path]:
    """A file beside `out` to write; whoever wants it kept renames it, else it goes at the end."""
    _clear(out)
    part = out.with_name(f".{out.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        yield part
    finally:
        for file in side_files(part):
            file.unlink(missing_ok=True)
    sync_folder(out.parent)


def _clear(out: Path) -> None:
    """Remove what copies left behind that were killed; the number of their process tells."""
    for part in out.parent.glob(f".{glob.escape(out.name)}.*.part*"):
        number = part.name.removeprefix(f".{out.name}.").partition("-")[0]
        if number.isdigit():
            try:
                os.kill(int(number), 0)
            except ProcessLookupError:
                part.unlink(missing_ok=True)
            except PermissionError:
                continue


def write(connection: sqlite3.Connection, part: Path) -> None:
    """Copy all that is committed to a new file of the same mode, compact; wait for the disk."""
    source = Path(next(row[2] for row in connection.execute("PRAGMA database_list")))
    part.write_bytes(b"")  # also over what a process of the same number left
    shutil.copymode(source, part)  # before a word stands in it
    connection.execute("VACUUM INTO ?", [str(part)])
    with part.open("rb") as file:
        os.fsync(file.fileno())


def lacks(path: Path, step: str) -> bool:
    """Whether a copy has not had a step of the migrations."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT 1 FROM _sqlite_migrations WHERE name = ?", [step])
        return found.fetchone() is None


def side_files(path: Path) -> tuple[Path, Path, Path]:
    """The file and the two that SQLite keeps beside it."""
    return path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
