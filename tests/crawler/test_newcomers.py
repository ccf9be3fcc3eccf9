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

from crawler.sites import chosen
from crawler.wing import CrawlWing
from kembar import config as configuration
from kembar.clock import stamp
from kembar.model import Outcome, Run
from storage.archive import Archive

Run_ = Callable[[Awaitable[Any]], Any]
ROUNDS = 10


def written(folder: Path, outlet: Newcomer) -> configuration.Config:
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
        [[sites]]
        name = "pendatang"
        url = "{outlet.url}"
        area = "64.74"
        """
    )


async def ten_rounds(config: configuration.Config, clock: HandClock) -> list[Run]:
    site, runs = chosen(config)[0], []
    async with CrawlWing(config, clock=clock) as wing:
        for _ in range(ROUNDS):
            runs.append(await wing.round(site, force=True))
            clock.advance(hours=3)
    return runs


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
        runs = run_in_loop(ten_rounds(written(tmp_path, outlet), clock))
        clock.advance(hours=-3)
        due = [n for n in outlet.out() if n.published >= begun - timedelta(days=30)]
        stored = rows(tmp_path, "SELECT url, title, published, published_precision FROM articles")
        pages = {outlet.link(item): item for item in outlet.stock}

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
    fetched = Counter(request.path for request in outlet.requests)
    articles = {
        urlsplit(url).path + (f"?{q}" if (q := urlsplit(url).query) else "") for url in pages
    }
    assert [path for path in articles if fetched[path] > 1] == []
