"""Offices without a place's name: `Wali Kota Rudi` is of the city that the report is about."""

from collections.abc import Iterator, Sequence

from kembar.model import Level

from .mentions import Mention
from .tokens import Document, Section

_LEVELS = {
    **dict.fromkeys(("pemkot", "pemko", "wawali", "wako", "wawako", "mayor"), Level.CITY),
    **dict.fromkeys(("pemkab", "bupati", "wabup", "wakabup", "regent"), Level.REGENCY),
    **dict.fromkeys(("pemprov", "gubernur", "wagub", "governor"), Level.PROVINCE),
}
_NOT_HEADS = frozenset({"mantan", "eks", "calon", "bakal", "para", "kantor", "rumah"})
_NOBODYS = frozenset({"dan", "of", "se", "wakil"})


def heads(document: Document, mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions of the places whose heads or governments a text names by their office alone.

    The office must be one that only one place of the headline, the dateline or the lead can have.
    """
    places = {level: _sole(document, mentions, level) for level in set(_LEVELS.values())}
    if not any(places.values()):
        return []
    taken = {word for mention in mentions for word in range(mention.first, mention.last)}
    return list(_offices(document, taken, places))


def _offices(
    document: Document, taken: set[int], places: dict[Level, Mention | None]
) -> Iterator[Mention]:
    for at, word in enumerate(document.words):
        level = _LEVELS.get(word)
        first = at
        if word == "kota" and at and document.words[at - 1] == "wali":
            level, first = Level.CITY, at - 1
        if level is None or at in taken or first in taken:
            continue
        meant = places[level]
        behind = document.words[at + 1] if at + 1 < len(document.words) else ""
        before = document.words[first - 1] if first else ""
        if meant is None or before in _NOT_HEADS or behind in _NOBODYS:
            continue
        yield Mention(
            first=first,
            name_first=first,
            last=at + 1,
            place=meant.place,
            how="the only place of the headline and the lead with that office",
            titled=True,
            office=True,
        )


def _sole(document: Document, mentions: Sequence[Mention], level: Level) -> Mention | None:
    """The one place of a level in the headline and the dateline, else in the lead."""
    lead = [s.last for s in document.sentences if s.section is not Section.BODY]
    end = max(lead, default=0)
    own = [m for m in mentions if m.place.level is level and not m.foreign and not m.held]
    first = [m for m in own if m.dateline or document.starts[m.name_first] < document.title_end]
    for found in (first, [m for m in own if m.name_first < end]):
        known = {mention.place.id: mention for mention in found if not mention.location}
        known = known or {mention.place.id: mention for mention in found}
        if known:
            return next(iter(known.values())) if len(known) == 1 else None
    return None
