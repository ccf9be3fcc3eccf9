"""Lines of a page that name a date, and which of them stand beside the title. Reads no date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .page import Page, line_of, start_of
from .titles import agree, fold

_APART = re.compile(
    r"(?:^|[\s_-])(?:related|sidebar|terkait|populer|terpopuler|popular|terkini|trending|comments?|"
    r"komentar|footer|topbar|top-bar|ticker|recent|latest|rekomendasi|recommend\w*|navbar|menu|"
    r"today|hari-ini|jam|clock)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\b(?:diterbitkan|dipublikasikan|dipublikasi|diposting|posted|published|tayang|terbit|"
    r"tanggal(?:\s+(?:posting|terbit|publikasi))?)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "div", "strong", "span", "p", "b", "td", "font"))
_DATED = frozenset(("time", "abbr"))
AFTER = 900  # characters of text after the title within which its date line stands
LINKS = 4  # between a date and the title below it; more make it the date of a site's header
MAX_LINES = 400
ROW_DEPTH = 2  # boxes around a date in which a row of a list of news shows
ROW_PARTS = 12  # children of such a box; more make it the list itself
ROW_WORDS = 4  # words of a link that make it a headline
TIME_LENGTH = 20  # characters of `Pukul 09.15 WITA`


@dataclass(slots=True)
class DatedLine:
    """A short run of text, or a date attribute, that names a year."""

    position: int
    links: int
    size: int
    element: Any
    raw: str
    marked: bool


def find_lines(page: Page, title: str) -> tuple[list[DatedLine], DatedLine | None]:
    """Every line that could be a date line, in document order, and where the title stands."""
    wanted, lines, heading = fold(title), [], None
    links = size = 0
    for position, element in enumerate(page.root.iter()):
        tag = element.tag  # each asking makes the name anew, and this walks over a whole page
        if not isinstance(tag, str) or tag in ("script", "style"):
            continue
        links += tag == "a"
        name = element.get("itemprop")
        raw, marked = _attribute(element, tag, name) if name or tag in _DATED else (None, False)
        if raw:
            lines.append(DatedLine(position, links, size, element, raw, marked))
        head = element.text
        for text, inside in ((head, True), (element.tail, False)):
            if not text or not (text := text.strip()):
                continue
            if (
                len(text) <= 200
                and ("20" in text or "19" in text)
                and _YEAR.search(text)
                and len(lines) < MAX_LINES
            ):
                holder = element if inside else element.getparent()
                lines.append(DatedLine(position, links, size, holder, text, False))
            size += len(text)
        if wanted and tag in _HEADINGS:
            own = head or (line_of(element)[:300] if tag[0] == "h" else "")
            if len(title) // 2 < len(own) < len(title) * 2 + 40 and fold(own) == wanted:
                better = heading is None or (tag == "h1" and heading.element.tag != "h1")
                if better:
                    heading = DatedLine(position, links, size, element, title, True)
    return lines, heading or _first_heading(page, title)


def _first_heading(page: Page, title: str) -> DatedLine | None:
    """The first h1 that agrees with the title, with the count of what stands before it."""
    links = size = 0
    for position, element in enumerate(page.root.iter()):
        if isinstance(element.tag, str) and element.tag not in ("script", "style"):
            links += element.tag == "a"
            size += len((element.text or "").strip()) + len((element.tail or "").strip())
            if element.tag == "h1" and agree(line_of(element)[:300], title):
                return DatedLine(position, links, size, element, title, True)
    return None


def _attribute(element: Any, tag: str, itemprop: str | None) -> tuple[str | None, bool]:
    """A machine-readable date of an element, and whether it is marked as the publication's."""
    name = itemprop or ""
    marks = f"{element.get('class') or ''} {name}".lower()
    marked = "datepublished" in marks or bool(re.search(r"\bpublished\b|entry-date", marks))
    if tag == "time":
        updated = "updated" in marks and not marked
        return (None if updated else element.get("datetime")), marked or element.get(
            "pubdate"
        ) is not None
    if tag == "abbr" and "published" in marks:
        return element.get("title"), True
    if name.lower() == "datepublished" and tag != "meta":
        return element.get("content") or element.get("datetime"), True
    return None, False


def pick_beside(lines: list[DatedLine], heading: DatedLine | None) -> Iterator[DatedLine]:
    """Lines in the order in which they may be the article's date line."""
    usable = [
        line
        for line in lines
        if not _stands_apart(line, heading) and (line.marked or not _is_row(line, heading))
    ]
    if heading is not None:
        after = [
            line
            for line in usable
            if line.position >= heading.position and line.size - heading.size <= AFTER
        ]
        before = [
            line
            for line in reversed(usable)
            if line.position < heading.position and heading.links - line.links <= LINKS
        ]
        yield from after
        yield from (line for line in usable if line.marked)
        yield from before[:6]
    else:
        yield from (line for line in usable if line.marked)
    yield from (line for line in usable if _LABELLED.search(text_around(line, 120)))


def _stands_apart(line: DatedLine, heading: DatedLine | None) -> bool:
    """Whether a line belongs to a menu, a sidebar, a list of other news or the comments.

    A date marked as the publication's may stand in the footer of its post.
    """
    element = line.element
    for node in (element, *element.iterancestors()):
        if node.tag in ("body", "html", "article", "main"):
            return False
        if node.tag in ("nav", "aside") or (node.tag == "footer" and not line.marked):
            # Some systems keep writer and date in the footer of the article, above its text.
            return node.tag != "footer" or not _in_article(node)
        around_title = heading is not None and _contains(node, heading.element)
        if around_title:
            return False
        if node.tag == "header":
            return True
        marks = f"{node.get('class') or ''} {node.get('id') or ''}"
        found = _APART.search(marks) if len(marks) > 1 else None
        if found and not (line.marked and "footer" in found[0].lower()):
            return True
    return False


def _in_article(node: Any) -> bool:
    return any(parent.tag == "article" for parent in node.iterancestors())


def _is_row(line: DatedLine, heading: DatedLine | None) -> bool:
    """Whether a line stands in a row of a list of news: beside a link that is a headline."""
    node = line.element
    for _ in range(ROW_DEPTH):
        if node is None or len(node) > ROW_PARTS or node.tag in ("body", "article", "main"):
            break
        if heading is not None and _contains(node, heading.element):
            break
        if any(len(line_of(link).split()) >= ROW_WORDS for link in node.iter("a")):
            return True
        node = node.getparent()
    return False


def _contains(node: Any, element: Any) -> bool:
    return node is element or any(parent is node for parent in element.iterancestors())


def text_around(line: DatedLine, limit: int) -> str:
    """The text of the smallest element around a line, if it is short enough; else the line."""
    whole = line.raw
    node = line.element
    for _ in range(2):
        if node is None or node.tag in ("body", "html"):
            break
        text = line_of(node)
        if len(text) > limit:
            break
        whole, node = text, node.getparent()
    return whole


def text_behind(line: DatedLine) -> str:
    """The clock time that an element of its own right behind a line may hold; else empty."""
    following = line.element.getnext() if line.element is not None else None
    if following is None or not isinstance(following.tag, str):
        return ""
    return start_of(following, TIME_LENGTH) or ""
