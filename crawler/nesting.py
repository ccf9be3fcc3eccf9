"""Markup that nests without end, told from its bytes before a parser takes it. Parses nothing."""

import re

DEEPEST = 5000
"""Elements within each other; beyond, the parser of lists takes time by the square."""

_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,30})")
# Elements without content, and those that the next of their kind closes: half the web leaves
# their ends out.
_FLAT = frozenset(
    b"area base br col embed hr img input link meta param source track wbr p li dt dd tr td th "
    b"tbody thead tfoot option optgroup html head body".split()
)


def too_deep(body: bytes) -> str | None:
    """Why markup should not be parsed as a list; None if it may. Takes time linear in size."""
    if body.count(b"<") <= DEEPEST:
        return None
    depth = 0
    for tag in _TAG.finditer(body):
        if tag[2].lower() in _FLAT:
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > DEEPEST:
            return f"more than {DEEPEST} elements stand within each other"
    return None
