"""Counted addresses are sought by halving, then tried downwards; no network is needed for that."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from crawler.past.numbers import ByNumbers
from crawler.past.span import Span
from crawler.past.ways import Shelf
from kembar.clock import WIB

FIRST = datetime(2020, 1, 1, 5, tzinfo=UTC)
PATTERN = "https://kabar.example/detail/{id}"


def walk(span: Span, newest: int, missing: range = range(0)) -> tuple[list[int], list[int]]:
    """The numbers asked for in order, and the longest run of them that is inside the range.

    Ten articles a day came out from the first of January 2020 on.
    """
    shelf = Shelf(site=cast(Any, None), means=cast(Any, SimpleNamespace()), span=span)
    way = ByNumbers(shelf, f"{PATTERN}#{newest}")
    asked: list[int] = []
    waiting, dates = list(way.first()), []
    while waiting:
        leaf = asyncio.run(way.read(waiting.pop(0), dates))
        numbers = [n for e in leaf.entries if (n := way.pages.number_of(e.url)) is not None]
        asked += [n for n in numbers if n not in asked]
        dates = [FIRST + timedelta(hours=2.4 * n) for n in numbers if n not in missing]
        waiting[:0] = leaf.more
    inside = [n for n in range(1, newest + 1) if span.covers(FIRST + timedelta(hours=2.4 * n))]
    return asked, [n for n in inside if n not in missing]


@pytest.fixture(autouse=True)
def own_loop(twisted_loop: asyncio.AbstractEventLoop) -> Any:
    """`asyncio.run` takes the current loop away; the session's is put back."""
    yield
    asyncio.set_event_loop(twisted_loop)


@pytest.mark.parametrize("newest", [24, 300, 24_000])
def test_an_old_range_is_found_with_few_requests_and_read_whole(newest: int) -> None:
    span = Span(date(2020, 1, 10), date(2020, 1, 20), WIB)

    asked, inside = walk(span, newest)

    assert set(inside) <= set(asked)
    assert len(asked) < len(inside) + 150


def test_numbers_that_were_taken_away_cost_requests_and_lose_nothing() -> None:
    span = Span(date(2021, 1, 1), date(2021, 1, 31), WIB)

    asked, inside = walk(span, 24_000, missing=range(6000, 9000))

    assert set(inside) <= set(asked)


def test_the_way_down_ends_where_nothing_is_left() -> None:
    span = Span(date(2020, 1, 1), date(2026, 1, 31), WIB)

    asked, _ = walk(span, 5000, missing=range(0, 4000))

    assert min(asked) > 3500


def test_a_range_up_to_now_begins_at_the_newest() -> None:
    span = Span(date(2022, 9, 1), date(2022, 9, 20), WIB)

    asked, inside = walk(span, 10_000)

    assert set(inside) <= set(asked)
    assert max(asked) <= 10_000
