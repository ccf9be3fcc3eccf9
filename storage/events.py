"""What an article tells, as rows: hits, events, their parties, the story, and the relations."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kembar.clock import stamp
from kembar.model import Article, Happening, Hit, Likeness, Party

from . import stories
from .archive import Archive
from .cleaning import clean, move_hit
from .places import ensure
from .relations import pairs_of, settle_all


@dataclass(frozen=True, slots=True)
class Recorded:
    """Where the chief happening of an article stands."""

    story_id: int
    event_id: int


def record(
    archive: Archive,
    article_id: int,
    article: Article,
    hits: Sequence[Hit],
    happenings: Sequence[Happening],
    *,
    full: str,
    now: datetime,
    likeness: Likeness | None = None,
) -> Recorded | None:
    """Store every hit and one event a happening; None where there is nothing to tell.

    `full` is title, blank line and text as judged, before cleaning. An article that has events
    already (its text changed) keeps its story and the id of its chief event; a new judgement
    without happenings leaves the old events: what was told stays on record.
    """
    rows = _insert_hits(archive, article_id, [*hits, *_all_hits(happenings)], full)
    if not happenings:
        return None
    before = pairs_of(archive, article_id)
    story_id = archive.value("SELECT story_id FROM articles WHERE id = ?", [article_id])
    old = archive.value("SELECT id FROM events WHERE article_id = ? AND main = 1", [article_id])
    if story_id is None:
        story_id = stories.place(archive, article_id, article, happenings[0], likeness, now)
    if old is not None:
        archive.db.execute("DELETE FROM events WHERE article_id = ? AND main = 0", [article_id])
    event_ids = []
    for position, happening in enumerate(happenings):
        event_id = old if position == 0 else None
        if event_id is None:
            event_id = _insert_event(archive, article_id, story_id, happening, position == 0, now)
        else:
            _update_event(archive, event_id, happening)
        _set_parties(archive, event_id, happening.parties)
        _link_hits(archive, event_id, [rows[_key(hit)] for hit in happening.hits])
        event_ids.append(event_id)
    settle_all(archive, before | pairs_of(archive, article_id), now=now)
    return Recorded(story_id, event_ids[0])


def _all_hits(happenings: Sequence[Happening]) -> list[Hit]:
    return [hit for happening in happenings for hit in happening.hits]


def _key(hit: Hit) -> tuple[str, int, int]:
    return hit.rule, hit.start, hit.end


def _insert_hits(
    archive: Archive, article_id: int, hits: Sequence[Hit], full: str
) -> dict[tuple[str, int, int], int]:
    """One row for each different hit; gives the row by rule and judged offsets."""
    rows: dict[tuple[str, int, int], int] = {}
    for hit in hits:
        if _key(hit) in rows:
            continue
        stored = move_hit(hit, full)
        cursor = archive.db.execute(
            """INSERT INTO hits (article_id, rule, score, start, "end", sentence)
            VALUES (?, ?, ?, ?, ?, ?)""",
            [
                article_id, clean(stored.rule), float(stored.score), stored.start, stored.end,
                stored.sentence,
            ],
        )  # fmt: skip
        rows[_key(hit)] = int(cursor.lastrowid or 0)
    return rows


def _link_hits(archive: Archive, event_id: int, hit_ids: Sequence[int]) -> None:
    archive.db.conn.executemany(
        "UPDATE hits SET event_id = ? WHERE id = ? AND event_id IS NULL",
        [(event_id, hit_id) for hit_id in hit_ids],
    )


def _facts(happening: Happening) -> list[str | float | None]:
    amount = happening.amount
    return [
        happening.kind.value if happening.kind else None,
        happening.stage.value if happening.stage else None,
        clean(happening.stage_detail) if happening.stage_detail else None,
        happening.modality.value if happening.modality else None,
        happening.date.isoformat() if happening.date else None,
        float(amount.value) if amount else None,
        amount.currency if amount else None,
        float(happening.score),
        json.dumps([clean(sector) for sector in happening.sectors], ensure_ascii=False),
    ]


def _insert_event(
    archive: Archive,
    article_id: int,
    story_id: int,
    happening: Happening,
    main: bool,
    now: datetime,
) -> int:
    cursor = archive.db.execute(
        """INSERT INTO events (kind, stage, stage_detail, modality, event_date, amount, currency,
            score, sectors, article_id, story_id, main, flagged_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [*_facts(happening), article_id, story_id, int(main), stamp(now)],
    )
    return int(cursor.lastrowid or 0)


def _update_event(archive: Archive, event_id: int, happening: Happening) -> None:
    archive.db.execute(
        """UPDATE events SET kind = ?, stage = ?, stage_detail = ?, modality = ?, event_date = ?,
            amount = ?, currency = ?, score = ?, sectors = ? WHERE id = ?""",
        [*_facts(happening), event_id],
    )


def _set_parties(archive: Archive, event_id: int, parties: Sequence[Party]) -> None:
    archive.db.execute("DELETE FROM event_parties WHERE event_id = ?", [event_id])
    for position, party in enumerate(parties):
        named = replace(party, id=clean(party.id), name=clean(party.name))
        ensure(archive, named)
        archive.db.execute(
            """INSERT INTO event_parties (event_id, place_id, role, name, level, position)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
            [event_id, named.id, named.role.value, named.name, named.level.value, position],
        )
