"""The tables that hold what was read and what it tells: articles, events, places, stories."""

from .standing import KNOWN_TIES, RELATIONS
from .table import Table

_ARTICLE = ("Berita yang bersangkutan.", "The article it belongs to.")
_TIME = "YYYY-MM-DDTHH:MM:SSZ, UTC"

ARTICLES = Table(
    name="articles",
    about=(
        "Satu baris ialah satu berita pada alamat kanoniknya.",
        "A row is one article at its canonical address.",
    ),
    columns={
        "id": ("Nomor berita di arsip ini.", "Number of the article in this archive."),
        "url": ("Alamat kanonik; unik.", "Canonical address; unique."),
        "site": ("Nama situs sumber.", "Name of the site it was found at."),
        "title": ("Judul tanpa nama situs.", "Headline without the site's name."),
        "author": ("Nama penulis seperti tercetak.", "Writer's name as printed."),
        "published": (
            f"Waktu terbit ({_TIME}); tengah hari setempat bila halaman hanya menyebut tanggal.",
            f"Time of publication ({_TIME}); local noon where the page names only a day.",
        ),
        "published_raw": (
            "Tulisan asli waktu terbit.",
            "The words that the time of publication was read from.",
        ),
        "published_precision": (
            "`minute`, atau `day` bila halaman hanya menyebut tanggal.",
            "`minute`, or `day` where the page names only a day.",
        ),
        "modified": (f"Perubahan terakhir ({_TIME}).", f"Last change told by the page ({_TIME})."),
        "first_seen": (f"Pertama kali disimpan ({_TIME}).", f"First archived ({_TIME})."),
        "fetched": (f"Terakhir diambil ({_TIME}).", f"Last fetched ({_TIME})."),
        "language": ("Kode bahasa ISO 639-1.", "Language, ISO 639-1 code."),
        "text": (
            "Isi berita; paragraf dipisah baris kosong.",
            "Body; paragraphs are separated by a blank line.",
        ),
        "image": ("Alamat gambar utama.", "Address of the lead picture."),
        "status": (
            "`ok`, `partial` (terpotong), `quarantined` (disisihkan) atau `gone` (hilang).",
            "`ok`, `partial` (looks cut off), `quarantined` or `gone`.",
        ),
        "reason": ("Alasan bila status bukan `ok`.", "Why the status is not `ok`."),
        "story_id": (
            "Peristiwa yang diberitakan; kosong bila tidak bertanda.",
            "The story it tells; empty without a flag.",
        ),
        "entry_title": (
            "Judul menurut umpan atau daftar.",
            "Headline in the words of the feed or list.",
        ),
    },
    newest_by="id",
    label="title",
)

REVISIONS = Table(
    name="revisions",
    about=(
        "Satu baris ialah teks lama sebuah berita yang kemudian diubah.",
        "A row is an earlier text of an article that was changed later.",
    ),
    columns={
        "article_id": _ARTICLE,
        "revision": ("Nomor versi, mulai dari 1.", "Number of the version, from 1."),
        "seen": (
            f"Saat teks ini diganti ({_TIME}).",
            f"When this text was found replaced ({_TIME}).",
        ),
        "title": ("Judul waktu itu.", "Headline at that time."),
        "text": ("Isi waktu itu.", "Body at that time."),
    },
    newest_by="seen",
    label="title",
)

HITS = Table(
    name="hits",
    about=(
        "Satu baris ialah satu aturan yang cocok dengan satu kalimat.",
        "A row is a rule that met a sentence.",
    ),
    columns={
        "id": ("Nomor baris.", "Number of the row."),
        "article_id": _ARTICLE,
        "rule": ("Kode aturan.", "Stable id of the rule."),
        "score": ("Nilai yang ditambahkan.", "Points that it adds to the article."),
        "start": (
            "Awal kalimat, dalam titik kode pada judul + dua baris baru + isi.",
            "Start of the sentence, in code points of title + two line feeds + text.",
        ),
        "end": ("Akhir kalimat, dihitung sama.", "End of the sentence, counted likewise."),
        "sentence": ("Kalimat itu apa adanya.", "The sentence, verbatim."),
        "revision": (
            "0 = teks sekarang; selain itu nomor versi lama.",
            "0 = the current text; else the earlier version.",
        ),
        "event_id": ("Kejadian yang didukungnya.", "The event that it speaks for."),
    },
    newest_by="id",
    label="sentence",
)

EVENTS = Table(
    name="events",
    about=(
        "Satu baris ialah satu kejadian dalam berita yang mencapai ambang pemberitahuan.",
        "A row is a happening in an article at or above the alert threshold.",
    ),
    columns={
        "id": ("Nomor kejadian.", "Number of the event."),
        "article_id": _ARTICLE,
        "story_id": ("Peristiwa yang diberitakan.", "The story that it belongs to."),
        "main": ("1 = kejadian utama berita itu.", "1 = the article's chief happening."),
        "kind": (
            "`sister_city`, `intergov_agreement`, `cooperation_talks`, `study_visit` atau "
            "`foreign_aid`.",
            "The sort of happening, one of these five.",
        ),
        "stage": (
            "Tahap: `idea`, `visit`, `talks`, `loi`, `mou`, `agreement`, `implementation`, "
            "`renewal` atau `ended`.",
            "How far it has come, one of these nine.",
        ),
        "stage_detail": (
            "Istilah resmi yang lebih rinci, misalnya `pks`.",
            "Finer official term, for example `pks`.",
        ),
        "modality": (
            "`done` (terjadi), `planned` (rencana) atau `denied` (dibantah, batal).",
            "`done`, `planned` or `denied` (denied or called off).",
        ),
        "event_date": (
            "Hari kejadian, waktu setempat (YYYY-MM-DD).",
            "Day of the happening, local time (YYYY-MM-DD).",
        ),
        "amount": (
            "Jumlah uang, dalam satuan utuh mata uangnya.",
            "Money named, in whole units of the currency.",
        ),
        "currency": ("Mata uang, kode ISO 4217.", "Currency, ISO 4217 code."),
        "score": ("Nilai seluruhnya.", "Points in all."),
        "flagged_at": (f"Saat ditandai ({_TIME}).", f"When it was flagged ({_TIME})."),
        "sectors": (
            "Bidang kerja sama, daftar JSON.",
            "Fields of cooperation, a JSON list.",
        ),
    },
    newest_by="id",
)

EVENT_PARTIES = Table(
    name="event_parties",
    about=(
        "Satu baris ialah satu daerah atau lembaga dalam suatu kejadian.",
        "A row is a place or body in an event.",
    ),
    columns={
        "event_id": ("Kejadian yang bersangkutan.", "The event."),
        "place_id": ("Kode daerah.", "Id of the place."),
        "role": (
            "`party` (pihak), `witness` (saksi), `location` (tempat) atau `broker` (perantara).",
            "What it does there: `party`, `witness`, `location` or `broker`.",
        ),
        "name": ("Nama baku.", "Canonical name."),
        "level": (
            "Jenis: `city`, `regency`, `province`, `foreign_city`, `foreign_region`, `country` "
            "atau `agency`.",
            "What sort of place it is, one of these seven.",
        ),
        "position": ("Urutan dalam kejadian, mulai 0.", "Order within the event, from 0."),
    },
    newest_by="event_id",
    label="name",
)

PLACES = Table(
    name="places",
    about=(
        "Satu baris ialah satu daerah, kota luar negeri, negara atau lembaga.",
        "A row is one place of the gazetteer, or a body such as a council.",
    ),
    columns={
        "id": (
            "Kode Kemendagri (`64.74`), atau seperti `jp:kisarazu` di luar negeri.",
            "Kemendagri code (`64.74`), or like `jp:kisarazu` abroad.",
        ),
        "code": ("Kode Kemendagri; kosong di luar negeri.", "Kemendagri code; empty abroad."),
        "name": ("Nama baku, misalnya `Kota Bontang`.", "Canonical name: `Kota Bontang`."),
        "level": ("Jenis daerah.", "What sort of place it is."),
        "parent": ("Provinsi atau negara induknya.", "Id of the province or country around it."),
        "country": ("Negara, kode ISO 3166-1.", "Country, ISO 3166-1 code."),
        "latitude": (
            "Lintang, derajat utara (kira-kira).",
            "Latitude, degrees north, approximate.",
        ),
        "longitude": (
            "Bujur, derajat timur (kira-kira).",
            "Longitude, degrees east, approximate.",
        ),
    },
    units={"latitude": "degree", "longitude": "degree"},
    label="name",
)

STORIES = Table(
    name="stories",
    about=(
        "Satu baris ialah satu peristiwa, diberitakan satu atau beberapa media.",
        "A row is one happening, told by one or more outlets.",
    ),
    columns={
        "id": ("Nomor peristiwa.", "Number of the story."),
        "title": ("Judul berita utamanya.", "Headline of its lead article."),
        "first_seen": (f"Pertama kali terlihat ({_TIME}).", f"First seen ({_TIME})."),
        "articles": ("Banyaknya berita.", "How many articles tell it."),
        "sites": ("Banyaknya situs.", "How many sites tell it."),
    },
    newest_by="id",
    label="title",
)

NEWS = (ARTICLES, EVENTS, EVENT_PARTIES, STORIES, RELATIONS, KNOWN_TIES, PLACES, HITS, REVISIONS)
