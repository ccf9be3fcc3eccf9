"""Whether an archive is sound: every fault with where it is and what to do; repairs nothing."""

import contextlib
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from kembar.errors import ArchiveError

from . import snapshots
from .archive import Archive

PAGE = 500
"""Hits read at once."""
NAMED = 5
"""Rows named of one kind of fault; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it should be."""

    where: str
    """Table or file."""
    what: str
    remedy: str
    """What to do about it."""


def faults(archive: Archive, *, places: Collection[str]) -> Iterator[Fault]:
    """Every fault, the gravest first. `places` are the ids that the gazetteer knows.

    Reads only, and holds no writer up; the search index is checked in a copy beside the archive.
    """
    damaged = list(_damage(archive))
    yield from damaged
    if damaged:
        return  # what follows could only fail
    yield from _orphans(archive)
    yield from _search(archive)
    yield from _offsets(archive)
    yield from _places(archive, places)
    yield from _stories(archive)
    yield from _verdicts(archive)


def _damage(archive: Archive) -> Iterator[Fault]:
    remedy = "put a backup in its place (`kembar archive restore FILE`)"
    try:
        found = [row["integrity_check"] for row in archive.rows("PRAGMA integrity_check(20)")]
    except ArchiveError as error:
        found = [str(error)]
    for line in found:
        if line != "ok":
            yield Fault("file", line, remedy)


def _orphans(archive: Archive) -> Iterator[Fault]:
    rows = archive.rows("PRAGMA foreign_key_check")
    for table in sorted({row["table"] for row in rows}):
        own = [row for row in rows if row["table"] == table]
        named = ", ".join(str(row["rowid"]) for row in own[:NAMED])
        yield Fault(
            table,
            f"{len(own)} rows refer to a row of {own[0]['parent']} that is not there ({named})",
            "another program wrote here; put a backup in its place, or delete these rows",
        )


def _search(archive: Archive) -> Iterator[Fault]:
    remedy = (
        "`sqlite3 archive.db \"INSERT INTO articles_fts(articles_fts) VALUES ('rebuild')\"` with "
        "the daemon stopped"
    )
    lost = archive.rows("SELECT id FROM articles EXCEPT SELECT id FROM articles_fts_docsize")
    spare = archive.rows("SELECT id FROM articles_fts_docsize EXCEPT SELECT id FROM articles")
    if lost:
        yield Fault("articles_fts", f"{len(lost)} articles cannot be searched{_ids(lost)}", remedy)
    if spare:
        yield Fault("articles_fts", f"{len(spare)} entries have no article{_ids(spare)}", remedy)
    if lost or spare:
        return
    copy = archive.path.with_name(f"{archive.path.name}.check")
    try:
        with snapshots.in_place(copy) as part:
            snapshots.write(archive.db.conn, part)
            wrong = _index_disagrees(part)
    except (OSError, sqlite3.Error) as error:
        yield Fault(
            "articles_fts", f"not checked: no copy could be made ({error})",
            "free as much disk space as the archive takes",
        )  # fmt: skip
        return
    if wrong:
        yield Fault("articles_fts", "the search index does not agree with the articles", remedy)


def _index_disagrees(copy: Path) -> bool:
    """SQLite's own comparison, which wants the right to write."""
    with contextlib.closing(sqlite3.connect(copy)) as connection:
        try:
            connection.execute(
                "INSERT INTO articles_fts(articles_fts, rank) VALUES ('integrity-check', 1)"
            )
        except sqlite3.DatabaseError:
            return True
        return False


def _offsets(archive: Archive) -> Iterator[Fault]:
    wrong: list[int] = []
    last = 0
    while rows := archive.rows(
        """SELECT hits.id, hits.start, hits."end", hits.sentence,
            coalesce(revisions.title, articles.title) AS title,
            coalesce(revisions.text, articles.text) AS text
        FROM hits JOIN articles ON articles.id = hits.article_id
        LEFT JOIN revisions ON revisions.article_id = hits.article_id
            AND revisions.revision = hits.revision
        WHERE hits.id > ? ORDER BY hits.id LIMIT ?""",
        [last, PAGE],
    ):
        for row in rows:
            full = f"{row['title']}\n\n{row['text']}"
            if full[row["start"] : row["end"]] != row["sentence"]:
                wrong.append(row["id"])
        last = rows[-1]["id"]
    if wrong:
        named = ", ".join(map(str, wrong[:NAMED]))
        yield Fault(
            "hits", f"{len(wrong)} sentences do not stand where they are said to ({named})",
            "another program changed texts; put a backup in its place",
        )  # fmt: skip


def _places(archive: Archive, known: Collection[str]) -> Iterator[Fault]:
    """Indonesian places that are acted for but in no gazetteer; abroad, any name will do."""
    rows = archive.rows(
        """SELECT place_id, count(*) AS events FROM event_parties
        WHERE substr(place_id, 1, 1) BETWEEN '0' AND '9' GROUP BY place_id"""
    )
    for row in rows:
        if row["place_id"].partition("#")[0] not in known:
            yield Fault(
                "event_parties", f"{row['events']} events name {row['place_id']}, an unknown place",
                "add it to places.local.tsv in your rules folder",
            )  # fmt: skip


def _stories(archive: Archive) -> Iterator[Fault]:
    rows = archive.rows(
        """SELECT id FROM stories WHERE articles <>
            (SELECT count(*) FROM articles WHERE articles.story_id = stories.id)
        OR sites <> (SELECT count(DISTINCT site) FROM articles
            WHERE articles.story_id = stories.id)"""
    )
    if rows:
        yield Fault(
            "stories", f"{len(rows)} stories count their articles wrongly{_ids(rows)}",
            "harmless; the next article of each counts anew",
        )  # fmt: skip


def _verdicts(archive: Archive) -> Iterator[Fault]:
    """What people said must go on speaking of the story that its article belongs to."""
    rows = archive.rows(
        """SELECT verdicts.id FROM verdicts JOIN articles ON articles.id = verdicts.article_id
        WHERE verdicts.story_id IS NOT articles.story_id
            OR verdicts.event_id NOT IN (SELECT id FROM events
                WHERE events.article_id = articles.id)"""
    )
    if rows:
        yield Fault(
            "verdicts", f"{len(rows)} verdicts name another story or event than their article's"
            f"{_ids(rows)}",
            "another program wrote here; put a backup in its place, or give these verdicts anew",
        )  # fmt: skip


def _ids(rows: list[dict[str, int]]) -> str:
    return f" ({', '.join(str(row['id']) for row in rows[:NAMED])})"
