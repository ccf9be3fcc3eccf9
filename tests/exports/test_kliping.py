"""The kliping read back: cover, contents, stories, sources, dates, and nothing of the text."""

import gc
import io
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from exports import kliping
from kembar.errors import KembarError
from storage.archive import Archive
from storage.clippings import Asked, edition
from storage.cuttings import Clipping

from .conftest import MADE, SECRET, Save, Write

pytestmark = pytest.mark.usefixtures("filled")


def pages(pdf: bytes) -> list[str]:
    """The text of each page on one line."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def links(pdf: bytes) -> set[str]:
    """The addresses that can be clicked on."""
    found = set()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for note in page.get("/Annots") or []:
            action = note.get_object().get("/A")
            if action is not None and "/URI" in action:
                found.add(str(action["/URI"]))
    return found


def test_the_cover_tells_period_filter_and_counts(write: Write) -> None:
    pdf = write(
        "pdf", since=date(2026, 10, 1), until=date(2026, 11, 30), places=("64.74", "33"),
        sites=("berita.example", "lain.example"),
    )  # fmt: skip

    cover = pages(pdf)[0]

    assert "Periode: 1 Oktober 2026 sampai 30 November 2026" in cover
    assert "Daerah: Kota Bontang, Provinsi Jawa Tengah" in cover
    assert "Jenis: semua" in cover
    assert "Situs: berita.example, lain.example" in cover
    assert "3 kabar, diberitakan dalam 4 artikel" in cover
    assert "Kota kembar: 1" in cover
    assert "Yang diperiksa: 4 artikel dari 2 situs" in cover
    assert "Disusun 1 Desember 2026 09.00 WIB" in cover


def test_the_contents_name_the_page_of_every_story(write: Write) -> None:
    text = pages(write("pdf"))

    assert "Daftar isi" in text[1]
    headlines = [line.split(". ", 1)[1] for line in (
        "1. Bontang resmi berkembar dengan Jeju", "4. Jeju hibahkan alat kesehatan untuk Jepara",
    )]  # fmt: skip
    for headline in headlines:
        page = next(number for number, told in enumerate(text) if number > 1 and headline in told)
        assert f"{headline} {page + 1}" in text[1]


def test_a_long_list_of_contents_runs_over_pages_and_its_numbers_hold(
    save: Save, write: Write
) -> None:
    for number in range(120, 206):
        save(number, title=f"Kabar ke-{number} dari Bontang")

    text = pages(write("pdf"))

    assert [page.count("Kabar ke-") for page in text[1:4]] == [40, 40, 6]
    for number in (120, 163, 205):
        headline = f"Kabar ke-{number} dari Bontang"
        page = next(n for n, told in enumerate(text) if n > 3 and headline in told)
        assert any(f"{headline} {page + 1} " in f"{listed} " for listed in text[1:4])
        assert f"Halaman {page + 1} dari {len(text)}" in text[page]


def test_a_story_has_its_pair_kind_stage_sentence_sources_and_local_dates(write: Write) -> None:
    body = " ".join(pages(write("pdf"))[2:])

    assert "Kota Bontang dengan Jeju Kota kembar: nota kesepahaman (MoU)" in body
    assert "Tanggal kegiatan: 23 November 2026" in body
    assert "“Kota Bontang dan Jeju resmi menjadi kota kembar pada Senin di balai kota.”" in body
    assert "berita.example, 24 November 2026 11.00 WITA" in body
    assert "lain.example, 24 November 2026 13.00 WITA" in body
    assert "berita.example, 1 November 2026 00.30 WIB" in body
    assert "berita.example, 25 September 2026 https" in body, "only a day is known"
    assert "terpantau 24 November 2026 11.00 WITA" in body, "no date: when it was seen"
    assert "Penjajakan kerja sama: pembicaraan, dibantah atau batal" in body


def test_english_readers_get_english_words(write: Write) -> None:
    text = " ".join(pages(write("pdf", "en")))

    assert "Clippings: local governments getting together" in text
    assert "Kota Bontang with Jeju Sister cities: memorandum of understanding (MoU)" in text
    assert "Page 2 of 3" in text
    assert "Periode" not in text


def test_every_source_is_a_link(write: Write) -> None:
    assert {"https://berita.example/1", "https://lain.example/2"} <= links(write("pdf"))


def test_the_text_of_an_article_is_not_in_it(write: Write) -> None:
    text = " ".join(pages(write("pdf")))

    assert "Kedua pemerintah meneken naskah nomor 3." in text
    assert SECRET.split()[-2] not in text


def test_an_empty_period_says_what_was_looked_at(write: Write) -> None:
    text = pages(write("pdf", since=date(2020, 1, 1), until=date(2020, 1, 31)))

    assert len(text) == 1
    assert "Tidak ada kabar yang cocok." in text[0]
    assert "Periode: 1 Januari 2020 sampai 31 Januari 2020" in text[0]
    assert "Yang diperiksa: 0 artikel dari 0 situs" in text[0]


def test_letters_that_the_font_lacks_are_boxes_and_the_document_says_so(
    save: Save, write: Write
) -> None:
    assert "□" not in " ".join(pages(write("pdf")))
    save(6, title="Bontang sambut delegasi 제주 dan Đà Nẵng, Łódź, Αθήνα, Київ")

    text = " ".join(pages(write("pdf")))

    assert "Bontang sambut delegasi □□ dan Đà Nẵng, Łódź, Αθήνα, Київ" in text
    assert "Tanda □ menggantikan huruf" in text


def test_a_judged_sentence_without_end_is_cut(save: Save, write: Write) -> None:
    save(7, sentence="Bontang dan Jeju meneken naskah " + "dan seterusnya " * 200)

    assert all("dan seterusnya " * 25 not in page for page in pages(write("pdf")))


def test_links_that_are_no_web_addresses_are_not_set(save: Save, write: Write) -> None:
    save(8, url="javascript:alert(1)/8")

    assert not any(link.startswith("javascript") for link in links(write("pdf")))


def test_more_stories_than_one_document_holds_are_refused_by_name(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kliping, "MOST", 3)

    with pytest.raises(KembarError, match=r"4 stories are too many for one PDF \(at most 3\)"):
        write("pdf")


def test_a_document_that_is_given_up_leaves_no_file_open(archive: Archive) -> None:
    found = edition(archive, Asked(), now=MADE)

    def late() -> Iterator[Clipping]:
        yield from found.stories
        raise TimeoutError

    with warnings.catch_warnings():
        warnings.simplefilter("error", ResourceWarning)
        with pytest.raises(TimeoutError):
            kliping.write(replace(found, stories=late()), io.BytesIO(), "id")
        gc.collect()
