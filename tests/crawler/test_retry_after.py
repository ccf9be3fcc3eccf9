"""Retry-After: seconds, dates, nonsense."""

from datetime import UTC, datetime, timedelta

import pytest

from crawler.manners.retry_after import DEFAULT_REST, rest_until

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_seconds_are_counted_from_now() -> None:
    assert rest_until(429, "120", NOW) == NOW + timedelta(seconds=120)


def test_a_date_is_kept_as_it_stands() -> None:
    header = "Fri, 20 Nov 2026 13:30:00 GMT"

    assert rest_until(503, header, NOW) == datetime(2026, 11, 20, 13, 30, tzinfo=UTC)


@pytest.mark.parametrize("header", [None, "", "soon", "-5", "1.5", "٣"])
def test_a_429_without_a_readable_time_rests_for_the_usual_time(header: str | None) -> None:
    assert rest_until(429, header, NOW) == NOW + DEFAULT_REST


def test_a_503_without_a_time_asks_for_nothing() -> None:
    assert rest_until(503, None, NOW) is None


@pytest.mark.parametrize("status", [200, 301, 403, 404, 500])
def test_other_answers_ask_for_nothing(status: int) -> None:
    assert rest_until(status, "120", NOW) is None


def test_an_absurd_number_does_not_overflow() -> None:
    rest = rest_until(429, "9" * 40, NOW)

    assert rest is not None
    assert rest > NOW
