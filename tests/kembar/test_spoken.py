"""Codes, days and times in words of both languages."""

from datetime import UTC, date, datetime

import pytest

from kembar.clock import WITA
from kembar.model import Kind, Modality, Stage
from kembar.spoken import at, on_day, pair, spoken, what

MOMENT = datetime(2026, 11, 24, 3, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("id", "Kunjungan kerja: studi banding, masih rencana"),
        ("en", "Official visit: study visit, still planned"),
        ("fr", "Kunjungan kerja: studi banding, masih rencana"),
    ],
)
def test_the_finer_term_stands_in_for_the_stage(language: str, told: str) -> None:
    said = spoken(language)

    assert what(Kind.STUDY_VISIT, Stage.VISIT, "study_visit", Modality.PLANNED, said) == told


def test_a_watch_without_kind_and_stage_is_still_called_something() -> None:
    assert what(None, None, None, None, spoken("id")) == "Pantauan"
    assert what(None, None, "unheard_of", Modality.DONE, spoken("en")) == "Watched words"


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([], ""),
        (["Jeju"], "Jeju"),
        (["Jeju", "Jeju"], "Jeju"),
        (["Kota Bontang", "Jeju"], "Kota Bontang dengan Jeju"),
        (["Kota Bontang", "", "Jeju", "Kisarazu"], "Kota Bontang, Jeju dan Kisarazu"),
    ],
)
def test_names_are_joined_as_people_do(names: list[str], told: str) -> None:
    assert pair(names, spoken("id")) == told


def test_a_time_is_local_and_a_day_has_no_time() -> None:
    assert at(MOMENT, "minute", WITA, spoken("id")) == "24 November 2026 11.05 WITA"
    assert at(MOMENT, None, WITA, spoken("en")) == "24 November 2026 11:05 WITA"
    assert at(MOMENT, "day", WITA, spoken("id")) == "24 November 2026"
    assert on_day(date(2026, 8, 1), spoken("id")) == "1 Agustus 2026"
