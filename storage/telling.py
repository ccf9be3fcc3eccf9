"""From outbox rows to stories: everything that a message needs, read back from the archive."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from kembar.clock import unstamp
from kembar.model import Kind, Level, Modality, Outlet, Party, Role, Stage, Story

from .archive import Archive
from .cuttings import judged
from .relations import novelty
from .standing import earliest, pairs


def stories_of(archive: Archive, rows: Sequence[dict[str, Any]]) -> list[Story]:
    """The story of each outbox row, in the same order."""
    return [_story(archive, row) for row in rows]


def _story(archive: Archive, row: dict[str, Any]) -> Story:
    found = archive.rows(
        """SELECT articles.id AS article_id, articles.title, articles.url, articles.site,
            articles.published, articles.published_precision, articles.first_seen, events.*
        FROM events JOIN articles ON articles.id = events.article_id
        WHERE events.story_id = ? ORDER BY events.id <> ?, events.main DESC, events.id LIMIT 1""",
        [row["story_id"], row["event_id"]],
    )
    if not found:
        return _bare(archive, row)
    event = found[0]
    hit = judged(archive, event["id"], event["article_id"])
    parties = _parties(archive, event["id"])
    return Story(
        alert_key=row["alert_key"],
        occasion=row["occasion"],
        title=event["title"],
        url=event["url"],
        site=event["site"],
        sentence=hit["sentence"] if hit else None,
        rule=hit["rule"] if hit else None,
        published=unstamp(event["published"]) if event["published"] else None,
        published_precision=event["published_precision"],
        first_seen=unstamp(event["first_seen"]),
        kind=Kind(event["kind"]) if event["kind"] else None,
        stage=Stage(event["stage"]) if event["stage"] else None,
        modality=Modality(event["modality"]) if event["modality"] else None,
        event_date=date.fromisoformat(event["event_date"]) if event["event_date"] else None,
        parties=parties,
        score=event["score"],
        outlets=_outlets(archive, row["story_id"], event["article_id"], event["site"]),
        extra=_extra(event)
        | _standing(archive, parties, before=row["story_id"])
        | _evidence(archive, event["article_id"]),
    )


def _outlets(archive: Archive, story_id: int, lead: int, site: str) -> tuple[Outlet, ...]:
    rows = archive.rows(
        """SELECT site, url, min(id) FROM articles
        WHERE story_id = ? AND id <> ? AND site <> ? GROUP BY site ORDER BY min(id)""",
        [story_id, lead, site],
    )
    return tuple(Outlet(site=row["site"], url=row["url"]) for row in rows)


def _bare(archive: Archive, row: dict[str, Any]) -> Story:
    """A story whose events are gone (taken down): still told, with what is left of it."""
    story = archive.rows("SELECT title, first_seen FROM stories WHERE id = ?", [row["story_id"]])[0]
    return Story(
        alert_key=row["alert_key"],
        occasion=row["occasion"],
        title=story["title"],
        url="",
        site="",
        sentence=None,
        first_seen=unstamp(story["first_seen"]),
    )


def _parties(archive: Archive, event_id: int) -> tuple[Party, ...]:
    rows = archive.rows(
        "SELECT place_id, name, level, role FROM event_parties WHERE event_id = ? "
        "ORDER BY position, place_id",
        [event_id],
    )
    return tuple(
        Party(
            id=row["place_id"], name=row["name"], level=Level(row["level"]), role=Role(row["role"])
        )
        for row in rows
    )


def _extra(event: dict[str, Any]) -> dict[str, str]:
    extra = {"stage_detail": event["stage_detail"], "currency": event["currency"]}
    if event["amount"] is not None:
        extra["amount"] = (
            f"{event['amount']:g}" if event["amount"] < 1 else f"{event['amount']:.0f}"
        )
    sectors = json.loads(event["sectors"])
    if sectors:
        extra["sectors"] = ", ".join(sectors)
    return {key: value for key, value in extra.items() if value}


def _evidence(archive: Archive, article_id: int) -> dict[str, str]:
    """`page_sha256`: of the page, as fetched, that gave the article its present text."""
    digest = archive.value(
        "SELECT sha256 FROM raw_pages WHERE article_id = ? ORDER BY fetched DESC, rowid DESC",
        [article_id],
    )
    return {"page_sha256": digest} if digest else {}


def _standing(archive: Archive, parties: Sequence[Party], *, before: int) -> dict[str, str]:
    """`pair`: `new` or `known`, and `pair_since`, the year; nothing where pairs differ in it."""
    acting = [party.id for party in parties if party.role is Role.PARTY]
    found = [novelty(archive, a, b, before=before) for a, b in sorted(pairs(acting))]
    if len({one.new for one in found}) != 1:
        return {}
    since = earliest(one.since for one in found)
    told = {"pair": "new" if found[0].new else "known"}
    return told | {"pair_since": since[:4]} if since else told
