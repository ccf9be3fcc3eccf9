"""What the files say by themselves in Indonesian and English: titles, headings, notes."""

from collections.abc import Mapping
from dataclasses import dataclass

from kembar.spoken import Spoken, spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Everything that a file says by itself, in one language."""

    language: str
    """ISO 639-1."""
    facts: Spoken
    """Kinds, stages, days and times."""
    title: str
    period: str
    """`{since}` and `{until}`."""
    since: str
    until: str
    always: str
    places: str
    kinds: str
    stages: str
    sites: str
    everything: str
    """What a filter says that leaves nothing out."""
    found: str
    """`{stories}` told by `{reports}`."""
    by_kind: str
    looked_at: str
    """`{articles}` of `{sites}`."""
    nothing: str
    left_out: str
    """`{n}` older stories."""
    chosen: str
    """`{words}` that the stories were chosen by besides."""
    made: str
    rights: str
    contents: str
    on: str
    sources: str
    seen: str
    more: str
    missing: str
    page: str
    columns: Mapping[str, str]
    """Headings of columns by their name."""


_ID = Labels(
    language="id",
    facts=spoken("id"),
    title="Kliping kerja sama daerah",
    period="Periode: {since} sampai {until}",
    since="Periode: sejak {since}",
    until="Periode: sampai {until}",
    always="Periode: seluruh isi arsip",
    places="Daerah: {names}",
    kinds="Jenis: {names}",
    stages="Tahap: {names}",
    sites="Situs: {names}",
    everything="semua",
    found="{stories} kabar, diberitakan dalam {reports} artikel",
    by_kind="{kind}: {n}",
    looked_at="Yang diperiksa: {articles} artikel dari {sites} situs",
    nothing="Tidak ada kabar yang cocok.",
    left_out="Tidak termasuk: {n} kabar yang lebih lama; pilih masa yang lebih pendek.",
    chosen="Dipilih menurut: {words}",
    made="Disusun {when}",
    rights="Kutipan dan tautan saja. Berita selengkapnya ada di sumbernya dan milik medianya.",
    contents="Daftar isi",
    on="Tanggal kegiatan: {day}",
    sources="Sumber:",
    seen="terpantau {when}",
    more="... dan {n} lagi",
    missing="Tanda □ menggantikan huruf yang tidak ada dalam fon dokumen ini.",
    page="Halaman {n} dari {all}",
    columns={
        "story": "Nomor", "day": "Tanggal berita", "headline": "Judul", "pair": "Pihak",
        "kind": "Jenis", "stage": "Tahap", "modality": "Keterangan", "event_date": "Tgl. kegiatan",
        "sentence": "Kalimat penentu", "reports": "Artikel", "sites": "Situs", "site": "Sumber",
        "url": "Tautan", "event": "Kegiatan", "published": "Terbit", "zone": "Zona",
        "amount": "Nilai", "currency": "Mata uang", "sectors": "Bidang", "score": "Skor",
        "place": "Daerah", "partner": "Mitra", "since": "Sejak", "last_activity": "Kabar terakhir",
        "stories": "Kabar", "source": "Daftar asal", "witnesses": "Saksi, lokasi, perantara",
    },
)  # fmt: skip

_EN = Labels(
    language="en",
    facts=spoken("en"),
    title="Clippings: local governments getting together",
    period="Period: {since} to {until}",
    since="Period: since {since}",
    until="Period: until {until}",
    always="Period: the whole archive",
    places="Places: {names}",
    kinds="Kinds: {names}",
    stages="Stages: {names}",
    sites="Sites: {names}",
    everything="all",
    found="Stories: {stories}, told in {reports} articles",
    by_kind="{kind}: {n}",
    looked_at="Looked at: {articles} articles of {sites} sites",
    nothing="No story fits.",
    left_out="Left out: {n} older stories; choose a shorter time.",
    chosen="Chosen by: {words}",
    made="Made {when}",
    rights="Quotations and links only. The full reports are at their sources and belong to them.",
    contents="Contents",
    on="Date of the happening: {day}",
    sources="Sources:",
    seen="seen {when}",
    more="... and {n} more",
    missing="The sign □ stands for letters that this document's font lacks.",
    page="Page {n} of {all}",
    columns={
        "story": "Number", "day": "Reported on", "headline": "Headline", "pair": "Parties",
        "kind": "Kind", "stage": "Stage", "modality": "Remark", "event_date": "Happened on",
        "sentence": "Judged sentence", "reports": "Articles", "sites": "Sites", "site": "Source",
        "url": "Link", "event": "Happening", "published": "Published", "zone": "Zone",
        "amount": "Amount", "currency": "Currency", "sectors": "Sectors", "score": "Score",
        "place": "Place", "partner": "Partner", "since": "Since",
        "last_activity": "Last activity", "stories": "Stories", "source": "From the list",
        "witnesses": "Witnesses, locations, brokers",
    },
)  # fmt: skip


def labels(language: str) -> Labels:
    """The labels of a language; Indonesian for any but `en`."""
    return _EN if language == "en" else _ID
