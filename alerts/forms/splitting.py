"""A message in pieces that a service takes: split between stories, else lines, else words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .lines import Block, Line
from .plain import Form

COUNT_LENGTH = 12
"""Room that is kept for ` (12/34)` behind the title."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What one call hands to a service, before its markup."""

    title: str
    blocks: tuple[Block, ...]


def pieces(title: str, blocks: Sequence[Block], form: Form, limit: int) -> list[Piece]:
    """The message as so many pieces as the limit asks for; nothing of it is left out.

    An address longer than the limit is the one thing that makes a piece too long.
    """
    room = f"{title} {'0' * COUNT_LENGTH}"
    groups: list[list[Block]] = []
    for part in _parts(blocks, form, room, limit):
        if groups and _fits(form, room, [*groups[-1], part], limit):
            groups[-1].append(part)
        else:
            groups.append([part])
    if len(groups) < 2:
        return [Piece(title, tuple(blocks))]
    return [
        Piece(f"{title} ({number}/{len(groups)})", tuple(group))
        for number, group in enumerate(groups, 1)
    ]


def _fits(form: Form, title: str, blocks: Sequence[Block], limit: int) -> bool:
    # A title that stands beside the text counts too: some services add the two up.
    beside = 0 if form.title_inside else form.size(form.title(title)) + 2
    return form.size(form.text(title, blocks)) + beside <= limit


def _parts(blocks: Sequence[Block], form: Form, title: str, limit: int) -> Iterator[Block]:
    """The blocks, those apart that are too long even alone."""
    for block in blocks:
        if _fits(form, title, [block], limit):
            yield block
            continue
        held: Block = ()
        for line in (short for long in block for short in _lines(long, form, title, limit)):
            if held and not _fits(form, title, [(*held, line)], limit):
                yield held
                held = ()
            if held or line.text or line.url:
                held = (*held, line)
        if held:
            yield held


def _lines(line: Line, form: Form, title: str, limit: int) -> Iterator[Line]:
    """The line, or its text in several and its address last."""
    if _fits(form, title, [(line,)], limit):
        yield line
        return
    held = replace(line, text="", url=None)
    for word in line.text.split(" "):
        longer = replace(held, text=f"{held.text} {word}".strip())
        if held.text and not _fits(form, title, [(longer,)], limit):
            yield held
            longer = replace(held, text=word)
        held = longer
    if held.text:
        yield held
    if line.url:
        yield Line(url=line.url)
