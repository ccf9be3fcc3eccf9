"""Which place a name means, and whether it acts."""

import pytest

import rules
from kembar.model import Level, Place
from rules import RuleSet, tokens
from rules.mentions import Mention
from rules.places import find

TITLES = {
    Level.CITY: (
        "Pemkot",
        "Wali Kota",
        "Walikota",
        "Pj. Wali Kota",
        "DPRD Kota",
        "Pemerintah Kota",
    ),
    Level.REGENCY: ("Pemkab", "Bupati", "Kab.", "Wakil Bupati", "DPRD Kabupaten", "Kabupaten"),
    Level.PROVINCE: ("Pemprov", "Gubernur", "Provinsi", "Pemerintah Provinsi", "Wagub", "Propinsi"),
}
HOME = [place for place in rules.gazetteer(rules.load()) if place.code]


def mentions(
    ruleset: RuleSet, text: str, title: str = "", home: str | None = None
) -> list[Mention]:
    return find(tokens.read(title, text, ruleset.splits), ruleset.gazetteer, home=home)


def acting(ruleset: RuleSet, text: str, home: str | None = None) -> list[str]:
    found = mentions(ruleset, text, home=home)
    return [m.place.name for m in found if not (m.held or m.location or m.dateline)]


def bare(place: Place) -> str:
    name = place.name
    for prefix in ("Kota ", "Kabupaten ", "Provinsi "):
        name = name.removeprefix(prefix)
    return name


def test_the_gazetteer_holds_every_province_regency_and_city() -> None:
    levels = [place.level for place in HOME]

    assert (levels.count(Level.PROVINCE), len(levels)) == (38, 552)
    assert len({place.name for place in HOME}) == 552


def test_every_province_has_coordinates() -> None:
    assert all(p.latitude is not None for p in HOME if p.level is Level.PROVINCE)


@pytest.mark.parametrize("place", HOME, ids=lambda place: place.id)
def test_a_title_finds_the_place_of_its_level(ruleset: RuleSet, place: Place) -> None:
    for title in TITLES[place.level]:
        text = f"Rombongan {title} {bare(place)} bertolak pagi itu."

        assert [m.place.id for m in mentions(ruleset, text)] == [place.id], text
        assert [m.place.id for m in mentions(ruleset, text.upper())] == [place.id], text


def test_the_title_alone_decides_between_city_and_regency(ruleset: RuleSet) -> None:
    assert acting(ruleset, "Bupati Bekasi menemui Wali Kota Bekasi.") == [
        "Kabupaten Bekasi",
        "Kota Bekasi",
    ]


def test_both_areas_of_a_shared_name_are_found(ruleset: RuleSet) -> None:
    found = acting(ruleset, "Wali Kota dan Bupati Madiun sepakat.")

    assert sorted(found) == ["Kabupaten Madiun", "Kota Madiun"]


def test_the_longest_name_wins(ruleset: RuleSet) -> None:
    text = "Bupati Sumbawa Barat menemui Wali Kota Banjarbaru dan Bupati Aceh Besar."

    assert acting(ruleset, text) == [
        "Kabupaten Sumbawa Barat",
        "Kota Banjarbaru",
        "Kabupaten Aceh Besar",
    ]


def test_a_bare_shared_name_takes_the_title_it_has_elsewhere(ruleset: RuleSet) -> None:
    text = "Tamu datang ke Magelang. Bupati Magelang menyambut."

    assert {m.place.name for m in mentions(ruleset, text)} == {"Kabupaten Magelang"}


def test_the_home_area_settles_a_bare_shared_name(ruleset: RuleSet) -> None:
    assert acting(ruleset, "Tamu datang ke Sukabumi.", home="32.02") == ["Kabupaten Sukabumi"]
    assert acting(ruleset, "Tamu datang ke Sukabumi.", home="32.72") == ["Kota Sukabumi"]


def test_a_title_carries_over_a_list(ruleset: RuleSet) -> None:
    text = "Hadir Bupati Tegal, Pekalongan dan Semarang."

    assert acting(ruleset, text) == [
        "Kabupaten Tegal",
        "Kabupaten Pekalongan",
        "Kabupaten Semarang",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Batu besar menutup jalan.",
        "Hakim ketuk Palu sidang.",
        "kata Bima di sela acara.",
        "Universitas Muhammadiyah Malang menggelar wisuda.",
        "Kejaksaan Negeri Kendal memeriksa saksi.",
        "Polresta Surakarta mengamankan laga.",
        "RSUD Kota Salatiga menambah ruang.",
        "Kecamatan Jepara dan Desa Kudus kebanjiran.",
        "PT Semen Padang menambah modal.",
        "Warga Kediri menonton di Blitar.",
    ],
)
def test_a_word_a_person_or_an_institution_is_no_government(ruleset: RuleSet, text: str) -> None:
    assert acting(ruleset, text) == []


def test_a_doubtful_name_counts_once_the_text_gives_it_a_title(ruleset: RuleSet) -> None:
    assert acting(ruleset, "Tamu tiba di Kota Batu. Rombongan memuji Batu.")[-1] == "Kota Batu"


def test_a_name_after_an_office_is_a_person(ruleset: RuleSet) -> None:
    assert acting(ruleset, "Wali Kota Bogor Bima Arya hadir.") == ["Kota Bogor"]


def test_a_dateline_is_no_party(ruleset: RuleSet) -> None:
    assert acting(ruleset, "SURABAYA, KabarKita.id - Bupati Gresik datang.") == ["Kabupaten Gresik"]


def test_the_province_behind_a_city_only_says_where_it_lies(ruleset: RuleSet) -> None:
    assert acting(ruleset, "Wali Kota Metro, Lampung, hadir.") == ["Kota Metro"]


def test_an_unknown_foreign_city_is_told_by_its_country(ruleset: RuleSet) -> None:
    found = [
        m for m in mentions(ruleset, "Wali Kota Kutaisi, Georgia, menyambut.") if not m.location
    ]

    assert [(m.place.id, m.place.name, m.place.level) for m in found] == [
        ("ge:kutaisi", "Kutaisi", Level.FOREIGN_CITY)
    ]


@pytest.mark.parametrize(
    ("written", "country"),
    [
        ("Korsel", "kr"),
        ("RRT", "cn"),
        ("Cina", "cn"),
        ("Perancis", "fr"),
        ("AS", "us"),
        ("Jepang", "jp"),
    ],
)
def test_a_country_is_known_by_the_names_of_the_press(
    ruleset: RuleSet, written: str, country: str
) -> None:
    assert [m.place.id for m in mentions(ruleset, f"Pemerintah {written} mengirim bantuan.")] == [
        country
    ]


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("KSB", "Kabupaten Sumbawa Barat"),
        ("Kukar", "Kabupaten Kutai Kartanegara"),
        ("Tangsel", "Kota Tangerang Selatan"),
        ("Jateng", "Provinsi Jawa Tengah"),
        ("DIY", "Daerah Istimewa Yogyakarta"),
        ("DKI", "Provinsi DKI Jakarta"),
        ("Pangkep", "Kabupaten Pangkajene dan Kepulauan"),
    ],
)
def test_a_short_form_is_its_place(ruleset: RuleSet, short: str, name: str) -> None:
    assert [m.place.name for m in mentions(ruleset, f"Pemda {short} menyambut tamu.")] == [name]
