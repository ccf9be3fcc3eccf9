"""Pages with status 200 that are no articles: checks, logins, missing pages, maintenance."""

from datetime import UTC, datetime

import pytest
from loopback import PARAGRAPHS, article

from crawler.extraction import read_article
from kembar.clock import WIB
from kembar.errors import ExtractionFailed

MENU = (
    '<nav><a href="/">Beranda</a> <a href="/daerah">Daerah</a></nav><p>Kabar Teluk menyajikan '
    "berita dari kota dan desa di tepi teluk setiap hari, ditulis oleh wartawan setempat.</p>"
    "<footer>Hak cipta Kabar Teluk. Alamat redaksi di Jalan Dermaga nomor lima, lantai dua, dekat "
    "kantor pos. Pedoman media siber dan kode etik berlaku bagi semua tulisan.</footer>"
)
WALLS = [
    ("Just a moment...", "Enable JavaScript and cookies to continue"),
    ("Tunggu sebentar...", "Memverifikasi bahwa Anda adalah manusia. Ini mungkin perlu waktu."),
    ("Attention Required! | Cloudflare", "Sorry, you have been blocked. Ray ID: 8f2a"),
    ("Kabar Teluk", "Checking your browser before accessing the site. Please wait 5 seconds."),
    ("Verifikasi keamanan", "Centang kotak ini untuk membuktikan Anda bukan robot."),
    ("One moment, please...", "Please wait while your request is being verified..."),
    ("Access Denied", "You don't have permission to access this resource on this server."),
    ("403 Forbidden", "openresty"),
    ("Akses ditolak", "Alamat IP Anda tidak diizinkan membuka laman ini."),
    ("Security check", "Imunify360 bot protection is checking your connection."),
    ("Kabar Teluk", "This website is protected by Sucuri Website Firewall. Block details below."),
    ("Are you a robot?", "Please complete the captcha below to go on."),
    ("Masuk", "Silakan login terlebih dahulu untuk membaca berita ini. Belum punya akun? Daftar."),
    ("Berita khusus", "Konten ini khusus untuk pelanggan. Berlangganan untuk melanjutkan membaca."),
    ("Login", "Email, kata sandi. Lupa kata sandi? Belum punya akun? Daftar sekarang."),
    ("Sign in", "Subscribe to continue reading. Already a subscriber? Sign in here."),
    ("Kabar Teluk", "Anda harus masuk untuk melihat halaman ini."),
    ("Log in", "Forgot your password? Create an account to read more."),
    ("Member area", "Artikel ini khusus anggota. Silahkan masuk ke akun Anda."),
    ("Halaman tidak ditemukan", "Maaf, halaman yang Anda cari tidak ditemukan."),
    ("404", "Ups! Halaman yang Anda tuju tidak ada."),
    ("Kabar Teluk", "Error 404: Page not found"),
    ("Oops!", "The page you are looking for does not exist."),
    ("Berita tidak ditemukan", "Berita yang Anda cari telah dihapus atau dipindahkan."),
    ("Kabar Teluk", "Artikel ini telah dihapus oleh redaksi."),
    (
        "Nothing Found",
        "It seems we can't find what you're looking for. Perhaps searching can help.",
    ),
    ("Error", "Error establishing a database connection"),
    ("500 Internal Server Error", "Internal Server Error"),
    ("502 Bad Gateway", "nginx"),
    ("Service Unavailable", "The server is temporarily unable to service your request."),
    ("Kabar Teluk", "A PHP Error was encountered. Severity: Notice. Message: Undefined index"),
    ("Kabar Teluk", "Fatal error: Uncaught Error: Call to undefined function in index.php"),
    ("Data tidak ditemukan", "Data belum tersedia."),
    (
        "Sedang dalam pemeliharaan",
        "Situs sedang dalam perbaikan. Silakan kembali beberapa saat lagi.",
    ),
    ("Maintenance", "We are under maintenance. We'll be back soon."),
    ("Kabar Teluk", "Situs ini sedang dalam pemeliharaan rutin."),
    ("Coming Soon", "Our new website is coming soon."),
    ("Segera hadir", "Laman baru pemerintah kota segera hadir."),
    ("Account Suspended", "This account has been suspended. Contact your hosting provider."),
    ("Bandwidth Limit Exceeded", "The server is temporarily unable to service your request."),
    ("Domain for sale", "This domain is for sale. Buy this domain."),
    ("Apache2 Ubuntu Default Page: It works", "It works!"),
    ("Welcome to nginx!", "If you see this page, the web server is successfully installed."),
    ("Index of /", "Name Last modified Size Description"),
    ("Situs tidak aktif", "Situs ini sedang tidak aktif karena masa sewa habis."),
]


def read(page: str) -> str:
    return read_article(
        page.encode(),
        url="https://uji.example/2026/11/dermaga-baru-dibuka/",
        site="uji.example",
        zone=WIB,
        fetched=datetime(2026, 11, 24, tzinfo=UTC),
    ).text


@pytest.mark.parametrize(("title", "said"), WALLS)
@pytest.mark.parametrize("around", ["", MENU])
def test_a_page_that_is_no_article_is_refused(title: str, said: str, around: str) -> None:
    page = (
        f"<!DOCTYPE html><html><head><title>{title}</title></head>"
        f"<body><h1>{title}</h1><p>{said}</p>{around}</body></html>"
    )

    with pytest.raises(ExtractionFailed):
        read(page)


@pytest.mark.parametrize(
    "title",
    [
        "Situs pemerintah kota sempat tidak dapat diakses karena pemeliharaan",
        "Warga keluhkan pesan 404 di laman layanan kependudukan",
        "Siswa belajar membuat captcha dan login di lomba pemrograman",
        "Jembatan ditutup sementara karena sedang dalam perbaikan",
        "Data penerima bantuan tidak ditemukan, warga datangi kantor lurah",
        "Pelabuhan baru segera hadir di pulau seberang",
    ],
)
def test_a_report_about_such_pages_is_an_article(title: str) -> None:
    first = f"{title}, demikian penjelasan kepala dinas kepada warga pada Senin pagi."

    assert PARAGRAPHS[-1] in read(article(title, paragraphs=(first, *PARAGRAPHS)))
