"""Text without markup: for SMS, terminals, hooks, mail's text part and whatever is unknown."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .lines import Block, Line

_MENTION = re.compile(r"(?<![\w.+-])@(?=\w)")


def utf16(text: str) -> int:
    """Length in UTF-16 units, as Telegram counts; an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def same(text: str) -> str:
    """The text as it is."""
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How one sort of service shows a message."""

    name: str
    line: Callable[[Line], str]
    """A line with its markup closed again, so that a message may be split behind any line."""
    title: Callable[[str], str]
    """A title, escaped."""
    title_inside: bool
    """Whether the title is the first line of the text, for services without a title."""
    gap: str = "\n\n"
    """What stands between two blocks."""
    wrap: Callable[[str], str] = same
    """What goes around the whole text."""
    size: Callable[[str], int] = utf16
    """How the service counts."""
    limit: int | None = None
    """Longest text, by `size`; None: what the service says."""

    def block(self, block: Block) -> str:
        """The lines of a block."""
        return "\n".join(self.line(line) for line in block)

    def text(self, title: str, blocks: Sequence[Block]) -> str:
        """Everything that is sent as text, the title too where it stands inside."""
        parts = [self.block(block) for block in blocks]
        if self.title_inside:
            parts.insert(0, self.title(title))
        return self.wrap(self.gap.join(parts))


def unmentioned(text: str) -> str:
    """The text with a gap where a chat would see the name of somebody to be called."""
    return _MENTION.sub("@ ", text)


def _line(line: Line) -> str:
    return "\n".join(part for part in (unmentioned(line.text), line.url) if part)


PLAIN = Form(name="text", line=_line, title=unmentioned, title_inside=False)
