"""Finds the sentence that says each fact of a happening; decides nothing anew."""

from collections.abc import Callable, Iterable, Iterator

from kembar.clock import zone_of
from kembar.model import Amount, Article, Happening, Kind, Party, Role

from . import bystanders, dates, money, sectors, stages, when
from .mentions import Mention
from .reading import Passage, Reading
from .reasons import Fact
from .ruleset import RuleSet
from .tokens import Section, visible


class Evidence:
    """The sentences of an article in the order in which a happening's facts are looked for."""

    def __init__(
        self,
        happening: Happening,
        article: Article,
        reading: Reading,
        rules: RuleSet,
        home: str | None,
    ) -> None:
        self._told = happening
        self._article = article
        self._reading = reading
        self._rules = rules
        self._home = home
        met = {hit.start for hit in happening.hits}
        own = {hit.start for hit in happening.hits if self._kind(hit.rule) is happening.kind}
        self._met = [p for p in reading.passages if p.sentence.start in met]
        title = [p for p in reading.passages if p.sentence.section is Section.TITLE]
        first = [p for p in self._met if p.sentence.start in own]
        self._near = list(_once((*title, *first, *self._met)))
        self._every = list(_once((*self._near, *reading.passages)))

    def facts(self) -> Iterator[Fact]:
        """Every fact, with the first sentence that says it."""
        told = self._told
        if told.kind:
            yield self._at("kind", told.kind, self._kind_said())
        if told.stage:
            yield self._at("stage", told.stage, self._stood(lambda s: s.stage is told.stage))
        if told.stage_detail:
            detail = self._stood(lambda s: s.detail == told.stage_detail)
            yield self._at("stage_detail", told.stage_detail, detail)
        if told.modality:
            modality = self._stood(lambda s: s.modality is told.modality)
            yield self._at("modality", told.modality, modality)
        yield from map(self._party, told.parties)
        for sector in told.sectors:
            said = [p for p in self._every if sector in sectors.find([self._folded(p)])]
            yield self._at("sector", sector, next(iter(said), None))
        if told.date:
            yield self._date()
        if told.amount:
            yield self._amount(told.amount)

    def _kind(self, rule_id: str) -> Kind | None:
        rule, watch = self._rules.rule(rule_id), self._rules.watch(rule_id)
        return rule.entry.emits.kind if rule else watch.watch.kind if watch else None

    def _kind_said(self) -> Passage | None:
        """The sentence of the weightiest hit of this kind; of talks with a paper, the paper's."""
        by_weight = sorted(self._told.hits, key=lambda hit: -hit.score)
        for hit in by_weight:
            if self._kind(hit.rule) is self._told.kind:
                return next((p for p in self._met if p.sentence.start == hit.start), None)
        paper = [p for p in self._met if stages.has_paper([self._folded(p)])]
        return next(iter(paper or self._met), None)

    def _stood(self, says: Callable[[stages.Standing], bool]) -> Passage | None:
        """The first sentence that says so by itself; None where only all of them together do."""
        for passage in self._near:
            folded = self._folded(passage)
            title = folded if passage.sentence.section is Section.TITLE else ""
            if says(stages.stand(self._told.kind, [folded], [], title=title)):
                return passage
        for hit in sorted(self._told.hits, key=lambda hit: -hit.score):
            rule = self._rules.rule(hit.rule)
            emitted = rule.entry.emits.stage if rule else None
            if emitted and emitted is self._told.stage:
                return next((p for p in self._met if p.sentence.start == hit.start), None)
        return None

    def _party(self, party: Party) -> Fact:
        if party.role in (Role.BROKER, Role.LOCATION):
            for one in bystanders.find(self._met, self._reading):
                if one.party == party:
                    return self._words("party", party.name, one.start, one.end, party)
        place_id = party.id.partition("#")[0]
        named = [
            mention
            for passage in self._every
            for mention in passage.mentions
            if mention.place.id == place_id
        ]
        acting = [mention for mention in named if _acts(mention)]
        for mention in acting or named:
            starts, ends = self._reading.document.starts, self._reading.document.ends
            start, end = starts[mention.first], ends[mention.last - 1]
            return self._words("party", party.name, start, end, party)
        return Fact("party", party.name, party.id, party.role)

    def _date(self) -> Fact:
        article, wanted = self._article, self._told.date
        zone = zone_of(self._home)
        published = article.published.astimezone(zone).date() if article.published else None
        texts = [self._text(p) for p in self._reading.passages]
        years = [] if published else when.likely_years(article.url, texts)
        for passage in self._every:
            for found in dates.find(self._text(passage), published=published, years=years):
                if found.day == wanted and found.precision == "day":
                    start = passage.sentence.start
                    return self._words("date", str(wanted), start + found.start, start + found.end)
        return Fact("date", str(wanted))

    def _amount(self, wanted: Amount) -> Fact:
        value = f"{wanted.value:.2f}".removesuffix(".00") + f" {wanted.currency}"
        for passage in self._every:
            for found in money.find(self._text(passage)):
                if found.amount == wanted:
                    start = passage.sentence.start
                    return self._words("amount", value, start + found.start, start + found.end)
        return Fact("amount", value)

    def _at(self, name: str, value: str, passage: Passage | None) -> Fact:
        if passage is None:
            return Fact(name, str(value))
        sentence = passage.sentence
        return Fact(
            name,
            str(value),
            start=sentence.start,
            end=sentence.end,
            sentence=self._text(passage),
        )

    def _words(
        self, name: str, value: str, start: int, end: int, party: Party | None = None
    ) -> Fact:
        sentence = next(
            p.sentence for p in self._every if p.sentence.start <= start < p.sentence.end
        )
        return Fact(
            name,
            value,
            id=party.id if party else None,
            role=party.role.value if party else None,
            start=sentence.start,
            end=sentence.end,
            sentence=self._reading.sentence_text(sentence),
            words=(start, end),
            written=self._reading.document.text[start:end],
        )

    def _folded(self, passage: Passage) -> str:
        return visible(self._reading.document.folded[passage.sentence.start : passage.sentence.end])

    def _text(self, passage: Passage) -> str:
        return self._reading.sentence_text(passage.sentence)


def _acts(mention: Mention) -> bool:
    return not (mention.held or mention.dateline or mention.location)


def _once(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Each passage once, in the order given."""
    seen: set[int] = set()
    for passage in passages:
        if passage.sentence.start not in seen:
            seen.add(passage.sentence.start)
            yield passage
