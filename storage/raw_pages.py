"""Pages as they were fetched: their hashes as rows, their bytes as packed files beside the archive.

A file is named by the hash of what it holds, so the same bytes are kept once.
"""

import hashlib
import logging
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from kembar.clock import stamp

from .archive import Archive
from .cleaning import clean, clean_or_none
from .looks import Fetched

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

logger = logging.getLogger(__name__)

LEVEL = 3
"""A page of 177 kB takes 0.6 ms and keeps 20 %; level 6 takes 1.4 ms and keeps 18 %."""
LEAST_FREE = 500_000_000
"""Bytes; with less free on the disk no page is kept, so that the articles still fit."""


def sha256(body: bytes) -> str:
    """The hash under which a page is kept."""
    return hashlib.sha256(body).hexdigest()


def note(archive: Archive, article_id: int, page: Fetched, now: datetime) -> None:
    """Write down which bytes gave an article, whether or not they are kept. Within a write."""
    if page.sha256 is None:
        return
    archive.db.execute(
        """INSERT INTO raw_pages (article_id, sha256, url, content_type, fetched, bytes)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (article_id, sha256) DO UPDATE SET fetched = excluded.fetched""",
        [
            article_id, page.sha256, clean(page.url), clean_or_none(page.content_type), stamp(now),
            page.size,
        ],
    )  # fmt: skip


class PageStore:
    """The folder with the bytes."""

    def __init__(self, folder: Path, span: timedelta | None, *, least_free: int = LEAST_FREE):
        """`span` is how long a page is kept: None for ever, nothing at all when it is zero."""
        self.folder = folder
        self.span = span
        self._least_free = least_free
        self._warned = False

    @classmethod
    def beside(cls, archive: Path, span: timedelta | None) -> "PageStore":
        """The store of an archive: `archive.db.pages`."""
        return cls(archive.with_name(f"{archive.name}.pages"), span)

    def keep(
        self,
        archive: Archive,
        article_id: int,
        body: bytes,
        now: datetime,
        *,
        digest: str | None = None,
    ) -> bool:
        """Keep a page whose row is written; False where it could not be, which is told once.

        A page whose article was taken down meanwhile is not left behind. `digest` is its hash,
        if the caller has it.
        """
        if self.span == timedelta(0):
            return False
        digest = digest or sha256(body)
        try:
            self._write(digest, body, now)
        except OSError as error:
            if not self._warned:
                self._warned = True
                logger.warning("raw pages are not kept at %s: %s", self.folder, error)
            return False
        self._warned = False
        if _is_known(archive, article_id, digest):
            return True
        self.forget([digest])
        return False

    def _write(self, digest: str, body: bytes, now: datetime) -> None:
        path = self.path_of(digest)
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(path.parent).free
        if free < self._least_free:
            raise OSError(f"only {free // 1_000_000} MB are free on the disk")
        if not path.exists():
            part = path.with_name(f".{path.name}.{os.getpid()}")
            try:
                part.write_bytes(zstd.compress(body, LEVEL))
                part.replace(path)
            except OSError:
                part.unlink(missing_ok=True)
                raise
        os.utime(path, (now.timestamp(), now.timestamp()))  # from when its days are counted

    def path_of(self, digest: str) -> Path:
        """Where the bytes of a hash are kept, if they are."""
        return self.folder / digest[:2] / f"{digest}.zst"

    def read(self, digest: str) -> bytes | None:
        """The bytes of a hash; None where they are not kept (any more) or are damaged."""
        try:
            body = zstd.decompress(self.path_of(digest).read_bytes())
        except (OSError, zstd.ZstdError):
            return None
        return body if sha256(body) == digest else None

    def forget(self, digests: Iterable[str]) -> int:
        """Delete the files of these hashes; returns how many there were."""
        gone = 0
        for path in map(self.path_of, digests):
            gone += path.exists()
            path.unlink(missing_ok=True)
        return gone

    def expired(self, now: datetime) -> Iterator[tuple[Path, int]]:
        """The files that were kept long enough, with their sizes."""
        if self.span is None or not self.folder.is_dir():
            return
        for path in sorted(self.folder.glob("??/*")):
            found = path.stat()
            if found.st_mtime <= (now - self.span).timestamp():
                yield path, found.st_size

    def prune(self, now: datetime) -> int:
        """Delete what was kept long enough; returns how many files went."""
        gone = 0
        for path, _ in self.expired(now):
            path.unlink(missing_ok=True)
            gone += 1
        return gone


def _is_known(archive: Archive, article_id: int, digest: str) -> bool:
    found = archive.rows(
        "SELECT 1 FROM raw_pages WHERE article_id = ? AND sha256 = ?", [article_id, digest]
    )
    return bool(found)


def of_story(archive: Archive, story_id: int) -> list[dict[str, Any]]:
    """Every page that gave an article of a story its text, the oldest first; one row at least for
    each article, with an empty hash where none is on record.
    """
    return archive.rows(
        """SELECT articles.id AS article_id, articles.url AS article_url, articles.site,
            articles.title, articles.first_seen, raw_pages.sha256, raw_pages.url,
            raw_pages.content_type, raw_pages.fetched
        FROM articles LEFT JOIN raw_pages ON raw_pages.article_id = articles.id
        WHERE articles.story_id = ? ORDER BY articles.id, raw_pages.fetched""",
        [story_id],
    )
