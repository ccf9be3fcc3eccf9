"""Tells what an article reports: who with whom, of what kind and stage, when and for how much."""

from collections.abc import Iterable, Sequence
from datetime import date

from kembar.clock import zone_of
from kembar.model import Article, Happening, Hit, Judgement, Kind, Modality, Party, Stage

from . import parties, sectors, stages, when
from .matching import hits
from .reading import Passage, Reading, read_article
from .ruleset import RuleSet
from .tokens import Section, fold, visible
from .weighed import Weighed
from .worth import choose_amount

# The closer bond is the news: talk of cooperation stands in every report of the others.
_BONDS = {
    Kind.SISTER_CITY: 1.5,
    Kind.INTERGOV_AGREEMENT: 1.3,
    Kind.FOREIGN_AID: 1.3,
    Kind.STUDY_VISIT: 1.5,
    Kind.COOPERATION_TALKS: 1.0,
}


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
    if sum(hit.score for hit in ruled) >= rules.thresholds.alert:
        told.extend(_happenings(article, ruled, reading, rules, home))
    told.extend(_watched(article, watched, reading, rules, home))
    told.sort(key=lambda happening: -happening.score)
    return Judgement(flag=bool(told), score=score, hits=ordered, happenings=tuple(told))


def _counts(hit: Hit, rules: RuleSet) -> bool:
    rule = rules.rule(hit.rule)
    return rule.stable if rule else rules.watch(hit.rule) is not None


def _happenings(
    article: Article, found: Sequence[Hit], reading: Reading, rules: RuleSet, home: str | None
) -> list[Happening]:
    kind = _chief(found, rules)
    own = [hit for hit in found if _kind(hit, rules) is kind]
    happening = _tell(kind, own, found, article, reading, rules, home)
    return [happening] if parties.enough(happening.parties) else []


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
            best[kind, part] = max(best.get((kind, part), 0), hit.score)
    points: dict[Kind, float] = {}
    for (kind, _), score in best.items():
        points[kind] = points.get(kind, 0) + score * _BONDS[kind]
    return max(points, key=lambda kind: points[kind], default=None)


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
    standing = stages.stand(kind, head, rest, default=_emitted(own, rules))
    sentences = _weighed(passages, every, reading)
    return Happening(
        kind=kind,
        stage=standing.stage,
        stage_detail=standing.detail,
        modality=standing.modality,
        parties=_parties(passages, every, reading, rules),
        sectors=_sectors(every, reading),
        date=_date(sentences, article, home, standing.modality),
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


def _parties(
    passages: Sequence[Passage], every: Sequence[Passage], reading: Reading, rules: RuleSet
) -> tuple[Party, ...]:
    head = [p for p in passages if p.sentence.section is not Section.BODY]
    for chosen in (head, passages, every):
        named = parties.find(reading, chosen, rules.gazetteer)
        if parties.enough(named):
            return parties.brought_closer(named, parties.find(reading, every, rules.gazetteer))
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
