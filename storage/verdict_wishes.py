"""Verdicts that come through the inbox: left by another process, applied by the daemon."""

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from kembar.errors import ArchiveError, KembarError
from kembar.model import Verdict

from . import inbox, verdicts
from .archive import Archive
from .verdicts import Alert, Answer

KIND = "verdict"
"""`inbox.kind` of these wishes."""


def payload(
    answer: Answer, *, alert: str | None = None, story: int | None = None
) -> dict[str, Any]:
    """The wish as JSON: about an alert by its id, or about a story's first alert."""
    return {
        "alert": alert, "story": story, "verdict": answer.verdict.value, "by": answer.by,
        "note": answer.note, "facts": dict(answer.facts),
    }  # fmt: skip


def apply(archive: Archive, wish: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """Carry a wish out and close it, in one transaction; returns `{"id"}` or `{"error"}`.

    The words of the wish are then only in `verdicts`, where a takedown finds them.
    """
    with archive.write():
        try:
            came: dict[str, Any] = {"id": _record(archive, wish["payload"], now)}
        except ArchiveError:
            raise
        except KembarError as error:
            came = {"error": str(error)}
        inbox.carry_out(archive, wish["id"], now, came)
        archive.db.execute("UPDATE inbox SET payload = '{}' WHERE id = ?", [wish["id"]])
    return came


def apply_open(archive: Archive, now: datetime) -> int:
    """Carry out every verdict that waits; returns how many there were."""
    waiting = inbox.open_wishes(archive, KIND)
    for wish in waiting:
        apply(archive, wish, now)
    return len(waiting)


def waiting(archive: Archive, story: int) -> list[dict[str, Any]]:
    """The verdicts on a story that the daemon has not applied yet, oldest first."""
    found = inbox.open_wishes(archive, KIND)
    return [
        {**wish["payload"], "made": wish["made"]}
        for wish in found
        if wish["payload"].get("story") == story
    ]


def leave(path: Path, wanted: Mapping[str, Any], now: datetime) -> int:
    """Put a wish into the inbox through a connection that can do nothing else; its number.

    ArchiveError if it cannot be written. For a process that only reads otherwise.
    """
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=10)
        try:
            connection.execute("PRAGMA synchronous = FULL")
            connection.set_authorizer(_only_the_inbox)
            with connection:
                cursor = connection.execute(*inbox.insertion(KIND, wanted, now))
            return int(cursor.lastrowid or 0)
        finally:
            connection.close()
    except sqlite3.Error as error:
        raise ArchiveError(f"{path}: the verdict could not be left: {error}") from error


def _only_the_inbox(action: int, table: str | None, *_: str | None) -> int:
    harmless = action in (sqlite3.SQLITE_TRANSACTION, sqlite3.SQLITE_SELECT)
    into_it = action == sqlite3.SQLITE_INSERT and table == "inbox"
    return sqlite3.SQLITE_OK if harmless or into_it else sqlite3.SQLITE_DENY


def _record(archive: Archive, wanted: Mapping[str, Any], now: datetime) -> int:
    if wanted.get("verdict") not in set(Verdict):
        raise KembarError(f"{wanted.get('verdict')!r} is no verdict; keep, drop or fix is")
    answer = Answer(
        verdict=Verdict(wanted["verdict"]),
        by=str(wanted.get("by") or ""),
        note=wanted.get("note"),
        facts=wanted.get("facts") or {},
    )
    return verdicts.record(archive, _alert(archive, wanted), answer, now)


def _alert(archive: Archive, wanted: Mapping[str, Any]) -> Alert:
    if wanted.get("alert"):
        return verdicts.find(archive, str(wanted["alert"]))
    found = verdicts.of_story(archive, int(wanted.get("story") or 0))
    if found is None:
        raise KembarError(f"there is no story {wanted.get('story')}; it may have joined another")
    return found
