"""Broken feeds and sitemaps are read as far as they go; what is none says what it is instead."""

import gzip
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from loopback import rss

from crawler.sources import Feed, Sitemap
from kembar.errors import SourceFailed

BASE = "https://uji.example/"
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "bad_inputs"
FRIDAY = "Fri, 20 Nov 2026 09:15:00 +0700"
WHOLE = rss(*[(f"{BASE}{n}/", f"Kabar “{n}”", FRIDAY) for n in range(9)])
NOTICE = b"<br />\n<b>Warning</b>: Undefined variable in <b>/x.php</b> on line <b>3</b><br />\n"


@pytest.mark.parametrize(
    ("breakage", "least"),
    [
        (lambda: NOTICE + WHOLE.encode(), 9),
        (lambda: WHOLE.replace("</title><link>", "<link>").encode(), 9),
        (lambda: WHOLE.replace("</item>", "").encode(), 9),
        (lambda: WHOLE.replace("<title>Kabar “3", "<title><![CDATA[Kabar “3").encode(), 9),
        (lambda: WHOLE.replace("Kabar", "&nbsp;&foo; & Kabar").encode(), 9),
        (lambda: WHOLE.encode().replace(b"4", b"4\xff", 1), 9),
        (lambda: WHOLE.encode("cp1252"), 9),
        (lambda: WHOLE.replace("UTF-8", "iso-8859-1").encode(), 9),
        (lambda: WHOLE.replace("UTF-8", "utf-16").encode("utf-16"), 9),
        (lambda: b"\xef\xbb\xbf\xef\xbb\xbf" + WHOLE.encode(), 9),
        (lambda: WHOLE.encode() + b"<script>x</script></body></html>", 9),
        (lambda: WHOLE.encode()[: len(WHOLE) // 2], 4),
    ],
)
def test_a_broken_feed_gives_its_items_with_their_titles(
    breakage: Callable[[], bytes], least: int
) -> None:
    contents = Feed(f"{BASE}feed/").read(breakage(), url=BASE, content_type="text/xml")

    found = {entry.url: entry.title or "" for entry in contents.entries}
    assert len(found) >= least
    assert "Kabar “0”" in found[f"{BASE}0/"]


def test_items_that_are_never_closed_take_no_time() -> None:
    body = b'<?xml version="1.0"?><rss version="2.0"><channel>' + b"<item><title>x" * 100_000

    with pytest.raises(SourceFailed, match="items has a web address"):
        Feed(BASE).read(body, url=BASE)


@pytest.mark.parametrize("kind", [Feed, Sitemap])
@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><head><title>Just a moment...</title></head></html>", "anti-robot"),
        (b"<html><title>Kota Bontang</title><body>Beranda</body></html>", "HTML page.*Bontang"),
        (b"<html><body><h1>404 Not Found</h1></body></html>", "an error page"),
        (b"%PDF-1.7 x", "this is not a"),
        (b"Not <here>", "this is not a"),
    ],
)
def test_what_is_no_source_is_told_by_name(
    kind: type[Feed] | type[Sitemap], body: bytes, reason: str
) -> None:
    with pytest.raises(SourceFailed, match=reason):
        kind(BASE).read(body, url=BASE)


def urlset(count: int, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    rows = "".join(
        f"<url><loc>{BASE}kabar-nomor-{n}-dari-kota/</loc>"
        f"<lastmod>2026-11-{n % 28 + 1:02d}T08:00:00+07:00</lastmod></url>"
        for n in range(count)
    )
    return f"{head}<urlset>{rows}</urlset>".encode()


@pytest.mark.parametrize(
    ("body", "least"),
    [
        (NOTICE + urlset(20), 20),
        (urlset(20)[:-400], 15),
        (urlset(20).replace(b"nomor-3-", b"nomor-3\xff\xfe-"), 19),
        (urlset(20).replace(b"nomor-3-dari-kota/", b"?a=1&b=2"), 19),
        (urlset(20).replace(b"<loc>", b"<loc><![CDATA[").replace(b"</loc>", b"]]></loc>"), 20),
        (urlset(20).decode().encode("utf-16"), 20),
    ],
)
def test_a_broken_sitemap_gives_its_pages(body: bytes, least: int) -> None:
    assert len(Sitemap(BASE).read(body, url=BASE).entries) >= least


def test_a_packed_sitemap_that_breaks_off_or_is_damaged_is_read_up_to_there() -> None:
    packed = gzip.compress(urlset(900))
    damaged = bytearray(packed)
    damaged[len(packed) * 3 // 4] ^= 0xFF

    for body in (packed[: len(packed) * 3 // 4], bytes(damaged)):
        assert len(Sitemap(BASE).read(body, url=BASE).entries) > 100
    with pytest.raises(SourceFailed, match="gzip"):
        Sitemap(BASE).read(b"\x1f\x8b" + b"x" * 100, url=BASE)


def test_the_newest_of_a_full_sitemap_are_given() -> None:
    contents = Sitemap(BASE).read(urlset(5000), url=BASE)

    assert len(contents.entries) == 1000
    assert {entry.modified_raw for entry in contents.entries[:100]} == {"2026-11-28T08:00:00+07:00"}


def test_the_children_of_an_index_come_newest_first() -> None:
    body = f"""<sitemapindex>
    <sitemap><loc>{BASE}post-sitemap1.xml</loc><lastmod>2024-01-01</lastmod></sitemap>
    <sitemap><loc>{BASE}post-sitemap2.xml</loc><lastmod>2026-11-20T08:00:00+07:00</lastmod></sitemap>
    <sitemap><loc>{BASE}category-sitemap.xml</loc></sitemap></sitemapindex>"""

    assert Sitemap(BASE).read(body.encode(), url=BASE).more == (
        f"{BASE}post-sitemap2.xml",
        f"{BASE}post-sitemap1.xml",
    )


def test_a_feed_in_a_sitemaps_place_is_read_as_one() -> None:
    assert len(Sitemap(BASE).read(WHOLE.encode(), url=BASE).entries) == 9


def test_two_thousand_odd_feeds_give_entries_or_a_named_error() -> None:
    archive = SHARED / "feedparser_xml.tar.xz"
    if not archive.is_file():
        pytest.skip("the odd feeds of ../shared/data/bad_inputs are not here")
    with_entries = reasons = 0
    with tarfile.open(archive) as tar:
        for member in tar:
            handle = tar.extractfile(member) if member.name.endswith(".xml") else None
            if handle is None:
                continue
            try:
                with_entries += bool(Feed(BASE).read(handle.read(), url=BASE).entries)
            except SourceFailed as error:
                reasons += bool(str(error))

    assert with_entries + reasons == 2106
    assert with_entries >= 120  # most hold no item, or one without an address
