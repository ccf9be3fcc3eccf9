"""Where two places stand with each other: rows worked out from events, and from ties known before.

A relation's row holds nothing of its own. `settle` works it out anew from all that is on record of
the pair, in the order of the days on which it happened, so that a corrected judgement, an event
that is gone or an old report read late leaves it right.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from kembar.model import Modality, Stage

from .archive import Archive
from .places import ensure_area
from .standing import (
    Pair,
    Step,
    earliest,
    has_come,
    last_active,
    last_day,
    last_done,
    ordered,
    pairs,
    papers,
    walk,
)

# `33.26#dprd` is an office of `33.26`; `$` is the sign after `#`, so these bounds hold them all.
_OF_PLACE = "(place_id = ? OR (place_id > ? || '#' AND place_id < ? || '$'))"
_REPORTED = "date(coalesce(articles.published, articles.first_seen), '+7 hours')"


@dataclass(frozen=True, slots=True)
class Novelty:
    """Whether a pair is on record from before a story."""

    new: bool
    """True where nothing is."""
    since: str | None = None
    """Year (`2016`) or day (`2016-11-16`) of the first that is on record; None if no day is."""


def pairs_of(archive: Archive, article_id: int) -> set[Pair]:
    """The relations that an article's events belong to as they stand now."""
    return set(_by_pair(archive, "events.article_id = ?", article_id))


def settle_all(archive: Archive, wanted: Iterable[Pair], *, now: datetime) -> None:
    """`settle` each pair; to be called with an article's pairs of before and after a change."""
    for a, b in sorted(wanted):
        settle(archive, a, b, now=now)


def settle(archive: Archive, a: str, b: str, *, now: datetime) -> None:
    """Work out the row of one relation anew; without anything on record it goes."""
    a, b = ordered(a, b)
    with archive.write():
        _settle(archive, a, b, told_of(archive, a, b), now)


def rebuild(archive: Archive, *, now: datetime) -> int:
    """Settle every pair on record, in one transaction, and return how many relations there are."""
    with archive.write():
        told = _by_pair(archive, "1")
        for table in ("relations", "known_ties"):
            # An office of a place had a relation of its own once; such a row is settled away.
            for row in archive.rows(f"SELECT a, b FROM {table}"):
                told.setdefault((row["a"], row["b"]), [])
        for (a, b), events in sorted(told.items()):
            _settle(archive, a, b, events, now)
    return int(archive.value("SELECT count(*) FROM relations"))


def refresh(archive: Archive, *, now: datetime) -> None:
    """What a start owes: `rebuild` after an update, and the end of ties whose last day has come."""
    if archive.value("SELECT 1 FROM relations WHERE settled = 0 LIMIT 1") is not None:
        rebuild(archive, now=now)
        return
    due = archive.rows(
        """SELECT a, b, until FROM known_ties JOIN relations USING (a, b)
        WHERE until IS NOT NULL AND stage IS NOT 'ended'"""
    )
    today = now.date()
    wanted = {(row["a"], row["b"]) for row in due if has_come(row["until"], today)}
    settle_all(archive, wanted, now=now)


def novelty(archive: Archive, a: str, b: str, *, before: int) -> Novelty:
    """Whether a pair was on record before a story (its id): by an earlier story or a known tie."""
    a, b = ordered(a.partition("#")[0], b.partition("#")[0])
    earlier = [
        step
        for step in _steps(archive, told_of(archive, a, b))
        if step.story is not None and step.story < before
    ]
    ties = archive.rows("SELECT since FROM known_ties WHERE a = ? AND b = ?", [a, b])
    days = [step.day for step in earlier] + [tie["since"] for tie in ties]
    return Novelty(new=not days, since=earliest(days))


def told_of(archive: Archive, a: str, b: str) -> list[int]:
    """The ids of the events that belong to the relation of a pair."""
    rows = archive.rows(
        f"""SELECT event_id, place_id FROM event_parties WHERE role = 'party' AND event_id IN (
            SELECT event_id FROM event_parties WHERE role = 'party' AND {_OF_PLACE}
            INTERSECT
            SELECT event_id FROM event_parties WHERE role = 'party' AND {_OF_PLACE}
        ) ORDER BY event_id, position, place_id""",
        [a, a, a, b, b, b],
    )
    return [event for event, parties in _by_event(rows).items() if (a, b) in pairs(parties)]


def _settle(archive: Archive, a: str, b: str, events: Sequence[int], now: datetime) -> None:
    told = _steps(archive, events)
    ties = archive.rows("SELECT * FROM known_ties WHERE a = ? AND b = ?", [a, b])
    if not told and not ties:
        archive.db.execute("DELETE FROM relations WHERE a = ? AND b = ?", [a, b])
        return
    today = now.date()
    known = [step for tie in ties for step in _known(tie, today)]
    stage, kind = walk([*known, *told])
    seen = [step.seen for step in told] or [tie["imported"] for tie in ties]
    values = {
        "a": a, "b": b, "kind": kind, "stage": stage,
        "first_seen": min(seen), "last_seen": max(seen),
        "events": len({step.story for step in told}),
        "since": earliest([tie["since"] for tie in ties] + papers(told)),
        "last_done": last_done(told),
        "last_active": last_active(told),
        "source": "; ".join(dict.fromkeys(tie["source"] for tie in ties)) or None,
    }  # fmt: skip
    for place_id in (a, b):  # the place of a council may never have been named itself
        ensure_area(archive, place_id)
    changed = ", ".join(f"{name} = excluded.{name}" for name in values if name not in ("a", "b"))
    archive.db.execute(
        f"""INSERT INTO relations ({", ".join(values)}, settled)
        VALUES ({", ".join(f":{name}" for name in values)}, 1)
        ON CONFLICT (a, b) DO UPDATE SET {changed}, settled = 1""",
        values,
    )


def _steps(archive: Archive, events: Sequence[int]) -> list[Step]:
    rows = archive.rows(
        f"""SELECT coalesce(events.event_date, {_REPORTED}) AS day, events.stage, events.modality,
            events.kind, {_REPORTED} AS reported, events.flagged_at AS seen,
            coalesce(events.story_id, -events.id) AS story
        FROM events JOIN articles ON articles.id = events.article_id
        WHERE events.id IN (SELECT value FROM json_each(?))""",
        [json.dumps(events)],
    )
    return [Step(**row) for row in rows]


def _known(tie: dict[str, str | None], today: date) -> list[Step]:
    """A known tie as steps: a paper signed when it began, and an end if it has come."""
    done = Modality.DONE.value
    steps = [Step(tie["since"] or "", Stage.MOU.value, done, tie["kind"])]
    until = tie["until"]
    if until and has_come(until, today):
        steps.append(Step(last_day(until), Stage.ENDED.value, done, tie["kind"]))
    return steps


def _by_pair(archive: Archive, condition: str, *parameters: int) -> dict[Pair, list[int]]:
    """The relations of the events that a condition names, with the ids of those events."""
    rows = archive.rows(
        f"""SELECT event_id, place_id FROM event_parties
        JOIN events ON events.id = event_parties.event_id
        WHERE role = 'party' AND {condition} ORDER BY event_id, position, place_id""",
        parameters,
    )
    grouped: dict[Pair, list[int]] = {}
    for event, parties in _by_event(rows).items():
        for pair in pairs(parties):
            grouped.setdefault(pair, []).append(event)
    return grouped


def _by_event(rows: Iterable[dict[str, object]]) -> dict[int, list[str]]:
    """Event id -> its parties in the order of the rows."""
    grouped: dict[int, list[str]] = {}
    for row in rows:
        grouped.setdefault(int(str(row["event_id"])), []).append(str(row["place_id"]))
    return grouped
