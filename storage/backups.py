"""Backups: a checked copy under load, and putting one back without losing what is there."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kembar.errors import ArchiveError

from . import snapshots, takedown
from .archive import Archive
from .outbox import IDLE
from .raw_pages import PageStore

TABLES = ("articles", "revisions", "stories", "events", "relations", "outbox")
"""The tables whose rows are counted for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A whole archive in a file."""

    path: Path
    bytes: int
    rows: dict[str, int]
    """Rows of the chief tables."""
    pending: int
    """Alerts that wait in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restore has done."""

    copy: Copy
    aside: Path | None
    """Where the file that was there stands now; None where there was none."""
    taken_down: int
    """Articles of the backup that had been taken down since, and were taken down in it too."""


def make(archive: Archive, out: Path, *, replace: bool = False) -> Copy:
    """Copy the archive to `out` while others go on writing; the name appears when all is checked.

    ArchiveError if a file of that name is there already, unless `replace`.
    """
    if out.exists() and not replace:
        raise ArchiveError(f"{out}: is there already; choose another name, or say --replace")
    if out.exists() and out.samefile(archive.path):
        raise ArchiveError(f"{out}: is the archive itself; choose another name")
    if not out.parent.is_dir():
        raise ArchiveError(f"{out}: its folder is not there; make it first")
    try:
        with snapshots.in_place(out) as part:
            snapshots.write(archive.db.conn, part)
            made = examine(part)
            part.replace(out)
    except (OSError, sqlite3.Error) as error:
        raise ArchiveError(f"{out}: no backup made: {error}; is the disk full?") from error
    return Copy(path=out, bytes=made.bytes, rows=made.rows, pending=made.pending)


def examine(path: Path) -> Copy:
    """Check a backup through and through; ArchiveError says what is wrong with it."""
    if not path.is_file():
        raise ArchiveError(f"{path}: there is no such file")
    archive = Archive.open(path, read_only=True, any_age=True)
    try:
        faults = [row["integrity_check"] for row in archive.rows("PRAGMA integrity_check(5)")]
        if faults != ["ok"]:
            raise ArchiveError(f"{path}: damaged ({faults[0]}); take another backup")
        orphans = archive.rows("PRAGMA foreign_key_check")
        if orphans:
            raise ArchiveError(
                f"{path}: {len(orphans)} rows refer to rows that are not there (the first in the "
                f"table {orphans[0]['table']}); take another backup"
            )
        return Copy(
            path=path,
            bytes=path.stat().st_size,
            rows={t: archive.value(f"SELECT count(*) FROM {t}") for t in TABLES},
            pending=archive.value(
                f"SELECT count(*) FROM outbox WHERE state = 'pending' AND NOT ({IDLE})"
            ),
        )
    finally:
        archive.close()


def restore(path: Path, source: Path, *, now: datetime) -> Restored:
    """Put a backup in the archive's place; whoever calls holds the locks of daemon and delivery.

    The backup is checked first and stays as it is; the present file is kept under another name.
    What was taken down since the backup is taken down in it too.
    """
    if source.exists() and path.exists() and source.samefile(path):
        raise ArchiveError(f"{source}: is the archive itself; name a backup")
    examine(source)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with snapshots.in_place(path) as part:
            reader = Archive.open(source, read_only=True, any_age=True)
            try:
                snapshots.write(reader.db.conn, part)
            finally:
                reader.close()
            taken_down = _bring_up_to_date(part, path, now)
            copy = examine(part)
            aside = _put_aside(path, now)
            part.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise ArchiveError(f"{path}: not restored: {error}; is the disk full?") from error
    return Restored(copy=copy, aside=aside, taken_down=taken_down)


def _bring_up_to_date(part: Path, present: Path, now: datetime) -> int:
    barred = _tombstones(present)
    archive = Archive.open(part, safeguard=False)
    try:
        with archive.write() as db:
            db.conn.executemany(
                """INSERT INTO tombstones (kind, digest, made) VALUES (?, ?, ?)
                ON CONFLICT DO NOTHING""",
                barred,
            )
        # Raw pages are the present archive's: a page taken down is gone from there already.
        pages = PageStore.beside(present, None)
        return takedown.apply_tombstones(archive, pages, now=now)
    finally:
        archive.close()


def _tombstones(path: Path) -> Iterable[tuple[str, str, str]]:
    """Those of the present archive, as far as it can still be read."""
    try:
        archive = Archive.open(path, read_only=True)
    except ArchiveError:
        return []
    try:
        rows = archive.rows("SELECT kind, digest, made FROM tombstones")
        return [(row["kind"], row["digest"], row["made"]) for row in rows]
    except ArchiveError:
        return []
    finally:
        archive.close()


def _put_aside(path: Path, now: datetime) -> Path | None:
    """Rename the archive with the two files beside it, which may hold its newest rows."""
    if not path.exists():
        for file in snapshots.side_files(path)[1:]:
            file.unlink(missing_ok=True)  # SQLite would take them for those of the backup
        return None
    aside = path.with_name(f"{path.name}.before-restore-{now:%Y%m%d-%H%M%S}")
    if aside.exists():
        raise ArchiveError(f"{aside}: is there already; wait a second and try again")
    log = snapshots.side_files(path)[1]
    if log.exists() and log.stat().st_size == 0:
        for file in snapshots.side_files(path)[1:]:
            file.unlink(missing_ok=True)
    for old, new in zip(snapshots.side_files(path), snapshots.side_files(aside), strict=True):
        if old.exists():
            old.replace(new)
    return aside
