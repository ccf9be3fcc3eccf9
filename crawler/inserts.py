"""Takes out of a page's tree what is not its article: `Baca juga` inserts, share and tag boxes.

Works on elements, where a link tells an insert from a sentence; what is left as bare text is
the business of `crawler.furniture`.
"""

import re
from functools import lru_cache
from typing import Any

from lxml import etree

from .page import line_of, start_of
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
_BLOCKS = frozenset(
    (
        "p", "div", "li", "ul", "ol", "blockquote", "section", "aside", "td", "tr", "table", "h2",
        "h3", "h4", "h5", "h6", "figure", "strong", "b", "em", "i", "span", "center", "u",
    )
)  # fmt: skip
_LABEL_MARKS = (
    "juga", " pula", "\xa0pula", "selengkapnya", "terkait", "read also", "also read",
    "read\xa0also", "also\xa0read",
)  # fmt: skip
_LABEL_INITIALS = frozenset("bslctarBSLCTAR")
_BOX = re.compile(
    r"(?:^|[\s_-])(?:baca-?_?juga|bacajuga|simak-?juga|lihat-?juga|read-?also|also-?read|sharedaddy|"
    r"jp-relatedposts|share|shares|sharing|sosmed|social(?:-?media)?|addtoany|addthis|"
    r"tags?(?:[-_]?(?:list|links|cloud|box|wrap))?|tagcloud|related|terkait|terpopuler|populer|"
    r"popular|terkini|rekomendasi|recommend\w*|yarpp|crp_related|komentar|comments?|disqus\w*|"
    r"respond|breadcrumbs?|newsletter|subscribe|advertisement|adsbygoogle|iklan|author-?box|"
    r"post-?navigation|nav-?links|google-?news|gnews|whatsapp)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:img-?|image-?|photo-?|foto-?|wp-|tr-|fig)?caption(?:-?text)?(?:$|[\s_-])|"
    r"(?:^|[\s_-])(?:keterangan|ket)-?(?:foto|gambar)(?:$|[\s_-])",
    re.IGNORECASE,
)
CAPTION_LENGTH = 500  # characters; a longer "caption" is the article of a gallery
BOX_PROSE = 300  # characters outside links; a box with more holds the article itself
MAX_ELEMENTS = 40_000
SHORT_HEADLINE = 16  # characters; what is shorter names a menu's entry
LABEL_LENGTH = 39
LABEL_ROOM = 120  # characters, white space counted, in which a label can hide
# Hold no text that a reader sees; without them every later look at the tree is shorter.
_MUTE = (
    "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "canvas",
    "audio", "video", "select", "option", "button", "input", "textarea", "link", "map",
)  # fmt: skip
_FRAMES = ("head", "nav", "footer", "aside", "menu", "dialog")
_SKIPPED = frozenset(("html", "body", "head", "script", "style", "article", "main", "form"))


def remove_inserts(root: Any, *, frames: bool = True) -> None:
    """Prune a tree in place; with `frames` also of menus, footers and sidebars.

    They are a good part of a page, but one that is never closed holds the article itself.
    """
    etree.strip_elements(root, *_MUTE, *(_FRAMES if frames else ()), with_tail=False)
    shown = root.text_content().lower()
    labelled = any(mark in shown for mark in _LABEL_MARKS)  # foreign pages hold none
    for element in list(root.iter())[:MAX_ELEMENTS]:
        tag = element.tag  # each asking makes the name anew, and this walks over a whole page
        if not isinstance(tag, str) or tag in _SKIPPED:
            continue
        box = caption = False
        name, number = element.get("class"), element.get("id")
        if tag != "a" and (name or number):
            box, caption = _names(f"{name or ''} {number or ''}")
        caption = caption or tag == "figcaption"
        if not (labelled or box or caption) or element.getparent() is None:
            continue
        if tag == "a":
            if _is_insert(element):
                _drop(element)
        elif box and _is_box(element):
            _drop(element)
        elif caption:
            if start_of(element, CAPTION_LENGTH) is not None:
                _drop(element)
        elif labelled and tag in _BLOCKS and _is_label(element):
            _drop_with_links(element)


@lru_cache(maxsize=8192)  # a page, and a site, use the same few hundred names again and again
def _names(marks: str) -> tuple[bool, bool]:
    """Whether the names of an element are those of a box, and of a caption."""
    return _BOX.search(marks) is not None, _CAPTION.search(marks) is not None


def headlines(root: Any) -> set[str]:
    """Folded texts of the page's links that could be headlines of other articles."""
    found = set()
    for anchor in root.iter("a"):
        text = line_of(anchor)[:300]
        if len(text) < SHORT_HEADLINE:
            continue
        folded = fold(text)
        if folded.count(" ") >= 3:
            found.add(folded)
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
    cut = max(0, len(said) - LABEL_ROOM)
    found = _LABEL_END.search(said, cut)
    if found is None or (cut and found.start() == cut and not found["before"]):
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
    said = element.text or ""
    if len(element) > 3 or len(said) > LABEL_ROOM:
        return False
    initial = said.lstrip()[:1]
    if initial.isalnum() and initial not in _LABEL_INITIALS:
        return False
    text = start_of(element, LABEL_LENGTH)
    return text is not None and _LABEL_WHOLE.fullmatch(text) is not None


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
