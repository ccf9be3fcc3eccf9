"""Questions about the whole archive: figures, and what is wrong first."""

import shutil
from datetime import datetime, timedelta
from typing import Any

from kembar.clock import stamp

from . import breakers, keeping, outbox, runs
from .archive import Archive


def stats(archive: Archive) -> dict[str, Any]:
    """Figures of the archive: totals, and counts by site, kind and status."""
    totals = archive.rows(
        """SELECT (SELECT count(*) FROM articles) AS articles,
            (SELECT count(*) FROM articles WHERE story_id IS NOT NULL) AS flagged,
            (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM stories) AS stories,
            (SELECT count(*) FROM relations) AS relations,
            (SELECT count(*) FROM revisions) AS revisions,
            (SELECT count(*) FROM pages_failed) AS pages_failed,
            (SELECT min(first_seen) FROM articles) AS first_seen,
            (SELECT max(first_seen) FROM articles) AS last_seen"""
    )[0]
    by_site = archive.rows(
        """SELECT site, count(*) AS articles, count(story_id) AS flagged,
            max(first_seen) AS last_seen FROM articles GROUP BY site ORDER BY site"""
    )
    return {
        **totals,
        "bytes": _size(archive),
        "sites": by_site,
        "kinds": _count(archive, "SELECT kind, count(*) AS n FROM events WHERE main GROUP BY 1"),
        "statuses": _count(archive, "SELECT status, count(*) AS n FROM articles GROUP BY 1"),
    }


def status(archive: Archive, now: datetime) -> dict[str, Any]:
    """Sites, channels, queue and disk, as they stand; within each, what is wrong comes first."""
    rounds = runs.latest(archive)
    fresh = _count(
        archive,
        "SELECT site, count(*) AS n FROM articles WHERE first_seen >= ? GROUP BY 1",
        [stamp(now - timedelta(days=1))],
    )
    failing = _count(archive, "SELECT site, count(*) AS n FROM sources WHERE failures GROUP BY 1")
    sites = [
        {
            **row,
            "articles_today": fresh.get(row["site"], 0),
            "failing_sources": failing.get(row["site"], 0),
        }
        for row in rounds
    ]
    sites.sort(key=lambda row: (row["outcome"] == "ok", row["site"]))
    queue = outbox.counts(archive)
    oldest = archive.value(
        f"SELECT min(due) FROM outbox WHERE state IN ('pending', 'leased') AND NOT ({outbox.IDLE})"
    )
    away = {name: known for name, known in breakers.breakers(archive).items() if known.failures}
    return {
        "sites": sites,
        "channels": [
            {"channel": name, **states, **_receiver(away.get(name))}
            for name, states in sorted(queue.items(), key=lambda item: (-_dead(item[1]), item[0]))
        ],
        "queue": {
            "pending": sum(s.get("pending", 0) + s.get("leased", 0) for s in queue.values()),
            "dead": sum(map(_dead, queue.values())),
            "suppressed": sum(s.get("suppressed", 0) for s in queue.values()),
            "oldest": oldest,
        },
        "backup": _backup(archive, now),
        "disk": {"bytes": _size(archive), "free": shutil.disk_usage(archive.path.parent).free},
    }


def _backup(archive: Archive, now: datetime) -> dict[str, Any]:
    """How many daily backups are kept, when the newest was made, and whether the next is late."""
    made = keeping.kept(archive.path)
    newest = made[-1][0] if made else None
    late = newest is not None and now - newest > 2 * keeping.EVERY
    return {"kept": len(made), "newest": stamp(newest) if newest else None, "late": late}


def _receiver(known: breakers.Breaker | None) -> dict[str, Any]:
    """How long a channel has been failing, while it does."""
    if known is None:
        return {}
    return {
        "failures": known.failures, "open": known.open, "reason": known.reason,
        "since": stamp(known.since) if known.since else None,
    }  # fmt: skip


def _dead(states: dict[str, int]) -> int:
    return states.get("dead", 0)


def _count(archive: Archive, sql: str, parameters: list[Any] | None = None) -> dict[str, int]:
    rows = archive.rows(sql, parameters or [])
    return {str(key) if key is not None else "": n for key, n in (row.values() for row in rows)}


def _size(archive: Archive) -> int:
    files = (archive.path, archive.path.with_name(f"{archive.path.name}-wal"))
    return sum(file.stat().st_size for file in files if file.exists())
