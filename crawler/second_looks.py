"""Known articles looked at again: edits become revisions, pages that stay away are gone."""

import logging
from collections.abc import Iterable
from datetime import datetime

from kembar.errors import ExtractionFailed, FetchFailed, KembarError, PageGone
from kembar.model import Entry
from storage import looks
from storage.looks import Look

from .dates import read_date
from .pages import PageDesk, judge_answer
from .urls import canonical

logger = logging.getLogger(__name__)

DUE = 20
"""Pages looked at again in one round because it is time."""
CHANGED = 10
"""Pages looked at again in one look at a source because it names a change."""
NEWEST = 100
"""Entries of a source whose dates of change are read; the newest stand first."""
_MISSING = ("the page is an error page",)
"""How reasons of pages begin that say with status 200 that they are not there."""


async def look_at_due(desk: PageDesk) -> None:
    """Look at the site's pages that are due, those told to people first."""
    means = desk.means
    due = await means.writer.run(looks.due, desk.site.name, means.clock(), DUE)
    await _look_at(desk, due)


async def look_at_changed(desk: PageDesk, entries: Iterable[Entry]) -> None:
    """Look at known pages whose source says that they changed since we looked."""
    said: dict[str, datetime] = {}
    for entry in list(entries)[:NEWEST]:
        url = canonical(entry.url)
        if url is None or not entry.modified_raw or entry.modified_raw == entry.published_raw:
            continue
        found = read_date(entry.modified_raw, desk.site.zone)
        if found is not None:
            said[url] = found.moment
    if said:
        means = desk.means
        changed = await means.writer.run(looks.modified, said, means.clock())
        await _look_at(desk, changed[:CHANGED])


async def _look_at(desk: PageDesk, pages: Iterable[Look]) -> None:
    for look in pages:
        if desk.faults or desk.means.closing.is_set():
            return
        try:
            await _look(desk, look)
        except KembarError as error:
            logger.info("no second look site=%s url=%s: %s", desk.site.name, look.url, error)
            await desk.means.writer.run(looks.postpone, look.article_id, desk.means.clock())
            if isinstance(error, FetchFailed):
                return  # the host does not answer now, or does not want to


async def _look(desk: PageDesk, look: Look) -> None:
    means = desk.means
    said = {"If-None-Match": look.etag, "If-Modified-Since": look.last_modified}
    response = await means.fetcher.fetch(
        look.url, headers={name: value for name, value in said.items() if value}
    )
    desk.fetched += 1
    if response.status == 304:
        await means.writer.run(looks.unchanged, look.article_id, means.clock())
        return
    entry = Entry(url=look.url, title=look.title)
    try:
        judge_answer(entry, response, desk.site)
        await desk.save(entry, response)
    except (PageGone, ExtractionFailed) as error:
        if not isinstance(error, PageGone) and not str(error).startswith(_MISSING):
            raise
        gone = await means.writer.run(
            looks.missed, look.article_id, str(error), means.clock(),
            subscriptions=means.subscriptions, burst=means.burst,
        )  # fmt: skip
        logger.info("missed page site=%s url=%s gone=%s", desk.site.name, look.url, gone)
