"""Tables that only lay a page out become plain boxes, so that extractors see paragraphs in them.

Old systems of local governments put menu, article and sidebar into the cells of one table; a
reader of tables would join a whole article to one line. Changes a tree in place.
"""

from collections.abc import Iterator
from typing import Any

CELL = 400  # characters; a cell of data says less
MAX_TABLES = 200
_PARTS = ("tbody", "thead", "tfoot", "tr", "td", "th")


def unfold_layout(root: Any) -> None:
    """Rename every table that holds a long cell, and its rows and cells, to `div`."""
    for table in list(root.iter("table"))[:MAX_TABLES]:
        parts = list(_parts(table))
        if any(part.tag == "td" and _is_layout(part) for part in parts):
            for part in (table, *parts):
                part.tag = "div"


def _parts(table: Any) -> Iterator[Any]:
    """A table's own rows and cells, not those of tables within."""
    level = [table]
    for _ in range(3):  # groups of rows, rows, cells
        level = [part for above in level for part in above.iterchildren(*_PARTS)]
        yield from level
        level = [part for part in level if part.tag not in ("td", "th")]


def _is_layout(cell: Any) -> bool:
    """Whether a cell holds a text of its own: long, and in more than one paragraph."""
    blocks = sum(1 for _, _ in zip(range(2), cell.iter("br", "p", "div", "table"), strict=False))
    if blocks < 2:
        return False
    size = 0
    for text in cell.itertext():
        size += len(text.strip())
        if size > CELL:
            return True
    return False
