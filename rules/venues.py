"""Where a happening took place, told by words such as `bertempat di`; a dateline is not enough."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from . import words
from .calendar_words import WEEKDAYS
from .mentions import Mention, institution_before
from .reading import Passage, Reading
from .tokens import Document

_REACH = 14  # words between `di` and the place: `Ruang Rapat Lantai II Hotel Grand Mercure, Kota`
_NEXT = 2  # sentences after one that a rule met which still speak of it: `Acara berlangsung di ...`

# Words that lead to a place by themselves, some words before `di`.
_HELD = re.compile(
    r"\b(?:(?:bertempat|berlangsung|digelar|dilaksanakan|diselenggarakan|dilangsungkan|diadakan"
    r"|dihelat|dipusatkan|ditanda ?tangani|ditandatangani|diteken|dilakukan)(?:\W+\w+){0,3}?\W+di"
    r"|(?:held|took place|takes place|taking place|signed)(?:\W+\w+){0,9}?\W+(?:at|in))\s"
)
# In a sentence that a rule met a venue is enough, or a day right behind the place.
_AT = re.compile(r"\b(?:di|at|in)\s")
_VENUES = frozenset(
    ("hotel", "balai", "kantor", "gedung", "ruang", "aula", "pendopo", "pendapa", "istana", "graha")
)
# Behind the other cues these are venues too; by themselves a sentence may only speak of them.
_GROUNDS = _VENUES | frozenset(
    ("rumah", "kampus", "universitas", "bandara", "stadion", "museum", "masjid", "pelabuhan")
)
# What takes place: beside one of these the words `di Hotel ...` tell where it did.
_EVENT = re.compile(
    r"\b(?:pertemuan|penanda ?tanganan|acara|kegiatan|kunjungan|penyerahan|serah terima|rapat"
    r"|prosesi|seremoni|jamuan|(?:me|di)?n?tanda ?tangani|menanda ?tangani|(?:men|di)?teken|meneken"
    r"|bertemu|menemui|menerima|diterima|menyambut|disambut|membahas|meeting|ceremony|signing"
    r"|signed|sign|met|received|welcomed)\b"
)
# A journey's stops, a press talk and a thing on the side are none of it.
_ASIDE = frozenset({"tiba", "transit", "mendarat", "lahir", "tinggal", "pers", "menginap", "asal"})
# What follows is another happening: `Rapat lanjutan digelar di Seoul`.
_ANOTHER = re.compile(r"\b(?:lanjutan|berikutnya|selanjutnya|next|later)\b")
# So is what is still to come, unless a rule met the very sentence: `akan diteken di Semarang`.
_TO_COME = re.compile(r"\b(?:akan|bakal|mendatang|depan|rencananya|will)\b")
_STOPS = frozenset(
    (
        "sela", "dan", "yang", "untuk", "dengan", "oleh", "antara", "bersama", "setelah",
        "sebelum", "guna", "serta", "saat", "ketika", "dihadiri", "disaksikan", "pada", "and",
        "with", "between", "for", "on", "by", "after", "before",
    )
)  # fmt: skip


def find(passages: Sequence[Passage], reading: Reading) -> Iterator[Mention]:
    """The places where a happening took place, the likeliest first.

    `passages` are those that rules met. Of `Kota Depok, Jawa Barat` only the city is given.
    """
    met = {passage.sentence.start for passage in passages}
    document = reading.document
    for passage in passages:
        if _says(_ANOTHER, passage, document):
            continue
        for first in (*_openings(_HELD, passage, document), *_ats(passage, reading)):
            yield from _named(first, passage, reading)
    near = 0
    for passage in reading.passages:
        if passage.sentence.start in met:
            near = _NEXT
        elif near:
            near -= 1
            if _says(_ANOTHER, passage, document) or _says(_TO_COME, passage, document):
                continue
            for first in _openings(_HELD, passage, document):
                if _after_event(first, passage, document):
                    yield from _named(first, passage, reading)


def _says(cue: re.Pattern[str], passage: Passage, document: Document) -> bool:
    return bool(cue.search(document.folded, passage.sentence.start, passage.sentence.end))


def _openings(cue: re.Pattern[str], passage: Passage, document: Document) -> Iterator[int]:
    """The words right behind a cue."""
    sentence = passage.sentence
    for found in cue.finditer(document.folded, sentence.start, sentence.end):
        yield bisect_left(document.starts, found.end())


def _ats(passage: Passage, reading: Reading) -> Iterator[int]:
    """The words behind `di` that are a venue, or a place with a day behind it."""
    document = reading.document
    for first in _openings(_AT, passage, document):
        if first >= passage.sentence.last or not _after_event(first, passage, document):
            continue
        if first > 1 and document.words[first - 2] in _ASIDE:
            continue
        if document.words[first] in _VENUES or any(
            mention.location and mention.first == first and _dated(mention.last, document)
            for mention in passage.mentions
        ):
            yield first


def _after_event(first: int, passage: Passage, document: Document) -> bool:
    """Whether a sentence names what takes place before a word."""
    if first >= passage.sentence.last:
        return False
    return bool(_EVENT.search(document.folded, passage.sentence.start, document.starts[first]))


def _dated(last: int, document: Document) -> bool:
    """Whether a weekday or a date stands right behind a name: `di Jakarta, Rabu (5/3)`."""
    if last >= len(document.words):
        return False
    gap = document.gap(last)
    return (document.words[last] in WEEKDAYS and gap[:1] in ("", ",", "(")) or (
        gap == "(" and document.words[last].isdigit()
    )


def _named(first: int, passage: Passage, reading: Reading) -> Iterator[Mention]:
    """The first place between a word and the end of its clause."""
    document = reading.document
    last = min(first + _REACH, passage.sentence.last)
    for at in range(first, last):
        if document.words[at] in _STOPS or document.words[at] in WEEKDAYS:
            last = at
            break
    for mention in passage.mentions:
        if first <= mention.first and mention.last <= last and _counts(mention, document):
            yield mention
            return


def _counts(mention: Mention, document: Document) -> bool:
    if mention.dateline:
        return False
    if mention.held is None:
        return True
    # `Hotel Santika Kendal` says nothing of a government, but where it is.
    inside = institution_before(document, mention.first)
    return inside in _GROUNDS and document.words[mention.first - 1] not in words.SUBDISTRICTS
