"""Whether a place that a text names acts, or is a location, a person, an institution's name."""

from kembar.model import Level

from . import words
from .atlas import Gazetteer
from .institutions import institution_behind
from .mentions import Mention, institution_before
from .tokens import Document

_TWO = 2
DOUBTFUL = "a doubtful name that the text never gives a title"
"""Why a name that is also a word does not count."""


def held(
    mention: Mention,
    previous: Mention | None,
    document: Document,
    gazetteer: Gazetteer,
    *,
    doubtful: bool,
) -> str | None:
    """Why a mention does not count at all; None where it does.

    `doubtful` marks a bare name that is a common word or a person's, and never titled in the text.
    """
    before = document.words[mention.first - 1] if mention.first else ""
    abroad = mention.foreign and before in words.TITLES_ABROAD
    if before in words.SUBDISTRICTS and not abroad and document.gap(mention.first) in ("", "."):
        return f"part of a place: {before}"
    if mention.office:
        return None
    institution = institution_before(document, mention.first) or institution_behind(
        document, mention.last
    )
    if institution:
        return f"belongs to an institution: {institution}"
    if document.gap(mention.first) in (",", "("):
        # `PT Cahaya Abadi, Jawa Timur`: where a company lies.
        beside = institution_before(document, mention.first, over=True)
        if beside in words.COMPANIES:
            return f"where an institution lies: {beside}"
    if mention.titled or (mention.place.level is Level.AGENCY and not doubtful):
        return None
    if before in words.THINGS and not document.gap(mention.first):
        return f"part of a thing's name: {before}"
    if before in words.SPEECH:
        return f"a person's name after {before!r}"
    if _touches(document, previous, mention) and not says_where(mention, previous, gazetteer):
        return "a person's name after an office"
    return DOUBTFUL if doubtful else None


def _touches(document: Document, previous: Mention | None, mention: Mention) -> bool:
    return (
        previous is not None
        and previous.office
        and previous.last == mention.first
        and not document.gap(mention.first)
    )


def says_where(mention: Mention, previous: Mention | None, gazetteer: Gazetteer) -> bool:
    """Whether a place only tells where the one before it lies: `Kota Metro, Lampung`."""
    if previous is None or mention.office or mention.place.id == previous.place.id:
        return False
    region_of_city = (
        mention.place.level is Level.FOREIGN_REGION
        and previous.place.level is Level.FOREIGN_CITY
        and mention.place.country == previous.place.country
    )
    around = previous.place.parent
    # `Sleman, Yogyakarta` means the region that is called after its city.
    named_after = (
        around is not None
        and around in gazetteer
        and not mention.titled
        and gazetteer[around].name.endswith(mention.place.name.removeprefix("Kota "))
    )
    return region_of_city or named_after or gazetteer.within(previous.place.id, mention.place.id)


def is_location(
    mention: Mention, previous: Mention | None, document: Document, gazetteer: Gazetteer
) -> bool:
    """Whether a mention is where something is: `di X`, `warga X`, `Desa Y, X`, `Kota Z, X`."""
    first = mention.first
    if mention.office:
        return False
    if mention.last < len(document.words) and document.words[mention.last] in words.PEOPLE_AFTER:
        return True
    if first == 0:
        return False
    before = document.words[first - 1]
    if before in words.AT or before in words.PEOPLE:
        return True
    if document.words[max(0, first - 2) : first] == ("ibu", "kota") or before == "ibukota":
        return True
    beside = previous is not None and previous.last == first
    if beside and says_where(mention, previous, gazetteer):
        return True
    gap = document.gap(first)
    # In a headline every word has a capital, so that one before a comma says nothing.
    if beside or mention.titled or document.starts[first] < document.title_end:
        return False
    if not document.capital(first - 1) or gap[:1] not in (",", "("):
        return False
    return _closes(document, mention.last)


def _closes(document: Document, last: int) -> bool:
    """Whether a clause ends behind a name, so that it says where what came before lies."""
    if last >= len(document.words):
        return True
    return document.words[last] in words.HALTS or bool(document.gap(last))


def is_titled_abroad(first: int, document: Document) -> bool:
    """Whether a title that only places abroad have stands before a word: `Distrik Gangbuk`."""
    return first > 0 and document.words[first - 1] in words.TITLES_ABROAD


def is_government_there(mention: Mention, document: Document) -> bool:
    """Whether a government stands before `di` and a place abroad: `pemerintah daerah di Korsel`."""
    before = document.words[max(0, mention.first - 3) : mention.first]
    if not mention.foreign or len(before) < _TWO or before[-1] not in words.AT:
        return False
    return before[-2] in words.SOMEWHERE or (
        before[-2] in ("daerah", "kota") and before[0] == "pemerintah"
    )
