"""What the care of the archive keeps on record: pages' hashes and what was taken down; words."""

from .table import Table

RAW_PAGES = Table(
    name="raw_pages",
    about=(
        "Halaman asal isi sebuah berita: sidiknya tetap, berkasnya hanya disimpan beberapa waktu.",
        "A page that gave an article its text: its hash stays, its file is kept for a while.",
    ),
    columns={
        "article_id": ("Beritanya.", "The article."),
        "sha256": ("Sidik SHA-256 isi halaman.", "SHA-256 of the page's bytes."),
        "url": ("Alamat yang menjawab.", "Address that answered."),
        "content_type": ("Content-Type jawaban.", "Content-Type of the answer."),
        "fetched": ("Waktu diambil.", "When it was fetched."),
        "bytes": ("Besarnya.", "Its size."),
    },
    units={"bytes": "byte"},
    newest_by="fetched",
    hidden=True,
)

TOMBSTONES = Table(
    name="tombstones",
    about=(
        "Sidik alamat, domain, dan isi yang dihapus dan tidak boleh masuk lagi.",
        "Hashes of addresses, domains and texts that were taken down and must not come back.",
    ),
    columns={
        "kind": ("Alamat, domain, atau isi.", "Address, domain or text."),
        "digest": ("Sidik SHA-256.", "SHA-256 of it."),
        "made": ("Waktu dihapus.", "When it was taken down."),
    },
    hidden=True,
)

TAKEDOWNS = Table(
    name="takedowns",
    about=(
        "Catatan setiap penghapusan, tanpa menyebut apa yang dihapus.",
        "One line for each takedown, without naming what was taken down.",
    ),
    columns={
        "id": ("Nomor urut.", "Running number."),
        "made": ("Waktunya.", "When it was done."),
        "kind": ("Alamat, domain, atau pola.", "Address, domain or pattern."),
        "digest": ("Sidik SHA-256 sasarannya.", "SHA-256 of the target."),
        "articles": ("Berita yang dihapus.", "Articles taken down."),
        "addresses": ("Alamat yang dihapus.", "Addresses taken down."),
    },
    newest_by="made",
    hidden=True,
)

STORY_NUMBERS = Table(
    name="story_numbers",
    about=(
        "Nomor peristiwa terakhir yang dipakai: tidak ada nomor yang dipakai dua kali.",
        "The last number that a story was given: none is given twice.",
    ),
    columns={"last": ("Nomor terakhir.", "The last number.")},
    hidden=True,
)

CARE = (RAW_PAGES, TOMBSTONES, TAKEDOWNS, STORY_NUMBERS)
