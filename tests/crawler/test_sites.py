"""What a site may call its own among the addresses that its sources list."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
from scrapy.http import Response

from crawler.families import TRIBUN, WORDPRESS
from crawler.pages import judge_answer
from crawler.sites import Site, chosen
from crawler.sources import Listing
from crawler.urls import bare_host
from kembar import config as configuration
from kembar.errors import ExtractionFailed
from kembar.model import Entry


def site(url: str, *, shares_domain: bool = False) -> Site:
    return Site(name="uji", url=url, every=timedelta(minutes=15), shares_domain=shares_domain)


@pytest.mark.parametrize(
    ("url", "ours"),
    [
        ("https://teluk.jaringanuji.com/2026/11/19/kabar", True),
        ("https://m.teluk.jaringanuji.com/2026/11/19/kabar", True),
        ("https://www.jaringanuji.com/nasional/2026/11/19/kabar", False),
        ("https://hulu.jaringanuji.com/2026/11/19/kabar", False),
        ("https://lain.example/kabar", False),
    ],
)
def test_a_site_of_a_network_leaves_the_news_of_its_sisters_to_them(url: str, ours: bool) -> None:
    one = site("https://teluk.jaringanuji.com/", shares_domain=True)

    assert one.owns(url, Listing("https://teluk.jaringanuji.com/")) is ours


@pytest.mark.parametrize("host", ["www.kabaruji.com", "ekonomi.kabaruji.com", "m.kabaruji.com"])
def test_a_site_with_a_domain_of_its_own_owns_all_hosts_of_it(host: str) -> None:
    one = site("https://kabaruji.com/")

    assert one.owns(f"https://{host}/kabar", Listing("https://kabaruji.com/"))
    assert not one.owns("https://lain.com/kabar", Listing("https://kabaruji.com/"))


def test_the_host_of_a_source_is_the_sites_own_even_elsewhere() -> None:
    one = site("https://teluk.jaringanuji.com/", shares_domain=True)

    assert one.owns("https://arsip.lainuji.com/kabar", Listing("https://arsip.lainuji.com/daftar"))


@pytest.mark.parametrize(
    ("final", "ours"),
    [
        ("https://m.teluk.jaringanuji.com/kabar", True),
        ("https://www.jaringanuji.com/kabar", False),
    ],
)
def test_a_page_that_moves_to_a_sister_of_the_network_is_not_archived_as_the_sites_own(
    final: str, ours: bool
) -> None:
    one = site("https://teluk.jaringanuji.com/", shares_domain=True)
    entry = Entry(url="https://teluk.jaringanuji.com/kabar")

    with nullcontext() if ours else pytest.raises(ExtractionFailed, match="of its network"):
        judge_answer(entry, Response(final), one)


def test_an_entry_of_the_configuration_on_a_known_network_is_one_of_its_sites() -> None:
    settings = configuration.parse(
        """
        [crawl]
        sites = []
        [[sites]]
        name = "lombok"
        url = "https://lombok.tribunnews.com/"
        [[sites]]
        name = "uji"
        url = "https://berita.kotauji.go.id/"
        """
    )
    network, lone = chosen(settings)

    assert network.shares_domain
    assert not lone.shares_domain
    assert TRIBUN.network
    assert not WORDPRESS.network


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("https://www.kabaruji.com:8080/x", "kabaruji.com"),
        ("https://m.teluk.kabaruji.com/", "teluk.kabaruji.com"),
        ("https://amp.com/", "amp.com"),
        ("http://127.0.0.1:8123/", "127.0.0.1"),
        ("mailto:desk@kabaruji.com", ""),
    ],
)
def test_the_bare_host_names_the_outlet_not_its_form(url: str, bare: str) -> None:
    assert bare_host(url) == bare
