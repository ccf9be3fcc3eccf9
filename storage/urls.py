"""Every address that was ever taken up, and what became of it: the table `urls`."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from kembar.clock import stamp

from . import tombstones
from .archive import Archive
from .cleaning import clean

CHUNK = 500
"""Values asked for in one statement; SQLite allows many more, but a plan is made for each count."""


def seen(archive: Archive, urls: Sequence[str]) -> set[str]:
    """Of these addresses, the ones that were ever taken up, whatever became of them.

    What was taken down counts too, though no row names it.
    """
    known = {row["url"] for row in rows_of(archive, urls, "url")}
    known |= tombstones.barred(archive, [clean(url) for url in urls])
    return {url for url in urls if clean(url) in known}


def know_again(
    archive: Archive, forms: Mapping[str, Sequence[str]], *, site: str, now: datetime
) -> set[str]:
    """Of these addresses, those of which another form gave an article; they are noted as its.

    One of which another form was taken down is among them, and noted nowhere.
    `forms` maps each address to the other forms that it may have, the likeliest first.
    """
    asked = list(dict.fromkeys(form for guesses in forms.values() for form in guesses))
    found = {row["url"]: row for row in rows_of(archive, asked, "url, article_id")}
    again: dict[str, int] = {}
    for url, guesses in forms.items():
        owners = (found[clean(form)]["article_id"] for form in guesses if clean(form) in found)
        owner = next((owner for owner in owners if owner is not None), None)
        if owner is not None:
            again[url] = owner
    if again:
        with archive.write():
            for url, owner in again.items():
                note(archive, [url], site=site, fate="article", now=now, article_id=owner)
    gone = tombstones.barred(archive, [clean(form) for form in asked])
    return set(again) | {url for url, guesses in forms.items() if gone & {*map(clean, guesses)}}


def note(
    archive: Archive,
    urls: Iterable[str],
    *,
    site: str,
    fate: str,
    now: datetime,
    article_id: int | None,
) -> None:
    """Write down what became of addresses; one that gave an article keeps it. Within a write."""
    archive.db.conn.executemany(
        """INSERT INTO urls (url, site, first_seen, article_id, fate) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (url) DO UPDATE SET fate = excluded.fate, article_id = excluded.article_id
        WHERE article_id IS NULL""",
        [(clean(u), clean(site), stamp(now), article_id, fate) for u in dict.fromkeys(urls)],
    )


def rows_of(archive: Archive, urls: Sequence[str], columns: str) -> list[dict[str, Any]]:
    """The rows of `urls` for those of these addresses that have one."""
    found: list[dict[str, Any]] = []
    for start in range(0, len(urls), CHUNK):
        part = [clean(url) for url in urls[start : start + CHUNK]]
        marks = ",".join("?" * len(part))
        found += archive.rows(f"SELECT {columns} FROM urls WHERE url IN ({marks})", part)
    return found
