"""Tells what an article reports: who with whom, of what kind and stage, when and for how much."""

from collections.abc import Iterable, Sequence
from datetime import date

from kembar.clock import zone_of
from kembar.model import Amount, Article, Happening, Hit, Judgement, Kind, Party, Stage

from . import dates, happenings, money, parties, sectors, stages
from .likeness import likeness
from .matching import hits
from .reading import Passage, Reading, read_article
from .ruleset import RuleSet
from .tokens import Section, fold, visible

# The closer bond is the news: talk of cooperation stands in every report of the others.
_BONDS = {
    Kind.SISTER_CITY: 2.0,
    Kind.INTERGOV_AGREEMENT: 1.3,
    Kind.FOREIGN_AID: 1.3,
    Kind.STUDY_VISIT: 1.5,
    Kind.COOPERATION_TALKS: 1.0,
}

_HINT = 0.5  # what a rule of low severity says of the kind: a visit stands in many reports
_YEAR = 365  # days


def judge(article: Article, rules: RuleSet, *, home: str | None = None) -> Judgement:
    """`match` and `facts` in one reading."""
    if not rules.may_match(visible(fold(f"{article.title}\n\n{article.text}"))):
        return Judgement(flag=False, score=0.0)
    reading = read_article(article, rules, home=home)
    return _judge(article, hits(reading, rules), reading, rules, home)


def facts(
    article: Article, found: Sequence[Hit], rules: RuleSet, *, home: str | None = None
) -> Judgement:
    """What the hits of `match` mean; `home` is the Kemendagri code of the outlet's own area."""
    if not found:
        return Judgement(flag=False, score=0.0)
    return _judge(article, found, read_article(article, rules, home=home), rules, home)


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
    told.sort(key=lambda happening: -happening.score)
    return Judgement(
        flag=bool(told),
        score=score,
        hits=ordered,
        happenings=tuple(told),
        likeness=likeness(f"{article.title}\n\n{article.text}") if told else None,
    )


def _needed(found: Sequence[Hit], reading: Reading, rules: RuleSet) -> float:
    """The points that make news; more where only the body of a report speaks of it."""
    passages = _passages([hit for hit in found if hit.score], reading)
    if any(passage.sentence.section is not Section.BODY for passage in passages):
        return rules.thresholds.alert
    return max(rules.thresholds.passing, rules.thresholds.alert)


def _counts(hit: Hit, rules: RuleSet) -> bool:
    rule = rules.rule(hit.rule)
    return rule.stable if rule else rules.watch(hit.rule) is not None


def _happenings(
    article: Article, found: Sequence[Hit], reading: Reading, rules: RuleSet, home: str | None
) -> list[Happening]:
    told: list[Happening] = []
    for group in happenings.sort(found, reading, rules):
        chief = not told
        if not chief and group.score < rules.thresholds.alert:
            continue
        kind = _settled(_chief(group.hits, rules), group.hits, reading)
        own = [hit for hit in group.hits if _kind(hit, rules) is kind]
        happening = _tell(kind, own, group.hits, article, reading, rules, home)
        if not parties.enough(happening.parties):
            if chief:
                return []
            continue
        told.append(happening)
    return told


def _watched(
    article: Article, found: Sequence[Hit], reading: Reading, rules: RuleSet, home: str | None
) -> list[Happening]:
    told = []
    for watch in rules.watches:
        own = [hit for hit in found if hit.rule == watch.id]
        if own:
            told.append(_tell(watch.watch.kind, own, own, article, reading, rules, home))
    return told


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
    article: Article,
    reading: Reading,
    rules: RuleSet,
    home: str | None,
) -> Happening:
    passages = _passages(own, reading)
    every = _passages(found, reading)
    head = [_folded(p, reading) for p in every if p.sentence.section is not Section.BODY]
    rest = [_folded(p, reading) for p in every if p.sentence.section is Section.BODY]
    title = visible(fold(article.title))
    standing = stages.stand(kind, head, rest, title=title, default=_emitted(own, rules))
    return Happening(
        kind=kind,
        stage=standing.stage,
        stage_detail=standing.detail,
        modality=standing.modality,
        parties=parties.as_bodies(_parties(passages, every, reading, rules), kind, rules.gazetteer),
        sectors=_sectors(every, reading),
        date=_date(passages, every, article, reading, home),
        amount=_amount(every, reading),
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


def _parties(
    passages: Sequence[Passage], every: Sequence[Passage], reading: Reading, rules: RuleSet
) -> tuple[Party, ...]:
    head = [p for p in passages if p.sentence.section is not Section.BODY]
    meant = [mention for passage in passages for mention in passage.nearby]
    named: tuple[Party, ...] = ()
    for chosen, wider, hosts in (
        (head, (), False), (passages, (), False),
        (head, meant, False), (head, reading.lead, False),
        (passages, meant, False), (passages, reading.lead, False),
        (every, (), False), (every, reading.lead, True),
    ):  # fmt: skip
        if not chosen:
            continue
        named = parties.find(reading, chosen, rules.gazetteer, hosts=hosts, wider=wider)
        if parties.enough(named):
            closer = parties.brought_closer(named, parties.find(reading, every, rules.gazetteer))
            return parties.with_protagonist(closer, reading, rules.gazetteer)
    return named


def _folded(passage: Passage, reading: Reading) -> str:
    return visible(reading.document.folded[passage.sentence.start : passage.sentence.end])


def _sectors(passages: Sequence[Passage], reading: Reading) -> tuple[str, ...]:
    starts = {passage.sentence.start for passage in passages}
    sentences = []
    for passage in reading.passages:
        folded = _folded(passage, reading)
        if passage.sentence.start in starts or sectors.has_cue(folded):
            sentences.append(folded)
    return sectors.find(sentences)


def _date(
    passages: Sequence[Passage],
    every: Sequence[Passage],
    article: Article,
    reading: Reading,
    home: str | None,
) -> date | None:
    """From a trigger sentence, else from the lead; a day that is fully written comes first."""
    published = article.published.astimezone(zone_of(home)).date() if article.published else None
    lead = [p for p in reading.passages if p.sentence.section is Section.LEAD]
    for group in (passages, every, lead):
        found = [
            item
            for passage in group
            for item in dates.find(reading.sentence_text(passage.sentence), published=published)
        ]
        sure = [item for item in found if item.sure and not item.past]
        ordered = [item.day for item in (*sure, *found)]
        latest = published or max(ordered, default=None)
        for day in ordered:
            # What lies a year or more back is how it all began, not what is reported.
            if latest is None or (latest - day).days < _YEAR:
                return day
    return None


def _amount(passages: Sequence[Passage], reading: Reading) -> Amount | None:
    for passage in passages:
        for item in money.find(reading.sentence_text(passage.sentence)):
            return item.amount
    return None
