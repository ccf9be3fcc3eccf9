"""The tables of `kembar backfill`: which part of the past is read, and what is left of it."""

from .table import Table

_TIME = "YYYY-MM-DDTHH:MM:SSZ, UTC"
_OF = ("Nomor pembacaan masa lalu.", "Number of the backfill.")

BACKFILLS = Table(
    name="backfills",
    about=(
        "Satu baris ialah sepotong masa lalu satu situs yang dibaca tanpa pemberitahuan.",
        "A row is a part of one site's past that is read without alerts.",
    ),
    columns={
        "id": _OF,
        "site": ("Nama situs.", "Name of the site."),
        "since": ("Hari pertama (YYYY-MM-DD).", "First day (YYYY-MM-DD)."),
        "until": ("Hari terakhir (YYYY-MM-DD).", "Last day (YYYY-MM-DD)."),
        "open_ended": (
            "1 = hari terakhir tidak disebut dalam perintah.",
            "1 = the last day was left out of the command.",
        ),
        "means": (
            "Cara membaca: `sitemap`, `wordpress`, `archive`, `numbers`, `feed` atau `listing`.",
            "How it is read, by one of these six.",
        ),
        "source": ("Alamat awal pembacaan.", "Address that reading begins at."),
        "why": ("Alasan cara itu dipilih.", "Why it is read in this way."),
        "started": (f"Mulai ({_TIME}).", f"Began ({_TIME})."),
        "touched": (f"Akhir upaya terakhir ({_TIME}).", f"When the last run ended ({_TIME})."),
        "finished": (
            f"Selesai seluruhnya ({_TIME}); kosong = masih ada sisa.",
            f"When all was read ({_TIME}); empty while something is left.",
        ),
        "reason": ("Alasan belum selesai.", "Why the last run ended before that."),
        "documents": ("Daftar yang dibaca.", "Lists that were read."),
        "pages": ("Halaman yang terdaftar.", "Pages that they named."),
        "known": ("Di antaranya yang sudah ada.", "Of those, in the archive before."),
        "fetched": ("Halaman yang diambil.", "Pages that were fetched."),
        "stored": ("Berita yang disimpan.", "Articles stored."),
        "flagged": ("Berita yang ditandai.", "Articles flagged."),
        "outside": ("Berita dari hari lain.", "Pages of other days, or without a date."),
        "failed": ("Halaman yang gagal.", "Pages that gave no article."),
    },
    newest_by="id",
)

BACKFILL_DOCUMENTS = Table(
    name="backfill_documents",
    about=(
        "Satu baris ialah daftar yang sudah atau belum dibaca.",
        "A row is a list that was read or is to be read.",
    ),
    columns={
        "backfill_id": _OF,
        "position": ("Urutan.", "Order in which it is read."),
        "url": ("Alamat daftar.", "Address of the list."),
        "done": ("Urutan ia dibaca; 0 = belum.", "In which place it was read; 0 = not yet."),
    },
    hidden=True,
)

BACKFILL_PAGES = Table(
    name="backfill_pages",
    about=(
        "Satu baris ialah halaman dari sebuah daftar dan nasibnya.",
        "A row is a page that a list named, and what became of it.",
    ),
    columns={
        "backfill_id": _OF,
        "url": ("Alamat baku.", "Canonical address."),
        "address": ("Alamat menurut daftar.", "Address as listed."),
        "title": ("Judul menurut daftar.", "Headline as listed."),
        "published_raw": ("Waktu terbit menurut daftar.", "Publication time as listed."),
        "modified_raw": ("Waktu perubahan menurut daftar.", "Time of the last change as listed."),
        "document": ("Daftar yang menyebutnya.", "Position of the list that named it."),
        "fate": (
            "`stored`, `known`, `outside`, `undated`, `failed`, `missing` atau `later`; "
            "kosong = belum diambil.",
            "What became of it; empty while it is to be fetched.",
        ),
        "published": (f"Waktu terbit ({_TIME}).", f"Publication ({_TIME})."),
        "flagged": ("1 = ditandai.", "1 = flagged."),
    },
    hidden=True,
)

PAST: tuple[Table, ...] = (BACKFILLS, BACKFILL_DOCUMENTS, BACKFILL_PAGES)
