"""From outbox rows to stories: everything that a message needs, read back from the archive."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from kembar.clock import unstamp
from kembar.model import Kind, Level, Modality, Outlet, Party, Role, Stage, Story

from . import growth
from .archive import Archive
from .cuttings import judged
from .growth import akin
from .relations import novelty
from .standing import earliest, pairs

FIRST = "first"
_STAGE = ("stage", "stage_detail", "modality")
_AMOUNT = ("amount", "currency")


def stories_of(archive: Archive, rows: Sequence[dict[str, Any]]) -> list[Story]:
    """The story of each outbox row, in the same order."""
    return [_story(archive, row) for row in rows]


def note_told(archive: Archive, row: dict[str, Any]) -> None:
    """Put down what the message of a row tells: a first word all, a follow-up who reports too."""
    chiefs = growth.chiefs_of(archive, row["story_id"])
    told = growth.known(chiefs)
    if row["occasion"] != FIRST and row["told"]:
        told = growth.Known.read(row["told"]) + growth.Known(sites=told.sites)
    archive.db.execute("UPDATE outbox SET told = ? WHERE id = ?", [told.as_json, row["id"]])


def _story(archive: Archive, row: dict[str, Any]) -> Story:
    events = archive.rows(
        """SELECT articles.id AS article_id, articles.title, articles.url, articles.site,
            articles.published, articles.published_precision, articles.first_seen, events.*
        FROM events JOIN articles ON articles.id = events.article_id
        WHERE events.story_id = ? ORDER BY events.id <> ?, events.main DESC, events.id""",
        [row["story_id"], row["event_id"]],
    )
    if not events:
        return _bare(archive, row)
    event = events[0]
    hit = judged(archive, event["id"], event["article_id"])
    parties = _parties(archive, event["id"])
    first = row["occasion"] == FIRST
    if first:  # it tells how things stand now, whichever report says so
        event, parties = _newest(archive, event, events[1:], parties)
    return Story(
        alert_key=row["alert_key"],
        occasion=row["occasion"],
        detail=row.get("detail"),
        before=row.get("before"),
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
        outlets=_outlets(archive, row, event["article_id"], event["site"]),
        first_key=None if first else _first_key(archive, row),
        why=json.loads(row["why"]) if row.get("why") else {},
        extra=_extra(event)
        | _standing(archive, parties, before=row["story_id"])
        | _evidence(archive, event["article_id"]),
    )


def _newest(
    archive: Archive,
    lead: dict[str, Any],
    others: Sequence[dict[str, Any]],
    parties: tuple[Party, ...],
) -> tuple[dict[str, Any], tuple[Party, ...]]:
    """The lead report's event and parties with what later reports of the story add to it."""
    chiefs = growth.chiefs_of(archive, lead["story_id"])
    told = {event["id"]: event for event in [lead, *others]}
    own = next((chief for chief in chiefs if chief.event == lead["id"]), None)
    denials = [chief for chief in chiefs if chief.denied]
    event = dict(lead)
    for chief in chiefs:
        if chief.denied or chief is own:
            continue
        if event["modality"] != Modality.DENIED.value and chief.reach > growth.reach_of(event):
            event |= {name: told[chief.event][name] for name in _STAGE}
        if event["amount"] is None:
            event |= {name: told[chief.event][name] for name in _AMOUNT}
        for party in _parties(archive, chief.event):
            if party.role is Role.PARTY and not _has(parties, party):
                parties = (*parties, party)
    if denials and event["modality"] != Modality.DENIED.value:
        event["modality"] = Modality.DENIED.value
    event["gone"] = bool(chiefs) and all(chief.gone for chief in chiefs)
    return event, parties


def _has(parties: Sequence[Party], party: Party) -> bool:
    return any(
        known.role is Role.PARTY and akin(known.id.partition("#")[0], party.id.partition("#")[0])
        for known in parties
    )


def _outlets(archive: Archive, row: dict[str, Any], article: int, site: str) -> tuple[Outlet, ...]:
    """The other reports, one of each site; in a follow-up those that the channel does not know."""
    told: set[str] = set()
    if row["occasion"] != FIRST:
        earlier = archive.rows(
            """SELECT told FROM outbox WHERE story_id = ? AND channel = ? AND id <> ?
            AND state IN ('sent', 'leased') AND told IS NOT NULL""",
            [row["story_id"], row["channel"], row["id"]],
        )
        told = {one for other in earlier for one in growth.Known.read(other["told"]).sites}
    rows = archive.rows(
        """SELECT site, url, min(id) FROM articles
        WHERE story_id = ? AND id <> ? AND site <> ? GROUP BY site ORDER BY min(id)""",
        [row["story_id"], article, site],
    )
    return tuple(
        Outlet(site=row["site"], url=row["url"]) for row in rows if row["site"] not in told
    )


def _first_key(archive: Archive, row: dict[str, Any]) -> str | None:
    """The key under which the channel was told the story at first."""
    key = archive.value(
        """SELECT alert_key FROM outbox WHERE story_id = ? AND channel = ? AND occasion = ?
        AND state IN ('sent', 'leased') ORDER BY state <> 'sent', id LIMIT 1""",
        [row["story_id"], row["channel"], FIRST],
    )
    return str(key) if key else None


def _bare(archive: Archive, row: dict[str, Any]) -> Story:
    """A story whose events are gone (taken down): still told, with what is left of it."""
    story = archive.rows("SELECT title, first_seen FROM stories WHERE id = ?", [row["story_id"]])[0]
    return Story(
        alert_key=row["alert_key"],
        occasion=row["occasion"],
        detail=row.get("detail"),
        before=row.get("before"),
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
    if event.get("gone"):
        extra["gone"] = "gone"
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
