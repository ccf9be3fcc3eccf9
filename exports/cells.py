"""Foreign text made fit for a cell: no formula, no control sign, no longer than a cell may be."""

from kembar.plain import one_line, shorten

LONGEST = 32_000
"""Characters; Excel takes 32,767 in a cell."""
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def cell(text: str) -> str:
    """One line of text."""
    return shorten(one_line(text), LONGEST)


def formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for something to be calculated."""
    return text.startswith(_STARTS) or text.lstrip().startswith(_STARTS)


def guarded(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would calculate."""
    tidy = cell(text)
    return f"'{tidy}" if formula(tidy) else tidy
