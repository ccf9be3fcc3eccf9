"""Where a list goes on, and what does not lead there."""

import pytest

from crawler.sources.paging import next_page

HERE = "https://kabaruji.example/indeks"


def page(*links: str, box: str = "") -> bytes:
    return f"<html><body><div class='{box}'>{' '.join(links)}</div></body></html>".encode()


def link(href: str, text: str, more: str = "") -> str:
    return f'<a href="{href}" {more}>{text}</a>'


@pytest.mark.parametrize(
    ("body", "leads"),
    [
        (page(link("/indeks?hal=2", "2"), link("/indeks?hal=3", "3")), "/indeks?hal=2"),
        (page(link("/indeks/page/2/", "2")), "/indeks/page/2/"),
        (page(link("/indeks/10", "2"), box="pagination"), "/indeks/10"),
        (page(link("/indeks/7", "x", 'rel="next"')), "/indeks/7"),
        (page(link("?page=2", "Selanjutnya »")), "/indeks?page=2"),
        (page(link("?page=2", "Halaman berikutnya")), "/indeks?page=2"),
        (page(link("?updated-max=2026-11-01", "Posting Lama")), "/indeks?updated-max=2026-11-01"),
        (page(link("/lagi", "&raquo;", 'aria-label="Next"'), box="pager"), "/lagi"),
        (page(link("/indeks?start=20", "Muat lebih banyak")), "/indeks?start=20"),
        (b'<html><head><link rel="next" href="/indeks?p=2"></head></html>', "/indeks?p=2"),
    ],
)
def test_a_pager_leads_to_the_next_older_page(body: bytes, leads: str) -> None:
    assert next_page("listing", body, HERE) == f"https://kabaruji.example{leads}"


@pytest.mark.parametrize(
    "body",
    [
        page(link("/2026/11/02/", "2"), link("/2026/11/03/", "3"), box="pagination"),
        page(link("/berita/judul-sebuah-berita/", "Berita lainnya")),
        page(link("/tentang", "2")),
        page(link("#", "2"), box="pagination"),
        page(link("javascript:lagi()", "Muat lebih banyak"), box="pagination"),
        page(link("https://lain.example/?page=2", "2"), box="pagination"),
        page(link("/indeks", "Selanjutnya"), box="pagination"),
        b"",
    ],
)
def test_calendars_headlines_scripts_and_other_sites_are_no_pager(body: bytes) -> None:
    assert next_page("listing", body, HERE) is None


def test_the_page_after_this_one_is_followed_not_the_last_and_not_the_one_before() -> None:
    body = page(
        link("/indeks?hal=1", "« Sebelumnya"), link("/indeks?hal=1", "1"),
        link("/indeks?hal=3", "3"), link("/indeks?hal=9", "9"), link("/indeks?hal=3", "Berikutnya"),
        box="pagination",
    )  # fmt: skip

    assert next_page("listing", body, f"{HERE}?hal=2", number=2) == f"{HERE}?hal=3"


def test_without_numbers_older_goes_before_what_may_lead_back() -> None:
    body = page(link("?hal=1", "Sebelumnya"), link("?hal=3", "Selanjutnya"))

    assert next_page("listing", body, f"{HERE}?hal=2", number=2) == f"{HERE}?hal=3"


ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'>{}<entry><link href='/a'/></entry></feed>"
RSS = "<rss><channel><title>Uji</title>{}<item><link>/a</link></item></channel></rss>"


@pytest.mark.parametrize(
    ("url", "body", "number", "leads"),
    [
        (
            "https://kabaruji.example/atom.xml",
            ATOM.format("<link rel='next' href='/atom.xml?seite=2&amp;n=5'/>"),
            1,
            "https://kabaruji.example/atom.xml?seite=2&n=5",
        ),
        (
            "https://kabaruji.example/feed/",
            RSS.format("<generator>https://wordpress.org/?v=6.8</generator>"),
            1,
            "https://kabaruji.example/feed/?paged=2",
        ),
        (
            "https://kabaruji.example/feed/?paged=4",
            RSS.format("<generator>https://wordpress.org/?v=6.8</generator>"),
            4,
            "https://kabaruji.example/feed/?paged=5",
        ),
        (
            "https://kabaruji.example/feeds/posts/default?start-index=26",
            ATOM.format(""),
            2,
            "https://kabaruji.example/feeds/posts/default?start-index=27",
        ),
        ("https://kabaruji.example/rss.xml", RSS.format(""), 1, None),
    ],
)
def test_a_feed_goes_on_where_it_says_so_or_where_its_system_counts(
    url: str, body: str, number: int, leads: str | None
) -> None:
    assert next_page("feed", body.encode(), url, number=number) == leads


def test_a_link_of_an_entry_is_not_the_feeds_next_page() -> None:
    entry = "<entry><link rel='next' href='/komentar'/><link href='/a'/></entry>" + " " * 5000
    body = f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry}</feed>"

    assert next_page("feed", body.encode(), "https://kabaruji.example/atom.xml") is None
