"""A mention of a place in a text, and what stands before its name; knows no rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kembar.model import Level, Place

from . import words
from .atlas import Gazetteer
from .tokens import Document

_INSTITUTION_REACH = 4  # words between an institution's word and the place it is named after
_TITLE_REACH = 5  # words of a title: `Sekretaris Daerah Pemerintah Kota`
_JOINTS = frozenset({"", ".", "'", '"', "./", "/"})


@dataclass(frozen=True, slots=True)
class Title:
    """What stands before a name: the levels it can mean, whether an office, where it begins."""

    first: int
    levels: tuple[Level, ...] = ()
    office: bool = False
    body: str | None = None
    """`dprd` or `pkk`, bodies that are parties of their own; `embassy` for a mission abroad."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named in a text; word numbers are canonical words, `last` not included."""

    first: int
    name_first: int
    last: int
    place: Place
    how: str
    """How the place was told from others of its name."""
    titled: bool = False
    office: bool = False
    body: str | None = None
    location: bool = False
    """Where something happens or lies, not who acts."""
    held: str | None = None
    """Why the mention does not count at all."""
    dateline: bool = False

    @property
    def foreign(self) -> bool:
        """Whether it lies abroad."""
        return self.place.country != "ID"

    @property
    def official(self) -> bool:
        """Whether the text calls it by its title, so that the government is meant."""
        if self.place.level in (Level.AGENCY, Level.COUNTRY):
            return not self.location
        return self.titled or self.office


def title_before(document: Document, name: int) -> Title:
    """The title right before the name that begins at a word."""
    first = name
    levels: tuple[Level, ...] = ()
    office = False
    body: str | None = None
    for _ in range(_TITLE_REACH):
        if first == 0 or document.between(first - 1, first).strip() not in _JOINTS:
            break
        word = document.words[first - 1]
        before = document.words[first - 2] if first > 1 else ""
        if word in words.TITLES and not levels:
            levels = words.TITLES[word]
            office = office or word in words.OFFICES or (before, word) == words.DEPUTY_MAYOR
            first -= 2 if (before, word) in (words.DEPUTY_MAYOR, ("balai", "kota")) else 1
        elif (before, word) in words.PREMIERS and not levels:
            levels, office = words.PROVINCE, True
            first -= 2
        elif word in words.BODIES:
            office = True
            body = body or ("dprd" if word in words.COUNCILS else "pkk" if word == "pkk" else None)
            first -= 1
        elif word == "daerah" and before in words.BODIES:
            office, first = True, first - 2
        elif (before, word) in words.EMBASSY_PAIRS or word in words.EMBASSIES:
            office, body = True, "embassy"
            first -= 2 if (before, word) in words.EMBASSY_PAIRS else 1
        else:
            break
    if body is None and levels and _is_council(document, first):
        office, body = True, "dprd"
    return Title(first, levels, office, body)


def _is_council(document: Document, first: int) -> bool:
    return first > 0 and document.words[first - 1] in words.COUNCILS


def institution_before(document: Document, first: int) -> str | None:
    """The institution that a name belongs to, as in `Kejaksaan Negeri Kendal`."""
    for at in range(first - 1, max(-1, first - 1 - _INSTITUTION_REACH), -1):
        gap = document.between(at, at + 1)
        word = document.words[at]
        if any(mark in gap for mark in (",", ";", ":", "(", ")", "\n", " -", " –", " —", "|")):
            return None
        if word in words.INSTITUTIONS:
            return word
        if word in words.HALTS or not (document.capital(at) or word in words.BODIES):
            return None
    return None


def governments(
    mentions: Iterable[Mention], gazetteer: Gazetteer, role: str = "government"
) -> dict[str, Mention]:
    """The different governments among mentions, by place id, each with its best mention.

    A province or country that only says where another lies is not one more.
    """
    found: dict[str, Mention] = {}
    for mention in mentions:
        if mention.held or mention.dateline or (mention.location and role != "any"):
            continue
        if role in ("official", "office") and not mention.official:
            continue
        if role == "office" and mention.place.level is Level.COUNTRY and not mention.office:
            continue
        known = found.get(mention.place.id)
        if known is None or (mention.official, mention.office) > (known.official, known.office):
            found[mention.place.id] = mention
    for place_id, mention in list(found.items()):
        if not mention.office and any(
            other != place_id and gazetteer.within(other, place_id) for other in found
        ):
            del found[place_id]
    return found


def without_kin(
    found: Mapping[str, Mention], gazetteer: Gazetteer, *, as_one: bool = False
) -> dict[str, Mention]:
    """The governments without a province whose own city or regency is among them.

    With `as_one` a province that is there by its office stays, and its own places go.
    """
    kept = dict(found)
    for place_id, mention in found.items():
        inside = [o for o in found if o != place_id and gazetteer.within(o, place_id)]
        if inside and as_one and mention.office:
            for other in inside:
                kept.pop(other, None)
        elif inside:
            kept.pop(place_id, None)
    return kept
