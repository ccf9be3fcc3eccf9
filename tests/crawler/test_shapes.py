"""Shapes of addresses: learned from known articles, used on the next look at a list."""

import pytest

from crawler.shapes import fits, learn, shape_of
from crawler.sources import Listing

BASE = "https://uji.example"


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/berita/detail/5413", "/berita/detail/9"),
        ("/2026/11/20/pasar-kota-kembali-ramai/", "/year/99/99/slug"),
        ("/2026/11/pasar-kota-kembali-ramai.html", "/year/99/slug.html"),
        ("/read/8812/pasar-kota-kembali-ramai", "/read/9/slug"),
        ("/8812-pasar-kota-kembali-ramai.html", "/9-slug.html"),
        ("/pasar-kota-kembali-ramai-8812", "/slug-9"),
        ("/index.php?berita=12&utm_source=x", "/?berita=99"),
        ("/kontak", "/kontak"),
    ],
)
def test_an_address_has_a_shape(path: str, shape: str) -> None:
    assert shape_of(BASE + path) == shape


def test_shapes_are_learned_from_what_many_articles_share() -> None:
    known = [f"{BASE}/berita/detail/{n}" for n in range(100, 140)]

    shapes = learn([*known, f"{BASE}/layanan/surat-keterangan-usaha-mikro"])

    assert shapes == {"/berita/detail/9"}
    assert fits(f"{BASE}/berita/detail/999", shapes)
    assert not fits(f"{BASE}/layanan/pengaduan-warga-kota-bontang", shapes)


def test_a_place_that_holds_many_words_is_free() -> None:
    rubrics = ("daerah", "politik", "ekonomi", "budaya")
    known = [f"{BASE}/{rubrics[n % 4]}/pasar-kota-nomor-{n}-ramai" for n in range(20)]

    shapes = learn(known)

    assert fits(f"{BASE}/olahraga/tim-kota-menang-lagi", shapes)
    assert not fits(f"{BASE}/olahraga/liga/tim-kota-menang-lagi", shapes)


def test_few_articles_teach_nothing() -> None:
    assert learn([f"{BASE}/berita/detail/{n}" for n in range(7)]) == frozenset()
    assert learn([]) == frozenset()


PAGE = """<html><body>
<div class="kiri"><a href="/layanan/pengaduan-masyarakat-kota-bontang">Pengaduan masyarakat kota
ini</a><a href="/unduh-aplikasi-warga-kota">Unduh aplikasi warga kota sekarang juga</a></div>
<ul><li><a href="/berita/detail/301">MoU Jeju</a></li><li><a href="/berita/detail/302">Banjir</a>
</li><li><a href="/berita/detail/303">Pasar kota ramai lagi</a></li></ul>
<h3><a href="/khusus/laporan-panjang-dari-hulu-sungai">Laporan panjang dari hulu sungai</a></h3>
</body></html>"""
SHAPES = frozenset({"/berita/detail/9"})


def addresses(page: str, shapes: frozenset[str]) -> list[str]:
    source = Listing(f"{BASE}/", shapes=shapes)
    return [entry.url for entry in source.read(page.encode(), url=source.url).entries]


def test_a_list_whose_articles_are_known_is_read_without_its_menus() -> None:
    taught, untaught = addresses(PAGE, SHAPES), addresses(PAGE, frozenset())

    assert f"{BASE}/layanan/pengaduan-masyarakat-kota-bontang" in untaught
    assert taught == [
        f"{BASE}/berita/detail/301",
        f"{BASE}/berita/detail/302",
        f"{BASE}/berita/detail/303",
        f"{BASE}/khusus/laporan-panjang-dari-hulu-sungai",
    ]


def test_a_site_that_moved_its_pages_is_read_as_if_nothing_were_known() -> None:
    moved = PAGE.replace("/berita/detail/", "/kabar/baca/")

    assert addresses(moved, SHAPES) == addresses(moved, frozenset())
