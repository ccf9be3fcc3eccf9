"""Meets rules with sentences: the points an article gets, and why."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kembar.model import Article, Hit

from . import furniture, places, slots, words
from .mentions import Mention, governments, without_kin
from .ruleset import MASK, SLOTS, Rule, RuleSet
from .schema import RuleEntry
from .tokens import Document, Section, Sentence, fold, read, visible

Span = tuple[int, int]

_TWO = 2
_REACH_BACK = 4  # sentences; further back `kedua daerah` is rarely the same two
# The sort of government that `kedua provinsi` speaks of; `kedua daerah` leaves it open.
_ALIKE = (
    *((word, words.PROVINCE) for word in ("provinsi", "pemprov", "gubernur")),
    *((word, words.CITY) for word in ("kota", "pemkot")),
    *((word, words.REGENCY) for word in ("kabupaten", "pemkab", "bupati")),
)
_BOTH = re.compile(
    r"\b(?:keduanya|ketiganya|(?:kedua|ketiga|keempat|dua|tiga)\s+(?:belah\s+)?(?:pihak|pemerintah\w*|pemda|pemkot"
    r"|pemkab|pemprov|daerah|provinsi|kota|kabupaten|wilayah|gubernur|wali ?kota|bupati|kepala daerah|dprd))\b"
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with the terms and places found in it."""

    sentence: Sentence
    terms: Mapping[str, Sequence[Span]]
    mentions: Sequence[Mention]


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as the rules see it."""

    document: Document
    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...]
    masked: tuple[Span, ...]
    """Words hidden from every rule, as word spans."""
    skipped: tuple[Span, ...]
    """Furniture left alone, as spans of text."""

    def sentence_text(self, sentence: Sentence) -> str:
        """A sentence verbatim."""
        return self.document.text[sentence.start : sentence.end]


@dataclass(frozen=True, slots=True)
class Met:
    """A rule that met a passage."""

    rule: Rule
    passage: Passage


def match(article: Article, rules: RuleSet) -> list[Hit]:
    """Every hit of every rule and watch, in order of `start`; offsets as in `kembar.model`."""
    whole = visible(fold(f"{article.title}\n\n{article.text}"))
    if not rules.may_match(whole):
        return []
    return hits(read_article(article, rules), rules)


def read_article(article: Article, rules: RuleSet, *, home: str | None = None) -> Reading:
    """Find words, terms and places of an article."""
    document = read(article.title, article.text, rules.splits)
    skipped = tuple(furniture.spans(document))
    mentions = tuple(places.find(document, rules.gazetteer, home=home))
    terms, masked = _terms(document, rules)
    passages = []
    for sentence in document.sentences:
        if any(start <= sentence.start < end for start, end in skipped):
            continue
        found = {
            term: inside
            for term, spans in terms.items()
            if (inside := _inside(spans, sentence.first, sentence.last))
        }
        here = [m for m in mentions if sentence.first <= m.name_first < sentence.last]
        here.extend(_meant(sentence, here, passages, document, rules))
        passages.append(Passage(sentence, found, here))
    return Reading(document, tuple(passages), mentions, masked, skipped)


def _meant(
    sentence: Sentence,
    here: Sequence[Mention],
    before: Sequence[Passage],
    document: Document,
    rules: RuleSet,
) -> list[Mention]:
    """The governments that `kedua daerah` means: the two or more named in a sentence before."""
    both = _BOTH.search(document.folded, sentence.start, sentence.end)
    if both is None or len(governments(here, rules.gazetteer)) >= _TWO:
        return []
    levels = next((kinds for word, kinds in _ALIKE if word in both[0]), None)
    for passage in reversed(before[-_REACH_BACK:]):
        alike = [m for m in passage.mentions if levels is None or m.place.level in levels]
        named = governments(alike, rules.gazetteer, "any")
        if len(named) >= _TWO:
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
            written = document.text[document.starts[first] : document.ends[last - 1]]
            if form.exact in (None, written):
                found.setdefault(form.term, []).append((first, last))
    masked = tuple(found.pop(MASK, ()))
    if masked:
        for term, spans in list(found.items()):
            found[term] = [span for span in spans if not _covered(span, masked)]
    return found, masked


def _covered(span: Span, masked: Iterable[Span]) -> bool:
    return any(first <= span[0] and span[1] <= last for first, last in masked)


def _inside(spans: Sequence[Span], first: int, last: int) -> list[Span]:
    begin = bisect_right(spans, (first, -1))
    inside = []
    for span in spans[begin:]:
        if span[0] >= last:
            break
        if span[1] <= last:
            inside.append(span)
    return inside


def hits(reading: Reading, rules: RuleSet) -> list[Hit]:
    """The hits of a reading; a rule scores once a section, its further hits there are worth 0."""
    found: list[Hit] = []
    scored: set[tuple[str, Section]] = set()
    for met in meetings(reading, rules):
        sentence = met.passage.sentence
        key = (met.rule.id, sentence.section)
        weight: float = getattr(rules.weights, sentence.section)
        points = 0.0 if key in scored else met.rule.entry.score * weight
        scored.add(key)
        found.append(_hit(met.rule.id, points, sentence, reading))
    found.extend(_watch_hits(reading, rules))
    return sorted(found, key=lambda hit: (hit.start, hit.rule))


def _hit(rule: str, points: float, sentence: Sentence, reading: Reading) -> Hit:
    return Hit(
        rule=rule,
        score=points,
        start=sentence.start,
        end=sentence.end,
        sentence=reading.sentence_text(sentence),
    )


def meetings(reading: Reading, rules: RuleSet) -> Iterator[Met]:
    """Every rule that meets a passage, in order of the text."""
    document_terms = {term for passage in reading.passages for term in passage.terms}
    for passage in reading.passages:
        for rule in rules.rules:
            if rule.entry.scope == "document":
                continue
            if rule.entry.scope == "title" and passage.sentence.section is not Section.TITLE:
                continue
            if lacking(rule.entry, passage, document_terms, reading, rules) is None:
                yield Met(rule, passage)
    for rule in rules.rules:
        if rule.entry.scope == "document":
            whole = whole_document(reading)
            if whole and lacking(rule.entry, whole, document_terms, reading, rules) is None:
                yield Met(rule, _first_with(rule.entry, reading, whole))


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


def _first_with(entry: RuleEntry, reading: Reading, whole: Passage) -> Passage:
    wanted = {term for group in (*entry.all, entry.any) for term in group}
    for passage in reading.passages:
        if wanted & passage.terms.keys():
            return passage
    return whole


def lacking(
    entry: RuleEntry,
    passage: Passage,
    document_terms: set[str],
    reading: Reading,
    rules: RuleSet,
) -> str | None:
    """What keeps a rule from meeting a passage, in words; None when it meets it."""
    groups: list[Sequence[Span]] = []
    for group in entry.all:
        spans = _spans_of(group, passage, reading)
        if not spans:
            return f"all: none of {', '.join(group)}"
        groups.append(spans)
    if entry.any and not _spans_of(entry.any, passage, reading):
        return f"any: none of {', '.join(entry.any)}"
    for term in entry.none:
        if _spans_of((term,), passage, reading):
            return f"none: {term} is there"
    for term in entry.none_in_document:
        if term in document_terms:
            return f"none_in_document: {term} is there"
    if entry.near and not _near(groups, entry.near.words, ordered=entry.near.ordered):
        return f"near: not within {entry.near.words} words"
    return _places_lacking(entry, passage, rules)


def _spans_of(group: Iterable[str], passage: Passage, reading: Reading) -> list[Span]:
    spans: list[Span] = []
    for term in group:
        if term in SLOTS:
            spans.extend(slots.spans(term, passage.mentions, passage.sentence, reading.document))
        else:
            spans.extend(passage.terms.get(term, ()))
    return sorted(spans)


def _near(groups: Sequence[Sequence[Span]], words: int, *, ordered: bool) -> bool:
    return any(_reach([anchor], groups[1:], words, ordered) for anchor in groups[0])


def _reach(chosen: list[Span], rest: Sequence[Sequence[Span]], words: int, ordered: bool) -> bool:
    if not rest:
        return True
    for span in rest[0]:
        if ordered and span[0] < chosen[-1][1]:
            continue
        together = [*chosen, span]
        if max(s[0] for s in together) - min(s[1] for s in together) <= words and _reach(
            together, rest[1:], words, ordered
        ):
            return True
    return False


def _places_lacking(entry: RuleEntry, passage: Passage, rules: RuleSet) -> str | None:
    wanted = entry.places
    if not wanted.min and wanted.foreign == "any":
        return None
    found = governments(passage.mentions, rules.gazetteer, wanted.role)
    if not wanted.kin:
        found = without_kin(found, rules.gazetteer)
    if wanted.role == "government" and passage.sentence.section is not Section.TITLE:
        # A headline has no room for titles; a sentence that gives none talks of towns.
        if not any(mention.official for mention in found.values()):
            return "places: none with a title"
    if len(found) < wanted.min:
        return f"places: {len(found)} of {wanted.min} ({wanted.role})"
    abroad = any(mention.foreign for mention in found.values())
    if wanted.foreign == "required" and not abroad:
        return "places: none abroad"
    if wanted.foreign == "forbidden" and abroad:
        return "places: one abroad"
    return None


def _watch_hits(reading: Reading, rules: RuleSet) -> Iterator[Hit]:
    for watch in rules.watches:
        if watch.areas and not any(
            rules.gazetteer.within(_area(mention), area)
            for mention in reading.mentions
            if mention.held is None
            for area in watch.areas
        ):
            continue
        points = rules.thresholds.alert
        for passage in reading.passages:
            if watch.id in passage.terms:
                yield _hit(watch.id, points, passage.sentence, reading)
                points = 0.0


def _area(mention: Mention) -> str:
    return mention.place.id
