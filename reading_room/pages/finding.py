"""Which stories and which places a reader means, as ids and as conditions of SQL."""

import json
from typing import Any

from storage.archive import Archive

from ..functions import match_words, same_place
from .asked import Asked

Condition = tuple[str, list[Any]]
"""SQL, and its parameters."""

AT = "coalesce(articles.published, articles.first_seen)"
"""When a report was published, else first seen."""

_WITHIN = """WITH RECURSIVE wanted(id) AS (
    SELECT value FROM json_each(?)
    UNION
    SELECT places.id FROM places JOIN wanted ON places.parent = wanted.id
        OR substr(places.id, 1, instr(places.id, '#') - 1) = wanted.id
) SELECT id FROM wanted"""


def places_called(archive: Archive, asked: str) -> list[dict[str, Any]]:
    """The places that have this id, or that a person may call so, the best known first."""
    exact = archive.rows("SELECT id, name, level FROM places WHERE id = ? COLLATE NOCASE", [asked])
    if exact or not asked:
        return exact
    known = archive.rows("SELECT id, name, level FROM places ORDER BY id")
    return [place for place in known if same_place(asked, place["name"])]


def within(archive: Archive, ids: list[str]) -> list[str]:
    """These places with all that lies in them, and their councils and offices."""
    return [row["id"] for row in archive.rows(_WITHIN, [json.dumps(ids)])]


def conditions(archive: Archive, asked: Asked) -> dict[str, Condition]:
    """For each thing asked, the condition that an event and its article must meet."""
    made: dict[str, Condition] = {}
    if asked.q:
        made["q"] = (
            "articles.id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)",
            [match_words(asked.q)],
        )
    if asked.place:
        ids = within(archive, [place["id"] for place in places_called(archive, asked.place)])
        made["place"] = (
            """events.id IN (SELECT event_id FROM event_parties
                WHERE place_id IN (SELECT value FROM json_each(?)))""",
            [json.dumps(ids)],
        )
    for name, column in (("kind", "events.kind"), ("stage", "events.stage")):
        if wanted := asked.filters.get(name):
            made[name] = (f"{column} = ?", [wanted])
    if asked.sector:
        made["sector"] = (
            "EXISTS (SELECT 1 FROM json_each(events.sectors) WHERE value = ?)",
            [asked.sector],
        )
    if asked.site:
        made["site"] = ("articles.site = ?", [asked.site])
    if asked.period:
        bounds = asked.bounds()
        made["period"] = (f"{AT} >= ? AND {AT} < ?", [*bounds]) if bounds else ("0", [])
    return made


def joined(made: dict[str, Condition], leaving_out: str = "") -> Condition:
    """All conditions but one as one."""
    kept = [condition for name, condition in made.items() if name != leaving_out]
    sql = " AND ".join(["events.story_id IS NOT NULL", *(f"({sql})" for sql, _ in kept)])
    return sql, [value for _, values in kept for value in values]
