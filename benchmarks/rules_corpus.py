"""Scores the rules on other people's articles: labelled cases, and the alert rate on plain news.

    python -m benchmarks.rules_corpus [--list] [--wrong]

Reads ../shared/data where it is; exits 0 with a reason without it, and 1 under a floor of
`floors.json` (`flag_f1`). `--list` prints each flagged article of the corpus for a reader to
judge, `--wrong` each labelled one told otherwise than its label.
"""

import gzip
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import rules
from kembar.model import Judgement, Role

from .figures import share
from .labelled import SHARED, article, read
from .rules_gate import FLOORS, judge

FILES = ("cases.dev.jsonl", "cases.long.dev.jsonl")
REAL = SHARED / "labelled.corpus.jsonl"
CORPUS = SHARED / "corpus"


def labelled(ruleset: rules.RuleSet) -> list[str]:
    """Print the figures of the labelled files; returns those under their floor."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))["flag_f1"]
    under = []
    for name in FILES:
        scores, wrong = judge(list(read(SHARED / name)), ruleset)
        figures = scores["all"].figures()
        print(name, *(f"  {figure}" for figure in figures), sep="\n")
        if "--wrong" in sys.argv:
            print(*(f"  {line}" for line in wrong), sep="\n")
        found = {figure.name: figure.value for figure in figures}
        if found["f1"] < floors[name]:
            under.append(f"{name}: f1 {found['f1']:.3f} is under its floor {floors[name]}")
    return under


def real(ruleset: rules.RuleSet) -> None:
    """Print how many of the real positives are found, and how many negatives flagged.

    The labels of these are a kind or `none`; a row without a date is judged without one.
    """
    counts = {True: [0, 0], False: [0, 0]}
    missed = []
    for row in rows(REAL):
        wanted = row["label"] != "none"
        flag = rules.judge(article(row), ruleset).flag
        counts[wanted][0] += flag
        counts[wanted][1] += 1
        if flag != wanted:
            missed.append(f"  {row['id']} {'MISSED' if wanted else 'FALSE'} | {row['title']}")
    print(REAL.name)
    print(f"  {share('found', *counts[True])}", f"  {share('flagged', *counts[False])}", sep="\n")
    if "--wrong" in sys.argv:
        print(*missed, sep="\n")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file, a line each; `splitlines` would break real texts at U+2028."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def corpus() -> Iterator[dict[str, Any]]:
    """Every article of the unlabelled corpus."""
    for path in sorted(CORPUS.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def shown(row: dict[str, Any], judgement: Judgement) -> str:
    """What a reader needs to tell a useful alert from a useless one."""
    chief = judgement.happenings[0]
    best = max(chief.hits or judgement.hits, key=lambda hit: hit.score)
    parties = ", ".join(party.name for party in chief.parties if party.role is Role.PARTY)
    return "\n".join(
        (
            f"{row['id']} {row.get('source') or '-'} {row.get('date') or '-'}",
            f"  {row.get('title') or '(no title)'}",
            f"  {' '.join(best.sentence.split())}",
            f"  {chief.kind or '-'}: {parties or '-'} ({judgement.score:g} by {best.rule})",
        )
    )


def rate(ruleset: rules.RuleSet) -> None:
    """Print how many articles of plain news are flagged, and how fast all were read."""
    flagged = []
    started = time.perf_counter()
    total = 0
    for row in corpus():
        total += 1
        # The dates of the corpus come in every form; facts that need one are not scored here.
        judgement = rules.judge(article(row), ruleset)
        if judgement.flag:
            flagged.append(shown(row, judgement))
    seconds = time.perf_counter() - started
    print(
        f"corpus: {len(flagged)} of {total} articles flagged,"
        f" {1000 * len(flagged) / max(1, total):.2f} of 1,000; {total / seconds:.0f} a second"
    )
    if "--list" in sys.argv:
        print(*flagged, sep="\n")


def main() -> None:
    """Score what is there."""
    missing = [str(path) for path in (*(SHARED / name for name in FILES), REAL, CORPUS)
               if not path.exists()]  # fmt: skip
    if missing:
        print(f"skipped: this needs {', '.join(missing)}")
        return
    ruleset = rules.load()
    under = labelled(ruleset)
    real(ruleset)
    rate(ruleset)
    if under:
        print(*under, sep="\n", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
