"""Names as people write them in lists of twin cities."""

import pytest

import rules
from kembar.model import Level, Place
from rules import Naming, Unnamed


@pytest.fixture(scope="module")
def naming() -> Naming:
    return Naming(rules.load().gazetteer)


def fault(found: Place | Unnamed) -> Unnamed:
    assert isinstance(found, Unnamed), found
    return found


@pytest.mark.parametrize(
    ("written", "country", "expected"),
    [
        ("64.74", "", "64.74"),
        ("Kota Bontang", "", "64.74"),
        ("bontang", "Indonesia", "64.74"),
        ("Bogor", "Indonesia", "32.71"),
        ("Kabupaten Bogor", "", "32.01"),
        ("Kab. Bogor", "", "32.01"),
        ("Bogor Regency", "ID", "32.01"),
        ("City of Bogor", "", "32.71"),
        ("Bogor, West Java", "", "32.71"),
        ("Aceh", "Indonesia", "11"),
        ("Jambi City", "", "15.71"),
        ("Jambi", "", "15.71"),
        ("West Java", "Indonesia", "32"),
        ("North Sumatra Province", "", "12"),
        ("Special Region of Yogyakarta", "", "34"),
        ("Yogyakarta", "", "34.71"),
        ("Riau Islands", "Indonesia", "21"),
        ("Bangka–Belitung Islands", "", "19"),
        ("Southwest Papua", "", "96"),
        ("Ambon, Maluku", "Indonesia", "81.71"),
        ("Ambon (city)", "Indonesia", "81.71"),
        ("Jeju", "", "kr:jeju"),
        ("Kahramanmaraş", "Turkey", "tr:kahramanmaras"),
        ("KAHRAMANMARAS", "Turki", "tr:kahramanmaras"),
        ("Kisarazu, Japan", "", "jp:kisarazu"),
        ("Shiga Prefecture", "JP", "jp:shiga"),
        ("Kota Kinabalu", "Malaysia", "my:kota-kinabalu"),
        ("Jepang", "", "jp"),
        ("Comoros", "", "km"),
    ],
)
def test_a_place_is_told_by_any_usual_name(
    naming: Naming, written: str, country: str, expected: str
) -> None:
    found = naming.place(written, country)

    assert isinstance(found, Place), found
    assert found.id == expected


@pytest.mark.parametrize(
    ("written", "country", "place_id", "level"),
    [
        ("Schwabmünchen", "Germany", "de:schwabmunchen", Level.FOREIGN_CITY),
        ("Schwabmünchen, Germany", "", "de:schwabmunchen", Level.FOREIGN_CITY),
        ("Schwabmünchen", "Jerman", "de:schwabmunchen", Level.FOREIGN_CITY),
        ("City of Tamworth", "England, United Kingdom", "gb:tamworth", Level.FOREIGN_CITY),
        ("Kagawa Prefecture", "Japan", "jp:kagawa", Level.FOREIGN_REGION),
        ("Serang", "Netherlands", "nl:serang", Level.FOREIGN_CITY),
    ],
)
def test_a_city_that_nobody_knows_is_made_from_its_name_and_country(
    naming: Naming, written: str, country: str, place_id: str, level: Level
) -> None:
    found = naming.place(written, country)

    assert isinstance(found, Place), found
    assert (found.id, found.level) == (place_id, level)
    assert (found.parent, found.country) == (place_id[:2], place_id[:2].upper())
    assert found.code is None


@pytest.mark.parametrize(
    ("written", "country", "why"),
    [
        ("", "", "the name is empty"),
        ("(kota)", "Indonesia", "the name is empty"),
        ("Q3630", "", "a number of Wikidata"),
        ("http://www.wikidata.org/entity/Q3630", "", "a number of Wikidata"),
        ("Bontang", "Atlantis", "no country is called 'Atlantis'"),
        ("Schwabmünchen", "", "a place abroad needs its country"),
        ("Kota Bogro", "Indonesia", "no place is called 'Kota Bogro'"),
        ("Busan, Japan", "", "'Busan' is known, but in KR"),
        ("釜山", "Korea Selatan", "no Latin letter"),
    ],
)
def test_what_cannot_be_told_says_why(naming: Naming, written: str, country: str, why: str) -> None:
    assert why in fault(naming.place(written, country)).why


def test_the_nearest_names_are_offered(naming: Naming) -> None:
    assert fault(naming.place("Kota Bogro", "Indonesia")).nearest[0] == "Kota Bogor"
    assert "Damaskus" in fault(naming.place("Damascus", "")).nearest
