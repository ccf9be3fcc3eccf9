"""How recent the articles behind some addresses are."""

from collections.abc import Sequence
from datetime import datetime

from kembar.clock import unstamp

from .archive import Archive
from .cleaning import clean

CHUNK = 500  # as in storage.articles


def newest(archive: Archive, urls: Sequence[str]) -> datetime | None:
    """The latest publication among the articles that these addresses led to; None without any."""
    found: list[str] = []
    for start in range(0, len(urls), CHUNK):
        part = [clean(url) for url in urls[start : start + CHUNK]]
        marks = ",".join("?" * len(part))
        latest = archive.value(
            f"""SELECT max(published) FROM articles
            WHERE id IN (SELECT article_id FROM urls WHERE url IN ({marks}))""",
            part,
        )
        found += [latest] if latest else []
    return unstamp(max(found)) if found else None
