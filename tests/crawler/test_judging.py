"""Many articles judged by several processes come back in order, whatever one of them does."""

from pathlib import Path

import pytest

from crawler.judging import BATCH, Task, judge_all
from kembar.errors import RuleError
from kembar.model import Article, Judgement

TALKS = "Bupati Kolaka bertemu Bupati Konawe membahas jalan tembus kedua kabupaten."


def task(key: int, text: str) -> Task:
    page = Article(url=f"https://x.example/{key}", site="x", title="Kabar", text=text)
    return Task(key, page, None)


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


def test_no_task_gives_no_answer() -> None:
    assert list(judge_all([], workers=1)) == []


def test_rules_with_faults_are_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("schema: rules/9\n", encoding="utf-8")

    with pytest.raises(RuleError):
        list(judge_all([task(0, TALKS)], workers=1, folder=tmp_path))
