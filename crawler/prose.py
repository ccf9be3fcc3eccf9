"""How much running text a page holds, and whether a text is any: what an extractor is held to."""

from typing import Any

SENTENCE = 80  # characters
SCATTERED = 20  # lines; a text of fewer may well be short ones
_BLOCKS = ("p", "div", "td", "blockquote", "section", "article", "span", "li")


def is_scattered(said: str) -> bool:
    """Whether a text is menus and words torn apart: lines of a few words, most of them."""
    lines = [size for line in said.split("\n") if (size := len(line.strip()))]
    return len(lines) > SCATTERED and sum(size < SENTENCE / 2 for size in lines) > len(lines) / 2


def prose(tree: Any) -> int:
    """Characters of running text on a page: blocks whose own text is as long as a sentence."""
    total = 0
    for block in tree.iter(*_BLOCKS):
        text = block.text
        size = len(text.strip()) if text else 0
        for child in block:
            if tail := child.tail:
                size += len(tail.strip())
        if size >= SENTENCE:
            total += size
    return total
