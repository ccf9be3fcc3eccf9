"""Puts together why an article is flagged, or what it lacked; the words for it are another's."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kembar.model import Article, Happening, Hit, Judgement, Role

from . import facts, furniture, wording
from .evidence import Evidence
from .mentions import Mention, governments
from .misses import Tries
from .reading import Passage, Reading, read_article
from .reasons import Account, Held, Met, Miss, Spot, Sum, Term, Word
from .ruleset import RuleSet
from .tokens import Section


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that led to a judgement."""

    judgement: Judgement
    """What it explains."""
    verdict: str
    """`flagged`, `worth a look` or `not flagged`."""
    score: float
    """Sum of the points of all that counts."""
    needed: float | None
    """The points that make news of this article; None where no number of points does."""
    why: str
    """The chief reason in one sentence."""
    sums: tuple[Sum, ...]
    """The score by section."""
    happenings: tuple[Account, ...]
    """The chief one first, then the others; empty without a flag."""
    hits: tuple[Met, ...]
    """Every rule that met a sentence, in order of the text."""
    places: tuple[Spot, ...]
    """Every place found."""
    held: tuple[Held, ...]
    """What was held back."""
    misses: tuple[Miss, ...]
    """The rules that nearly met a sentence, the one that lacks least first."""

    def text(self) -> str:
        """The explanation for a terminal."""
        return "\n".join(wording.lines(self))


def explain(article: Article, rules: RuleSet, *, home: str | None = None) -> Explanation:
    """Judge an article and keep the reasons; `home` as in `judge`."""
    reading = read_article(article, rules, home=home)
    judgement = facts.judge(article, rules, home=home)
    counted = facts.counted(judgement.hits, rules)
    needed = facts.needed(judgement.hits, reading, rules)
    tries = Tries(judgement.hits, reading, rules)
    misses = tries.misses()
    return Explanation(
        judgement=judgement,
        verdict=_verdict(judgement, rules),
        score=judgement.score,
        needed=needed if math.isfinite(needed) else None,
        why=_why(judgement, counted, needed, bool(misses), rules),
        sums=_sums(counted, reading, rules),
        happenings=tuple(
            Account(
                score=told.score,
                sums=_sums(told.hits, reading, rules),
                facts=tuple(Evidence(told, article, reading, rules, home).facts()),
            )
            for told in judgement.happenings
        ),
        hits=tuple(_met(hit, reading, rules) for hit in judgement.hits),
        places=tuple(_spot(mention, reading) for mention in reading.mentions),
        held=tuple(sorted(_held(reading, tries), key=lambda one: (one.start, one.end))),
        misses=misses,
    )


def _verdict(judgement: Judgement, rules: RuleSet) -> str:
    if judgement.flag:
        return "flagged"
    return "worth a look" if judgement.score >= rules.thresholds.record else "not flagged"


def _why(
    judgement: Judgement, counted: Sequence[Hit], needed: float, near: bool, rules: RuleSet
) -> str:
    if judgement.happenings:
        return _told(judgement.happenings[0], rules)
    if not judgement.hits:
        everything = "all that it asks for" if near else "any of its words"
        return f"no rule found {everything} in a sentence"
    if not counted:
        return "only rules under test met it"
    if math.isinf(needed):
        return "a single sentence of the body speaks of it, and is taken for an aside"
    if judgement.score >= needed:
        return "fewer than two different governments, one of them Indonesian, take part"
    if needed > rules.thresholds.alert:
        return "only the body speaks of it, and a mention in passing needs more points"
    return "too few sentences speak of it"


def _told(happening: Happening, rules: RuleSet) -> str:
    """Who with whom, and what: `Kota Bitung, Davao: sister city, talks, planned`."""
    names = ", ".join(party.name for party in happening.parties if party.role is Role.PARTY)
    words = (happening.kind, happening.stage, happening.modality)
    what = ", ".join(word.replace("_", " ") for word in words if word)
    watched = [watch for hit in happening.hits if (watch := rules.watch(hit.rule))]
    if watched:
        what = f"the watch {watched[0].watch.name!r} found its words"
    return f"{names}: {what}" if names else what


def _sums(found: Sequence[Hit], reading: Reading, rules: RuleSet) -> tuple[Sum, ...]:
    """Points by section; hits that add nothing are left out."""
    sections = {passage.sentence.start: passage.sentence.section for passage in reading.passages}
    sums = []
    for section in Section:
        scored = [hit for hit in found if hit.score and sections.get(hit.start) is section]
        # A watch gives the same points wherever its words stand, so that it needs no weight.
        for watched in (False, True):
            hits = [hit for hit in scored if bool(rules.watch(hit.rule)) is watched]
            weight = 1.0 if watched else float(getattr(rules.weights, section))
            terms = tuple(Term(hit.rule, round(hit.score / weight, 3), hit.score) for hit in hits)
            if terms:
                points = round(sum(term.points for term in terms), 3)
                sums.append(Sum(section.value, weight, points, terms))
    return tuple(sums)


def _met(hit: Hit, reading: Reading, rules: RuleSet) -> Met:
    passage = next(p for p in reading.passages if p.sentence.start == hit.start)
    rule, watch = rules.rule(hit.rule), rules.watch(hit.rule)
    section = passage.sentence.section
    weight = float(getattr(rules.weights, section)) if rule else 1.0
    note = None
    if rule and not rule.stable:
        note = "a rule under test adds nothing"
    elif not hit.score:
        note = f"counted before in the {section.value}"
    return Met(
        rule=hit.rule,
        title=rule.entry.title if rule else watch.watch.name if watch else "",
        section=section.value,
        base=rule.entry.score if rule else rules.thresholds.alert,
        weight=weight,
        points=hit.score,
        note=note,
        start=hit.start,
        end=hit.end,
        sentence=hit.sentence,
        words=tuple(_words(hit.rule, passage, reading, rules)),
        places=tuple(
            _spot(mention, reading) for mention in _counted(hit.rule, passage, reading, rules)
        ),
    )


def _words(rule_id: str, passage: Passage, reading: Reading, rules: RuleSet) -> Iterator[Word]:
    rule = rules.rule(rule_id)
    groups = (*rule.entry.all, rule.entry.any) if rule else ((rule_id,),)
    wanted = {term for group in groups for term in group}
    spans = sorted(
        (span, term) for term, found in passage.terms.items() if term in wanted for span in found
    )
    document = reading.document
    for (first, last), term in spans:
        start, end = document.starts[first], document.ends[last - 1]
        yield Word(start, end, document.text[start:end], term)


def _counted(rule_id: str, passage: Passage, reading: Reading, rules: RuleSet) -> Iterable[Mention]:
    """The places that a rule counted, each mention once."""
    rule = rules.rule(rule_id)
    within = rule.entry.places.within if rule else "sentence"
    role = rule.entry.places.role if rule else "any"
    seen: dict[tuple[int, str], Mention] = {}
    for mention in reading.named(passage, within):
        if governments([mention], rules.gazetteer, role):
            seen.setdefault((mention.first, mention.place.id), mention)
    return seen.values()


def _spot(mention: Mention, reading: Reading) -> Spot:
    document = reading.document
    start, end = document.starts[mention.first], document.ends[mention.last - 1]
    held = mention.held
    if held is None and mention.dateline:
        held = "only the dateline"
    if furniture.holds(reading.skipped, start):
        held = "in a line of the page"
    if held is None and mention.location:
        held = "only says where something is"
    place = mention.place
    return Spot(start, end, document.text[start:end], place.id, place.name, mention.how, held)


def _held(reading: Reading, tries: Tries) -> Iterator[Held]:
    document = reading.document
    for first, last in reading.masked:
        start, end = document.starts[first], document.ends[last - 1]
        yield Held("idiom", start, end, document.text[start:end], "an idiom that no rule looks at")
    for start, end in reading.skipped:
        yield Held("furniture", start, end, document.text[start:end], "a line of the page")
    for mention in reading.mentions:
        spot = _spot(mention, reading)
        in_line = furniture.holds(reading.skipped, spot.start)
        if spot.held and not mention.location and not in_line:
            yield Held("place", spot.start, spot.end, spot.written, spot.held)
    yield from tries.shields()
