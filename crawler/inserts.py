"""Takes out of a page's tree what is not its article: `Baca juga` inserts, share and tag boxes.

Works on elements, where a link tells an insert from a sentence; what is left as bare text is
the business of `crawler.furniture`.
"""

import re
from typing import Any

from .page import line_of
from .titles import fold

LABEL = (
    r"(?:baca|simak|lihat|tonton|cek)\s*(?:juga|pula)(?:\s+(?:berita|artikel|video)(?:nya)?)?"
    r"|baca\s+selengkapnya|berita\s+terkait|artikel\s+terkait|read\s+also|also\s+read"
)
_LABEL_WHOLE = re.compile(rf"\W*(?:{LABEL})\s*\W*", re.IGNORECASE)
# At the start of a run of text, or after the end of a sentence.
_LABEL_END = re.compile(
    rf"(?P<before>^|[.!?…\"”’)»:]\s*|\n\s*|\s[-–—•|>*]+\s*)\W{{0,3}}(?:{LABEL})\s*[:：\-–—>»]*\s*$",
    re.IGNORECASE,
)
_LABEL_START = re.compile(rf"^\W*(?:{LABEL})", re.IGNORECASE)
_BLOCKS = re.compile(
    "p|div|li|ul|ol|blockquote|section|aside|td|tr|table|h[2-6]|figure|strong|b|em|i|span|center|u"
)
_BOX = re.compile(
    r"(?:^|[\s_-])(?:baca-?_?juga|bacajuga|simak-?juga|lihat-?juga|read-?also|also-?read|sharedaddy|"
    r"jp-relatedposts|share|shares|sharing|sosmed|social(?:-?media)?|addtoany|addthis|"
    r"tags?(?:[-_]?(?:list|links|cloud|box|wrap))?|tagcloud|related|terkait|terpopuler|populer|"
    r"popular|terkini|rekomendasi|recommend\w*|yarpp|crp_related|komentar|comments?|disqus\w*|"
    r"respond|breadcrumbs?|newsletter|subscribe|advertisement|adsbygoogle|iklan|author-?box|"
    r"post-?navigation|nav-?links|google-?news|gnews|whatsapp)(?:$|[\s_-])",
    re.IGNORECASE,
)
BOX_PROSE = 300  # characters outside links; a box with more holds the article itself
MAX_ELEMENTS = 40_000
_SKIPPED = frozenset(("html", "body", "head", "script", "style", "article", "main", "form"))


def remove_inserts(root: Any) -> None:
    """Prune a tree in place."""
    for element in list(root.iter())[:MAX_ELEMENTS]:
        if element.getparent() is None or not isinstance(element.tag, str):
            continue
        if element.tag == "a":
            if _is_insert(element):
                _drop(element)
        elif element.tag not in _SKIPPED:
            marks = f"{element.get('class') or ''} {element.get('id') or ''}"
            if len(marks) > 1 and _BOX.search(marks) and _is_box(element):
                _drop(element)
            elif _BLOCKS.fullmatch(element.tag) and _is_label(element):
                _drop_with_links(element)


def headlines(root: Any) -> set[str]:
    """Folded texts of the page's links that could be headlines of other articles."""
    found = set()
    for anchor in root.iter("a"):
        text = fold(line_of(anchor)[:300])
        if text.count(" ") >= 3:
            found.add(text)
        if len(found) > 2000:
            break
    return found


def _is_insert(anchor: Any) -> bool:
    """Whether a link is an insert: its own words, or those right before it, are a label."""
    text = line_of(anchor)
    if _LABEL_START.match(text) and (len(text) > 25 or _LABEL_WHOLE.fullmatch(text)):
        return True
    holder, name = _text_before(anchor)
    if holder is None:
        return False
    said = getattr(holder, name) or ""
    found = _LABEL_END.search(said)
    if found is None:
        return False
    setattr(holder, name, said[: found.start()] + found["before"])
    return True


def _text_before(anchor: Any) -> tuple[Any, str]:
    """The element and attribute (`text` or `tail`) that hold the text right before a link.

    Climbs out of inline wrappers, and down into one that closes right before the link.
    """
    node = anchor
    for _ in range(4):
        before = node.getprevious()
        if before is not None:
            if (before.tail or "").strip():
                return before, "tail"
            return _last_text(before)
        parent = node.getparent()
        if parent is None or parent.tag in ("body", "html"):
            return None, ""
        if (parent.text or "").strip():
            return parent, "text"
        node = parent
    return None, ""


def _last_text(element: Any) -> tuple[Any, str]:
    for _ in range(4):
        if element.tag in ("a", "br", "img", "p", "script") or not isinstance(element.tag, str):
            return None, ""
        if len(element) == 0:
            return element, "text"
        if (element[-1].tail or "").strip():
            return element[-1], "tail"
        element = element[-1]
    return None, ""


def _is_label(element: Any) -> bool:
    """Whether an element holds a label and nothing else (its links are looked at by themselves)."""
    if len(element) > 3:
        return False
    text = line_of(element)
    return 0 < len(text) < 40 and _LABEL_WHOLE.fullmatch(text) is not None


def _drop_with_links(label: Any) -> None:
    """Drop a label and what follows it as long as that is nothing but links."""
    block = label
    for _ in range(3):  # climb out of wrappers that hold the label alone
        parent = block.getparent()
        if parent is None or parent.tag in _SKIPPED or line_of(parent) != line_of(label):
            break
        block = parent
    for _ in range(5):
        following = block.getnext()
        if following is None or (block.tail or "").strip() or not _only_links(following):
            break
        _drop(following)
    _drop(block)


def _only_links(element: Any) -> bool:
    text = line_of(element)
    linked = sum(len(line_of(anchor)) for anchor in element.iter("a"))
    return bool(text) and linked >= 0.9 * len(text)


def _is_box(element: Any) -> bool:
    text = line_of(element)
    linked = sum(len(line_of(anchor)) for anchor in element.iter("a"))
    prose = len(text) - linked
    return prose < BOX_PROSE and element.find(".//h1") is None


def _drop(element: Any) -> None:
    """Take an element out and leave the text behind it where it is."""
    parent = element.getparent()
    if parent is None:
        return
    tail = element.tail
    if tail and tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)
