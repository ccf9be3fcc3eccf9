"""The tables that hold how the news was got: sources, rounds, quarantine, and indexes."""

from .table import Table

_TIME = "YYYY-MM-DDTHH:MM:SSZ, UTC"
_SITE = ("Nama situs.", "Name of the site.")

PAGES_FAILED = Table(
    name="pages_failed",
    about=(
        "Satu baris ialah halaman yang tidak menghasilkan berita, beserta alasannya.",
        "A row is a page that never gave an article, with the reason.",
    ),
    columns={
        "url": ("Alamat halaman.", "Address of the page."),
        "site": _SITE,
        "seen": (f"Pertama kali gagal ({_TIME}).", f"First failed ({_TIME})."),
        "reason": ("Alasan terakhir.", "Latest reason."),
        "attempts": ("Banyaknya percobaan.", "How often it was tried."),
    },
    newest_by="seen",
    label="url",
)

SOURCES = Table(
    name="sources",
    about=(
        "Satu baris ialah umpan, peta situs atau halaman daftar sebuah situs.",
        "A row is a feed, sitemap or listing of a site.",
    ),
    columns={
        "site": _SITE,
        "url": ("Alamat sumber.", "Address of the source."),
        "kind": (
            "`feed`, `sitemap`, `wordpress`, `blogger`, `listing` atau `numbered`.",
            "`feed`, `sitemap`, `wordpress`, `blogger`, `listing` or `numbered`.",
        ),
        "etag": ("Penanda versi dari peladen.", "ETag of the last answer that was used up."),
        "last_modified": (
            "Tanggal perubahan dari peladen.",
            "Last-Modified of the last answer that was used up.",
        ),
        "next_check": (f"Dilihat lagi pada ({_TIME}).", f"Looked at again at ({_TIME})."),
        "failures": ("Kegagalan berturut-turut.", "Failures in a row."),
        "last_new": (f"Terakhir ada berita baru ({_TIME}).", f"Last had something new ({_TIME})."),
        "cursor": (
            "Sumber bernomor: nomor tertinggi yang menghasilkan berita. Daftar: 0 = sudah dibaca "
            "mundur, selain itu banyaknya kunjungan untuk itu.",
            "Numbered sources: highest number that gave an article. Lists: 0 = read back, else "
            "the looks spent on it.",
        ),
        "found": (
            "1 = ditemukan sendiri, 0 = dari pengaturan.",
            "1 = found by itself, 0 = configured.",
        ),
        "error": ("Alasan kegagalan terakhir.", "Why the last look failed."),
        "strain": (
            "Bobot kegagalan itu; tiap satu menggandakan jeda.",
            "Weight of these failures; each point doubles the wait.",
        ),
        "digest": (
            "Sidik isi terakhir yang selesai dibaca.",
            "Digest of the last body that was used up.",
        ),
        "whole": (
            f"Terakhir diminta seutuhnya ({_TIME}).",
            f"Last asked for without a condition ({_TIME}).",
        ),
        "parts": (
            "Penanda versi bagian-bagian peta situs (JSON).",
            "Validators of the parts of a sitemap index (JSON).",
        ),
        "rhythm": (
            "Irama terbit menurut jam dan hari setempat (JSON).",
            "When it publishes, by local hour and weekday (JSON).",
        ),
    },
    newest_by="last_new",
    label="url",
)

HOSTS = Table(
    name="hosts",
    about=(
        "Satu baris ialah satu peladen dan tata krama yang dimintanya.",
        "A row is a host and the manners it asks for.",
    ),
    columns={
        "host": (
            "Nama peladen, dengan port bila tak lazim; `:80` untuk robots.txt lewat http.",
            "Name, with an unusual port; `:80` for the robots.txt of plain http.",
        ),
        "robots_checked": (f"robots.txt dibaca pada ({_TIME}).", f"robots.txt read at ({_TIME})."),
        "robots_status": (
            "Status HTTP robots.txt; 0 = tak terambil.",
            "HTTP status of robots.txt; 0 = could not be fetched.",
        ),
        "robots": ("Isi robots.txt yang berlaku.", "The robots.txt in force."),
        "crawl_delay": (
            "Jeda yang diminta, dalam detik.",
            "Pause that the host asks for, in seconds.",
        ),
        "next_allowed": (f"Boleh diminta lagi ({_TIME}).", f"May be asked again at ({_TIME})."),
        "backoff_until": (f"Minta jeda sampai ({_TIME}).", f"Asked us to wait until ({_TIME})."),
    },
    units={"crawl_delay": "second"},
    label="host",
)

RUNS = Table(
    name="runs",
    about=(
        "Satu baris ialah satu putaran pada satu situs.",
        "A row is one round at one site.",
    ),
    columns={
        "id": ("Nomor putaran.", "Number of the round."),
        "site": _SITE,
        "started": (f"Mulai ({_TIME}).", f"Began ({_TIME})."),
        "finished": (f"Selesai ({_TIME}).", f"Ended ({_TIME})."),
        "outcome": (
            "`ok`, `partial` (sebagian), `failed` (gagal), `refused` (alamat ditolak) atau "
            "`blocked` (dihalangi).",
            "How it ended, one of these five; empty while it runs.",
        ),
        "listed": ("Entri yang terdaftar.", "Entries that the sources listed."),
        "new": ("Di antaranya yang baru.", "Of those, never seen before."),
        "fetched": ("Halaman yang diambil.", "Article pages fetched."),
        "stored": ("Berita yang disimpan.", "Articles stored, new ones and changed ones."),
        "flagged": ("Berita yang ditandai.", "Articles flagged."),
        "failed": ("Halaman atau sumber yang gagal.", "Pages and sources that failed."),
        "reason": ("Alasan bila bukan `ok`.", "Why the outcome is not `ok`."),
    },
    newest_by="id",
)

URLS = Table(
    name="urls",
    about=(
        "Satu baris ialah satu alamat yang pernah diambil, agar tidak diambil dua kali.",
        "A row is an address that was ever taken up, so that none is fetched twice.",
    ),
    columns={
        "url": ("Alamat.", "The address."),
        "site": _SITE,
        "first_seen": (f"Pertama terlihat ({_TIME}).", f"First seen ({_TIME})."),
        "article_id": ("Berita yang dihasilkan.", "The article that it gave."),
        "fate": ("Nasibnya, misalnya `article` atau `failed`.", "`article`, `failed`, `gone` ..."),
    },
    hidden=True,
)

SITE_TITLES = Table(
    name="site_titles",
    about=(
        "Satu baris ialah judul dan banyaknya halaman situs yang memakainya.",
        "A row is a title and how many pages of a site carry it.",
    ),
    columns={
        "site": _SITE,
        "title": ("Judul halaman.", "Title of the pages."),
        "pages": ("Banyaknya halaman.", "How many pages."),
    },
    hidden=True,
)

LIKENESSES = Table(
    name="likenesses",
    about=(
        "Sidik kata dari berita yang ditandai, untuk mengenali salinan siaran pers.",
        "The word signature of a flagged article, to tell copies of one press release.",
    ),
    columns={
        "article_id": ("Beritanya.", "The article."),
        "signature": (
            "128 nilai MinHash, masing-masing 4 byte.",
            "128 MinHash values of 4 bytes each, little-endian.",
        ),
        "shingles": ("Banyaknya rangkaian tiga kata.", "Different runs of three words."),
    },
    hidden=True,
)

LIKENESS_BANDS = Table(
    name="likeness_bands",
    about=(
        "Potongan sidik kata, untuk mencari berita yang mirip.",
        "Parts of the signatures, by which like articles are found.",
    ),
    columns={
        "band": ("Nomor potongan dan empat nilainya.", "Number of the part and its four values."),
        "article_id": ("Beritanya.", "The article."),
    },
    hidden=True,
)

SEARCH_INDEX = Table(
    name="articles_fts",
    about=(
        "Indeks pencarian kata atas judul dan isi.",
        "Full-text search over title and text.",
    ),
    columns={
        "title": ("Judul.", "Headline."),
        "text": ("Isi.", "Body."),
    },
    hidden=True,
)

MIGRATIONS = Table(
    name="_sqlite_migrations",
    about=(
        "Langkah pembaruan susunan arsip yang sudah dijalankan.",
        "Steps that brought the layout of this archive up to date.",
    ),
    columns={
        "id": ("Nomor baris.", "Number of the row."),
        "migration_set": ("Kelompok langkah.", "Set that the step belongs to."),
        "name": ("Nama langkah.", "Name of the step."),
        "applied_at": ("Waktu dijalankan.", "When it was applied."),
    },
    hidden=True,
)

MACHINERY = (
    SOURCES,
    RUNS,
    PAGES_FAILED,
    HOSTS,
    URLS,
    SITE_TITLES,
    LIKENESSES,
    LIKENESS_BANDS,
    SEARCH_INDEX,
    MIGRATIONS,
)
