"""The kinds and stages of happenings in words for readers; alerts word them for themselves."""

from kembar.model import Kind, Stage

from .descriptions.table import Bilingual

KINDS: dict[Kind, Bilingual] = {
    Kind.SISTER_CITY: ("kota kembar", "sister city"),
    Kind.INTERGOV_AGREEMENT: ("kesepakatan antardaerah", "agreement between governments"),
    Kind.COOPERATION_TALKS: ("penjajakan kerja sama", "talks about cooperation"),
    Kind.STUDY_VISIT: ("kunjungan kerja", "study visit"),
    Kind.FOREIGN_AID: ("bantuan luar negeri", "foreign aid"),
}

STAGES: dict[Stage, Bilingual] = {
    Stage.IDEA: ("gagasan", "idea"),
    Stage.VISIT: ("kunjungan", "visit"),
    Stage.TALKS: ("pembicaraan", "talks"),
    Stage.LOI: ("surat minat", "letter of intent"),
    Stage.MOU: ("nota kesepahaman", "memorandum"),
    Stage.AGREEMENT: ("perjanjian", "agreement"),
    Stage.IMPLEMENTATION: ("pelaksanaan", "implementation"),
    Stage.RENEWAL: ("perpanjangan", "renewal"),
    Stage.ENDED: ("berakhir", "ended"),
}


def in_words(kind: str | None, stage: str | None) -> Bilingual:
    """Kind and stage as stored, in plain words of both languages; empty where neither is known."""
    found = [words for code, words in KINDS.items() if code == kind]
    found += [words for code, words in STAGES.items() if code == stage]
    return ", ".join(words[0] for words in found), ", ".join(words[1] for words in found)
