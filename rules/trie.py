"""Finds phrases in a row of words; knows nothing of what they mean."""

from collections.abc import Iterator, Sequence
from itertools import compress
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Trie(Generic[T]):
    """Phrases by their words, each with what it stands for."""

    def __init__(self) -> None:
        # A node maps a word to the next node, and None to the values that end there.
        self._root: dict[str | None, Any] = {}
        self.longest = 0
        """Words of the longest phrase."""

    def add(self, words: Sequence[str], value: T) -> None:
        """Let a phrase stand for one more value."""
        node = self._root
        self.longest = max(self.longest, len(words))
        for word in words:
            node = node.setdefault(word, {})
        values: list[T] = node.setdefault(None, [])
        if value not in values:
            values.append(value)

    def get(self, words: Sequence[str]) -> list[T]:
        """What exactly this phrase stands for."""
        node = self._root
        for word in words:
            if word not in node:
                return []
            node = node[word]
        found: list[T] = node.get(None, [])
        return found

    def remove(self, words: Sequence[str]) -> None:
        """Let a phrase stand for nothing any more; longer ones that begin with it stay."""
        node = self._root
        for word in words:
            node = node[word]
        node.pop(None, None)

    def items(self) -> Iterator[tuple[tuple[str, ...], list[T]]]:
        """Every phrase with what it stands for."""
        waiting: list[tuple[tuple[str, ...], dict[str | None, Any]]] = [((), self._root)]
        while waiting:
            words, node = waiting.pop()
            for word, below in node.items():
                if word is None:
                    yield words, below
                else:
                    waiting.append(((*words, word), below))

    def scan(self, words: Sequence[str]) -> Iterator[tuple[int, int, list[T]]]:
        """Every phrase in the row, nested ones too: first word, word after the last, values."""
        root = self._root
        count = len(words)
        # Few words begin a phrase; the others are passed over without a step of Python each.
        for first in compress(range(count), map(root.__contains__, words)):
            node = root[words[first]]
            at = first + 1
            while node is not None:
                if None in node:
                    yield first, at, node[None]
                if at == count:
                    break
                node = node.get(words[at])
                at += 1
