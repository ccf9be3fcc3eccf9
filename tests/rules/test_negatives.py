"""Families of news that look alike and are none of ours."""

from collections.abc import Callable

import pytest

import rules
from kembar.model import Article
from rules import RuleSet

Write = Callable[..., Article]

NEGATIVES = {
    "university": (
        "Pemkot Salatiga Teken MoU dengan Universitas Airlangga Surabaya",
        "Wali Kota Salatiga dan rektor Universitas Airlangga Surabaya menandatangani MoU.",
    ),
    "prosecutor": (
        "Pemkab Wajo dan Kejari Wajo Teken MoU",
        "Bupati Wajo bersama Kepala Kejaksaan Negeri Wajo meneken nota kesepahaman hukum.",
    ),
    "company": (
        "Pemkab Wajo Gandeng PT Sinar Laut Asal Korea Selatan",
        "Bupati Wajo menyambut investor asal Korea Selatan yang siap bekerja sama.",
    ),
    "bank": (
        "Pemkot Kendari kerja sama dengan Bank Sultra",
        "Wali Kota Kendari menandatangani perjanjian kerja sama dengan Bank Sultra.",
    ),
    "police": (
        "Polres Wajo dan Polres Soppeng Sepakat Kerja Sama",
        "Kapolres Wajo dan Kapolres Soppeng menandatangani nota kesepahaman patroli.",
    ),
    "football": (
        "Persib Bandung dan Persebaya Surabaya Berbagi Angka",
        "Kerja sama pemain Kota Bandung apik pada pertandingan melawan tim Kota Surabaya.",
    ),
    "council budget": (
        "DPRD dan Wali Kota Kediri Sepakati KUA-PPAS",
        "Wali Kota Kediri dan DPRD Kota Kediri menandatangani nota kesepakatan KUA-PPAS.",
    ),
    "president": (
        "Presiden Kunjungan Kerja ke Medan dan Deli Serdang",
        "Presiden melakukan kunjungan kerja ke Kota Medan lalu Kabupaten Deli Serdang.",
    ),
    "governor at home": (
        "Gubernur Jawa Timur Kunker ke Tuban",
        "Gubernur Jawa Timur melakukan kunjungan kerja ke Kabupaten Tuban.",
    ),
    "school trip": (
        "SMAN 1 Bontang Studi Banding ke SMAN 3 Samarinda",
        "Siswa dan guru SMAN 1 Bontang studi banding ke SMAN 3 Samarinda.",
    ),
    "crime": (
        "Warga Bogor Ditangkap di Bekasi",
        "Pelaku bekerja sama mencuri motor di Kota Bekasi dan Kabupaten Bogor, kata polisi.",
    ),
    "explainer": (
        "Apa Itu Kota Kembar?",
        "Istilah sister city mengacu pada kemitraan dua kota, misalnya Surabaya dan Busan.",
    ),
    "national grant": (
        "Indonesia Terima Hibah Jepang",
        "Pemerintah Indonesia menerima hibah dari Pemerintah Jepang untuk bencana.",
    ),
    "idiom": (
        "Harga Beras Turun",
        "Bupati Wajo dan Bupati Soppeng berterima kasih atas kerja sama semua pihak.",
    ),
    "party": (
        "PKS dan Golkar Bentuk Koalisi",
        "PKS Kota Depok dan PKS Kota Bogor menyepakati koalisi dengan Golkar.",
    ),
    "league": (
        "Porprov Dibuka",
        "Kontingen Kota Metro dan Kabupaten Pringsewu ikut pembukaan Porprov.",
    ),
    "utilities": (
        "PDAM Sleman Belajar ke Perumda Klaten",
        "Direksi PDAM Sleman menimba ilmu di Perumda Air Minum Klaten.",
    ),
    "weather": (
        "Prakiraan Cuaca Hari Ini",
        "Hujan turun di Kota Bogor, Kota Depok dan Kabupaten Bekasi.",
    ),
}


@pytest.mark.parametrize(("title", "text"), NEGATIVES.values(), ids=NEGATIVES.keys())
def test_news_of_another_sort_is_not_flagged(
    ruleset: RuleSet, write: Write, title: str, text: str
) -> None:
    article = write(title, text)

    assert not rules.judge(article, ruleset).flag, rules.explain(article, ruleset).text()


def test_a_company_in_place_of_the_second_government_takes_the_flag(
    ruleset: RuleSet, write: Write
) -> None:
    text = "Pemkot Salatiga dan {} menandatangani nota kesepahaman pengelolaan sampah."

    assert rules.judge(write("Kabar", text.format("Pemkab Wajo")), ruleset).flag
    assert not rules.judge(write("Kabar", text.format("PT Wajo Makmur")), ruleset).flag
