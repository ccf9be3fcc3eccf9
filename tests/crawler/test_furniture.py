"""Furniture in plain paragraphs: labels in every spelling go, sentences stay to the letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback import PARAGRAPHS

from crawler.furniture import clean, is_date_line, trim
from crawler.titles import fold
from kembar.clock import WITA

TITLE = "Pasar Rakyat di Tepi Sungai Dibuka Kembali Setelah Diperbaiki"
OTHER = "Warga Dua Kecamatan Menanti Jembatan Gantung yang Baru"
BODY = list(PARAGRAPHS)


@pytest.mark.parametrize(
    "line",
    [
        f"Baca Juga: {OTHER}", f"BACA JUGA : {OTHER}", f"Baca juga {OTHER}", f"Baca Juga{OTHER}",
        f"baca juga: {OTHER}", f"Baca pula: {OTHER}", f"Simak juga: {OTHER}", f"Lihat Juga{OTHER}",
        f"(Baca juga: {OTHER})", f"» Baca Juga: {OTHER}", "Baca Juga", "BACA JUGA:",
        "Bagikan", "• Bagikan", "Sebarkan:", "Share", "SHARE", "Facebook Twitter WhatsApp",
        "Bagikan ke Facebook", "Salin tautan", "12 Shares", "TAG: Pasar, Sungai", "Tags:", "Topik",
        "ADVERTISEMENT", "Advertisement - Scroll to continue", "SCROLL TO CONTINUE WITH CONTENT",
        "[Gambas:Video Uji]", "Gulir untuk melanjutkan", "Editor: Budi Santoso",
        "Pewarta: Rina Wati", "Penulis : Rina Wati", "COPYRIGHT © KABAR UJI 2026",
        "© 2026 Kabar Uji",
        "Ikuti berita terkini dari kabaruji.example di Google News",
        "Dapatkan update berita pilihan setiap hari di WhatsApp Channel Kabar Uji",
        "Ikuti berita-berita kami dengan mengetuk suka di halaman Facebook berikut ini:",
        "Dilihat: 1.204 kali", "3 menit baca", "Halaman: 1 2 3 Selanjutnya", "Selengkapnya",
        "Artikel ini telah tayang di kabaruji.example dengan judul yang sama",
        "Dilarang mengutip isi tanpa izin tertulis dari redaksi.",
        "Senin, 23/11/2026 15:32 WIB", "---", "***",
    ],
)  # fmt: skip
def test_a_line_of_furniture_between_paragraphs_goes(line: str) -> None:
    assert clean([BODY[0], line, *BODY[1:]]) == BODY


@pytest.mark.parametrize(
    "sentence",
    [
        "Warga diminta baca juga papan pengumuman yang dipasang di pintu masuk pasar.",
        "Baca juga memengaruhi cara anak berbicara, kata guru itu kepada orang tua murid.",
        "Simak juga menjadi kata kunci dalam lomba mendongeng yang digelar akhir pekan.",
        "Pemerintah kota membagikan seribu bibit pohon kepada warga di tepi sungai.",
        "Bagikan beras itu kepada yang paling membutuhkan, pesan wali kota.",
        "Komentar wali kota itu disambut tepuk tangan para pedagang yang hadir.",
        "Editor naskah sejarah kota itu sudah bekerja tiga tahun tanpa bayaran.",
        "Iklan layanan masyarakat itu dibuat oleh siswa sekolah menengah kejuruan.",
        "Ikuti aturan lalu lintas demi keselamatan bersama, kata kepala dinas.",
        "Pada 20 November 2026 pukul 09.15 WITA, wali kota tiba di lokasi pasar.",
        "Tag harga dipasang di setiap lapak supaya pembeli tidak lagi menawar.",
    ],
)
def test_a_sentence_with_the_words_of_furniture_stays_to_the_letter(sentence: str) -> None:
    assert clean([BODY[0], sentence, *BODY[1:]]) == [BODY[0], sentence, *BODY[1:]]


def test_an_insert_glued_to_the_end_of_a_paragraph_leaves_the_paragraph() -> None:
    lines = [f"{BODY[0]} Baca juga: {OTHER}", f"{BODY[1]}Baca Juga{OTHER}", BODY[2]]

    assert clean(lines) == BODY[:3]


def test_what_follows_an_insert_in_the_same_paragraph_stays() -> None:
    assert clean([f"Baca Juga: {OTHER}. {BODY[1]}"]) == [BODY[1]]


@pytest.mark.parametrize(
    "heading",
    ["Komentar", "Tinggalkan Komentar", "TINGGALKAN KOMENTAR", "Berita Terkait", "Berita Terkini",
     "Terpopuler", "Related Posts", "Komentar (3)", "Baca Lainnya"],
)  # fmt: skip
def test_the_tail_after_a_closing_heading_goes(heading: str) -> None:
    assert clean([*BODY, heading, OTHER, "Pedagang Ikan Naik Kelas"]) == BODY


def test_prose_after_a_heading_in_the_middle_stays() -> None:
    assert clean([BODY[0], "Berita Terkait", *BODY[1:]]) == BODY


def test_a_paragraph_that_is_a_link_to_another_article_goes() -> None:
    assert clean([BODY[0], OTHER, *BODY[1:]], headlines={fold(OTHER)}) == BODY


@pytest.mark.parametrize(
    "before",
    [
        [TITLE], [TITLE.upper()], [f"Beranda > Daerah > {TITLE}"], ["Beranda / Berita"],
        ["Senin, 23 November 2026 | 10.15 WITA"], ["Bontang - Rina Wati"], ["Oleh: Rina Wati"],
        ["Rina Wati"], [TITLE, "Rina Wati", "23 November 2026", "10:15 WITA - 23/11/2026"],
        ["Rina Wati - Senin, 23 November 2026"], ["Diterbitkan pada 23 November 2026"],
    ],
)  # fmt: skip
def test_what_stands_before_the_first_sentence_goes(before: list[str]) -> None:
    assert trim([*before, *BODY], title=TITLE, author="Rina Wati", zone=WITA) == BODY


def test_a_title_glued_to_the_first_sentence_is_cut_off() -> None:
    glued = [f"{TITLE} {BODY[0]}", *BODY[1:]]

    assert trim(glued, title=TITLE, author=None, zone=WITA) == BODY


def test_a_title_of_few_words_is_never_cut_out_of_a_sentence() -> None:
    sentence = "Pasar rakyat dibuka kembali setelah dua tahun, dan pedagang menempati kios baru."
    lines = [sentence, *BODY[1:]]

    assert trim(lines, title="Pasar Rakyat", author=None, zone=WITA) == lines


def test_a_first_sentence_with_a_dateline_stays_whole() -> None:
    lines = [f"BONTANG, Senin (23/11/2026) - {BODY[0]}", *BODY[1:]]

    assert trim(lines, title=TITLE, author="Rina Wati", zone=WITA) == lines


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Senin, 23 November 2026 | 10.15 WITA", True),
        ("Diposting 23/11/2026 oleh Rina Wati", True),
        ("Bontang, 23 November 2026", True),
        ("Rapat pada 23 November 2026 dihadiri semua kepala dinas dan camat.", False),
        ("Pasar dibuka kembali.", False),
        ("", False),
    ],
)
def test_a_date_line_is_a_date_with_little_else(line: str, is_one: bool) -> None:
    assert is_date_line(line, WITA) is is_one


@given(st.lists(st.text(max_size=200), max_size=12), st.text(max_size=80))
def test_no_text_breaks_it_and_nothing_is_added(lines: list[str], title: str) -> None:
    kept = trim(clean(lines), title=title, author=None, zone=WITA)

    assert len(kept) <= len(lines)
    assert set(fold(" ".join(kept)).split()) <= set(fold(" ".join(lines)).split())
