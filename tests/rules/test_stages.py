"""How far a happening has come, told by what was signed, planned, asked or only talked of."""

import pytest

import rules
from rules import RuleSet

from .conftest import Write


@pytest.mark.parametrize(
    ("stage", "title", "text"),
    [
        (
            "mou",
            "Petani Indramayu Siap Panen Anggur di Yecheon",
            "Bupati Indramayu dan Wali Kota Yecheon, Korea Selatan, menandatangani MoU pengiriman"
            " pekerja, Senin (19/5/2025).",
        ),
        (
            "talks",
            "Sabang dan Merauke Rintis Daerah Bersaudara",
            "Wali Kota Sabang dan Bupati Merauke membicarakan ikatan daerah bersaudara. Draf nota"
            " kesepahaman diharapkan rampung agar bisa ditandatangani Agustus.",
        ),
        (
            "talks",
            "MoU Air Bersih Siak dan Kepulauan Meranti Diteken 5 Juli",
            "Pemkab Siak dan Pemkab Kepulauan Meranti menandatangani MoU air bersih pada 5 Juli"
            " 2025 di Siak.",
        ),
        (
            "visit",
            "Bupati Bantul Sambangi Wali Kota Icheon, Korea Selatan",
            "Bupati Bantul dan Wali Kota Icheon membicarakan peluang kota bersaudara. Belum ada"
            " dokumen yang disodorkan.",
        ),
        (
            "idea",
            "Wali Kota Jambi Ajak Bupati Muaro Jambi Kerja Sama Kolam Retensi",
            "Wali Kota Jambi mengajak Bupati Muaro Jambi bekerja sama membuat kolam retensi.",
        ),
        (
            "ended",
            "Pemkot Pontianak Keluar dari Perjanjian Bus dengan Pemkab Kubu Raya",
            "Pemkot Pontianak keluar dari perjanjian kerja sama bus dengan Pemkab Kubu Raya.",
        ),
        (
            "agreement",
            "KOICA to fund warning posts in Kulon Progo",
            "KOICA will give a grant for warning posts to Kulon Progo regency under an arrangement"
            " signed with the regent of Kulon Progo on Monday.",
        ),
    ],
)
def test_the_stage_is_the_farthest_point_that_the_report_tells(
    ruleset: RuleSet, write: Write, stage: str, title: str, text: str
) -> None:
    told = rules.judge(write(title, text), ruleset).happenings

    assert told
    assert told[0].stage == stage


def test_an_export_that_stopped_does_not_end_a_tie(ruleset: RuleSet, write: Write) -> None:
    told = rules.judge(
        write(
            "Kerja Sama Sister Province NTT dan Northern Territory Berjalan",
            "Peternak Provinsi NTT berlatih di Northern Territory, Australia, dalam rangka sister"
            " province. Ekspor sapi dihentikan sejak dua tahun silam karena penyakit mulut.",
        ),
        ruleset,
    ).happenings

    assert told
    assert told[0].stage != "ended"


def test_one_aside_in_other_news_is_no_happening(ruleset: RuleSet, write: Write) -> None:
    filler = "Tim penyelamat menyisir dua jalur pendakian. " * 20
    aside = "Kota Surabaya dan Kota Busan, Korea Selatan, sudah lama menjadi sister city."

    assert not rules.judge(write("Pendaki Ditemukan Selamat", filler + aside), ruleset).flag


def test_one_sentence_in_other_news_that_tells_of_a_paper_is_one(
    ruleset: RuleSet, write: Write
) -> None:
    filler = "Harga cabai di pasar induk naik sejak pekan lalu. " * 20
    paper = "Pemkot Metro dan Pemprov DKI Jakarta menandatangani nota kesepahaman beras."

    assert rules.judge(write("Harga Cabai Naik", filler + paper), ruleset).flag
