"""Pages that answer 200 and hold no report: title and words of each, in our own wording."""

CHECKS = [
    ("Just a moment...", "Checking if the site connection is secure. Enable JavaScript to go on."),
    ("Tunggu sebentar", "Kami memverifikasi bahwa Anda manusia. Halaman terbuka sesudahnya."),
    ("Attention Required!", "Complete the captcha to prove that you are a human visitor."),
    ("Pemeriksaan keamanan", "Buktikan bahwa Anda bukan robot dengan mencentang kotak di bawah."),
    ("Kabar Selat", "Verifying you are human. This may take a few seconds. Ray ID: 91c0de"),
    ("Access denied", "You do not have permission to view this page from your network."),
    ("Akses ditolak", "Permintaan Anda tampak seperti permintaan mesin. Hubungi pengelola situs."),
    ("One moment, please", "Please wait while your request is being verified."),
    ("DDoS protection", "This process is automatic. Your browser will redirect shortly."),
    ("Request blocked", "The request could not be satisfied by our web application firewall."),
    ("403 Forbidden", "nginx/1.24"),
    ("Verifikasi", "Geser potongan gambar untuk verifikasi bahwa Anda bukan robot."),
]
LOGINS = [
    ("Masuk", "Silakan masuk ke akun Anda. Lupa kata sandi? Belum punya akun? Daftar di sini."),
    (
        "Kabar Selat Premium",
        "Artikel ini khusus pelanggan. Berlangganan untuk membaca selanjutnya.",
    ),
    ("Login", "Silahkan login untuk membaca berita ini sampai selesai."),
    ("Sign in", "Sign in to continue reading. Already a subscriber? Use your e-mail."),
    ("Member only", "This story is for subscribers only. Subscribe to read on."),
    ("Daftar", "Daftar untuk melanjutkan membaca. Sudah punya akun? Masuk."),
    ("Langganan", "Anda harus login lebih dahulu. Paket langganan mulai sepuluh ribu sebulan."),
    ("Kabar Selat", "Konten khusus anggota. Forgot your password? Kirim ulang."),
    ("Register", "Register to view the rest of this page. It is free."),
    ("Akun", "Belum punya akun? Mohon masuk ke akun Anda untuk melihat halaman ini."),
]
ERRORS = [
    ("404 - Halaman tidak ditemukan", "Maaf, halaman yang Anda tuju tidak ditemukan."),
    ("Kabar Selat", "Oops! Halaman ini tidak ada atau sudah dipindahkan."),
    ("Page not found", "The page you are looking for might have been removed."),
    ("Error 404", "Kembali ke beranda atau pakai kotak pencarian."),
    ("Berita tidak tersedia", "Berita yang Anda cari telah dihapus oleh redaksi."),
    ("Nothing found", "Nothing was found at this location. Maybe try a search?"),
    ("500 Internal Server Error", "Internal server error. Please try again later."),
    ("Database Error", "Error establishing a database connection"),
    ("502 Bad Gateway", "The server returned an invalid response."),
    ("Kabar Selat", "A PHP Error was encountered. Severity: Warning. Message: mysqli_connect()"),
    ("Terjadi kesalahan", "Kesalahan 500. Data tidak dapat ditampilkan; artikel tidak tersedia."),
    ("Service unavailable", "Service unavailable. The host is overloaded."),
]
CLOSED = [
    ("Sedang pemeliharaan", "Situs sedang dalam pemeliharaan. Silakan kembali nanti malam."),
    ("Maintenance mode", "We are performing scheduled maintenance and we'll be back shortly."),
    ("Segera hadir", "Wajah baru Kabar Selat segera hadir."),
    ("Under construction", "This site is under construction."),
    ("Account suspended", "This account has been suspended. Contact your provider."),
    ("Bandwidth Limit Exceeded", "Bandwidth limit exceeded. Try again next month."),
    ("Domain dijual", "This domain is for sale. Buy this domain for a fair price."),
    ("Welcome to nginx!", "Further configuration is required."),
    ("Index of /berita", "Name  Last modified  Size  Description"),
    ("Apache2 Default Page", "Apache2 Debian Default Page: It works!"),
]
# What wordy sites add, so that the page is long enough for a report.
_CHECKED = (
    "Situs ini memakai layanan keamanan untuk menangkal serangan. Tindakan yang baru saja Anda "
    "lakukan memicu layanan itu. Beberapa hal dapat menyebabkannya, misalnya kata tertentu atau"
    " data yang keliru. Anda dapat menulis surat kepada pemilik situs dan menyertakan nomor di "
    "bawah."
)
_PAID = (
    "Dukung kerja wartawan kami di daerah dengan menjadi bagian dari keluarga pembaca. Dengan "
    "satu akun Anda mendapat buletin pagi, arsip sepuluh tahun, dan bacaan tanpa iklan di "
    "telepon maupun di komputer. Pembayaran dapat dilakukan lewat bank, dompet digital, atau "
    "gerai terdekat."
)
_BROKEN = (
    "Periksa kembali ejaan alamat pada peramban Anda, atau mulai lagi dari beranda. Bila Anda "
    "datang dari sebuah tautan, beri tahu kami di mana tautan itu berada supaya dapat kami "
    "perbaiki. Sambil menunggu, silakan melihat kabar daerah lain yang terbit pada hari ini di "
    "situs kami."
)
_AWAY = (
    "Terima kasih atas kesabaran Anda. Tim teknis kami bekerja sepanjang malam dan akan membuka"
    " situs kembali secepatnya. Ikuti akun media sosial kami untuk kabar terbaru, atau hubungi "
    "nomor layanan pada jam kerja bila ada keperluan yang mendesak dan tidak dapat ditunda "
    "sampai besok."
)
WALLS = [
    *((title, said, _CHECKED) for title, said in CHECKS),
    *((title, said, _PAID) for title, said in LOGINS),
    *((title, said, _BROKEN) for title, said in ERRORS),
    *((title, said, _AWAY) for title, said in CLOSED),
]


def page(title: str, said: str, more: str, *, furniture: bool) -> str:
    """The wall as a page; with the furniture of its site around it, or bare."""
    around = (
        '<nav><a href="/">Beranda</a> <a href="/daerah/">Daerah</a> <a href="/bola/">Bola</a></nav>'
        "<aside><p>Kabar Selat ditulis oleh wartawan di kota-kota tepi selat dan terbit tiap hari "
        "sejak pagi sampai malam.</p></aside><footer><p>Alamat redaksi: Jalan Pelabuhan nomor "
        "sembilan, dekat menara air. Pedoman media siber berlaku bagi semua tulisan.</p></footer>"
        if furniture
        else ""
    )
    return (
        f'<!DOCTYPE html><html lang="id"><head><title>{title}</title></head><body>'
        f"<main><h1>{title}</h1><p>{said}</p><p>{more}</p></main>{around}</body></html>"
    )
