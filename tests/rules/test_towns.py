"""Towns abroad of the long table count only beside what leads to a place, in their country."""

import pytest

import rules
from rules import RuleSet

from .conftest import Write


def parties(ruleset: RuleSet, write: Write, title: str, text: str) -> set[str]:
    told = rules.judge(write(title, text), ruleset).happenings
    return {party.name for party in told[0].parties} if told else set()


def test_a_town_is_known_in_a_text_that_names_its_country(ruleset: RuleSet, write: Write) -> None:
    told = parties(
        ruleset,
        write,
        "Wonosobo Teken LoI Kota Kembar dengan Zakopane",
        "Bupati Wonosobo menandatangani letter of intent di Polandia, Senin.",
    )

    assert told == {"Kabupaten Wonosobo", "Zakopane"}


def test_the_same_name_is_nobody_where_no_country_stands(ruleset: RuleSet, write: Write) -> None:
    told = parties(
        ruleset,
        write,
        "Wonosobo Teken LoI Kota Kembar dengan Zakopane",
        "Bupati Wonosobo menandatangani letter of intent, Senin.",
    )

    assert "Zakopane" not in told


def test_a_surname_that_is_also_a_town_is_no_party(ruleset: RuleSet, write: Write) -> None:
    told = parties(
        ruleset,
        write,
        "Bupati Demak Terima Konsul Jenderal Jepang",
        "Bupati Demak menjamu Konsul Jenderal Jepang Kenji Fujisawa. Keduanya membahas magang"
        " bersama. Pertemuan dengan Fujisawa berlangsung hangat.",
    )

    assert told == {"Kabupaten Demak", "Jepang"}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Danish ambassador calls on Bontang",
            "The Danish ambassador met the Bontang city government to discuss waste on Monday.",
        ),
        (
            "Officials from Langkawi sit down with Langsa officials",
            "Officials from Langkawi met Langsa officials to discuss mangroves in Malaysia.",
        ),
    ],
)
def test_english_officers_and_envoys_speak_for_their_place(
    ruleset: RuleSet, write: Write, title: str, text: str
) -> None:
    told = parties(ruleset, write, title, text)

    assert told in ({"Denmark", "Kota Bontang"}, {"Langkawi", "Kota Langsa"})


def test_a_nationality_alone_is_no_country_that_acts(ruleset: RuleSet, write: Write) -> None:
    assert not parties(
        ruleset, write, "Danish tourists in Bontang", "Danish tourists visited Bontang on Monday."
    )
