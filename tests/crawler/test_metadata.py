"""Writer, picture and language as pages declare them: the person wins over paper and login."""

import pytest
from loopback import PARAGRAPHS

from crawler.metadata import find_author, find_image, find_language
from crawler.page import Page, parse

URL = "https://kabaruji.example/berita/pasar-rakyat-dibuka-kembali/"
TITLE = "Pasar Rakyat di Tepi Sungai Dibuka Kembali Setelah Diperbaiki"
TEXT = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
NAMES = frozenset({"kabaruji", "kabarujiexample"})


def page(body: str = "", head: str = "", html: str = "") -> Page:
    parsed = parse(
        f"<html {html}><head>{head}</head><body><h1>{TITLE}</h1>{body}{TEXT}</body>", URL
    )
    assert parsed is not None
    return parsed


def author(body: str = "", head: str = "") -> str | None:
    return find_author(page(body, head), names=NAMES, title=TITLE)


@pytest.mark.parametrize(
    "byline",
    [
        "<div>Oleh: Rina Wati</div>",
        "<p>Penulis : Rina Wati</p>",
        "<p>Reporter: Rina Wati | Editor: Budi Santoso</p>",
        "<span class='penulis'>Bontang - Rina Wati</span>",
        "<div>Bontang - Rina Wati</div>",
        "<div class='by-author'>Ditulis oleh <a href='/a/rina'>Rina Wati</a></div>",
        "<a rel='author' href='/a/rina'>Rina Wati</a>",
        "<span itemprop='author'><span itemprop='name'>Rina Wati</span></span>",
        "<div class='author'>Rina Wati, Senin, 23 November 2026 09:15 WITA</div>",
        "<div class='byline'>Laporan Wartawan Kabar Uji, Rina Wati</div>",
        "<div class='author'>Rina Wati - kabaruji</div>",
        "<div class='author'>Rina Wati / Kabaruji.com</div>",
        "<table><tr><td>Penulis</td><td>: Rina Wati</td></tr></table>",
    ],
)
def test_a_writer_is_found_however_the_byline_is_printed(byline: str) -> None:
    assert author(byline) == "Rina Wati"


@pytest.mark.parametrize(
    "head",
    [
        "<meta name='author' content='Rina Wati'>",
        "<meta name='author' content='Oleh Rina Wati'>",
        '<script type="application/ld+json">{"@type":"NewsArticle","author":'
        '{"@type":"Person","name":"Rina Wati"}}</script>',
        '<script type="application/ld+json">[{"@type":["Article"],"author":[{"name":"Rina Wati"},'
        '{"name":"Budi"}]}]</script>',
        '<script type="application/ld+json">{"@type":"NewsArticle","author":"Rina Wati",}</script>',
    ],
)
def test_a_declared_writer_is_found(head: str) -> None:
    assert author(head=head) == "Rina Wati"


@pytest.mark.parametrize("declared", ["Kabar Uji", "admin", "PT Media Uji Bersama", "Tim Redaksi"])
def test_paper_login_and_publisher_give_way_to_a_printed_name(declared: str) -> None:
    head = f"<meta name='author' content='{declared}'>"

    assert author("<p>Penulis: Rina Wati</p>", head) == "Rina Wati"


def test_a_login_stands_where_nothing_better_does_but_the_sites_name_never() -> None:
    assert author(head="<meta name='author' content='admin'>") == "admin"
    assert author(head="<meta name='author' content='Kabar Uji'>") is None


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<div class='author'>https://kabaruji.example/author/rina</div>",
        "<div class='author'>rina@kabaruji.example</div>",
        "<div class='author'>Share on Facebook</div>",
        "<figure><img src='a.jpg'><span class='author'>Budi Santoso</span></figure>",
        "<div class='photo'><img src='a.jpg'><span class='author'>Dok. Pemkot</span></div>",
        "<aside><div class='author'>Budi Santoso</div></aside>",
    ],
)
def test_no_writer_is_none_and_a_photographer_is_none(body: str) -> None:
    assert author(body) is None


def test_the_lead_picture_is_absolute_and_on_the_web() -> None:
    meta = "<meta property='og:image' content='/images/a.jpg'>"
    linked = (
        '<script type="application/ld+json">{"@type":"NewsArticle",'
        '"image":[{"url":"https://kabaruji.example/b.jpg"}]}</script>'
    )

    assert find_image(page(head=meta)) == "https://kabaruji.example/images/a.jpg"
    assert find_image(page(head=linked)) == "https://kabaruji.example/b.jpg"
    assert find_image(page(head="<meta property='og:image' content='data:,x'>")) is None


@pytest.mark.parametrize(
    ("declared", "language"),
    [("lang='id-ID'", "id"), ("lang='in'", "id"), ("lang='en-US'", "id"), ("lang='ms'", "ms")],
)
def test_the_language_is_declared_unless_a_template_lies(declared: str, language: str) -> None:
    text = "Warga dan pedagang yang datang dari kota itu menunggu di pasar untuk dilayani. " * 3

    assert find_language(page(html=declared), text) == language


def test_an_undeclared_language_is_none() -> None:
    assert find_language(page(), "Warga dan pedagang.") is None
