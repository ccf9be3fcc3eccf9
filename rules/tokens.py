"""Reads a text into words and sentences that keep their places; knows no rule and no vocabulary.

Words are folded (case, accents, curly quotes, odd spaces) one code point to one, so that offsets
into the folded text are offsets into the original. Joined spellings are split into canonical words
that share the place of the one they came from: `walikota` counts as `wali kota`.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import accumulate, compress

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_MARKS = "\u0300-\u036f"
# Runs, not single characters, and no match object for each word: this is half of all judging.
_WORD = re.compile(rf"([^\W_]+(?:[{INVISIBLE}{_MARKS}]+[^\W_]*)*)")
_DROPPED = re.compile(rf"[{INVISIBLE}{_MARKS}]")
_PUNCTUATION = {"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-"}

# Spellings that the press joins or cuts, beside those that the vocabularies add.
SPLITS: dict[str, tuple[str, ...]] = {
    "walikota": ("wali", "kota"),
    "walkot": ("wali", "kota"),
    "balaikota": ("balai", "kota"),
    "wawalikota": ("wakil", "wali", "kota"),
    "kab": ("kabupaten",),
    "kabupatan": ("kabupaten",),
    "kotamadya": ("kota",),
    "kodya": ("kota",),
    "prov": ("provinsi",),
    "propinsi": ("provinsi",),
    "antardaerah": ("antar", "daerah"),
    "antarkota": ("antar", "kota"),
    "antarpemerintah": ("antar", "pemerintah"),
}

_GLUED = 3  # letters before a full stop that has no space after it
_LEAD = 700  # characters after the title: a caption and the first two paragraphs of a usual report
_STOPS = ".!?…"
_BREAKS = r"\r\n\v\f\x1c-\x1e\x85\u2028\u2029"
# A single class in front lets the search skip to the few characters that may end a sentence.
_END = re.compile(
    rf"[{_STOPS}{_BREAKS}](?:"
    rf"(?<=[{_STOPS}])(?<![{_STOPS}][{_STOPS}])[{_STOPS}]*+[\"'”’»)\]]*+"
    r"(?=\s+[\"'“‘«(\[]*[^\W_a-z]|[\"“]?[A-Z][^\W\dA-Z_])"
    rf"|(?<=[{_BREAKS}])[{_BREAKS}]*+)"
)
_ABBREVIATIONS_TEXT = (
    "pj pjs plt plh ny tn h hj hm dr drs dra ir prof kh tgh ust kab kec kel no nomor jl jln jend "
    "brigjen letjen mayjen kol st sh se mm mt msi si sos pd kom ag hum kes tgl tlp telp hal dll "
    "dsb dkk rp "
    "mr mrs ms gen dept inc ltd co vs a.n an u.p muh moh mohd abd gg ds prov"
)
_ABBREVIATIONS = frozenset(_ABBREVIATIONS_TEXT.split())


class _Fold(dict[int, str]):
    """Code point to folded character, worked out when first seen."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = _PUNCTUATION.get(char) or unicodedata.normalize("NFKD", char)
        plain = "".join(part for part in plain if not unicodedata.combining(part)).lower()
        self[code] = folded = plain if len(plain) == 1 else char
        return folded


_FOLD = _Fold()


class Section(StrEnum):
    """Where in an article a sentence stands."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of text; `first` and `last` count canonical words, `last` not included."""

    start: int
    end: int
    first: int
    last: int
    section: Section

    @property
    def words(self) -> tuple[int, int]:
        """The first word, and the one after the last."""
        return self.first, self.last


@dataclass(frozen=True)
class Document:
    """A text and its canonical words; `starts` and `ends` are code points into `text`."""

    text: str
    folded: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    title_end: int

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """In their order; most articles are laid aside before anybody asks."""
        return _sentences(self.text, self.starts, self.title_end)

    def capital(self, word: int) -> bool:
        """Whether a word is written with a capital (or begins with a digit)."""
        char = self.text[self.starts[word]]
        return char.isupper() or char.isdigit()

    def written(self, first: int, last: int) -> str:
        """Words as the original has them, `last` not included."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def writes_small(self, phrase: Sequence[str]) -> bool:
        """Whether a phrase stands somewhere in small letters."""
        size = len(phrase)
        return any(
            self.words[at] == phrase[0]
            and tuple(self.words[at : at + size]) == tuple(phrase)
            and not self.capital(at)
            for at in range(len(self.words) - size + 1)
        )

    def gap(self, word: int) -> str:
        """What is written right before a word, white space trimmed; a line's end counts."""
        gap = self.between(word - 1, word) if word else ""
        return gap.strip() or ("\n" if "\n" in gap else "")

    def between(self, left: int, right: int) -> str:
        """What is written between two words, in the original."""
        return self.text[self.ends[left] : self.starts[right]]


def fold(text: str) -> str:
    """Case, accents, curly quotes and odd spaces removed; as long as the text itself."""
    return text.lower() if text.isascii() else text.translate(_FOLD)


def split_words(phrase: str, splits: Mapping[str, tuple[str, ...]] = SPLITS) -> tuple[str, ...]:
    """The canonical words of a phrase."""
    words: list[str] = []
    for found in _WORD.finditer(fold(phrase)):
        word = _DROPPED.sub("", found[0])
        words.extend(splits.get(word, (word,)))
    return tuple(words)


def plain_words(folded: str, splits: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The canonical words of folded text, for a look that needs no places."""
    words: list[str] = []
    for word in _WORD.findall(folded):
        words.extend(splits.get(word, (word,)))
    return words


def read(title: str, text: str, splits: Mapping[str, tuple[str, ...]] = SPLITS) -> Document:
    """Read an article: title, a blank line, text."""
    whole = f"{title}\n\n{text}"
    folded = fold(whole)
    pieces = _WORD.split(folded)  # what is between, a word, what is between ...
    written = pieces[1::2]
    ends = list(accumulate(map(len, pieces)))
    if not folded.isascii():
        written = [word if word.isalnum() else _DROPPED.sub("", word) for word in written]
    words, starts, ends = _split(written, ends[:-1:2], ends[1::2], splits)
    return Document(whole, folded, tuple(words), tuple(starts), tuple(ends), len(title))


def _split(
    written: list[str], starts: list[int], ends: list[int], splits: Mapping[str, tuple[str, ...]]
) -> tuple[list[str], list[int], list[int]]:
    """The canonical words, each with the place of the written one that it came from."""
    words: list[str] = []
    first: list[int] = []
    last: list[int] = []
    done = 0
    # Between two spellings that split, words are taken over by the stretch, not one by one.
    for at in compress(range(len(written)), map(splits.__contains__, written)):
        parts = splits[written[at]]
        words += written[done:at]
        first += starts[done:at]
        last += ends[done:at]
        words += parts
        first += [starts[at]] * len(parts)
        last += [ends[at]] * len(parts)
        done = at + 1
    return words + written[done:], first + starts[done:], last + ends[done:]


def _sentences(text: str, starts: Sequence[int], title_end: int) -> tuple[Sentence, ...]:
    found: list[Sentence] = []
    word = 0
    for start, end in _spans(text):
        first = word
        word = bisect_left(starts, end, first)
        if word > first:
            section = Section.BODY
            if start < title_end:
                section = Section.TITLE
            elif start < title_end + _LEAD:
                section = Section.LEAD
            found.append(Sentence(start, end, first, word, section))
    return tuple(found)


def _spans(text: str) -> list[tuple[int, int]]:
    spans = []
    start = 0
    for mark in _END.finditer(text):
        begin, end = mark.span()
        if text[begin] == "." and _is_abbreviation(text, begin):
            continue
        if text[begin] in ".!?…" and not text[end].isspace() and not _ends_a_word(text, begin):
            continue
        spans.append((start, end))
        start = end
    spans.append((start, len(text)))
    return [trimmed for span in spans if (trimmed := _trim(text, *span))]


def _ends_a_word(text: str, at: int) -> bool:
    """Whether paragraphs are glued here: `selesai.Baca juga`, but not `Drs.Ahmad`, `A.Yani`."""
    before = text[max(0, at - _GLUED) : at]
    return len(before) == _GLUED and before.isalpha() and before.islower()


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _is_abbreviation(text: str, dot: int) -> bool:
    start = dot
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] == ".") and dot - start < 12:
        start -= 1
    word = text[start:dot].lower()
    return (
        word in _ABBREVIATIONS
        or word.rpartition(".")[2] in _ABBREVIATIONS
        or (len(word) == 1 and word.isalpha())
    )


def visible(folded: str) -> str:
    """Folded text without what has no width, for a look that needs no offsets."""
    return folded if folded.isascii() else _DROPPED.sub("", folded)
