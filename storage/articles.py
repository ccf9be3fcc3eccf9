"""Articles and all that is decided with them, in one transaction; and the pages that gave none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kembar.clock import stamp
from kembar.model import Article, Happening, Judgement, Status, Subscription

from . import events, fingerprints, looks, orders, raw_pages, tombstones, urls
from .archive import Archive
from .cleaning import clean, clean_article, clean_or_none
from .looks import Fetched
from .urls import seen as seen

SHARED = 3
"""Pages of a site under one title that show the title to be the site's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What became of an article that was saved."""

    article_id: int
    story_id: int | None
    new: bool
    """The canonical address was not there before."""
    changed: bool
    """It was, with another title or text."""
    flagged: bool
    """The article has an event; true also for one that was flagged before and did not change."""
    alerts: int
    """Outbox rows that this call added, suppressed ones not counted."""
    title_shared: bool = False
    """With this page the title became one that names the site (see `shared_titles`)."""


def addresses(archive: Archive, site: str) -> list[str]:
    """Every address of a site that gave an article."""
    rows = archive.rows("SELECT url FROM articles WHERE site = ?", [site])
    return [row["url"] for row in rows]


def dated_addresses(archive: Archive, site: str, most: int) -> list[str]:
    """Addresses of a site's newest articles that bear a date, which service pages do not."""
    rows = archive.rows(
        """SELECT url FROM articles WHERE site = ? AND published IS NOT NULL
        ORDER BY first_seen DESC LIMIT ?""",
        [site, most],
    )
    return [row["url"] for row in rows]


def save(
    archive: Archive,
    article: Article,
    judgement: Judgement,
    *,
    subscriptions: Sequence[Subscription],
    backlog: str,
    first_round: bool,
    now: datetime,
    aliases: Sequence[str] = (),
    entry_title: str | None = None,
    page: Fetched | None = None,
    burst: int = 0,
) -> Saved:
    """Store an article with its hits, events, story and outbox rows: all of it or nothing.

    `aliases` are the other addresses that led to it (as listed, after redirects); `entry_title`
    is what the source called it, `page` how it was had. `backlog` is the word of `[alerts]
    backlog`; it holds only in a site's `first_round`; `burst` is its number. A known article with
    the same title and text adds nothing but aliases; another shape of one (AMP, a second address)
    changes it only where it tells more, and one that broke off never. TakenDown for what must stay
    out.
    """
    told = _happenings(judgement)
    full = f"{article.title}\n\n{article.text}"
    stored = clean_article(article)
    title_shared = False
    tombstones.demand_free(archive, stored, aliases, now)
    with archive.write():
        tombstones.demand_free(archive, stored, aliases, now)
        before, elsewhere = _find(archive, stored, aliases, now)
        changed = before is not None and _is_changed(before, stored, elsewhere=elsewhere)
        if before is None:
            article_id = _insert(archive, stored, entry_title, now)
            title_shared = note_titles(archive, stored.site, [stored.title])
        else:
            article_id = int(before["id"])
            if changed or not elsewhere:
                _touch(archive, article_id, stored, before, now)
            if changed:
                _revise(archive, before, stored, now)
        if before is None or changed:
            fingerprints.remember(archive, article_id, stored, now)
        urls.note(
            archive, [stored.url, *aliases], site=stored.site, fate="article", now=now,
            article_id=article_id,
        )  # fmt: skip
        _forget_failures(archive, [stored.url, *aliases])
        story_id = before["story_id"] if before else None
        alerts = 0
        if before is None or changed:
            recorded = events.record(
                archive, article_id, stored, judgement.hits, told,
                full=full, now=now, likeness=judgement.likeness,
            )  # fmt: skip
            story_id = recorded.story_id if recorded else story_id
            if recorded:
                alerts = orders.enqueue(
                    archive, story_id=recorded.story_id, event_id=recorded.event_id,
                    happening=told[0], article=stored, subscriptions=subscriptions,
                    backlog=backlog, first_round=first_round, now=now, burst=burst,
                )  # fmt: skip
        if page is not None and (before is None or not elsewhere):
            plan = looks.begin if before is None else looks.again
            plan(archive, article_id, stored, page, flagged=story_id is not None, now=now)
            looks.note_end(archive, stored.site, page.closed)
        if page is not None and (before is None or changed):
            raw_pages.note(archive, article_id, page, now)
    return Saved(
        article_id=article_id,
        story_id=story_id,
        new=before is None,
        changed=changed,
        flagged=story_id is not None,
        alerts=alerts,
        title_shared=title_shared,
    )


def save_failure(
    archive: Archive,
    *,
    url: str,
    site: str,
    reason: str,
    now: datetime,
    fate: str = "failed",
    aliases: Sequence[str] = (),
    final_after: int = 1,
) -> int:
    """Keep a page that gave no article, with its reason; a page that did once is left as it is.

    `fate` is one word: `failed`, `gone`, `refused` ... The page counts as seen, and is not asked
    for again, from the attempt `final_after` on. Returns the attempts made so far.
    """
    with archive.write():
        if tombstones.barred(archive, [clean(url)]):
            return final_after  # names nothing that was taken down
        known = archive.value("SELECT article_id FROM urls WHERE url = ?", [clean(url)])
        attempts = 0
        if known is None:
            archive.db.execute(
                """INSERT INTO pages_failed (url, site, seen, reason) VALUES (?, ?, ?, ?)
                ON CONFLICT (url) DO UPDATE
                SET attempts = attempts + 1, reason = excluded.reason""",
                [clean(url), clean(site), stamp(now), clean(reason)],
            )
            attempts = archive.value(
                "SELECT attempts FROM pages_failed WHERE url = ?", [clean(url)]
            )
        if attempts >= final_after or known is not None:
            urls.note(archive, [url, *aliases], site=site, fate=fate, now=now, article_id=None)
        return attempts


def shared_titles(archive: Archive, site: str) -> frozenset[str]:
    """The titles that `SHARED` pages of a site gave: they name the site, not an article."""
    rows = archive.rows(
        "SELECT title FROM site_titles WHERE site = ? AND pages >= ?", [site, SHARED]
    )
    return frozenset(row["title"] for row in rows)


def note_titles(archive: Archive, site: str, titles: Iterable[str]) -> bool:
    """Count one more page of the site for each title; True if one became a shared title."""
    crossed = False
    with archive.write():
        for title in titles:
            pages = archive.value(
                """INSERT INTO site_titles (site, title) VALUES (?, ?)
                ON CONFLICT (site, title) DO UPDATE SET pages = pages + 1
                RETURNING pages""",
                [clean(site), clean(title)],
            )
            crossed = crossed or pages == SHARED
    return crossed


def _happenings(judgement: Judgement) -> tuple[Happening, ...]:
    if not judgement.flag:
        return ()
    # A flag without facts is told all the same: who and what stay open, the sentence stands.
    return judgement.happenings or (
        Happening(kind=None, score=judgement.score, hits=judgement.hits),
    )


def _find(
    archive: Archive, article: Article, aliases: Sequence[str], now: datetime
) -> tuple[dict[str, Any] | None, bool]:
    """The row of an article that is known, and whether this is another shape of its page."""
    asked = "SELECT id, title, text, story_id, status FROM articles WHERE"
    rows = archive.rows(f"{asked} url = ?", [article.url])
    if rows:
        return rows[0], bool(aliases) and article.url not in map(clean, aliases)
    shared = shared_titles(archive, article.site)
    same = fingerprints.find(archive, article, shared=shared, now=now)
    if same is None:
        return None, False
    return archive.rows(f"{asked} id = ?", [same])[0], True


def _is_changed(before: dict[str, Any], article: Article, *, elsewhere: bool) -> bool:
    if (before["title"], before["text"]) == (article.title, article.text):
        return False
    if article.status is Status.PARTIAL and before["status"] != Status.PARTIAL:
        return False
    return not elsewhere or fingerprints.is_fuller(before["text"], article.text)


def _stamped(moment: datetime | None) -> str | None:
    return stamp(moment) if moment is not None else None


def _insert(archive: Archive, article: Article, entry_title: str | None, now: datetime) -> int:
    cursor = archive.db.execute(
        """INSERT INTO articles (url, site, title, author, published, published_raw,
            published_precision, modified, first_seen, fetched, language, text, image, status,
            reason, entry_title)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            article.url, article.site, article.title, article.author,
            _stamped(article.published), article.published_raw, article.published_precision,
            _stamped(article.modified), stamp(now), stamp(now), article.language, article.text,
            article.image, article.status.value, article.reason, clean_or_none(entry_title),
        ],
    )  # fmt: skip
    return int(cursor.lastrowid or 0)


def _touch(
    archive: Archive, article_id: int, article: Article, before: dict[str, Any], now: datetime
) -> None:
    # The first date and author stay: a later look may come from a page that shows less.
    archive.db.execute(
        """UPDATE articles SET fetched = ?, modified = coalesce(?, modified),
            author = coalesce(author, ?), image = coalesce(?, image)
        WHERE id = ?""",
        [stamp(now), _stamped(article.modified), article.author, article.image, article_id],
    )
    if article.status is not Status.PARTIAL or before["status"] == Status.PARTIAL:
        archive.db.execute(
            "UPDATE articles SET status = ?, reason = ? WHERE id = ?",
            [article.status.value, article.reason, article_id],
        )
    if article.published is not None:
        archive.db.execute(
            """UPDATE articles SET published = ?, published_raw = ?, published_precision = ?
            WHERE id = ? AND published IS NULL""",
            [
                stamp(article.published), article.published_raw, article.published_precision,
                article_id,
            ],
        )  # fmt: skip


def _revise(archive: Archive, before: dict[str, Any], article: Article, now: datetime) -> None:
    """Put the earlier text and its hits aside under the next revision number."""
    article_id = before["id"]
    number = 1 + archive.value(
        "SELECT coalesce(max(revision), 0) FROM revisions WHERE article_id = ?", [article_id]
    )
    archive.db.execute(
        "INSERT INTO revisions (article_id, revision, seen, title, text) VALUES (?, ?, ?, ?, ?)",
        [article_id, number, stamp(now), before["title"], before["text"]],
    )
    archive.db.execute(
        "UPDATE hits SET revision = ? WHERE article_id = ? AND revision = 0", [number, article_id]
    )
    archive.db.execute(
        "UPDATE articles SET title = ?, text = ? WHERE id = ?",
        [article.title, article.text, article_id],
    )


def _forget_failures(archive: Archive, urls: Iterable[str]) -> None:
    archive.db.conn.executemany(
        "DELETE FROM pages_failed WHERE url = ?", [(clean(url),) for url in urls]
    )
