"""One holder at a time: a lock file beside the archive, freed when its holder dies."""

import fcntl
import os
from pathlib import Path
from typing import IO

from .errors import AlreadyRunning

DAEMON = "the Kembar daemon"
"""How the daemon's note begins; commands that read sites hold its lock under their own names."""


class FileLock:
    """An exclusive advisory lock (`flock`) that names its holder in the file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[str] | None = None

    def acquire(self, note: str) -> None:
        """Take the lock and write the note; AlreadyRunning, naming the holder, if it is held."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = self.path.open("a+", encoding="utf-8")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "another process"
            file.close()
            raise AlreadyRunning(f"{holder} already holds {self.path}") from None
        file.truncate(0)
        file.write(f"{note} (process {os.getpid()})\n")
        file.flush()
        self._file = file

    def release(self) -> None:
        """Give the lock back; harmless if it is not held."""
        if self._file is not None:
            self._file.close()
            self._file = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock."""
        return self._file is not None


def holder_of(path: Path) -> str | None:
    """Who holds the lock at a path, or None if nobody does."""
    if not path.exists():
        return None
    with path.open("r", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return file.read().strip() or "another process"
    return None


def beside(archive: Path, purpose: str) -> Path:
    """The lock file of an archive for a purpose (`daemon`, `delivery`)."""
    return archive.with_name(f"{archive.name}.{purpose}.lock")


def daemon_runs(archive: Path) -> bool:
    """Whether a daemon works on an archive and can be asked through its inbox.

    AlreadyRunning, naming it, if another command holds the daemon's lock.
    """
    path = beside(archive, "daemon")
    holder = holder_of(path)
    if holder is not None and not holder.startswith(DAEMON):
        raise AlreadyRunning(f"{holder} already holds {path}")
    return holder is not None
