"""What is remembered of each source: how it is recognised, the next look, its rhythm, failures."""

import json
import math
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kembar.clock import stamp, unstamp
from kembar.model import Mark, Rhythm, SourceState

from .archive import Archive
from .cleaning import clean, clean_or_none

_COLUMNS = (
    "site", "url", "kind", "etag", "last_modified", "next_check", "failures", "last_new", "cursor",
    "found", "error", "strain", "digest", "whole", "parts", "rhythm",
)  # fmt: skip
_SAVE = (
    f"INSERT INTO sources ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
    " ON CONFLICT (site, url) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[2:])
)


def load(archive: Archive, site: str) -> list[SourceState]:
    """The sources of a site, in the order in which they came to be known."""
    rows = archive.rows("SELECT * FROM sources WHERE site = ? ORDER BY rowid", [site])
    return [_state(row) for row in rows]


def save(archive: Archive, *states: SourceState) -> None:
    """Remember sources as they now are."""
    with archive.write():
        for state in states:
            archive.db.execute(
                _SAVE,
                [
                    clean(state.site), clean(state.url), state.kind, clean_or_none(state.etag),
                    clean_or_none(state.last_modified), _stamped(state.next_check), state.failures,
                    _stamped(state.last_new), state.cursor, int(state.found),
                    clean_or_none(state.error), float(state.strain), state.digest,
                    _stamped(state.whole), _parts_text(state.parts), _rhythm_text(state.rhythm),
                ],
            )  # fmt: skip


def forget(archive: Archive, site: str, url: str) -> None:
    """Drop a source that the site no longer has; harmless if it is not known."""
    with archive.write():
        archive.db.execute("DELETE FROM sources WHERE site = ? AND url = ?", [site, url])


def due(archive: Archive, site: str | None = None) -> dict[str, datetime | None]:
    """The earliest next look of each known site, or of one; None means now."""
    rows = archive.rows(
        """SELECT site, min(coalesce(next_check, '')) AS first FROM sources
        WHERE :site IS NULL OR site = :site GROUP BY site ORDER BY first, site""",
        {"site": site},
    )
    return {row["site"]: unstamp(row["first"]) if row["first"] else None for row in rows}


def _state(row: dict[str, Any]) -> SourceState:
    return SourceState(
        site=row["site"],
        url=row["url"],
        kind=row["kind"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        next_check=unstamp(row["next_check"]) if row["next_check"] else None,
        failures=row["failures"],
        strain=row["strain"],
        last_new=unstamp(row["last_new"]) if row["last_new"] else None,
        cursor=row["cursor"],
        found=bool(row["found"]),
        error=row["error"],
        digest=row["digest"],
        whole=unstamp(row["whole"]) if row["whole"] else None,
        parts=_parts(row["parts"]),
        rhythm=_rhythm(row["rhythm"]),
    )


def _parts_text(parts: Mapping[str, Mark]) -> str | None:
    if not parts:
        return None
    told = {url: [mark.etag, mark.last_modified, mark.digest] for url, mark in parts.items()}
    return clean(json.dumps(told))


def _parts(text: str | None) -> dict[str, Mark]:
    if not text:
        return {}
    try:
        return {
            url: Mark(etag=etag, last_modified=modified, digest=digest)
            for url, (etag, modified, digest) in json.loads(text).items()
        }
    except (ValueError, TypeError, AttributeError):
        return {}  # a row that somebody edited: the documents are read once more


def _rhythm_text(rhythm: Rhythm) -> str | None:
    if rhythm.seen is None:
        return None
    return json.dumps(
        {
            "hours": [round(count, 3) for count in rhythm.hours],
            "days": [round(count, 3) for count in rhythm.days],
            "watched": round(rhythm.watched, 3),
            "pulse": round(rhythm.pulse, 3),
            "seen": stamp(rhythm.seen),
            "since": stamp(rhythm.since or rhythm.seen),
        },
        separators=(",", ":"),
    )


def _rhythm(text: str | None) -> Rhythm:
    if not text:
        return Rhythm()
    try:
        kept = json.loads(text)
        hours, days = (tuple(abs(float(n)) for n in kept[key]) for key in ("hours", "days"))
        watched, pulse = abs(float(kept["watched"])), abs(float(kept["pulse"]))
        known = all(map(math.isfinite, (*hours, *days, watched, pulse)))
        if not known or (len(hours), len(days)) != (24, 7):
            return Rhythm()
        seen, since = unstamp(kept["seen"]), unstamp(kept["since"])
        return Rhythm(hours=hours, days=days, watched=watched, pulse=pulse, seen=seen, since=since)
    except (ValueError, TypeError, KeyError):
        return Rhythm()  # a row that somebody edited: learnt anew


def _stamped(moment: datetime | None) -> str | None:
    return stamp(moment) if moment is not None else None
