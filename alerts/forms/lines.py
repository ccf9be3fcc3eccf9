"""What a message consists of before any service's markup: lines, and blocks that stay together."""

from dataclasses import dataclass
from enum import StrEnum


class Look(StrEnum):
    """What a line is; a form decides how that looks."""

    PLAIN = "plain"
    HEADING = "heading"
    STRONG = "strong"
    QUOTE = "quote"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of plain text, and the address it stands for."""

    text: str = ""
    """Without markup and line breaks; empty for a gap, unless there is an address."""
    url: str | None = None
    """http or https; nothing else gets here."""
    look: Look = Look.PLAIN


Block = tuple[Line, ...]
"""A story, or another part that is not split while it fits into one piece."""
