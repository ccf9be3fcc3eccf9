"""The public copy of an archive: headlines, judged sentences, facts and links; never a full text.

A new file is filled from one snapshot with what is named here and nothing else, so that what a
later version stores stays out until somebody lets it in. `articles.text` holds the judged sentences
alone, and the offsets of `hits` fit it.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kembar.clock import stamp
from kembar.errors import ArchiveError
from kembar.plain import one_line, shorten

from .archive import Archive
from .cuttings import QUOTED
from .proving import leaks

MARK = 0x4B4D4250
"""`KMBP` in the file's head (`PRAGMA application_id`): a public copy of ours."""
_MARK_AT = 68
"""Where SQLite keeps it."""

_TOLD = "story_id IN (SELECT id FROM main.stories)"
_ARTICLES = (
    "id", "url", "site", "title", "published", "published_precision", "modified", "first_seen",
    "fetched", "language", "status", "story_id",
)  # fmt: skip
_EVENTS = (
    "id", "article_id", "story_id", "main", "kind", "stage", "stage_detail", "modality",
    "event_date", "amount", "currency", "score", "flagged_at", "sectors",
)  # fmt: skip
_RELATIONS = (
    "id", "a", "b", "kind", "stage", "first_seen", "last_seen", "events", "since", "last_done",
    "last_active", "source", "settled",
)  # fmt: skip
# Table -> the columns that go along, and which rows. Only what came of a story is told to all:
# of other news not even the headline, for it is nobody's business here.
_COPIED: Mapping[str, tuple[tuple[str, ...], str]] = {
    "stories": (
        ("id", "title", "first_seen", "articles", "sites"),
        "id IN (SELECT story_id FROM archive.events)",
    ),
    "events": (_EVENTS, _TOLD),
    "event_parties": (
        ("event_id", "place_id", "role", "name", "level", "position"),
        "event_id IN (SELECT id FROM main.events)",
    ),
    "relations": (_RELATIONS, "1"),
    "known_ties": (("a", "b", "kind", "since", "until", "source", "imported"), "1"),
    "places": (
        ("id", "code", "name", "level", "parent", "country", "latitude", "longitude"),
        """id IN (WITH RECURSIVE named(id) AS (
            SELECT place_id FROM main.event_parties UNION SELECT a FROM main.relations
            UNION SELECT b FROM main.relations
            UNION SELECT parent FROM archive.places JOIN named USING (id)
        ) SELECT id FROM named)""",
    ),
}
_FILLED = ("articles", "hits")
TOLD = frozenset((*_COPIED, *_FILLED, "about", "articles_fts"))
"""The tables of a public copy."""
EMPTY = frozenset(("revisions", "runs"))
"""Made too, without a row, for the pages that look whether there are any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a public copy holds."""

    stories: int
    """Happenings."""
    articles: int
    """Headlines with their links."""
    relations: int
    """Pairs of places."""
    probes: int
    """Pieces of full texts that were looked for in its bytes, and not found."""


def build(archive: Archive, target: Path, *, now: datetime) -> Published:
    """Fill an empty file with the public copy and prove that no full text is in it.

    ArchiveError if a text is in it after all, or if it cannot be written; `target` is then to be
    thrown away.
    """
    try:
        copy = sqlite3.connect(f"{target.resolve().as_uri()}?mode=rw", uri=True)
        try:
            return _build(archive, target, copy, now)
        finally:
            copy.close()
    except sqlite3.Error as error:
        raise ArchiveError(f"{target}: the public copy cannot be written: {error}") from error


def is_public(path: Path) -> bool:
    """Whether a file is a public copy of ours."""
    try:
        with path.open("rb") as file:
            file.seek(_MARK_AT)
            return file.read(4) == MARK.to_bytes(4, "big")
    except OSError:
        return False


def holds_public_copy(archive: Archive) -> bool:
    """The same of an open one: to open and close its file beside SQLite would lose its locks."""
    return bool(archive.value("PRAGMA application_id") == MARK)


def expect(path: Path) -> None:
    """ArchiveError unless a file is a public copy of ours."""
    if not path.is_file():
        raise ArchiveError(f"{path}: there is no such file; `kembar archive publish` makes one")
    if not is_public(path):
        raise ArchiveError(
            f"{path}: no public copy (an archive itself is never served to all); "
            "`kembar archive publish` makes one"
        )


def _build(archive: Archive, target: Path, copy: sqlite3.Connection, now: datetime) -> Published:
    copy.execute(f"PRAGMA application_id = {MARK}")
    copy.execute("ATTACH ? AS archive", [f"{archive.path.resolve().as_uri()}?mode=ro"])
    copy.execute("BEGIN")
    _make_tables(copy)
    for table, (columns, rows) in _COPIED.items():
        names = ", ".join(columns)
        copy.execute(
            f"INSERT INTO main.{table} ({names}) SELECT {names} FROM archive.{table} WHERE {rows}"
        )
    _fill_articles(copy)
    copy.execute("INSERT INTO main.articles_fts(articles_fts) VALUES ('rebuild')")
    figures = {
        name: int(copy.execute(f"SELECT count(*) FROM main.{name}").fetchone()[0])
        for name in ("stories", "articles", "relations")
    }
    copy.executemany(
        "INSERT INTO main.about VALUES (?, ?)", [("made", stamp(now)), *map(_text, figures.items())]
    )
    copy.commit()
    copy.execute("DETACH archive")
    found, probes = leaks(archive, target, copy)
    if found is not None:
        raise ArchiveError(
            f"{target}: a piece of a full text is in the public copy ({found!r}); nothing was "
            "published; please report this as a fault"
        )
    return Published(**figures, probes=probes)


def _text(pair: tuple[str, int]) -> tuple[str, str]:
    return pair[0], str(pair[1])


def _make_tables(copy: sqlite3.Connection) -> None:
    """The archive's own tables, as this version has them, with their indexes."""
    wanted = [*(TOLD - {"about"}), *EMPTY]
    statements = copy.execute(
        f"""SELECT sql FROM archive.sqlite_master WHERE sql IS NOT NULL
        AND type IN ('table', 'index') AND tbl_name IN ({", ".join("?" * len(wanted))})
        ORDER BY type DESC, name""",
        wanted,
    ).fetchall()
    for (sql,) in statements:
        copy.execute(sql)
    copy.execute("CREATE TABLE main.about (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT")


def _fill_articles(copy: sqlite3.Connection) -> None:
    names = ", ".join(_ARTICLES)
    marks = ", ".join("?" * (len(_ARTICLES) + 1))
    add = f"INSERT INTO main.articles ({names}, text) VALUES ({marks})"
    hit = """INSERT INTO main.hits (article_id, event_id, rule, score, start, "end", sentence)
        VALUES (?, ?, ?, ?, ?, ?, ?)"""
    articles = copy.execute(f"SELECT {names} FROM archive.articles WHERE {_TOLD} ORDER BY id")
    for row in articles:
        told = dict(zip(_ARTICLES, row, strict=True))
        text, hits = _judged(copy, told)
        copy.execute(add, [*row, text])
        copy.executemany(hit, hits)


def _judged(
    copy: sqlite3.Connection, article: Mapping[str, Any]
) -> tuple[str, list[tuple[Any, ...]]]:
    """The judged sentences of an article, one for each event, and where they stand."""
    title, text, hits = article["title"], "", list[tuple[Any, ...]]()
    for event, rule, score, sentence in _strongest(copy, article["id"]):
        quoted = title if sentence == title else shorten(one_line(sentence), QUOTED)
        whole = f"{title}\n\n{text}"
        if quoted not in whole:
            text = f"{text}\n\n{quoted}" if text else quoted
            whole = f"{title}\n\n{text}"
        start = whole.index(quoted)
        hits.append((article["id"], event, rule, score, start, start + len(quoted), quoted))
    return text, hits


def _strongest(copy: sqlite3.Connection, article: int) -> Iterator[tuple[Any, ...]]:
    for (event,) in copy.execute(
        "SELECT id FROM main.events WHERE article_id = ? ORDER BY main DESC, id", [article]
    ).fetchall():
        yield from copy.execute(
            """SELECT ?, rule, score, sentence FROM archive.hits
            WHERE article_id = ? AND revision = 0
            ORDER BY event_id IS NOT ?, score DESC, start LIMIT 1""",
            [event, article, event],
        ).fetchall()
