"""F5: a wall, an error page or a notice that answers 200 is no article, and raises no alert."""

import gzip
import itertools
import json
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import HandClock
from hostile.outlet import HostileOutlet, answer
from hostile.rounds import Outlets
from hostile.walls import WALLS, page
from loopback import rss

from benchmarks.labelled import CASES, read
from crawler.refusals import wall

Run = Callable[[Coroutine[Any, Any, Any]], Any]
HEADLINE = "Pemkot Bontang dan Kota Jeju Teken MoU Kota Kembar"
FRIDAY = "Fri, 20 Nov 2026 09:15:00 +0700"
CORPUS = Path(__file__).resolve().parents[3] / "shared" / "data" / "corpus"
RECALL, FALSE = 0.95, 0.005
ENOUGH = 1000


@pytest.mark.parametrize("wordy", [False, True])
@pytest.mark.parametrize("furniture", [False, True])
def test_of_walls_under_headlines_that_would_be_told_nearly_none_is_stored_and_none_is_told(
    furniture: bool, wordy: bool, tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    with HostileOutlet() as outlet:
        items = []
        for number, (title, said, more) in enumerate(WALLS):
            path = f"berita/2026/11/{number}-pemkot-bontang-jeju-teken-mou/"
            body = page(title, said, more if wordy else "", furniture=furniture)
            outlet.acts[f"/{path}"] = answer(body)
            items.append((f"{outlet.url}{path}", HEADLINE, FRIDAY))
        outlet.acts["/umpan.xml"] = answer(rss(*items), kind="application/rss+xml")
        crawl = Outlets(tmp_path, clock, outlet, {"uji": "feed:umpan.xml"})
        guarded(crawl.rounds())

        stored = crawl.rows("SELECT title, text FROM articles")
        assert len(WALLS) >= 40
        assert len([one for one in outlet.requests if "teken-mou" in one.path]) == len(WALLS)
        assert len(stored) <= (1 - RECALL) * len(WALLS), stored
        assert crawl.rows("SELECT 1 FROM outbox") == []
        assert crawl.rows("SELECT count(*) AS n FROM pages_failed") == [
            {"n": len(WALLS) - len(stored)}
        ]


def test_no_article_of_ours_is_taken_for_a_wall() -> None:
    cases = [case.article for path in sorted(CASES.glob("*.jsonl")) for case in read(path)]

    assert [one.title for one in cases if wall(one.title, one.text)] == []


def real_articles() -> Iterator[dict[str, str]]:
    for path in sorted(CORPUS.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from (json.loads(line) for line in itertools.islice(lines, ENOUGH))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real articles are not here")
def test_hardly_any_real_article_is_taken_for_a_wall() -> None:
    articles = [one for one in real_articles() if one["text"].strip()]
    taken = [one["title"] for one in articles if wall(one["title"], one["text"])]

    assert len(articles) >= ENOUGH
    assert len(taken) <= FALSE * len(articles), taken
