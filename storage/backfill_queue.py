"""What is left of a backfill: the documents that list its pages, and the pages, one row each.

A page's row is settled in the transaction that stores its article, so that a kill costs at most
the pages in flight.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from kembar.clock import stamp, unstamp
from kembar.model import Entry

from .archive import Archive
from .cleaning import clean, clean_or_none

LATER = "later"
"""Fate of a page that failed for a passing reason; the next run tries it again."""


def choose(
    archive: Archive, id: int, *, means: str, source: str, why: str, documents: Iterable[str]
) -> None:
    """Note what a backfill is read by, and where that begins; what was left to do is dropped."""
    with archive.write():
        for table in ("backfill_documents", "backfill_pages"):
            archive.db.execute(f"DELETE FROM {table} WHERE backfill_id = ?", [id])
        archive.db.execute(
            "UPDATE backfills SET means = ?, source = ?, why = ?, finished = NULL WHERE id = ?",
            [clean(means), clean(source), clean(why), id],
        )
        _add_documents(archive, id, documents)


def next_document(archive: Archive, id: int) -> str | None:
    """The document to read next; None when all are read."""
    found = archive.value(
        "SELECT url FROM backfill_documents WHERE backfill_id = ? AND done = 0 "
        "ORDER BY position LIMIT 1",
        [id],
    )
    return str(found) if found is not None else None


def finish_document(
    archive: Archive, id: int, url: str, *, pages: dict[str, Entry], more: Sequence[str]
) -> int:
    """Note what a document gave: pages by canonical address, and documents that follow it at once.

    Pages in the archive already count as known. Returns how many pages are to be fetched.
    """
    with archive.write():
        position = archive.value(
            "SELECT position FROM backfill_documents WHERE backfill_id = ? AND url = ?",
            [id, clean(url)],
        )
        archive.db.conn.executemany(
            """INSERT INTO backfill_pages (backfill_id, url, address, title, published_raw,
                modified_raw, document, fate)
            VALUES (?, ?, ?, ?, ?, ?, ?,
                CASE WHEN EXISTS (SELECT 1 FROM urls WHERE urls.url = ?) THEN 'known' END)
            ON CONFLICT DO NOTHING""",
            [
                (
                    id, clean(key), clean(entry.url), clean_or_none(entry.title),
                    clean_or_none(entry.published_raw), clean_or_none(entry.modified_raw),
                    position, clean(key),
                )
                for key, entry in pages.items()
            ],
        )  # fmt: skip
        _add_documents(archive, id, more)
        archive.db.execute(
            """UPDATE backfill_documents SET done = 1 + (SELECT max(done) FROM backfill_documents
                WHERE backfill_id = :id) WHERE backfill_id = :id AND url = :url""",
            {"id": id, "url": clean(url)},
        )
        return int(
            archive.value(
                "SELECT count(*) FROM backfill_pages WHERE backfill_id = ? AND document = ? "
                "AND fate IS NULL",
                [id, position],
            )
        )


def _add_documents(archive: Archive, id: int, urls: Iterable[str]) -> None:
    """Put documents before those that wait, so that each is followed through to its end."""
    first = archive.value(
        "SELECT min(position) FROM backfill_documents WHERE backfill_id = ?", [id]
    )
    urls = list(urls)
    begin = (first or 0) - len(urls)
    archive.db.conn.executemany(
        """INSERT INTO backfill_documents (backfill_id, position, url) VALUES (?, ?, ?)
        ON CONFLICT DO NOTHING""",
        [(id, begin + offset, clean(url)) for offset, url in enumerate(urls)],
    )


def next_pages(archive: Archive, id: int, most: int) -> list[Entry]:
    """Pages to fetch, in the order in which they were listed. Known ones are settled on the way."""
    with archive.write():
        archive.db.execute(
            """UPDATE backfill_pages SET fate = 'known' WHERE backfill_id = ? AND fate IS NULL
            AND url IN (SELECT url FROM urls)""",
            [id],
        )
    rows = archive.rows(
        """SELECT address, title, published_raw, modified_raw FROM backfill_pages
        WHERE backfill_id = ? AND fate IS NULL ORDER BY rowid LIMIT ?""",
        [id, most],
    )
    return [
        Entry(
            url=row["address"], title=row["title"], published_raw=row["published_raw"],
            modified_raw=row["modified_raw"],
        )
        for row in rows
    ]  # fmt: skip


def settle(
    archive: Archive,
    id: int,
    urls: Iterable[str],
    fate: str,
    *,
    published: datetime | None = None,
    flagged: bool = False,
) -> None:
    """Say what became of a page, by any of its addresses; the first word stands."""
    with archive.write():
        archive.db.conn.executemany(
            """UPDATE backfill_pages SET fate = ?, published = ?, flagged = ?
            WHERE backfill_id = ? AND url = ? AND fate IS NULL""",
            [
                (fate, stamp(published) if published else None, int(flagged), id, clean(url))
                for url in dict.fromkeys(urls)
            ],
        )


def last_dates(archive: Archive, id: int) -> list[datetime]:
    """When the articles came out that the document read last named, as far as that is known."""
    rows = archive.rows(
        """SELECT coalesce(pages.published, articles.published) AS published
        FROM backfill_documents AS documents
        JOIN backfill_pages AS pages
            ON pages.backfill_id = documents.backfill_id AND pages.document = documents.position
        LEFT JOIN urls ON urls.url = pages.url
        LEFT JOIN articles ON articles.id = urls.article_id
        WHERE documents.backfill_id = :id AND documents.done > 0 AND documents.done = (
            SELECT max(done) FROM backfill_documents WHERE backfill_id = :id)""",
        {"id": id},
    )
    return [unstamp(row["published"]) for row in rows if row["published"]]
