"""Stored articles as a stream, each with the chief event on record; changes nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kembar.clock import unstamp
from kembar.model import Article, Role

from .archive import Archive

PAGE = 500
"""Articles read at once, so that memory stays flat over a whole archive."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is on record of an article."""

    id: int
    """`articles.id`."""
    article: Article
    """Title, text, site, address and publication as stored."""
    flag: bool
    """Whether it has an event."""
    kind: str | None = None
    """Of its chief event."""
    stage: str | None = None
    """Of its chief event."""
    parties: tuple[str, ...] = ()
    """Names of that event's parties, sorted."""


def articles(
    archive: Archive,
    *,
    since: date | None = None,
    until: date | None = None,
    site: str | None = None,
    limit: int | None = None,
) -> Iterator[Recorded]:
    """The articles in order of id; days are those of publication, else of the first look."""
    last, left = 0, limit
    while left is None or left > 0:
        rows = archive.rows(
            """SELECT articles.id, url, site, title, text, published, language,
                events.id AS event, kind, stage
            FROM articles LEFT JOIN events ON events.article_id = articles.id AND events.main = 1
            WHERE articles.id > :last AND (:site IS NULL OR site = :site)
                AND (:since IS NULL OR substr(coalesce(published, first_seen), 1, 10) >= :since)
                AND (:until IS NULL OR substr(coalesce(published, first_seen), 1, 10) <= :until)
            ORDER BY articles.id LIMIT :page""",
            {
                "last": last, "site": site, "page": min(PAGE, left or PAGE),
                "since": since.isoformat() if since else None,
                "until": until.isoformat() if until else None,
            },
        )  # fmt: skip
        if not rows:
            return
        for row in rows:
            yield Recorded(
                id=row["id"],
                article=Article(
                    url=row["url"],
                    site=row["site"],
                    title=row["title"],
                    text=row["text"],
                    language=row["language"],
                    published=unstamp(row["published"]) if row["published"] else None,
                ),
                flag=row["event"] is not None,
                kind=row["kind"],
                stage=row["stage"],
                parties=_parties(archive, row["event"]) if row["event"] is not None else (),
            )
        last = rows[-1]["id"]
        left = None if left is None else left - len(rows)


def _parties(archive: Archive, event: int) -> tuple[str, ...]:
    rows = archive.rows(
        "SELECT name FROM event_parties WHERE event_id = ? AND role = ? ORDER BY name",
        [event, Role.PARTY.value],
    )
    return tuple(row["name"] for row in rows)
