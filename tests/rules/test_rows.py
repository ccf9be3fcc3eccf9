"""Names in a row share a title, and a headline that counts governments says how many there are."""

import pytest

import rules
from rules import RuleSet

from .conftest import Write


def parties(ruleset: RuleSet, write: Write, title: str, text: str = "") -> set[str]:
    told = rules.judge(write(title, text), ruleset).happenings
    assert told
    return {party.name for party in told[0].parties if party.role == "party"}


def test_all_of_a_row_are_parties_if_the_text_gives_one_its_title(
    ruleset: RuleSet, write: Write
) -> None:
    told = parties(
        ruleset,
        write,
        "Kebumen, Purworejo dan Cilacap Teken Kesepakatan Bersama",
        "Bupati Kebumen menyebut kerja sama itu mendesak.",
    )

    assert told == {"Kabupaten Kebumen", "Kabupaten Purworejo", "Kabupaten Cilacap"}


def test_an_abbreviation_in_brackets_does_not_break_a_row(ruleset: RuleSet, write: Write) -> None:
    told = parties(
        ruleset,
        write,
        "Tiga Provinsi Rampungkan Perjanjian",
        "Perjanjian kerja sama antara Provinsi Bali, Nusa Tenggara Barat (NTB), dan Nusa Tenggara"
        " Timur (NTT) ditandatangani di Labuan Bajo, Senin.",
    )

    assert told == {
        "Provinsi Bali", "Provinsi Nusa Tenggara Barat", "Provinsi Nusa Tenggara Timur",
    }  # fmt: skip


def test_the_headline_counts_whom_the_lead_names_without_a_title(
    ruleset: RuleSet, write: Write
) -> None:
    told = parties(
        ruleset,
        write,
        "Amankan Beras, Tarakan Teken Perjanjian dengan Tiga Kabupaten",
        "TARAKAN - Pemkot meneken perjanjian kerja sama dengan tiga kabupaten, Senin. Ketiganya"
        " ialah Wajo untuk beras, Soppeng untuk telur, serta Enrekang dengan bawangnya.",
    )

    assert told == {
        "Kota Tarakan", "Kabupaten Wajo", "Kabupaten Soppeng", "Kabupaten Enrekang",
    }  # fmt: skip


def test_provinces_that_only_say_where_the_counted_lie_are_no_parties(
    ruleset: RuleSet, write: Write
) -> None:
    told = parties(
        ruleset,
        write,
        "Dua Kabupaten di Perbatasan Jambi dan Riau Teken Kesepakatan Bersama",
        "Bupati Tebo dan Bupati Indragiri Hulu menandatangani kesepakatan bersama soal jalan.",
    )

    assert told == {"Kabupaten Tebo", "Kabupaten Indragiri Hulu"}


def test_a_council_calls_on_the_council_that_the_text_names(ruleset: RuleSet, write: Write) -> None:
    told = parties(
        ruleset,
        write,
        "DPRD Kabupaten Sikka Studi Tiru ke Salatiga",
        "Rombongan diterima di ruang sidang DPRD Kota Salatiga, Selasa.",
    )

    assert told == {"DPRD Kabupaten Sikka", "DPRD Kota Salatiga"}


@pytest.mark.parametrize(
    "text",
    [
        "Bupati Sikka menerima direktur PT Cahaya Abadi, Jawa Timur, membahas pabrik.",
        "Pemkab Sikka studi tiru pengolahan limbah ke PT Cahaya Abadi, Jawa Timur.",
    ],
)
def test_where_a_company_lies_is_no_party(ruleset: RuleSet, write: Write, text: str) -> None:
    assert not rules.judge(write("Pemkab Sikka Cari Mitra", text), ruleset).flag
