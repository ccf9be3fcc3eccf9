"""An office that is named without a place is that of the place which the report is about."""

import rules
from kembar.model import Happening
from rules import RuleSet

from .conftest import Write


def chief(ruleset: RuleSet, write: Write, title: str, text: str) -> Happening | None:
    told = rules.judge(write(title, text), ruleset).happenings
    return told[0] if told else None


def names(happening: Happening | None) -> set[str]:
    assert happening is not None
    return {party.name for party in happening.parties if party.role == "party"}


def test_a_mayor_without_a_city_is_the_one_of_the_headline(ruleset: RuleSet, write: Write) -> None:
    told = chief(
        ruleset,
        write,
        "Harga Telur Naik, Tarakan Cari Jalan",
        "TARAKAN - Wali Kota Hasan Suwandi bertemu Bupati Wajo Andi Rusli, Senin."
        " Keduanya membahas pasokan telur.",
    )

    assert names(told) == {"Kota Tarakan", "Kabupaten Wajo"}


def test_a_regent_is_not_taken_for_the_head_of_a_city(ruleset: RuleSet, write: Write) -> None:
    told = chief(
        ruleset, write, "Harga Telur Naik di Tarakan", "TARAKAN - Bupati Hasan menemui pedagang."
    )

    assert told is None


def test_of_two_cities_in_the_headline_neither_lends_its_mayor(
    ruleset: RuleSet, write: Write
) -> None:
    article = write(
        "Tarakan dan Bontang Sama-sama Kering", "Wali Kota Hasan menemui Bupati Wajo Andi Rusli."
    )

    explained = rules.explain(article, ruleset).text()

    assert "the only place of the headline" not in explained


def test_a_former_mayor_acts_for_nobody(ruleset: RuleSet, write: Write) -> None:
    told = chief(
        ruleset,
        write,
        "Tarakan Kering",
        "TARAKAN - Mantan wali kota Hasan menemui Bupati Wajo Andi Rusli di pasar.",
    )

    assert told is None
