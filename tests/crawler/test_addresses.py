"""A headline that begins like a service page is a headline."""

import pytest

from crawler.addresses import is_list, looks_like_article
from crawler.refusals import is_list_page


@pytest.mark.parametrize(
    "path",
    [
        "/tentang-rencana-kota-kembar-bontang-dan-jeju/",
        "/redaksi-menerima-kunjungan-wali-kota/",
        "/visi-misi-calon-wali-kota-soal-kerja-sama/",
        "/karier-wali-kota-berakhir-di-kota-kembar/",
        "/pedoman-kerja-sama-daerah-dengan-luar-negeri-terbit/",
        "/kontak-dagang-dua-kota-resmi-dibuka.html",
        "/rubrik/daerah/dua-kota-teken-kerja-sama-sampah/",
        "/kategori/daerah/dua-kota-teken-kerja-sama-sampah/",
        "/author/2026/11/20/dua-kota-teken-kerja-sama/",
    ],
)
def test_a_headline_that_begins_like_a_service_page_is_an_article(path: str) -> None:
    address = f"https://uji.example{path}"

    assert not is_list(address)
    assert looks_like_article(address)


@pytest.mark.parametrize(
    "path",
    [
        "/pedoman-media-siber/", "/kode-etik-jurnalistik", "/tentang-kami.html", "/about-us/",
        "/susunan-redaksi/", "/kebijakan-privasi/", "/syarat-dan-ketentuan", "/visi-misi",
        "/rubrik/daerah/", "/tag/wali-kota-dan-wakil-wali-kota", "/kategori/kota-kita/page/2/",
        "/?s=kerja+sama", "/?cat=3", "/cari/kerja-sama-kota-kembar-dengan-jeju",
    ],
)  # fmt: skip
def test_services_and_lists_are_told_by_their_address(path: str) -> None:
    assert is_list(f"https://uji.example{path}")


def test_a_tag_page_that_calls_itself_an_article_is_a_list() -> None:
    teasers = ["kabar " * 50] * 4

    told = is_list_page("https://uji.example/tag/kota", teasers, set(), declared_article=True)

    assert told


def test_short_teasers_beside_many_links_are_a_list() -> None:
    teasers = [f"sebuah berita pendek nomor {number}" for number in range(10)]
    links = {f"judul berita yang ke {number}" for number in range(30)}

    told = is_list_page("https://uji.example/terkini", teasers, links, declared_article=False)

    assert told


def test_short_paragraphs_under_a_headline_beside_many_links_are_an_article() -> None:
    lines = [f"kalimat pendek dalam berita nomor {number}" for number in range(10)]
    links = {f"judul berita yang ke {number}" for number in range(30)}
    address = "https://uji.example/dua-kota-teken-kerja-sama/"

    assert not is_list_page(address, lines, links, declared_article=False)
