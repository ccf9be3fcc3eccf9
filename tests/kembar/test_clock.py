"""Zones by area, stamps, durations."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kembar.clock import (
    WIB,
    WIT,
    WITA,
    duration,
    local_noon,
    stamp,
    unstamp,
    zone_name,
    zone_of,
)


@pytest.mark.parametrize(
    ("area", "zone"),
    [
        ("64.74", WITA), ("52.07", WITA), ("73.73", WITA), ("63", WITA), ("32.71", WIB),
        ("61", WIB), ("62", WIB), ("11", WIB), ("31.74", WIB), ("81.71", WIT), ("94", WIT),
        ("97.01", WIT), (None, WIB),
    ],
)  # fmt: skip
def test_the_area_gives_the_zone(area: str | None, zone: object) -> None:
    assert zone_of(area) == zone


def test_zones_have_the_names_that_people_use() -> None:
    assert [zone_name(zone) for zone in (WIB, WITA, WIT)] == ["WIB", "WITA", "WIT"]


@given(st.datetimes(timezones=st.just(UTC)).filter(lambda moment: moment.year >= 1900))
def test_a_stamp_reads_back_as_the_same_second(moment: datetime) -> None:
    aware = moment.replace(microsecond=0)

    assert unstamp(stamp(aware)) == aware


def test_a_day_is_stored_as_its_local_noon() -> None:
    assert stamp(local_noon(date(2026, 11, 20), WITA)) == "2026-11-20T04:00:00Z"


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("15 min", timedelta(minutes=15)), ("2 s", timedelta(seconds=2)),
        ("0 s", timedelta(0)), ("6 h", timedelta(hours=6)), ("30 days", timedelta(days=30)),
        ("1.5 h", timedelta(minutes=90)), ("5s", timedelta(seconds=5)),
        ("2 weeks", timedelta(days=14)), ("1 month", timedelta(days=30)),
        ("2 years", timedelta(days=730)),
    ],
)  # fmt: skip
def test_a_duration_is_a_number_and_a_unit(text: str, span: timedelta) -> None:
    assert duration(text) == span


@pytest.mark.parametrize("text", ["", "15", "min", "-5 s", "5 moons", "1 h 5 min", "５ s "])
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    if text.startswith("５"):  # a full-width digit is a digit to Python
        assert duration(text) == timedelta(seconds=5)
        return
    with pytest.raises(ValueError, match="15 min"):
        duration(text)
