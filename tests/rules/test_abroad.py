"""Places abroad: countries, cities of the table, agencies, and cities that no table knows."""

from collections import Counter

import pytest

import rules
from kembar.model import Level
from rules import RuleSet, tokens
from rules.mentions import Mention
from rules.places import find

CITY, REGION = Level.FOREIGN_CITY, Level.FOREIGN_REGION
ABROAD = [p for p in rules.gazetteer(rules.load()) if p.level in (CITY, REGION)]

# Rough boxes: south, north, west, east.
BOXES = {
    "JP": (24, 46, 122, 146), "KR": (33, 39, 124, 132), "CN": (18, 54, 73, 135),
    "TW": (21, 26, 119, 123), "MY": (0, 8, 99, 120), "TH": (5, 21, 97, 106),
    "PH": (4, 21, 116, 127), "VN": (8, 24, 102, 110), "TL": (-10, -8, 124, 128),
    "PG": (-12, 0, 140, 157), "AU": (-44, -10, 112, 154), "NZ": (-48, -34, 166, 179),
    "IN": (6, 36, 68, 98), "PK": (23, 37, 60, 78), "IR": (25, 40, 44, 64),
    "TR": (35, 43, 25, 45), "SA": (16, 33, 34, 56), "EG": (21, 32, 24, 37),
    "ZA": (-35, -22, 16, 33), "DE": (47, 56, 5, 16), "NL": (50, 54, 3, 8), "BE": (49, 52, 2, 7),
    "FR": (41, 52, -5, 10), "IT": (35, 48, 6, 19), "ES": (27, 44, -19, 5),
    "GB": (49, 61, -9, 2), "PL": (49, 55, 14, 25), "RU": (41, 78, 19, 180),
    "US": (18, 72, -170, -66), "CA": (41, 84, -142, -52), "BR": (-34, 6, -74, -34),
    "MX": (14, 33, -118, -86),
}  # fmt: skip


def mentions(ruleset: RuleSet, text: str, title: str = "") -> list[Mention]:
    return find(tokens.read(title, text, ruleset.splits), ruleset.gazetteer)


def acting(ruleset: RuleSet, text: str) -> list[str]:
    return [m.place.id for m in mentions(ruleset, text) if not (m.held or m.location)]


@pytest.mark.parametrize(
    ("written", "country"),
    [
        ("Korsel", "kr"), ("Korea Selatan", "kr"), ("Korut", "kp"), ("Cina", "cn"),
        ("China", "cn"), ("Tiongkok", "cn"), ("RRT", "cn"), ("RRC", "cn"), ("AS", "us"),
        ("Amerika Serikat", "us"), ("Amerika", "us"), ("Inggris", "gb"), ("Perancis", "fr"),
        ("Prancis", "fr"), ("UEA", "ae"), ("Hongaria", "hu"), ("Belanda", "nl"),
        ("Papua Nugini", "pg"), ("PNG", "pg"), ("Timor Leste", "tl"), ("Brunei", "bn"),
        ("Brunei Darussalam", "bn"), ("Turkiye", "tr"), ("Türkiye", "tr"), ("Vietnam", "vn"),
        ("Jepang", "jp"), ("Singapura", "sg"), ("Selandia Baru", "nz"), ("Swiss", "ch"),
        ("Ceko", "cz"), ("Yunani", "gr"), ("Mesir", "eg"), ("Afrika Selatan", "za"),
        ("Kanada", "ca"), ("Komoro", "km"), ("Comoros", "km"), ("Uni Eropa", "eu"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_the_names_of_the_press(
    ruleset: RuleSet, written: str, country: str
) -> None:
    for text in (
        f"Pemerintah {written} mengirim bantuan.",
        f"Kedutaan Besar {written} mengirim bantuan.",
    ):
        assert acting(ruleset, text) == [country], text


def test_dollars_of_america_are_not_america(ruleset: RuleSet) -> None:
    assert mentions(ruleset, "Biayanya US$ 10 juta, hampir USD 11 juta.") == []


@pytest.mark.parametrize(
    "name",
    ["Male", "Split", "Mobile", "Hue", "Tula", "Mie", "Nara", "Lima", "Gaza", "Wina", "Darwin",
     "Bursa", "Roma", "Konstanta", "Phoenix", "Goyang"],
)  # fmt: skip
def test_a_name_that_is_a_word_needs_its_title_or_its_country(ruleset: RuleSet, name: str) -> None:
    (bare,) = mentions(ruleset, f"{name} menjadi bahan obrolan.")
    (titled,) = mentions(ruleset, f"Wali Kota {name} menjamu tamu.") if name != "Mie" else (bare,)
    country = next(p for p in rules.gazetteer(ruleset) if p.id == bare.place.country.lower())
    placed = mentions(ruleset, f"Tamu dari {name}, {country.name}, tiba.")[0]

    assert bare.held is not None
    assert placed.held is None
    assert name == "Mie" or titled.held is None


@pytest.mark.parametrize(
    ("text", "place", "level"),
    [
        ("Gubernur Kyoto menjamu tamu.", "jp:kyoto-prefektur", REGION),
        ("Wali Kota Kyoto menjamu tamu.", "jp:kyoto", CITY),
        ("Prefektur Hiroshima menjamu tamu.", "jp:hiroshima-prefektur", REGION),
        ("Kota Hiroshima menjamu tamu.", "jp:hiroshima", CITY),
        ("Tamu datang dari Hiroshima.", "jp:hiroshima", CITY),
        ("Provinsi Jeju menjamu tamu.", "kr:jeju", REGION),
        ("Wali Kota Jeju menjamu tamu.", "kr:jeju-kota", CITY),
        ("Tamu datang dari Jeju.", "kr:jeju", REGION),
        ("Saitama Prefecture sent nurses.", "jp:saitama-prefektur", REGION),
        ("Guests of Incheon City arrived.", "kr:incheon", CITY),
        ("Wali Kota Newcastle, Australia, menjamu tamu.", "au:newcastle", CITY),
        ("Wali Kota Newcastle, Inggris, menjamu tamu.", "gb:newcastle", CITY),
        ("Wali Kota Birmingham, Amerika Serikat, menjamu tamu.", "us:birmingham", CITY),
        ("Distrik Gangbuk menjamu tamu.", "kr:gangbuk", CITY),
    ],
)
def test_a_title_or_a_country_tells_which_of_a_name_is_meant(
    ruleset: RuleSet, text: str, place: str, level: Level
) -> None:
    told = mentions(ruleset, text)[0]

    assert (told.place.id, told.place.level, told.held) == (place, level, None)


@pytest.mark.parametrize(
    ("text", "place", "name", "level"),
    [
        ("Rombongan Kota Ulmstadt, Jerman, tiba.", "de:ulmstadt", "Ulmstadt", CITY),
        ("Rombongan Kota Ulmstadt (Jerman) tiba.", "de:ulmstadt", "Ulmstadt", CITY),
        ("Rombongan Kota Ulmstadt Jerman tiba.", "de:ulmstadt", "Ulmstadt", CITY),
        ("Wali Kota Ulmstadt dari Jerman tiba.", "de:ulmstadt", "Ulmstadt", CITY),
        ("Wali Kota Ulmstadt, Jerman, tiba.", "de:ulmstadt", "Ulmstadt", CITY),
        ("Walikota Ulmstadt asal Jerman tiba.", "de:ulmstadt", "Ulmstadt", CITY),
        ("Wali Kota Ulmstadt Ingo Mair dari Jerman tiba.", "de:ulmstadt", "Ulmstadt", CITY),
        ("Pemkot Ulmstadt di Jerman setuju.", "de:ulmstadt", "Ulmstadt", CITY),
        ("Kota Ulmstadt yang terletak di Jerman setuju.", "de:ulmstadt", "Ulmstadt", CITY),
        ("Kota kembar Ulmstadt, Jerman, setuju.", "de:ulmstadt", "Ulmstadt", CITY),
        ("Sister city Ulmstadt di Jerman setuju.", "de:ulmstadt", "Ulmstadt", CITY),
        ("The Mayor of Ulmstadt, Germany, agreed.", "de:ulmstadt", "Ulmstadt", CITY),
        ("The City of Ulmstadt, Germany, agreed.", "de:ulmstadt", "Ulmstadt", CITY),
        ("Guests from Ulmstadt City, Germany, agreed.", "de:ulmstadt", "Ulmstadt", CITY),
        ("Tamu dari Oshiro Town di Pulau Sado, Jepang, tiba.", "jp:oshiro", "Oshiro", CITY),
        ("Prefektur Tsugaru di Jepang mengirim perawat.", "jp:tsugaru", "Tsugaru", REGION),
        ("Tsugaru Prefecture, Japan, sent nurses.", "jp:tsugaru", "Tsugaru", REGION),
        ("Gubernur Tsugaru, Jepang, tiba.", "jp:tsugaru", "Tsugaru", REGION),
        ("Provinsi Haizhen, China, mengirim benih.", "cn:haizhen", "Haizhen", REGION),
        ("Provinsi Hai Zhen, RRT, mengirim benih.", "cn:hai-zhen", "Hai Zhen", REGION),
        ("Distrik Seokdong, Korea Selatan, mengirim benih.", "kr:seokdong", "Seokdong", CITY),
        ("Munisipalitas Ailoro, Timor Leste, belajar.", "tl:ailoro", "Ailoro", CITY),
        ("Kabupaten Ailoro di Timor Leste belajar.", "tl:ailoro", "Ailoro", CITY),
        ("Tamu dari kota Durlant di Belgia tiba.", "be:durlant", "Durlant", CITY),
        ("Negara bagian Tirolia, Austria, setuju.", "at:tirolia", "Tirolia", REGION),
        ("Kota Nodai, Prefektur Chiba, Jepang, setuju.", "jp:nodai", "Nodai", CITY),
        ("Kota Nodai, Prefektur Chiba, setuju.", "jp:nodai", "Nodai", CITY),
        ("Wali Kota Novi Sadek, Serbia, tiba.", "rs:novi-sadek", "Novi Sadek", CITY),
        ("Kerja sama dengan Ulmstadt, Jerman, dibahas.", "de:ulmstadt", "Ulmstadt", CITY),
        ("Tamu dari Ulmstadt (Jerman) tiba.", "de:ulmstadt", "Ulmstadt", CITY),
        ("Tamu dari Nodai, kota tenun di Prefektur Gunma.", "jp:nodai", "Nodai", CITY),
        ("Tamu dari Jerman, tepatnya Kota Ulmstadt, tiba.", "de:ulmstadt", "Ulmstadt", CITY),
        ("Burgemeester (Wali Kota) Ulmstadt, Belanda, tiba.", "nl:ulmstadt", "Ulmstadt", CITY),
        ("Kota São Torvo, Brasil, setuju.", "br:sao-torvo", "São Torvo", CITY),
    ],
)
def test_a_city_that_no_table_knows_is_told_by_title_and_country(
    ruleset: RuleSet, text: str, place: str, name: str, level: Level
) -> None:
    (told,) = (m for m in mentions(ruleset, text) if m.place.id not in ruleset.gazetteer)

    assert (told.place.id, told.place.name, told.place.level) == (place, name, level)
    assert (told.held, told.location) == (None, False)
    assert told.place.parent is not None
    assert ruleset.gazetteer.within(told.place.parent, place[:2])
    assert ruleset.gazetteer.within(place, place[:2])


def test_an_unknown_city_is_met_again_where_its_country_is_not_named(ruleset: RuleSet) -> None:
    found = mentions(
        ruleset, "Tamu dari Kota Ulmstadt, Jerman, tiba. Ulmstadt setuju.", "Ulmstadt Tiba"
    )

    assert [m.place.id for m in found].count("de:ulmstadt") == 3


@pytest.mark.parametrize(
    "text",
    [
        "Duta Besar Jerman, Ina Lepsius, tiba di Kota Depok.",
        "Gubernur Ridho Kamal di Swiss bertemu pengusaha.",
        "Wali Kota Danu Wira pulang dari Jepang.",
        "Menurut Wali Kota Danu, Jepang siap membantu.",
        "kata Wali Kota Danu, Jepang, Cina dan Laos tertarik.",
        "Kota Tua menerima pelancong Jepang.",
        "Kota Lama, Belanda punya jejak di sana.",
        "KOTA KEMBAR DI JEPANG DIPILIH",
        "Kota Layak Anak, Jepang mencontohkan.",
        "Ibu kota Prancis, Paris, ramai.",
        "PT Kota Jaya, Jepang, menanam modal.",
        "Perusahaan Ulmstadt, Jerman, menanam modal.",
        "Warga Kota Bekasi di Jepang berkumpul.",
        "Provinsi Aceh, Indonesia, dan Jepang sepakat.",
        "Gubernur Bank Sentral AS mundur.",
        "Ia belajar di Jerman, yakni teknik mesin.",
        "Ibu kota Negara Palestina dibahas.",
        "Wali Kota Bogor menjamu Duta Besar Jerman.",
        "Kota Bogor menerima hibah dari Jepang.",
        "Kota Bontang dan Jepang berunding.",
    ],
)
def test_no_city_is_made_up(ruleset: RuleSet, text: str) -> None:
    assert [m for m in mentions(ruleset, text) if m.place.id not in ruleset.gazetteer] == []


@pytest.mark.parametrize(
    ("text", "agency", "country"),
    [
        ("JICA memberi hibah.", "jp:jica", "JP"),
        ("KOICA memberi hibah.", "kr:koica", "KR"),
        ("GIZ memberi hibah.", "de:giz", "DE"),
        ("USAID memberi hibah.", "us:usaid", "US"),
        ("AFD memberi hibah.", "fr:afd", "FR"),
        ("KfW memberi hibah.", "de:kfw", "DE"),
        ("British Council memberi hibah.", "gb:british-council", "GB"),
        ("DFAT memberi hibah.", "au:dfat", "AU"),
        ("TIKA memberi hibah.", "tr:tika", "TR"),
        ("Japan International Cooperation Agency memberi hibah.", "jp:jica", "JP"),
    ],
)
def test_the_agency_of_one_country_is_known(
    ruleset: RuleSet, text: str, agency: str, country: str
) -> None:
    (told,) = mentions(ruleset, text)

    assert (told.place.id, told.place.level, told.place.country) == (
        agency,
        Level.AGENCY,
        country,
    )


@pytest.mark.parametrize(
    "text",
    ["Tika dan Sida hadir.", "UNICEF dan Bank Dunia hadir.", "ICLEI dan UCLG hadir.",
     "JIDCC hadir."],
)  # fmt: skip
def test_a_person_or_a_body_of_many_countries_is_no_agency(ruleset: RuleSet, text: str) -> None:
    assert acting(ruleset, text) == []


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("Jeju International Development Cooperation Center datang.", "kr:jeju", 5),
        ("Tamu dari Seoul Urban Solutions Agency datang.", "kr:seoul", 4),
        ("Kitakyushu City Environment Bureau datang.", "jp:kitakyushu", 4),
    ],
)
def test_an_agency_that_is_written_out_acts_for_the_place_of_its_name(
    ruleset: RuleSet, text: str, place: str, words: int
) -> None:
    (told,) = mentions(ruleset, text)

    assert (told.place.id, told.office, told.last - told.name_first) == (place, True, words)


@pytest.mark.parametrize(
    "text",
    ["Kyoto University mengirim peneliti.", "Shanghai Electric Group menanam modal.",
     "Manchester City mengirim pelatih.", "Seoul National University Hospital datang.",
     "Osaka Chamber of Commerce datang.", "AC Milan dan Bayern Munich datang."],
)  # fmt: skip
def test_a_university_a_company_or_a_club_is_not_its_city(ruleset: RuleSet, text: str) -> None:
    assert acting(ruleset, text) == []


def test_the_rows_abroad_are_sound(ruleset: RuleSet) -> None:
    same = Counter((place.name, place.level, place.country) for place in ABROAD)

    assert [key for key, count in same.items() if count > 1] == []
    for place in ABROAD:
        assert place.id.startswith(f"{place.country.lower()}:"), place.id
        assert ruleset.gazetteer.within(place.id, place.country.lower()) or place.id == "ax:aland"
        assert place.latitude is not None and place.longitude is not None, place.id
        if place.country in BOXES:
            south, north, west, east = BOXES[place.country]
            assert south <= place.latitude <= north, place.id
            assert west <= place.longitude <= east, place.id
