"""Tells in words why an article is flagged, or what it lacked."""

from collections.abc import Iterator
from dataclasses import dataclass

from kembar.model import Article, Judgement

from .facts import judge
from .matching import lacking
from .reading import Reading, read_article
from .ruleset import RuleSet

_CLOSE_MISSES = 8  # more would hide the one that matters


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a rule found in the article; offsets as in `Hit`."""

    start: int
    end: int
    written: str
    term: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place found in the article, how it was told, and why it may not count."""

    start: int
    end: int
    written: str
    id: str
    name: str
    how: str
    held: str | None


@dataclass(frozen=True, slots=True)
class Miss:
    """A rule that nearly met a sentence."""

    rule: str
    sentence: str
    lacked: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that led to a judgement."""

    judgement: Judgement
    threshold: float
    worth_a_look: float
    words: tuple[Word, ...]
    places: tuple[Spot, ...]
    masked: tuple[str, ...]
    """Idioms hidden from the rules, and lines of the page left alone."""
    misses: tuple[Miss, ...]

    def text(self) -> str:
        """The explanation for a terminal."""
        return "\n".join(_lines(self))


def explain(article: Article, rules: RuleSet, *, home: str | None = None) -> Explanation:
    """Judge an article and keep the reasons."""
    reading = read_article(article, rules, home=home)
    judgement = judge(article, rules, home=home)
    return Explanation(
        judgement=judgement,
        threshold=rules.thresholds.alert,
        worth_a_look=rules.thresholds.record,
        words=tuple(_words(reading)),
        places=tuple(_spots(reading)),
        masked=tuple(_masked(reading)),
        misses=tuple(_misses(reading, rules, judgement))[:_CLOSE_MISSES],
    )


def _words(reading: Reading) -> Iterator[Word]:
    document = reading.document
    for passage in reading.passages:
        for term, spans in passage.terms.items():
            for first, last in spans:
                start, end = document.starts[first], document.ends[last - 1]
                yield Word(start, end, document.text[start:end], term)


def _spots(reading: Reading) -> Iterator[Spot]:
    document = reading.document
    for mention in reading.mentions:
        start, end = document.starts[mention.first], document.ends[mention.last - 1]
        held = mention.held or ("dateline" if mention.dateline else None)
        held = held or ("location" if mention.location else None)
        place = mention.place
        yield Spot(start, end, document.text[start:end], place.id, place.name, mention.how, held)


def _masked(reading: Reading) -> Iterator[str]:
    document = reading.document
    for first, last in reading.masked:
        yield document.text[document.starts[first] : document.ends[last - 1]]
    for start, end in reading.skipped:
        yield document.text[start:end].strip()


def _misses(reading: Reading, rules: RuleSet, judgement: Judgement) -> Iterator[Miss]:
    hit = {(found.rule, found.start) for found in judgement.hits}
    everywhere = {term for passage in reading.passages for term in passage.terms}
    for passage in reading.passages:
        for rule in rules.rules:
            terms = {term for group in (*rule.entry.all, rule.entry.any) for term in group}
            if (rule.id, passage.sentence.start) in hit or not terms & passage.terms.keys():
                continue
            lacked = lacking(rule.entry, passage, everywhere, reading, rules)
            if lacked:
                yield Miss(rule.id, reading.sentence_text(passage.sentence), lacked)


def _lines(told: Explanation) -> Iterator[str]:
    judgement = told.judgement
    verdict = "flagged" if judgement.flag else "not flagged"
    if not judgement.flag and judgement.score >= told.worth_a_look:
        verdict += ", worth a look"
    yield f"{verdict}: {judgement.score:g} points, {told.threshold:g} needed"
    if judgement.score >= told.threshold and not judgement.flag:
        yield "  but fewer than two different governments take part"
    for happening in judgement.happenings:
        names = ", ".join(f"{party.name} ({party.role})" for party in happening.parties)
        stage = happening.stage_detail or happening.stage
        yield f"  {happening.kind}, {stage}, {happening.modality}: {names}"
    yield from _section(
        "hits",
        (
            f"{hit.rule} {hit.score:+g} [{hit.start}:{hit.end}] {_short(hit.sentence)}"
            for hit in judgement.hits
        ),
    )
    yield from _section("places", (_spot_line(spot) for spot in told.places))
    yield from _section(
        "words", (f"[{word.start}:{word.end}] {word.written} = {word.term}" for word in told.words)
    )
    yield from _section("left alone", (_short(text) for text in told.masked))
    yield from _section(
        "nearly", (f"{miss.rule}: {miss.lacked} | {_short(miss.sentence)}" for miss in told.misses)
    )


def _spot_line(spot: Spot) -> str:
    held = f"; does not act: {spot.held}" if spot.held else ""
    return f"[{spot.start}:{spot.end}] {spot.written} = {spot.name} ({spot.id}; {spot.how}{held})"


def _section(name: str, lines: Iterator[str]) -> Iterator[str]:
    shown = list(lines)
    if shown:
        yield f"{name}:"
        yield from (f"  {line}" for line in shown)


def _short(text: str, width: int = 100) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= width else f"{folded[: width - 1]}…"
