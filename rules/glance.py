"""A fast look at an article's raw text: whether any rule could be met at all.

Most articles of a news site hold no phrase that a rule needs. An Aho-Corasick pass over the folded
text finds the rarest word of each such phrase; only around those words is the phrase itself looked
for. What the look lets through is read in full; what it holds back no rule could meet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ahocorasick_rs import AhoCorasick

from .tokens import plain_words
from .trie import Trie

_BEFORE = 300
"""Characters before a word in which the rest of its phrase is looked for."""


@dataclass
class Glance:
    """The phrases, one of which stands in every text that any rule or watch can meet."""

    triggers: tuple[str, ...]
    """One folded word of each phrase, its joined spellings too."""
    phrases: Trie[None]
    splits: Mapping[str, tuple[str, ...]]

    def __post_init__(self) -> None:
        self._longest = self.phrases.longest
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
            and self._phrase_at(folded, start, end)
            for _, start, end in found
        )

    def _phrase_at(self, folded: str, start: int, end: int) -> bool:
        """Whether a phrase stands around the word from `start` to `end`."""
        reach = self._longest
        before = plain_words(folded[max(0, start - _BEFORE) : start], self.splits)[-reach:]
        here = plain_words(folded[start:end], self.splits)
        after = plain_words(folded[end : end + _BEFORE], self.splits)[:reach]
        return any(True for _ in self.phrases.scan((*before, *here, *after)))


def one_of(phrases: Sequence[Sequence[str]], splits: Mapping[str, tuple[str, ...]]) -> Glance:
    """A look for any of these phrases."""
    needed = {max(words, key=len) for words in phrases if words}
    for spelling, words in splits.items():
        if needed.intersection(words):
            needed.add(spelling)
    trie: Trie[None] = Trie()
    for phrase in phrases:
        trie.add(phrase, None)
    return Glance(tuple(sorted(needed)), trie, splits)
