"""Every province, regency and city, behind each title that the press writes before its name."""

import csv
from collections import Counter
from pathlib import Path

import pytest

import rules
from kembar.model import Level, Place
from rules import RuleSet, tokens
from rules.mentions import Mention
from rules.places import find

OFFICIAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "wilayah.csv"
HOME = [place for place in rules.gazetteer(rules.load()) if place.code]

# Titles that decide the level, as they stand before a name.
BEFORE = {
    Level.CITY: (
        "Pemkot", "Pemko", "Pemerintah Kota", "Pemerintah Daerah Kota", "Wali Kota", "Walikota",
        "Wawali", "Wakil Wali Kota", "Wakil Walikota", "Pj Wali Kota", "Pj. Walikota",
        "Plt Wali Kota", "Penjabat Wali Kota", "Kota", "Kotamadya", "Balai Kota", "Balaikota",
        "DPRD Kota", "Ketua DPRD Kota", "Sekda Kota", "Sekretaris Daerah Kota", "TP PKK Kota",
        "Dinas Lingkungan Hidup Kota", "Mayor of", "Deputy Mayor of", "City of",
        "City Government of", "Pemerintah Kota Administrasi", "Wali Kota Adm.",
    ),
    Level.REGENCY: (
        "Pemkab", "Pemerintah Kabupaten", "Pemerintah Daerah Kabupaten", "Kabupaten", "Kab.",
        "Kab", "Bupati", "Wabup", "Wakil Bupati", "Pj Bupati", "Pj. Bupati", "Plt Bupati",
        "DPRD Kabupaten", "DPRD Kab.", "Ketua DPRD Kabupaten", "Sekda Kabupaten",
        "Sekretaris Daerah Kabupaten", "Dinas Lingkungan Hidup Kabupaten", "TP PKK Kabupaten",
        "Regent of", "Deputy Regent of", "Regency of", "Regency Government of",
    ),
    Level.PROVINCE: (
        "Pemprov", "Pemerintah Provinsi", "Pemerintah Daerah Provinsi", "Provinsi", "Propinsi",
        "Prov.", "Gubernur", "Wagub", "Wakil Gubernur", "Pj Gubernur", "Pj. Gubernur",
        "Plt Gubernur", "DPRD Provinsi", "Sekda Provinsi", "Sekdaprov",
        "Sekretaris Daerah Provinsi", "Dinas Lingkungan Hidup Provinsi", "Governor of",
        "Province of", "Provincial Government of",
    ),
}  # fmt: skip
# English titles behind a name.
BEHIND = {
    Level.CITY: ("City", "City Government", "Municipality", "City Council", "Mayor"),
    Level.REGENCY: ("Regency", "Regency Government", "Regency Council", "Regent"),
    Level.PROVINCE: ("Province", "Provincial Government", "Provincial Council", "Governor"),
}
# Titles that leave the level open.
OPEN = ("Pemda", "Sekda", "DPRD")
# What the national list writes otherwise than alerts do.
WRITTEN = {
    "31": "Provinsi DKI Jakarta",
    "34": "Daerah Istimewa Yogyakarta",
    "71.09": "Kabupaten Kepulauan Siau Tagulandang Biaro",
    "72.04": "Kabupaten Tolitoli",
    "92.03": "Kabupaten Fakfak",
}


def bare(place: Place) -> str:
    name = place.name
    for prefix in ("Kota ", "Kabupaten ", "Provinsi "):
        name = name.removeprefix(prefix)
    return name


NAMES = Counter(bare(place) for place in HOME)
TWINS = sorted({name for name, count in NAMES.items() if count > 1})
CITY_AND_REGENCY = [
    name
    for name in TWINS
    if {Level.CITY, Level.REGENCY} <= {place.level for place in HOME if bare(place) == name}
]


def mentions(ruleset: RuleSet, text: str) -> list[Mention]:
    return find(tokens.read("", text, ruleset.splits), ruleset.gazetteer)


def ids(ruleset: RuleSet, text: str) -> list[str]:
    return [mention.place.id for mention in mentions(ruleset, text)]


def of(level: Level, name: str) -> str:
    return next(place.id for place in HOME if place.level is level and bare(place) == name)


@pytest.mark.parametrize("place", HOME, ids=lambda place: place.id)
def test_a_place_is_told_by_every_title_before_its_name(ruleset: RuleSet, place: Place) -> None:
    for title in BEFORE[place.level]:
        text = f"Rombongan {title} {bare(place)} bertolak pagi itu."
        for written in (text, text.upper(), text.lower()):
            found = mentions(ruleset, written)

            assert [mention.place.id for mention in found] == [place.id], written
            assert found[0].titled, written


@pytest.mark.parametrize("place", HOME, ids=lambda place: place.id)
def test_a_place_is_told_by_an_english_title_behind_its_name(
    ruleset: RuleSet, place: Place
) -> None:
    for title in BEHIND[place.level]:
        text = f"Delegates of {bare(place)} {title} left in the morning."

        assert ids(ruleset, text) == [place.id], text
        assert ids(ruleset, text.upper()) == [place.id], text


@pytest.mark.parametrize(
    "place", [place for place in HOME if NAMES[bare(place)] == 1], ids=lambda place: place.id
)
def test_a_title_that_leaves_the_level_open_finds_a_name_that_is_one_place(
    ruleset: RuleSet, place: Place
) -> None:
    for title in OPEN:
        text = f"Rombongan {title} {bare(place)} bertolak pagi itu."
        for written in (text, text.upper(), text.lower()):
            assert ids(ruleset, written) == [place.id], written


def test_twenty_six_names_are_shared_by_a_city_and_a_regency() -> None:
    assert len(CITY_AND_REGENCY) == 26
    assert set(TWINS) - set(CITY_AND_REGENCY) == {"Jambi", "Bengkulu"}


@pytest.mark.parametrize("name", CITY_AND_REGENCY)
@pytest.mark.parametrize(
    "text",
    [
        "Wali Kota {0} menemui Bupati {0}.",
        "Pemkot {0} dan Pemkab {0} sepakat.",
        "DPRD Kota {0} menjamu DPRD Kabupaten {0}.",
        "The Mayor of {0} met the Regent of {0}.",
        "{0} City and {0} Regency share one water source.",
    ],
)
def test_a_city_and_the_regency_of_its_name_are_two(ruleset: RuleSet, name: str, text: str) -> None:
    both = [of(Level.CITY, name), of(Level.REGENCY, name)]

    assert ids(ruleset, text.format(name)) == both
    assert ids(ruleset, text.format(name).upper()) == both


@pytest.mark.parametrize("name", ["Jambi", "Bengkulu", "Gorontalo"])
def test_a_city_and_the_province_of_its_name_are_two(ruleset: RuleSet, name: str) -> None:
    both = [of(Level.PROVINCE, name), of(Level.CITY, name)]

    assert ids(ruleset, f"Gubernur {name} melantik Wali Kota {name}.") == both
    assert ids(ruleset, f"Pemprov {name} membantu Pemkot {name}.") == both
    assert ids(ruleset, f"Provinsi {name} dan Kota {name}") == both


def test_the_table_holds_what_the_national_list_holds() -> None:
    if not OFFICIAL.is_file():
        pytest.skip("../shared/data/wilayah.csv is not beside this checkout")
    with OFFICIAL.open(encoding="utf-8", newline="") as lines:
        rows = {row["code"]: row for row in csv.DictReader(lines)}

    def joined(name: str) -> str:
        return "".join(name.replace("Administrasi", "").split()).replace("-", "").lower()

    assert {place.code for place in HOME} == rows.keys()
    for place in HOME:
        row = rows[str(place.code)]
        written = WRITTEN.get(place.id, f"{row['type']} {row['short_name']}")
        assert joined(place.name) == joined(written), place.id
        assert place.level == {"Provinsi": "province", "Kabupaten": "regency"}.get(
            row["type"], "city"
        )
        assert place.parent == (None if place.level is Level.PROVINCE else row["province_code"])
