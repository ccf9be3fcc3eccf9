"""Scores the rules on labelled articles: flag, kind, stage and the pair, and articles a second.

    python -m benchmarks.rules_gate [--wrong]

Reads ../shared/data where it is; exits 0 without it, and 1 under a floor of `floors.json`.
`--wrong` lists each article judged otherwise than its label.
"""

import json
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import rules
from kembar.clock import WIB
from kembar.model import Article, Judgement, Role

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
FLOORS = Path(__file__).with_name("floors.json")
FILES = ("cases.dev.jsonl", "cases.long.dev.jsonl")


def cases(path: Path) -> Iterator[tuple[Article, dict[str, Any]]]:
    """The labelled articles of a file."""
    for line in path.read_text(encoding="utf-8").strip("\n").split("\n"):
        label = json.loads(line)
        day = label.get("published")
        published = datetime.fromisoformat(day[:10]).replace(hour=12, tzinfo=WIB) if day else None
        article = Article(
            url=label.get("url") or "",
            site=label.get("outlet") or "",
            title=label["title"],
            text=label["text"],
            published=published,
        )
        yield article, label


def differences(judgement: Judgement, label: dict[str, Any]) -> list[str]:
    """The fields in which a flagged article is told otherwise than its label."""
    told = judgement.happenings[0]
    parties = sorted(p.name for p in told.parties if p.role is Role.PARTY)
    wrong = []
    if told.kind != label["kind"]:
        wrong.append(f"kind {told.kind} is {label['kind']}")
    if told.stage != label["stage"]:
        wrong.append(f"stage {told.stage} is {label['stage']}")
    if parties != sorted(p["name"] for p in label["parties"]):
        wrong.append(f"parties {parties} are {sorted(p['name'] for p in label['parties'])}")
    if "date" in label and (told.date.isoformat() if told.date else None) != label["date"]:
        wrong.append(f"date {told.date} is {label['date']}")
    return wrong


def score(path: Path, ruleset: rules.RuleSet, *, show: bool) -> float:
    """Print the figures of one file."""
    counts = dict.fromkeys(
        ("right", "false", "missed", "clean", "kind", "stage", "parties", "date"), 0
    )
    for article, label in cases(path):
        judgement = rules.judge(article, ruleset)
        if judgement.flag and label["flag"]:
            counts["right"] += 1
            wrong = differences(judgement, label)
            for field in ("kind", "stage", "parties", "date"):
                counts[field] += not any(fault.startswith(field) for fault in wrong)
            if show and wrong:
                print(f"  {label['id']} {'; '.join(wrong)} | {article.title}")
        elif judgement.flag != label["flag"]:
            counts["false" if judgement.flag else "missed"] += 1
            if show:
                word = "FALSE" if judgement.flag else "MISSED"
                print(f"  {label['id']} {word} {judgement.score:g} | {article.title}")
        else:
            counts["clean"] += 1
    right = counts["right"]
    precision = right / max(1, right + counts["false"])
    recall = right / max(1, right + counts["missed"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    fields = ", ".join(
        f"{key} {counts[key]}/{right}" for key in ("kind", "stage", "parties", "date")
    )
    print(f"{path.name}: P {precision:.2f} R {recall:.2f} F1 {f1:.2f}; of those flagged: {fields}")
    return f1


def speed(ruleset: rules.RuleSet) -> None:
    """Print how many articles are judged in a second."""
    articles = [article for name in FILES for article, _ in cases(DATA / name)]
    started = time.perf_counter()
    for article in articles:
        rules.judge(article, ruleset)
    print(f"{len(articles) / (time.perf_counter() - started):.0f} articles/s")


def main() -> None:
    """Score every file that is there."""
    started = time.perf_counter()
    ruleset = rules.load()
    print(f"loaded in {time.perf_counter() - started:.2f} s")
    present = [DATA / name for name in FILES if (DATA / name).is_file()]
    if len(present) < len(FILES):
        print(f"skipped: {DATA} does not hold the labelled articles")
        return
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["flag_f1"]
    under = [
        path.name
        for path in present
        if score(path, ruleset, show="--wrong" in sys.argv) < floors[path.name]
    ]
    speed(ruleset)
    if under:
        print(f"under the floor: {', '.join(under)}")
        sys.exit(1)


if __name__ == "__main__":
    main()
