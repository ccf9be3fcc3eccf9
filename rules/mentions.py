"""A mention of a place in a text, and what stands before its name; knows no rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kembar.model import Level, Place

from . import words
from .atlas import Gazetteer
from .tokens import Document

_INSTITUTION_REACH = 4  # words between an institution's word and the place it is named after

_ABBREVIATED = 4  # letters of the longest word that a full stop abbreviates: `Univ. Jember`


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
    row: int = 0
    """Number of the row of names that it stands in (`Solok, Jember dan Batu`); 0 for none."""

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


def institution_before(document: Document, first: int, *, over: bool = False) -> str | None:
    """The institution that a name belongs to, as in `Kejaksaan Negeri Kendal`.

    With `over` the mark right before the name is looked over: `PT Cahaya Abadi, Kendal`.
    """
    for at in range(first - 1, max(-1, first - 1 - _INSTITUTION_REACH), -1):
        gap = "" if over and at == first - 1 else document.between(at, at + 1)
        word = document.words[at]
        if any(mark in gap for mark in (",", ";", ":", "(", ")", "\n", " -", " –", " —", "|")):
            return None
        if gap.startswith(".") and len(word) > _ABBREVIATED:
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
