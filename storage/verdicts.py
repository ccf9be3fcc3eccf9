"""What people made of alerts: found by an alert's id, recorded, and read back.

A verdict belongs to the alert that was answered and to the event that it told. A later one of the
same person on the same alert stands in its place; the earlier rows stay as history.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from kembar.clock import stamp
from kembar.errors import KembarError
from kembar.model import Kind, Stage, Verdict
from kembar.plain import one_line, shorten

from . import places
from .archive import Archive
from .cleaning import clean
from .outbox import alert_key

SHORTEST = 8
"""Hex digits that name an alert; every message shows so many."""
LONGEST_NOTE = 1000
LONGEST_NAME = 80
NAMED = 5
"""Alerts named where an id fits several."""

STANDS = """NOT EXISTS (SELECT 1 FROM verdicts AS later WHERE later.alert_key = verdicts.alert_key
    AND later."by" = verdicts."by" AND later.id > verdicts.id)"""
"""SQL: true of a row of `verdicts` that no later one of the same person replaces."""

_ID = re.compile(rf"#?([0-9a-f]{{{SHORTEST},64}})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One alert that can be answered."""

    key: str
    """`alert_key`, 64 hex digits."""
    occasion: str
    """`first`, `stage` ..."""
    story_id: int | None
    event_id: int | None
    article_id: int | None
    title: str
    """Headline of the article that it told."""
    sentence: str | None
    """The judged sentence, on one line."""
    rules: tuple[str, ...]
    """Those whose hits made the event, the strongest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a person makes of an alert."""

    verdict: Verdict
    by: str
    """Name of the person."""
    note: str | None = None
    """In the person's words."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What is right instead: `kind`, `stage`, `parties` (a list of `{"id", "name"}`)."""


def find(archive: Archive, written: str) -> Alert:
    """The one alert that an id names, given with or without `#`; KembarError says what to do."""
    matched = _ID.fullmatch(written.strip())
    if matched is None:
        raise KembarError(
            f"{written!r} names no alert; give the {SHORTEST} digits behind the # of its message, "
            "0-9 and a-f (`#1a2b3c4d`)"
        )
    asked = matched[1].lower()
    rows = archive.rows(
        """SELECT alert_key, min(occasion) AS occasion, max(story_id) AS story_id,
            max(event_id) AS event_id FROM (
            SELECT alert_key, occasion, story_id, event_id FROM outbox WHERE story_id IS NOT NULL
            UNION ALL SELECT alert_key, NULL, story_id, event_id FROM verdicts)
        WHERE alert_key BETWEEN :low AND :high GROUP BY alert_key ORDER BY alert_key""",
        {"low": asked, "high": asked + "g"},
    )
    if not rows:
        raise KembarError(
            f"#{asked}: no alert of this archive has this id; digests and proofs have none, each "
            "story in them has its own (`kembar alerts verdict` takes the # of one story)"
        )
    if len(rows) > 1:
        raise KembarError(_several(archive, asked, rows))
    return _alert(archive, rows[0])


def of_story(archive: Archive, story_id: int) -> Alert | None:
    """The first alert of a story, told or not; None if there is no such story."""
    if archive.value("SELECT 1 FROM stories WHERE id = ?", [story_id]) is None:
        return None
    key = alert_key(story_id)
    event = archive.value("SELECT max(event_id) FROM outbox WHERE alert_key = ?", [key])
    row = {"alert_key": key, "occasion": "first", "story_id": story_id, "event_id": event}
    return _alert(archive, row)


def facts(
    archive: Archive, *, kind: str | None, stage: str | None, parties: tuple[str, ...] = ()
) -> dict[str, Any]:
    """What is right instead, checked; KembarError names what is unknown or fits several places."""
    told: dict[str, Any] = {}
    if kind:
        told["kind"] = _word(kind, [one.value for one in Kind], "kind")
    if stage:
        told["stage"] = _word(stage, [one.value for one in Stage], "stage")
    if parties:
        told["parties"] = [_place(archive, written) for written in parties]
    return told


def record(archive: Archive, alert: Alert, answer: Answer, now: datetime) -> int:
    """Keep a verdict and return its number. KembarError if a `fix` does not say what is wrong."""
    note = shorten(one_line(clean(answer.note or "")), LONGEST_NOTE) or None
    if answer.verdict is Verdict.FIX and note is None and not answer.facts:
        raise KembarError(
            "fix: say which fact is wrong, in a note, or give the right kind, stage or parties"
        )
    by = shorten(one_line(clean(answer.by)), LONGEST_NAME)
    if not by:
        raise KembarError("a verdict needs the name of who gives it")
    with archive.write():
        cursor = archive.db.execute(
            """INSERT INTO verdicts (alert_key, story_id, event_id, article_id, verdict, rules,
                note, facts, "by", made) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            [
                alert.key, alert.story_id, alert.event_id, alert.article_id, answer.verdict.value,
                json.dumps(alert.rules), note, json.dumps(answer.facts, ensure_ascii=False), by,
                stamp(now),
            ],
        )  # fmt: skip
        return int(cursor.lastrowid or 0)


def read(
    archive: Archive,
    *,
    story: int | None = None,
    rule: str | None = None,
    verdict: str | None = None,
    standing: bool = False,
    limit: int = -1,
) -> list[dict[str, Any]]:
    """Verdicts, newest first, each with headline and sentence; `stands` is 0 once replaced.

    `limit` -1 means all. `rules` is a list, `facts` a dict.
    """
    rows = archive.rows(
        f"""SELECT verdicts.*, {STANDS} AS stands, articles.title, articles.url
        FROM verdicts LEFT JOIN articles ON articles.id = verdicts.article_id
        WHERE (:story IS NULL OR verdicts.story_id = :story)
            AND (:verdict IS NULL OR verdict = :verdict)
            AND (:rule IS NULL OR EXISTS (SELECT 1 FROM json_each(rules) WHERE value = :rule))
            AND ({STANDS} OR NOT :standing)
        ORDER BY verdicts.id DESC LIMIT :limit""",
        {"story": story, "verdict": verdict, "rule": rule, "standing": standing, "limit": limit},
    )
    for row in rows:
        row["rules"], row["facts"] = json.loads(row["rules"]), json.loads(row["facts"])
        row["sentence"] = _sentence(archive, row["event_id"], row["article_id"])
    return rows


def _alert(archive: Archive, row: Mapping[str, Any]) -> Alert:
    found = archive.rows(
        """SELECT events.id, events.article_id, articles.title
        FROM events JOIN articles ON articles.id = events.article_id
        WHERE events.story_id = ?
        ORDER BY events.id IS NOT ?, events.main DESC, events.id LIMIT 1""",
        [row["story_id"], row["event_id"]],
    )
    event = found[0] if found else {"id": None, "article_id": None, "title": None}
    title = event["title"] or archive.value(
        "SELECT title FROM stories WHERE id = ?", [row["story_id"]]
    )
    return Alert(
        key=row["alert_key"],
        occasion=row["occasion"] or "first",
        story_id=row["story_id"],
        event_id=event["id"],
        article_id=event["article_id"],
        title=one_line(title or ""),
        sentence=_sentence(archive, event["id"], event["article_id"]),
        rules=_rules(archive, event["id"], event["article_id"]),
    )


def _rules(archive: Archive, event: int | None, article: int | None) -> tuple[str, ...]:
    """What spoke for the event; of the whole article where no hit is linked to it."""
    rows = archive.rows(
        """SELECT rule, event_id IS :event AS own FROM hits
        WHERE article_id = :article AND revision = 0 AND score > 0
        GROUP BY rule, own ORDER BY max(score) DESC, rule""",
        {"event": event, "article": article},
    )
    own = [row["rule"] for row in rows if row["own"]]
    return tuple(dict.fromkeys(own or [row["rule"] for row in rows]))


def _sentence(archive: Archive, event: int | None, article: int | None) -> str | None:
    found = archive.value(
        """SELECT sentence FROM hits WHERE article_id = ? AND revision = 0
        ORDER BY event_id IS NOT ?, score DESC, start LIMIT 1""",
        [article, event],
    )
    return one_line(found) if found else None


def _several(archive: Archive, asked: str, rows: list[dict[str, Any]]) -> str:
    named = "; ".join(
        f"#{row['alert_key'][: len(asked) + 4]} {_alert(archive, row).title}"
        for row in rows[:NAMED]
    )
    return f"#{asked} fits {len(rows)} alerts; give more digits: {named}"


def _word(written: str, known: list[str], what: str) -> str:
    if written in known:
        return written
    raise KembarError(f"{written!r} is no {what}; there are: {', '.join(known)}")


def _place(archive: Archive, written: str) -> dict[str, str]:
    ids = places.called(archive, written)
    if len(ids) != 1:
        what = f"fits {', '.join(ids)}; give one of these ids" if ids else (
            "is the id or name of no place in the archive; write it in full (`Kota Bontang`), or "
            "its id (`64.74`, `jp:kisarazu`)"
        )  # fmt: skip
        raise KembarError(f"party {written!r} {what}")
    name = archive.value("SELECT name FROM places WHERE id = ?", ids)
    return {"id": ids[0], "name": name}
