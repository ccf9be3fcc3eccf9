"""Wishes of other processes, which the daemon carries out: crawl now, a verdict."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kembar.clock import stamp

from .archive import Archive
from .cleaning import clean


def wish(archive: Archive, kind: str, payload: dict[str, Any], now: datetime) -> int:
    """Leave a wish and return its id. The payload must be JSON."""
    with archive.write():
        cursor = archive.db.execute(*insertion(kind, payload, now))
        return int(cursor.lastrowid or 0)


def insertion(kind: str, payload: Mapping[str, Any], now: datetime) -> tuple[str, list[str]]:
    """The statement that leaves a wish, and its values."""
    return (
        "INSERT INTO inbox (made, kind, payload) VALUES (?, ?, ?)",
        [stamp(now), clean(kind), json.dumps(payload)],
    )


def open_wishes(archive: Archive, kind: str | None = None) -> list[dict[str, Any]]:
    """What is still wished, oldest first: id, made, kind, and payload as a dict."""
    rows = archive.rows(
        """SELECT id, made, kind, payload FROM inbox
        WHERE done IS NULL AND (:kind IS NULL OR kind = :kind) ORDER BY id""",
        {"kind": kind},
    )
    return [{**row, "payload": json.loads(row["payload"])} for row in rows]


def carry_out(
    archive: Archive, id: int, now: datetime, result: dict[str, Any] | None = None
) -> None:
    """Close a wish with what came of it; one that is closed already stays as it is."""
    with archive.write():
        archive.db.execute(
            "UPDATE inbox SET done = ?, result = ? WHERE id = ? AND done IS NULL",
            [stamp(now), json.dumps(result or {}), id],
        )


def result_of(archive: Archive, id: int) -> dict[str, Any] | None:
    """What came of a wish; None while it is open."""
    text = archive.value("SELECT result FROM inbox WHERE id = ?", [id])
    return json.loads(text) if text else None
