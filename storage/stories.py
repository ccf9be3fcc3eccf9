"""Which story an article belongs to: the same text, or the same happening told anew.

Reports join by text (MinHash) where one outlet copies another, and by the happening itself (who
with whom, of what kind, when) where each writes its own. A story is never split again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kembar.clock import stamp, unstamp
from kembar.model import Article, Happening, Likeness, Role, Stage

from . import merging, similarity
from .archive import Archive
from .cleaning import clean
from .growth import akin
from .relations import pairs_of, settle_all

SAME_TEXT = 0.5
"""Shared shingles (Jaccard) from which two texts are one press release; higher misses cut ones."""
SAME_PART = 0.8
"""Share of the shorter text that the longer holds from which the shorter was cut from it."""
LIKE_TEXT = 0.3
"""Shared shingles from which the same pair within `LIKE_DAYS` tells the same."""
LIKE_DAYS = 5
COPY_DAYS = 14
"""Days in which a copied text is still news; a template used again later is another happening."""
DAYS = 3
"""Days between two dates that reports give of one happening."""
DAYS_OTHER_KIND = 1
"""The same where they are of another kind or stage: a visit, and the paper signed at it."""
LATE_DAYS = 31
"""Days in which a report may come late that names the very day of a happening: a bulletin."""
PUBLISHED_DAYS = 5
"""Days between two reports of one happening."""
SPAN = 7
"""Days from a story's first report to its last, so that a series does not become one story."""
_PAIR = 2
_MANY = 400
_LATE = {Stage.RENEWAL.value, Stage.ENDED.value}


@dataclass(frozen=True, slots=True)
class Telling:
    """What matters of a report for telling which story it is."""

    places: frozenset[str]
    """Ids of the parties; a council is its place."""
    kind: str | None
    stage: str | None
    day: date | None
    """Of the happening, as the report gives it."""
    told: date
    """Of the report: published, else first seen."""


@dataclass(frozen=True, slots=True)
class _Match:
    story: int
    text: float
    gap: int
    sure: bool
    """Whether it can show two stories to be one: a copy, or the days of both are written."""

    @property
    def order(self) -> tuple[float, int, int]:
        """Best first: the same text, then the nearest day, then the older story."""
        return (-self.text, self.gap, self.story)


def place(
    archive: Archive,
    article_id: int,
    article: Article,
    happening: Happening,
    likeness: Likeness | None,
    now: datetime,
) -> int:
    """The story of a new article, perhaps a new one; belongs in the article's transaction.

    An article that surely belongs to two stories brings the younger into the older; one without a
    day that could belong to either joins the nearer.
    """
    telling = _telling(article, happening, now)
    matches = sorted(_matches(archive, telling, likeness), key=lambda match: match.order)
    if likeness is not None:
        similarity.keep(archive, article_id, likeness)
    if not matches:
        story = _number(archive)
        archive.db.execute(
            "INSERT INTO stories (id, title, first_seen, articles, sites) VALUES (?, ?, ?, 1, 1)",
            [story, article.title, stamp(now)],
        )
    else:
        sure = sorted({match.story for match in matches if match.sure})
        story = sure[0] if sure else matches[0].story
        for younger in sure[1:]:
            _bring(archive, younger, into=story, now=now)
    archive.db.execute("UPDATE articles SET story_id = ? WHERE id = ?", [story, article_id])
    count(archive, story)
    return story


def _number(archive: Archive) -> int:
    """A number that no story ever had: the keys of alerts are made of them."""
    highest = "(SELECT coalesce(max(id), 0) FROM stories)"
    return int(
        archive.value(f"UPDATE story_numbers SET last = max(last, {highest}) + 1 RETURNING last")
    )


def count(archive: Archive, story: int) -> None:
    """Count a story's articles and sites anew."""
    archive.db.execute(
        """UPDATE stories SET
            articles = (SELECT count(*) FROM articles WHERE story_id = stories.id),
            sites = (SELECT count(DISTINCT site) FROM articles WHERE story_id = stories.id)
        WHERE id = ?""",
        [story],
    )


def _telling(article: Article, happening: Happening, now: datetime) -> Telling:
    return Telling(
        places=frozenset(
            clean(party.id).partition("#")[0]
            for party in happening.parties
            if party.role is Role.PARTY
        ),
        kind=happening.kind.value if happening.kind else None,
        stage=happening.stage.value if happening.stage else None,
        day=happening.date,
        told=(article.published or now).date(),
    )


def _matches(archive: Archive, telling: Telling, likeness: Likeness | None) -> list[_Match]:
    texts = similarity.alike(archive, likeness) if likeness is not None else {}
    found: list[_Match] = []
    for row in _candidates(archive, telling, list(texts)):
        text = part = 0.0
        if likeness is not None and row["article_id"] in texts:
            text = similarity.jaccard(likeness, texts[row["article_id"]])
            part = similarity.containment(likeness, texts[row["article_id"]])
        other = _told(row)
        span = abs((telling.told - date.fromisoformat(row["opened"])).days)
        if _same(telling, other, text, part, span=span):
            gap = abs((telling.told - other.told).days)
            copied = text >= SAME_TEXT or part >= SAME_PART
            sure = copied or (telling.day is not None and other.day is not None)
            found.append(_Match(row["story_id"], max(text, part) if copied else 0.0, gap, sure))
    return found


def _same(one: Telling, other: Telling, text: float, part: float, *, span: int) -> bool:
    agreed = _agree(one.places, other.places)
    gap = abs((one.told - other.told).days)
    copied = text >= SAME_TEXT or part >= SAME_PART
    unclear = min(len(one.places), len(other.places)) < _PAIR
    if copied and gap <= COPY_DAYS and (agreed or unclear):
        # A template filled in for another day is another happening.
        return one.day is None or other.day is None or abs((one.day - other.day).days) <= LIKE_DAYS
    apart = _apart(one, other)
    if agreed and apart == 0 and _is_over(one) and _is_over(other):
        return gap <= LATE_DAYS
    if not agreed or gap > PUBLISHED_DAYS or span > SPAN:
        return False
    if text >= LIKE_TEXT:
        return apart <= LIKE_DAYS
    alike = one.kind == other.kind and (one.stage in _LATE) == (other.stage in _LATE)
    return apart <= (DAYS if alike else DAYS_OTHER_KIND)


def _is_over(one: Telling) -> bool:
    """Whether a report names the day of something that has happened."""
    return one.day is not None and one.day <= one.told


def _apart(one: Telling, other: Telling) -> int:
    """Days between the happenings; a report without a day was written on it or soon after."""
    if one.day and other.day:
        return abs((one.day - other.day).days)
    if one.day or other.day:
        day, told = (one.day, other.told) if one.day else (other.day, one.told)
        assert day is not None
        late = (told - day).days
        return max(0, late - 1) if late >= 0 else -late
    return max(0, abs((one.told - other.told).days) - 1)


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the smaller set of parties is in the larger; Korea is there where Jeju is."""
    few, many = sorted((one, other), key=len)
    return len(few) >= _PAIR and all(any(akin(a, b) for b in many) for a in few)


def _candidates(archive: Archive, telling: Telling, alike: Sequence[int]) -> list[dict[str, Any]]:
    """The chief events of like texts, and those of the same places around the same days."""
    places = [one + body for one in sorted(telling.places) for body in ("", "#dprd", "#pkk")]
    marks = ",".join("?" * len(alike))
    place_marks = ",".join("?" * len(places))
    return archive.rows(
        f"""SELECT events.article_id, events.story_id, events.kind, events.stage,
            events.event_date, coalesce(articles.published, articles.first_seen) AS told,
            (SELECT min(substr(coalesce(other.published, other.first_seen), 1, 10))
                FROM articles AS other WHERE other.story_id = events.story_id) AS opened,
            (SELECT group_concat(place_id) FROM event_parties
                WHERE event_id = events.id AND role = 'party') AS places
        FROM events JOIN articles ON articles.id = events.article_id
        WHERE events.main = 1 AND events.story_id IS NOT NULL AND (
            events.article_id IN ({marks})
            OR (events.id IN (SELECT event_id FROM event_parties WHERE place_id IN ({place_marks}))
                AND abs(julianday(substr(coalesce(articles.published, articles.first_seen), 1, 10))
                    - julianday(?)) <= {LATE_DAYS}))
        ORDER BY events.id DESC LIMIT {_MANY}""",
        [*alike, *places, telling.told.isoformat()],
    )


def _told(row: dict[str, Any]) -> Telling:
    places = (row["places"] or "").split(",")
    return Telling(
        places=frozenset(place.partition("#")[0] for place in places if place),
        kind=row["kind"],
        stage=row["stage"],
        day=date.fromisoformat(row["event_date"]) if row["event_date"] else None,
        told=unstamp(row["told"]).date(),
    )


def _bring(archive: Archive, younger: int, *, into: int, now: datetime) -> None:
    """Move all of a story into another; what a channel was to be told twice it is told once."""
    moved = archive.rows("SELECT id FROM articles WHERE story_id = ?", [younger])
    pairs = {pair for row in moved for pair in pairs_of(archive, row["id"])}
    for story in (younger, into):
        merging.remember(archive, story)
    for table in ("articles", "events", "outbox"):
        archive.db.execute(f"UPDATE {table} SET story_id = ? WHERE story_id = ?", [into, younger])
    archive.db.execute("DELETE FROM stories WHERE id = ?", [younger])
    merging.reconcile(archive, into)
    settle_all(archive, pairs, now=now)
