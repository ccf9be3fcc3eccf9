"""What measures speed measures the same texts every time, and says what it measured."""

import json
import re

from benchmarks import plain_news, rules_speed
from benchmarks.backtest import Replay, table
from benchmarks.rules_speed import FLOORS, measure


def test_a_sample_is_the_same_each_time() -> None:
    origin, first = plain_news.sample(20)

    assert plain_news.sample(20) == (origin, first)
    assert len(set(first)) == 20


def test_texts_are_made_where_there_is_no_corpus() -> None:
    first, second = plain_news.made(1), plain_news.made(2)

    assert first == plain_news.made(1)
    assert first != second
    assert all(len(text.split()) > 100 for _, text in (first, second))


def test_the_rules_are_measured_beside_the_plain_pass() -> None:
    speed = measure(30, rounds=1)

    assert (speed.articles, speed.rounds) == (30, 1)
    assert 0 < speed.rules_per_second < speed.plain_per_second
    assert 0 < speed.passing <= 1
    shown = rules_speed.table(speed)
    assert re.search(rf"^rules +{speed.rules_per_second:.0f} a second", shown, re.MULTILINE)


def test_the_floor_of_the_ratio_is_a_share() -> None:
    assert 0 < json.loads(FLOORS.read_text(encoding="utf-8"))["rules_speed_ratio"] < 1


def test_start_up_does_not_count_as_speed() -> None:
    one = Replay(start=5.0, seconds=8.0, parent=0.5, flagged=3)
    two = Replay(start=9.0, seconds=4.0, parent=0.5, flagged=3)

    shown = table(one, two, 8000)

    assert "two are 2.00 times as fast" in shown
    assert "1000" in shown.splitlines()[2]
