"""The policy against fixed polling, and what a look costs: the benchmarks themselves work."""

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from conftest import ROOT

from benchmarks.freshness import EVERY, Row, compare, fixed_looks, gain, kembar_looks
from benchmarks.polling import measure
from benchmarks.publishing import END, START, outlets, real_outlets

FLOORS = json.loads((ROOT / "benchmarks" / "floors.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    """The comparison over the models."""
    return compare(outlets())


def test_news_is_seen_a_third_sooner_than_by_fixed_polling_at_equal_requests(
    rows: list[Row],
) -> None:
    assert gain(rows) >= max(FLOORS["freshness"]["models"], 1 / 3)
    whole = {row.policy: row for row in rows if row.kind == "all"}
    assert whole["kembar"].looks_per_day == whole["fixed"].looks_per_day
    assert whole["kembar"].p95 < whole["fixed"].p95


def test_no_kind_of_outlet_is_seen_later_than_by_fixed_polling(rows: list[Row]) -> None:
    for kind in {outlet.kind for outlet in outlets()}:
        assert gain(rows, kind) > 0.1, kind


def test_all_together_are_asked_less_often_than_once_each_every(rows: list[Row]) -> None:
    whole = next(row for row in rows if (row.kind, row.policy) == ("all", "kembar"))

    assert whole.looks_per_day < timedelta(days=1) / EVERY


def test_the_same_seed_gives_the_same_looks() -> None:
    office = outlets()[1]

    assert kembar_looks(office, START, END) == kembar_looks(office, START, END)
    assert len(fixed_looks(1000, START, END)) == 1000


def test_real_outlets_are_seen_a_third_sooner_too() -> None:
    real = real_outlets()
    if not real:
        pytest.skip("the corpus of ../shared is not there")

    assert gain(compare(real)) >= max(FLOORS["freshness"]["real"], 1 / 3)


def test_a_poll_that_finds_nothing_is_measured_beside_plain_scrapy(
    run_in_loop: Callable[[Awaitable[Any]], Any],
) -> None:
    result = run_in_loop(measure(16, 1))

    assert result["sites"] == 16
    assert result["ratio"] > 0
