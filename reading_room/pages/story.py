"""One story: its outlets side by side, its facts with their sentences, what was edited later."""

import json
from itertools import pairwise
from typing import Any

from storage.archive import Archive
from storage.standing import pairs

from ..speech import Speech
from .answers import answers
from .cards import grouped, home, place_link, relation_link, web
from .differences import changes
from .files import links
from .finding import AT
from .marking import highlighted, marked

_ARTICLES = f"""SELECT id, url, site, title, author, published, published_precision AS precision,
    first_seen, modified, status, reason, text, {AT} AS at
FROM articles WHERE story_id = ? ORDER BY at, id"""
_EVENTS = """SELECT events.*, articles.site FROM events
JOIN articles ON articles.id = events.article_id
WHERE events.story_id = ? ORDER BY main DESC, events.id"""
_PARTIES = """SELECT * FROM event_parties WHERE event_id IN (SELECT value FROM json_each(?))
ORDER BY event_id, position"""
_HITS = """SELECT * FROM hits WHERE revision = 0
AND article_id IN (SELECT value FROM json_each(?)) ORDER BY article_id, start, id"""
_REVISIONS = """SELECT article_id, revision, seen, title, text FROM revisions
WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY article_id, revision"""


def exists(archive: Archive, number: int) -> bool:
    """Whether there is such a story."""
    return archive.value("SELECT 1 FROM stories WHERE id = ?", [number]) is not None


def story(
    archive: Archive, number: int, speech: Speech, *, said: str | None = None
) -> dict[str, Any] | None:
    """Everything that the page of a story shows; None if there is no such story.

    `said` tells what this reader has just answered, see `answers`.
    """
    found = archive.rows("SELECT * FROM stories WHERE id = ?", [number])
    if not found:
        return None
    articles = archive.rows(_ARTICLES, [number])
    if not articles:  # taken down: the row stays for the alerts that were sent
        return None
    events = archive.rows(_EVENTS, [number])
    ids = json.dumps([article["id"] for article in articles])
    hits = archive.rows(_HITS, [ids])
    parties = grouped(
        archive.rows(_PARTIES, [json.dumps([event["id"] for event in events])]), "event_id"
    )
    everyone = [party for event in events for party in parties.get(event["id"], [])]
    place = home(everyone)
    by_article = grouped(hits, "article_id")
    revisions = grouped(archive.rows(_REVISIONS, [ids]), "article_id")
    return {
        "story": found[0],
        "title": found[0]["title"],
        "articles": [
            _article(article, by_article.get(article["id"], []), place, speech)
            for article in articles
        ],
        "facts": [
            _fact(event, parties.get(event["id"], []), hits, speech) for event in events
        ],
        "relations": _relations(archive, events, parties),
        "answers": answers(archive, number, said, place, speech),
        "exports": links(speech, "story", {"number": str(number)}, stories=True),
        "outlet_exports": links(speech, "outlets", {"number": str(number)}),
        "fact_exports": links(speech, "facts", {"number": str(number)}),
        "edits": [
            edit
            for article in articles
            for edit in _edits(article, revisions.get(article["id"], []), place, speech)
        ],
    }  # fmt: skip


def _article(
    article: dict[str, Any], hits: list[dict[str, Any]], place: str | None, speech: Speech
) -> dict[str, Any]:
    title, paragraphs = highlighted(article["title"], article["text"], hits)
    return {
        **{name: article[name] for name in ("id", "site", "author", "status", "reason", "at")},
        "link": web(article["url"]),
        "plain": article["title"],
        "title": title,
        "paragraphs": paragraphs,
        "when": speech.moment(article["at"], place, article["precision"]),
        "seen": speech.moment(article["first_seen"], place),
        "dated": article["published"] is not None,
    }


def _fact(
    event: dict[str, Any],
    parties: list[dict[str, Any]],
    hits: list[dict[str, Any]],
    speech: Speech,
) -> dict[str, Any]:
    names = [party["name"] for party in parties]
    money = event["amount"]
    return {
        **event,
        "parties": [{**party, "link": place_link(party["place_id"])} for party in parties],
        "day": speech.day(event["event_date"]),
        "money": f"{event['currency']} {speech.number(money)}" if money is not None else "",
        "fields": [speech.sector(name) for name in json.loads(event["sectors"])],
        "sentences": [
            {"id": hit["id"], "rule": hit["rule"], "marked": marked(hit["sentence"], names)}
            for hit in sorted(hits, key=lambda hit: (-hit["score"], hit["start"]))
            if hit["event_id"] == event["id"]
        ],
    }


def _relations(
    archive: Archive, events: list[dict[str, Any]], parties: dict[int, list[dict[str, Any]]]
) -> list[dict[str, str]]:
    """The relations that the story belongs to, with their names."""
    found = set()
    for event in events:
        here = [p["place_id"] for p in parties.get(event["id"], []) if p["role"] == "party"]
        found |= pairs(here)
    ids = sorted({place for pair in found for place in pair})
    rows = archive.rows(
        "SELECT id, name FROM places WHERE id IN (SELECT value FROM json_each(?))",
        [json.dumps(ids)],
    )
    names = {row["id"]: row["name"] for row in rows}
    return [
        {"name": f"{names.get(a, a)} – {names.get(b, b)}", "link": relation_link(a, b)}
        for a, b in sorted(found)
    ]


def _edits(
    article: dict[str, Any], revisions: list[dict[str, Any]], place: str | None, speech: Speech
) -> list[dict[str, Any]]:
    """Each edit of an article, oldest first: from one text to the next, the last to today's."""
    return [
        {
            "site": article["site"],
            "seen": speech.moment(before["seen"], place),
            "blocks": changes(
                f"{before['title']}\n\n{before['text']}", f"{after['title']}\n\n{after['text']}"
            ),
        }
        for before, after in pairwise([*revisions, article])
    ]
