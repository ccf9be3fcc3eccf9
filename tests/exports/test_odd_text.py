"""Whatever a headline or an address holds, every format is written and loses no story."""

import csv
import io

import openpyxl
import pytest
from pypdf import PdfReader

from .conftest import Save, Write

ODD = (
    "Nol\x00 dan \x1b[31m merah",
    "Kanan ke kiri \u202e gnatnoB",
    "Bontang \U0001f91d Jeju \U0001f1ee\U0001f1e9",
    "Setengah \ud83d pasangan",
    "مدينة بونتانغ وجيجو",
    "**tebal** __garis__ {nb} {n} %s <b>html</b> ]]> &amp;",
    "kata" * 700,
    "\u200b",
    "=1+1",
    "Cafe\u0301 \ufb01 e\u0308",
)
URLS = (
    "https://berita.example/kota–kembar/é/1",
    "https://berita.example/kurung(1)\\)2",
    "https://berita.example/" + "panjang/" * 400 + "3",
    "https://berita.example/a#pecahan'\"4",
    "https://[::1/5",
)


@pytest.fixture
def odd(save: Save) -> int:
    for number, title in enumerate(ODD, start=101):
        save(number, title=title)
    for number, url in enumerate(URLS, start=201):
        save(number, url=url, title=f"Alamat aneh {number}", site="x" * 80)
    return len(ODD) + len(URLS)


def test_every_format_holds_every_story(odd: int, write: Write) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write("xlsx")))["stories"]
    pdf = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(write("pdf"))).pages)

    assert len(write("jsonl").splitlines()) == odd
    assert len(list(csv.DictReader(io.StringIO(write("csv").decode("utf-8-sig"))))) == odd
    assert sheet.max_row == odd + 1
    assert pdf.count("Sumber:") == odd
    assert "**tebal** __garis__" in pdf and "<b>html</b>" in pdf


def test_no_sign_that_nobody_sees_is_in_a_table(odd: int, write: Write) -> None:
    text = write("csv").decode("utf-8-sig")

    assert not {"\x00", "\x1b", "\u202e", "\u200b"} & set(text)
