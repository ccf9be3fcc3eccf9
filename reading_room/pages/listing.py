"""The list of stories that a reader asks for: a page of it, how many there are, and the facets."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from storage.archive import Archive

from ..speech import Speech
from .asked import FACETS, Asked
from .finding import AT, Condition, conditions, joined
from .paging import PER_PAGE

_MOST = 12  # values of a facet that a page shows; the rest is found by typing

# One row for each event that is meant; `main` lets a card show the chief one of those. `lying`
# tells for each place in it where that lies, as a province and a country stand for all in them.
_MEANT = f"""WITH meant AS MATERIALIZED (
    SELECT events.id, events.story_id, events.main, events.kind, events.stage, events.sectors,
        articles.site, {AT} AS at
    FROM events JOIN articles ON articles.id = events.article_id WHERE {{where}}
), lying AS (
    SELECT story_id, own.id, own.parent AS around, nullif(wider.parent, 'id') AS far
    FROM meant JOIN event_parties ON event_id = meant.id
    JOIN places own ON own.id = substr(place_id, 1, instr(place_id || '#', '#') - 1)
    LEFT JOIN places wider ON wider.id = own.parent
)"""
_VALUES = {
    "place": """SELECT id AS value, story_id FROM lying
        UNION ALL SELECT nullif(around, 'id'), story_id FROM lying
        UNION ALL SELECT far, story_id FROM lying""",
    "kind": "SELECT kind AS value, story_id FROM meant",
    "stage": "SELECT stage AS value, story_id FROM meant",
    "sector": "SELECT json_each.value AS value, story_id FROM meant, json_each(meant.sectors)",
    "site": "SELECT site AS value, story_id FROM meant",
    "period": "SELECT {period} AS value, story_id FROM meant",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One page of a list of stories."""

    total: int
    """Stories that are meant, on all pages."""
    rows: list[dict[str, Any]]
    """`story`, `event` (the one to show) and `at` (the first report), newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a facet."""

    value: str
    """As it is asked for."""
    label: str
    """In words."""
    count: int
    """Stories, with everything else that is asked."""
    link: str
    """Address of the list with this choice, or without it where it is chosen."""
    chosen: bool
    """Whether the list is already limited to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One filter with the values that it may take."""

    name: str
    """The field of the question."""
    title: str
    """In words."""
    choices: list[Choice]
    """The most frequent first; months and years the latest first."""


def stories(archive: Archive, asked: Asked, per_page: int = PER_PAGE) -> Listed:
    """The page of the list that is asked for."""
    where, values = joined(conditions(archive, asked))
    meant = _MEANT.format(where=where)
    total = archive.value(f"{meant} SELECT count(DISTINCT story_id) FROM meant", values)
    rows = archive.rows(
        f"""{meant} SELECT story_id AS story, min(at) AS at,
            coalesce(min(iif(main, id, NULL)), min(id)) AS event
        FROM meant GROUP BY story_id ORDER BY 2 DESC, 1 DESC LIMIT ? OFFSET ?""",
        [*values, per_page, (asked.page - 1) * per_page],
    )
    return Listed(total=total, rows=rows)


def facets(
    archive: Archive, asked: Asked, speech: Speech, path: str = "/", fixed: str = ""
) -> list[Facet]:
    """For each filter its values with counts of stories, as all other filters leave them.

    `path` is the page that the links lead to, `fixed` a filter that lies in the path itself.
    """
    linked = asked.but(**{fixed: ""}) if fixed else asked
    made = conditions(archive, asked)
    free = [name for name in FACETS if name not in made]
    counted = _count(archive, joined(made), free, asked)
    for name in made.keys() - {"q"}:
        counted |= _count(archive, joined(made, leaving_out=name), [name], asked)
    names = _names(archive, [value for value, _ in counted["place"]])
    return [
        Facet(
            name=name,
            title=_title(name, speech),
            choices=[
                Choice(
                    value=value,
                    label=_in_words(name, value, speech, names),
                    count=count,
                    chosen=value == asked.filters.get(name),
                    link=linked.but(**{name: _toggled(name, value, asked)}).link(path),
                )
                for value, count in counted[name]
            ],
        )
        for name in FACETS
    ]


def _count(
    archive: Archive, where: Condition, names: list[str], asked: Asked
) -> dict[str, list[tuple[str, int]]]:
    """The values of some filters, each with its stories."""
    if not names:
        return {}
    # Years first; within a chosen year its months.
    length = 7 if asked.period else 4
    local = f"substr(datetime(at, '+7 hours'), 1, {length})"
    parts = [
        f"""SELECT '{name}' AS facet, value, count(DISTINCT story_id) AS stories
        FROM ({_VALUES[name].format(period=local)}) WHERE value IS NOT NULL GROUP BY value"""
        for name in names
    ]
    rows = archive.rows(f"{_MEANT.format(where=where[0])} {' UNION ALL '.join(parts)}", where[1])
    found: dict[str, list[tuple[str, int]]] = {name: [] for name in names}
    for row in rows:
        found[row["facet"]].append((row["value"], row["stories"]))
    for name, values in found.items():
        values.sort(key=lambda one: one[0])
        values.sort(key=lambda one: one[0] if name == "period" else one[1], reverse=True)
        if name == "period" and asked.period:
            values[:] = [one for one in values if one[0].startswith(asked.period[:4])]
        chosen = asked.filters.get(name)
        values[:] = [one for at, one in enumerate(values) if at < _MOST or one[0] == chosen]
    return found


def _toggled(name: str, value: str, asked: Asked) -> str:
    """What choosing a value asks for: the value, or nothing again where it is chosen already."""
    if value != asked.filters.get(name):
        return value
    return value[:4] if name == "period" and len(value) > 4 else ""


def _names(archive: Archive, ids: list[str]) -> dict[str, str]:
    marks = ", ".join("?" * len(ids))
    rows = archive.rows(f"SELECT id, name FROM places WHERE id IN ({marks})", ids)
    return {row["id"]: row["name"] for row in rows}


def _title(name: str, speech: Speech) -> str:
    return {
        "place": speech("Daerah", "Place"),
        "kind": speech("Jenis", "Kind"),
        "stage": speech("Tahap", "Stage"),
        "sector": speech("Bidang", "Field"),
        "site": speech("Situs", "Site"),
        "period": speech("Waktu", "Time"),
    }[name]


def _in_words(name: str, value: str, speech: Speech, names: dict[str, str]) -> str:
    words: dict[str, Callable[[str], str]] = {
        "kind": speech.kind,
        "stage": speech.stage,
        "sector": speech.sector,
        "period": speech.day,
        "place": lambda place: names.get(place, place),
    }
    return words[name](value) if name in words else value
