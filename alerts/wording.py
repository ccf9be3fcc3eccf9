"""The words of messages in Indonesian and English. No logic beyond looking them up."""

from collections.abc import Mapping
from dataclasses import dataclass

from kembar.spoken import Spoken, spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Everything that a message says by itself, in one language."""

    facts: Spoken
    """Kinds, stages, days and times in this language."""
    occasions: Mapping[str, str]
    new_pair: str
    known_pair: str
    known_pair_since: str
    on: str
    seen: str
    also: str
    """The line above the further reports, `{n}` of them."""
    more: str
    new_stage: str
    new_party: str
    new_amount: str
    before: str
    first_told: str
    """Where the first message is found again, `{id}` its digits."""
    retracted: Mapping[str, str]
    """Why a story is taken back; the key `` for no known reason."""
    why: str
    why_all: str
    filters: Mapping[str, str]
    """The keys of `Story.why`."""
    pairs: Mapping[str, str]
    answer: str
    elsewhere: str
    """The heading of stories that no Indonesian place takes part in."""
    too_long: str
    """Instead of an address that no service would take."""
    digest: str
    backlog: str
    burst: str
    late: str
    proof: str
    empty: str
    proof_body: str
    looked: str
    """What was looked at between `{since}` and `{until}`."""
    looked_counts: str
    silent: str
    failed: str
    sent: str
    refused: str
    """What another channel, `{channel}`, gave up: `{n}` alerts since `{since}`."""
    refused_body: str
    trial_title: str
    trial_body: str


_ID = Words(
    facts=spoken("id"),
    occasions={
        "stage": "Tahap baru",
        "party": "Pihak baru",
        "amount": "Nilai baru",
        "outlets-3": "Kini diberitakan tiga media",
        "outlets-10": "Kini diberitakan sepuluh media",
        "retraction": "RALAT",
    },
    new_pair="Pasangan baru",
    known_pair="Pasangan yang sudah tercatat",
    known_pair_since="Pasangan yang sudah tercatat sejak {year}",
    on="Tanggal kegiatan: {day}",
    seen="terpantau",
    also="Diberitakan juga oleh {n} situs lain:",
    more="... dan {n} lagi",
    new_stage="Tahap baru: {detail}",
    new_party="Pihak baru: {detail}",
    new_amount="Nilai baru: {detail}",
    before="sebelumnya {before}",
    first_told="pertama dikabarkan #{id}",
    retracted={
        "": "RALAT: kabar ini ditarik; jangan dipakai lagi",
        "gone": "RALAT: kabar ini ditarik, artikelnya dihapus oleh situsnya; jangan dipakai lagi",
        "denied": "RALAT: kabar ini ditarik karena dibantah atau batal; jangan dipakai lagi",
    },
    why="Mengapa Anda menerima ini: {why}",
    why_all="saluran ini menerima semua",
    filters={
        "rule": "aturan {value}", "places": "tempat {value}", "kinds": "jenis {value}",
        "stages": "tahap {value}", "sectors": "bidang {value}", "sites": "situs {value}",
        "score": "nilai {value}", "pairs": "{value}",
    },
    pairs={"new": "hanya pasangan baru", "known": "hanya pasangan yang sudah tercatat"},
    answer="Jawab: kembar alerts verdict {id} keep|drop|fix",
    elsewhere="Tanpa daerah Indonesia",
    too_long="(tautan terlalu panjang)",
    digest="Ringkasan Kembar: {n} kabar",
    backlog="Kembar: {n} kabar lama dari {site}",
    burst="Kembar: {n} kabar sekaligus",
    late="Kembar menyusul: {n} kabar, {since} sampai {until}",
    proof="Kembar: bukti mingguan, saluran ini bekerja",
    empty="Tidak ada kabar kerja sama dalam rentang ini.",
    proof_body="Saluran ini bekerja. Pesan ini dikirim berkala sebagai buktinya.",
    looked="Yang diperiksa, {since} sampai {until}:",
    looked_counts="{sites} situs dibaca, {silent} tanpa artikel, {failed} gagal; "
    "{articles} artikel, {stories} kabar",
    silent="Tanpa artikel: {names}",
    failed="Gagal dibaca: {names}",
    sent="Pesan terkirim ke saluran ini: {n}",
    refused="Kembar: saluran {channel} menolak {n} kabar",
    refused_body="Saluran {channel} menolak {n} kabar sejak {since}; tidak dicoba lagi.\n"
    "Lihat `kembar alerts pending`; `kembar alerts retry` mencobanya lagi.",
    trial_title="Kembar: pesan uji",
    trial_body="Saluran ini tersambung. Kabar kerja sama antardaerah akan datang ke sini.",
)  # fmt: skip

_EN = Words(
    facts=spoken("en"),
    occasions={
        "stage": "A new stage",
        "party": "A new party",
        "amount": "A new amount",
        "outlets-3": "Now told by three outlets",
        "outlets-10": "Now told by ten outlets",
        "retraction": "RETRACTED",
    },
    new_pair="A new pair",
    known_pair="A known pair",
    known_pair_since="A pair known since {year}",
    on="Date of the happening: {day}",
    seen="seen",
    also="Also reported by {n} more:",
    more="... and {n} more",
    new_stage="A new stage: {detail}",
    new_party="A new party: {detail}",
    new_amount="A new amount: {detail}",
    before="before: {before}",
    first_told="first told as #{id}",
    retracted={
        "": "RETRACTED: this story is taken back; do not use it",
        "gone": "RETRACTED: this story is taken back, its site removed the article; do not use it",
        "denied": "RETRACTED: this story is taken back, it was denied or called off; do not use it",
    },
    why="Why you get this: {why}",
    why_all="this channel takes all",
    filters={
        "rule": "rule {value}", "places": "place {value}", "kinds": "kind {value}",
        "stages": "stage {value}", "sectors": "sector {value}", "sites": "site {value}",
        "score": "score {value}", "pairs": "{value}",
    },
    pairs={"new": "new pairs only", "known": "known pairs only"},
    answer="Answer: kembar alerts verdict {id} keep|drop|fix",
    elsewhere="No Indonesian place",
    too_long="(link too long)",
    digest="Kembar digest: {n} stories",
    backlog="Kembar: {n} older stories from {site}",
    burst="Kembar: {n} stories at once",
    late="Kembar catch-up: {n} stories, {since} to {until}",
    proof="Kembar: weekly proof, this channel works",
    empty="No cooperation news in this span.",
    proof_body="This channel works. This message comes regularly to prove it.",
    looked="Looked at, {since} to {until}:",
    looked_counts="{sites} sites read, {silent} silent, {failed} failed; "
    "{articles} articles, {stories} stories",
    silent="Silent: {names}",
    failed="Failed: {names}",
    sent="Messages sent to this channel: {n}",
    refused="Kembar: alerts refused by channel {channel}: {n}",
    refused_body="Alerts that channel {channel} has refused since {since}: {n}. They are not tried "
    "again.\nSee `kembar alerts pending`; `kembar alerts retry` tries them again.",
    trial_title="Kembar: test message",
    trial_body="This channel works. News of local governments getting together will arrive here.",
)  # fmt: skip


def words(language: str) -> Words:
    """The words of a language; Indonesian for any but `en`."""
    return _EN if language == "en" else _ID
