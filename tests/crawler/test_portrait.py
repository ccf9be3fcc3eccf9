"""What a front page says of its site."""

import pytest

from crawler.sources.portrait import read_portrait

FRONT = "https://kabaruji.example/"


def front(body: str = "", head: str = "") -> bytes:
    return f"<html><head>{head}</head><body>{body}</body></html>".encode()


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ('<meta property="og:site_name" content="Kabar Uji"><title>Berita</title>', "Kabar Uji"),
        ("<title>Kabar Uji - Berita Terkini Kota Bontang</title>", "Kabar Uji"),
        ("<title>Beranda | Pemerintah Kota Bontang</title>", "Pemerintah Kota Bontang"),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", '
            '"name": "Kabar &amp; Uji"}]}</script><title>x</title>',
            "Kabar & Uji",
        ),
        ('<script type="application/ld+json">[1, {</script><title>Uji</title>', "Uji"),
        ("", None),
    ],
)
def test_a_site_has_the_name_that_it_gives_itself(head: str, title: str | None) -> None:
    assert read_portrait(front(head=head), FRONT).title == title


@pytest.mark.parametrize(
    ("body", "head", "system"),
    [
        ("", '<meta name="generator" content="WordPress 6.8.2">', "WordPress"),
        ('<img src="/wp-content/uploads/a.jpg">', "", "WordPress"),
        ('<img src="/wp-content/a.jpg"><div class="td_module_10">', "", "WordPress (Newspaper)"),
        ("", "<meta content='blogger' name='generator'>", "Blogger"),
        ("", '<meta name="generator" content="Joomla! - Open Source">', "Joomla"),
        ("", '<script src="/_next/static/main.js"></script>', "Next.js"),
        ('<a href="/index.php/berita/detail/12">x</a>', "", "CodeIgniter"),
        ("<p>PHP</p>", "", None),
    ],
)
def test_a_system_gives_itself_away(body: str, head: str, system: str | None) -> None:
    assert read_portrait(front(body, head), FRONT).system == system


def test_lists_of_everything_come_best_first_and_sections_leave_services_out() -> None:
    body = """
    <a href="/berita">Berita</a> <a href="/indeks-berita">Indeks</a> <a href="/">Beranda</a>
    <a href="/kategori/ekonomi/">Ekonomi</a> <a href="/kategori.php?k=Desa">Desa</a>
    <a href="/tag/warga">Warga</a> <a href="/redaksi">Redaksi</a> <a href="/login">Masuk</a>
    <a href="/berita/2026/11/20/warga-membersihkan-pasar-subuh-bersama">Warga membersihkan</a>
    <a href="https://lain.example/indeks">Indeks</a> <a href="/unduh/berkas.pdf">Berkas</a>
    """

    found = read_portrait(front(body), FRONT)

    assert found.indexes == (f"{FRONT}indeks-berita", f"{FRONT}berita")
    assert found.sections[-2:] == (f"{FRONT}kategori/ekonomi/", f"{FRONT}kategori.php?k=Desa")
    assert not {f"{FRONT}tag/warga", f"{FRONT}redaksi", f"{FRONT}login"} & set(found.sections)


def test_links_to_feeds_and_the_interface_of_wordpress_are_seen_and_comments_are_not() -> None:
    head = '<link rel="https://api.w.org/" href="/wp-json/">'
    body = '<a href="/rss">RSS</a><a href="/umpan.rss">x</a><a href="/comments/feed/">Feed</a>'

    found = read_portrait(front(body, head), FRONT)

    assert found.api == f"{FRONT}wp-json/"
    assert found.feeds == (f"{FRONT}rss", f"{FRONT}umpan.rss")


def test_an_empty_front_page_says_where_it_sends_its_readers() -> None:
    def sent(content: str) -> str | None:
        head = f'<meta http-equiv="Refresh" content="{content}">'
        return read_portrait(front(head=head), FRONT).refresh

    assert sent("0; url=home.php") == f"{FRONT}home.php"
    assert sent("0;URL='/beranda'") == f"{FRONT}beranda"
    assert sent("300") is None
    assert sent("0; url=https://lain.example/") is None
    assert sent("0; url=/") is None


def test_own_words_are_titles_description_and_footer() -> None:
    found = read_portrait(
        front(
            "<p>Isi</p><footer>Jl. Awang Long, Bontang</footer>",
            '<title>Uji</title><meta name="description" content="Kabar kota">',
        ),
        FRONT,
    )

    assert found.words == ("Uji", "Kabar kota", "Jl. Awang Long, Bontang")
