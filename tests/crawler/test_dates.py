"""Dates as Indonesian outlets write them: read exactly, or not at all."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.dates import read_date
from kembar.clock import WIB, WIT, WITA

FETCHED = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("2023-10-23T13:40:00+00:00", "2023-10-23 13:40"),
        ("2023-10-23T13:40:00Z", "2023-10-23 13:40"),
        ("2023-10-23T21:40:00+08:00", "2023-10-23 13:40"),
        ("2023-10-23 21:40:00", "2023-10-23 13:40"),
        ("Mon, 23 Oct 2023 21:40:00 +0800", "2023-10-23 13:40"),
        ("Senin, 23 Oktober 2023 | 21:40 WITA", "2023-10-23 13:40"),
        ("Senin, 23 Oktober 2023 - 21.40 WITA", "2023-10-23 13:40"),
        ("Senin, 23 Oktober 2023 20:40 WIB", "2023-10-23 13:40"),
        ("23 Oktober 2023, 22:40 WIT", "2023-10-23 13:40"),
        ("23/10/2023 21:40", "2023-10-23 13:40"),
        ("23-10-2023 | 21.40 WITA", "2023-10-23 13:40"),
        ("Jum'at, 3 Nopember 2023 09:05 WITA", "2023-11-03 01:05"),
        ("11/12/2026 08:00", "2026-12-11 00:00"),
        ("Oct 23, 2023 9:40 PM", "2023-10-23 13:40"),
    ],
)
def test_a_time_is_read_to_the_minute(raw: str, moment: str) -> None:
    found = read_date(raw, WITA)

    assert found is not None
    assert found.moment == datetime.strptime(moment, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
    assert found.precision == "minute"


@pytest.mark.parametrize(
    "raw",
    [
        "15 September 2023", "Jumat, 15 September 2023", "15/09/2023", "2023-09-15",
        "Jumat (15/9/2023)", "15 Sept 2023", "September 15, 2023", "15-09-2023",
    ],
)  # fmt: skip
def test_a_day_alone_is_its_local_noon(raw: str) -> None:
    found = read_date(raw, WITA)

    assert found is not None
    assert found.precision == "day"
    assert found.moment == datetime(2023, 9, 15, 4, tzinfo=UTC)


def test_the_home_zone_decides_the_local_day() -> None:
    late = read_date("2026-11-22T17:30:00Z", WIB)

    assert late is not None
    assert late.moment.astimezone(WIB).day == 23
    assert [read_date("20/11/2026 08:00", zone).moment.hour for zone in (WIB, WITA, WIT)] == [  # type: ignore[union-attr]
        1, 0, 23,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "raw",
    [
        "", "kemarin", "2026-13-45", "31/02/2023", "99 Oktober 2023", "1970-01-01", "0001-01-01",
        "Oktober 2023", "2023", "12:30 WIB", "2.500.000", "0", "1" * 5000,
    ],
)  # fmt: skip
def test_nothing_is_invented(raw: str) -> None:
    assert read_date(raw, WIB) is None


def test_a_date_from_the_future_is_refused_but_tomorrow_is_a_clock_that_is_wrong() -> None:
    assert read_date("2099-01-01T00:00:00Z", WIB, latest=FETCHED) is None
    assert read_date((FETCHED + timedelta(hours=20)).isoformat(), WIB, latest=FETCHED) is not None


@given(st.text(max_size=200))
def test_no_text_breaks_it(raw: str) -> None:
    found = read_date(raw, WIB)

    assert found is None or found.moment.tzinfo is not None


@given(st.datetimes(datetime(1996, 1, 1), datetime(2090, 1, 1)))  # noqa: DTZ001
def test_what_is_written_in_iso_form_reads_back(moment: datetime) -> None:
    aware = moment.replace(microsecond=0, tzinfo=UTC)
    found = read_date(aware.isoformat(), WIT)

    assert found is not None
    assert found.moment.replace(second=0) == aware.replace(second=0)
