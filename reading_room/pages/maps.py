"""Relations as lines on a map of the world, for one place, one pair or all."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from storage.archive import Archive
from storage.standing import UNDER_PAPER

from ..speech import Speech
from .cards import place_link, relation_link
from .files import links
from .geometry import Dot, Drawing, Line, Point, arc, drawing, point

MOST_LINES = 600
"""Relations that one map shows, the latest first; more are a black cloud."""

_THICKEST = 4.0  # pixels, of a relation that many stories tell of
_PLACES = """SELECT places.id, places.name,
    coalesce(places.latitude, around.latitude, far.latitude) AS latitude,
    coalesce(places.longitude, around.longitude, far.longitude) AS longitude
FROM places LEFT JOIN places around ON around.id = places.parent
LEFT JOIN places far ON far.id = around.parent
WHERE places.id IN (SELECT value FROM json_each(?))"""
_NEWEST = """SELECT relations.a, one.name AS a_name, relations.b, other.name AS b_name,
    relations.stage, relations.events AS stories
FROM relations JOIN places one ON one.id = relations.a JOIN places other ON other.id = relations.b
ORDER BY coalesce(last_active, since, '') DESC, relations.id LIMIT ?"""


def world(archive: Archive, speech: Speech) -> dict[str, Any]:
    """The map of all pairs, and of those within Indonesia alone."""
    relations = newest(archive, MOST_LINES + 1)
    shown = relations[:MOST_LINES]
    home = [row for row in shown if row["a"][:1].isdigit() and row["b"][:1].isdigit()]
    return {
        "world": drawn(archive, shown, speech),
        "home": drawn(archive, home, speech) if home else None,
        "relations": [
            {**row, "link": relation_link(row["a"], row["b"])} for row in shown
        ],
        "more": len(relations) > MOST_LINES,
        "exports": links(speech, "map", {}),
        "total": archive.value("SELECT count(*) FROM relations"),
    }  # fmt: skip


def newest(archive: Archive, most: int) -> list[dict[str, Any]]:
    """The relations whose last sign of life is the latest."""
    return archive.rows(_NEWEST, [most])


def drawn(archive: Archive, relations: Sequence[dict[str, Any]], speech: Speech) -> Drawing:
    """The map of some relations (`a`, `b`, their names, `stage`, `stories`).

    A place without coordinates of its own lies where its province or country does.
    """
    at = points(archive, {row[side] for row in relations for side in ("a", "b")})
    lines = [_line(row, at, speech) for row in relations if row["a"] in at and row["b"] in at]
    dots = {
        row[side]: Dot(
            x=at[row[side]][0], y=at[row[side]][1], name=row[f"{side}_name"],
            link=place_link(row[side]),
        )
        for row in relations for side in ("a", "b") if row[side] in at
    }  # fmt: skip
    return drawing(lines, list(dots.values()))


def _line(row: dict[str, Any], at: dict[str, Point], speech: Speech) -> Line:
    told = speech.count(row["stories"], "peristiwa", "story", "stories")
    return Line(
        path=arc(at[row["a"]], at[row["b"]]),
        width=min(1 + row["stories"] / 2, _THICKEST),
        title=f"{row['a_name']} – {row['b_name']}: {speech.step(row['stage'])}, {told}",
        link=relation_link(row["a"], row["b"]),
        firm=row["stage"] in UNDER_PAPER,
    )


def points(archive: Archive, ids: Iterable[str]) -> dict[str, Point]:
    """Where places lie on the map; a place of which nobody knows it is left out."""
    rows = archive.rows(_PLACES, [json.dumps(sorted(ids))])
    return {row["id"]: at for row in rows if (at := point(row)) is not None}
