"""The words of messages in Indonesian and English. No logic beyond looking them up."""

from collections.abc import Mapping
from dataclasses import dataclass

from kembar.model import Kind, Modality, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Everything that a message says by itself, in one language."""

    kinds: Mapping[Kind, str]
    no_kind: str
    stages: Mapping[Stage, str]
    details: Mapping[str, str]
    modalities: Mapping[Modality, str]
    occasions: Mapping[str, str]
    months: tuple[str, ...]
    clock: str
    """strftime format of a time of day."""
    between: str
    """`{a}` and `{b}` in a sentence."""
    together: str
    """The word before the last of three or more."""
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
    kinds={
        Kind.SISTER_CITY: "Kota kembar",
        Kind.INTERGOV_AGREEMENT: "Perjanjian antardaerah",
        Kind.COOPERATION_TALKS: "Penjajakan kerja sama",
        Kind.STUDY_VISIT: "Kunjungan kerja",
        Kind.FOREIGN_AID: "Bantuan luar negeri",
    },
    no_kind="Pantauan",
    stages={
        Stage.IDEA: "gagasan",
        Stage.VISIT: "kunjungan",
        Stage.TALKS: "pembicaraan",
        Stage.LOI: "pernyataan kehendak (LoI)",
        Stage.MOU: "nota kesepahaman (MoU)",
        Stage.AGREEMENT: "perjanjian kerja sama",
        Stage.IMPLEMENTATION: "pelaksanaan",
        Stage.RENEWAL: "perpanjangan",
        Stage.ENDED: "berakhir",
    },
    details={
        "pks": "PKS",
        "return_visit": "kunjungan balasan",
        "study_visit": "studi banding",
        "plan": "rencana kerja sama",
        "dprd_approval": "persetujuan DPRD",
        "central_approval": "persetujuan pusat",
        "evaluation": "evaluasi",
    },
    modalities={
        Modality.DONE: "",
        Modality.PLANNED: "masih rencana",
        Modality.DENIED: "dibantah atau batal",
    },
    occasions={
        "stage": "Tahap baru",
        "outlets-3": "Kini diberitakan tiga media",
        "outlets-10": "Kini diberitakan sepuluh media",
        "retraction": "Ralat",
    },
    months=(
        "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
        "Oktober", "November", "Desember",
    ),
    clock="%H.%M",
    between="{a} dengan {b}",
    together="dan",
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
    kinds={
        Kind.SISTER_CITY: "Sister cities",
        Kind.INTERGOV_AGREEMENT: "Agreement between local governments",
        Kind.COOPERATION_TALKS: "Cooperation talks",
        Kind.STUDY_VISIT: "Official visit",
        Kind.FOREIGN_AID: "Foreign aid",
    },
    no_kind="Watched words",
    stages={
        Stage.IDEA: "an idea",
        Stage.VISIT: "a visit",
        Stage.TALKS: "talks",
        Stage.LOI: "letter of intent (LoI)",
        Stage.MOU: "memorandum of understanding (MoU)",
        Stage.AGREEMENT: "cooperation agreement",
        Stage.IMPLEMENTATION: "being carried out",
        Stage.RENEWAL: "renewal",
        Stage.ENDED: "ended",
    },
    details={
        "pks": "PKS, a cooperation agreement under a MoU",
        "return_visit": "return visit",
        "study_visit": "study visit",
        "plan": "cooperation plan",
        "dprd_approval": "approval by the local council",
        "central_approval": "approval by the central government",
        "evaluation": "evaluation",
    },
    modalities={
        Modality.DONE: "",
        Modality.PLANNED: "still planned",
        Modality.DENIED: "denied or called off",
    },
    occasions={
        "stage": "A new stage",
        "outlets-3": "Now told by three outlets",
        "outlets-10": "Now told by ten outlets",
        "retraction": "Retraction",
    },
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
    clock="%H:%M",
    between="{a} with {b}",
    together="and",
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
