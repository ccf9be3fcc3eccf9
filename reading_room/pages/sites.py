"""The sites: how the last round went, what is wrong first, and when each brings its news."""

from datetime import datetime, timedelta
from typing import Any

from kembar.clock import stamp
from kembar.model import Outcome, SourceState
from storage import sources
from storage.archive import Archive

from ..speech import Speech
from .cards import grouped
from .files import links

# Hops from site to site along the index: a scan of all rounds would grow with the years.
_KNOWN = """WITH RECURSIVE known(site) AS (
    SELECT min(site) FROM runs
    UNION ALL
    SELECT (SELECT min(site) FROM runs WHERE site > known.site) FROM known
    WHERE known.site IS NOT NULL
)"""
_ROUNDS = f"""{_KNOWN} SELECT runs.* FROM known
JOIN runs ON runs.id = (SELECT max(id) FROM runs WHERE site = known.site)"""
_LATELY = """SELECT site, count(*) AS articles, count(story_id) AS flagged FROM articles
WHERE first_seen >= ? GROUP BY site"""
_LAST = "SELECT max(first_seen) FROM articles WHERE site = ?"

_DAYS = 7
"""Days over which a site's articles are counted."""


def sites(archive: Archive, speech: Speech, now: datetime) -> dict[str, Any]:
    """A row for each site that was ever looked at, those with something wrong first."""
    rounds = {row["site"]: row for row in archive.rows(_ROUNDS)}
    named = archive.rows("SELECT DISTINCT site FROM sources")
    names = sorted(rounds.keys() | {row["site"] for row in named})
    lately = grouped(archive.rows(_LATELY, [stamp(now - timedelta(days=_DAYS))]), "site")
    rows = []
    for name in names:
        row = _row(sources.load(archive, name), rounds.get(name))
        counts = lately.get(name, [{"articles": 0, "flagged": 0}])[0]
        last = archive.value(_LAST, [name])
        rows.append(
            {
                "site": name,
                **row,
                "articles": counts["articles"],
                "flagged": counts["flagged"],
                "last": speech.moment(last),
                "next": speech.moment(row["next"]),
                "finished": speech.moment(row["finished"]),
            }
        )
    rows.sort(key=lambda row: (not row["wrong"], row["site"]))
    return {
        "rows": rows,
        "wrong": sum(row["wrong"] for row in rows),
        "days": _DAYS,
        "exports": links(speech, "sites", {}),
    }


def looked_at(archive: Archive) -> dict[str, Any]:
    """How much was read, so that an empty list can be believed."""
    figures = archive.rows(
        """SELECT (SELECT count(*) FROM articles) AS articles,
            (SELECT count(DISTINCT site) FROM articles) AS sites,
            (SELECT min(first_seen) FROM articles) AS first,
            (SELECT max(first_seen) FROM articles) AS last"""
    )[0]
    rounds = archive.rows(
        """SELECT site, finished, outcome, listed, stored FROM runs
        WHERE finished IS NOT NULL ORDER BY id DESC LIMIT 10"""
    )
    return {**figures, "rounds": rounds}


def _row(states: list[SourceState], latest: dict[str, Any] | None) -> dict[str, Any]:
    failing = [state for state in states if state.error or state.failures]
    outcome = latest["outcome"] if latest else None
    due = [stamp(state.next_check) for state in states if state.next_check]
    return {
        "outcome": outcome,
        "reason": latest["reason"] if latest else None,
        "finished": (latest["finished"] or latest["started"]) if latest else None,
        "listed": latest["listed"] if latest else 0,
        "stored": latest["stored"] if latest else 0,
        "next": min(due, default=None),
        "sources": len(states),
        "failing": [
            {"url": state.url, "failures": state.failures, "error": state.error}
            for state in failing
        ],
        "wrong": bool(failing) or outcome not in (Outcome.OK, None),
        "hours": _hours(states),
    }


def _hours(states: list[SourceState]) -> list[float]:
    """Share of the news by hour of the local day, against the busiest hour; empty if unknown."""
    together = [sum(hour) for hour in zip(*(s.rhythm.hours for s in states), strict=True)]
    most = max(together, default=0.0)
    return [round(hour / most, 3) for hour in together] if most else []
