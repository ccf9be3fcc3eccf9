"""A site known by its address alone: its lists are found, and every article is stored once."""

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from conftest import HandClock
from newcomers import EVERY, Newcomer

from crawler.inspection import Inspection, inspect
from crawler.sites import chosen
from crawler.wing import CrawlWing
from kembar import config as configuration
from kembar.clock import stamp
from kembar.model import Outcome, Run
from kembar.writing import entry_of
from storage.archive import Archive

Run_ = Callable[[Awaitable[Any]], Any]
ROUNDS = 10


def configured(folder: Path, entry: str = "") -> configuration.Config:
    return configuration.parse(
        f"""
        [archive]
        path = "{folder / "archive.db"}"
        [crawl]
        sites = []
        contact = "mailto:desk@example.org"
        delay = "0 s"
        parsers = 1
        allow_private_hosts = true
        """
        + entry
    )


async def add_and_watch(
    folder: Path, outlet: Newcomer, clock: HandClock
) -> tuple[Inspection, list[Run]]:
    """Look around at a site as `sites add` does, then read it ten times by the entry found."""
    found = await inspect(configured(folder), outlet.url, clock=clock)
    assert found.works, [(trial.source.url, trial.reason) for trial in found.tried]
    outlet.requests.clear()
    config, runs = configured(folder, entry_of(found.section)), []
    site = chosen(config)[0]
    async with CrawlWing(config, clock=clock) as wing:
        for _ in range(ROUNDS):
            runs.append(await wing.round(site, force=True))
            clock.advance(hours=3)
    return found, runs


def rows(folder: Path, sql: str) -> list[dict[str, Any]]:
    archive = Archive.open(folder / "archive.db", read_only=True)
    try:
        return archive.rows(sql)
    finally:
        archive.close()


@pytest.mark.slow
@pytest.mark.parametrize("kind", EVERY)
def test_every_article_of_thirty_days_is_stored_once_over_ten_rounds(
    kind: str, tmp_path: Path, clock: HandClock, run_in_loop: Run_
) -> None:
    begun = clock()
    with EVERY[kind](clock) as outlet:
        inspection, runs = run_in_loop(add_and_watch(tmp_path, outlet, clock))
        clock.advance(hours=-3)
        due = [n for n in outlet.out() if n.published >= begun - timedelta(days=30)]
        stored = rows(tmp_path, "SELECT url, title, published, published_precision FROM articles")
        pages = {outlet.link(item): item for item in outlet.stock}

    samples = [(sample.article, sample.reason) for sample in inspection.samples]
    assert [reason for article, reason in samples if article is None] == []
    assert len(samples) == (6 if kind == "CountedPortal" else 10)  # its one list shows six
    assert (inspection.site.area, inspection.site.language) == (outlet.area, "id")
    assert inspection.title == outlet.brand
    found = {row["url"]: row for row in stored}
    titles = Counter(row["title"] for row in stored)
    assert {run.outcome for run in runs} == {Outcome.OK}, [(r.outcome, r.reason) for r in runs]
    assert [n.title for n in due if n.title not in titles] == []
    assert [title for title, times in titles.items() if times > 1] == []
    assert [url for url in found if url not in pages] == []
    wrong = [
        (row["title"], row["published"], stamp(pages[url].published))
        for url, row in found.items()
        if (row["published"], row["published_precision"]) != (stamp(pages[url].published), "minute")
    ]
    assert wrong == []
    # A counted number is asked for before it is there.
    fetched = Counter(r.path for r in outlet.requests if kind != "CountedPortal")
    articles = {
        urlsplit(url).path + (f"?{q}" if (q := urlsplit(url).query) else "") for url in pages
    }
    # An article may be looked at again in its first days, never round after round.
    assert [path for path in articles if fetched[path] > 3] == []
