"""Sources: bytes in, entries out; broken ones are read as far as they go, or say why not."""

import gzip

import pytest
from loopback import rss

from crawler.sources import Feed, Listing, Numbered, Sitemap, parse_source, source_of
from crawler.sources.discovery import declared_sources, page_titles, probe_addresses, sniff
from kembar.errors import ConfigError, SourceFailed

BASE = "https://uji.example/"
FRIDAY = "Fri, 20 Nov 2026 09:15:00 +0700"


def feed(body: str | bytes) -> list[str]:
    raw = body if isinstance(body, bytes) else body.encode()
    contents = Feed(f"{BASE}feed/").read(raw, url=f"{BASE}feed/")
    return [entry.url for entry in contents.entries]


def test_a_feed_gives_address_title_and_date_as_written() -> None:
    body = rss((f"{BASE}a/", "Kabar &amp; &lt;b&gt;berita&lt;/b&gt;", FRIDAY)).encode()

    entry = Feed(f"{BASE}feed/").read(body, url=f"{BASE}feed/").entries[0]

    assert (entry.url, entry.title, entry.published_raw) == (f"{BASE}a/", "Kabar & berita", FRIDAY)


def test_an_atom_feed_takes_the_alternate_link_and_resolves_it() -> None:
    body = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>
    <entry><id>tag:1</id><title>Kabar</title><link rel="self" href="/api/1"/>
    <link rel="alternate" href="/2026/11/kabar.html"/>
    <published>2026-11-20T09:15:00+08:00</published>
    </entry></feed>"""

    entry = Feed(f"{BASE}atom.xml").read(body.encode(), url=f"{BASE}atom.xml").entries[0]

    assert entry.url == f"{BASE}2026/11/kabar.html"
    assert entry.published_raw == "2026-11-20T09:15:00+08:00"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "ftp://x.example/", "http://[bad", ""]
)
def test_one_bad_link_does_not_lose_its_neighbours(link: str) -> None:
    found = feed(
        rss((f"{BASE}a/", "a", FRIDAY), (link, "b", FRIDAY), (f"{BASE}c/", "c", FRIDAY)).replace(
            f"<guid>{link}</guid>", ""
        )
    )

    assert found == [f"{BASE}a/", f"{BASE}c/"]


def test_an_address_listed_twice_is_one_entry() -> None:
    assert feed(rss((f"{BASE}a/", "a", FRIDAY), (f"{BASE}a/", "a", FRIDAY))) == [f"{BASE}a/"]


@pytest.mark.parametrize(
    "breakage",
    [
        lambda body: body[: len(body) * 2 // 3],
        lambda body: b"\xef\xbb\xbf  " + body,
        lambda body: body.replace(b"Kabar 1", b"Kabar & \x0b 1"),
        lambda body: body.replace(b"UTF-8", b"iso-8859-1"),
        lambda body: body.replace(b'<?xml version="1.0" encoding="UTF-8"?>', b""),
    ],
)
def test_a_broken_feed_is_read_as_far_as_it_goes(breakage: object) -> None:
    body = rss(*[(f"{BASE}{n}/", f"Kabar {n}", FRIDAY) for n in range(9)]).encode()

    found = feed(breakage(body))  # type: ignore[operator]

    assert len(found) >= 5
    assert found[0] == f"{BASE}0/"


@pytest.mark.parametrize(
    "body",
    [b"", b"   ", b"<html><head><title>Just a moment...</title></head></html>", b"{}",
     b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>'],
)  # fmt: skip
def test_what_is_no_feed_says_so_and_is_never_nothing_new(body: bytes) -> None:
    with pytest.raises(SourceFailed, match=r"\w+"):
        feed(body)


def test_entities_of_a_feed_are_not_expanded_or_fetched() -> None:
    bomb = (
        '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY c SYSTEM "file:///etc/hostname">]>'
    )
    body = rss((f"{BASE}a/", "&b;&c;", FRIDAY)).replace("<rss", bomb + "<rss", 1)

    entry = Feed(f"{BASE}feed/").read(body.encode(), url=f"{BASE}feed/").entries[0]

    assert len(entry.title or "") < 200


NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap(body: str | bytes) -> tuple[list[str], tuple[str, ...]]:
    raw = body if isinstance(body, bytes) else body.encode()
    contents = Sitemap(f"{BASE}sitemap.xml").read(raw, url=f"{BASE}sitemap.xml")
    return [entry.url for entry in contents.entries], contents.more


def test_a_sitemap_lists_its_pages_newest_first() -> None:
    body = f"""<?xml version="1.0"?><urlset {NAMESPACE}>
    <url><loc>{BASE}lama/</loc><lastmod>2020-01-01</lastmod></url>
    <url><loc>{BASE}baru/</loc><lastmod>2026-11-20T08:00:00+07:00</lastmod></url></urlset>"""

    assert sitemap(body)[0] == [f"{BASE}baru/", f"{BASE}lama/"]


def test_an_index_gives_its_children_of_the_same_site() -> None:
    body = f"""<?xml version="1.0"?><sitemapindex {NAMESPACE}>
    <sitemap><loc>{BASE}a.xml</loc></sitemap><sitemap><loc>file:///etc/passwd</loc></sitemap>
    <sitemap><loc>https://elsewhere.example/b.xml</loc></sitemap></sitemapindex>"""

    assert sitemap(body) == ([], (f"{BASE}a.xml",))


def test_a_news_sitemap_gives_titles_and_dates() -> None:
    body = f"""<?xml version="1.0"?><urlset {NAMESPACE}
    xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{BASE}a/</loc>
    <news:news><news:publication_date>2026-11-20T09:15:00+07:00</news:publication_date>
    <news:title>Kabar kota</news:title></news:news></url></urlset>"""

    entry = Sitemap(BASE).read(body.encode(), url=BASE).entries[0]

    assert (entry.title, entry.published_raw) == ("Kabar kota", "2026-11-20T09:15:00+07:00")


def test_a_packed_and_a_plain_sitemap_are_read_too() -> None:
    body = f'<?xml version="1.0"?><urlset {NAMESPACE}><url><loc>{BASE}a/</loc></url></urlset>'

    assert sitemap(gzip.compress(body.encode()))[0] == [f"{BASE}a/"]
    assert sitemap(f"{BASE}a/\n{BASE}b/\n")[0] == [f"{BASE}a/", f"{BASE}b/"]


@pytest.mark.parametrize(
    "body",
    [b"", b"<html></html>", f'<?xml version="1.0"?><urlset {NAMESPACE}></urlset>'.encode(),
     gzip.compress(b" " * 30_000_000, mtime=0)],
)  # fmt: skip
def test_a_sitemap_without_pages_is_a_fault(body: bytes) -> None:
    with pytest.raises(SourceFailed):
        sitemap(body)


def listing(body: str, links: str | None = None) -> list[tuple[str, str | None]]:
    contents = Listing(f"{BASE}daerah/", links=links).read(body.encode(), url=f"{BASE}daerah/")
    return [(entry.url, entry.title) for entry in contents.entries]


PAGE = """<html><head><title>Kabar Uji</title></head><body>
<nav><a href="/kategori/politik/">Politik</a> <a href="/tentang-kami-uji/">Tentang</a></nav>
<div><h3><a href="../berita/satu-kabar-dari-kota?utm_source=x">Satu kabar dari kota</a></h3>
<a href="/berita/satu-kabar-dari-kota">Baca selengkapnya</a></div>
<div><a href="https://uji.example/detail/12"><img alt="Kabar bergambar dari desa"></a></div>
<div><a href="https://elsewhere.example/kabar-orang-lain-di-sana/">Kabar orang lain sana</a></div>
<a href="javascript:void(0)">x</a><a href="/foto/a.jpg">gambar pasar yang sangat ramai</a>
<footer><a href="/kontak">Kontak kami di sini saja</a></footer></body></html>"""


def test_a_plain_list_gives_its_articles_with_the_best_title() -> None:
    found = dict(listing(PAGE))

    assert list(found.values()) == ["Satu kabar dari kota", "Kabar bergambar dari desa"]
    assert f"{BASE}detail/12" in found
    assert all("elsewhere" not in url and not url.endswith(".jpg") for url in found)


def test_declared_links_are_taken_as_they_are() -> None:
    assert [url for url, _ in listing(PAGE, links="h3 > a")] == [
        f"{BASE}berita/satu-kabar-dari-kota?utm_source=x"
    ]


def test_base_href_is_respected() -> None:
    body = """<html><head><base href="https://uji.example/x/"></head><body>
    <a href="kabar-panjang-dari-kota.html">Kabar panjang dari kota ini</a></body></html>"""

    assert listing(body)[0][0] == f"{BASE}x/kabar-panjang-dari-kota.html"


def test_a_list_without_articles_is_a_fault() -> None:
    with pytest.raises(SourceFailed, match="no article"):
        listing("<html><body><nav><a href='/kontak'>Kontak</a></nav></body></html>")


def test_numbers_are_counted_into_an_address_and_read_back() -> None:
    source = Numbered(f"{BASE}detail/{{id}}/")

    assert source.address(7) == f"{BASE}detail/7/"
    assert source.number_of(f"{BASE}detail/7") == 7
    assert source.number_of("http://www.uji.example/detail/0012/") == 12
    assert source.number_of(f"{BASE}detail/7/komentar") is None
    with pytest.raises(ValueError, match="id"):
        Numbered(f"{BASE}detail/")


def test_a_source_is_named_by_a_word_and_an_address() -> None:
    assert parse_source(f"feed:{BASE}feed/") == Feed(f"{BASE}feed/")
    assert source_of("sitemap", BASE) == Sitemap(BASE)
    for wrong in ("feed", "rss:https://x.example/", "feed:ftp://x.example/"):
        with pytest.raises(ConfigError):
            parse_source(wrong)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'<?xml version="1.0"?><rss version="2.0">', "feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "feed"),
        (b"<urlset xmlns='x'>", "sitemap"), (b"<!DOCTYPE html><html>", "html"),
        (b"%PDF-1.7", None), (b"", None),
    ],
)  # fmt: skip
def test_a_document_is_known_by_its_first_element(body: bytes, kind: str | None) -> None:
    assert sniff(body) == kind


def test_declared_feeds_are_found_but_not_those_of_comments() -> None:
    head = """<html><head>
    <link rel="alternate" type="application/rss+xml" title="Kabar" href="/feed/">
    <link rel="alternate" type="application/rss+xml" title="Komentar" href="/comments/feed/">
    <link rel="alternate" type="application/json" href="/wp-json/"></head></html>"""

    assert declared_sources(head.encode(), BASE) == [Feed(f"{BASE}feed/")]
    assert ("feed", f"{BASE}feed/") in probe_addresses(BASE)


def test_a_list_page_tells_what_it_calls_itself() -> None:
    body = b"<html><head><title>Kabar Uji</title></head><body><h1>Portal Uji</h1></body></html>"

    assert page_titles(body) == ("Kabar Uji", "Portal Uji")
