"""One article, many addresses: their forms, what a page says of itself, its further pages."""

import pytest

from crawler.identity import find_address
from crawler.page import Page, parse
from crawler.paging import Parts, find_parts, own_links
from crawler.variants import forms, numbered, plain_form

BASE = "https://uji.example"
SLUG = f"{BASE}/2026/11/20/pasar-kota-kembali-ramai/"


@pytest.mark.parametrize(
    ("dressed", "plain"),
    [
        (f"{SLUG}amp/", SLUG),
        (f"{SLUG}?amp=1", SLUG),
        (f"{SLUG}?page=all", SLUG),
        (f"{SLUG}?single=1&utm_source=x", SLUG),
        (f"{SLUG}print/", SLUG),
        (f"{SLUG}?print=1", SLUG),
        (f"{SLUG}?output=amp", SLUG),
        (f"{BASE}/berita/pasar-kota-ramai.amp.html", f"{BASE}/berita/pasar-kota-ramai.html"),
        (f"{BASE}/index.php?id=5&tmpl=component&print=1", f"{BASE}/index.php?id=5"),
        (f"{BASE}/detail/5413", f"{BASE}/detail/5413"),
        (f"{BASE}/baca.php?page=12", f"{BASE}/baca.php?page=12"),
        (f"{BASE}/amp/", f"{BASE}/amp/"),
    ],
)
def test_an_address_is_undressed(dressed: str, plain: str) -> None:
    assert plain_form(dressed) == plain


@pytest.mark.parametrize(
    ("url", "base", "number"),
    [
        (f"{SLUG}?page=2", SLUG, 2),
        (f"{SLUG}?halaman=3", SLUG, 3),
        (f"{SLUG}2/", SLUG, 2),
        (f"{SLUG}page/4/", SLUG, 4),
        (SLUG, SLUG, None),
        (f"{BASE}/detail/12", f"{BASE}/detail/12", None),
        (f"{BASE}/baca.php?page=12", f"{BASE}/baca.php?page=12", None),
        (f"{BASE}/kota-ramai/23/07/2025", f"{BASE}/kota-ramai/23/07/2025", None),
        (f"{SLUG}?page=1", SLUG, 1),
    ],
)  # fmt: skip
def test_a_page_of_an_article_is_told_by_its_address(
    url: str, base: str, number: int | None
) -> None:
    found = numbered(url)

    assert found is not None
    assert (found.base, found.number) == (base, number)


@pytest.mark.parametrize(
    "form",
    [
        f"{SLUG}amp/", f"{SLUG}?page=all", f"{SLUG}?page=2", f"{SLUG}3/", f"{SLUG}print/",
        SLUG.replace("https://", "http://"), SLUG.replace("https://", "https://m."),
        SLUG.replace("https://", "https://amp."), SLUG.replace("https://", "http://www."),
        SLUG.rstrip("/"), SLUG.replace("/2026", "/amp/2026"), f"{SLUG}?m=1&print=1",
    ],
)  # fmt: skip
def test_a_known_article_is_recognised_by_its_other_forms(form: str) -> None:
    assert SLUG in forms(form)


def page(url: str, head: str = "", body: str = "", title: str = "") -> Page:
    text = f"<html><head><title>{title}</title>{head}</head><body><p>x</p>{body}</body></html>"
    found = parse(text, url)
    assert found is not None
    return found


def parts_of(given: Page) -> Parts:
    return find_parts(given, own_links(given))


def own(url: str, declared: str, title: str = "Pasar Kota Kembali Ramai") -> str:
    return find_address(page(url, f'<link rel="canonical" href="{declared}">'), title=title)


@pytest.mark.parametrize(
    ("fetched", "declared"),
    [
        (f"{SLUG}amp/", SLUG),
        ("https://m.contoh.id/pasar-kota-ramai", "https://www.contoh.id/pasar-kota-ramai"),
        (f"{BASE}/amp/8812/pasar-kota-kembali-ramai", f"{BASE}/read/8812/pasar-kota-kembali-ramai"),
        (f"{BASE}/?p=8812", f"{BASE}/pasar-kota-kembali-ramai/"),
        (f"{BASE}/read/8812/judul-lama-sekali", f"{BASE}/read/8812/judul-baru-sekali"),
        (f"{BASE}/cetak.php?id=8812", f"{BASE}/baca.php?id=8812"),
    ],
)
def test_a_page_is_believed_where_its_address_is_plausible(fetched: str, declared: str) -> None:
    title = "" if "read/" in declared else "Pasar Kota Kembali Ramai"
    assert own(fetched, declared, title) == declared


@pytest.mark.parametrize(
    ("fetched", "declared"),
    [
        (SLUG, f"{BASE}/"),
        (SLUG, f"{BASE}/index.php"),
        (SLUG, f"{BASE}/kategori/daerah/"),
        (SLUG, "https://lain.example/2026/11/20/pasar-kota-kembali-ramai/"),
        (SLUG, f"{BASE}/2026/11/20/jalan-desa-segera-diaspal/"),
        (f"{BASE}/baca.php?id=2", f"{BASE}/baca.php?id=1"),
        (f"{BASE}/baca.php?id=2", f"{BASE}/baca.php"),
        (f"{BASE}/berita/detail?p=2", f"{BASE}/berita/detail"),
        (SLUG, "javascript:alert(1)"),
        (SLUG, "http://[rusak"),
    ],
)
def test_a_page_that_says_what_every_page_says_is_not_believed(fetched: str, declared: str) -> None:
    assert own(fetched, declared) == fetched


def test_without_a_word_of_the_page_its_address_is_undressed() -> None:
    assert find_address(page(f"{SLUG}amp/")) == SLUG
    assert own(f"{SLUG}?page=all", f"{SLUG}?page=all") == SLUG
    og = f'<meta property="og:url" content="{SLUG}">'
    assert find_address(page(f"{BASE}/?p=8812", og), title="Pasar kota kembali ramai") == SLUG


@pytest.mark.parametrize(
    "pager",
    [
        '<div>Halaman: <b>1</b> <a href="{}2/">2</a> <a href="{}3/">3</a></div>',
        '<a href="{}?page=2">2</a><a href="{}?page=3">Selanjutnya</a><a href="/">1</a>',
        '<a href="{}?halaman=3">3</a><a href="{}?halaman=2">2</a>',
    ],
)
def test_further_pages_are_found_in_order(pager: str) -> None:
    parts = parts_of(page(SLUG, body=pager.format(SLUG, SLUG)))

    assert [number for number, _ in parts.others] == [2, 3]
    assert parts.whole is None


def test_an_address_of_all_pages_in_one_is_found() -> None:
    body = f'<a href="{SLUG}?page=2">2</a> <a href="{SLUG}?page=all">Tampilkan semua</a>'

    assert parts_of(page(SLUG, body=body)).whole == f"{SLUG}?page=all"
    assert parts_of(page(f"{SLUG}?page=all", body=body)).others == ()


def test_the_next_article_is_no_page_of_this_one() -> None:
    head = f'<link rel="next" href="{BASE}/2026/11/21/jalan-desa-segera-diaspal/">'
    body = f'<a rel="next" href="{BASE}/2026/11/21/jalan-desa-segera-diaspal/2/">Lanjut</a>'

    parts = parts_of(page(SLUG, head, body))

    assert (parts.others, parts.whole, parts.first) == ((), None, None)


def test_a_later_page_knows_the_first() -> None:
    body = f'<a href="{SLUG}">1</a> 2 <a href="{SLUG}3/">3</a>'

    parts = parts_of(page(f"{SLUG}2/", body=body))

    assert parts.first == SLUG
    assert parts.others == ((3, f"{SLUG}3/"),)
