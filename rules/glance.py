"""A fast look at an article's raw text: whether any rule could be met at all.

Most articles of a news site hold no phrase that a rule needs. An Aho-Corasick pass over the folded
text finds the rarest word of each such phrase; only a text that holds one is split into words, and
passes if every group of phrases that some rule asks for stands in it. What the look lets through
is read in full; what it holds back no rule could meet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ahocorasick_rs import AhoCorasick

from .tokens import plain_words
from .trie import Trie

_EVERYWHERE = frozenset({"di", "ke", "dari", "dengan", "bersama", "dan", "untuk", "oleh", "in"})

Group = Sequence[Sequence[str]]
"""Phrases by their words, any one of which will do."""


@dataclass
class Glance:
    """The phrases that rules and watches need, and which of them each needs together."""

    triggers: tuple[str, ...]
    """One folded word of each phrase of each rule's rarest group, its joined spellings too."""
    phrases: Trie[int]
    """Every phrase with the numbers of its groups."""
    wanted: tuple[frozenset[int], ...]
    """For each rule the groups of which each must be met."""
    splits: Mapping[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        self._words = AhoCorasick(self.triggers) if self.triggers else None

    def __getstate__(self) -> dict[str, Any]:
        return {key: value for key, value in self.__dict__.items() if key != "_words"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._words = AhoCorasick(self.triggers) if self.triggers else None

    def may_match(self, folded: str) -> bool:
        """False means that no rule can be met in this text (folded, without what has no width)."""
        if self._words is None:
            return False
        try:
            found = self._words.find_matches_as_indexes(folded, overlapping=True)
        except UnicodeEncodeError:
            return True  # a lone surrogate; the rules read what this look cannot
        last = len(folded)
        return any(
            not (start and folded[start - 1].isalnum())
            and not (end < last and folded[end].isalnum())
            for _, start, end in found
        ) and self._is_complete(folded)

    def _is_complete(self, folded: str) -> bool:
        """Whether some rule has a phrase of each of its groups in the text."""
        groups: set[int] = set()
        for _, _, numbers in self.phrases.scan(plain_words(folded, self.splits)):
            groups.update(numbers)
        return any(wanted <= groups for wanted in self.wanted)


def one_of(rules: Sequence[Sequence[Group]], splits: Mapping[str, tuple[str, ...]]) -> Glance:
    """A look for any of these rules, each given as its groups, all of which it needs."""
    numbers: dict[tuple[tuple[str, ...], ...], int] = {}
    phrases: Trie[int] = Trie()
    wanted: list[frozenset[int]] = []
    triggers: set[str] = set()
    for groups in rules:
        needed: list[int] = []
        for group in groups:
            key = tuple(tuple(phrase) for phrase in group)
            if key not in numbers:
                numbers[key] = len(numbers)
                for phrase in key:
                    phrases.add(phrase, numbers[key])
            needed.append(numbers[key])
        wanted.append(frozenset(needed))
        # Any one group will do, for each must be met: the one with the fewest forms is rarest,
        # unless it holds words that stand in every text.
        rarest = min(groups, key=lambda group: (_is_everywhere(group), len(group)))
        triggers.update(max(words, key=len) for words in rarest)
    for spelling, words in splits.items():
        if triggers.intersection(words):
            triggers.add(spelling)
    return Glance(tuple(sorted(triggers)), phrases, tuple(wanted), splits)


def _is_everywhere(group: Group) -> bool:
    return any(len(words) == 1 and words[0] in _EVERYWHERE for words in group)
