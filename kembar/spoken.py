"""Kinds, stages, pairs, days and times as people read them, in Indonesian and in English.

Pure text: who shows it lays it out, and says the rest in words of its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from .clock import zone_name
from .plain import one_line
from .words import Kind, Modality, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """The words of one language for what the archive writes in codes."""

    kinds: Mapping[Kind, str]
    """Each kind, as a headline begins."""
    no_kind: str
    """What a `[[watch]]` without a kind is called."""
    stages: Mapping[Stage, str]
    """Each stage, within a line."""
    badges: Mapping[Stage, str]
    """Each stage by itself."""
    details: Mapping[str, str]
    """The finer official terms of `stage_detail`."""
    modalities: Mapping[Modality, str]
    """What is to be added where it has not simply happened; empty where it has."""
    months: tuple[str, ...]
    """January first."""
    clock: str
    """strftime format of a time of day."""
    between: str
    """`{a}` and `{b}` in a sentence."""
    together: str
    """The word before the last of three or more."""


_ID = Spoken(
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
    badges={
        Stage.IDEA: "Gagasan",
        Stage.VISIT: "Kunjungan",
        Stage.TALKS: "Pembicaraan",
        Stage.LOI: "Pernyataan kehendak (LoI)",
        Stage.MOU: "Nota kesepahaman (MoU)",
        Stage.AGREEMENT: "Perjanjian kerja sama",
        Stage.IMPLEMENTATION: "Pelaksanaan",
        Stage.RENEWAL: "Perpanjangan",
        Stage.ENDED: "Berakhir",
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
    months=(
        "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
        "Oktober", "November", "Desember",
    ),
    clock="%H.%M",
    between="{a} dengan {b}",
    together="dan",
)  # fmt: skip

_EN = Spoken(
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
    badges={
        Stage.IDEA: "Idea",
        Stage.VISIT: "Visit",
        Stage.TALKS: "Talks",
        Stage.LOI: "Letter of intent (LoI)",
        Stage.MOU: "Memorandum of understanding (MoU)",
        Stage.AGREEMENT: "Cooperation agreement",
        Stage.IMPLEMENTATION: "Carried out",
        Stage.RENEWAL: "Renewal",
        Stage.ENDED: "Ended",
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
    months=(
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ),
    clock="%H:%M",
    between="{a} with {b}",
    together="and",
)  # fmt: skip


def spoken(language: str) -> Spoken:
    """The words of a language; Indonesian for any but `en`."""
    return _EN if language == "en" else _ID


def pair(names: Iterable[str], said: Spoken) -> str:
    """`Kota Bontang dengan Jeju`, `A, B dan C`, one name alone, or nothing; doubles fall away."""
    told = list(dict.fromkeys(name for name in map(one_line, names) if name))
    if len(told) == 2:
        return said.between.format(a=told[0], b=told[1])
    if len(told) > 2:
        return f"{', '.join(told[:-1])} {said.together} {told[-1]}"
    return told[0] if told else ""


def what(
    kind: Kind | None,
    stage: Stage | None,
    detail: str | None,
    modality: Modality | None,
    said: Spoken,
) -> str:
    """Kind, stage and whether it has happened: `Kota kembar: nota kesepahaman (MoU)`."""
    rest = ", ".join(part for part in (step(stage, detail, said), also(modality, said)) if part)
    return f"{kind_of(kind, said)}: {rest}" if rest else kind_of(kind, said)


def kind_of(kind: Kind | None, said: Spoken) -> str:
    """The kind in words."""
    return said.kinds[kind] if kind else said.no_kind


def step(stage: Stage | None, detail: str | None, said: Spoken) -> str:
    """The stage in words, the finer term where there is one; empty without a stage."""
    return said.details.get(detail or "") or (said.stages[stage] if stage else "")


def also(modality: Modality | None, said: Spoken) -> str:
    """Whether it is planned or denied; empty where it was done."""
    return said.modalities[modality] if modality else ""


def on_day(day: date, said: Spoken) -> str:
    """`24 November 2026`."""
    return f"{day.day} {said.months[day.month - 1]} {day.year}"


def at(moment: datetime, precision: str | None, zone: ZoneInfo, said: Spoken) -> str:
    """`24 November 2026 10.05 WITA`; no time where `precision` says that only the day is known."""
    local = moment.astimezone(zone)
    day = on_day(local.date(), said)
    return day if precision == "day" else f"{day} {local.strftime(said.clock)} {zone_name(zone)}"
