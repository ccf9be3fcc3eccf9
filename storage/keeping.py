"""Backups that are made by themselves: one a day in a folder beside the archive, few kept."""

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kembar.errors import ArchiveError

from . import backups
from .archive import Archive
from .backups import Copy

EVERY = timedelta(hours=23)
"""Age from which the newest backup wants a successor; an hour short of a day, as timers drift."""
LEAST_FREE = 500_000_000
"""Bytes that must stay free on the disk beside the new backup."""

_NAME = re.compile(r".*-(\d{8}-\d{6})\.db")
_SHAPE = "%Y%m%d-%H%M%S"


def folder_of(archive: Path) -> Path:
    """Where the backups of an archive stand: `archive.db.backups`."""
    return archive.with_name(f"{archive.name}.backups")


def kept(archive: Path) -> list[tuple[datetime, Path]]:
    """When each backup was made and where it is, the oldest first."""
    found = []
    for path in folder_of(archive).glob("*.db"):
        named = _NAME.fullmatch(path.name)
        if named:
            try:
                found.append((datetime.strptime(named[1], _SHAPE).replace(tzinfo=UTC), path))
            except ValueError:
                continue  # somebody's own file
    return sorted(found)


def is_due(archive: Path, now: datetime) -> bool:
    """Whether a backup is to be made; one of a clock that was ahead counts as none."""
    made = [moment for moment, _ in kept(archive) if moment <= now]
    return not made or now - made[-1] >= EVERY


def keep_one(
    path: Path,
    most: int,
    *,
    now: datetime,
    free: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
) -> Copy | None:
    """Make a backup, check it, and let go the oldest beyond `most`; None for an empty archive.

    An old one goes only after the new one is sound. ArchiveError where there is too little room.
    """
    folder = folder_of(path)
    archive = Archive.open(path, read_only=True)
    try:
        if not archive.value("SELECT 1 FROM articles LIMIT 1"):
            return None
        folder.mkdir(mode=0o700, exist_ok=True)
        needed = path.stat().st_size + LEAST_FREE
        if (there := free(folder)) < needed:
            raise ArchiveError(
                f"{folder}: no backup made: {there // 1_000_000} MB are free and "
                f"{needed // 1_000_000} MB are needed; make room, or lower [archive] backups"
            )
        copy = backups.make(archive, folder / f"{path.stem}-{now:{_SHAPE}}.db")
    except OSError as error:
        raise ArchiveError(f"{folder}: no backup made: {error}") from error
    finally:
        archive.close()
    for _, old in kept(path)[:-most]:
        old.unlink(missing_ok=True)
    return copy
