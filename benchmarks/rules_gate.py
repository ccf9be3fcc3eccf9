"""Scores the rules on the project's own labelled articles and holds them to their floors.

    python -m benchmarks.rules_gate [--wrong] [--json]

Reads `cases/*.jsonl` beside this file; exits 1 under a floor of `floors.json`. `--wrong` lists
each article told otherwise than its label, `--json` prints the figures for machines.
"""

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path

import rules

from .figures import Figure
from .labelled import CASES, Case, read
from .scoring import Score

FLOORS = Path(__file__).with_name("floors.json")
# Strata that every set has; the kinds follow.
ORDER = ("all", "short", "long", "Indonesian", "English", "domestic", "foreign")


def judge(cases: list[Case], ruleset: rules.RuleSet) -> tuple[dict[str, Score], list[str]]:
    """Scores of all and of each stratum, and a line for each article told otherwise."""
    scores = {"all": Score()}
    wrong = []
    for case in cases:
        judgement = rules.judge(case.article, ruleset)
        faults = scores["all"].add(case, judgement)
        for stratum in case.strata():
            scores.setdefault(stratum, Score()).add(case, judgement)
        if faults:
            wrong.append(f"{case.id} {'; '.join(faults)} | {case.article.title}")
    return scores, wrong


def strata(scores: dict[str, Score]) -> list[str]:
    """A table with a row for each stratum; one without negatives has no precision."""
    lines = [f"{'':<20} cases  precision  recall  kind  stage  pair  date"]
    order = [*(name for name in ORDER if name in scores), *sorted(scores.keys() - set(ORDER))]
    for name in order:
        score = scores[name]
        counts = score.counts
        precision, recall, _ = score.flag()
        shown = f"{precision.value:.2f}" if counts["clean"] + counts["false"] else "-"
        kind, stage, pair, date = (f"{figure.value:.2f}" for figure in score.facts()[:4])
        lines.append(
            f"{name:<20} {counts['articles']:>5}  {shown:>9}  {recall.value:>6.2f}"
            f"  {kind}  {stage:>5}  {pair}  {date}"
        )
    return lines


def under(figures: list[Figure]) -> list[str]:
    """What lies under its floor."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))["rules_gate"]
    return [
        f"{figure.name} {figure.value:.3f} is under its floor {floors[figure.name]}"
        for figure in figures
        if figure.name in floors and figure.value < floors[figure.name]
    ]


def main() -> None:
    """Score, print, and fail under a floor."""
    cases = [case for path in sorted(CASES.glob("*.jsonl")) for case in read(path)]
    ruleset = rules.load()
    started = time.perf_counter()
    scores, wrong = judge(cases, ruleset)
    seconds = time.perf_counter() - started
    figures = scores["all"].figures()
    if "--json" in sys.argv:
        names = {name: [asdict(each) for each in score.figures()] for name, score in scores.items()}
        print(json.dumps({"cases": len(cases), "strata": names, "wrong": wrong}, indent=1))
    else:
        print(f"{len(cases)} cases, {len(cases) / seconds:.0f} a second")
        print(*figures, "", *strata(scores), sep="\n")
        if "--wrong" in sys.argv:
            print("", *wrong, sep="\n")
    if faults := under(figures):
        print(*faults, sep="\n", file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
