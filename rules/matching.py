"""Meets rules with sentences: the points an article gets, and what a rule lacked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kembar.model import Article, Hit

from . import slots
from .mentions import governments, without_kin
from .reading import Passage, Reading, Span, read_article, whole_document
from .ruleset import SLOTS, Rule, RuleSet
from .schema import RuleEntry
from .tokens import Section, Sentence

# No sentence that people write holds more of one term; a page made to be slow might.
_MANY = 50

_TWO = 2


@dataclass(frozen=True, slots=True)
class Met:
    """A rule that met a passage."""

    rule: Rule
    passage: Passage


def match(article: Article, rules: RuleSet) -> list[Hit]:
    """Every hit of every rule and watch, in order of `start`; offsets as in `kembar.model`."""
    return hits(read_article(article, rules, whole=False), rules)


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
        for rule in rules.within_reach(passage.terms):
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
    for term in entry.none_in_title:
        if term in reading.title_terms:
            return f"none_in_title: {term} is there"
    if entry.near and not _near(groups, entry.near.words, ordered=entry.near.ordered):
        return f"near: not within {entry.near.words} words"
    return _places_lacking(entry, passage, reading, rules)


def _spans_of(group: Iterable[str], passage: Passage, reading: Reading) -> list[Span]:
    spans: list[Span] = []
    for term in group:
        if term in SLOTS:
            spans.extend(slots.spans(term, passage.mentions, passage.sentence, reading.document))
        else:
            spans.extend(passage.terms.get(term, ()))
    return sorted(spans)[:_MANY]


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


def _places_lacking(
    entry: RuleEntry, passage: Passage, reading: Reading, rules: RuleSet
) -> str | None:
    wanted = entry.places
    if not wanted.min and wanted.foreign == "any":
        return None
    named = reading.named(passage, wanted.within)
    found = governments(named, rules.gazetteer, wanted.role)
    if wanted.kin is not True:
        found = without_kin(found, rules.gazetteer, as_one=wanted.kin == "one")
    # A headline has no room for titles; a sentence that gives none talks of towns.
    bare = not any(mention.official for mention in found.values())
    if bare and wanted.role == "government" and passage.sentence.section is not Section.TITLE:
        return "places: none with a title"
    if len(found) < wanted.min:
        return f"places: {len(found)} of {wanted.min} ({wanted.role})"
    here = [mention for mention in found.values() if not mention.location]
    if wanted.min >= _TWO <= len(here or found) and all(m.foreign for m in here or found.values()):
        return "places: none in Indonesia"
    abroad = any(mention.foreign for mention in found.values())
    if wanted.foreign == "required" and not abroad:
        return "places: none abroad"
    if wanted.foreign == "forbidden" and abroad:
        return "places: one abroad"
    return None


def _watch_hits(reading: Reading, rules: RuleSet) -> Iterator[Hit]:
    for watch in rules.watches:
        if watch.areas and not any(
            rules.gazetteer.within(mention.place.id, area)
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
