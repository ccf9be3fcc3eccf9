"""What an edit changed, paragraph by paragraph and in them word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from markupsafe import Markup

_PIECE = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_PIECES = (
    1500  # of one paragraph; comparing words takes their square, two longer ones a second
)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph that changed, or a run of paragraphs that stayed."""

    markup: Markup
    """What changed, with `del` and `ins`; empty for what stayed."""
    same: int = 0
    """How many paragraphs stayed."""


def changes(before: str, after: str) -> list[Block]:
    """The way from one text to the next; texts are paragraphs with a blank line between."""
    old, new = before.split("\n\n"), after.split("\n\n")
    blocks: list[Block] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            blocks.append(Block(Markup(), same=b - a))
        else:
            blocks += [Block(_words(*pair)) for pair in _pairs(old[a:b], new[c:d])]
    return blocks


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    return zip_longest(old, new, fillvalue="")


def _words(old: str, new: str) -> Markup:
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    if not before or not after or max(len(before), len(after)) > _MOST_PIECES:
        return _struck(old) + _added(new)
    shown = Markup()
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        shown += Markup("{}").format(gone) if kind == "equal" else _struck(gone) + _added(come)
    return shown


def _struck(text: str) -> Markup:
    return Markup("<del>{}</del>").format(text) if text else Markup()


def _added(text: str) -> Markup:
    return Markup("<ins>{}</ins>").format(text) if text else Markup()
