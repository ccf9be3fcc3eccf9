"""A fast look at an article's words: whether any rule could be met at all.

Many articles of a news site hold no phrases that a rule needs together. One Aho-Corasick pass over
the words, joined by single spaces, finds every phrase; an article passes if each group of phrases
that some rule asks for stands in it. What the look lets through is read in full; what it holds
back no rule could meet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ahocorasick_rs import AhoCorasick

Group = Sequence[Sequence[str]]
"""Phrases by their canonical words, any one of which will do."""


@dataclass
class Glance:
    """The phrases that rules and watches need, and which of them each needs together."""

    phrases: tuple[str, ...]
    """Canonical words with a space between two, before the first and after the last."""
    groups: tuple[frozenset[int], ...]
    """The groups of each phrase."""
    wanted: tuple[frozenset[int], ...]
    """For each rule the groups of which each must be met."""

    def __post_init__(self) -> None:
        self._phrases = AhoCorasick(self.phrases)

    def __getstate__(self) -> dict[str, Any]:
        return {key: value for key, value in self.__dict__.items() if key != "_phrases"}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._phrases = AhoCorasick(self.phrases)

    def may_match(self, words: Sequence[str]) -> bool:
        """False means that no rule can be met in a text of these canonical words."""
        found = self._phrases.find_matches_as_indexes(_spaced(words), overlapping=True)
        groups = frozenset().union(*(self.groups[number] for number, _, _ in found))
        return any(wanted <= groups for wanted in self.wanted)


def one_of(rules: Sequence[Sequence[Group]]) -> Glance:
    """A look for any of these rules, each given as its groups, all of which it needs."""
    numbers: dict[tuple[tuple[str, ...], ...], int] = {}
    groups_of: dict[str, set[int]] = {}
    wanted: list[frozenset[int]] = []
    for groups in rules:
        keys = [tuple(tuple(phrase) for phrase in group) for group in groups]
        for key in keys:
            number = numbers.setdefault(key, len(numbers))
            for phrase in key:
                groups_of.setdefault(_spaced(phrase), set()).add(number)
        wanted.append(frozenset(numbers[key] for key in keys))
    return Glance(tuple(groups_of), tuple(map(frozenset, groups_of.values())), tuple(wanted))


def _spaced(words: Sequence[str]) -> str:
    return f" {' '.join(words)} "
