"""Finding a site's sources: what its pages declare, where they usually are, what came back."""

import gzip

import pytest

from crawler.sources.discovery import declared_sources, page_titles, probe_addresses, sniff
from crawler.sources.feed import Feed

FRONT = "https://kabaruji.example/"


def head(*links: str) -> bytes:
    return f"<html><head>{''.join(links)}</head><body></body></html>".encode()


def alternate(href: str, title: str = "", kind: str = "application/rss+xml") -> str:
    return f'<link rel="alternate" type="{kind}" title="{title}" href="{href}">'


@pytest.mark.parametrize(
    "href", ["/feed/", "feed/", "https://kabaruji.example/feed/", "//kabaruji.example/feed/"]
)
def test_a_declared_feed_is_absolute_however_it_is_written(href: str) -> None:
    assert declared_sources(head(alternate(href)), FRONT) == [
        Feed("https://kabaruji.example/feed/")
    ]


@pytest.mark.parametrize(
    "kind", ["application/rss+xml", "application/atom+xml", "Application/RSS+XML"]
)
def test_every_type_of_feed_counts(kind: str) -> None:
    assert len(declared_sources(head(alternate("/feed/", kind=kind)), FRONT)) == 1


@pytest.mark.parametrize(
    "link",
    [
        alternate("/comments/feed/"),
        alternate("/pasar/feed/", title="Kabar Uji » Pasar Comments Feed"),
        alternate("/umpan/", title="Komentar di Kabar Uji"),
        alternate("/wp-json/", kind="application/json"),
        alternate("javascript:alert(1)"),
        '<link rel="stylesheet" type="application/rss+xml" href="/feed/">',
        '<link rel="alternate" hreflang="en" href="/en/">',
    ],
)
def test_what_is_no_feed_of_news_is_passed_over(link: str) -> None:
    assert declared_sources(head(link), FRONT) == []


def test_a_feed_declared_twice_is_one_source_and_the_order_stays() -> None:
    page = head(alternate("/feed/"), alternate("/daerah/feed/"), alternate("/feed/#atas"))

    found = declared_sources(page, FRONT)

    assert [source.url for source in found] == [
        "https://kabaruji.example/feed/", "https://kabaruji.example/daerah/feed/",
    ]  # fmt: skip


def test_usual_addresses_are_few_at_the_sites_root_and_feeds_come_first() -> None:
    probes = probe_addresses("https://kabaruji.example:8443/index.php")

    kinds = [kind for kind, _ in probes]
    assert len(probes) <= 8
    assert kinds == sorted(kinds)
    assert all(url.startswith("https://kabaruji.example:8443/") for _, url in probes)
    assert ("feed", "https://kabaruji.example:8443/feeds/posts/default") in probes


@pytest.mark.parametrize(
    ("body", "content_type", "kind"),
    [
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<rss version='2.0'/>", None, "feed"),
        (b"<?xml version='1.0'?><!-- dibuat --><rdf:RDF xmlns:rdf='x'/>", None, "feed"),
        (b"<?xml version='1.0'?><?xml-stylesheet href='x'?><feed xmlns='y'/>", None, "feed"),
        (b"\n\n<urlset/>", "text/html", "sitemap"),
        (b"<!doctype html><html><body>rss</body></html>", "application/rss+xml", "html"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html xmlns='z'></html>", None, "html"),
        (gzip.compress(b"<urlset/>", mtime=0), None, "sitemap"),
        (b"https://kabaruji.example/a\n", "text/plain", "sitemap"),
        (b"", "text/html", None),
        (b"\x89PNG", "image/png", None),
        (b'{"a": 1}', "application/json", None),
    ],
)
def test_a_document_is_what_its_first_element_says(
    body: bytes, content_type: str | None, kind: str | None
) -> None:
    assert sniff(body, content_type) == kind


def test_a_page_tells_its_own_titles_once_and_without_markup() -> None:
    page = (
        b"<html><head><title>Kabar &amp; Uji</title><meta property='og:title' content='Kabar Uji'>"
        b"</head><body><h1>Kabar <b>Uji</b></h1><h2>Judul sebuah berita</h2></body></html>"
    )

    assert page_titles(page) == ("Kabar & Uji", "Kabar Uji")
    assert page_titles(b"") == ()
