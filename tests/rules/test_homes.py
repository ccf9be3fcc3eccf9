"""Where an outlet is at home, by its own words."""

import pytest

import rules
from rules import RuleSet


@pytest.fixture(scope="module")
def packs() -> RuleSet:
    return rules.load()


@pytest.mark.parametrize(
    ("domain", "place"),
    [
        ("bontangkota.go.id", "64.74"),
        ("prokopim.kutaibaratkab.go.id", "64.07"),
        ("kaltimprov.go.id", "64"),
        ("bogorkab.go.id", "32.01"),
        ("kotabogor.go.id", "32.71"),
        ("suarakaltim.example", "64"),
        ("kabar-ntt.example", "53"),
        ("sumbawabaratkini.example", "52.07"),
        ("independennews.example", None),  # `ende` is no part of its name
        ("empatikita.example", None),
        ("kota-kini.example", None),
        ("beritautama.example", None),
    ],
)
def test_a_domain_tells_its_place_and_no_word_is_taken_for_one(
    domain: str, place: str | None, packs: RuleSet
) -> None:
    found = rules.home(domain, [], [], packs)

    assert (found.place.id if found else None) == place


def test_the_address_in_the_footer_tells_but_not_the_street(packs: RuleSet) -> None:
    words = ["Lensa Kita", "Jl. Bandung No. 3, Kota Palopo, Sulawesi Selatan 91921"]

    found = rules.home("lensakita.example", words, [], packs)

    assert found is not None
    assert found.place.name == "Kota Palopo"
    assert any("its own words" in why for why in found.why)


def test_headlines_tell_where_nothing_else_does(packs: RuleSet) -> None:
    headlines = [
        "Warga Jepara menanam bakau di pantai utara",
        "Bupati Jepara buka pameran ukir",
        "Nelayan Jepara kembali melaut",
        "Harga cabai naik tajam pekan ini",
        "Panen raya jagung di Kudus",
    ]

    found = rules.home("lensakita.example", [], headlines, packs)

    assert found is not None
    assert found.place.name == "Kabupaten Jepara"


def test_a_province_is_the_home_of_who_writes_of_all_its_cities(packs: RuleSet) -> None:
    headlines = [
        f"Banjir di {city} mulai surut sejak pagi"
        for city in ("Kota Samarinda", "Kota Balikpapan", "Kota Bontang", "Kabupaten Berau")
    ]

    found = rules.home("lensakita.example", [], headlines, packs)

    assert found is not None
    assert found.place.id == "64"


def test_a_paper_of_the_whole_country_has_no_home(packs: RuleSet) -> None:
    headlines = [
        f"Kabar dari {place} hari ini"
        for place in ("Kota Medan", "Kota Ambon", "Kota Kupang", "Kabupaten Garut", "Kota Palu")
    ]
    members = ["Jaringan kami: Medan, Padang, Palembang, Bandung, Surabaya, Makassar, Manado"]

    assert rules.home("lensakita.example", members, headlines, packs) is None
