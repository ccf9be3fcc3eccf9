"""What the replica outlets list: front pages, feeds, sitemaps, and the declared sources."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import pytest
from lxml import etree
from lxml import html as lxml_html
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader
from visiting import ask, links, locations, read_through

from commands.demo import ReplicaServer
from crawler.sources import Numbered

NAMES = (
    "klikkaltim.com",
    "palopopos.fajar.co.id",
    "klikkalsel.com",
    "kotabogor.go.id",
    "kanalaspirasi.com",
)
FEEDS = {
    "palopopos.fajar.co.id": "/feed/",
    "klikkalsel.com": "/feed/",
    "kanalaspirasi.com": "/feeds/posts/default",
}
SITEMAPS = {
    "palopopos.fajar.co.id": "/sitemap_index.xml",
    "klikkalsel.com": "/wp-sitemap.xml",
    "kanalaspirasi.com": "/sitemap.xml",
}


@pytest.mark.parametrize("name", NAMES)
def test_the_front_page_links_every_article_and_each_answers_with_its_title(
    server: ReplicaServer, name: str
) -> None:
    outlet = server.outlet(name)
    origin = server.origin(name)
    body = ask(f"{origin}/")[2]
    if name == "klikkaltim.com":
        body += ask(f"{origin}/indeks")[2] + ask(f"{origin}/indeks?page=2")[2]
    linked = links(body, f"{origin}/")

    for article in outlet.articles:
        address = origin + outlet.address(article)
        status, _, page = ask(address)
        heads = " ".join(lxml_html.fromstring(page).xpath("//h1//text()|//h3//text()|//@content"))

        assert address in linked
        assert status == 200
        assert article.title in heads
        assert "Halaman contoh Kembar" in page


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_lists_every_article_by_an_address_that_answers(
    server: ReplicaServer, name: str
) -> None:
    outlet = server.outlet(name)
    origin = server.origin(name)
    status, headers, body = ask(origin + FEEDS[name])
    tree = etree.fromstring(body.encode())
    items = tree.xpath("//item/link/text()") or tree.xpath(
        "//*[local-name()='entry']/*[local-name()='link'][@rel='alternate']/@href"
    )

    assert status == 200
    assert "xml" in headers["content-type"]
    assert items == [origin + outlet.address(article) for article in outlet.articles]


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_gives_the_time_of_each_article(server: ReplicaServer, name: str) -> None:
    outlet = server.outlet(name)
    tree = etree.fromstring(ask(server.origin(name) + FEEDS[name])[2].encode())
    written = [parsedate_to_datetime(text) for text in tree.xpath("//pubDate/text()")] or [
        datetime.fromisoformat(text)
        for text in tree.xpath("//*[local-name()='entry']/*[local-name()='published']/text()")
    ]

    assert written == [article.published for article in outlet.articles]


@pytest.mark.parametrize("name", SITEMAPS)
def test_a_sitemap_leads_to_every_article(server: ReplicaServer, name: str) -> None:
    outlet = server.outlet(name)
    origin = server.origin(name)
    listed = locations(ask(origin + SITEMAPS[name])[2])
    deeper = [u for child in listed if child.endswith(".xml") for u in locations(ask(child)[2])]

    assert {origin + outlet.address(a) for a in outlet.articles} <= {*listed, *deeper}


def test_wordpress_leads_from_short_and_old_addresses_to_the_right_one(
    server: ReplicaServer,
) -> None:
    outlet = server.outlet("palopopos.fajar.co.id")
    origin = server.origin(outlet.name)
    article = outlet.articles[0]
    address = origin + outlet.address(article)

    for asked, led in (
        (f"{origin}/?p={article.number}", address),
        (address.rstrip("/"), address),
        (f"{origin}/sitemap.xml", f"{origin}/sitemap_index.xml"),
        (f"{origin}/feed", f"{origin}/feed/"),
    ):
        status, headers, _ = ask(asked)

        assert (status, headers["location"]) == (301, led)


def test_blogger_gives_a_feed_in_parts_and_by_label(server: ReplicaServer) -> None:
    outlet = server.outlet("kanalaspirasi.com")
    feed = f"{server.origin(outlet.name)}/feeds/posts/default"
    part = etree.fromstring(ask(f"{feed}?start-index=3&max-results=2")[2].encode())
    label = ask(f"{feed}/-/Olahraga")[2]

    titles = part.xpath("//*[local-name()='entry']/*[local-name()='title']/text()")
    following = part.xpath("/*/*[local-name()='link'][@rel='next']/@href")

    assert titles == [article.title for article in outlet.articles[2:4]]
    assert following == [f"{feed}?start-index=5&max-results=2"]
    assert label.count("<entry>") == len(outlet.in_category("olahraga")) > 0


@pytest.mark.parametrize("name", NAMES)
def test_a_list_that_did_not_change_is_not_sent_again(server: ReplicaServer, name: str) -> None:
    origin = server.origin(name)

    for path in {"/", FEEDS.get(name, "/"), SITEMAPS.get(name, "/")}:
        _, headers, _ = ask(origin + path)
        by_tag = ask(origin + path, headers={"If-None-Match": headers["etag"]})
        by_time = ask(origin + path, headers={"If-Modified-Since": headers["last-modified"]})
        both = {"If-None-Match": '"other"', "If-Modified-Since": headers["last-modified"]}

        assert (by_tag[0], by_tag[2]) == (304, "")
        assert by_time[0] == 304
        assert ask(origin + path, headers=both)[0] == 200


@pytest.mark.parametrize("name", NAMES)
def test_the_sources_declared_in_spiders_list_the_articles_of_the_replica(
    server: ReplicaServer, name: str
) -> None:
    loader = SpiderLoader.from_settings(Settings({"SPIDER_MODULES": ["spiders"]}))
    outlet = server.outlet(name)
    sources = loader.load(name).sources

    for source in sources:
        address = server.relocate(source.url)
        if isinstance(source, Numbered):
            wanted = re.escape(urlsplit(source.url).path).replace(r"\{id\}", r"(\d+)")
            assert any(re.fullmatch(wanted, outlet.address(a)) for a in outlet.articles)
        else:
            listed = read_through(source, address)
            assert listed
            assert listed <= {server.origin(name) + outlet.address(a) for a in outlet.articles}
