"""What follows a place's name and makes it the name of a body: `Kyoto University`, `Jeju Center`.

What stands before a name is told by `mentions.institution_before`.
"""

from kembar.model import Level, Place

from . import words
from .tokens import Document

_REACH = 5  # words of a body's name behind the place's: `International Development Cooperation`


def institution_behind(document: Document, last: int) -> str | None:
    """The institution whose name begins with the place that ends at a word."""
    for at in _own_words(document, last):
        if document.words[at] in words.INSTITUTIONS_BEHIND:
            return document.words[at]
    return None


def agency_end(document: Document, last: int, place: Place) -> int | None:
    """Where the full name of an agency of a place abroad ends; None where no such name follows.

    `Jeju International Development Cooperation Center` acts for Jeju; its letters alone say
    nothing of a place, and a country's agencies are in the table.
    """
    if place.level not in (Level.FOREIGN_CITY, Level.FOREIGN_REGION):
        return None
    for at in _own_words(document, last):
        if document.words[at] in words.INSTITUTIONS_BEHIND:
            return None
        if document.words[at] in words.AGENCIES_BEHIND:
            return at + 1
    return None


def _own_words(document: Document, last: int) -> list[int]:
    """The words behind a name that are written with capitals and without a mark between."""
    found: list[int] = []
    for at in range(last, min(last + _REACH, len(document.words))):
        joined = not document.between(at - 1, at).strip(" \xa0-&")
        small = document.words[at] in ("of", "for", "and")
        if (
            not joined
            or "\n" in document.between(at - 1, at)
            or not (document.capital(at) or small)
        ):
            break
        found.append(at)
    return found
