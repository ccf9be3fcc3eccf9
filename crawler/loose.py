"""Gives loose text beside paragraphs a paragraph of its own, so that extractors do not lose it.

Many Indonesian systems write an article's first sentences straight into the box that holds its
paragraphs: `<div><b>KOTA</b> - Isi ...<p>Isi ...</p></div>`. Changes a tree in place, and judges
nothing.
"""

from typing import Any

from lxml import etree

LOOSE = 60  # characters; less is a label, a caption's credit or white space
MAX_BOXES = 500
_BOXES = frozenset(("div", "article", "section", "td", "main"))
_INLINE = frozenset(
    ("b", "strong", "i", "em", "u", "a", "span", "font", "small", "sup", "sub", "q")
)


def wrap_loose_text(root: Any) -> None:
    """Wrap each run of loose text and inline elements beside paragraphs into a `p` of its own."""
    seen: dict[int, Any] = {}
    for paragraph in root.iter("p"):
        box = paragraph.getparent()
        if box is not None and box.tag in _BOXES:
            seen.setdefault(id(box), box)
        if len(seen) >= MAX_BOXES:
            break
    for box in seen.values():
        if _loose_size(box) >= LOOSE:
            _wrap(box)


def _loose_size(box: Any) -> int:
    return len((box.text or "").strip()) + sum(len((child.tail or "").strip()) for child in box)


def _wrap(box: Any) -> None:
    """Rebuild a box: every run up to the next block or line break becomes a paragraph."""
    children, first = list(box), box.text
    box.text = None
    for child in children:
        box.remove(child)
    run = _begin(first)
    for child in children:
        tail, child.tail = child.tail, None
        if child.tag in _INLINE:
            run.append(child)
            child.tail = tail
            continue
        _close(box, run)
        box.append(child)
        run = _begin(tail)
    _close(box, run)


def _begin(text: str | None) -> Any:
    run = etree.Element("p")
    run.text = text
    return run


def _close(box: Any, run: Any) -> None:
    """Put a run into its box: as a paragraph if it is long enough, else as it was."""
    if len("".join(run.itertext()).strip()) >= LOOSE and _prose(run) >= LOOSE // 2:
        box.append(run)
        return
    before = box[-1] if len(box) else None
    if before is None:
        box.text = (box.text or "") + (run.text or "")
    else:
        before.tail = (before.tail or "") + (run.text or "")
    for child in list(run):
        box.append(child)


def _prose(run: Any) -> int:
    """Characters of a run outside its links."""
    linked = sum(len("".join(anchor.itertext())) for anchor in run.iter("a"))
    return len("".join(run.itertext()).strip()) - linked
