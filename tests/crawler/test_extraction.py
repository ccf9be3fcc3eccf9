"""Pages of differing systems, written by us: title, text, writer, date; walls and lists refused."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from loopback import PARAGRAPHS, article

from crawler.extraction import read_article
from kembar.clock import WITA
from kembar.errors import ExtractionFailed
from kembar.model import Article, Entry, Status

FETCHED = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
TITLE = "Pasar Rakyat di Tepi Sungai Dibuka Kembali Setelah Diperbaiki"
URL = "https://kabaruji.example/2026/11/20/pasar-rakyat-di-tepi-sungai-dibuka-kembali/"
AT = datetime(2026, 11, 20, 1, 15, tzinfo=UTC)


def read(html: str | bytes, url: str = URL, **given: object) -> Article:
    body = html if isinstance(html, bytes) else html.encode()
    return read_article(
        body,
        url=url,
        site="kabaruji.example",
        zone=WITA,
        fetched=FETCHED,
        **given,  # type: ignore[arg-type]
    )


def joined(before: str = "<p>", after: str = "</p>") -> str:
    return "".join(f"{before}{paragraph}{after}\n" for paragraph in PARAGRAPHS)


HEAD = '<!DOCTYPE html><html lang="id-ID"><head><meta charset="utf-8"><title>{}</title>{}</head>'


def wordpress() -> str:
    linked = (
        '{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Kabar Uji"},'
        f'{{"@type":"NewsArticle","headline":"{TITLE}","datePublished":"2026-11-20T01:15:00+00:00",'
        '"author":{"@type":"Person","name":"Rina Wati"}}]}'
    )
    extra = f'<script type="application/ld+json">{linked}</script>'
    return (
        HEAD.format(f"{TITLE} - Kabar Uji", extra)
        + f"""<body><nav><a href="/">Beranda</a></nav>
    <main><article><header class="entry-header"><h1 class="entry-title">{TITLE}</h1></header>
    <ul class="share"><li>Bagikan</li></ul><div class="entry-content">{joined()}
    <p>Baca Juga: <a href="/lain/">Kabar Lain yang Tidak Ada Hubungannya</a></p></div></article>
    <aside><h3>Berita Terkini</h3><a href="/x/">Kabar samping yang panjang sekali</a></aside></main>
    <footer>Hak cipta</footer></body></html>"""
    )


def tagdiv() -> str:
    return (
        HEAD.format(f"{TITLE} | Kabar Uji", "")
        + f"""<body><div class="td-header">Menu</div>
    <article><div class="td-post-header"><header class="td-post-title">
    <h1 class="entry-title">{TITLE}</h1><div class="td-module-meta-info">
    <div class="td-post-author-name">Oleh <a href="/author/rina">Rina Wati</a></div>
    <span class="td-post-date"><time class="entry-date" datetime="2026-11-20T09:15:00+08:00">
    20 November 2026</time></span></div></header></div>
    <div class="td-post-content">{joined()}<p>Baca Juga : Kabar Lain yang Tidak Ada Hubungannya</p>
    </div></article><div class="td_block_related_posts">Kabar samping yang panjang sekali</div>
    </body></html>"""
    )


def blogger() -> str:
    body = "<br /><br />".join(PARAGRAPHS)
    return (
        HEAD.format(f"{TITLE} - Kabar Uji", "")
        + f"""<body><div class="header"><h1 class="title">
    <a href="/">Kabar Uji</a></h1></div><div class="post hentry">
    <h3 class="post-title entry-title">{TITLE}</h3><div>Sebarkan:</div>
    <div class="post-body entry-content"><table class="tr-caption-container"><tr><td>
    <img src="a.jpg"></td></tr><tr><td class="tr-caption">Keterangan gambar pasar</td></tr></table>
    <div>{body}</div></div><div class="post-footer"><span class="post-author vcard">Diposting oleh
    <span class="fn">Rina Wati</span></span> <a class="timestamp-link">
    <abbr class="published" title="2026-11-20T09:15:00+08:00">9:15 AM</abbr></a></div>
    <div>Sebarkan:</div></div><div id="comments"><h4>Komentar</h4></div></body></html>"""
    )


def custom() -> str:
    body = "<br><br>".join(PARAGRAPHS)
    return (
        HEAD.format("Kabar Uji - Berita Daerah Terkini", "")
        + f"""<body>
    <div class="top">24 November 2026 - <a href="/">Beranda</a></div><div>Daerah</div>
    <h2 class="judul">{TITLE}</h2><div class="meta">Bontang - Rina Wati</div>
    <div class="tanggal">20 November 2026, 09:15 WITA</div><div class="isi">{body}
    <div>Baca Juga<a href="/x">Kabar Lain yang Tidak Ada Hubungannya</a></div></div>
    <div>TAG: <a href="/tag/pasar">Pasar</a></div><div>TINGGALKAN KOMENTAR</div></body></html>"""
    )


def codeigniter() -> str:
    return (
        HEAD.format("Pemerintah Kota Uji", "")
        + f"""<body><div id="header">
    <h1>Pemerintah Kota Uji</h1><div>Selasa, 24 November 2026</div></div>
    <div class="breadcrumb">Beranda &gt; Berita &gt; {TITLE}</div><div class="isi">
    <span>Rina Wati | 20 November 2026 09:15</span><h3>{TITLE}</h3>{joined()}</div>
    <div id="sidebar"><h4>Berita Lainnya</h4><a href="/detail/1/">Kabar samping yang panjang</a>
    18 November 2026</div></body></html>"""
    )


def nextjs() -> str:
    linked = (
        f'{{"@type":"NewsArticle","headline":"{TITLE}","datePublished":"2026-11-20T09:15:00+08:00",'
        '"author":[{"name":"Rina Wati"}],"image":["https://kabaruji.example/a.jpg"]}'
    )
    return HEAD.format(TITLE, f'<script type="application/ld+json">{linked}</script>') + (
        f'<body><div id="__next"><div><div class="css-1"><h1>{TITLE}</h1></div>'
        f'<div class="css-2">{joined("<div>", "</div>")}</div></div></div></body></html>'
    )


@dataclass
class System:
    """One content management system and what of it the page shows."""

    page: Callable[[], str]
    author: str | None = "Rina Wati"
    absent: tuple[str, ...] = field(default=("Kabar Lain", "Baca Juga", "Sebarkan", "Bagikan"))


SYSTEMS = [
    System(wordpress), System(tagdiv), System(blogger), System(custom),
    System(codeigniter, author=None), System(nextjs),
]  # fmt: skip


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.page.__name__)
def test_an_article_is_read_whole_and_alone(system: System) -> None:
    found = read(system.page())

    assert found.title == TITLE
    assert found.text.split("\n\n") == list(PARAGRAPHS)
    assert found.published == AT
    assert found.published_precision == "minute"
    assert found.language == "id"
    assert found.status is Status.OK
    assert not any(word in found.text for word in system.absent)
    if system.author is not None:
        assert found.author == system.author


@pytest.mark.parametrize(
    "insert",
    [
        "<p>Baca juga: <a href='/x'>Judul kabar lain yang panjang</a></p>",
        "<p>BACA JUGA : Judul kabar lain yang panjang</p>",
        "<p>Baca Juga<a href='/x'>Judul kabar lain yang panjang</a></p>",
        "<div class='baca-juga'><strong>Simak juga</strong><a href='/x'>Judul kabar lain</a></div>",
        "<p><strong>Lihat juga:</strong></p><p><a href='/x'>Judul kabar lain yang panjang</a></p>",
        "<p>SCROLL TO CONTINUE WITH CONTENT</p>", "<p>[Gambas:Video Uji]</p>",
        "<p>Sebarkan:</p>", "<p>• Bagikan</p>", "<p>ADVERTISEMENT</p>",
    ],
)  # fmt: skip
def test_an_insert_never_reaches_the_text(insert: str) -> None:
    page = wordpress().replace(f"<p>{PARAGRAPHS[1]}</p>", f"<p>{PARAGRAPHS[1]}</p>{insert}")

    assert read(page).text.split("\n\n") == list(PARAGRAPHS)


def test_a_sentence_that_only_holds_the_words_survives() -> None:
    sentence = "Warga diminta baca juga papan pengumuman, simak juga siaran radio desa setiap pagi."
    page = wordpress().replace(PARAGRAPHS[1], sentence)

    assert sentence in read(page).text


def test_the_entry_title_decides_where_the_page_has_only_the_sites_name() -> None:
    page = HEAD.format("Kabar Uji", "") + f"<body><h1>Kabar Uji</h1>{joined()}</body></html>"

    found = read(page, entry=Entry(url=URL, title="Pasar rakyat kembali ramai sejak pagi"))

    assert found.title == "Pasar rakyat kembali ramai sejak pagi"


def test_a_title_that_many_pages_share_is_passed_over() -> None:
    page = codeigniter().replace('id="header"', 'id="atas"')

    assert read(page, shared_titles=frozenset({"Pemerintah Kota Uji"})).title == TITLE


def test_a_cut_entry_title_never_beats_the_whole_one() -> None:
    cut = Entry(url=URL, title=TITLE[:40] + "...")

    assert read(wordpress(), entry=cut).title == TITLE


def test_the_entry_gives_the_date_where_the_page_has_none() -> None:
    page = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{joined()}</body></html>"
    )
    entry = Entry(url="https://kabaruji.example/a", published_raw="Fri, 20 Nov 2026 09:15:00 +0800")

    found = read(page, url="https://kabaruji.example/kabar/a", entry=entry)

    assert (found.published, found.published_raw) == (AT, "Fri, 20 Nov 2026 09:15:00 +0800")


def test_the_day_in_the_address_is_the_last_witness() -> None:
    page = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{joined()}</body></html>"
    )

    found = read(page)

    assert (found.published, found.published_precision) == (
        datetime(2026, 11, 20, 4, tzinfo=UTC), "day",
    )  # fmt: skip


def test_a_date_that_only_the_markup_hides_is_found_but_none_is_guessed_from_the_text() -> None:
    page = f"<html><head><title>{TITLE}</title>%s</head><body><h1>{TITLE}</h1>{joined()}%s</body>"
    hidden = page % ('<meta http-equiv="date" content="2026-11-20">', "")
    printed = page % ("", "<p>Hak cipta 2019 Kabar Uji, pasar itu berdiri sejak 3 Mei 2011.</p>")
    address = "https://kabaruji.example/kabar/a"

    found = read(hidden, url=address)

    assert (found.published, found.published_precision) == (
        datetime(2026, 11, 20, 4, tzinfo=UTC), "day",
    )  # fmt: skip
    assert read(printed, url=address).published is None


def test_no_date_is_none() -> None:
    page = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{joined()}</body></html>"
    )

    assert read(page, url="https://kabaruji.example/kabar/a").published is None


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG....", "picture"),
        (b"just words", "not HTML"),
        ("<html><head><title>Just a moment...</title></head><body><p>Verifying you are human. This "
         "may take a few seconds. kabaruji.example needs to review the security of your connection "
         "before proceeding. Please enable JavaScript and cookies.</p></body></html>", "robot"),
        ("<html><head><title>Masuk</title></head><body><p>Silakan login untuk melanjutkan membaca. "
         "Belum punya akun? Daftar sekarang juga agar dapat membaca semua berita kami tanpa batas "
         "dan tanpa iklan setiap hari di mana saja.</p></body></html>", "login"),
        ("<html><head><title>Halaman tidak ditemukan</title></head><body><h1>404</h1><p>Maaf, "
         "halaman yang Anda cari tidak ditemukan. Silakan kembali ke beranda atau gunakan kolom "
         "pencarian untuk menemukan berita lain yang Anda cari.</p></body></html>", "error"),
        ("<html><body><p>Pendek.</p></body></html>", "characters"),
        ("<html><body>" + "".join(
            f"<h3><a href='/b/{n}'>Judul kabar nomor {n} dari kota di tepi sungai</a></h3>"
            f"<p>Ringkas {n}</p>" for n in range(40)) + "</body></html>", ""),
    ],
)  # fmt: skip
def test_what_is_no_article_is_refused_with_its_reason(body: str | bytes, reason: str) -> None:
    with pytest.raises(ExtractionFailed, match=f"(?i){reason}"):
        read(body, url="https://kabaruji.example/kabar/9")


@pytest.mark.parametrize(
    ("charset", "header"),
    [("utf-8", None), ("utf-8", "text/html; charset=iso-8859-1"), ("cp1252", None),
     ("cp1252", "text/html; charset=windows-1252"), ("utf-8-sig", "text/html"),
     ("utf-16", "text/html; charset=utf-16")],
)  # fmt: skip
def test_the_true_charset_wins_over_the_declared_one(charset: str, header: str | None) -> None:
    page = (
        article(TITLE).replace('<meta charset="utf-8">', "").replace("ramai", "ramai “sekali” – é")
    )

    found = read(page.encode(charset), content_type=header)

    assert "“sekali” – é" in found.text


@pytest.mark.parametrize("depth", [100, 255, 300, 2000])
def test_deep_nesting_loses_no_text(depth: int) -> None:
    page = article(TITLE).replace("<article>", "<div>" * depth + "<article>")

    assert all(paragraph in read(page).text for paragraph in PARAGRAPHS)


@pytest.mark.parametrize("frame", ["nav", "aside", "footer"])
def test_a_menu_that_is_never_closed_does_not_swallow_the_article(frame: str) -> None:
    page = article(TITLE).replace("<header>", f"<header></header><{frame}>", 1)

    assert PARAGRAPHS[1] in read(page).text


def test_a_page_that_breaks_off_is_kept_as_partial() -> None:
    page = article(TITLE)
    cut = page[: page.index(PARAGRAPHS[2]) + 60]

    found = read(cut)

    assert found.status is Status.PARTIAL
    assert found.reason
    assert PARAGRAPHS[0] in found.text


def test_control_characters_are_gone() -> None:
    found = read(article(TITLE).replace("ramai", "ra\x00mai\x0b"))

    assert "\x00" not in found.text
    assert "\x0b" not in found.text


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        (URL, True), ("https://kabaruji.example/", False), ("https://lain.example/a/", False),
        ("https://kabaruji.example/kategori/daerah/", False), ("javascript:alert(1)", False),
    ],
)  # fmt: skip
def test_the_pages_own_canonical_address_counts_only_where_it_is_plausible(
    href: str, kept: bool
) -> None:
    page = article(TITLE, head=f'<link rel="canonical" href="{href}">')
    fetched = f"{URL}?page=1"

    assert read(page, url=fetched).url == (URL if kept else fetched)
