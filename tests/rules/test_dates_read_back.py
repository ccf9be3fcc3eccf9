"""Dates written in any form read back, and no text confuses or slows the reader."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import dates

MONTH_NAMES = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"
)
MONTHS = MONTH_NAMES.split()
DAY_NAMES = "Senin Selasa Rabu Kamis Jumat Sabtu Minggu"
WEEKDAYS = DAY_NAMES.split()
DAYS = st.dates(date(2001, 1, 1), date(2049, 12, 31))


def one(text: str, published: date | None = None) -> dates.Found:
    (found,) = dates.find(text, published=published)
    return found


@given(DAYS)
def test_every_form_of_a_day_reads_back(day: date) -> None:
    month, name = MONTHS[day.month - 1], WEEKDAYS[day.weekday()]
    for text in (
        f"{day.day} {month} {day.year}",
        f"{name}, {day.day} {month} {day.year}",
        f"{name} ({day.day}/{day.month}/{day.year})",
        f"{day:%d-%m-%Y}",
        f"{day:%d.%m.%Y}",
        f"{day:%Y-%m-%d}",
        f"{day:%B} {day.day}, {day.year}",
    ):
        found = one(f"Rapat digelar {text} di aula", None)
        assert (found.day, found.last, found.sure) == (day, day, True), text
        assert found.agrees is not False


@given(DAYS, st.integers(-150, 150))
def test_a_day_without_a_year_reads_back_near_publication(published: date, away: int) -> None:
    day = published + timedelta(days=away)

    assert one(f"pada {day.day} {MONTHS[day.month - 1]} di aula", published).day == day


@given(DAYS, st.integers(1, 40))
def test_a_range_reads_back(day: date, days: int) -> None:
    last = day + timedelta(days=days)
    text = f"{day.day} {MONTHS[day.month - 1]}-{last.day} {MONTHS[last.month - 1]} {last.year}"

    assert (one(text).day, one(text).last) == (day, last)


PIECES = (
    "1|31|2024|9999|0001|99|/|-|.|,| |(|)|Rabu|Minggu|lalu|kemarin|Mei|Oktober|tahun|akhir|sejak"
    "|sampai|ke-|pekan|depan|hari|ago|Jl.|No|today|September|last|se"
)
MIXED = st.lists(st.sampled_from(PIECES.split("|")), max_size=30).map("".join)


@given(st.text() | MIXED, DAYS | st.none() | st.sampled_from([date.min, date.max]))
def test_any_text_is_read_in_order_and_without_overlap(text: str, published: date | None) -> None:
    end = 0
    for found in dates.find(text, published=published, years=(2020, 2021)):
        assert end <= found.start < found.end <= len(text)
        assert found.day <= found.last
        end = found.end


@pytest.mark.parametrize(
    "piece",
    ["1/1/", "1-", "Senin (", "1, ", "1 Mei-", "kemarin (", "sejak a ", "Senin (1/2/2024) "],
)
def test_a_hostile_text_takes_time_as_its_length(piece: str) -> None:
    def seconds(times: int) -> float:
        started = time.process_time()
        dates.find(piece * times, published=date(2025, 5, 20))
        return time.process_time() - started

    short, long = seconds(2_000), seconds(20_000)

    # Ten times the text; a reader that backtracks would take a hundred times as long.
    assert long < 40 * short + 0.2
