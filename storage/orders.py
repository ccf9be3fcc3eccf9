"""What is to be told: the first word of a story to a channel, and what follows up on it.

Rows of the outbox, written in the transaction that stores what they tell; sends nothing. A channel
is told a story once, and again only what matters of its growth (see `growth`): one row for what
one report brings, under the weightiest of its news.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kembar.clock import stamp
from kembar.model import Article, Happening, Subscription

from . import growth
from .archive import Archive
from .growth import Chief, Known, News
from .outbox import alert_key
from .slots import Slot, slot_for
from .subscriptions import Why, is_urgent, wants

OLD = timedelta(days=1)
"""An article older than this in a site's first round is backlog."""
LIVE = ("pending", "leased", "sent")
"""States of rows that a channel has got or will get."""
GIVEN = ("leased", "sent")
"""States of rows whose message is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How the rows of one article are put into the queue."""

    now: datetime
    digest: str | None = None
    """Of the backlog; None for fresh news."""
    muted: bool = False
    """Counted as known, and told to nobody."""
    alone: bool = False
    """Each by itself, whatever else comes."""
    burst: int = 0
    """Most stories in five minutes that are told one by one; 0: all."""


def enqueue(
    archive: Archive,
    *,
    story_id: int,
    event_id: int,
    happening: Happening,
    article: Article,
    subscriptions: Sequence[Subscription],
    backlog: str,
    first_round: bool,
    now: datetime,
    burst: int = 0,
) -> int:
    """Add what each channel is to be told because of an article; return how many will be sent.

    Belongs into the transaction that stores the article, after its events.
    """
    old = first_round and article.published is not None and now - article.published > OLD
    manner = Manner(
        now=now,
        digest=f"backlog:{article.site}" if old and backlog == "digest" else None,
        muted=old and backlog == "mute",
        alone=first_round and backlog == "tell",
        burst=burst,
    )
    added = 0
    with archive.write():
        chiefs = growth.chiefs_of(archive, story_id)
        for wanted in subscriptions:
            rows = rows_of(archive, story_id, wanted.channel)
            if any(row["state"] in LIVE for row in rows):
                if not old:
                    _hasten(archive, wanted, rows, happening, now)
                added += _follow_up(
                    archive, story_id, wanted, chiefs, rows, manner, event=event_id,
                    happening=happening,
                )  # fmt: skip
                continue
            why = wants(archive, wanted, happening, article, story=story_id)
            if why is None or (rows and not _has_grown(archive, rows, chiefs)):
                continue  # what was muted or given up, and has not grown since, stays so
            slot = _slot(archive, wanted, manner, story_id, happening)
            added += put(
                archive, wanted.channel, slot, story=story_id, event=event_id, why=why,
                told=growth.known(chiefs), muted=manner.muted, now=now,
            )  # fmt: skip
    return added


def follow(
    archive: Archive,
    story_id: int,
    subscriptions: Sequence[Subscription],
    *,
    now: datetime,
    burst: int = 0,
) -> int:
    """Tell the channels that know a story what became of it without a new report: it is gone."""
    manner = Manner(now=now, burst=burst)
    with archive.write():
        chiefs = growth.chiefs_of(archive, story_id)
        return sum(
            _follow_up(
                archive, story_id, wanted, chiefs, rows_of(archive, story_id, wanted.channel),
                manner,
            )
            for wanted in subscriptions
        )  # fmt: skip


def rows_of(archive: Archive, story: int, channel: str) -> list[dict[str, Any]]:
    """The rows of a story for one channel, oldest first."""
    return archive.rows(
        "SELECT * FROM outbox WHERE story_id = ? AND channel = ? ORDER BY id", [story, channel]
    )


def waits_first(rows: Sequence[dict[str, Any]]) -> bool:
    """Whether a first word is still to be said: it will tell the newest state by itself."""
    return any(row["occasion"] == "first" and row["state"] == "pending" for row in rows)


def put(
    archive: Archive,
    channel: str,
    slot: Slot,
    *,
    story: int,
    event: int | None,
    news: News | None = None,
    why: Why | None = None,
    told: Known,
    muted: bool = False,
    now: datetime,
) -> int:
    """Add a row, or wake the one of the same key that was muted or given up.

    Returns how many messages come of it.
    """
    cursor = archive.db.execute(
        """INSERT INTO outbox (alert_key, channel, state, next_try, story_id, event_id, occasion,
            detail, before, why, told, urgent, alone, digest, created, due)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (alert_key, channel) DO UPDATE SET state = excluded.state,
            next_try = excluded.next_try, story_id = excluded.story_id,
            event_id = excluded.event_id, detail = excluded.detail, before = excluded.before,
            why = excluded.why, told = excluded.told, urgent = excluded.urgent,
            alone = excluded.alone, digest = excluded.digest, due = excluded.due, attempts = 0,
            last_error = NULL
        WHERE state IN ('dead', 'suppressed')""",
        [
            alert_key(story, news.key if news else "first"), channel,
            "suppressed" if muted else "pending", None if muted else stamp(slot.due),
            story, event, news.occasion if news else "first",
            news.detail if news else None, news.before if news else None,
            json.dumps(why, ensure_ascii=False) if why else None, told.as_json,
            slot.urgent, slot.alone, slot.digest, stamp(now), stamp(slot.due),
        ],
    )  # fmt: skip
    return 0 if muted else cursor.rowcount


def _follow_up(
    archive: Archive,
    story: int,
    wanted: Subscription,
    chiefs: Sequence[Chief],
    rows: Sequence[dict[str, Any]],
    manner: Manner,
    *,
    event: int | None = None,
    happening: Happening | None = None,
) -> int:
    if waits_first(rows) or not any(row["state"] in LIVE for row in rows):
        return 0
    told = told_by(archive, rows, chiefs)
    added = 0
    while news := growth.news(chiefs, told, latest=event):
        covered = cover(news, chiefs)
        if news.occasion == "stage" and wanted.stages and news.detail not in wanted.stages:
            told += Known(stage=covered.stage, done=covered.done)
            continue
        slot = _slot(archive, wanted, manner, story, happening)
        added += put(
            archive, wanted.channel, slot, story=story, event=news.chief.event, news=news,
            told=covered, muted=manner.muted, why=_first_why(rows), now=manner.now,
        )  # fmt: skip
        told += covered
    return added


def cover(news: News, chiefs: Sequence[Chief]) -> Known:
    """What is told with a piece of news: the report that brings it, and who reports by now."""
    sites = tuple(chief.site for chief in chiefs)
    gone = news.detail == "gone"
    return growth.covered(news.chief) + Known(sites=sites, gone=gone)


def told_by(
    archive: Archive,
    rows: Sequence[dict[str, Any]],
    chiefs: Sequence[Chief],
) -> Known:
    """What a channel knows of a story, or was to know where all was muted or given up.

    Rows of older versions say nothing of it: what was on record when they were sent is put down.
    """
    live = [row for row in rows if row["state"] in LIVE] or list(rows)
    muted = [row for row in rows if row["state"] == "suppressed" and row not in live]
    told = Known()
    for row in live:
        if row["told"] is None:
            then = row["sent_at"] or row["created"]
            row["told"] = growth.known(chief for chief in chiefs if chief.seen <= then).as_json
            archive.db.execute("UPDATE outbox SET told = ? WHERE id = ?", [row["told"], row["id"]])
        told += Known.read(row["told"])
    # What gave way to another row bears no word of what it told.
    return sum((Known.read(row["told"]) for row in muted if row["told"]), told)


def _has_grown(archive: Archive, rows: Sequence[dict[str, Any]], chiefs: Sequence[Chief]) -> bool:
    return growth.news(chiefs, told_by(archive, rows, chiefs)) is not None


def _slot(
    archive: Archive,
    wanted: Subscription,
    manner: Manner,
    story: int,
    happening: Happening | None,
) -> Slot:
    return slot_for(
        archive, wanted, manner.now, digest=manner.digest, burst=manner.burst,
        urgent=not manner.muted and happening is not None and is_urgent(wanted.urgent, happening),
        alone=manner.alone, story=story,
    )  # fmt: skip


def _hasten(
    archive: Archive,
    wanted: Subscription,
    rows: Sequence[dict[str, Any]],
    happening: Happening,
    now: datetime,
) -> None:
    """Let a first word that waits for the end of quiet hours go now, as it has become urgent."""
    if wanted.when != "now" or not is_urgent(wanted.urgent, happening):
        return
    for row in rows:
        if row["occasion"] == "first" and row["state"] == "pending" and not row["attempts"]:
            archive.db.execute(
                "UPDATE outbox SET urgent = 1, digest = NULL, next_try = ?, due = ? WHERE id = ?",
                [stamp(now), stamp(now), row["id"]],
            )


def _first_why(rows: Sequence[dict[str, Any]]) -> Why | None:
    return next((json.loads(row["why"]) for row in rows if row["why"]), None)
