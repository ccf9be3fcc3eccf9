"""The compiled rules: what matching needs, and nothing of files."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kembar.model import Place, Watch

from .atlas import Gazetteer
from .glance import Glance
from .schema import RuleEntry, Thresholds, Weights
from .tokens import SPLITS
from .trie import Trie

MASK = "<mask>"
SLOTS = ("{GOV}", "{PLACE}", "{FOREIGN}", "{ORG}", "{DATE}", "{MONEY}")


def worded_groups(entry: RuleEntry) -> list[tuple[str, ...]]:
    """The groups of a rule that only a phrase meets, each of which must be met; `all` first."""
    return [
        group
        for group in (*entry.all, entry.any)
        if group and not any(term in SLOTS for term in group)
    ]


@dataclass(frozen=True, slots=True)
class Form:
    """A phrase's meaning: the term it is a form of, and its letters where case counts."""

    term: str
    exact: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, with the pack it came from and the operator's overrides applied."""

    entry: RuleEntry
    source: str

    @property
    def id(self) -> str:
        """Stable id, as in alerts and in the table `hits`."""
        return self.entry.id

    @property
    def stable(self) -> bool:
        """Whether its points count; a rule under test is only recorded."""
        return self.entry.status == "stable"


@dataclass(frozen=True, slots=True)
class CompiledWatch:
    """A `[[watch]]` with its places resolved to ids."""

    watch: Watch
    areas: tuple[str, ...]

    @property
    def id(self) -> str:
        """The rule id that its hits carry."""
        return f"watch:{self.watch.name}"


@dataclass
class RuleSet:
    """Everything that `match` and `facts` need. Can be pickled; cheap to build again by `load`."""

    rules: tuple[Rule, ...]
    watches: tuple[CompiledWatch, ...]
    forms: Trie[Form]
    gazetteer: Gazetteer
    glance: Glance
    splits: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: SPLITS)
    thresholds: Thresholds = field(default_factory=Thresholds)
    weights: Weights = field(default_factory=Weights)
    vocabulary: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """List name to its terms, nested lists resolved."""

    def __post_init__(self) -> None:
        self._by_id = {rule.id: rule for rule in self.rules}
        self._watch_by_id = {watch.id: watch for watch in self.watches}
        self._by_term: dict[str, set[int]] = {}
        for number, rule in enumerate(self.rules):
            for term in worded_groups(rule.entry)[0]:
                self._by_term.setdefault(term, set()).add(number)

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of an id; None for a watch, or a rule that is no more."""
        return self._by_id.get(rule_id)

    def watch(self, rule_id: str) -> CompiledWatch | None:
        """The watch whose hits carry this id."""
        return self._watch_by_id.get(rule_id)

    def within_reach(self, terms: Iterable[str]) -> list[Rule]:
        """The rules that a passage with these terms may meet, in the order of the packs."""
        numbers: set[int] = set()
        for term in terms:
            numbers |= self._by_term.get(term, set())
        return [self.rules[number] for number in sorted(numbers)]

    def can_meet(self, sentences: Sequence[Mapping[str, object]]) -> bool:
        """Whether some rule or watch finds its words in a sentence, whatever the places.

        `sentences` are the terms of each; a rule of document scope may find them in several.
        """
        everywhere = {term for terms in sentences for term in terms}
        if any(watch.id in everywhere for watch in self.watches):
            return True
        if any(
            rule.entry.scope == "document" and _worded(rule.entry, everywhere)
            for rule in self.rules
        ):
            return True
        return any(
            _worded(rule.entry, terms) for terms in sentences for rule in self.within_reach(terms)
        )

    def may_match(self, words: Sequence[str]) -> bool:
        """A fast look at canonical words: False means that no rule can be met."""
        return self.glance.may_match(words)


def _worded(entry: RuleEntry, terms: Container[str]) -> bool:
    return all(any(term in terms for term in group) for group in worded_groups(entry))


def gazetteer(rules: RuleSet) -> tuple[Place, ...]:
    """All places, for the archive's table `places`."""
    return rules.gazetteer.places
