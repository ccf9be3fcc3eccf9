"""Two stories that turn out to be one: what their waiting rows still have to tell."""

from typing import Any

from kembar.clock import unstamp

from . import growth
from .archive import Archive
from .growth import Chief
from .orders import GIVEN, cover, put, rows_of, told_by
from .slots import Slot


def remember(archive: Archive, story: int) -> None:
    """Put down what the messages of a story have told, before it becomes part of another."""
    chiefs = growth.chiefs_of(archive, story)
    for channel in _channels(archive, story):
        given = [row for row in rows_of(archive, story, channel) if row["state"] in GIVEN]
        told_by(archive, given, chiefs)


def reconcile(archive: Archive, story: int) -> None:
    """Let each channel get once what waits of a story that has swallowed another.

    A first word that waits where the happening was told already gives way to a follow-up of what
    it would have added; where nothing was told yet, one first word tells all.
    """
    chiefs = growth.chiefs_of(archive, story)
    for channel in _channels(archive, story):
        rows = rows_of(archive, story, channel)
        waiting = [row for row in rows if row["state"] == "pending"]
        if not waiting:
            continue
        if any(row["state"] in GIVEN for row in rows):
            _retell(archive, story, chiefs, waiting, [row for row in rows if row not in waiting])
            continue
        kept = next((row for row in waiting if row["occasion"] == "first"), None)
        _suppress(archive, [row for row in waiting if kept and row is not kept])


def _retell(
    archive: Archive,
    story: int,
    chiefs: list[Chief],
    waiting: list[dict[str, Any]],
    others: list[dict[str, Any]],
) -> None:
    """Replace what waits for a channel by what it does not know yet."""
    told = told_by(archive, others, chiefs)
    _suppress(archive, waiting)
    place = waiting[0]
    slot = Slot(
        digest=place["digest"],
        due=unstamp(place["next_try"]),
        urgent=bool(place["urgent"]),
        alone=bool(place["alone"]),
    )
    while news := growth.news(chiefs, told):
        covered = cover(news, chiefs)
        put(
            archive, place["channel"], slot, story=story, event=news.chief.event, news=news,
            told=covered, now=unstamp(place["created"]),
        )  # fmt: skip
        told += covered


def _suppress(archive: Archive, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        archive.db.execute(
            "UPDATE outbox SET state = 'suppressed', next_try = NULL, told = NULL WHERE id = ?",
            [row["id"]],
        )


def _channels(archive: Archive, story: int) -> list[str]:
    rows = archive.rows(
        "SELECT DISTINCT channel FROM outbox WHERE story_id = ? ORDER BY channel", [story]
    )
    return [row["channel"] for row in rows]
