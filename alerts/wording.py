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
    rule: str
    seen: str
    also: str
    """The line above the further reports, `{n}` of them."""
    more: str
    digest: str
    backlog: str
    trial_title: str
    trial_body: str


_ID = Words(
    facts=spoken("id"),
    occasions={
        "stage": "Tahap baru",
        "outlets-3": "Kini diberitakan tiga media",
        "outlets-10": "Kini diberitakan sepuluh media",
        "retraction": "Ralat",
    },
    new_pair="Pasangan baru",
    known_pair="Pasangan yang sudah tercatat",
    known_pair_since="Pasangan yang sudah tercatat sejak {year}",
    on="Tanggal kegiatan: {day}",
    rule="Aturan: {rule}",
    seen="terpantau",
    also="Diberitakan juga oleh {n} situs lain:",
    more="... dan {n} lagi",
    digest="Ringkasan Kembar: {n} kabar",
    backlog="Kembar: {n} kabar lama dari {site}",
    trial_title="Kembar: pesan uji",
    trial_body="Saluran ini tersambung. Kabar kerja sama antardaerah akan datang ke sini.",
)  # fmt: skip

_EN = Words(
    facts=spoken("en"),
    occasions={
        "stage": "A new stage",
        "outlets-3": "Now told by three outlets",
        "outlets-10": "Now told by ten outlets",
        "retraction": "Retraction",
    },
    new_pair="A new pair",
    known_pair="A known pair",
    known_pair_since="A pair known since {year}",
    on="Date of the happening: {day}",
    rule="Rule: {rule}",
    seen="seen",
    also="Also reported by {n} more:",
    more="... and {n} more",
    digest="Kembar digest: {n} stories",
    backlog="Kembar: {n} older stories from {site}",
    trial_title="Kembar: test message",
    trial_body="This channel works. News of local governments getting together will arrive here.",
)  # fmt: skip


def words(language: str) -> Words:
    """The words of a language; Indonesian for any but `en`."""
    return _EN if language == "en" else _ID
