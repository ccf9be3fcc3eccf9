"""Pages of systems that mark little: layout tables, forms around everything, names beside icons."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from loopback import PARAGRAPHS

from crawler.extraction import read_article
from kembar.clock import WITA
from kembar.model import Article

URL = "http://kabaruji.example/berita/detail/12"
FETCHED = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
TITLE = "Pasar Rakyat di Tepi Sungai Dibuka Kembali Setelah Diperbaiki"
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
BREAKS = "<br/><br/>".join(PARAGRAPHS)
ROWS = "".join(
    f"<li><a href='/b/{n}'>Judul kabar nomor {n} dari kota sebelah</a><br>1{n} November 2026</li>"
    for n in range(6)
)
SIDE = f"<div class='col-3'><h3>Berita Terbaru</h3><ul>{ROWS}</ul></div>"
MENU = "<div class='menu'><a href='/'>Beranda</a> <a href='/ppid'>PPID</a></div>"


def page(title: str, body: str, head: str = "") -> str:
    return (
        f"<!DOCTYPE html><html lang='id'><head><meta charset='utf-8'><title>{title}</title>{head}"
        f"</head><body>{body}</body></html>"
    )


def joomla() -> str:
    info = (
        "<dl class='article-info'><dd class='createdby' itemprop='author'>Ditulis oleh "
        "<span itemprop='name'>Rina Wati</span></dd><dd>Kategori: <a href='/berita'>Berita</a></dd>"
        "<dd class='published'><time datetime='2026-11-20T09:15:00+08:00' itemprop='datePublished'>"
        "Diterbitkan: 20 November 2026</time></dd><dd class='hits'>Dilihat: 204</dd></dl>"
    )
    return page(
        TITLE,
        f"{MENU}<div class='item-page'><h2 itemprop='headline'>{TITLE}</h2>{info}"
        f"<div itemprop='articleBody'>{BODY}</div></div>{SIDE}",
        "<meta name='author' content='Super User'>",
    )


def drupal() -> str:
    told = (
        "<footer class='node__meta'><div>Dikirim oleh <span class='field--name-uid'><span>Rina Wati"
        "</span></span> pada <span>Jum, 20/11/2026 - 09:15</span></div></footer>"
    )
    return page(
        f"{TITLE} | Pemerintah Kota Uji",
        f"{MENU}<main><h1><span>{TITLE}</span></h1><article>{told}<div class='field--name-body'>"
        f"{BODY}</div></article></main>{SIDE}",
    )


def icons() -> str:
    told = (
        "<span><i class='fa fa-user'></i> Rina Wati</span> "
        "<span><i class='fa fa-calendar'></i> 20 Nov 2026 09:15</span>"
    )
    pasted = "".join(
        f"<p class='MsoNormal'><span><span lang='IN'>{p}<o:p></o:p></span></span></p>"
        for p in PARAGRAPHS
    )
    return page(TITLE, f"{MENU}<div class='single'><h1>{TITLE}</h1>{told}{pasted}</div>{SIDE}")


def layout_table() -> str:
    article = (
        f"<table><tr><td class='judul'><b>{TITLE}</b></td></tr><tr><td>Penulis: Rina Wati</td></tr>"
        f"<tr><td>Jumat, 20 November 2026 09:15</td></tr><tr><td>{BREAKS}</td></tr></table>"
    )
    return page(
        "Pemerintah Kabupaten Uji",
        "<table><tr><td colspan='3'><img alt='Pemerintah Kabupaten Uji' src='l.png'></td></tr>"
        f"<tr><td>{MENU}</td><td>{article}</td><td>{SIDE}</td></tr></table>",
    )


def one_form() -> str:
    return page(
        "Kabar Uji",
        f"<form id='aspnetForm'><input type='hidden' name='__VIEWSTATE' value='{'A' * 3000}'>{MENU}"
        f"<div><span id='ctl00_lblJudul' class='JudulBerita'>{TITLE}</span><br>"
        "<span id='lblTanggal'>20/11/2026 09:15:00</span><div>Wartawan: Rina Wati</div>"
        f"<div id='isi'>{BREAKS}</div></div>{SIDE}</form>",
    )


def generated_classes() -> str:
    return page(
        TITLE,
        f"<div id='root'><div class='css-0'><h1 class='css-7'>{TITLE}</h1><div class='css-9'>"
        "<p>Oleh Rina Wati</p><p>20 November 2026 09:15 WITA</p></div>"
        f"<div class='css-12'>{BODY}</div></div></div>",
    )


SYSTEMS = [joomla, drupal, icons, layout_table, one_form, generated_classes]


def read(html: str) -> Article:
    return read_article(
        html.encode(), url=URL, site="kabaruji.example", zone=WITA, fetched=FETCHED
    )  # fmt: skip


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.__name__)
def test_title_text_and_minute_are_found_without_semantic_markup(
    system: Callable[[], str],
) -> None:
    found = read(system())

    assert found.title == TITLE
    assert found.text.split("\n\n") == list(PARAGRAPHS)
    assert found.published == datetime(2026, 11, 20, 1, 15, tzinfo=UTC)
    assert found.published_precision == "minute"


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.__name__)
def test_the_writer_is_found_beside_icons_in_cells_and_behind_labels(
    system: Callable[[], str],
) -> None:
    assert read(system()).author == "Rina Wati"


def test_a_table_of_figures_within_an_article_stays_a_table() -> None:
    table = "<table><tr><th>Lapak</th><th>Jumlah</th></tr><tr><td>Ikan</td><td>40</td></tr></table>"
    found = read(joomla().replace(BODY, BODY + table))

    assert "Ikan" in found.text
    assert "40" in found.text
    assert found.text.split("\n\n")[: len(PARAGRAPHS)] == list(PARAGRAPHS)


def test_lists_quotes_and_headings_within_an_article_stay() -> None:
    more = (
        "<ol><li>Kios ikan pindah ke sisi timur pasar mulai pekan depan.</li>"
        "<li>Kios sayur tetap di sisi barat pasar.</li></ol>"
        "<blockquote><p>Kami senang, kata seorang pedagang ikan.</p></blockquote>"
        "<h3>Dukungan Warga</h3><p>Warga membersihkan selokan di sekitar pasar tiap pekan.</p>"
    )

    assert read(joomla().replace(BODY, BODY + more)).text.split("\n\n") == [
        *PARAGRAPHS,
        "Kios ikan pindah ke sisi timur pasar mulai pekan depan.",
        "Kios sayur tetap di sisi barat pasar.",
        "Kami senang, kata seorang pedagang ikan.",
        "Dukungan Warga",
        "Warga membersihkan selokan di sekitar pasar tiap pekan.",
    ]


@pytest.mark.parametrize(
    "caption",
    [
        "<table><tr><td><img src='a.jpg'></td></tr><tr><td class='tr-caption'>{}</td></tr></table>",
        "<figure><img src='a.jpg'><figcaption>{}</figcaption></figure>",
        "<div class='wp-caption'><img src='a.jpg'><p class='wp-caption-text'>{}</p></div>",
        "<div><img src='a.jpg'><small class='caption'>{}</small></div>",
        "<div class='keterangan-foto'>{}</div>",
    ],
)
def test_the_caption_of_a_picture_is_not_the_first_paragraph(caption: str) -> None:
    words = "Suasana pasar di tepi sungai pada pagi hari pertama setelah dibuka. Foto: Budi"
    html = joomla().replace(BODY, caption.format(words) + BODY)

    assert read(html).text.split("\n\n")[0] == PARAGRAPHS[0]
