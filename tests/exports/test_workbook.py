"""The workbook read back: real dates, links, a frozen head, filters, and no formula."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from .conftest import SECRET, Save, Write

pytestmark = pytest.mark.usefixtures("filled")


def book(xlsx: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(xlsx))


def table(sheet: Any) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_sheets_hold_stories_events_relations_and_what_was_looked_at(write: Write) -> None:
    read = book(write("xlsx"))

    assert read.sheetnames == ["stories", "events", "relations", "about"]
    assert len(table(read["stories"])) == 4
    assert len(table(read["events"])) == 5
    assert {(row["Daerah"], row["Mitra"]) for row in table(read["relations"])} == {
        ("Kota Bontang", "Jeju"), ("Kabupaten Jepara", "Kabupaten Pekalongan"),
        ("Kabupaten Jepara", "Jeju"), ("Kabupaten Jepara", "Kota Bontang"),
    }  # fmt: skip
    about = [row[0] for row in read["about"].iter_rows(values_only=True)]
    assert "Yang diperiksa: 5 artikel dari 2 situs" in about


def test_dates_are_dates_and_links_are_links(write: Write) -> None:
    read = book(write("xlsx"))
    story = next(row for row in table(read["stories"]) if row["Artikel"] == 2)
    by_site = {row["Sumber"]: row for row in table(read["events"])}

    assert str(story["Tanggal berita"]) == "2026-11-24 00:00:00"
    assert str(story["Tgl. kegiatan"]) == "2026-11-23 00:00:00"
    assert str(by_site["lain.example"]["Terbit"]) == "2026-11-24 13:00:00"
    assert by_site["lain.example"]["Zona"] == "WITA"
    assert (story["Artikel"], story["Situs"]) == (2, 2)
    targets = {cell.hyperlink.target for row in read["stories"].iter_rows(min_row=2)
               for cell in row if cell.hyperlink}  # fmt: skip
    assert "https://berita.example/1" in targets


def test_the_head_is_frozen_and_every_column_has_a_filter(write: Write) -> None:
    read = book(write("xlsx"))

    for name, rows in (("stories", 5), ("events", 6), ("relations", 5)):
        sheet = read[name]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(rows, sheet.max_column).coordinate}"


def test_a_headline_that_looks_like_a_formula_is_text_and_stays_text(
    save: Save, write: Write
) -> None:
    save(9, title="@SUM(1+9)*cmd|' /C calc'!A0", sentence="-2+3 Bontang dan Jeju bertemu.")
    read = book(write("xlsx"))
    cells = [cell for name in read.sheetnames for row in read[name].iter_rows() for cell in row]
    strange = [c for c in cells if isinstance(c.value, str) and c.value[:1] in "=+-@"]

    assert {c.value[:2] for c in strange} == {"=D", "@S", "-2"}
    assert all(c.data_type != "f" for c in cells)
    assert all(c.quotePrefix for c in strange)


def test_money_and_words_stand_in_the_events(write: Write) -> None:
    gift = next(row for row in table(book(write("xlsx"))["events"]) if row["Nilai"])

    assert (gift["Nilai"], gift["Mata uang"], gift["Bidang"]) == (2_500_000, "USD", "health")
    assert (gift["Jenis"], gift["Tahap"]) == ("Bantuan luar negeri", "perjanjian kerja sama")
    assert str(gift["Terbit"]) == "2026-09-25 00:00:00", "only the day is known"


def test_an_english_workbook_has_english_heads(write: Write) -> None:
    read = book(write("xlsx", "en"))

    assert "Judged sentence" in table(read["stories"])[0]


def test_the_text_of_an_article_is_not_in_it(write: Write) -> None:
    read = book(write("xlsx"))

    words = " ".join(
        str(value)
        for name in read.sheetnames
        for row in read[name].iter_rows(values_only=True)
        for value in row
    )

    assert "meneken naskah nomor 4" in words
    assert SECRET not in words


def test_an_empty_period_gives_heads_and_what_was_looked_at(write: Write) -> None:
    read = book(write("xlsx", until=date(2020, 1, 31)))

    assert [read[name].max_row for name in ("stories", "events", "relations")] == [1, 1, 1]
    assert "Tidak ada kabar yang cocok." in [
        row[0] for row in read["about"].iter_rows(values_only=True)
    ]


def test_days_before_excels_first_are_text(save: Save, write: Write) -> None:
    save(10, {"date": date(1899, 12, 31)})

    assert "1899-12-31" in {row["Tgl. kegiatan"] for row in table(book(write("xlsx"))["stories"])}
