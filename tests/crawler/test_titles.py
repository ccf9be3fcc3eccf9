"""Which title wins: the article's own over the site's, the whole one over the cut one."""

import pytest
from loopback import PARAGRAPHS

from crawler.page import parse
from crawler.titles import agree, candidates, choose, fold, site_names

URL = "https://kabaruji.example/berita/pasar-rakyat/"
SITE = "kabaruji.example"
TITLE = "Pasar Rakyat di Tepi Sungai Dibuka Kembali Setelah Diperbaiki"
TEXT = "\n\n".join(PARAGRAPHS)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def chosen(
    html: str, url: str = URL, entry: str | None = None, shared: frozenset[str] = frozenset()
) -> str | None:
    page = parse(f"<html>{html}{BODY}</body></html>", url)
    assert page is not None
    names = site_names(page, SITE)
    return choose(
        candidates(page, names), TEXT, entry_title=entry, shared=shared, names=names
    )  # fmt: skip


@pytest.mark.parametrize(
    "html",
    [
        f"<head><title>{TITLE} - Kabar Uji</title></head><body>",
        f"<head><title>{TITLE} | kabaruji.example</title></head><body>",
        f"<head><title>Kabar Uji » {TITLE}</title></head><body>",
        f"<head><title>Kabar Uji: Berita Hari Ini</title></head><body><h1>{TITLE}</h1>",
        f"<head><meta property='og:title' content='{TITLE} - Kabar Uji'></head><body>",
        f"<head><title>Kabar Uji</title></head><body><h1>Kabar Uji</h1><h2>{TITLE}</h2>",
        f"<head><title>Kabar Uji</title></head><body><h1>Kabar Uji</h1><h3>{TITLE}</h3>",
        f"<head><title>Kabar Uji</title></head><body><div class='judul'>{TITLE}</div>",
        f"<head></head><body><h1><a href='/'>Kabar Uji</a></h1><h1>{TITLE}</h1>",
        f"<head></head><body><h1 class='entry-title'>{TITLE}</h1><h1>Berita Lainnya Hari Ini</h1>",
        f"<head></head><body><h1>Daerah</h1><h2 class='entry-title'>{TITLE}</h2>",
        f"<head></head><body><nav><h1>Menu Utama Kabar Uji</h1></nav><h1>{TITLE}</h1>",
    ],
)  # fmt: skip
def test_the_headline_is_told_from_the_sites_name_and_sections(html: str) -> None:
    assert chosen(html) == TITLE


@pytest.mark.parametrize("heading", ["h2", "h3"])
def test_the_name_of_an_office_on_every_page_is_no_headline(heading: str) -> None:
    html = (
        "<head><title>Pemerintah Kota Uji</title></head><body><div id='header'>"
        f"<h1>Pemerintah Kota Uji</h1></div><{heading}>{TITLE}</{heading}>"
    )

    assert chosen(html, "http://kotauji.example/index.php/show_post/detail/5413/") == TITLE


def test_a_headline_in_a_banner_on_top_of_the_page_is_no_name_of_the_site() -> None:
    html = (
        f"<head><title>{TITLE} | Portal Resmi</title></head><body>"
        f"<section class='page-header'><h1>{TITLE}</h1></section>"
    )

    assert chosen(html, "https://kotauji.example/site/read/pasar-rakyat") == TITLE


def test_a_shared_title_is_passed_over_in_any_spelling() -> None:
    html = f"<head><title>Portal Resmi Kota</title></head><body><h2>{TITLE}</h2>"

    assert chosen(html, shared=frozenset({"PORTAL RESMI KOTA"})) == TITLE


@pytest.mark.parametrize("entry", [TITLE, TITLE.upper(), TITLE[:45] + "...", TITLE[:45] + "…"])
def test_the_page_spells_the_title_that_the_source_named(entry: str) -> None:
    html = f"<head><title>Promo Akhir Tahun</title></head><body><h1>{TITLE}</h1>"

    assert chosen(html, entry=entry) == TITLE


def test_a_sources_title_stands_in_where_the_page_has_none() -> None:
    assert chosen("<head></head><body>", entry=TITLE) == TITLE
    assert chosen("<head><title>Kabar Uji</title></head><body>", entry=TITLE) == TITLE


@pytest.mark.parametrize("entry", ["Baca selengkapnya", "Kabar Uji", "Selengkapnya"])
def test_a_teaser_from_the_source_never_becomes_the_title(entry: str) -> None:
    assert chosen(f"<head></head><body><h1>{TITLE}</h1>", entry=entry) == TITLE
    assert chosen("<head></head><body>", entry=entry) is None


def test_a_page_without_any_title_has_none() -> None:
    assert chosen("<head></head><body>") is None


@pytest.mark.parametrize(
    "title",
    ["Kota Uji - Kota Contoh Sepakat Berbagi Air", "Skor 2-1: Uji FC Menang di Kandang",
     "Wali Kota: Kabar Baik untuk Pedagang"],
)  # fmt: skip
def test_dashes_and_colons_within_a_headline_stay(title: str) -> None:
    assert chosen(f"<head></head><body><h1>{title}</h1>") == title


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (TITLE, TITLE.lower(), True),
        (TITLE, f"FOTO: {TITLE}", True),
        (TITLE, TITLE[:40] + " ...", True),
        (TITLE, "Wali Kota Melantik Pejabat Baru", False),
        (TITLE, "", False),
        ("Pasar", "Pasar Rakyat di Tepi Sungai", False),
    ],
)
def test_two_titles_agree_give_or_take_a_kicker_and_a_cut_end(
    one: str, other: str, same: bool
) -> None:
    assert agree(one, other) is same
    assert agree(other, one) is same


def test_folding_leaves_what_two_spellings_share() -> None:
    assert fold("  “Pasar”  RAKYAT—dibuka! ") == "pasar rakyat dibuka"
