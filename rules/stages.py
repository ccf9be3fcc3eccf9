"""How far a happening has come, and whether it is done, planned or denied, by its sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kembar.model import Kind, Modality, Stage

_SIGNED = (
    r"(?:menanda ?tangan\w*|di ?tanda ?tangan\w*|ditandantangani|penanda ?tangan\w*|tanda ?tangan\w*"
    r"|meneken|diteken|teken|sepakati|menyepakati|disepakati|bersepakat|ikat|mengikat|sign(?:s|ed|ing)?"
    r"|membubuhkan|kukuhkan|mengukuhkan|dikukuhkan)"
)
_PLANNED = re.compile(
    r"\b(?:akan|bakal|segera|rencana\w*|berencana|direncanakan|dijadwalkan|dijadwal|hendak|ingin|bidik|membidik"
    r"|menargetkan|ditargetkan|diharapkan|berharap|siap|persiapan|persiapkan|menyiapkan|draf|draft|rancangan|kelak|nantinya"
    r"|mendatang|wacana|peluang|jajaki|menjajaki|penjajakan|will|plans?|planned|to sign)\b"
)
_DONE = re.compile(
    r"\b(?:telah|sudah|resmi|baru saja|usai|seusai|berhasil|rampung|tuntas|" + _SIGNED + r")\b"
)
_DENIED = re.compile(
    r"\b(?:batal\w*|membatalkan|dibatalkan|pembatalan|urung|tidak jadi|menolak|ditolak|belum bisa|gagal|tertunda"
    r"|ditunda|stop|menghentikan|dihentikan|penghentian|mengakhiri|diakhiri|berakhirnya|putus|memutus|diputus)\b"
)
_ENDED = re.compile(
    r"\b(?:batal\w*|membatalkan|dibatalkan|pembatalan|stop|setop|menghentikan|dihentikan|penghentian|mengakhiri"
    r"|diakhiri|putus|memutus|memutuskan kerja ?sama|diputus|terminat\w+|tidak diperpanjang|cabut|mencabut|dicabut)\b"
)
_RENEWAL = re.compile(
    r"\b(?:perpanjang\w*|memperpanjang|diperpanjang|perbarui|memperbarui|diperbarui|pembaruan|teken ulang|diteken ulang"
    r"|pulihkan|memulihkan|hidupkan kembali|menghidupkan kembali|hidup kembali|adendum|addendum|reaffirm\w*"
    r"|kukuhkan lagi|kukuhkan kembali|lanjutkan kembali|renew\w*|new deal|reviv\w*)\b"
)
_RUNNING = re.compile(
    r"\b(?:peringat\w*|rayakan|merayakan|perayaan|ulang tahun|anniversary|pelaksanaan|implementasi\w*|realisasi\w*"
    r"|pertukaran pelajar|bertukar|menindaklanjuti|tindak lanjut|evaluasi|monev|sejak (?:tahun )?\d{4}|sudah \d+ tahun"
    r"|berkembar|menyerahkan|diserahkan|serah terima|festival|masih berlaku|program yang)\b"
)
_LOI = re.compile(
    r"\b(?:loi|letter of inten\w*|pernyataan minat|surat minat|pernyataan kehendak|surat pernyataan|pertukaran persahabatan)\b"
)
_MOU = re.compile(
    r"\b(?:mou|memorandum of understanding|nota kesepahaman|memorandum saling pengertian|nota kesepakatan|momerandum\w*)\b"
)
_AGREEMENT = re.compile(
    r"\b(?:pks|perjanjian|kad|kesepakatan bersama|kontrak|mengikat kerja ?sama|kesepakatan|bersepakat|kerja ?sama\w*(?:\W+\w+){0,4}\W+(?:ditandatangani|diteken)|(?:teken|meneken|tanda ?tangani|menanda ?tangani) kerja ?sama)\b"
)
_TALKS = re.compile(
    r"\b(?:bahas|membahas|dibahas|pembahasan|jajaki|menjajaki|penjajakan|rencana\w*|tawar\w*|menawarkan|peluang|tindak lanjut"
    r"|menindaklanjuti|negosiasi|diskusi|berdiskusi|sepakat|siap|koordinasi|survei|survey|berminat|bidik|undang|draf)\b"
)
_IDEA = re.compile(
    r"\b(?:gagas|menggagas|usul\w*|mengusulkan|wacana\w*|ide|keinginan|ingin|berharap|berminat|melirik|lirik|minta|impian"
    r"|menawarkan|tawarkan|siapkan)\b"
)
_GIVEN = re.compile(
    r"\b(?:menyerahkan|diserahkan|serahkan|penyerahan|terima|menerima|peroleh|memperoleh|dapat|mendapat|mendapatkan"
    r"|telah|serah terima|salurkan|disalurkan|diresmikan|meresmikan)\b"
)
_DETAILS = (
    ("return_visit", re.compile(r"\b(?:kunjungan balasan|balas kunjungan|membalas kunjungan)\b")),
    (
        "study_visit",
        re.compile(
            r"\b(?:studi (?:tiru|banding|kompara\w+|referensi|replikasi)|kaji (?:tiru|banding|terap)|benchmarking|ngangsu kawruh)\b"
        ),
    ),
    ("dprd_approval", re.compile(r"\b(?:persetujuan dprd|rekomendasi dprd)\b")),
    ("central_approval", re.compile(r"\b(?:persetujuan menteri|full power|surat kuasa)\b")),
    ("plan", re.compile(r"\b(?:rencana aksi|plan of action|rencana kerja sama|kerangka acuan)\b")),
    ("evaluation", re.compile(r"\b(?:evaluasi|monev)\b")),
    ("pks", re.compile(r"\b(?:pks|perjanjian kerja ?sama)\b")),
)
_FITS = {
    "return_visit": {Stage.VISIT, Stage.TALKS}, "study_visit": {Stage.VISIT},
    "dprd_approval": {Stage.TALKS}, "central_approval": {Stage.TALKS}, "plan": {Stage.TALKS},
    "evaluation": {Stage.IMPLEMENTATION}, "pks": {Stage.AGREEMENT},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """Stage, its finer term, and modality of a happening."""

    stage: Stage | None
    detail: str | None
    modality: Modality


def stand(
    kind: Kind | None, head: Sequence[str], rest: Sequence[str], *, default: Stage | None = None
) -> Standing:
    """Read the standing from folded trigger sentences: those of title and lead, then the others.

    `default` is what the rule itself says, for where the words leave it open.
    """
    chief = " . ".join(head or rest)
    every = " . ".join([*head, *rest])
    modality = _modality(kind, head or rest)
    stage = _stage(kind, chief, every, modality, default)
    if stage is Stage.ENDED:
        modality = Modality.DONE if _DONE.search(chief) or _ENDED.search(chief) else modality
    detail = next(
        (name for name, cue in _DETAILS if stage in _FITS[name] and cue.search(every)), None
    )
    return Standing(stage, detail, modality)


def _modality(kind: Kind | None, sentences: Sequence[str]) -> Modality:
    """The first sentence that says so decides; a signing still to come outweighs its headline."""
    chief = " . ".join(sentences)
    if kind is Kind.STUDY_VISIT:
        return Modality.PLANNED if _PLANNED_VISIT.search(chief) else Modality.DONE
    if _DENIED.search(chief):
        return Modality.DENIED
    if _PLANNED_SIGNING.search(chief):
        return Modality.PLANNED
    for sentence in sentences:
        planned, done = _PLANNED.search(sentence), _DONE.search(sentence)
        if planned or done:
            return Modality.DONE if done else Modality.PLANNED
    return Modality.DONE


_PLANNED_SIGNING = re.compile(
    rf"\b(?:akan|bakal|segera|dijadwalkan|rencana\w*|berencana|hendak|siap|persiapan|draf|rancangan|menyiapkan|bidik|ingin)\b"
    rf"(?:\W+\w+){{0,7}}?\W+(?:{_SIGNED}|mou|nota kesepahaman|pks|loi|sister city|kota kembar)\b"
)

_PLANNED_VISIT = re.compile(
    r"\b(?:akan|bakal|dijadwalkan|berencana|rencananya|direncanakan)\b(?:\W+\w+){0,4}?\W+"
    r"(?:kunjungan|kunker|berkunjung|mengunjungi|studi|kaji|belajar|bertolak|melawat)\b"
)


def _stage(
    kind: Kind | None, chief: str, every: str, modality: Modality, default: Stage | None
) -> Stage | None:
    if kind is Kind.STUDY_VISIT:
        return Stage.VISIT
    if kind is Kind.FOREIGN_AID:
        if _GIVEN.search(chief) and not re.search(r"\b(?:rencana|survei|cek lokasi|akan)\b", chief):
            return Stage.IMPLEMENTATION
        return Stage.IDEA if re.search(r"\bsiap\w*\b", chief) else Stage.TALKS
    if _ENDED.search(chief):
        return Stage.ENDED
    if _RENEWAL.search(chief):
        return Stage.RENEWAL
    if kind is Kind.COOPERATION_TALKS:
        return _early(chief)
    paper = _paper(chief) or _paper(every)
    if paper and modality is Modality.PLANNED:
        return Stage.TALKS
    if (
        kind is Kind.SISTER_CITY
        and _RUNNING.search(chief)
        and not (paper and re.search(rf"\b{_SIGNED}\b", chief))
    ):
        return Stage.IMPLEMENTATION
    if paper or kind is Kind.INTERGOV_AGREEMENT:
        return paper or default
    return _early(chief)


def _paper(text: str) -> Stage | None:
    for stage, cue in ((Stage.LOI, _LOI), (Stage.MOU, _MOU), (Stage.AGREEMENT, _AGREEMENT)):
        if cue.search(text):
            return stage
    return None


def _early(text: str) -> Stage:
    if _TALKS.search(text):
        return Stage.TALKS
    return Stage.IDEA if _IDEA.search(text) else Stage.VISIT
