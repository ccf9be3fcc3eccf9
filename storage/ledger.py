"""The ledger as people read it: relations by place, what sleeps, and the history of a pair."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kembar.model import Stage

from .archive import Archive
from .relations import told_of
from .standing import UNDER_PAPER, Pair, has_come, last_day

_WITHIN = """{name}(id) AS (
    SELECT id FROM places WHERE id IN ({marks})
    UNION SELECT places.id FROM places JOIN {name} ON places.parent = {name}.id
)"""
_RELATION = """SELECT relations.a, one.name AS a_name, relations.b, other.name AS b_name,
    relations.kind, relations.stage, relations.since, relations.last_active, relations.last_done,
    relations.events AS stories, relations.source, relations.first_seen, relations.last_seen
FROM relations JOIN places one ON one.id = relations.a JOIN places other ON other.id = relations.b
"""
_NEWEST = "ORDER BY coalesce(relations.last_active, relations.since, '') DESC, relations.a, b"
# The strongest of the event's own hits, else of the article's.
_SENTENCE = """coalesce(
    (SELECT sentence FROM hits WHERE hits.event_id = events.id AND hits.revision = 0
        ORDER BY score DESC, start LIMIT 1),
    (SELECT sentence FROM hits WHERE hits.article_id = events.article_id AND hits.revision = 0
        ORDER BY score DESC, start LIMIT 1))"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a relation's history: what a story tells, or a list that knows the tie."""

    day: str | None
    """Day of the happening, else of its report; a year where a list names only that."""
    kind: str | None
    """As in `events.kind`."""
    stage: str | None
    """As in `events.stage`; None for a tie known from a list."""
    modality: str | None
    """`done`, `planned` or `denied`."""
    sentence: str | None
    """The sentence that it was judged by, or the note of a list."""
    title: str | None
    """Headline of the article; None for a list."""
    source: str
    """Address of the article, or the name of the list."""
    reports: int = 1
    """Articles that tell the same story at the same stage."""


def relations(archive: Archive, *between: Sequence[str]) -> list[dict[str, Any]]:
    """The relations of the places of a first group, or between those of two; newest first.

    A group is a row of ids and stands for all that lies in them; without a group: all relations.
    """
    sql, parameters = _between(between)
    return archive.rows(f"{sql} {_NEWEST}", parameters)


def of_pairs(archive: Archive, wanted: Iterable[Pair]) -> list[dict[str, Any]]:
    """The relations of just these pairs (ids as in `relations`); newest first."""
    return archive.rows(
        f"""{_RELATION} WHERE (relations.a, relations.b) IN (
            SELECT value ->> 0, value ->> 1 FROM json_each(?)) {_NEWEST}""",
        [json.dumps(sorted(wanted))],
    )


def dormant(
    archive: Archive, *between: Sequence[str], years: int, today: date
) -> list[dict[str, Any]]:
    """Ties under a paper, or known from a list, of which nothing is on record for so many years.

    The longest asleep come first; those without any day, of which only a list knows, last. A year
    counts as its last day.
    """
    limit = _years_before(today, years)
    marks = ", ".join("?" for _ in UNDER_PAPER)
    sql, parameters = _between(between)
    last = "coalesce(relations.last_active, relations.since)"
    return archive.rows(
        f"""{sql} {"AND" if between else "WHERE"} relations.stage IN ({marks})
            AND ({last} IS NULL OR substr({last} || '-12-31', 1, 10) < ?)
        ORDER BY {last} IS NULL, {last}, relations.a, relations.b""",
        [*parameters, *UNDER_PAPER, limit.isoformat()],
    )


def history(archive: Archive, a: str, b: str, *, today: date) -> list[Line]:
    """All that is on record of a pair (ids as in `relations`), oldest first."""
    rows = archive.rows(
        f"""SELECT coalesce(event_date, date(coalesce(published, first_seen), '+7 hours')) AS day,
            kind, stage, modality, {_SENTENCE} AS sentence, title, url AS source,
            coalesce(events.story_id, -events.id) AS story
        FROM events JOIN articles ON articles.id = events.article_id
        WHERE events.id IN (SELECT value FROM json_each(?))
        ORDER BY day, events.id""",
        [json.dumps(told_of(archive, a, b))],
    )
    lines = [*_known(archive, a, b, today), *_told(rows)]
    return sorted(
        lines, key=lambda line: last_day(line.day) if line.stage == "ended" else line.day or ""
    )


def _when(line: Line) -> str:
    """Where a line stands: a year that only a list names begins a tie, or ends one."""
    return last_day(line.day) if line.stage == Stage.ENDED.value else line.day or ""


def _told(rows: Iterable[dict[str, Any]]) -> list[Line]:
    """One line for each story and stage: the first report, and how many there are."""
    grouped: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for row in rows:
        grouped.setdefault((row["story"], row["stage"], row["modality"]), []).append(row)
    return [
        Line(**{k: v for k, v in same[0].items() if k != "story"}, reports=len(same))
        for same in grouped.values()
    ]


def _known(archive: Archive, a: str, b: str, today: date) -> Iterable[Line]:
    for tie in archive.rows("SELECT * FROM known_ties WHERE a = ? AND b = ?", [a, b]):
        plain: dict[str, Any] = {
            "kind": tie["kind"],
            "sentence": tie["note"],
            "title": None,
            "source": tie["source"],
        }
        yield Line(day=tie["since"], stage=None, modality="done", **plain)
        if tie["until"]:
            modality = "done" if has_come(tie["until"], today) else "planned"
            yield Line(day=tie["until"], stage="ended", modality=modality, **plain)


def _between(between: Sequence[Sequence[str]]) -> tuple[str, list[str]]:
    """The SELECT for no, one or two groups of places, and its parameters."""
    if not between:
        return _RELATION, []
    names = ("here", "there")[: len(between)]
    marks = [", ".join("?" * len(group)) for group in between]
    tables = [_WITHIN.format(name=n, marks=m) for n, m in zip(names, marks, strict=True)]
    a, b = "relations.a IN {}", "relations.b IN {}"
    if len(names) == 1:
        wanted = f"({a.format('here')} OR {b.format('here')})"
    else:
        wanted = " OR ".join(
            f"({a.format(one)} AND {b.format(other)})" for one, other in (names, names[::-1])
        )
        wanted = f"({wanted})"
    sql = f"WITH RECURSIVE {', '.join(tables)} {_RELATION} WHERE {wanted}"
    return sql, [place for group in between for place in group]


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
