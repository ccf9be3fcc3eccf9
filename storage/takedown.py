"""Taking something down: what a target covers, and removing it so that it does not come back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from kembar.clock import stamp

from . import removal, scrubbing, tombstones
from .archive import Archive
from .raw_pages import PageStore

BATCH = 25
"""Articles removed in one transaction, so that a running daemon never waits long."""
CHECKED = 200
"""Articles of a large takedown whose words are looked for in the file afterwards."""


class Form(StrEnum):
    """What a target is."""

    ADDRESS = "address"
    DOMAIN = "domain"
    PATTERN = "pattern"


@dataclass(frozen=True, slots=True)
class Target:
    """What somebody wants taken down."""

    form: Form
    value: str
    """Canonical address, domain in lower case, or an address with `*` for anything."""
    forms: tuple[str, ...] = ()
    """Other addresses of the same page."""

    def covers(self, url: str) -> bool:
        """Whether an address is meant."""
        if self.form is Form.ADDRESS:
            return url == self.value or url in self.forms
        if self.form is Form.DOMAIN:
            return self.value in tombstones.domains_of(tombstones.host_of(url))
        wanted = ".*".join(map(re.escape, self.value.split("*")))
        return any(re.fullmatch(wanted, form) for form in (url, url.partition("://")[2]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a takedown will remove."""

    target: Target
    articles: tuple[int, ...]
    """Ids."""
    titles: tuple[str, ...]
    """Their headlines, the newest first."""
    addresses: tuple[str, ...]
    """Every address of theirs, and those of pages that gave no article."""
    revisions: int
    """Earlier texts of theirs."""
    waiting: int
    """Alerts not sent yet that nobody will get."""
    shared: int
    """Their stories that go on, told by other articles."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the target is stored."""
        return not self.articles and not self.addresses


@dataclass(slots=True, kw_only=True)
class Done:
    """What a takedown has removed."""

    articles: int = 0
    addresses: int = 0
    pages: int = 0
    """Files of raw pages."""
    log_emptied: bool = False
    """Whether nothing deleted is left in the `-wal` file."""
    traces: list[str] = field(default_factory=list)
    """Pieces of what was removed that still stand in the file; should be empty."""


def plan(archive: Archive, target: Target) -> Plan:
    """What is stored of a target; changes nothing."""
    rows = _matching(archive, target)
    ids = sorted({row["article_id"] for row in rows if row["article_id"] is not None})
    own = {row["url"] for id in ids for row in _addresses_of(archive, id)}
    failed = [
        row["url"]
        for row in archive.rows("SELECT url FROM pages_failed")
        if target.covers(row["url"])
    ]
    counts = [_count(archive, id) for id in ids]
    stories = {count["story_id"] for count in counts} - {None}
    emptied = {story for story in stories if _left(archive, story, ids) == 0}
    return Plan(
        target=target,
        articles=tuple(ids),
        titles=tuple(count["title"] for count in reversed(counts)),
        addresses=tuple(sorted(own | {row["url"] for row in rows} | set(failed))),
        revisions=sum(count["revisions"] for count in counts),
        waiting=sum(_waiting(archive, story) for story in emptied),
        shared=len(stories - emptied),
    )


def carry_out(archive: Archive, planned: Plan, pages: PageStore, *, now: datetime) -> Done:
    """Remove what a target covers, bar it, and look whether anything of it is left in the file.

    Works beside a running daemon. Broken off, it is completed by being asked for again.
    """
    target = planned.target
    needles = _needles(archive, planned)
    done = Done()
    _bar(archive, planned, now)
    while ids := _stored(archive, target):  # again: a round under way may have added one
        for start in range(0, len(ids), BATCH):
            batch = ids[start : start + BATCH]
            with archive.write():
                for article_id in batch:
                    _bar_article(archive, article_id, now)
                freed = removal.remove(archive, batch, keep_addresses=False, now=now)
            done.articles += len(batch)
            done.pages += pages.forget(freed)
    done.addresses = _forget_addresses(archive, target)
    scrubbing.merge(archive)
    done.log_emptied = scrubbing.empty_log(archive)
    left = scrubbing.traces(archive.path, needles)
    done.traces = [needle for needle in left if not scrubbing.is_alive(archive, needle)]
    return done


def apply_tombstones(archive: Archive, pages: PageStore, *, now: datetime) -> int:
    """Remove what is barred but stored, as a restored backup has it; returns how many articles."""
    rows = archive.rows("SELECT url, article_id FROM urls")
    gone = tombstones.barred(archive, [row["url"] for row in rows])
    ids = sorted({r["article_id"] for r in rows if r["url"] in gone and r["article_id"]})
    for start in range(0, len(ids), BATCH):
        freed = removal.remove(archive, ids[start : start + BATCH], keep_addresses=False, now=now)
        pages.forget(freed)
    _delete_addresses(archive, sorted(gone))
    if gone:
        scrubbing.merge(archive)
    return len(ids)


def _matching(archive: Archive, target: Target) -> list[dict[str, Any]]:
    if target.form is Form.ADDRESS:
        asked = [target.value, *target.forms]
        marks = ",".join("?" * len(asked))
        return archive.rows(f"SELECT url, article_id FROM urls WHERE url IN ({marks})", asked)
    rows = archive.rows("SELECT url, article_id FROM urls")
    return [row for row in rows if target.covers(row["url"])]


def _stored(archive: Archive, target: Target) -> list[int]:
    ids = {row["article_id"] for row in _matching(archive, target)} - {None}
    return sorted(ids)


def _addresses_of(archive: Archive, article_id: int) -> list[dict[str, str]]:
    return archive.rows(
        """SELECT url FROM urls WHERE article_id = :id
        UNION SELECT url FROM articles WHERE id = :id
        UNION SELECT url FROM looks WHERE article_id = :id""",
        {"id": article_id},
    )


def _count(archive: Archive, article_id: int) -> dict[str, Any]:
    return archive.rows(
        """SELECT title, story_id,
            (SELECT count(*) FROM revisions WHERE article_id = articles.id) AS revisions
        FROM articles WHERE id = ?""",
        [article_id],
    )[0]


def _left(archive: Archive, story: int, without: Sequence[int]) -> int:
    rows = archive.rows("SELECT id FROM articles WHERE story_id = ?", [story])
    return len({row["id"] for row in rows} - set(without))


def _waiting(archive: Archive, story: int) -> int:
    return int(
        archive.value(
            """SELECT count(*) FROM outbox
            WHERE story_id = ? AND state IN ('pending', 'leased', 'dead')""",
            [story],
        )
    )


def _bar(archive: Archive, planned: Plan, now: datetime) -> None:
    """Bar the target itself first: a page under way must not slip in behind the removal."""
    target = planned.target
    with archive.write() as db:
        if target.form is Form.DOMAIN:
            tombstones.bar(archive, "domain", [target.value], now)
        elif target.form is Form.ADDRESS:
            tombstones.bar(archive, "address", [target.value, *target.forms], now)
        tombstones.bar(archive, "address", planned.addresses, now)
        db.execute(
            """INSERT INTO takedowns (made, kind, digest, articles, addresses)
            VALUES (?, ?, ?, ?, ?)""",
            [
                stamp(now), target.form.value, tombstones.digest(target.form.value, target.value),
                len(planned.articles), len(planned.addresses),
            ],
        )  # fmt: skip


def _bar_article(archive: Archive, article_id: int, now: datetime) -> None:
    addresses = [row["url"] for row in _addresses_of(archive, article_id)]
    tombstones.bar(archive, "address", addresses, now)
    # None where another process let it go meanwhile.
    rows = archive.rows(
        """SELECT site, title, text FROM articles WHERE id = :id
        UNION ALL SELECT articles.site, revisions.title, revisions.text
        FROM revisions JOIN articles ON articles.id = article_id WHERE article_id = :id""",
        {"id": article_id},
    )
    words = [tombstones.text_of(row["site"], row["title"], row["text"]) for row in rows]
    tombstones.bar(archive, "text", words, now)


def _forget_addresses(archive: Archive, target: Target) -> int:
    """Delete the addresses that gave no article; barred hashes stand for them."""
    failed = archive.rows("SELECT url FROM pages_failed")
    urls = {str(row["url"]) for row in [*_matching(archive, target), *failed]}
    covered = sorted(url for url in urls if target.covers(url))
    _delete_addresses(archive, covered)
    return len(covered)


def _delete_addresses(archive: Archive, urls: Sequence[str]) -> None:
    with archive.write() as db:
        for table in ("urls", "pages_failed"):
            db.conn.executemany(f"DELETE FROM {table} WHERE url = ?", [(url,) for url in urls])


def _needles(archive: Archive, planned: Plan) -> list[str]:
    texts: list[str] = []
    for article_id in planned.articles[:CHECKED]:
        row = archive.rows("SELECT url, title, text FROM articles WHERE id = ?", [article_id])[0]
        texts += [row["title"], row["url"], row["text"]]
        for old in archive.rows("SELECT text FROM revisions WHERE article_id = ?", [article_id]):
            texts.append(old["text"])
    # A piece of each text before the second piece of any, so that a long list is sampled widely.
    return scrubbing.pieces(texts)
