"""The proof that a file holds no full text: pieces of texts are looked for in its very bytes."""

import mmap
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .archive import Archive

_PROBES = 64
"""Texts that are tried, evenly over the archive; each costs a pass over the file."""
_LENGTH = 40
"""Characters of a piece: long enough to be one text's own, short enough to lie on one page."""


def leaks(archive: Archive, target: Path, copy: sqlite3.Connection) -> tuple[str | None, int]:
    """A piece of a text that is in the file although no told line has it, and how many were tried.

    `copy` is the same file, open: what stands in its headlines and sentences is no leak.
    """
    probes = [piece for piece in _pieces(archive) if not _told(copy, piece)]
    with target.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as held:
        found = next((piece for piece in probes if held.find(piece.encode()) >= 0), None)
    return found, len(probes)


def _pieces(archive: Archive) -> Iterator[str]:
    """From the middle of texts, flagged ones first, and from the records that are ours alone."""
    for wanted in ("story_id IS NOT NULL", "story_id IS NULL"):
        for row in archive.rows(
            f"""SELECT text FROM articles WHERE {wanted} AND length(text) > ? AND id % (
                1 + (SELECT count(*) FROM articles WHERE {wanted}) / ?) = 0 LIMIT ?""",
            [3 * _LENGTH, _PROBES // 2, _PROBES // 2],
        ):
            middle = (len(row["text"]) - _LENGTH) // 2
            yield from (row["text"][start : start + _LENGTH] for start in (0, middle))
    yield from (row["alert_key"] for row in archive.rows("SELECT alert_key FROM outbox LIMIT 8"))


def _told(copy: sqlite3.Connection, piece: str) -> bool:
    parameters: list[Any] = [piece, piece]
    row = copy.execute(
        "SELECT 1 FROM articles WHERE instr(title, ?) OR instr(text, ?) LIMIT 1", parameters
    ).fetchone()
    return row is not None
