"""How pages speak: days, times, numbers and words in both languages."""

from datetime import date

import pytest

from kembar.model import Kind, Level, Modality, Outcome, Role, Stage
from reading_room.speech import Speech, chosen
from reading_room.vocabulary import LEVELS, MODALITIES, OUTCOMES, ROLES, SECTORS
from rules.sectors import _SECTORS

ID, EN = Speech("id"), Speech("en")


@pytest.mark.parametrize(
    ("place", "id_", "en"),
    [
        (None, "1 Januari 2026, 00.30 WIB", "1 January 2026, 00:30 WIB"),
        ("64.74", "1 Januari 2026, 01.30 WITA", "1 January 2026, 01:30 WITA"),
        ("94.71#dprd", "1 Januari 2026, 02.30 WIT", "1 January 2026, 02:30 WIT"),
        ("94#dprd", "1 Januari 2026, 02.30 WIT", "1 January 2026, 02:30 WIT"),
        ("jp:kisarazu", "1 Januari 2026, 00.30 WIB", "1 January 2026, 00:30 WIB"),
    ],
)
def test_a_moment_is_told_on_the_clock_of_its_place(place: str | None, id_: str, en: str) -> None:
    assert ID.moment("2025-12-31T17:30:00Z", place) == id_
    assert EN.moment("2025-12-31T17:30:00Z", place) == en


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2026-03-09", "9 Maret 2026"),
        ("2026-03", "Maret 2026"),
        ("2026", "2026"),
        (None, ""),
        ("2026-13", "2026-13"),
        ("2026-13-01", "2026-13-01"),
        ("x", "x"),
    ],
)
def test_a_day_a_month_or_a_year(when: str | None, said: str) -> None:
    assert ID.day(when) == said


@pytest.mark.parametrize(
    ("when", "said"),
    [("2026-11-01", "lately"), ("2026-10-30", "1 month ago"), ("2024-11-30", "2 years ago"),
     ("2025", "11 months ago"), ("2024", "1 year ago"), (None, "")],
)  # fmt: skip
def test_how_long_ago_something_was(when: str | None, said: str) -> None:
    assert EN.since(when, date(2026, 11, 24)) == said


def test_numbers_are_written_as_the_language_does() -> None:
    assert (ID.number(1234567), EN.number(1234567)) == ("1.234.567", "1,234,567")
    assert (ID.number(1234.5), EN.number(1234.5)) == ("1.234,50", "1,234.50")
    assert EN.count(1, "situs", "site") == "1 site" and EN.count(2, "situs", "site") == "2 sites"


def test_the_address_wins_over_the_cookie_and_nonsense_is_indonesian() -> None:
    assert chosen("en", "id").language == "en"
    assert chosen("xx", "en").language == "en"
    assert chosen("xx", None).language == chosen(None, None).language == "id"


def test_every_code_of_the_archive_has_words() -> None:
    assert set(LEVELS) == set(Level) and set(ROLES) == set(Role)
    assert set(MODALITIES) == set(Modality) and set(OUTCOMES) == set(Outcome)
    assert set(SECTORS) == set(_SECTORS)


def test_an_unknown_code_is_shown_as_it_is() -> None:
    assert ID.kind("new_kind") == "new_kind" and ID.kind(None) == ""


@pytest.mark.parametrize("speech", [ID, EN])
def test_a_badge_stands_by_itself_and_begins_large(speech: Speech) -> None:
    badges = [*map(speech.kind, Kind), *map(speech.stage, Stage)]

    assert [badge for badge in badges if not badge[:1].isupper()] == []
    assert [badge for badge in badges if badge.startswith(("A ", "An ", "Being "))] == []
    assert (EN.stage("visit"), EN.stage("idea"), EN.step("visit")) == ("Visit", "Idea", "visit")
    assert EN.stage("unknown") == "unknown"
