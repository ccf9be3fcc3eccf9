"""The pages of the replica outlets look like those of the outlets they stand for."""

import json
import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from lxml import html as lxml_html
from visiting import ask

from commands.demo import ReplicaServer, cut_slug, demo_outlets
from commands.demo.almanac import long_date
from kembar import clock

NAMES = (
    "klikkaltim.com",
    "palopopos.fajar.co.id",
    "klikkalsel.com",
    "kotabogor.go.id",
    "kanalaspirasi.com",
)
FURNITURE = {
    "klikkaltim.com": (
        "24 November 2026 -",
        "Baca Juga</b><a",
        "TAG:",
        "SHARE",
        "BERITA TERKAIT",
        "TINGGALKAN KOMENTAR",
        "ADVERTISEMENT",
    ),
    "palopopos.fajar.co.id": ("Bagikan", "Baca Juga:", "Berita Terkait", "Tinggalkan Balasan"),
    "klikkalsel.com": ("Baca Juga : <a", "BERITA TERKAIT", "td-post-content", "Terbaru"),
    "kotabogor.go.id": ("Beranda</a> &gt;", "Berita Terbaru", "post-date"),
    "kanalaspirasi.com": ("Sebarkan:", "Komentar", "Berita Terkini", "Baca juga: "),
}


@pytest.mark.parametrize("name", NAMES)
def test_an_outlet_has_a_robots_txt_that_lets_its_news_be_read(
    server: ReplicaServer, name: str
) -> None:
    status, headers, body = ask(f"{server.origin(name)}/robots.txt")

    assert status == 200
    assert headers["content-type"].startswith("text/plain")
    assert "User-agent: *" in body
    assert not re.search(r"^Disallow: /\s*$", body, re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_the_canonical_address_is_the_one_of_the_real_outlet(
    server: ReplicaServer, name: str
) -> None:
    outlet = server.outlet(name)

    for article in outlet.articles:
        address = outlet.canonical(article)

        assert urlsplit(address).hostname in outlet.hosts
        assert server.relocate(address) == server.origin(name) + outlet.address(article)


def test_blogger_cuts_a_slug_at_the_end_of_a_word() -> None:
    slug = cut_slug("Pelabuhan Poto Tano Menambah Dermaga Ketiga untuk Kapal Sapi")

    assert slug == "pelabuhan-poto-tano-menambah-dermaga"
    assert len(cut_slug("a" * 60)) == 39


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_address_is_not_found(server: ReplicaServer, name: str) -> None:
    for path in ("/tidak/ada", "/index.php/show_post/detail/999999/", "/berita-detail/999"):
        status, headers, body = ask(server.origin(name) + path)

        assert status == 404
        assert headers["content-type"].startswith("text/html")
        assert "Halaman contoh Kembar" in body


@pytest.mark.parametrize("name", NAMES)
def test_the_pages_carry_the_furniture_of_their_cms(server: ReplicaServer, name: str) -> None:
    outlet = server.outlet(name)
    article = next(a for a in outlet.articles if a.pair and a.number >= 1000)

    page = ask(server.origin(name) + outlet.address(article))[2]

    assert [piece for piece in FURNITURE[name] if piece not in page] == []


def test_the_portal_of_bogor_runs_its_text_together_and_names_no_day(
    server: ReplicaServer,
) -> None:
    outlet = server.outlet("kotabogor.go.id")
    article = next(a for a in outlet.articles if a.number < 1000)
    page = ask(server.origin(outlet.name) + outlet.address(article))[2]
    tree = lxml_html.fromstring(page)

    assert len(tree.xpath("//section//p")) == 1
    assert tree.xpath("//title/text()") == ["Pemerintah Kota Bogor"]
    words = tree.xpath("string(//body)").split()
    assert words[:2] == ["E-mail", "Pengaduan"]
    assert long_date(article.published) not in page


def test_linked_data_is_well_formed(server: ReplicaServer) -> None:
    for name in ("palopopos.fajar.co.id", "kanalaspirasi.com"):
        outlet = server.outlet(name)
        for article in outlet.articles:
            page = ask(server.origin(name) + outlet.address(article))[2]
            script = lxml_html.fromstring(page).xpath("string(//script[@type])")
            record = json.loads(script)
            post = record.get("@graph", [record])[0]

            assert post["headline"] == article.title
            assert datetime.fromisoformat(post["datePublished"]) == article.published


def test_the_news_is_fresh_and_every_outlet_tells_of_two_governments(now: datetime) -> None:
    outlets = demo_outlets(now)

    for outlet in outlets:
        ages = [now - article.published for article in outlet.articles]

        assert 6 <= len(outlet.articles) <= 9
        assert timedelta(0) < min(ages) < timedelta(hours=12)
        assert max(ages) < timedelta(days=5)
        assert sum(len(article.pair) == 2 for article in outlet.articles) >= 1
        assert sum(not article.pair for article in outlet.articles) >= 5
        assert len({outlet.address(article) for article in outlet.articles}) == len(ages)
        assert {a.published.utcoffset() for a in outlet.articles} == {
            now.astimezone(clock.zone_of(outlet.area)).utcoffset()
        }
        assert not any("{" in text for a in outlet.articles for text in a.paragraphs)
