"""JSON Feed, WordPress and Blogger: what they list, how they page, what they say when broken."""

import json

import pytest

from crawler.sources import KINDS, Blogger, Feed, WordPress, parse_source
from crawler.sources.discovery import declared_sources, sniff
from kembar.errors import SourceFailed
from kembar.model import Entry

BASE = "https://uji.example/"

POSTS = [
    {
        "link": f"{BASE}pasar-kota-{n}/",
        "date": "2026-11-20T09:15:00",
        "date_gmt": "2026-11-20T02:15:00",
        "modified_gmt": "2026-11-20T03:00:00",
        "title": {"rendered": f"Pasar &#8220;kota&#8221; {n}"},
    }
    for n in range(1, 4)
]


def wordpress(body: str | bytes) -> tuple[Entry, ...]:
    raw = body if isinstance(body, bytes) else body.encode()
    return WordPress(BASE).read(raw, url=BASE).entries


def test_posts_of_wordpress_have_titles_and_dates_in_utc() -> None:
    entry = wordpress(json.dumps(POSTS))[0]

    assert entry == Entry(
        url=f"{BASE}pasar-kota-1/",
        title="Pasar “kota” 1",
        published_raw="2026-11-20T02:15:00Z",
        modified_raw="2026-11-20T03:00:00Z",
    )


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        (BASE, f"{BASE}wp-json/wp/v2/posts?per_page=50&_fields=link,date,date_gmt,"),
        (f"{BASE}portal/wp-json/", f"{BASE}portal/wp-json/wp/v2/posts?"),
        (f"{BASE}?rest_route=/wp/v2/posts", f"{BASE}?rest_route=/wp/v2/posts&per_page=50&_fields="),
        (f"{BASE}wp-json/wp/v2/posts?categories=7&per_page=9", "?categories=7&per_page=9&_fields"),
    ],
)  # fmt: skip
def test_an_address_of_wordpress_is_made_whole_once(written: str, whole: str) -> None:
    source = WordPress(written)

    assert whole in source.url
    assert WordPress(source.url) == source
    assert source.page(3) == f"{source.url}&page=3"


@pytest.mark.parametrize(
    "breakage",
    [
        lambda text: "<br />\n<b>Deprecated</b>: x[0] in <b>/a.php</b><br />\n" + text,
        lambda text: "\ufeff\n" + text,
        lambda text: text[: len(text) - 40],
        lambda text: text + "<!-- cached -->",
    ],
)
def test_posts_between_junk_are_read_as_far_as_they_go(breakage: object) -> None:
    found = wordpress(breakage(json.dumps(POSTS)))  # type: ignore[operator]

    assert [entry.url for entry in found][:2] == [f"{BASE}pasar-kota-{n}/" for n in (1, 2)]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('{"code":"rest_no_route","message":"Tidak ada rute","data":{}}', "rest_no_route: Tidak"),
        ("{}", "no list of posts"),
        ("[]", "lists no posts"),
        ('[{"title":{"rendered":"x"}}]', "1 posts has a web address"),
        ("", "empty"),
        ("<html><title>Beranda</title><body>Kabar</body></html>", "HTML page.*Beranda"),
        ("not json", "not a list of posts"),
    ],
)  # fmt: skip
def test_what_lists_no_posts_says_why(body: str, reason: str) -> None:
    with pytest.raises(SourceFailed, match=reason):
        wordpress(body)


JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Kabar Uji",
    "items": [
        {
            "id": "1",
            "url": "/a/",
            "title": "Satu &amp; dua",
            "date_published": "2026-11-20T09:15:00+07:00",
        },
        {"id": f"{BASE}b/", "date_modified": "2026-11-21T09:15:00+07:00"},
        {"id": "3", "title": "tanpa alamat"},
    ],
}


def test_a_json_feed_is_told_by_its_content() -> None:
    entries = Feed(f"{BASE}feed.json").read(json.dumps(JSON_FEED).encode(), url=BASE).entries

    assert [entry.url for entry in entries] == [f"{BASE}a/", f"{BASE}b/"]
    assert (entries[0].title, entries[0].published_raw) == (
        "Satu & dua", "2026-11-20T09:15:00+07:00",
    )  # fmt: skip
    assert entries[1].published_raw == entries[1].modified_raw == "2026-11-21T09:15:00+07:00"


def test_a_json_feed_is_found_where_a_page_declares_it() -> None:
    head = b'<html><head><link rel="alternate" type="application/feed+json" href="/f.json"></head>'

    assert declared_sources(head, BASE) == [Feed(f"{BASE}f.json")]
    assert sniff(json.dumps(JSON_FEED).encode()) == "feed"
    assert sniff(b'{"code": "rest_no_route"}') is None


def test_a_json_feed_that_breaks_off_gives_what_it_has() -> None:
    body = json.dumps(JSON_FEED).encode()[:-30]

    assert [e.url for e in Feed(BASE).read(body, url=BASE).entries] == [f"{BASE}a/", f"{BASE}b/"]


@pytest.mark.parametrize("body", [b"{}", b'{"items": []}', b'{"items": [{"id": "3"}]}', b"[[[["])
def test_json_without_entries_is_a_fault(body: bytes) -> None:
    with pytest.raises(SourceFailed, match=r"JSON Feed|lists nothing"):
        Feed(BASE).read(body, url=BASE)


@pytest.mark.parametrize(
    ("written", "path"),
    [
        (BASE, "feeds/posts/default"),
        (f"{BASE}search/label/Kabar%20Daerah", "feeds/posts/default/-/Kabar%20Daerah"),
        (f"{BASE}feeds/posts/summary", "feeds/posts/summary"),
    ],
)
def test_an_address_of_blogger_is_made_whole_once(written: str, path: str) -> None:
    source = Blogger(written)

    assert source.url == f"{BASE}{path}?max-results=50&redirect=false"
    assert Blogger(source.url) == source
    assert source.page(3) == f"{source.url}&start-index=101"


def test_a_feed_of_blogger_is_read_as_a_feed() -> None:
    body = """<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom'>
    <entry><id>tag:blogger.com,1999:blog-1.post-2</id><published>2026-11-20T09:15:00+08:00</published>
    <title type='text'>Kabar dari Taliwang</title>
    <link rel='replies' type='application/atom+xml' href='https://uji.example/feeds/2/comments/default'/>
    <link rel='alternate' type='text/html' href='https://uji.example/2026/11/kabar.html'/>
    </entry></feed>"""

    assert [e.url for e in Blogger(BASE).read(body.encode(), url=BASE).entries] == [
        f"{BASE}2026/11/kabar.html"
    ]


def test_only_feeds_of_wordpress_have_pages() -> None:
    assert Feed(f"{BASE}feed/").page(2) == f"{BASE}feed/?paged=2"
    assert Feed(f"{BASE}rss.xml").page(2) is None


def test_every_kind_has_its_word() -> None:
    assert set(KINDS) == {"feed", "sitemap", "wordpress", "blogger", "listing", "numbered"}
    assert parse_source(f"wordpress:{BASE}") == WordPress(BASE)
    assert parse_source(f"blogger:{BASE}") == Blogger(BASE)
