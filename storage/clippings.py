"""Stories as a clipping file tells them: chosen by day, place, kind, stage, site; no full text."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from kembar.clock import WIB, stamp, unstamp, zone_of
from kembar.model import Kind, Stage

from .archive import Archive
from .cuttings import Clipping, clipping
from .ledger import of_pairs
from .standing import Pair, at_home, pairs

_ONCE = 200
"""Stories whose pairs are asked for at a time."""
_SLACK = timedelta(days=1)
"""More than any zone differs from another: the first, coarse look at the days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which stories are wanted; what is left empty leaves nothing out."""

    since: date | None = None
    """First day, local to each story."""
    until: date | None = None
    """Last day, included."""
    places: tuple[str, ...] = ()
    """Ids; each stands for all that lies in it."""
    kinds: tuple[Kind, ...] = ()
    """Kinds of which a story has at least one."""
    stages: tuple[Stage, ...] = ()
    """Stages of which a story has reached at least one."""
    sites: tuple[str, ...] = ()
    """Names of sites of which at least one has told the story."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What was asked, how much was looked at, and what was found, to be read while it is written.

    `stories` and `relations` read the archive as they go, once, within the archive's `snapshot`.
    """

    asked: Asked
    places: tuple[str, ...]
    """The names of the places asked for."""
    made: datetime
    """When it was put together."""
    looked_at: int
    """Articles of the period in the archive, flagged or not, of the sites asked for."""
    sites: int
    """Sites that they come from."""
    found: int
    """Stories."""
    reports: int
    """Articles that tell these stories."""
    by_kind: Mapping[Kind | None, int]
    """Stories by the kind of their chief happening."""
    stories: Iterable[Clipping]
    """Newest first."""
    relations: Iterable[Mapping[str, Any]]
    """The relations that these stories belong to, as `ledger.relations` gives them."""
    left_out: int = 0
    """Older stories that were asked for too and are not in it."""
    words: str = ""
    """What else the stories were chosen by, as a reader typed it."""


@dataclass(frozen=True, slots=True)
class _Row:
    story: int
    zone: ZoneInfo
    told: datetime
    kind: Kind | None
    reports: int

    @property
    def day(self) -> date:
        return self.told.astimezone(self.zone).date()


@contextmanager
def snapshot(archive: Archive) -> Iterator[None]:
    """All that is read within is of one moment, whatever the daemon writes meanwhile."""
    archive.db.execute("BEGIN")
    try:
        yield
    finally:
        archive.db.rollback()


def edition(archive: Archive, asked: Asked, *, now: datetime) -> Edition:
    """The stories that were asked for."""
    rows = [row for row in _rows(archive, asked) if _within(row.day, asked)]
    return _edition(archive, asked, rows, now)


def edition_of(
    archive: Archive,
    stories: Sequence[int],
    *,
    now: datetime,
    asked: Asked | None = None,
    words: str = "",
    left_out: int = 0,
) -> Edition:
    """These stories, in the order of their days; `asked` and `words` say how they were chosen."""
    rows = list(_rows(archive, Asked(), stories))
    made = _edition(archive, asked or Asked(), rows, now)
    return replace(made, words=words, left_out=left_out)


def _edition(archive: Archive, asked: Asked, rows: Sequence[_Row], now: datetime) -> Edition:
    by_kind: dict[Kind | None, int] = {}
    for row in rows:
        by_kind[row.kind] = by_kind.get(row.kind, 0) + 1
    looked_at, sites = _looked_at(archive, asked)
    return Edition(
        asked=asked,
        places=tuple(_names(archive, asked.places)),
        made=now,
        looked_at=looked_at,
        sites=sites,
        found=len(rows),
        reports=sum(row.reports for row in rows),
        by_kind=by_kind,
        stories=(clipping(archive, row.story, row.zone) for row in rows),
        relations=_relations(archive, [row.story for row in rows]),
    )


def _rows(archive: Archive, asked: Asked, stories: Sequence[int] | None = None) -> Iterator[_Row]:
    """Every story that fits, newest first; its day is that of its first report, in its own zone."""
    sql, parameters = _select(asked, stories)
    for row in archive.rows(sql, parameters):
        parties = (row["parties"] or "").split(" ")
        yield _Row(
            story=row["id"],
            zone=zone_of(next((party for party in parties if at_home(party)), None)),
            told=unstamp(row["told"]),
            kind=Kind(row["kind"]) if row["kind"] else None,
            reports=row["articles"],
        )


def _select(asked: Asked, stories: Sequence[int] | None) -> tuple[str, list[Any]]:
    fits, parameters = ["events.story_id = stories.id"], list(asked.places)
    for column, words in (("kind", asked.kinds), ("stage", asked.stages)):
        if words:
            fits.append(f"events.{column} IN ({_marks(words)})")
            parameters += [word.value for word in words]
    if asked.places:
        fits.append(
            "EXISTS (SELECT 1 FROM event_parties WHERE event_id = events.id AND role = 'party' "
            "AND place_id IN (SELECT id FROM wanted))"
        )
    wanted = [f"EXISTS (SELECT 1 FROM events WHERE {' AND '.join(fits)})"]
    if asked.sites:
        wanted.append(
            "EXISTS (SELECT 1 FROM articles WHERE story_id = stories.id "
            f"AND site IN ({_marks(asked.sites)}))"
        )
        parameters += asked.sites
    if stories is not None:
        wanted.append("stories.id IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(list(stories)))
    for sign, day in ((">=", asked.since), ("<", asked.until)):
        if day is not None:
            wanted.append(f"told {sign} ?")
            parameters.append(stamp(_midnight(day) + (_SLACK * 2 if sign == "<" else -_SLACK)))
    return (
        f"""WITH RECURSIVE wanted(id) AS (
            SELECT id FROM places WHERE id IN ({_marks(asked.places)})
            UNION SELECT places.id FROM places JOIN wanted ON places.parent = wanted.id
        ),
        told_by AS (
            SELECT stories.id, stories.articles,
                (SELECT min(coalesce(published, first_seen)) FROM articles
                    WHERE story_id = stories.id) AS told,
                (SELECT id FROM events WHERE story_id = stories.id
                    ORDER BY main DESC, id LIMIT 1) AS chief
            FROM stories WHERE {" AND ".join(wanted)}
        )
        SELECT told_by.*, (SELECT kind FROM events WHERE id = chief) AS kind,
            (SELECT group_concat(place_id, ' ') FROM (SELECT place_id FROM event_parties
                WHERE event_id = chief AND role = 'party' ORDER BY position, place_id)) AS parties
        FROM told_by WHERE told IS NOT NULL ORDER BY told DESC, id DESC""",
        parameters,
    )


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=WIB)


def _within(day: date, asked: Asked) -> bool:
    return (asked.since or date.min) <= day <= (asked.until or date.max)


def _looked_at(archive: Archive, asked: Asked) -> tuple[int, int]:
    """Articles and sites of the period, whether anything came of them or not; days in WIB."""
    wanted, parameters = ["1"], list[Any]()
    if asked.since is not None:
        wanted.append("coalesce(published, first_seen) >= ?")
        parameters.append(stamp(_midnight(asked.since)))
    if asked.until is not None:
        wanted.append("coalesce(published, first_seen) < ?")
        parameters.append(stamp(_midnight(asked.until) + timedelta(days=1)))
    if asked.sites:
        wanted.append(f"site IN ({_marks(asked.sites)})")
        parameters += asked.sites
    row = archive.rows(
        "SELECT count(*) AS articles, count(DISTINCT site) AS sites FROM articles "
        f"WHERE {' AND '.join(wanted)}",
        parameters,
    )[0]
    return row["articles"], row["sites"]


def _names(archive: Archive, ids: Sequence[str]) -> Iterator[str]:
    for place in ids:
        yield str(archive.value("SELECT name FROM places WHERE id = ?", [place]) or place)


def _relations(archive: Archive, stories: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Read when the first of them is asked for."""
    yield from of_pairs(archive, _pairs(archive, stories))


def _pairs(archive: Archive, stories: Sequence[int]) -> set[Pair]:
    found: set[Pair] = set()
    for start in range(0, len(stories), _ONCE):
        some = stories[start : start + _ONCE]
        by_event: dict[int, list[str]] = {}
        for row in archive.rows(
            f"""SELECT event_id, place_id FROM event_parties
            JOIN events ON events.id = event_id
            WHERE role = 'party' AND story_id IN ({_marks(some)}) ORDER BY event_id, position""",
            some,
        ):
            by_event.setdefault(row["event_id"], []).append(row["place_id"])
        for parties in by_event.values():
            found |= pairs(parties)
    return found
