"""Many articles judged by several processes come back in order, whatever one of them does."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.judging import AHEAD, BATCH, BATCH_SIZE, Failure, Task, judge_all, work_all
from kembar.errors import RuleError
from kembar.model import Article, Judgement
from rules import RuleSet

TALKS = "Bupati Kolaka bertemu Bupati Konawe membahas jalan tembus kedua kabupaten."


def task(key: int, text: str) -> Task:
    page = Article(url=f"https://x.example/{key}", site="x", title="Kabar", text=text)
    return Task(key, page, None)


def obey(order: str, ruleset: RuleSet) -> str:
    """What a worker makes of an order; workers find this function by its name."""
    if order == "hang":
        while True:
            pass
    if order == "die":
        os._exit(9)
    if order == "raise":
        raise LookupError("no such thing")
    return f"{order} with {len(ruleset.rules) > 0}"


def test_answers_come_in_the_order_of_the_tasks() -> None:
    count = BATCH * 4 + 3
    tasks = [task(n, TALKS if n % 7 == 0 else "Harga cabai turun.") for n in range(count)]

    answers = list(judge_all(tasks, workers=2))

    assert [key for key, _ in answers] == list(range(count))
    flagged = [key for key, told in answers if isinstance(told, Judgement) and told.flag]
    assert flagged == list(range(0, count, 7))


def test_one_that_takes_too_long_is_told_in_its_place_and_the_others_are_judged() -> None:
    long = "Wali Kota Bogor teken MoU dengan Wali Kota Depok. " * 60_000
    tasks = [task(0, TALKS), task(1, long), task(2, TALKS)]

    answers = dict(judge_all(tasks, workers=1, seconds=1.5))

    assert answers[1] == "took longer than 1.5 s"
    assert [isinstance(answers[key], Judgement) for key in (0, 2)] == [True, True]


def test_one_that_hangs_or_dies_or_raises_costs_only_itself() -> None:
    orders = ["a", "die", "b", "hang", "c", "raise", "d"]

    told = list(work_all(obey, orders, workers=2, seconds=1.5))

    assert [order for order, _ in told] == orders
    whys = {order: result.why for order, result in told if isinstance(result, Failure)}
    assert whys["hang"] == "took longer than 1.5 s"
    assert whys["die"].startswith("the worker died: ")
    assert whys["raise"] == "LookupError: no such thing"
    fine = [result for _, result in told if not isinstance(result, Failure)]
    assert fine == ["a with True", "b with True", "c with True", "d with True"]


def test_few_tasks_are_in_memory_at_a_time() -> None:
    taken = 0

    def orders() -> Iterator[str]:
        nonlocal taken
        for number in range(BATCH * 20):
            taken += 1
            yield str(number)

    ahead = []
    for done, _ in enumerate(work_all(obey, orders(), workers=2)):
        ahead.append(taken - done)

    assert taken == len(ahead) == BATCH * 20
    assert max(ahead) <= BATCH * (2 * AHEAD + 1)


def test_long_tasks_fill_a_batch_sooner() -> None:
    taken = 0

    def orders() -> Iterator[str]:
        nonlocal taken
        for _ in range(BATCH):
            taken += 1
            yield "x" * BATCH_SIZE

    next(work_all(obey, orders(), workers=1))

    assert taken == AHEAD


def test_who_wants_no_more_answers_does_not_wait_for_those_under_way() -> None:
    answers = work_all(obey, ["x" * BATCH_SIZE, "hang"], workers=2, seconds=600)
    next(answers)
    began = time.monotonic()

    answers.close()

    assert time.monotonic() - began < 60


def test_no_task_gives_no_answer() -> None:
    assert list(judge_all([], workers=1)) == []


def test_rules_with_faults_are_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("schema: rules/9\n", encoding="utf-8")

    with pytest.raises(RuleError):
        list(judge_all([task(0, TALKS)], workers=1, folder=tmp_path))
