"""Which rows of a sitemap may reach into a range of days."""

import gzip
from datetime import date

import pytest

from crawler.past.sitemaps import PastSitemap
from crawler.past.span import Span
from kembar.clock import WIB
from kembar.errors import SourceFailed

BASE = "https://kabar.example"
SPAN = Span(date(2024, 3, 5), date(2024, 4, 10), WIB)
SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def read(document: bytes) -> tuple[list[str], list[str]]:
    url = f"{BASE}/sitemap.xml"
    contents = PastSitemap(url, SPAN).read(document, url=url)
    return [entry.url.removeprefix(BASE) for entry in contents.entries], [
        child.removeprefix(BASE) for child in contents.more
    ]


def index(*children: tuple[str, str]) -> bytes:
    rows = "".join(
        f"<sitemap><loc>{BASE}{path}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</sitemap>"
        for path, day in children
    )
    return f"<sitemapindex {SPACE}>{rows}</sitemapindex>".encode()


def urlset(*pages: tuple[str, str]) -> bytes:
    rows = "".join(
        f"<url><loc>{BASE}{path}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
        for path, day in pages
    )
    return f'<?xml version="1.0"?><urlset {SPACE}>{rows}</urlset>'.encode()


def test_children_are_followed_by_month_and_by_last_change_the_newest_first() -> None:
    _, children = read(
        index(
            ("/sitemap-posttype-post.2024-02.xml", "2024-03-30"),
            ("/sitemap-posttype-post.2024-03.xml", "2024-03-31"),
            ("/sitemap-202404.xml", "2024-04-30"),
            ("/sitemap-2024-04-11.xml.gz", ""),
            ("/sitemap_2024_05.xml", ""),
            ("/post-sitemap11.xml", "2024-03-04"),
            ("/post-sitemap12.xml", "2024-06-01"),
            ("/post-sitemap13.xml", ""),
            ("/category-sitemap.xml", "2024-06-01"),
        )
    )

    assert children == [
        "/post-sitemap12.xml", "/sitemap-202404.xml", "/sitemap-posttype-post.2024-03.xml",
        "/sitemap-2024-04-11.xml.gz", "/post-sitemap13.xml",
    ]  # fmt: skip


def test_pages_are_taken_by_their_address_and_by_their_last_change() -> None:
    pages, _ = read(
        urlset(
            ("/2024/03/20/wali-kota-teken-kerja-sama/", "2026-01-01"),
            ("/2024/02/20/wali-kota-buka-pameran-kota/", "2024-03-20"),
            ("/berita/wali-kota-terima-tamu-dari-jepang/", "2024-03-20T10:00:00+07:00"),
            ("/berita/wali-kota-lama-pamit-kepada-warga/", "2024-03-04T23:00:00+07:00"),
            ("/berita/wali-kota-baru-dilantik-gubernur/", "2024-09-01"),
            ("/berita/tanpa-tanggal-sama-sekali-di-sini/", ""),
        )
    )

    assert pages == [
        "/2024/03/20/wali-kota-teken-kerja-sama/",
        "/berita/wali-kota-terima-tamu-dari-jepang/",
        "/berita/tanpa-tanggal-sama-sekali-di-sini/",
    ]


def test_more_than_a_regular_round_would_take_is_read_and_a_packed_one_too() -> None:
    rows = [(f"/berita/kabar-dari-kampung-nomor-{n}/", "2024-03-20") for n in range(3000)]

    pages, _ = read(gzip.compress(urlset(*rows)))

    assert len(pages) == 3000


def test_a_packed_sitemap_that_breaks_off_is_read_as_far_as_it_goes() -> None:
    rows = [(f"/berita/kabar-dari-kampung-nomor-{n}/", "2024-03-20") for n in range(3000)]

    pages, _ = read(gzip.compress(urlset(*rows))[:-2000])

    assert 500 < len(pages) < 3000


@pytest.mark.parametrize(
    "document", [b"", b"<html><body>Maaf</body></html>", b"\x1f\x8bxx", urlset()]
)
def test_what_is_no_sitemap_has_a_reason(document: bytes) -> None:
    with pytest.raises(SourceFailed):
        read(document)
