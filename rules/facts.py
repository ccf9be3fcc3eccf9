"""Tells what an article reports: who with whom, of what kind and stage, when and for how much."""

import math
from collections.abc import Container, Iterable, Sequence
from datetime import date

from kembar.clock import zone_of
from kembar.model import Article, Happening, Hit, Judgement, Kind, Modality, Party, Stage

from . import bystanders, casting, happenings, parties, sectors, stages, when
from .likeness import likeness
from .matching import hits
from .reading import Passage, Reading, read_article
from .ruleset import RuleSet
from .tokens import Section, fold, visible
from .weighed import Weighed
from .worth import choose_amount

# The closer bond is the news: talk of cooperation stands in every report of the others.
_BONDS = {
    Kind.SISTER_CITY: 2.0,
    Kind.INTERGOV_AGREEMENT: 1.3,
    Kind.FOREIGN_AID: 1.3,
    Kind.STUDY_VISIT: 1.5,
    Kind.COOPERATION_TALKS: 1.0,
}

_TWICE = 2  # sentences of a body that make more than an aside
_PAPERS = (Stage.LOI, Stage.MOU, Stage.AGREEMENT)
_HINT = 0.5  # what a rule of low severity says of the kind: a visit stands in many reports


def judge(article: Article, rules: RuleSet, *, home: str | None = None) -> Judgement:
    """`match` and `facts` in one reading."""
    reading = read_article(article, rules, home=home, whole=False)
    found = hits(reading, rules)
    if not found:
        return Judgement(flag=False, score=0.0)
    return _judge(article, found, reading, rules, home)


def facts(
    article: Article, found: Sequence[Hit], rules: RuleSet, *, home: str | None = None
) -> Judgement:
    """What the hits of `match` mean; `home` is the Kemendagri code of the outlet's own area."""
    if not found:
        return Judgement(flag=False, score=0.0)
    return _judge(article, found, read_article(article, rules, home=home), rules, home)


def counted(found: Iterable[Hit], rules: RuleSet) -> list[Hit]:
    """The hits whose points count: those of stable rules and of watches."""
    return [hit for hit in found if _counts(hit, rules)]


def needed(found: Iterable[Hit], reading: Reading, rules: RuleSet) -> float:
    """The points that would make news of an article with these hits."""
    ruled = [hit for hit in counted(found, rules) if not rules.watch(hit.rule)]
    return _needed(ruled, reading, rules) if ruled else rules.thresholds.alert


def _judge(
    article: Article, found: Sequence[Hit], reading: Reading, rules: RuleSet, home: str | None
) -> Judgement:
    ordered = tuple(sorted(found, key=lambda hit: (hit.start, hit.rule)))
    counted = [hit for hit in ordered if _counts(hit, rules)]
    score = round(sum(hit.score for hit in counted), 3)
    watched = [hit for hit in counted if rules.watch(hit.rule)]
    ruled = [hit for hit in counted if not rules.watch(hit.rule)]
    told: list[Happening] = []
    if sum(hit.score for hit in ruled) >= _needed(ruled, reading, rules):
        told.extend(_happenings(article, ruled, reading, rules, home))
    told.extend(_watched(article, watched, reading, rules, home))
    return Judgement(
        flag=bool(told),
        score=score,
        hits=ordered,
        happenings=tuple(told),
        likeness=likeness(f"{article.title}\n\n{article.text}") if told else None,
    )


def _needed(found: Sequence[Hit], reading: Reading, rules: RuleSet) -> float:
    """The points that make news; more where only the body of a report speaks of it.

    One sentence of a body is an aside (`the two have long been sister cities`), unless it tells
    of a paper.
    """
    passages = _passages(found, reading)
    if any(passage.sentence.section is not Section.BODY for passage in passages):
        return rules.thresholds.alert
    if len(passages) < _TWICE and not any(_is_paper(hit, rules) for hit in found):
        return math.inf
    return max(rules.thresholds.passing, rules.thresholds.alert)


def _is_paper(hit: Hit, rules: RuleSet) -> bool:
    rule = rules.rule(hit.rule)
    return rule is not None and rule.entry.emits.stage in _PAPERS


def _counts(hit: Hit, rules: RuleSet) -> bool:
    rule = rules.rule(hit.rule)
    return rule.stable if rule else rules.watch(hit.rule) is not None


def _happenings(
    article: Article, found: Sequence[Hit], reading: Reading, rules: RuleSet, home: str | None
) -> list[Happening]:
    told: list[Happening] = []
    starts = frozenset(hit.start for hit in found)
    for group in happenings.sort(found, reading, rules):
        chief = not told
        if not chief and group.score < rules.thresholds.alert:
            continue
        kind = _settled(_chief(group.hits, rules), group.hits, reading)
        own = [hit for hit in group.hits if _kind(hit, rules) is kind]
        cast = casting.choose(
            _passages(own, reading), _passages(group.hits, reading), kind, reading, rules.gazetteer
        )
        known = cast.near or group.score >= rules.thresholds.passing
        if known and parties.enough(cast.parties, unnamed=_unnamed(own, rules)):
            told.append(
                _tell(kind, own, group.hits, cast.parties, article, reading, rules, home, starts)
            )
        elif chief:
            return []
    return told


def _watched(
    article: Article, found: Sequence[Hit], reading: Reading, rules: RuleSet, home: str | None
) -> list[Happening]:
    told = []
    for watch in rules.watches:
        own = [hit for hit in found if hit.rule == watch.id]
        if own:
            passages = _passages(own, reading)
            cast = casting.choose(passages, passages, watch.watch.kind, reading, rules.gazetteer)
            told.append(
                _tell(watch.watch.kind, own, own, cast.parties, article, reading, rules, home)
            )
    return sorted(told, key=lambda happening: -happening.score)


def _kind(hit: Hit, rules: RuleSet) -> Kind | None:
    rule = rules.rule(hit.rule)
    return rule.entry.emits.kind if rule else None


def _chief(found: Sequence[Hit], rules: RuleSet) -> Kind | None:
    """The kind that most speaks for, title before lead before body."""
    best: dict[tuple[Kind, float], float] = {}
    for hit in found:
        rule = rules.rule(hit.rule)
        kind = _kind(hit, rules)
        if rule is not None and kind is not None and hit.score:
            # Rules that say the same of one part of the article speak once.
            part = round(hit.score / rule.entry.score, 3)
            says = hit.score * (_HINT if rule.entry.severity == "low" else 1)
            best[kind, part] = max(best.get((kind, part), 0), says)
    points: dict[Kind, float] = {}
    for (kind, _), score in best.items():
        points[kind] = points.get(kind, 0) + score * _BONDS[kind]
    return max(points, key=lambda kind: points[kind], default=None)


def _unnamed(own: Sequence[Hit], rules: RuleSet) -> bool:
    """Whether a rule met them that asks for no second name: a grant for forty regencies."""
    met = [rule for hit in own if hit.score and (rule := rules.rule(hit.rule))]
    return any(
        rule.entry.emits.kind is Kind.FOREIGN_AID and rule.entry.places.min == 1 for rule in met
    )


def _settled(kind: Kind | None, found: Sequence[Hit], reading: Reading) -> Kind | None:
    """Talks at which a paper is signed are more than talks."""
    if kind is Kind.COOPERATION_TALKS:
        head = [p for p in _passages(found, reading) if p.sentence.section is not Section.BODY]
        if stages.has_paper([_folded(passage, reading) for passage in head]):
            return Kind.INTERGOV_AGREEMENT
    return kind


def _tell(
    kind: Kind | None,
    own: Sequence[Hit],
    found: Sequence[Hit],
    cast: tuple[Party, ...],
    article: Article,
    reading: Reading,
    rules: RuleSet,
    home: str | None,
    elsewhere: frozenset[int] = frozenset(),
) -> Happening:
    passages = _passages(own, reading)
    every = _passages(found, reading)
    head = [_folded(p, reading) for p in every if p.sentence.section is not Section.BODY]
    rest = [_folded(p, reading) for p in every if p.sentence.section is Section.BODY]
    title = visible(fold(article.title))
    whole = [_folded(passage, reading) for passage in reading.passages]
    emitted = _emitted(own, rules)
    standing = stages.stand(kind, head, rest, title=title, whole=whole, default=emitted)
    sentences = _weighed(passages, every, reading)
    day = _date(sentences, article, home, standing.modality)
    published = article.published.astimezone(zone_of(home)).date() if article.published else None
    if standing.stage in _PAPERS and day and published and day > published:
        # A paper that is to be signed on a later day is not signed.
        standing = stages.Standing(Stage.TALKS, "plan", Modality.PLANNED)
    return Happening(
        kind=kind,
        stage=standing.stage,
        stage_detail=standing.detail,
        modality=standing.modality,
        parties=bystanders.add(cast, every, reading, rules.gazetteer),
        sectors=_sectors(every, reading, elsewhere),
        date=day,
        amount=choose_amount(sentences),
        score=round(sum(hit.score for hit in found), 3),
        hits=tuple(found),
    )


def _emitted(own: Sequence[Hit], rules: RuleSet) -> Stage | None:
    """The stage that the weightiest rule names."""
    for hit in sorted(own, key=lambda hit: -hit.score):
        rule = rules.rule(hit.rule)
        if rule is not None and rule.entry.emits.stage is not None:
            return rule.entry.emits.stage
    return None


def _passages(found: Iterable[Hit], reading: Reading) -> list[Passage]:
    starts = {hit.start for hit in found}
    return [passage for passage in reading.passages if passage.sentence.start in starts]


def _folded(passage: Passage, reading: Reading) -> str:
    return visible(reading.document.folded[passage.sentence.start : passage.sentence.end])


def _sectors(
    passages: Sequence[Passage], reading: Reading, elsewhere: Container[int]
) -> tuple[str, ...]:
    """Subjects of its own sentences, of headline and lead, and of those that list subjects.

    `elsewhere` are the beginnings of sentences that tell another happening.
    """
    starts = {passage.sentence.start for passage in passages}
    sentences = []
    for passage in reading.passages:
        start = passage.sentence.start
        if start in elsewhere and start not in starts:
            continue
        folded = _folded(passage, reading)
        head = passage.sentence.section is not Section.BODY
        if head or start in starts or sectors.has_cue(folded):
            sentences.append(folded)
    return sectors.find(sentences)


def _weighed(
    passages: Sequence[Passage], every: Sequence[Passage], reading: Reading
) -> list[Weighed]:
    """Every sentence, with how it stands to the happening."""
    own = {passage.sentence.start for passage in passages}
    met = {passage.sentence.start for passage in every}
    paragraph = end = 0
    weighed = []
    for sentence in (passage.sentence for passage in reading.passages):
        paragraph += reading.document.text.count("\n", end, sentence.start)
        end = sentence.start
        weighed.append(
            Weighed(
                text=reading.sentence_text(sentence),
                section=sentence.section,
                own=sentence.start in own,
                trigger=sentence.start in met,
                paragraph=paragraph,
            )
        )
    return weighed


def _date(
    sentences: Sequence[Weighed], article: Article, home: str | None, modality: Modality
) -> date | None:
    """The day that `when` chooses; a week or a month is no day."""
    published = article.published.astimezone(zone_of(home)).date() if article.published else None
    years = [] if published else when.likely_years(article.url, (item.text for item in sentences))
    planned = modality is Modality.PLANNED
    chosen = when.choose(sentences, published, planned=planned, years=years)
    return chosen.date_from if chosen and chosen.precision == "day" else None
