"""Making sure that what was deleted has left the file: search index, log, and a look at the bytes.

A deleted row's words live on in the search index until its parts are merged, and in the `-wal`
file until it is emptied. Both are done beside a running daemon, in short steps.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from .archive import BUSY_TIMEOUT, Archive
from .snapshots import side_files

STEP = 500
"""Pages of the index merged in one transaction: a few hundred milliseconds at most."""
PATIENCE = 20.0
"""Seconds in which a reader may end that keeps the log from being emptied."""
CHUNK = 16 * 1024 * 1024

_PIECE = 48
"""Characters of a text that are looked for: no other text has them by chance."""


def merge_step(archive: Archive, *, first: bool) -> bool:
    """Merge a part of the search index, so that deleted words go; False when nothing is left.

    The `first` step takes up the whole index, the later ones go on with it.
    """
    with archive.write() as db:
        before = db.conn.total_changes
        db.execute(
            "INSERT INTO articles_fts(articles_fts, rank) VALUES ('merge', ?)",
            [-STEP if first else STEP],
        )
        # SQLite's own sign that a merge found nothing to do.
        return db.conn.total_changes - before >= 2


def merge(archive: Archive) -> None:
    """All steps, one after the other."""
    more = merge_step(archive, first=True)
    while more:
        more = merge_step(archive, first=False)


def empty_log(
    archive: Archive, *, patience: float = PATIENCE, pause: Callable[[float], None] = time.sleep
) -> bool:
    """Move the `-wal` file's content into the archive and cut it to nothing; False if a reader
    did not let us.
    """
    give_up = time.monotonic() + patience
    try:
        # While SQLite waits for a reader here, nobody can write.
        archive.db.execute("PRAGMA busy_timeout = 100")
        while archive.rows("PRAGMA wal_checkpoint(TRUNCATE)")[0]["busy"]:
            if time.monotonic() > give_up:
                return False
            pause(0.1)
        return True
    finally:
        archive.db.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")


def pieces(texts: Iterable[str], most: int = 24) -> list[str]:
    """What to look for after a deletion: short texts whole, of long ones pieces all over."""
    found: list[str] = []
    for text in texts:
        if len(text) <= _PIECE:
            found.append(text)
            continue
        step = max(_PIECE, len(text) // 6)
        found += [text[at : at + _PIECE] for at in range(0, len(text) - _PIECE + 1, step)]
    # Anything shorter stands in many texts.
    return [piece for piece in dict.fromkeys(found) if len(piece) >= 12][:most]


def traces(path: Path, needles: Sequence[str]) -> list[str]:
    """Of these strings, those whose bytes stand in the archive's file or in its `-wal`."""
    wanted = {needle: needle.encode() for needle in needles}
    found: set[str] = set()
    overlap = max(map(len, wanted.values()), default=0)
    for file in side_files(path)[:2]:
        if not file.exists():
            continue
        with file.open("rb") as source:
            before = b""
            while chunk := source.read(CHUNK):
                block = before + chunk
                found |= {needle for needle, sought in wanted.items() if sought in block}
                before = block[-overlap:] if overlap else b""
    return [needle for needle in needles if needle in found]


def is_alive(archive: Archive, needle: str) -> bool:
    """Whether a string stands in a row that is meant to be there: a copy at another outlet."""
    found = archive.value(
        """SELECT EXISTS (SELECT 1 FROM articles
                WHERE instr(text, :n) OR instr(title, :n) OR instr(url, :n)
                    OR instr(coalesce(entry_title, ''), :n))
            OR EXISTS (SELECT 1 FROM revisions WHERE instr(text, :n) OR instr(title, :n))
            OR EXISTS (SELECT 1 FROM urls WHERE instr(url, :n))
            OR EXISTS (SELECT 1 FROM site_titles WHERE instr(title, :n))""",
        {"n": needle},
    )
    return bool(found)
