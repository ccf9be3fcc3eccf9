"""One spelling for each page, and which addresses belong together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.addresses import is_list, looks_like_article
from crawler.urls import canonical, host_key, is_front_page, same_site


@pytest.mark.parametrize(
    "url",
    [
        "https://Uji.Example/2026/11/20/kabar/?utm_source=x&utm_medium=y",
        "https://uji.example:443/2026/11/20/kabar/#komentar",
        "https://uji.example/2026/11/20/kabar/?fbclid=abc",
        "  https://uji.example//2026/11/20/kabar/  ",
        "https://uji.example/2026/11/20/kabar/?gclid=1&amp=1",
    ],
)
def test_ten_ways_to_one_page_are_one_address(url: str) -> None:
    assert canonical(url) == "https://uji.example/2026/11/20/kabar/"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("http://uji.example/?p=12&fbclid=x", "http://uji.example/?p=12"),
        ("http://uji.example/read.php?id=5&cat=2", "http://uji.example/read.php?cat=2&id=5"),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/a"),
        ("https://uji.example/a?page=2", "https://uji.example/a?page=2"),
        ("https://uji.example/a/", "https://uji.example/a/"),
        ("https://uji.example/a", "https://uji.example/a"),
    ],
)
def test_what_makes_a_page_another_page_stays(url: str, kept: str) -> None:
    assert canonical(url) == kept


@pytest.mark.parametrize(
    "url",
    [
        "", "javascript:alert(1)", "file:///etc/passwd", "mailto:a@b.example", "ftp://x.example/",
        "https://", "http://[bad", "https://user:pass@uji.example/", "data:text/html,x", "//", "#x",
        "https://uji.example/" + "a" * 3000,
    ],
)  # fmt: skip
def test_what_is_no_web_address_is_none(url: str) -> None:
    assert canonical(url) is None


ADDRESS = r"https?://[a-z]{1,8}\.example(/[\w%.~-]{0,12}){0,4}(\?[\w=&%-]{0,20})?"


@given(st.from_regex(ADDRESS, fullmatch=True))
def test_the_canonical_form_is_its_own_canonical_form(url: str) -> None:
    once = canonical(url)

    assert once is None or canonical(once) == once


@given(st.text(max_size=80))
def test_no_text_breaks_it(text: str) -> None:
    canonical(text)
    host_key(text)
    same_site(text, "https://uji.example/")


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("https://uji.co.id/a", "http://www.uji.co.id/b", True),
        ("https://bontang.uji.co.id/", "https://uji.co.id/", True),
        ("https://uji.co.id/", "https://lain.co.id/", False),
        ("https://satu.blogspot.com/", "https://dua.blogspot.com/", False),
        ("http://127.0.0.1:1/", "http://127.0.0.1:1/x", True),
        ("http://127.0.0.1:1/", "http://127.0.0.1:2/", False),
        ("https://kota.go.id/", "https://lain.go.id/", False),
    ],
)
def test_a_site_is_a_registrable_domain(a: str, b: str, same: bool) -> None:
    assert same_site(a, b) is same


def test_a_host_names_its_port_only_where_it_is_unusual() -> None:
    assert host_key("https://Uji.Example:443/a") == "uji.example"
    assert host_key("http://uji.example:8080/a") == "uji.example:8080"


@pytest.mark.parametrize("path", ["", "/", "/index.php", "/index.html", "/home", "/beranda/"])
def test_a_front_page_has_many_spellings(path: str) -> None:
    assert is_front_page(f"https://uji.example{path}")


@pytest.mark.parametrize(
    "path",
    [
        "/2026/11/20/kabar-dari-kota/", "/kabar-panjang-dari-kota-bontang/", "/berita/123/kabar",
        "/index.php/show_post/detail/5413/", "/berita-detail/38", "/2021/10/bupati.html",
        "/?p=123", "/read/2026/11/20/9/kabar", "/5501-kabar-panjang-dari-kota.html",
    ],
)  # fmt: skip
def test_these_addresses_speak_for_an_article(path: str) -> None:
    assert looks_like_article(f"https://uji.example{path}")


@pytest.mark.parametrize(
    "path",
    [
        "/", "/kategori/daerah/", "/category/politik", "/tag/bontang", "/author/admin", "/page/2",
        "/search?q=x", "/kontak", "/redaksi", "/tentang-kami", "/login", "/pedoman-media-siber",
    ],
)  # fmt: skip
def test_these_are_lists_or_services(path: str) -> None:
    assert is_list(f"https://uji.example{path}") or not looks_like_article(
        f"https://uji.example{path}"
    )
