"""Dates as the press writes them, day before month."""

from datetime import date

import pytest

from rules import dates

PUBLISHED = date(2025, 5, 20)  # a Tuesday


def one(text: str, published: date | None = PUBLISHED) -> dates.Found:
    (found,) = dates.find(text, published=published)
    return found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Senin (06/02/2023)", date(2023, 2, 6)),
        ("Rabu (13/9/2023) kemarin", date(2023, 9, 13)),
        ("Jumat (16/5) pekan lalu", date(2025, 5, 16)),
        ("pada hari Rabu, 14 Mei 2025", date(2025, 5, 14)),
        ("Rabu (16/11/2016) malam", date(2016, 11, 16)),
        ("Senin, 23 Oktober 2023", date(2023, 10, 23)),
        ("Senin 23 Oktober 2023 pukul 09.15 WITA", date(2023, 10, 23)),
        ("pada 30 September - 2 Oktober 2024", date(2024, 9, 30)),
        ("Jumat (1/12/23)", date(2023, 12, 1)),
        ("12 Nopember 2019", date(2019, 11, 12)),
        ("tanggal 5 Peb 2020", date(2020, 2, 5)),
        ("7 Sept. 2022", date(2022, 9, 7)),
        ("3 Des. 2020", date(2020, 12, 3)),
        ("on March 3, 2021", date(2021, 3, 3)),
        ("on March 3", date(2025, 3, 3)),
        ("Wednesday, 13 September 2023", date(2023, 9, 13)),
        ("pada 27 April mendatang", date(2025, 4, 27)),
        ("pada 15 Juni mendatang", date(2025, 6, 15)),
        ("15 Juni silam", date(2024, 6, 15)),
        ("Selasa (20/5)", date(2025, 5, 20)),
        ("Rabu, 14 Mei", date(2025, 5, 14)),
        ("akhir tahun, 28 Desember", date(2024, 12, 28)),
        ("01-06-2025", date(2025, 6, 1)),
        ("13.9.2023", date(2023, 9, 13)),
        ("2023-09-13", date(2023, 9, 13)),
        ("tanggal 4/5", date(2025, 5, 4)),
    ],
)
def test_a_written_date_is_read(text: str, day: date) -> None:
    assert one(text).day == day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("berlangsung (18-22 Oktober 2023)", date(2023, 10, 18), date(2023, 10, 22)),
        ("30 September s/d 2 Oktober", date(2025, 9, 30), date(2025, 10, 2)),
        ("18 sampai dengan 22 Oktober 2023", date(2023, 10, 18), date(2023, 10, 22)),
        ("Senin-Rabu (4-6/3/2024)", date(2024, 3, 4), date(2024, 3, 6)),
        ("Senin (12/5) hingga Rabu (14/5)", date(2025, 5, 12), date(2025, 5, 14)),
        ("30/9-2/10/2023", date(2023, 9, 30), date(2023, 10, 2)),
        ("4 dan 5 Maret 2024", date(2024, 3, 4), date(2024, 3, 5)),
        ("tanggal 4, 5 dan 6 Maret 2024", date(2024, 3, 4), date(2024, 3, 6)),
        ("28 Desember-3 Januari 2024", date(2023, 12, 28), date(2024, 1, 3)),
        ("September 13-15, 2023", date(2023, 9, 13), date(2023, 9, 15)),
        ("Pasal 12 dan 5 Maret 2024", date(2024, 3, 5), date(2024, 3, 5)),
    ],
)
def test_a_range_is_one_date_with_two_ends(text: str, first: date, last: date) -> None:
    assert (one(text).day, one(text).last) == (first, last)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("kemarin sore", date(2025, 5, 19)),
        ("tadi malam", date(2025, 5, 19)),
        ("kemarin lusa", date(2025, 5, 18)),
        ("hari ini", date(2025, 5, 20)),
        ("besok pagi", date(2025, 5, 21)),
        ("lusa", date(2025, 5, 22)),
        ("dua hari lalu", date(2025, 5, 18)),
        ("3 hari yang lalu", date(2025, 5, 17)),
        ("two days ago", date(2025, 5, 18)),
        ("kemarin (19/5)", date(2025, 5, 19)),
        ("today (5/20)", date(2025, 5, 20)),
        ("today (5/4)", date(2025, 4, 5)),
    ],
)
def test_a_word_is_told_from_the_day_of_publication(text: str, day: date) -> None:
    assert dates.find(text, published=PUBLISHED)[0].day == day


def test_an_american_order_that_makes_it_today_is_today() -> None:
    assert one("departs today (8/2)", date(2017, 8, 2)).day == date(2017, 8, 2)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Selasa", date(2025, 5, 20)),
        ("Rabu", date(2025, 5, 14)),
        ("on Wednesday", date(2025, 5, 14)),
        ("akan diteken Kamis", date(2025, 5, 22)),
        ('akan datang," katanya, Kamis', date(2025, 5, 15)),
        ("Senin lalu", date(2025, 5, 19)),
        ("Selasa lalu", date(2025, 5, 13)),
        ("Senin mendatang", date(2025, 5, 26)),
        ("Senin lusa", date(2025, 5, 26)),
        ("Senin pekan depan", date(2025, 5, 26)),
        ("Jumat pekan lalu", date(2025, 5, 16)),
        ("Jumat pekan ini", date(2025, 5, 23)),
        ("Selasa (hari ini)", date(2025, 5, 20)),
        ("hari rabu", date(2025, 5, 14)),
        ("pada Minggu lalu", date(2025, 5, 18)),
    ],
)
def test_a_weekday_alone_is_the_nearest_that_its_words_allow(text: str, day: date) -> None:
    assert one(text).day == day


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("pekan lalu", date(2025, 5, 12), date(2025, 5, 18), "week"),
        ("minggu depan", date(2025, 5, 26), date(2025, 6, 1), "week"),
        ("Minggu depan mereka", date(2025, 5, 26), date(2025, 6, 1), "week"),
        ("tiga pekan lalu", date(2025, 4, 28), date(2025, 5, 4), "week"),
        ("last week", date(2025, 5, 12), date(2025, 5, 18), "week"),
        ("bulan lalu", date(2025, 4, 1), date(2025, 4, 30), "month"),
        ("next month", date(2025, 6, 1), date(2025, 6, 30), "month"),
        ("awal bulan ini", date(2025, 5, 1), date(2025, 5, 10), "month"),
        ("akhir Desember 2022", date(2022, 12, 21), date(2022, 12, 31), "month"),
        ("Oktober 2023", date(2023, 10, 1), date(2023, 10, 31), "month"),
        ("Oktober mendatang", date(2025, 10, 1), date(2025, 10, 31), "month"),
        ("Oktober silam", date(2024, 10, 1), date(2024, 10, 31), "month"),
        ("Agustus tahun lalu", date(2024, 8, 1), date(2024, 8, 31), "month"),
        ("tahun 2016", date(2016, 1, 1), date(2016, 12, 31), "year"),
        ("tahun depan", date(2026, 1, 1), date(2026, 12, 31), "year"),
        ("setahun lalu", date(2024, 1, 1), date(2024, 12, 31), "year"),
    ],
)
def test_a_week_a_month_a_year_is_told_by_its_ends(
    text: str, first: date, last: date, precision: str
) -> None:
    found = one(text)

    assert (found.day, found.last, found.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "text",
    [
        "Nomor 100.2.2.4/336/PKS", "31/02/2024", "31 Februari 2024", "pukul 10.30", "skor 3-2",
        "Rp1.250.000", "5/6 bagian", "telepon 0812-3456-7890", "pasal 12/2018",
        "UU No 23 Tahun 2014", "Peraturan Daerah Nomor 5 Tahun 2019", "PP 28 Tahun 2018",
        "PP 28/2018", "Permendagri 22/2020", "HUT ke-78", "usia 45 tahun", "periode 2024-2029",
        "tahun 2024-2029", "Jalan 17 Agustus", "Jl. 17 Agustus 1945", "Universitas 17 Agustus 1945",
        "pukul 09.15 WIB", "RT 01/02", "-6.175, 106.827", "versi 1.2.3", "Pasar Minggu",
        "setiap Jumat", "Jumat Berkah", "bagian (1/2)", "they may 3 times", "hingga hari ini",
        "beberapa bulan lalu", "beberapa hari ini",
    ],
)  # fmt: skip
def test_what_is_no_date_is_left(text: str) -> None:
    assert dates.find(text, published=PUBLISHED) == []


def test_what_lacks_a_year_needs_the_day_of_publication() -> None:
    for text in ("Selasa (20/5)", "14 Mei", "kemarin", "Rabu", "pekan depan", "pada Oktober"):
        assert dates.find(text) == [], text


def test_a_weekday_picks_the_year_out_of_the_likely_ones() -> None:
    (found,) = dates.find("Rabu (26/2)", years=range(2018, 2024))

    assert found.day == date(2020, 2, 26)
    assert dates.find("26 Februari", years=range(2018, 2024)) == []


def test_a_wrong_weekday_is_told() -> None:
    assert one("Rabu (13/9/2023)").agrees is True
    assert one("Kamis (13/9/2023)").agrees is False
    assert one("13/9/2023").agrees is None


def test_a_weekday_that_fits_another_year_moves_a_date_without_one() -> None:
    found = one("Jumat (20/12)", date(2025, 5, 20))

    assert (found.day, found.agrees) == (date(2024, 12, 20), True)


def test_the_old_year_written_in_january_is_put_right() -> None:
    assert one("Rabu (3/1/2023)", date(2024, 1, 4)).day == date(2024, 1, 3)
    assert one("Rabu (3/1/2023)", None).day == date(2024, 1, 3)
    assert one("Rabu (3/2/2023)", None).agrees is False


def test_how_a_date_is_written_is_told() -> None:
    told = [one(text).how for text in ("13/9/2023", "14 Mei", "kemarin", "Rabu")]

    assert told == ["full", "no year", "relative", "weekday"]
    assert [one(text).sure for text in ("13/9/2023", "14 Mei", "Mei 2024")] == [True, False, False]


def test_a_day_told_as_before_is_marked() -> None:
    found = dates.find("pada 6 Oktober 2016, lalu ia pulang; Rabu (16/11/2016) ia bertolak")

    assert [item.past for item in found] == [True, False]


@pytest.mark.parametrize(
    "text",
    [
        "sejak 2016", "sejak tahun 2016", "pada tahun 2016 lalu", "terjalin sejak 4 Mei 2024",
        "yang pernah dijalin pada 2006", "forum yang dibentuk 5 Mei 2024", "berdiri tahun 1988",
        "Sebelumnya wali kota menghadiri festival di Sorong, 21 April 2025", "since March 2018",
        "berlaku hingga 17 Oktober 2026",
    ],
)  # fmt: skip
def test_how_it_all_began_or_will_end_is_background(text: str) -> None:
    assert one(text).background


@pytest.mark.parametrize("text", ["pada 4 Mei 2025", "Selasa (20/5/2025) lalu", "tahun 2016"])
def test_a_day_of_its_own_is_no_background(text: str) -> None:
    assert not one(text).background


def test_spans_are_slices_of_the_text() -> None:
    text = "Rabu (13/9/2023) dan 2 Mei 2024"

    assert [text[a:b] for a, b in dates.spans(text)] == ["13/9/2023", "2 Mei 2024"]
