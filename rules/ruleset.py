"""The compiled rules: what matching needs, and nothing of files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ahocorasick_rs import AhoCorasick

from kembar.model import Place, Watch

from .atlas import Gazetteer
from .schema import RuleEntry, Thresholds, Weights
from .tokens import SPLITS
from .trie import Trie

MASK = "<mask>"
SLOTS = ("{GOV}", "{PLACE}", "{FOREIGN}", "{ORG}", "{DATE}", "{MONEY}")


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
    triggers: tuple[str, ...]
    """Folded words of which an article must hold one for any rule to be met."""
    splits: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: SPLITS)
    thresholds: Thresholds = field(default_factory=Thresholds)
    weights: Weights = field(default_factory=Weights)
    vocabulary: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """List name to its terms, nested lists resolved."""

    def __post_init__(self) -> None:
        self._by_id = {rule.id: rule for rule in self.rules}
        self._watch_by_id = {watch.id: watch for watch in self.watches}
        self._glance = AhoCorasick(self.triggers) if self.triggers else None

    def __getstate__(self) -> dict[str, Any]:
        return {key: value for key, value in self.__dict__.items() if key != "_glance"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._glance = AhoCorasick(self.triggers) if self.triggers else None

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of an id; None for a watch, or a rule that is no more."""
        return self._by_id.get(rule_id)

    def watch(self, rule_id: str) -> CompiledWatch | None:
        """The watch whose hits carry this id."""
        return self._watch_by_id.get(rule_id)

    def may_match(self, folded: str) -> bool:
        """A fast look at folded text: False means that no rule can be met."""
        if self._glance is None:
            return False
        try:
            found = self._glance.find_matches_as_indexes(folded, overlapping=True)
            # A trigger begins a word; "ink" in "linking" is none.
            return any(not start or not folded[start - 1].isalnum() for _, start, _ in found)
        except UnicodeEncodeError:
            return True  # a lone surrogate; the rules read what this look cannot


def gazetteer(rules: RuleSet) -> tuple[Place, ...]:
    """All places, for the archive's table `places`."""
    return rules.gazetteer.places
