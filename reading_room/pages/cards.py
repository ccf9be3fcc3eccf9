"""Stories as cards: headline, pair, kind and stage, the judged sentence, sources, local time."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from storage.archive import Archive

from ..speech import Speech
from .marking import marked

# The strongest hit of the event, else of its article.
SENTENCE = """coalesce(
    (SELECT sentence FROM hits WHERE hits.event_id = events.id AND hits.revision = 0
        ORDER BY score DESC, start LIMIT 1),
    (SELECT sentence FROM hits WHERE hits.article_id = events.article_id AND hits.revision = 0
        ORDER BY score DESC, start LIMIT 1))"""

_EVENTS = f"""SELECT events.id, events.story_id, events.kind, events.stage, events.modality,
    events.event_date, stories.title, {SENTENCE} AS sentence
FROM events JOIN stories ON stories.id = events.story_id
WHERE events.id IN (SELECT value FROM json_each(?))"""
_PARTIES = """SELECT event_id, place_id, name, level, role FROM event_parties
WHERE event_id IN (SELECT value FROM json_each(?)) ORDER BY event_id, position"""
_OUTLETS = """SELECT story_id, site, url, published_precision AS precision,
    coalesce(published, first_seen) AS at
FROM articles
WHERE story_id IN (SELECT value FROM json_each(?))
ORDER BY at, id"""


def cards(
    archive: Archive, rows: Sequence[dict[str, Any]], speech: Speech, words: str = ""
) -> list[dict[str, Any]]:
    """A card for each row of a list (`story`, `event`, `at`), in its order.

    `words` is what the reader searched for; it is marked too.
    """
    events = json.dumps([row["event"] for row in rows])
    told = {row["id"]: row for row in archive.rows(_EVENTS, [events])}
    parties = grouped(archive.rows(_PARTIES, [events]), "event_id")
    outlets = grouped(
        archive.rows(_OUTLETS, [json.dumps([row["story"] for row in rows])]), "story_id"
    )
    made = []
    for row in rows:
        event = told[row["event"]]
        here = parties.get(row["event"], [])
        reports = outlets.get(row["story"], [])
        precision = next((one["precision"] for one in reports if one["at"] == row["at"]), None)
        pair = [party for party in here if party["role"] == "party"]
        made.append(
            {
                **event,
                "link": f"/story/{row['story']}",
                "at": row["at"],
                "when": speech.moment(row["at"], home(here), precision),
                "parties": [{**party, "link": place_link(party["place_id"])} for party in pair],
                "marked": marked(event["sentence"], [party["name"] for party in pair], words),
                "outlets": reports,
            }
        )
    return made


def home(parties: Sequence[dict[str, Any]]) -> str | None:
    """The first place at home, whose clock a story goes by; None without one."""
    return next((p["place_id"] for p in parties if p["place_id"][:1].isdigit()), None)


def place_link(place_id: str) -> str:
    """The page of a place; a council or an office is shown at the page of its place."""
    return f"/place/{quote(place_id.partition('#')[0], safe=':')}"


def relation_link(a: str, b: str) -> str:
    """The page of two places."""
    return f"/relation/{quote(a, safe=':')}/{quote(b, safe=':')}"


def web(url: str | None) -> str | None:
    """An address that may become a link, and None for any other."""
    return url if url and url.lower().startswith(("http://", "https://")) else None


def grouped(rows: Sequence[dict[str, Any]], by: str) -> dict[Any, list[dict[str, Any]]]:
    """Rows by the value of one column, in their order."""
    found: dict[Any, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row[by], []).append(row)
    return found
