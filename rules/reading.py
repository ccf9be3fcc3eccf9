"""Reads an article as the rules see it: passages with the terms and places found in them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kembar.model import Article, Level

from . import furniture, heads, places, words
from .mentions import Mention, governments
from .ruleset import MASK, RuleSet
from .tokens import Document, Section, Sentence, read

Span = tuple[int, int]

_TWO = 2
_NEARBY = 2  # sentences before one in which those that it deals with are still present
_REACH_BACK = 4  # sentences; further back `kedua daerah` is rarely the same two
# The sort of government that `kedua provinsi` speaks of; `kedua daerah` leaves it open.
_ALIKE = (
    *((word, words.PROVINCE) for word in ("provinsi", "pemprov", "gubernur")),
    *((word, words.CITY) for word in ("kota", "pemkot")),
    *((word, words.REGENCY) for word in ("kabupaten", "pemkab", "bupati")),
)
_BOTH = re.compile(
    r"\b(?:keduanya|ketiganya|(?:kedua|ketiga|keempat|dua|tiga)\s+(?:belah\s+)?"
    r"(?:pihak|pemerintah (?:provinsi|kota|kabupaten)|pemerintah\w*|pemda|pemkot|pemkab|pemprov"
    r"|daerah|provinsi|kota|kabupaten|wilayah|gubernur|wali ?kota|bupati|kepala daerah|dprd))\b"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with the terms and places found in it."""

    sentence: Sentence
    terms: Mapping[str, Sequence[Span]]
    mentions: Sequence[Mention]
    nearby: Sequence[Mention] = ()
    """Those of the two sentences before it."""


@dataclass(frozen=True)
class Reading:
    """An article as the rules see it."""

    document: Document
    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...]
    masked: tuple[Span, ...]
    """Words hidden from every rule, as word spans."""
    skipped: tuple[Span, ...]
    """Furniture left alone, as spans of text."""

    @cached_property
    def lead(self) -> tuple[Mention, ...]:
        """Who is named in the headline and the lead."""
        return tuple(
            mention
            for passage in self.passages
            if passage.sentence.section is not Section.BODY
            for mention in passage.mentions
        )

    @cached_property
    def rows(self) -> frozenset[int]:
        """The rows of names of which one bears its title, there or elsewhere in the text."""
        official = {mention.place.id for mention in self.mentions if mention.official}
        return frozenset(m.row for m in self.mentions if m.row and m.place.id in official)

    @cached_property
    def acting(self) -> frozenset[str]:
        """Ids of the places that bear a title somewhere, or stand in a row with one that does."""
        return frozenset(m.place.id for m in self.mentions if m.official or m.row in self.rows)

    @cached_property
    def title_terms(self) -> frozenset[str]:
        """The terms of the headline."""
        return frozenset(
            term
            for passage in self.passages
            if passage.sentence.section is Section.TITLE
            for term in passage.terms
        )

    def named(self, passage: Passage, within: str) -> Sequence[Mention]:
        """The places that a rule counts for a passage, by the word of its `places.within`."""
        if within == "nearby":
            return (*passage.nearby, *passage.mentions)
        if within == "lead":
            return (*passage.mentions, *self.lead)
        return passage.mentions

    def sentence_text(self, sentence: Sentence) -> str:
        """A sentence verbatim."""
        return self.document.text[sentence.start : sentence.end]


def read_article(
    article: Article, rules: RuleSet, *, home: str | None = None, whole: bool = True
) -> Reading:
    """Find words, terms and places of an article.

    Without `whole` one in which no rule can find its words is laid aside as soon as that is clear.
    """
    document = read(article.title, article.text, rules.splits)
    if not whole and not rules.may_match(document.words):
        return Reading(document, (), (), (), ())
    skipped = tuple(furniture.spans(document))
    terms, masked = _terms(document, rules)
    held = _by_sentence(document, terms)
    if not whole and not rules.can_meet(held):
        return Reading(document, (), (), masked, skipped)
    found_places = places.find(document, rules.gazetteer, home=home)
    found_places += heads.heads(document, found_places)
    mentions = tuple(sorted(found_places, key=lambda mention: (mention.name_first, mention.first)))
    passages: list[Passage] = []
    for sentence, found in zip(document.sentences, held, strict=True):
        written = document.text[sentence.start : sentence.end]
        if furniture.holds(skipped, sentence.start) or furniture.points_elsewhere(written):
            continue
        begin, end = (bisect_left(mentions, word, key=_name_first) for word in sentence.words)
        here = list(mentions[begin:end])
        here.extend(_meant(sentence, here, passages, document, rules))
        nearby = [mention for passage in passages[-_NEARBY:] for mention in passage.mentions]
        passages.append(Passage(sentence, found, here, nearby))
    return Reading(document, tuple(passages), mentions, masked, skipped)


def _meant(
    sentence: Sentence,
    here: Sequence[Mention],
    before: Sequence[Passage],
    document: Document,
    rules: RuleSet,
) -> list[Mention]:
    """The governments that `kedua daerah` means: the two or more named in a sentence before.

    Else those of the headline and the lead.
    """
    both = _BOTH.search(document.folded, sentence.start, sentence.end)
    if both is None or len(governments(here, rules.gazetteer)) >= _TWO:
        return []
    levels = next((kinds for word, kinds in _ALIKE if word in both[0]), None)
    head = [passage for passage in before if passage.sentence.section is not Section.BODY]
    for passage in (*reversed(before[-_REACH_BACK:]), *head):
        alike = [m for m in passage.mentions if levels is None or m.place.level in levels]
        named = governments(alike, rules.gazetteer, "any")
        bare = {
            place_id
            for place_id, mention in named.items()
            if mention.place.level is Level.COUNTRY and not mention.office
        }
        # Two countries are not the two that a local report speaks of.
        ours = any(not mention.foreign for mention in named.values())
        if len(named) >= _TWO and (ours or not bare):
            known = {mention.place.id for mention in here}
            return [
                replace(mention, office=True, location=False, how=f"meant by both; {mention.how}")
                for place_id, mention in named.items()
                if place_id not in known
            ]
    return []


def _terms(document: Document, rules: RuleSet) -> tuple[dict[str, list[Span]], tuple[Span, ...]]:
    found: dict[str, list[Span]] = {}
    for first, last, forms in rules.forms.scan(document.words):
        for form in forms:
            if form.exact is None or form.exact == document.written(first, last):
                found.setdefault(form.term, []).append((first, last))
    masked = tuple(found.pop(MASK, ()))
    hidden = {word for first, last in masked for word in range(first, last)}
    if hidden:
        for term, spans in list(found.items()):
            found[term] = [span for span in spans if not hidden.issuperset(range(*span))]
    return found, masked


def _name_first(mention: Mention) -> int:
    return mention.name_first


def _by_sentence(
    document: Document, terms: Mapping[str, Sequence[Span]]
) -> list[dict[str, list[Span]]]:
    """The terms of each sentence, in the order of the sentences."""
    held: list[dict[str, list[Span]]] = [{} for _ in document.sentences]
    ends = [sentence.last for sentence in document.sentences]
    for term, spans in terms.items():
        for first, last in spans:
            number = bisect_right(ends, first)
            if number < len(ends) and last <= ends[number]:
                held[number].setdefault(term, []).append((first, last))
    return held


def whole_document(reading: Reading) -> Passage | None:
    """All passages as one, for rules of document scope."""
    if not reading.passages:
        return None
    terms: dict[str, list[Span]] = {}
    for passage in reading.passages:
        for term, spans in passage.terms.items():
            terms.setdefault(term, []).extend(spans)
    mentions = [mention for passage in reading.passages for mention in passage.mentions]
    return Passage(reading.passages[0].sentence, terms, mentions)
