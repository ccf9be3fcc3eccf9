"""Which rules nearly met a sentence and what each lacked, in plain words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kembar.model import Hit

from .matching import lacking
from .reading import Passage, Reading, Span, whole_document
from .reasons import Held, Miss
from .ruleset import Rule, RuleSet, worded_groups
from .schema import Places, RuleEntry
from .tokens import Section

_MOST = 8  # more would hide the one that matters
_SHOWN = 6  # words of a list; the rest is in the pack

_SLOTS = {
    "{GOV}": "a government with its title",
    "{PLACE}": "a place",
    "{FOREIGN}": "a place abroad",
    "{ORG}": "an organisation",
    "{DATE}": "a date",
    "{MONEY}": "a sum of money",
}
_WHERE = {
    "sentence": "in this sentence",
    "nearby": "in this sentence or the two before it",
    "lead": "in this sentence, the headline or the lead",
}
_SHUNNED = {
    "none": "in this sentence",
    "none_in_title": "in the headline",
    "none_in_document": "anywhere in the report",
}
_TITLED = "with a title (Pemkot, Bupati, Kota ...)"
_NUMBERS = ("no", "one", "two", "three", "four")


@dataclass(frozen=True, slots=True)
class _Lack:
    """Something that a rule asks for and a passage has not."""

    told: str
    size: int = 1
    shield: str | None = None
    """The term that must not stand there, where that is all."""


@dataclass(frozen=True, slots=True)
class _Try:
    """A rule held against a passage that it did not meet."""

    rule: Rule
    passage: Passage
    lacks: tuple[_Lack, ...]

    @property
    def missing(self) -> int:
        return sum(lack.size for lack in self.lacks)


class Tries:
    """All rules held against all sentences in which they find some of their words."""

    def __init__(self, found: Sequence[Hit], reading: Reading, rules: RuleSet) -> None:
        self._reading = reading
        self._rules = rules
        self._everywhere = {term for passage in reading.passages for term in passage.terms}
        sections = {p.sentence.start: p.sentence.section for p in reading.passages}
        # A rule counts once a section, so that there it lacks nothing any more.
        self._tries = list(self._all({(hit.rule, sections.get(hit.start)) for hit in found}))

    def misses(self) -> tuple[Miss, ...]:
        """The nearest try of each rule, the one that lacks least first, then the weightiest."""
        nearest: dict[str, tuple[tuple[int, float, int], Miss]] = {}
        for one in self._tries:
            miss = self._miss(one)
            rank = (miss.missing, -miss.points, miss.start)
            if miss.rule not in nearest or rank < nearest[miss.rule][0]:
                nearest[miss.rule] = (rank, miss)
        return tuple(miss for _, miss in sorted(nearest.values(), key=lambda pair: pair[0])[:_MOST])

    def shields(self) -> Iterator[Held]:
        """The words that alone kept a rule from a sentence which has all that it asks for."""
        for one in self._tries:
            terms = [lack.shield for lack in one.lacks]
            for term in terms if all(terms) else ():
                span = self._span(term or "", one.passage)
                if span:
                    document = self._reading.document
                    start, end = document.starts[span[0]], document.ends[span[1] - 1]
                    why = f"keeps {one.rule.id} from this sentence ({term})"
                    yield Held("shield", start, end, document.text[start:end], why)

    def _all(self, hit: set[tuple[str, Section | None]]) -> Iterator[_Try]:
        whole = whole_document(self._reading)
        for rule in self._rules.rules:
            wide = rule.entry.scope == "document"
            for passage in ([whole] if whole else []) if wide else self._reading.passages:
                section = passage.sentence.section
                if rule.entry.scope == "title" and section is not Section.TITLE:
                    continue
                if (rule.id, section) in hit or not _has_words(rule.entry, passage):
                    continue
                lacks = tuple(self._lacks(rule.entry, passage))
                # The first group says what a rule is about, the others may be as plain as `di`.
                about = any(term in passage.terms for term in worded_groups(rule.entry)[0])
                if len(lacks) == 1 or (lacks and about):
                    yield _Try(rule, passage, lacks)

    def _lacks(self, entry: RuleEntry, passage: Passage) -> Iterator[_Lack]:
        """Each demand of a rule held against a passage by itself."""
        bare = RuleEntry(id=entry.id, title=entry.title, score=entry.score)

        def met(**demand: object) -> bool:
            alone = bare.model_copy(update=demand)
            return not lacking(alone, passage, self._everywhere, self._reading, self._rules)

        complete = True
        for group in entry.all:
            if not met(all=(group,)):
                complete = False
                yield _Lack(f"one of: {_words(group, self._rules.vocabulary)}")
        if entry.any and not met(any=entry.any):
            yield _Lack(f"one of: {_words(entry.any, self._rules.vocabulary)}")
        for key, where in _SHUNNED.items():
            shunned: Sequence[str] = getattr(entry, key)
            for term in () if met(**{key: shunned}) else shunned:
                if not met(**{key: (term,)}):
                    yield _Lack(f"{self._quoted(term, passage)} must not be {where}", shield=term)
        if entry.near and complete and not met(all=entry.all, near=entry.near):
            yield _Lack(f"its words within {entry.near.words} words of each other")
        if not met(places=entry.places):
            yield from self._places(entry.places, met)

    def _places(self, wanted: Places, met: Callable[..., bool]) -> Iterator[_Lack]:
        def some(**change: object) -> bool:
            return met(places=wanted.model_copy(update={"foreign": "any", **change}))

        if not some():
            found = next((n for n in range(wanted.min - 1, 0, -1) if some(min=n)), 0)
            if found == 0 and wanted.role != "any" and some(role="any"):
                yield _Lack(f"a government {_TITLED}: bare names may be mere towns")
            else:
                yield _Lack(_governments(wanted, found), wanted.min - found)
        elif wanted.foreign == "required":
            yield _Lack(f"a place abroad {_WHERE[wanted.within]}")
        else:
            yield _Lack("a sentence that names no place abroad")

    def _miss(self, one: _Try) -> Miss:
        sentence = one.passage.sentence
        weight: float = getattr(self._rules.weights, sentence.section)
        return Miss(
            rule=one.rule.id,
            title=one.rule.entry.title,
            points=one.rule.entry.score * weight,
            section=sentence.section.value,
            start=sentence.start,
            end=sentence.end,
            sentence=self._reading.sentence_text(sentence),
            missing=one.missing,
            lacked=tuple(lack.told for lack in one.lacks),
        )

    def _quoted(self, term: str, passage: Passage) -> str:
        span = self._span(term, passage)
        if span is None:
            return _word(term)
        return f'"{self._reading.document.written(*span)}"'

    def _span(self, term: str, passage: Passage) -> Span | None:
        """Where a term stands: in the passage, else anywhere."""
        for one in (passage, *self._reading.passages):
            if one.terms.get(term):
                return one.terms[term][0]
        return None


def _has_words(entry: RuleEntry, passage: Passage) -> bool:
    return any(term in passage.terms for group in (*entry.all, entry.any) for term in group)


def _governments(wanted: Places, found: int) -> str:
    titled = "" if wanted.role in ("any", "government") else f" {_TITLED}"
    where = f"{titled} {_WHERE[wanted.within]}"
    if found == 0:
        return (f"{_count(wanted.min)} governments" if wanted.min > 1 else "a government") + where
    if found == 1 and wanted.min == 2:
        return f"a second government{where}"
    return f"{_count(wanted.min - found)} more governments{where}"


def _count(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _words(group: Sequence[str], vocabulary: Mapping[str, Sequence[str]]) -> str:
    """The first words of a group, its lists written out."""
    written: list[str] = []
    for term in group:
        listed = vocabulary.get(term[1:-1], ()) if term.startswith("<") else (term,)
        written.extend(_word(one) for one in listed)
    words = list(dict.fromkeys(written))
    return ", ".join(words[:_SHOWN]) + (" ..." if len(words) > _SHOWN else "")


def _word(term: str) -> str:
    return _SLOTS.get(term) or term.lstrip("+=")
