"""Stories for machines and for spreadsheets: a CSV row or a JSON line for each.

Words are the archive's. `language` changes only `pair` and `what`, which says kind and stage.
"""

import csv
import io
import json
from typing import Any, BinaryIO

from kembar.clock import stamp
from kembar.plain import safe_url
from kembar.spoken import pair, what
from storage.clippings import Edition
from storage.cuttings import Clipping, Happened, Report

from .cells import guarded
from .heading import cut_line
from .labels import Labels, labels

COLUMNS = (
    "story", "day", "headline", "pair", "kind", "stage", "stage_detail", "modality", "what",
    "event_date", "sentence", "reports", "sites", "site", "url", "others",
)  # fmt: skip
_BEGIN = "\ufeff"  # without it spreadsheets take UTF-8 for an older encoding
_OTHERS = 50
"""Addresses of further reports in one cell."""


def write_csv(edition: Edition, out: BinaryIO, language: str) -> None:
    """A row a story, in UTF-8; what looks like a formula has an apostrophe before it."""
    said = labels(language)
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        text.write(_BEGIN)
        table = csv.writer(text)
        table.writerow(COLUMNS)
        for story in edition.stories:
            row = _row(story, said)
            table.writerow(
                guarded(value) if isinstance(value, str) else value
                for value in (row[column] for column in COLUMNS)
            )
    finally:
        text.detach()


def write_jsonl(edition: Edition, out: BinaryIO, language: str) -> None:
    """A JSON object a story, in UTF-8, with all its happenings and reports."""
    said = labels(language)
    for story in edition.stories:
        line = json.dumps(_record(story, said), ensure_ascii=False, separators=(",", ":"))
        out.write(line.encode("utf-8", "replace") + b"\n")
    if note := cut_line(edition, said):
        out.write(json.dumps({"note": note}, ensure_ascii=False).encode() + b"\n")


def _row(story: Clipping, said: Labels) -> dict[str, Any]:
    chief = story.chief
    urls = [safe_url(report.url) or "" for report in story.reports]
    return {
        "story": story.id,
        "day": story.day.isoformat(),
        "headline": story.reports[0].title,
        "pair": pair(chief.names, said.facts),
        "kind": chief.kind,
        "stage": chief.stage,
        "stage_detail": chief.detail,
        "modality": chief.modality,
        "what": what(chief.kind, chief.stage, chief.detail, chief.modality, said.facts),
        "event_date": chief.day.isoformat() if chief.day else None,
        "sentence": chief.sentence,
        "reports": len(story.reports),
        "sites": len({report.site for report in story.reports}),
        "site": story.reports[0].site,
        "url": urls[0],
        "others": " ".join(urls[1 : 1 + _OTHERS]),
    }


def _record(story: Clipping, said: Labels) -> dict[str, Any]:
    row = _row(story, said)
    return {
        "id": story.id,
        **{key: row[key] for key in ("day", "headline", "pair", "kind", "stage", "what")},
        "zone": story.zone.key,
        "events": [_event(event) for event in story.events],
        "reports": [_report(report) for report in story.reports],
    }


def _event(event: Happened) -> dict[str, Any]:
    money = {"value": event.amount, "currency": event.currency}
    return {
        "id": event.id,
        "url": event.report.url,
        "main": event.main,
        "kind": event.kind,
        "stage": event.stage,
        "stage_detail": event.detail,
        "modality": event.modality,
        "date": event.day.isoformat() if event.day else None,
        "amount": money if event.amount is not None else None,
        "sectors": event.sectors,
        "score": event.score,
        "rule": event.rule,
        "sentence": event.sentence,
        "parties": [{"id": i, "name": name, "role": role} for i, name, role in event.parties],
    }


def _report(report: Report) -> dict[str, Any]:
    return {
        "title": report.title,
        "url": report.url,
        "site": report.site,
        "published" if report.precision else "first_seen": stamp(report.told),
        "precision": report.precision,
    }
