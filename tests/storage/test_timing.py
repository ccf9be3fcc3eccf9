"""Hours of digests and quiet spans, in each channel's zone."""

from datetime import datetime

import pytest

from kembar.clock import WIB, WITA
from storage.timing import next_time, quiet_until


def utc(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}:00Z")


@pytest.mark.parametrize(
    ("when", "now", "expected"),
    [
        ("now", "24T03:00", "24T03:00"),
        ("hourly", "24T03:00", "24T04:00"),
        ("hourly", "24T03:59", "24T04:00"),
        ("daily 07:00", "24T03:00", "25T00:00"),
        ("daily 07:00", "23T23:30", "24T00:00"),
        ("daily 07:00", "24T00:00", "25T00:00"),
        ("weekly mon 07:00", "24T03:00", "30T00:00"),
        ("weekly tue 12:00", "24T03:00", "24T05:00"),
        ("weekly tue 07:00", "17T03:00", "24T00:00"),
    ],
)
def test_the_next_hour_of_a_digest_in_jakarta(when: str, now: str, expected: str) -> None:
    assert next_time(when, WIB, utc(now)) == utc(expected)


@pytest.mark.parametrize(
    ("quiet", "now", "expected"),
    [
        ("22:00-06:00", "24T13:59", None),
        ("22:00-06:00", "24T14:00", "24T22:00"),
        ("22:00-06:00", "24T20:00", "24T22:00"),
        ("22:00-06:00", "24T22:00", None),
        ("12:00-13:00", "24T04:30", "24T05:00"),
        ("12:00-13:00", "24T05:00", None),
        (None, "24T05:00", None),
    ],
)
def test_a_quiet_span_ends_in_makassar(quiet: str | None, now: str, expected: str | None) -> None:
    assert quiet_until(quiet, WITA, utc(now)) == (utc(expected) if expected else None)
