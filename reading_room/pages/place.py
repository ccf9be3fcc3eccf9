"""One place: its relations with their course, every story, and where its partners lie."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from storage import ledger
from storage.archive import Archive
from storage.standing import pairs

from ..speech import Speech
from .asked import Asked
from .cards import cards, grouped, place_link
from .files import links
from .finding import AT, within
from .listing import facets, stories
from .maps import drawn
from .paging import pages
from .relations import shown
from .sites import looked_at

MOST_RELATIONS = 100
"""Relations that the page of a place shows; the list of relations has the rest."""

_COURSE = f"""SELECT event_parties.event_id, event_parties.place_id, events.stage, events.modality,
    coalesce(events.event_date, date({AT}, '+7 hours')) AS day, events.story_id
FROM event_parties JOIN events ON events.id = event_parties.event_id
JOIN articles ON articles.id = events.article_id
WHERE event_parties.role = 'party' AND event_parties.event_id IN (
    SELECT event_id FROM event_parties
    WHERE role = 'party' AND place_id IN (SELECT value FROM json_each(?)))
ORDER BY event_parties.event_id, event_parties.position, event_parties.place_id"""


def place(
    archive: Archive, place_id: str, asked: Asked, speech: Speech, today: date
) -> dict[str, Any] | None:
    """Everything that the page of a place shows; None for an id that is unknown.

    A province stands for its regencies and cities too, a country for what lies in it.
    """
    found = archive.rows("SELECT * FROM places WHERE id = ?", [place_id])
    if not found:
        return None
    asked = replace(asked, place=place_id)
    path = place_link(place_id)
    ids = within(archive, [place_id])
    known = ledger.relations(archive, [place_id])
    most = known[:MOST_RELATIONS]
    course = _course(archive, ids) if most else {}
    listed = stories(archive, asked)
    return {
        "place": found[0],
        "parents": _parents(archive, found[0]["parent"]),
        "relations": [
            {
                **shown(row, speech, today),
                "course": _steps(course.get((row["a"], row["b"]), []), row["since"]),
            }
            for row in most
        ],
        "others": len(known) - len(most),
        "ledger": Asked(place=place_id).link("/relations"),
        "years": _years(most, course, today),
        "drawing": drawn(archive, most, speech),
        "total": listed.total,
        "cards": cards(archive, listed.page(), speech),
        "facets": [
            facet
            for facet in facets(listed, speech, path, fixed="place")
            if facet.name in ("period", "kind", "stage")
        ],
        "looked": looked_at(archive) if not listed.total else None,
        "pages": pages(replace(asked, place=""), listed.total, path),
        "exports": links(speech, "stories", asked.filters, stories=True),
        "relation_exports": links(speech, "relations", {"place": place_id}),
        "feed": asked.but().link("/feed.atom"),
    }  # fmt: skip


def _parents(archive: Archive, parent: str | None) -> list[dict[str, Any]]:
    rows = archive.rows("SELECT id, name FROM places WHERE id = ?", [parent or ""])
    return [{**row, "link": place_link(row["id"])} for row in rows]


def _course(archive: Archive, ids: list[str]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Pair -> what happened between the two, one row for each event."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for rows in grouped(archive.rows(_COURSE, [json.dumps(ids)]), "event_id").values():
        for pair in pairs([row["place_id"] for row in rows]):
            found.setdefault(pair, []).append(rows[0])
    return found


def _steps(rows: list[dict[str, Any]], since: str | None) -> list[dict[str, Any]]:
    """The dots on a relation's line: one for each story, stage and day, oldest first."""
    dots = {
        (row["day"], row["stage"], row["story_id"]): {
            "day": row["day"], "stage": row["stage"], "done": row["modality"] == "done",
            "story": row["story_id"],
        }
        for row in rows
    }  # fmt: skip
    if since and all(dot["day"] != since for dot in dots.values()):
        dots["", None, None] = {"day": since, "stage": None, "done": True, "story": None}
    return sorted(dots.values(), key=lambda dot: dot["day"])


def _years(
    relations: list[dict[str, Any]], course: dict[Any, list[dict[str, Any]]], today: date
) -> tuple[int, int]:
    """First and last year of the lines on which the relations are drawn."""
    days = [row["day"] for rows in course.values() for row in rows]
    days += [row["since"] for row in relations if row["since"]]
    years = [int(day[:4]) for day in days if day[:4].isdigit()]
    return min([*years, today.year]), max([*years, today.year]) + 1
