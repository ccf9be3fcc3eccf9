"""The rows of a workbook: which columns its sheets have and what stands in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kembar.clock import zone_name
from kembar.model import Kind, Role, Stage
from kembar.plain import safe_url
from kembar.spoken import also, kind_of, pair, step
from storage.cuttings import Clipping, Happened, Report

from .labels import Labels

STORIES: Mapping[str, int] = {
    "story": 8, "day": 12, "headline": 60, "pair": 36, "kind": 26, "stage": 28, "modality": 18,
    "event_date": 12, "sentence": 80, "reports": 9, "sites": 9, "site": 24, "url": 50,
}  # fmt: skip
"""Column -> its width in characters."""
EVENTS: Mapping[str, int] = {
    "event": 9, "story": 8, "headline": 60, "site": 24, "published": 17, "zone": 7, "url": 50,
    "pair": 36, "kind": 26, "stage": 28, "modality": 18, "event_date": 12, "amount": 18,
    "currency": 12, "sectors": 24, "witnesses": 40, "score": 8, "sentence": 80,
}  # fmt: skip
RELATIONS: Mapping[str, int] = {
    "place": 30, "partner": 30, "kind": 26, "stage": 28, "since": 12, "last_activity": 14,
    "stories": 9, "source": 30,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """An address to click on."""

    url: str
    """http or https."""


Value = str | int | float | date | datetime | Link | None


def story_row(story: Clipping, said: Labels) -> tuple[Value, ...]:
    """A row of `STORIES`."""
    chief, first = story.chief, story.reports[0]
    return (
        story.id,
        story.day,
        first.title,
        pair(chief.names, said.facts),
        *_what(chief, said),
        chief.day,
        chief.sentence,
        len(story.reports),
        len({report.site for report in story.reports}),
        first.site,
        _link(first),
    )


def event_row(story: Clipping, event: Happened, said: Labels) -> tuple[Value, ...]:
    """A row of `EVENTS`; its time is local, and `zone` names the zone."""
    report = event.report
    others = [name for _, name, role in event.parties if role is not Role.PARTY]
    local = report.told.astimezone(story.zone).replace(tzinfo=None)
    return (
        event.id,
        story.id,
        report.title,
        report.site,
        local.date() if report.precision == "day" else local,
        zone_name(story.zone),
        _link(report),
        pair(event.names, said.facts),
        *_what(event, said),
        event.day,
        event.amount,
        event.currency,
        ", ".join(event.sectors),
        ", ".join(others),
        event.score,
        event.sentence,
    )


def relation_row(row: Mapping[str, Any], said: Labels) -> tuple[Value, ...]:
    """A row of `RELATIONS`."""
    return (
        row["a_name"],
        row["b_name"],
        kind_of(Kind(row["kind"]) if row["kind"] else None, said.facts),
        step(Stage(row["stage"]) if row["stage"] else None, None, said.facts),
        _day_or_year(row["since"]),
        _day_or_year(row["last_active"]),
        row["stories"],
        row["source"],
    )


def _what(event: Happened, said: Labels) -> tuple[str, str, str]:
    return (
        kind_of(event.kind, said.facts),
        step(event.stage, event.detail, said.facts),
        also(event.modality, said.facts),
    )


def link(url: str) -> Link | None:
    """An address as a link; None for what is no web address."""
    safe = safe_url(url)
    return Link(safe) if safe else None


def _link(report: Report) -> Link | None:
    return link(report.url)


def _day_or_year(text: str | None) -> date | int | None:
    """A day as a date, a year as a number."""
    if not text:
        return None
    return int(text) if len(text) == 4 else date.fromisoformat(text)
