"""Counting: walks a numbered source, forward from the last number, and back once on a new site."""

from datetime import datetime

from kembar.model import Entry
from storage import articles, recency

from .means import Means
from .pages import PAGES, PageDesk
from .sources import Numbered
from .trials import HORIZON
from .urls import canonical

MISSES = 3
"""Numbers in a row without an article that end a walk forward."""
WALK = 50
"""Numbers tried forward in one look."""
GAPS = 10
"""Numbers in a row without an article that end a walk back: deleted ones, and other sections'."""
OLD = 2
"""Articles in a row from before the horizon that end a walk back; one may be misdated."""


async def walk(
    source: Numbered, cursor: int | None, desk: PageDesk, means: Means
) -> tuple[int | None, int]:
    """The highest number that gave an article, and how many were stored in this walk."""
    if cursor is not None:
        return await _forward(source, cursor + 1, cursor, desk, means)
    known = await means.writer.run(articles.addresses, desk.site.name)
    last = max((n for url in known if (n := source.number_of(url)) is not None), default=None)
    begin = last + 1 if last is not None else source.start or 1
    highest, stored = await _forward(source, begin, last, desk, means)
    if last is not None:
        stored += await _back(source, last - 1, means.clock() - HORIZON, desk, means)
    return highest, stored


async def _forward(
    source: Numbered, begin: int, last: int | None, desk: PageDesk, means: Means
) -> tuple[int | None, int]:
    misses = stored = 0
    for number in range(begin, begin + WALK):
        if misses >= MISSES or desk.fetched >= PAGES:
            break
        if await _is_seen(source, number, means):
            last, misses = number, 0
            continue
        if await desk.probe(Entry(url=source.address(number))):
            stored += 1
            last, misses = number, 0
        else:
            misses += 1
    return last, stored


async def _back(source: Numbered, begin: int, since: datetime, desk: PageDesk, means: Means) -> int:
    """Read what lies below a number until it is older than a moment; the articles stored."""
    misses = old = stored = 0
    for number in range(begin, 0, -1):
        if misses >= GAPS or old >= OLD or desk.fetched >= PAGES:
            break
        if await _is_seen(source, number, means):
            misses = 0
        elif await desk.probe(Entry(url=source.address(number))):
            stored += 1
            misses = 0
        else:
            misses += 1
            continue
        published = await means.writer.run(recency.newest, [_spelled(source, number)])
        old = old + 1 if published is not None and published < since else 0
    return stored


async def _is_seen(source: Numbered, number: int, means: Means) -> bool:
    return bool(await means.writer.run(articles.seen, [_spelled(source, number)]))


def _spelled(source: Numbered, number: int) -> str:
    url = source.address(number)
    return canonical(url) or url
