"""What a reader means: the places that a word names, and the events that hold what is asked.

All events that have a story are read at once: there are few for each hundred articles, and every
filter wants them counted in its own way.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from storage.archive import Archive
from storage.searching import match_words

from ..functions import same_place
from .asked import Asked

AT = "coalesce(articles.published, articles.first_seen)"
"""When a report was published, else first seen."""

_WITHIN = """WITH RECURSIVE wanted(id) AS (
    SELECT value FROM json_each(?)
    UNION
    SELECT places.id FROM places JOIN wanted ON places.parent = wanted.id
        OR substr(places.id, 1, instr(places.id, '#') - 1) = wanted.id
) SELECT id FROM wanted"""
_EVENTS = f"""SELECT events.id, events.story_id, events.main, events.kind, events.stage,
    events.sectors, articles.site, {AT} AS at, substr(datetime({AT}, '+7 hours'), 1, 7) AS month
FROM events JOIN articles ON articles.id = events.article_id
WHERE events.story_id IS NOT NULL"""
_PARTIES = """SELECT event_id, group_concat(place_id, char(10)) AS places
FROM event_parties GROUP BY event_id"""
_HOLDING = "articles.id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)"
_DEEPEST = 8  # a circle of parents in a local gazetteer must not hang a page


@dataclass(frozen=True, slots=True)
class Told:
    """One event, with what a filter may ask of it."""

    id: int
    """Number of the event."""
    story: int
    """Number of its story."""
    main: bool
    """Whether it is its article's chief one."""
    at: str
    """When its article was published, else first seen."""
    values: Mapping[str, frozenset[str]]
    """Filter -> the values under which the event is found; of places also those around them."""

    def fails(self, wanted: Mapping[str, frozenset[str]]) -> list[str]:
        """The filters that it does not meet."""
        return [name for name, any_of in wanted.items() if not self.values[name] & any_of]


def places_called(archive: Archive, asked: str) -> list[dict[str, Any]]:
    """The places that have this id, or that a person may call so."""
    exact = archive.rows("SELECT id, name, level FROM places WHERE id = ? COLLATE NOCASE", [asked])
    if exact or not asked:
        return exact
    known = archive.rows("SELECT id, name, level FROM places ORDER BY id")
    return [place for place in known if same_place(asked, place["name"])]


def within(archive: Archive, ids: list[str]) -> list[str]:
    """These places with all that lies in them, and their councils and offices."""
    return [row["id"] for row in archive.rows(_WITHIN, [json.dumps(ids)])]


def told(archive: Archive, words: str) -> list[Told]:
    """Every event that has a story; with words only those whose article holds them all."""
    rows = (
        archive.rows(f"{_EVENTS} AND {_HOLDING}", [match_words(words)])
        if words
        else archive.rows(_EVENTS)
    )
    places = _places(archive)
    nowhere: frozenset[str] = frozenset()
    return [
        Told(
            id=row["id"],
            story=row["story_id"],
            main=bool(row["main"]),
            at=row["at"],
            values={
                "place": places.get(row["id"], nowhere),
                "kind": _one(row["kind"]),
                "stage": _one(row["stage"]),
                "sector": _listed(row["sectors"]),
                "site": _one(row["site"]),
                "period": _period(row["month"]),
            },
        )
        for row in rows
    ]


def wanted(archive: Archive, asked: Asked) -> dict[str, frozenset[str]]:
    """For each filter that is asked for the values of which one will do."""
    found = {name: _one(value) for name, value in asked.filters.items() if name != "q"}
    if asked.place:
        found["place"] = frozenset(place["id"] for place in places_called(archive, asked.place))
    return found


# Thousands of events share a few values: each set of them is made once.
@lru_cache(maxsize=4096)
def _one(value: str | None) -> frozenset[str]:
    return frozenset((value,)) if value is not None else frozenset()


@lru_cache(maxsize=4096)
def _listed(sectors: str) -> frozenset[str]:
    try:
        return frozenset(str(one) for one in json.loads(sectors))
    except (ValueError, TypeError):
        return frozenset()  # a row that somebody edited: the event is found by everything else


@lru_cache(maxsize=4096)
def _period(month: str) -> frozenset[str]:
    return frozenset((month, month[:4]))


def _places(archive: Archive) -> dict[int, frozenset[str]]:
    """Event -> its places of any role, their areas, and all that these lie in."""
    around = {row["id"]: row["parent"] for row in archive.rows("SELECT id, parent FROM places")}
    known: dict[str, frozenset[str]] = {}
    found: dict[int, frozenset[str]] = {}
    for row in archive.rows(_PARTIES):
        together = row["places"]
        if together not in known:
            each = (_around(place, around) for place in together.split("\n"))
            known[together] = frozenset().union(*each)
        found[row["event_id"]] = known[together]
    return found


def _around(place: str, parents: Mapping[str, str | None]) -> frozenset[str]:
    chain = [place]
    area: str | None = place.partition("#")[0]
    while area and len(chain) < _DEEPEST:
        chain.append(area)
        area = parents.get(area)
    return frozenset(chain)
