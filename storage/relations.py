"""Where two places stand with each other, as rows; what is told of them is written in `events`."""

from datetime import datetime
from itertools import combinations

from kembar.clock import stamp
from kembar.model import Happening, Modality, Role, Stage

from .archive import Archive
from .cleaning import clean

_RANK = {stage.value: rank for rank, stage in enumerate(Stage)}
# What is only planned has not come further than talks, whatever paper is meant.
_FURTHEST_PLANNED = _RANK[Stage.TALKS.value]


def relate(archive: Archive, happening: Happening, now: datetime) -> None:
    """Carry the happening into the relation of each pair of its parties."""
    places = sorted({clean(party.id) for party in happening.parties if party.role is Role.PARTY})
    for a, b in combinations(places, 2):
        rows = archive.rows("SELECT id, stage FROM relations WHERE a = ? AND b = ?", [a, b])
        kind = happening.kind.value if happening.kind else None
        if not rows:
            archive.db.execute(
                """INSERT INTO relations (a, b, kind, stage, first_seen, last_seen)
                VALUES (?, ?, ?, ?, ?, ?)""",
                [a, b, kind, stage_after(None, happening), stamp(now), stamp(now)],
            )
            continue
        stage = stage_after(rows[0]["stage"], happening)
        moved = stage != rows[0]["stage"]
        archive.db.execute(
            """UPDATE relations SET last_seen = ?, events = events + 1, stage = ?,
                kind = CASE WHEN ? OR kind IS NULL THEN coalesce(?, kind) ELSE kind END
            WHERE id = ?""",
            [stamp(now), stage, moved, kind, rows[0]["id"]],
        )


def stage_after(before: str | None, happening: Happening) -> str | None:
    """Where two places stand after a happening: forward only, except for an end or a new start."""
    if happening.stage is None or happening.modality is Modality.DENIED:
        return before
    rank = _RANK[happening.stage.value]
    if happening.modality is Modality.PLANNED:
        rank = min(rank, _FURTHEST_PLANNED)
    reached = list(Stage)[rank].value
    if before is None or rank > _RANK[before]:
        return reached
    restarted = before == Stage.ENDED.value and happening.modality is not Modality.PLANNED
    return reached if restarted else before
