"""Counts of stories drawn as bars: by month, by kind, by stage, by field."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kembar.model import Kind, Stage
from storage.archive import Archive

from ..speech import Speech
from .asked import Asked
from .files import links

MONTHS = 24
"""Months that the chart of time shows, this one included."""

_MOST_FIELDS = 15
_HEIGHT = 160  # units of the highest column; a column and its gap take 40 of a chart's width
_MONTHLY = """SELECT substr(datetime(at, '+7 hours'), 1, 7) AS value, count(*) AS stories FROM (
    SELECT min(coalesce(articles.published, articles.first_seen)) AS at
    FROM events JOIN articles ON articles.id = events.article_id
    WHERE events.story_id IS NOT NULL GROUP BY events.story_id
) GROUP BY 1"""
_COUNTS = """SELECT {value} AS value, count(DISTINCT story_id) AS stories
FROM {table} WHERE events.story_id IS NOT NULL GROUP BY 1"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One value and how many stories have it."""

    label: str
    """In words."""
    count: int
    """Stories."""
    tick: str
    """What stands below the bar: its month, in January and under the first bar the year."""
    height: float
    """Units, of `_HEIGHT` for the largest."""
    link: str
    """Address of the list of these stories."""


def charts(archive: Archive, speech: Speech, today: date) -> dict[str, Any]:
    """The bars of the page of charts."""
    months = {row["value"]: row["stories"] for row in archive.rows(_MONTHLY)}
    kinds, stages = _counts(archive, "kind"), _counts(archive, "stage")
    rows = archive.rows(_COUNTS.format(value="json_each.value",
                                       table="events, json_each(events.sectors)"))  # fmt: skip
    fields = sorted(rows, key=lambda row: (-row["stories"], row["value"]))[:_MOST_FIELDS]
    return {
        "height": _HEIGHT,
        "exports": links(speech, "charts", {}),
        "months": _bars("period", [(m, months.get(m, 0)) for m in _last_months(today)], speech),
        "kinds": _bars("kind", [(k.value, kinds.get(k.value, 0)) for k in Kind], speech),
        "stages": _bars("stage", [(s.value, stages.get(s.value, 0)) for s in Stage], speech),
        "fields": _bars("sector", [(f["value"], f["stories"]) for f in fields], speech),
    }


def _counts(archive: Archive, column: str) -> dict[str, int]:
    rows = archive.rows(_COUNTS.format(value=f"events.{column}", table="events"))
    return {row["value"]: row["stories"] for row in rows}


def _bars(name: str, counts: list[tuple[str, int]], speech: Speech) -> list[Bar]:
    words = {"period": speech.day, "kind": speech.kind, "stage": speech.stage,
             "sector": speech.sector}[name]  # fmt: skip
    most = max((count for _, count in counts), default=0) or 1
    return [
        Bar(
            label=words(value),
            tick=_tick(value, at) if name == "period" else "",
            count=count,
            height=round(count / most * _HEIGHT, 1),
            link=Asked().but(**{name: value}).link(),
        )
        for at, (value, count) in enumerate(counts)
    ]


def _tick(month: str, at: int) -> str:
    return month[:4] if at == 0 or month.endswith("-01") else month[5:].lstrip("0")


def _last_months(today: date) -> list[str]:
    number = today.year * 12 + today.month - 1
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(number - MONTHS + 1, number + 1)]
