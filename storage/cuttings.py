"""One story cut out for a clipping file: its reports, its happenings, the judged sentences."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kembar.clock import unstamp
from kembar.model import Kind, Modality, Role, Stage
from kembar.plain import one_line, shorten

from .archive import Archive

QUOTED = 300
"""Characters quoted of an article: a citation, never all of a text that is one long sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One article that tells the story."""

    title: str
    """Headline."""
    url: str
    """Address as stored."""
    site: str
    """Name of its site."""
    told: datetime
    """Published, else first seen."""
    precision: str | None
    """`minute` or `day` of a publication; None where it is the time it was first seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One happening that an article tells."""

    id: int
    """Number in `events`."""
    report: Report
    """Where it stands."""
    main: bool
    """Whether it is its article's chief one."""
    kind: Kind | None
    """None for a watch without a kind."""
    stage: Stage | None
    """How far it came."""
    detail: str | None
    """The finer official term."""
    modality: Modality | None
    """Done, planned or denied."""
    day: date | None
    """Of the happening, local."""
    amount: float | None
    """Money, in whole units."""
    currency: str | None
    """ISO 4217."""
    sectors: tuple[str, ...]
    """Fields of the cooperation."""
    score: float
    """Points."""
    rule: str | None
    """Id of the rule that met the sentence."""
    sentence: str | None
    """The judged sentence, on one line, at most `QUOTED` characters."""
    parties: tuple[tuple[str, str, Role], ...]
    """Id, name and role of each place, in the article's order."""

    @property
    def names(self) -> list[str]:
        """Who deals with whom; brokers stand in only where fewer than two are parties."""
        told = [name for _, name, role in self.parties if role is Role.PARTY]
        if len(told) < 2:
            told += [name for _, name, role in self.parties if role is Role.BROKER]
        return told


@dataclass(frozen=True, slots=True, kw_only=True)
class Clipping:
    """A story with all that may be shown of it."""

    id: int
    """Number in `stories`."""
    zone: ZoneInfo
    """Of the first Indonesian place in it, in which its times are told."""
    reports: tuple[Report, ...]
    """Oldest first."""
    events: tuple[Happened, ...]
    """The chief happening first."""

    @property
    def chief(self) -> Happened:
        """The happening that stands for the story."""
        return self.events[0]

    @property
    def day(self) -> date:
        """Of the first report, local."""
        return self.reports[0].told.astimezone(self.zone).date()


def clipping(archive: Archive, story: int, zone: ZoneInfo) -> Clipping:
    """Read one story that has at least one event."""
    reports = {
        row["id"]: _report(row)
        for row in archive.rows(
            "SELECT id, title, url, site, published, published_precision, first_seen FROM articles "
            "WHERE story_id = ? ORDER BY coalesce(published, first_seen), id",
            [story],
        )
    }
    events = archive.rows("SELECT * FROM events WHERE story_id = ? ORDER BY main DESC, id", [story])
    return Clipping(
        id=story,
        zone=zone,
        reports=tuple(reports.values()),
        events=tuple(_happened(archive, row, reports[row["article_id"]]) for row in events),
    )


def _report(row: dict[str, Any]) -> Report:
    return Report(
        title=one_line(row["title"]),
        url=row["url"],
        site=one_line(row["site"]),
        told=unstamp(row["published"] or row["first_seen"]),
        precision=(row["published_precision"] or "minute") if row["published"] else None,
    )


def _happened(archive: Archive, row: dict[str, Any], report: Report) -> Happened:
    hit = judged(archive, row["id"], row["article_id"])
    return Happened(
        id=row["id"],
        report=report,
        main=bool(row["main"]),
        kind=Kind(row["kind"]) if row["kind"] else None,
        stage=Stage(row["stage"]) if row["stage"] else None,
        detail=row["stage_detail"],
        modality=Modality(row["modality"]) if row["modality"] else None,
        day=date.fromisoformat(row["event_date"]) if row["event_date"] else None,
        amount=row["amount"],
        currency=row["currency"],
        sectors=tuple(json.loads(row["sectors"])),
        score=row["score"],
        rule=hit["rule"] if hit else None,
        sentence=shorten(one_line(hit["sentence"]), QUOTED) if hit else None,
        parties=tuple(_parties(archive, row["id"])),
    )


def judged(archive: Archive, event: int, article: int) -> dict[str, Any] | None:
    """The strongest hit of the event in the newest text that told it; else one of the article.

    An article that was edited until nothing in it is flagged keeps the sentence that was.
    """
    rows = archive.rows(
        """SELECT rule, sentence FROM hits WHERE article_id = ?
        ORDER BY event_id IS NOT ?, revision <> 0, revision DESC, score DESC, start LIMIT 1""",
        [article, event],
    )
    return rows[0] if rows else None


def _parties(archive: Archive, event: int) -> Sequence[tuple[str, str, Role]]:
    return [
        (row["place_id"], one_line(row["name"]), Role(row["role"]))
        for row in archive.rows(
            "SELECT place_id, name, role FROM event_parties WHERE event_id = ? "
            "ORDER BY position, place_id",
            [event],
        )
    ]
