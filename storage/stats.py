"""Questions about the whole archive: figures, full-text search, and what is wrong first."""

import shutil
from datetime import datetime, timedelta
from typing import Any

from kembar.clock import stamp

from . import breakers, outbox, runs
from .archive import Archive
from .cleaning import clean


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


def search(
    archive: Archive, query: str, limit: int = 20, newest: bool = True
) -> list[dict[str, Any]]:
    """Articles that hold every word of the query, newest first or (not `newest`) best first.

    The query is plain words; a word that ends with `*` stands for all that begin with it. Nothing
    in it is an operator, so none can be wrong.
    """
    asked = fts_query(query)
    if not asked:
        return []
    order = "coalesce(articles.published, articles.first_seen) DESC" if newest else "rank"
    return archive.rows(
        f"""SELECT articles.id, articles.url, articles.site, articles.title, articles.published,
            articles.published_precision, articles.first_seen, articles.story_id,
            snippet(articles_fts, 1, '', '', '…', 24) AS excerpt
        FROM articles_fts JOIN articles ON articles.id = articles_fts.rowid
        WHERE articles_fts MATCH ? ORDER BY {order} LIMIT ?""",
        [asked, limit],
    )


def fts_query(query: str) -> str:
    """The words of a person as an FTS5 query: each quoted, all wanted; empty without a word."""
    quoted = []
    for word in clean(query).split():
        bare = word.rstrip("*").replace('"', " ").strip()
        if any(character.isalnum() for character in bare):
            quoted.append(f'"{bare}"' + ("*" if word.endswith("*") else ""))
    return " ".join(quoted)


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
    away = {name: known for name, known in breakers.breakers(archive).items() if known.failures}
    oldest = archive.value("SELECT min(due) FROM outbox WHERE state IN ('pending', 'leased')")
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
        "disk": {"bytes": _size(archive), "free": shutil.disk_usage(archive.path.parent).free},
    }


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
