"""The one way to the archive's file: for reading alone, whatever is asked of the connection."""

import sqlite3
from pathlib import Path
from urllib.parse import quote

from storage.archive import MAPPED

_BUSY_TIMEOUT = 5000  # milliseconds; readers only ever wait while the log is being recovered


def connected(path: Path | str) -> sqlite3.Connection:
    """A connection that cannot write, for any thread; a path may hold `?` and `#`."""
    connection = sqlite3.connect(
        f"file:{quote(str(path))}?mode=ro", uri=True, check_same_thread=False
    )
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT}")
    connection.execute(f"PRAGMA mmap_size = {MAPPED}")
    return connection
