"""One relation: where two places stand, and how they came there, each step with its evidence."""

import json
from datetime import date
from typing import Any

from kembar.model import Stage
from storage import ledger
from storage.archive import Archive
from storage.relations import told_of
from storage.standing import ordered

from ..speech import Speech
from .cards import cards, web
from .files import links
from .finding import AT
from .maps import drawn
from .marking import marked
from .relations import COLUMNS, TABLES, shown

_STORIES = f"""SELECT events.story_id AS story, min(events.id) AS event, min({AT}) AS at
FROM events JOIN articles ON articles.id = events.article_id
WHERE events.id IN (SELECT value FROM json_each(?)) AND events.story_id IS NOT NULL
GROUP BY events.story_id ORDER BY at DESC"""
_ADDRESSES = """SELECT url, story_id, site FROM articles
WHERE url IN (SELECT value FROM json_each(?))"""


def relation(
    archive: Archive, one: str, other: str, speech: Speech, today: date
) -> dict[str, Any] | None:
    """Everything that the page of a pair shows; None if nothing is on record of it."""
    a, b = ordered(one, other)
    found = archive.rows(
        f"SELECT {COLUMNS} FROM {TABLES} WHERE relations.a = ? AND relations.b = ?",
        [a, b],
    )
    if not found:
        return None
    row = found[0]
    stories = told_stories(archive, a, b)
    lines = ledger.history(archive, a, b, today=today)
    return {
        "relation": shown(row, speech, today),
        "ladder": _ladder(row["stage"], lines),
        "lines": _lines(archive, lines, [row["a_name"], row["b_name"]], speech),
        "cards": cards(archive, stories, speech),
        "drawing": drawn(archive, [row], speech),
        "history_exports": links(speech, "history", {"a": a, "b": b}),
        "exports": links(speech, "relation", {"a": a, "b": b}, stories=True),
    }


def told_stories(archive: Archive, a: str, b: str) -> list[dict[str, Any]]:
    """The stories of a pair as rows of a list, newest first."""
    return archive.rows(_STORIES, [json.dumps(told_of(archive, *ordered(a, b)))])


def _ladder(stage: str | None, lines: list[ledger.Line]) -> list[dict[str, Any]]:
    """The stages of a usual life: which are on record, and where the pair stands now."""
    told = {line.stage for line in lines if line.modality == "done"}
    return [
        {"stage": step.value, "told": step.value in told, "now": step.value == stage}
        for step in Stage
    ]


def _lines(
    archive: Archive, lines: list[ledger.Line], names: list[str], speech: Speech
) -> list[dict[str, Any]]:
    rows = archive.rows(_ADDRESSES, [json.dumps([line.source for line in lines])])
    known = {row["url"]: row for row in rows}
    return [
        {
            "day": line.day,
            "when": speech.day(line.day),
            "kind": line.kind,
            "stage": line.stage,
            "modality": line.modality,
            "marked": marked(line.sentence, names),
            "title": line.title,
            "source": known[line.source]["site"] if line.source in known else line.source,
            "link": web(line.source),
            "story": known[line.source]["story_id"] if line.source in known else None,
            "reports": line.reports,
        }
        for line in lines
    ]
