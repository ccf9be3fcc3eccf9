"""Dates as the press writes them, day before month."""

from datetime import date

import pytest

from rules import dates

PUBLISHED = date(2025, 5, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Senin (06/02/2023)", date(2023, 2, 6)),
        ("Rabu (13/9/2023) kemarin", date(2023, 9, 13)),
        ("Senin, 23 Oktober 2023", date(2023, 10, 23)),
        ("berlangsung (18-22 Oktober 2023)", date(2023, 10, 18)),
        ("pada 30 September - 2 Oktober 2024", date(2024, 9, 30)),
        ("Jumat (1/12/23)", date(2023, 12, 1)),
        ("12 Nopember 2019", date(2019, 11, 12)),
        ("tanggal 5 Peb 2020", date(2020, 2, 5)),
        ("on March 3, 2021", date(2021, 3, 3)),
        ("pada 27 April mendatang", date(2025, 4, 27)),
        ("Selasa (20/5)", date(2025, 5, 20)),
        ("akhir tahun, 28 Desember", date(2024, 12, 28)),
        ("kemarin sore", date(2025, 5, 19)),
        ("besok pagi", date(2025, 5, 21)),
        ("01-06-2025", date(2025, 6, 1)),
    ],
)
def test_a_date_is_read(text: str, day: date) -> None:
    assert dates.find(text, published=PUBLISHED)[0].day == day


@pytest.mark.parametrize(
    "text",
    [
        "Nomor 100.2.2.4/336/PKS",
        "31/02/2024",
        "pukul 10.30",
        "skor 3-2",
        "Rp1.250.000",
        "5/6 bagian",
    ],
)
def test_what_is_no_date_is_left(text: str) -> None:
    assert dates.find(text, published=PUBLISHED) == []


def test_a_date_without_a_year_needs_the_day_of_publication() -> None:
    assert dates.find("Selasa (20/5)") == []


def test_a_day_told_as_before_is_marked() -> None:
    found = dates.find("pada 6 Oktober 2016, lalu ia pulang; Rabu (16/11/2016) ia bertolak")

    assert [item.past for item in found] == [True, False]


def test_spans_are_slices_of_the_text() -> None:
    text = "Rabu (13/9/2023) dan 2 Mei 2024"

    assert [text[a:b] for a, b in dates.spans(text)] == ["13/9/2023", "2 Mei 2024"]
