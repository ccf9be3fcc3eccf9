"""What an article tells: who with whom, of what kind and stage, when and for how much."""

from collections.abc import Callable
from datetime import date

import pytest

import rules
from kembar.model import Amount, Article, Happening, Kind, Level, Modality, Role, Stage
from rules import RuleSet

Write = Callable[..., Article]


def told(ruleset: RuleSet, article: Article, home: str | None = None) -> Happening:
    judgement = rules.judge(article, ruleset, home=home)
    assert judgement.flag, rules.explain(article, ruleset).text()
    return judgement.happenings[0]


def parties(happening: Happening, role: Role = Role.PARTY) -> set[str]:
    return {party.name for party in happening.parties if party.role is role}


@pytest.mark.parametrize(
    ("title", "text", "kind", "stage", "modality", "names"),
    [
        (
            "Ambon dan Darwin Rayakan 30 Tahun Kota Kembar",
            "Wali Kota Ambon menyambut Wali Kota Darwin dalam perayaan tiga dasawarsa sister city.",
            Kind.SISTER_CITY, Stage.IMPLEMENTATION, Modality.DONE, {"Kota Ambon", "Darwin"},
        ),
        (
            "Bitung Bakal Teken LoI dengan Davao",
            "Pemkot Bitung dijadwalkan menandatangani Letter of Intent kota kembar dengan Davao.",
            Kind.SISTER_CITY, Stage.TALKS, Modality.PLANNED, {"Kota Bitung", "Davao"},
        ),
        (
            "Pemkab Wajo dan Pemkab Soppeng Teken PKS Air Bersih",
            "Bupati Wajo dan Bupati Soppeng telah menandatangani perjanjian kerja sama air bersih.",
            Kind.INTERGOV_AGREEMENT, Stage.AGREEMENT, Modality.DONE,
            {"Kabupaten Wajo", "Kabupaten Soppeng"},
        ),
        (
            "Lebak Hentikan Kerja Sama Sampah dengan Kota Serang",
            "Bupati Lebak mengakhiri kerja sama pembuangan sampah dengan Pemkot Serang.",
            Kind.INTERGOV_AGREEMENT, Stage.ENDED, Modality.DONE, {"Kabupaten Lebak", "Kota Serang"},
        ),
        (
            "Belajar Parkir, DPRD Kendal Kunker ke Cirebon",
            "Rombongan DPRD Kabupaten Kendal studi banding ke DPRD Kota Cirebon.",
            Kind.STUDY_VISIT, Stage.VISIT, Modality.DONE,
            {"DPRD Kabupaten Kendal", "DPRD Kota Cirebon"},
        ),
        (
            "Kabupaten Ngawi Terima Ambulans Hibah Jepang",
            "Pemerintah Jepang menyerahkan dua ambulans hibah kepada Pemkab Ngawi.",
            Kind.FOREIGN_AID, Stage.IMPLEMENTATION, Modality.DONE, {"Kabupaten Ngawi", "Jepang"},
        ),
        (
            "Wali Kota Ternate Jajaki Kerja Sama dengan Pemkot Tidore Kepulauan",
            "Wali Kota Ternate membahas peluang kerja sama laut dengan Pemkot Tidore Kepulauan.",
            Kind.COOPERATION_TALKS, Stage.TALKS, Modality.PLANNED,
            {"Kota Ternate", "Kota Tidore Kepulauan"},
        ),
        (
            "Perpanjang MoU, Pemprov Bali dan Pemprov NTB Tetap Bermitra",
            "Gubernur Bali dan Gubernur NTB memperpanjang nota kesepahaman penyeberangan.",
            Kind.INTERGOV_AGREEMENT, Stage.RENEWAL, Modality.DONE,
            {"Provinsi Bali", "Provinsi Nusa Tenggara Barat"},
        ),
    ],
)  # fmt: skip
def test_the_chief_happening_is_told(
    ruleset: RuleSet,
    write: Write,
    title: str,
    text: str,
    kind: Kind,
    stage: Stage,
    modality: Modality,
    names: set[str],
) -> None:
    happening = told(ruleset, write(title, text))

    assert (happening.kind, happening.stage, happening.modality) == (kind, stage, modality)
    assert parties(happening) == names


def test_who_only_looks_on_is_a_witness(ruleset: RuleSet, write: Write) -> None:
    text = (
        "Pemkab Wajo dan Pemkot Parepare meneken nota kesepahaman, disaksikan Wali Kota Palopo "
        "selaku ketua forum."
    )

    happening = told(ruleset, write("Kabar kerja sama", text))

    assert parties(happening) == {"Kabupaten Wajo", "Kota Parepare"}
    assert parties(happening, Role.WITNESS) == {"Kota Palopo"}


def test_a_country_is_no_third_party_beside_its_own_city(ruleset: RuleSet, write: Write) -> None:
    text = "Wali Kota Ambon mengunjungi Kota Darwin di Australia untuk membahas sister city."

    assert parties(told(ruleset, write("Kunjungan", text))) == {"Kota Ambon", "Darwin"}


def test_a_council_is_a_party_of_its_own(ruleset: RuleSet, write: Write) -> None:
    happening = told(ruleset, write("DPRD Kabupaten Kendal kunker ke DPRD Kota Cirebon"))

    assert [(p.id, p.name, p.level) for p in happening.parties] == [
        ("33.24#dprd", "DPRD Kabupaten Kendal", Level.AGENCY),
        ("32.74#dprd", "DPRD Kota Cirebon", Level.AGENCY),
    ]


def test_both_areas_means_those_named_before(ruleset: RuleSet, write: Write) -> None:
    text = (
        "Gubernur Bali menjamu Gubernur Maluku di Denpasar. "
        "Kedua provinsi menandatangani kesepakatan bersama perdagangan."
    )

    assert parties(told(ruleset, write("Temu gubernur", text))) == {
        "Provinsi Bali",
        "Provinsi Maluku",
    }


def test_date_amount_and_sectors_come_from_the_sentences_that_count(
    ruleset: RuleSet, write: Write
) -> None:
    text = (
        "Pemkab Wajo dan Pemkab Soppeng meneken perjanjian kerja sama irigasi Rp 4,5 miliar, "
        "Rabu (14/5/2025). Ruang lingkup meliputi pertanian dan perikanan."
    )

    happening = told(ruleset, write("Dua kabupaten sepakat", text))

    assert happening.date == date(2025, 5, 14)
    assert happening.amount == Amount(value=4.5e9, currency="IDR")
    assert happening.sectors == ("water", "agriculture", "fisheries")


def test_the_home_area_resolves_a_bare_shared_name(ruleset: RuleSet, write: Write) -> None:
    article = write("Pemkab Wajo Studi Tiru Layanan ke Madiun")

    assert parties(told(ruleset, article, home="35.19")) == {"Kabupaten Wajo", "Kabupaten Madiun"}
    assert parties(told(ruleset, article, home="35.77")) == {"Kabupaten Wajo", "Kota Madiun"}


def test_one_government_alone_is_no_news(ruleset: RuleSet, write: Write) -> None:
    text = "Pemkot Ambon menghidupkan program sister city. Pemkot Ambon mencari kota kembar baru."

    judgement = rules.judge(write("Pemkot Ambon Garap Sister City", text), ruleset)

    assert judgement.score > 0
    assert (judgement.flag, judgement.happenings) == (False, ())


def test_an_empty_article_is_judged_and_not_flagged(ruleset: RuleSet, write: Write) -> None:
    assert rules.judge(write("", ""), ruleset).score == 0


def test_a_clause_that_allows_renewal_renews_nothing(write, ruleset) -> None:
    told = write(
        "Bupati Wajo dan Bupati Soppeng Teken Perjanjian Kerja Sama Air Bersih",
        "Perjanjian kerja sama Pemkab Wajo dan Pemkab Soppeng itu dapat diperpanjang.",
    )

    [happening, *_] = rules.judge(told, ruleset).happenings

    assert happening.stage is Stage.AGREEMENT


def test_a_headline_of_what_comes_of_an_agreement_outweighs_its_signing(write, ruleset) -> None:
    told = write(
        "Beras dari Soppeng Mulai Dikirim ke Parepare",
        "Pemkab Soppeng dan Pemkot Parepare menandatangani perjanjian kerja sama beras tahun lalu.",
    )

    [happening, *_] = rules.judge(told, ruleset).happenings

    assert happening.stage is Stage.IMPLEMENTATION
