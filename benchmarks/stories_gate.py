"""Scores how reports are joined into stories: pairwise precision and recall.

    python -m benchmarks.stories_gate [--wrong]

Reads ../shared/data/stories.dev.jsonl where it is, judges each report, saves all in a fresh archive
in three orders, and compares the pairs that share a story with those of the labels. Exits 0 without
the file, and 1 under a floor of `floors.json` in any order.
"""

import json
import random
import sys
import tempfile
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import rules
from kembar.model import Article, Judgement
from storage import articles
from storage.archive import Archive

from .labelled import SHARED, read

FLOORS = Path(__file__).with_name("floors.json")
FILE = SHARED / "stories.dev.jsonl"

Report = tuple[Article, Judgement, str]


def stories(reports: Sequence[Report]) -> dict[str, int]:
    """The story of each report, by address, after all were saved in this order."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.open(Path(folder) / "a.db")
        for article, judgement, _ in reports:
            assert article.published is not None
            articles.save(
                archive, article, judgement, subscriptions=(), backlog="tell",
                first_round=False, now=article.published,
            )  # fmt: skip
        rows = archive.rows("SELECT url, story_id FROM articles WHERE story_id IS NOT NULL")
        archive.close()
        return {row["url"]: row["story_id"] for row in rows}


def pairs(groups: dict[str, object]) -> set[tuple[str, str]]:
    """The pairs of addresses that share a group."""
    return {
        (one, other) for one, other in combinations(sorted(groups), 2)
        if groups[one] == groups[other]
    }  # fmt: skip


def main() -> None:
    """Print the figures of each order."""
    if not FILE.is_file():
        print(f"skipped: {FILE} is not there")
        return
    ruleset = rules.load()
    reports = [
        (case.article, rules.judge(case.article, ruleset), case.label["story"])
        for case in read(FILE)
    ]
    unflagged = [article.title for article, judgement, _ in reports if not judgement.flag]
    wanted = pairs({article.url: story for article, _, story in reports})
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["stories"]
    under = False
    for seed in range(3):
        order = list(reports)
        random.Random(seed).shuffle(order)
        told = stories(order if seed else reports)
        got = pairs(dict(told))
        right = len(got & wanted)
        precision, recall = right / max(1, len(got)), right / max(1, len(wanted))
        under = under or precision < floors["precision"] or recall < floors["recall"]
        print(
            f"order {seed}: {len(set(told.values()))} stories of {len(told)} flagged reports, "
            f"precision {precision:.2f}, recall {recall:.2f}"
        )
        if "--wrong" in sys.argv:
            for one, other in sorted(got ^ wanted):
                print("  ", "joined" if (one, other) in got else "apart", one, other)
    for title in unflagged:
        print(f"not flagged: {title}")
    sys.exit(1 if under else 0)


if __name__ == "__main__":
    main()
