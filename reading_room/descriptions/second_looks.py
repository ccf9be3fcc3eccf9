"""What tells an article at a second address, and when pages are looked at again; words only."""

from .table import Table

_ARTICLE = ("Beritanya.", "The article.")
_SITE = ("Nama situs.", "Name of the site.")

FINGERPRINTS = Table(
    name="fingerprints",
    about=(
        "Sidik judul dan isi, agar berita yang sama di alamat kedua tidak disimpan lagi.",
        "Hashes of headline and body, so that an article at a second address is not stored twice.",
    ),
    columns={
        "article_id": _ARTICLE,
        "site": _SITE,
        "seen": ("Waktu pertama dilihat.", "When it was first seen."),
        "title": ("Sidik judul.", "Hash of the headline's words."),
        "text": ("Sidik isi.", "Hash of the body's words."),
    },
    hidden=True,
)

LOOKS = Table(
    name="looks",
    about=(
        "Kapan halaman sebuah berita dilihat lagi untuk mencari perubahan.",
        "When the page of an article is looked at again for edits.",
    ),
    columns={
        "article_id": _ARTICLE,
        "site": _SITE,
        "url": ("Alamat yang terakhir menjawab.", "Address that answered last time."),
        "next_look": ("Waktu lihat berikutnya.", "When it is due; empty: never again."),
        "looks": ("Banyaknya lihat ulang.", "Looks after the first."),
        "missed": ("Banyaknya hari halaman tidak ada.", "Days on which the page was not there."),
        "missed_on": ("Hari terakhir halaman tidak ada.", "The last of those days."),
        "etag": ("ETag jawaban terakhir.", "ETag of the last answer."),
        "last_modified": ("Last-Modified jawaban terakhir.", "Last-Modified of the last answer."),
    },
    hidden=True,
)

SITE_HABITS = Table(
    name="site_habits",
    about=(
        "Apakah halaman sebuah situs biasanya lengkap sampai penutupnya.",
        "Whether the pages of a site usually have the end of their markup.",
    ),
    columns={
        "site": _SITE,
        "closed": ("Halaman dengan penutup.", "Pages with it."),
        "unclosed": ("Halaman tanpa penutup.", "Pages without it."),
    },
    hidden=True,
)

SECOND_LOOKS = (FINGERPRINTS, LOOKS, SITE_HABITS)
