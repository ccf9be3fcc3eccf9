"""What fills `{GOV}`, `{PLACE}`, `{FOREIGN}`, `{ORG}`, `{DATE}`, `{MONEY}` in a sentence."""

from collections.abc import Sequence

from . import dates, money, words
from .mentions import Mention
from .tokens import Document, Sentence

Span = tuple[int, int]


def spans(
    slot: str, mentions: Sequence[Mention], sentence: Sentence, document: Document
) -> list[Span]:
    """The word spans that fill a slot."""
    if slot in ("{GOV}", "{PLACE}", "{FOREIGN}"):
        return [
            (mention.first, mention.last)
            for mention in mentions
            if mention.held is None
            and (slot != "{GOV}" or mention.official)
            and (slot != "{FOREIGN}" or mention.foreign)
        ]
    if slot == "{ORG}":
        return [
            (at, at + 1)
            for at in range(sentence.first, sentence.last)
            if document.words[at] in words.INSTITUTIONS
        ]
    text = document.text[sentence.start : sentence.end]
    found = dates.spans(text) if slot == "{DATE}" else money.spans(text)
    return [
        span
        for start, end in found
        if (span := _words(document, sentence, sentence.start + start, sentence.start + end))
    ]


def _words(document: Document, sentence: Sentence, start: int, end: int) -> Span | None:
    inside = [
        at
        for at in range(sentence.first, sentence.last)
        if document.starts[at] >= start and document.ends[at] <= end
    ]
    return (inside[0], inside[-1] + 1) if inside else None
