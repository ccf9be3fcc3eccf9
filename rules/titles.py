"""The title of a place: what stands right before its name, or in English right behind it."""

from dataclasses import dataclass

from kembar.model import Level

from . import words
from .tokens import Document

_TIES = frozenset({"sister", "twin", "friendship"})  # `Sister City Lima Tahun Lagi`
_REACH = 6  # words of a title: `Sekretaris Daerah Pemerintah Kota Administrasi`
_FIELD = 6  # words of an office's field: `Pemberdayaan Perempuan dan Perlindungan Anak`
_BODIES = {**dict.fromkeys((*words.COUNCILS, "dewan"), "dprd"), "pkk": "pkk"}
_COUNCIL = frozenset({"council", "councillors", "councilors", "lawmakers", "legislators"})
_JOINTS = frozenset({"", ".", "'", '"', "./", "/"})
_LAST_WORDS = (
    words.TITLES.keys()
    | words.BODIES
    | words.ADMINISTRATIVE
    | words.EMBASSIES
    | {"of", "daerah", *(second for _, second in words.EMBASSY_PAIRS)}
)


@dataclass(frozen=True, slots=True)
class Title:
    """What stands before a name: the levels it can mean, whether an office, where it begins."""

    first: int
    levels: tuple[Level, ...] = ()
    office: bool = False
    body: str | None = None
    """`dprd` or `pkk`, bodies that are parties of their own; `embassy` for a mission abroad."""
    last: int | None = None
    """The word after a title that follows the name: `Bontang City Council`."""


def may_end_title(document: Document, name: int) -> bool:
    """A fast look at the word before a name: False means that there is no title before it."""
    return name > 0 and document.words[name - 1] in _LAST_WORDS


def title_of(document: Document, name: int, last: int) -> Title:
    """The title of the name between two words: before it, else behind it."""
    before = title_before(document, name)
    if before.levels or before.body == "embassy":
        return before
    behind = _title_behind(document, name, last)
    return behind if behind.levels or (behind.office and not before.office) else before


def title_before(document: Document, name: int) -> Title:
    """The title right before the name that begins at a word."""
    first = name
    levels: tuple[Level, ...] = ()
    office = False
    body: str | None = None
    for _ in range(_REACH):
        if first == 0 or document.between(first - 1, first).strip() not in _JOINTS:
            break
        word = document.words[first - 1]
        before = document.words[first - 2] if first > 1 else ""
        if word in ("of", "from") and first == name:
            english = _english_before(document, first - 1)
            if english is None:
                break
            return english
        if word in words.TITLES and before in _TIES:
            break
        if word in words.TITLES and not levels:
            levels = words.TITLES[word]
            office = office or word in words.OFFICES or (before, word) == words.DEPUTY_MAYOR
            first -= 2 if (before, word) in (words.DEPUTY_MAYOR, ("balai", "kota")) else 1
        elif (before, word) in words.PREMIERS and not levels:
            levels, office = words.PROVINCE, True
            first -= 2
        elif word in words.ADMINISTRATIVE and before in words.TITLES:
            first -= 1
        elif word in words.BODIES:
            office = True
            body = body or _BODIES.get(word)
            first -= 1
        elif word == "daerah" and before in words.BODIES:
            office, first = True, first - 2
        elif (before, word) in words.EMBASSY_PAIRS or word in words.EMBASSIES:
            office, body = True, "embassy"
            first -= 2 if (before, word) in words.EMBASSY_PAIRS else 1
        else:
            break
    if body is None and levels and first > 0 and document.words[first - 1] in words.COUNCILS:
        office, body = True, "dprd"
    office = office or bool(levels and _is_department(document, first))
    return Title(first, levels, office, body)


def _is_department(document: Document, first: int) -> bool:
    """Whether a title closes the name of an office: `Dinas Lingkungan Hidup Kota`."""
    for at in range(first - 1, max(-1, first - 1 - _FIELD), -1):
        if document.between(at, at + 1).strip() or document.words[at] in words.HALTS - {"dan"}:
            return False
        if document.words[at] in words.DEPARTMENTS:
            return True
    return False


def _english_before(document: Document, of: int) -> Title | None:
    """`Mayor of`, `City Government of`, `officials from`; None where `of` joins something else."""
    word = document.words[of - 1] if of else ""
    if document.words[of] == "from":
        return Title(of - 1, office=True) if word in words.DELEGATES else None
    if word in words.ENGLISH_EMBASSIES:
        return Title(of - 1, office=True, body="embassy")
    if word in words.ENGLISH_BODIES:
        before = document.words[of - 2] if of > 1 else ""
        levels = words.ENGLISH.get(before, ())
        body = "dprd" if word == "council" and levels else None
        return Title(of - 2 if levels else of - 1, levels, office=True, body=body)
    if word in words.ENGLISH:
        return Title(of - 1, words.ENGLISH[word], office=word in words.OFFICES)
    return Title(of - 1, office=True) if word in words.DELEGATES else None


def _title_behind(document: Document, name: int, last: int) -> Title:
    """`X City`, `X Regency Government`, `X Provincial Council`; capitals tell it from a word."""
    nothing = Title(name)
    count = len(document.words)
    if last < count and document.words[last] == "s" and document.between(last - 1, last) == "'":
        last += 1
    if last >= count or document.between(last - 1, last) not in (" ", "\xa0"):
        return nothing
    word = document.words[last]
    if word in words.DELEGATES:
        return Title(name, office=True, body="dprd" if word in _COUNCIL else None, last=last + 1)
    if word not in words.ENGLISH:
        return nothing
    office = word in words.OFFICES
    end = last + 1
    body = None
    if end < count and not document.between(end - 1, end).strip():
        follows = document.words[end]
        if word == "city" and follows in words.NOT_BEHIND_CITY:
            return nothing
        if follows in words.ENGLISH_BODIES:
            body = "dprd" if follows == "council" else None
            office, end = True, end + 1
        elif follows in words.ENGLISH and follows in words.OFFICES:
            office, end = True, end + 1
    return Title(name, words.ENGLISH[word], office, body, end)
