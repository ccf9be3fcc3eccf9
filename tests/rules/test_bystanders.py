"""Where a happening took place and who mediated it: told, and never parties."""

from collections.abc import Callable

import pytest

import rules
from kembar.model import Article, Happening, Role
from rules import RuleSet

Write = Callable[..., Article]

TITLE = "Pemkab Wajo dan Pemkot Parepare Teken Nota Kesepahaman Air Bersih"


def told(ruleset: RuleSet, article: Article) -> Happening:
    judgement = rules.judge(article, ruleset)
    assert judgement.flag
    return judgement.happenings[0]


def cast(happening: Happening, role: Role) -> list[str]:
    return [party.name for party in happening.parties if party.role is role]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "Bupati Wajo dan Wali Kota Parepare meneken nota kesepahaman di Jakarta, Rabu (5/3).",
            "Provinsi DKI Jakarta",
        ),
        (
            "Pemkab Wajo dan Pemkot Parepare meneken nota kesepahaman. Acara berlangsung di "
            "Hotel Anugerah, Kota Palopo, dan dihadiri para camat.",
            "Kota Palopo",
        ),
        (
            "Penandatanganan nota kesepahaman Pemkab Wajo dan Pemkot Parepare bertempat di Ruang "
            "Pola Kantor Bupati Bone.",
            "Kabupaten Bone",
        ),
        (
            "Bupati Wajo dan Wali Kota Parepare menandatangani nota kesepahaman di Hotel Lestari "
            "Makassar, Senin (3/3).",
            "Kota Makassar",
        ),
        (
            "The Wajo Regency and Parepare City governments signed a memorandum of understanding "
            "on clean water in Makassar on Monday.",
            "Kota Makassar",
        ),
    ],
)
def test_the_place_where_it_was_is_a_location(
    ruleset: RuleSet, write: Write, text: str, place: str
) -> None:
    happening = told(ruleset, write(TITLE, text))

    assert cast(happening, Role.LOCATION) == [place]
    assert set(cast(happening, Role.PARTY)) == {"Kabupaten Wajo", "Kota Parepare"}


@pytest.mark.parametrize(
    "text",
    [
        "MAKASSAR - Pemkab Wajo dan Pemkot Parepare meneken nota kesepahaman air bersih.",
        "Pemkab Wajo dan Pemkot Parepare meneken nota kesepahaman di Kantor Bupati Wajo.",
        "Pemkab Wajo dan Pemkot Parepare meneken nota kesepahaman. Rapat lanjutan akan digelar di "
        "Kota Palopo.",
        "Pemkab Wajo dan Pemkot Parepare meneken nota kesepahaman, dan PKS berikutnya diteken "
        "di Kota Palopo.",
        "Pemkab Wajo dan Pemkot Parepare meneken nota kesepahaman. Konser amal digelar di Kota "
        "Palopo.",
        "Pemkab Wajo dan Pemkot Parepare meneken nota kesepahaman pengolahan air seperti di Kota "
        "Palopo.",
    ],
    ids=["dateline", "party", "to come", "next", "another event", "comparison"],
)
def test_other_places_are_no_location(ruleset: RuleSet, write: Write, text: str) -> None:
    assert cast(told(ruleset, write(TITLE, text)), Role.LOCATION) == []


def test_the_country_of_a_party_is_no_location(ruleset: RuleSet, write: Write) -> None:
    text = "Wali Kota Bitung dan Wali Kota Davao menandatangani LoI kota kembar di Filipina, Rabu."

    happening = told(ruleset, write("Bitung dan Davao Teken LoI Kota Kembar", text))

    assert cast(happening, Role.LOCATION) == []


@pytest.mark.parametrize(
    ("rest", "broker", "broker_id"),
    [
        ("difasilitasi KBRI Manila", "KBRI Manila", "id#embassy-manila"),
        ("yang dijembatani oleh Kementerian Dalam Negeri", "Kementerian Dalam Negeri",
         "id#kementerian-dalam-negeri"),
        ("melalui Kemendagri", "Kementerian Dalam Negeri", "id#kementerian-dalam-negeri"),
        ("via Yayasan Laut Biru", "Yayasan Laut Biru", "id#yayasan-laut-biru"),
        ("difasilitasi Pemprov Gorontalo", "Provinsi Gorontalo", "75"),
        ("dengan fasilitasi JICA", "JICA", "jp:jica"),
        ("difasilitasi Kedutaan Besar Jepang di Jakarta", "Kedutaan Besar Jepang di Jakarta",
         "jp#embassy"),
    ],
)  # fmt: skip
def test_who_mediates_is_a_broker(
    ruleset: RuleSet, write: Write, rest: str, broker: str, broker_id: str
) -> None:
    text = f"Pemkot Bitung dan Kota Davao menandatangani LoI kota kembar {rest}."

    happening = told(ruleset, write("Bitung dan Davao Teken LoI Kota Kembar", text))

    found = [party for party in happening.parties if party.role is Role.BROKER]
    assert [(party.name, party.id) for party in found] == [(broker, broker_id)]
    assert set(cast(happening, Role.PARTY)) == {"Kota Bitung", "Davao"}
    assert cast(happening, Role.WITNESS) == []


def test_brokers_are_told_with_those_listed_beside_them(ruleset: RuleSet, write: Write) -> None:
    text = (
        "Pemkot Bitung dan Kota Davao menandatangani LoI kota kembar, difasilitasi KJRI Davao City "
        "dan Kementerian Luar Negeri."
    )

    happening = told(ruleset, write("Bitung dan Davao Teken LoI Kota Kembar", text))

    assert cast(happening, Role.BROKER) == ["KJRI Davao City", "Kementerian Luar Negeri"]


def test_who_stands_before_the_verb_mediates_too(ruleset: RuleSet, write: Write) -> None:
    text = (
        "Duta Besar RI untuk Filipina Rano Salim menjembatani pertemuan Pemkot Bitung dan Kota "
        "Davao tentang sister city."
    )

    happening = told(ruleset, write("Bitung dan Davao Bahas Sister City", text))

    assert cast(happening, Role.BROKER) == ["Duta Besar RI untuk Filipina"]


@pytest.mark.parametrize(
    "rest",
    [
        "tanpa melalui Kementerian Dalam Negeri",
        "melalui rapat daring",
        "lewat Dinas Perikanan",
        "difasilitasi Pemkot Bitung",
        "difasilitasi Rano Salim",
    ],
)
def test_what_mediates_nothing_is_no_broker(ruleset: RuleSet, write: Write, rest: str) -> None:
    text = f"Pemkot Bitung dan Kota Davao menandatangani LoI kota kembar {rest}."

    happening = told(ruleset, write("Bitung dan Davao Teken LoI Kota Kembar", text))

    assert cast(happening, Role.BROKER) == []


def test_a_donors_own_agency_is_its_hand_and_no_broker(ruleset: RuleSet, write: Write) -> None:
    text = "Pemerintah Jepang melalui JICA menyerahkan hibah dua ambulans kepada Pemkab Ngawi."

    happening = told(ruleset, write("Kabupaten Ngawi Terima Ambulans Hibah Jepang", text))

    assert cast(happening, Role.BROKER) == []
