"""How far a happening has come, and whether it is done, planned or denied, by its sentences."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kembar.model import Kind, Modality, Stage


def _cue(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b")


_SIGNED = (
    r"(?:menanda ?tangan\w*|di ?tanda ?tangan\w*|ditandantangani|penanda ?tangan\w*"
    r"|tanda ?tangan\w*|meneken|diteken|teken|sepakati|menyepakati|disepakati|bersepakat|ikat"
    r"|mengikat|sign(?:s|ed|ing)?|memaraf|diparaf|paraf (?:mou|nota|naskah|pks)|membubuhkan"
    r"|kukuhkan|mengukuhkan|dikukuhkan)"
)
_COOP = r"kerja ?sama\w*"
_SIGNING = _cue(_SIGNED)
_PLANNED = _cue(
    r"akan|bakal|segera|rencana\w*|berencana|direncanakan|dijadwalkan|dijadwal|hendak|ingin|bidik",
    r"membidik|menargetkan|ditargetkan|diharapkan|berharap|siap|persiapan|persiapkan|menyiapkan",
    r"draf|draft|rancangan|kelak|nantinya|mendatang|wacana|peluang|jajaki|menjajaki|penjajakan",
    r"jadwal|will|plans?|planned|to sign",
)
_DONE = _cue(r"telah|sudah|resmi|baru saja|berhasil|rampung|tuntas", _SIGNED)
_ENDED = _cue(
    r"batal\w*|membatalkan|dibatalkan|pembatalan|stop|setop|menghentikan|dihentikan|penghentian",
    r"akhiri|mengakhiri|diakhiri|pengakhiran|putus|memutus(?:nya)?|memutuskan kerja ?sama|diputus",
    r"pemutusan|sudahi|menyudahi|disudahi|tamat|kandas|terminat\w+|scrapp?\w*|cancel\w*|ends",
    r"(?:tidak|tak)(?: akan)?(?: lagi)? (?:(?:di|mem)?perpanjang|(?:di|me)?lanjutkan)",
    r"cabut|mencabut|dicabut|surat pengakhiran|perjanjian gugur|walks? away|walked away|pulls? out",
    r"(?:keluar|lepas|mundur|menarik diri|tarik diri) dari (?:perjanjian|kerja ?sama|kesepakatan|pks)",
    r"(?:tidak|tak) lagi (?:meneruskan|melanjutkan|memperpanjang|berkembar|bersaudara)",
    r"given notice|gave notice|withdr\w+ from",
)
_DENIED = _cue(
    r"batal\w*|membatalkan|dibatalkan|pembatalan|urung|tidak jadi|menolak|ditolak|belum bisa|gagal",
    r"tertunda|ditunda|stop|menghentikan|dihentikan|penghentian|mengakhiri|diakhiri|putus|diputus",
)
_RENEWAL = _cue(
    r"perpanjang\w*|memperpanjang|diperpanjang|perbarui|memperbarui|diperbarui|pembaruan",
    r"teken ulang|diteken ulang|pulihkan|memulihkan|hidupkan kembali|menghidupkan kembali",
    r"hidup kembali|adendum|addendum|reaffirm\w*|kukuhkan lagi|kukuhkan kembali",
    r"(?:di|meng)?hidupkan lagi|dihidupkan kembali|(?:di|meng)?aktifkan (?:lagi|kembali)",
    r"disambung|sambung lagi|menyambung|lanjutkan kembali|dilanjutkan|renew\w*|new deal|reviv\w*",
    r"exten(?:d|ds|ded|sion)",
)
_RUNNING = _cue(
    r"peringat\w*|rayakan|merayakan|perayaan|ulang tahun|anniversary|pelaksanaan|implementasi\w*",
    r"realisasi\w*|pertukaran pelajar|bertukar|menindaklanjuti|tindak lanjut|evaluasi|monev",
    r"sejak (?:tahun )?\d{4}|sudah \d+ tahun|berkembar|menyerahkan|diserahkan|serah terima",
    r"festival|masih berlaku|program yang|magang|(?:kota|provinsi|kabupaten) (?:kembar|saudara)nya",
    r"(?:rangka|kerangka|bingkai|bagian dari) (?:program |hubungan )?(?:sister|kota kembar)",
    r"hari jadi|yang (?:sudah|telah) (?:lama )?(?:terjalin|dijalin)|since (?:19|20)\d\d|exchange",
    r"dasawarsa|dekade|vakum|mati suri",
)
_PAPERS = (
    (
        Stage.LOI,
        _cue(
            r"loi|letters? of inten\w*|pernyataan minat|surat minat|pernyataan kehendak",
            r"surat pernyataan|pertukaran persahabatan",
        ),
    ),
    (
        Stage.MOU,
        _cue(
            r"mou|memorandum of understanding|nota kesepahaman|memorandum saling pengertian",
            r"nota kesepakatan|momerandum\w*|memorandum|memorandum kesepahaman|nota kerja ?sama",
        ),
    ),
    (
        Stage.AGREEMENT,
        _cue(
            r"pks|perjanjian|kad|kesepakatan|kontrak|agreement|arrangement|accord|pact",
            rf"mengikat {_COOP}|{_COOP}(?:\W+\w+){{0,4}}\W+(?:ditandatangani|diteken)",
            rf"(?:teken|meneken|tanda ?tangani|menanda ?tangani) {_COOP}",
        ),
    ),
)
_TALKS = _cue(
    r"bahas|membahas|dibahas|pembahasan|jajaki|menjajaki|penjajakan|rencana\w*|tawar\w*|menawarkan",
    r"peluang|tindak lanjut|menindaklanjuti|negosiasi|diskusi|berdiskusi|sepakat|siap|koordinasi",
    r"survei|survey|berminat|bidik|undang|draf|matangkan|mematangkan|finalisasi|naskah|rancang\w*",
    r"merancang|bicarakan|membicarakan|dibicarakan|pembicaraan|rapat|godok|menggodok|digodok|talks",
    r"discuss\w*|negotiat\w*|explor\w*|rintis|merintis|dirintis|rundingkan|merundingkan|berunding",
)
_IDEA = _cue(
    r"gagasan|lontarkan|dilontarkan|melontarkan|lempar|melempar|mimpi|bermimpi|propos\w*|idea|wants",
    r"gagas|menggagas|usul\w*|mengusulkan|wacana\w*|ide|keinginan|ingin|berharap|melirik|lirik",
    r"minta|impian|tawarkan|siapkan",
)
_GIVEN = _cue(
    r"beri|memberi|memberikan|diberi|diberikan|hibahkan|menghibahkan|dihibahkan|dampingi|mendampingi",
    r"dapatkan|kebagian|dipakai|tiba|diturunkan|merapat|mendarat|pemberian|bekas pakai|resmikan|diresmikan|meresmikan|masuk tahun|extends?",
    r"menyerahkan|diserahkan|serahkan|penyerahan|terima|menerima|peroleh|memperoleh|dapat|mendapat",
    r"mendapatkan|telah|serah terima|salurkan|disalurkan|diresmikan|meresmikan",
)
_PREPARED = _cue(
    r"rencana\w*|direncanakan|berencana|survei|survey|cek lokasi|akan|bakal|calon|jajaki|menjajaki"
    r"|tawarkan|menawarkan|usul\w*|mengusulkan|mengajukan|meninjau"
)
# What shows a tie to be at work, where no signing is told.
_AT_WORK = _cue(
    r"pelaksanaan|implementasi\w*|realisasi\w*|merealisasikan|menyalurkan|disalurkan|cair|dikirim",
    r"mengirim|kirim|melepas|lepas|memberangkatkan|diberangkatkan|beroperasi|berjalan|evaluasi",
    r"mengevaluasi|monev|menyerahkan|diserahkan|serahkan|serah terima|hibahkan|menghibahkan",
    r"dihibahkan|mulai|berlangsung|sesuai (?:mou|perjanjian|nota)|pertukaran pelajar|bertukar",
)
_WISH = _cue(r"ingin|berharap|diharapkan|berkeinginan|wacana|peluang|jajaki|menjajaki|penjajakan")
_INKED = re.compile(
    rf"\b(?:(?:me|di|pe)?n?tanda ?tangan\w*|menanda ?tangan\w*|penanda ?tangan\w*|meneken|diteken"
    rf"|teken|ikat|mengikat|sign(?:s|ed|ing)?)\b(?:\W+\w+){{0,3}}?\W+{_COOP}\b"
    rf"|\b{_COOP}\b(?:\W+\w+){{0,4}}?\W+(?:ditanda ?tangan\w*|diteken)\b"
)
# A clause of the paper, not what has happened: `dapat diperpanjang`.
_MAY = re.compile(
    r"\b(?:dapat|bisa|boleh|may be|can be) (?:kembali |pula )?"
    r"(?:diperpanjang|disambung|diperbarui|diakhiri|dihentikan|extended|renewed|terminated)\b"
)
_READY = _cue(r"siap\w*")
_OFFERED = _cue(r"tawarkan|menawarkan|siap bantu|siap membantu|siapkan|berjanji|janjikan|offers?")
_DETAILS: tuple[tuple[str, Stage, re.Pattern[str]], ...] = (
    ("return_visit", Stage.VISIT, _cue(r"kunjungan balasan|balas kunjungan|membalas kunjungan")),
    (
        "study_visit",
        Stage.VISIT,
        _cue(
            r"studi (?:tiru|banding|kompara\w+|referensi|replikasi)|kaji (?:tiru|banding|terap)",
            r"benchmarking|ngangsu kawruh",
        ),
    ),
    ("dprd_approval", Stage.TALKS, _cue(r"persetujuan dprd|rekomendasi dprd")),
    ("central_approval", Stage.TALKS, _cue(r"persetujuan menteri|full power|surat kuasa")),
    ("plan", Stage.TALKS, _cue(r"rencana aksi|plan of action|kerangka acuan")),
    ("evaluation", Stage.IMPLEMENTATION, _cue(r"evaluasi|monev")),
    ("pks", Stage.AGREEMENT, _cue(rf"pks|perjanjian {_COOP}")),
)
_PLANNED_SIGNING = re.compile(
    r"\b(?:akan|bakal|segera|dijadwalkan|rencana\w*|berencana|hendak|siap|persiapan|draf|rancangan"
    r"|menyiapkan|bidik|ingin|agar bisa|agar dapat|supaya bisa|tahun depan|bulan depan|pekan depan"
    r"|diharapkan|ditargetkan|menunggu|sebelum|to be|will be)\b(?:\W+\w+){0,7}?\W+"
    rf"(?:{_SIGNED}|mou|nota kesepahaman|pks|loi|sister city|kota kembar)\b"
)
# A signing that is told as done, and what takes that back.
_HAS_SIGNED = re.compile(
    r"\b(?:menanda ?tangan\w*|di ?tanda ?tangan\w*|meneken|diteken|teken|tanda ?tangani|tanda ?tangan"
    r"|penanda ?tanganan|signed|sign|signs|inks?|inked|membubuhkan|dibubuhi)\b"
)
_NOT_SIGNED = re.compile(
    r"\b(?:belum|tidak|tak|tanpa|bukan|batal|urung|jika|bila|apabila|no|not|nothing|never|yet to)\b"
    rf"(?:\W+\w+){{0,5}}?\W+{_SIGNED}\b"
    r"|\b(?:diteken|di ?tanda ?tangani|signed)(?:\W+\w+){0,4}?\W+(?:pada |in |sejak )?"
    r"(?:tahun )?(?:19|20)\d\d\b(?!\))"
    r"|\b(?:diteken|di ?tanda ?tangani)(?:\W+\w+){0,3}?\W+(?:lalu|silam|sebelumnya)\b"
    r"|\byang (?:pernah|sudah lama|dulu)\b"
)
# Those who met part without more than a good word, or agree on how to go on.
_NOTHING_YET = re.compile(
    r"\bbelum (?:ada|menetapkan|memutuskan|membicarakan|bicara|membahas|menjanjikan|terucap"
    r"|mereka bicarakan|sempat)\b|\btidak ada (?:yang|dokumen|naskah|berkas|penanda ?tanganan)\b"
    r"|\btanpa (?:membawa )?(?:berkas|dokumen|naskah|penanda ?tanganan|acara seremonial)\b"
    r"|\bnothing was signed\b|\bno (?:paper|date|agreement|document)s?\b"
)
_NEXT_STEP = re.compile(
    r"\bpertemuan (?:lanjutan|berikutnya|susulan)\b|\brapat (?:lanjutan|berikutnya|teknis)\b|\bdraf\w*\b"
    r"|\btindak ?lanjut\w*\b|\bmenindaklanjuti\b|\btim (?:kecil|perumus|teknis|bersama)\b"
    r"|\bkelompok kerja\b|\bsepakat\b|\b(?:di|me\w*)sepakati\b|\bagreed\b|\bworking (?:group|meeting)\b"
    r"|\b(?:bulan|pekan|tahun|minggu) depan\b|\bdijadwalkan\b|\bditargetkan\b|\bmenyusun\b|\bdisusun\b"
    r"|\bkajian\b|\bmengkaji\b|\bmenghitung\b"
)
_DRAFTED = _cue(r"draf\w*|rancangan|rintis|merintis|digodok|godok")
_PLANNED_VISIT = re.compile(
    r"\b(?:akan|bakal|dijadwalkan|berencana|rencananya|direncanakan)\b(?:\W+\w+){0,4}?\W+"
    r"(?:kunjungan|kunker|berkunjung|mengunjungi|studi|kaji|belajar|bertolak|melawat)\b"
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Stage, its finer term, and modality of a happening."""

    stage: Stage | None
    detail: str | None
    modality: Modality


def stand(
    kind: Kind | None,
    head: Sequence[str],
    rest: Sequence[str],
    *,
    title: str = "",
    whole: Sequence[str] = (),
    default: Stage | None = None,
) -> Standing:
    """Read the standing from folded trigger sentences: those of title and lead, then the others.

    `title` is the folded headline, which says what is new even where no rule meets it; `whole` are
    all sentences of the report. `default` is what the rule itself says, for where the words leave
    it open.
    """
    if title and title not in head:
        head = [title, *head]
    chief = _MAY.sub(" ", " . ".join([*head, *(() if len(head) > 1 else rest)]))
    every = " . ".join([*head, *rest])
    modality = _modality(kind, head or rest)
    signed = _signed([*head, *rest], title)
    if signed is not None and kind is not Kind.STUDY_VISIT and not _ENDED.search(title):
        modality = Modality.DONE
    stage = _stage(kind, title, chief, every, modality, signed, default)
    if stage is Stage.TALKS and kind in (Kind.COOPERATION_TALKS, Kind.SISTER_CITY):
        stage = _parted(stage, " . ".join(whole) or every)
    if stage is Stage.ENDED:
        # That it is over is what happened; only a threat to end it is still to come.
        modality = Modality.DONE
    detail = next(
        (name for name, fits, cue in _DETAILS if stage is fits and cue.search(every)), None
    )
    return Standing(stage, detail, modality)


def has_paper(sentences: Sequence[str]) -> bool:
    """Whether one of the folded sentences tells of a paper that is signed, or about to be."""
    return any(
        (_INKED.search(sentence) or (_paper(sentence) and _SIGNING.search(sentence)))
        and not _WISH.search(sentence)
        for sentence in sentences
    )


def _modality(kind: Kind | None, sentences: Sequence[str]) -> Modality:
    """The first sentence that says so decides; a signing still to come outweighs its headline."""
    chief = " . ".join(sentences)
    if kind is Kind.STUDY_VISIT:
        return Modality.PLANNED if _PLANNED_VISIT.search(chief) else Modality.DONE
    if _DENIED.search(chief):
        return Modality.DENIED
    if _PLANNED_SIGNING.search(chief) or _PLANNED_VISIT.search(chief):
        return Modality.PLANNED
    for sentence in sentences:
        planned, done = _PLANNED.search(sentence), _DONE.search(sentence)
        if planned or done:
            return Modality.DONE if done else Modality.PLANNED
    return Modality.DONE


def _stage(
    kind: Kind | None,
    title: str,
    chief: str,
    every: str,
    modality: Modality,
    inked: Stage | None,
    default: Stage | None,
) -> Stage | None:
    if kind is Kind.STUDY_VISIT:
        return Stage.VISIT
    if kind is Kind.FOREIGN_AID:
        return _aid(title, chief, inked)
    if _RENEWAL.search(title) and not _ENDED.search(title):
        return Stage.RENEWAL
    if _ENDED.search(chief):
        return Stage.ENDED
    if _RENEWAL.search(chief):
        return Stage.RENEWAL
    if inked is not None and kind in (Kind.SISTER_CITY, Kind.INTERGOV_AGREEMENT):
        return inked
    if _DRAFTED.search(title) and kind is not Kind.COOPERATION_TALKS:
        return Stage.TALKS
    if kind is Kind.COOPERATION_TALKS or kind is None:
        return _early(title, chief) if kind else default
    if kind is Kind.INTERGOV_AGREEMENT and _is_at_work(title):
        return Stage.IMPLEMENTATION
    paper = _paper(chief) or _paper(every)
    if paper and modality is Modality.PLANNED:
        return Stage.TALKS
    signed = paper and _SIGNING.search(chief)
    running = _RUNNING if kind is Kind.SISTER_CITY else _AT_WORK
    if running.search(chief) and not signed:
        return Stage.IMPLEMENTATION
    if _INKED.search(chief) and not paper:
        return Stage.AGREEMENT
    if paper or kind is Kind.INTERGOV_AGREEMENT:
        return paper or default
    return _early(title, chief)


def _is_at_work(title: str) -> bool:
    """Whether a headline tells what comes of an agreement, whose signing the report recalls."""
    comes = _AT_WORK.search(title) or _GIVEN.search(title)
    ahead = _SIGNING.search(title) or _paper(title) or _PLANNED.search(title)
    return bool(comes) and not ahead


def _signed(sentences: Sequence[str], title: str) -> Stage | None:
    """The paper that the sentences tell was signed as the news; None where none was."""
    if _is_at_work(title):
        return None
    for sentence in sentences:
        done = _HAS_SIGNED.search(sentence) and not _NOT_SIGNED.search(sentence)
        if done and not _PLANNED_SIGNING.search(sentence) and (paper := _paper(sentence)):
            return paper
    return None


def _parted(stage: Stage, whole: str) -> Stage:
    """A meeting that names no next step is a visit."""
    if _NOTHING_YET.search(whole) and not _NEXT_STEP.search(whole):
        return Stage.VISIT
    return stage


def _aid(title: str, chief: str, inked: Stage | None) -> Stage:
    if _ENDED.search(title):
        return Stage.ENDED
    if inked is not None:
        return inked
    paper = _paper(title)
    if paper and _SIGNING.search(title):
        return paper
    if _OFFERED.search(title):
        return Stage.IDEA
    given = _GIVEN.search(title) or _AT_WORK.search(title)
    if (given or _GIVEN.search(chief)) and not _PREPARED.search(title if given else chief):
        return Stage.IMPLEMENTATION
    return Stage.IDEA if _READY.search(chief) else Stage.TALKS


def _paper(text: str) -> Stage | None:
    return next((stage for stage, cue in _PAPERS if cue.search(text)), None)


def _early(title: str, text: str) -> Stage:
    if _IDEA.search(title) and not _TALKS.search(title):
        return Stage.IDEA
    if _TALKS.search(text):
        return Stage.TALKS
    return Stage.IDEA if _IDEA.search(text) else Stage.VISIT
