"""Everyday names, spellings, old names and by-names of places at home."""

import pytest

import rules
from rules import RuleSet, tokens
from rules.mentions import Mention
from rules.places import find

REGENCIES = {
    "KSB": "52.07", "KLU": "52.08", "Kukar": "64.02", "Kutim": "64.08", "Kubar": "64.07",
    "PPU": "64.09", "Tala": "63.01", "HSU": "63.08", "HSS": "63.06", "HST": "63.07",
    "Tanbu": "63.10", "OKU": "16.01", "OKI": "16.02", "OI": "16.10", "PALI": "16.12",
    "Muba": "16.06", "Madina": "12.13", "Labusel": "12.22", "Labura": "12.23", "Sergai": "12.18",
    "Inhu": "14.02", "Inhil": "14.04", "Kuansing": "14.09", "Rohul": "14.06", "Rohil": "14.07",
    "Meranti": "14.10", "Lamteng": "18.02", "Lamsel": "18.01", "Lamtim": "18.07", "KBB": "32.17",
    "Lotim": "52.03", "Loteng": "52.02", "Lobar": "52.01", "TTS": "53.02", "TTU": "53.03",
    "Sitaro": "71.09", "Bolmong": "71.01", "Bolmut": "71.08", "Boltim": "71.10",
    "Bolsel": "71.11", "Minsel": "71.05", "Minut": "71.06", "Mitra": "71.07", "Pangkep": "73.10",
    "Sidrap": "73.14", "Polman": "76.04", "Tator": "73.18", "Lutim": "73.24", "Lutra": "73.22",
    "Konsel": "74.05", "Konut": "74.09", "Konkep": "74.12", "Mateng": "76.06",
    "Kulonprogo": "34.01", "Gunung Kidul": "34.03", "Labuhan Batu": "12.10",
    "Batubara": "12.19", "Kota Baru": "63.02", "Fak-Fak": "92.03", "Selayar": "73.01",
    "Sangihe": "71.03", "Talaud": "71.04", "Mentawai": "13.09", "Anambas": "21.05",
    "Maluku Tenggara Barat": "81.03", "Mamuju Utara": "76.01", "Toba Samosir": "12.12",
    "Muara Jambi": "15.05", "Toli-Toli": "72.04", "Tojo Una-Una": "72.09",
    "Kep. Seribu": "31.01", "Kep. Siau Tagulandang Biaro": "71.09", "50 Kota": "13.07",
    "Bolmong Utara": "71.08", "OKU Timur": "16.08", "Biak": "91.06",
}  # fmt: skip
CITIES = {
    "Jogja": "34.71", "Yogya": "34.71", "Yogyakarta": "34.71", "Solo": "33.72",
    "Tangsel": "36.74", "Jaktim": "31.75", "Jaksel": "31.74", "Jakut": "31.72",
    "Jakbar": "31.73", "Jakpus": "31.71", "Palangka Raya": "62.71", "Palangkaraya": "62.71",
    "Pangkalpinang": "19.71", "Pangkal Pinang": "19.71", "Tanjungpinang": "21.72",
    "Padang Sidempuan": "12.77", "Bau-Bau": "74.72", "Pare-Pare": "73.72",
    "Lubuklinggau": "16.73", "Pagaralam": "16.72", "Sawah Lunto": "13.73",
    "Pematang Siantar": "12.72", "Siantar": "12.72", "Bandarlampung": "18.71",
    "Tidore": "82.72", "Bukit Tinggi": "13.75", "Administrasi Jakarta Barat": "31.73",
}  # fmt: skip
PROVINCES = {
    "Babel": "19", "Kepri": "21", "NTB": "52", "NTT": "53", "Jabar": "32", "Jateng": "33",
    "Jatim": "35", "Sumut": "12", "Sumbar": "13", "Sumsel": "16", "Kaltim": "64", "Kalsel": "63",
    "Kalteng": "62", "Kalbar": "61", "Kaltara": "65", "Sulsel": "73", "Sulut": "71",
    "Sulteng": "72", "Sultra": "74", "Sulbar": "76", "Malut": "82", "DKI": "31", "DIY": "34",
    "Yogyakarta": "34", "DI Yogyakarta": "34", "Jogja": "34", "Jakarta": "31", "NAD": "11",
    "Kep. Riau": "21",
}  # fmt: skip
ENGLISH = {
    "West Java": "32", "East Java": "35", "Central Java": "33", "North Sumatra": "12",
    "West Nusa Tenggara": "52", "East Kalimantan": "64", "South Sulawesi": "73",
    "Riau Islands": "21", "Southwest Papua": "96", "Highland Papua": "95", "North Maluku": "82",
    "South Tangerang": "36.74", "West Lombok": "52.01", "Thousand Islands": "31.01",
    "South Central Timor": "53.02", "East Seram": "81.05", "North Jakarta": "31.72",
}  # fmt: skip


def mentions(ruleset: RuleSet, text: str) -> list[Mention]:
    return find(tokens.read("", text, ruleset.splits), ruleset.gazetteer)


def ids(ruleset: RuleSet, text: str) -> list[str]:
    return [mention.place.id for mention in mentions(ruleset, text)]


@pytest.mark.parametrize(("name", "place"), REGENCIES.items())
def test_an_everyday_name_of_a_regency_is_known(ruleset: RuleSet, name: str, place: str) -> None:
    assert ids(ruleset, f"Pagi itu Bupati {name} menjamu tamu.") == [place]
    assert ids(ruleset, f"PAGI ITU PEMKAB {name.upper()} MENJAMU TAMU.") == [place]


@pytest.mark.parametrize(("name", "place"), CITIES.items())
def test_an_everyday_name_of_a_city_is_known(ruleset: RuleSet, name: str, place: str) -> None:
    assert ids(ruleset, f"Pagi itu Pemkot {name} menjamu tamu.") == [place]
    assert ids(ruleset, f"PAGI ITU WALI KOTA {name.upper()} MENJAMU TAMU.") == [place]


@pytest.mark.parametrize(("name", "place"), PROVINCES.items())
def test_an_everyday_name_of_a_province_is_known(ruleset: RuleSet, name: str, place: str) -> None:
    assert ids(ruleset, f"Pagi itu Pemprov {name} menjamu tamu.") == [place]
    assert ids(ruleset, f"PAGI ITU GUBERNUR {name.upper()} MENJAMU TAMU.") == [place]


@pytest.mark.parametrize(("name", "place"), ENGLISH.items())
def test_an_english_name_is_known(ruleset: RuleSet, name: str, place: str) -> None:
    assert ids(ruleset, f"Guests from {name} arrived.") == [place]


@pytest.mark.parametrize("name", ["pali", "oi", "mitra", "muba", "tala", "Oku", "Ppu", "solo"])
def test_a_short_name_that_is_a_word_needs_its_letters(ruleset: RuleSet, name: str) -> None:
    assert ids(ruleset, f"Mereka tampil {name} di panggung.") == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Pemerintah Aceh menjamu tamu.", ["11"]),
        ("Ketua DPRA menjamu tamu.", ["11"]),
        ("DPRK Banda Aceh menjamu DPRK Aceh Besar.", ["11.71", "11.06"]),
        ("Pemko Langsa menjamu Pemko Sabang.", ["11.74", "11.72"]),
        ("Pemprov DKI menjamu tamu.", ["31"]),
        ("Pj Gubernur Jakarta menjamu tamu.", ["31"]),
        ("Pemkot Jaksel menjamu Pemkot Jakarta Utara.", ["31.74", "31.72"]),
        ("Pemda DIY menjamu Pemkot Yogya.", ["34", "34.71"]),
        ("Gubernur DIY menjamu Wali Kota Yogyakarta.", ["34", "34.71"]),
        ("Gubernur Yogyakarta menjamu tamu di Yogyakarta.", ["34", "34.71"]),
        ("Bupati Kepulauan Seribu menjamu tamu.", ["31.01"]),
        ("Pemprov Papua Selatan menjamu Pemprov Papua.", ["93", "91"]),
        ("Otorita IKN menjamu Pemkot Balikpapan.", ["id:ikn", "64.71"]),
        ("Otorita Ibu Kota Nusantara menjamu tamu.", ["id:ikn"]),
    ],
)
def test_regions_of_a_special_kind_are_known(
    ruleset: RuleSet, text: str, places: list[str]
) -> None:
    assert ids(ruleset, text) == places


def test_the_council_of_aceh_is_a_council_without_the_word_aceh(ruleset: RuleSet) -> None:
    (council,) = mentions(ruleset, "Rombongan DPRA bertolak pagi itu.")

    assert (council.place.id, council.body, council.office) == ("11", "dprd", True)


def test_a_name_given_up_long_ago_is_no_place(ruleset: RuleSet) -> None:
    assert ids(ruleset, "Wali Kota Ujung Pandang disebut dalam arsip.") == []


@pytest.mark.parametrize(
    ("by_name", "named", "place"),
    [
        ("Kota Pahlawan", "Pemkot Surabaya", "35.78"),
        ("Kota Hujan", "Pemkot Bogor", "32.71"),
        ("Kota Kembang", "Pemkot Bandung", "32.73"),
        ("Paris van Java", "Pemkot Bandung", "32.73"),
        ("Kota Taman", "Pemkot Bontang", "64.74"),
        ("Kota Apel", "Pemkot Batu", "35.79"),
        ("Kota Apel", "Pemkot Malang", "35.73"),
        ("Kota Lumpia", "Pemkot Semarang", "33.74"),
        ("Kota Batik", "Pemkot Pekalongan", "33.75"),
        ("Bumi Kartini", "Pemkab Jepara", "33.20"),
        ("Kota Gudeg", "Pemkot Jogja", "34.71"),
        ("Kota Daeng", "Pemkot Makassar", "73.71"),
        ("Kota Tepian", "Pemkot Samarinda", "64.72"),
        ("Kota Beriman", "Pemkot Balikpapan", "64.71"),
        ("Bumi Sriwijaya", "Pemkot Palembang", "16.71"),
        ("Bumi Pariri Lema Bariri", "Pemkab KSB", "52.07"),
    ],
)
def test_a_by_name_counts_only_where_the_place_is_named(
    ruleset: RuleSet, by_name: str, named: str, place: str
) -> None:
    assert ids(ruleset, f"{named} menjamu tamu di {by_name}.") == [place, place]
    assert ids(ruleset, f"Tamu datang ke {by_name}.") == []
    assert ids(ruleset, f"Pemkab Wajo menjamu tamu dari {by_name}.") == ["73.13"]


def test_a_by_name_of_two_places_of_the_text_tells_nothing(ruleset: RuleSet) -> None:
    text = "Pemkot Batu dan Pemkot Malang bertemu di Kota Apel."

    assert ids(ruleset, text) == ["35.79", "35.73"]


def test_a_by_name_finds_its_place_in_a_filter_only_by_the_true_name(ruleset: RuleSet) -> None:
    found = ruleset.gazetteer.find("Surabaya")

    assert [place.id for place in found] == ["35.78"]
    assert ruleset.gazetteer.find("Kota Pahlawan") == []
    assert [place.id for place in ruleset.gazetteer.find("Yogyakarta")] == ["34.71"]


def test_every_place_of_the_table_can_be_found_by_its_name(ruleset: RuleSet) -> None:
    for place in rules.gazetteer(ruleset):
        assert place in ruleset.gazetteer.find(place.name), place.id
