"""Relations in a list: who with whom, how far, since when, and which have long been silent."""

import json
from datetime import date
from typing import Any

from storage.archive import Archive

from ..speech import Speech
from .asked import Asked
from .cards import place_link, relation_link
from .files import links
from .finding import places_called, within
from .paging import pages

PER_PAGE = 50
"""Relations on one page of the list."""

SILENCES = (1, 2, 5, 10)
"""Years without a sign of life that a reader may ask for."""

COLUMNS = """relations.a, one.name AS a_name, relations.b, other.name AS b_name, relations.kind,
    relations.stage, relations.since, relations.last_active, relations.events AS stories,
    relations.source"""
TABLES = """relations JOIN places one ON one.id = relations.a
    JOIN places other ON other.id = relations.b"""
_LAST = "coalesce(relations.last_active, relations.since)"


def relations(
    archive: Archive, asked: Asked, silent: int, speech: Speech, today: date
) -> dict[str, Any]:
    """A page of the list: of a place, kind or stage, or `silent` for so many years (0: all).

    The latest activity comes first; of the silent ones the longest silence.
    """
    where, values = _conditions(archive, asked, silent, today)
    total = archive.value(f"SELECT count(*) FROM relations WHERE {where}", values)
    rows = chosen(archive, asked, silent, today, limit=PER_PAGE, offset=(asked.page - 1) * PER_PAGE)
    spoken = {"silent": str(silent)} if silent else {}
    return {
        "asked": asked,
        "silent": silent,
        "silences": [
            (years, asked.but().link("/relations", silent=str(years))) for years in SILENCES
        ],
        "all": asked.but().link("/relations"),
        "total": total,
        "rows": [shown(row, speech, today) for row in rows],
        "pages": pages(asked, total, "/relations", PER_PAGE, **spoken),
        "exports": links(speech, "relations", {**asked.filters, **spoken}),
        "stages": _choices(archive, "stage", asked, silent, today, speech),
        "kinds": _choices(archive, "kind", asked, silent, today, speech),
    }


def chosen(
    archive: Archive, asked: Asked, silent: int, today: date, *, limit: int, offset: int = 0
) -> list[dict[str, Any]]:
    """Rows of the list in its order: so many from an offset on."""
    where, values = _conditions(archive, asked, silent, today)
    order = f"{_LAST} IS NULL, {_LAST}" if silent else f"coalesce({_LAST}, '') DESC"
    return archive.rows(
        f"""SELECT {COLUMNS} FROM {TABLES} WHERE {where}
        ORDER BY {order}, relations.a, relations.b LIMIT ? OFFSET ?""",
        [*values, limit, offset],
    )


def shown(row: dict[str, Any], speech: Speech, today: date) -> dict[str, Any]:
    """A relation's row with its days in words and the addresses of its pages."""
    last = row["last_active"] or row["since"]
    return {
        **row,
        "link": relation_link(row["a"], row["b"]),
        "a_link": place_link(row["a"]),
        "b_link": place_link(row["b"]),
        "since": speech.day(row["since"]),
        "last": speech.day(last),
        "ago": speech.since(last, today),
    }


def _conditions(
    archive: Archive, asked: Asked, silent: int, today: date, leaving_out: str = ""
) -> tuple[str, list[Any]]:
    made: list[str] = ["1"]
    values: list[Any] = []
    for name in ("kind", "stage"):
        wanted = asked.filters.get(name)
        if wanted and name != leaving_out:
            made.append(f"relations.{name} = ?")
            values.append(wanted)
    if asked.place:
        ids = within(archive, [place["id"] for place in places_called(archive, asked.place)])
        made.append("EXISTS (SELECT 1 FROM json_each(?) WHERE value IN (relations.a, relations.b))")
        values.append(json.dumps(ids))
    if silent:
        # A year that a list names counts as its last day; an ended tie is not silent, but over.
        made.append(
            f"""relations.stage IS NOT 'ended' AND ({_LAST} IS NULL
                OR substr({_LAST} || '-12-31', 1, 10) < ?)"""
        )
        values.append(f"{today.year - silent:04}-{today:%m-%d}")
    return " AND ".join(made), values


def _choices(
    archive: Archive, name: str, asked: Asked, silent: int, today: date, speech: Speech
) -> list[dict[str, Any]]:
    where, values = _conditions(archive, asked, silent, today, leaving_out=name)
    rows = archive.rows(
        f"""SELECT {name} AS value, count(*) AS number FROM relations
        WHERE {where} AND {name} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1""",
        values,
    )
    more = {"silent": str(silent)} if silent else {}
    words = {"kind": speech.kind, "stage": speech.stage}[name]
    return [
        {
            "label": words(row["value"]),
            "count": row["number"],
            "chosen": (is_chosen := row["value"] == asked.filters.get(name)),
            "link": asked.but(**{name: "" if is_chosen else row["value"]}).link(
                "/relations", **more
            ),
        }
        for row in rows
    ]
