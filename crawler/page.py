"""Text of a page -> a parsed page with what it declares of itself. Judges nothing."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

MAX_JSON = 512 * 1024  # JSON-LD of a page; real ones have a few kilobytes
MAX_NODES = 300
_ARTICLE = re.compile(r"(?:\w*Article|\w*Posting|Report|Review)$")
_JSON_WRAP = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
# lxml.html asks a Python function for the class of every element it shows; one class for all of
# them is what trafilatura needs too, and halves the time of every walk over the tree.
_PLAIN = etree.ElementDefaultClassLookup(element=html.HtmlElement)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_DATA_ADDRESS = re.compile(r"data:[\w/+.;=-]{1,100},[A-Za-z0-9+/=%_-]{200,}")


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page."""

    url: str
    """Final address, after redirects."""
    root: Any
    """lxml tree; whoever prunes it copies it first."""
    meta: Mapping[str, str]
    """`name`, `property` or `itemprop` of each meta element, lower-case -> its first content."""
    linked: tuple[Mapping[str, Any], ...]
    """Every object of the page's JSON-LD, the outer before the inner."""

    @property
    def article(self) -> Mapping[str, Any]:
        """The JSON-LD object that describes the article; empty where there is none."""
        return next((node for node in self.linked if is_article(node)), {})


def parse(text: str, url: str) -> Page | None:
    """Parse a decoded page; None where there is nothing to parse."""
    # Pictures written into the page cost time and tell nothing.
    body = _DATA_ADDRESS.sub("data:,", text).encode("utf-8", errors="replace")
    # huge_tree lifts the depth limit of 256, below which libxml2 drops content silently.
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(_PLAIN)
    try:
        root = html.document_fromstring(body, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    linked = tuple(_linked(root))
    return Page(url=url, root=root, meta=_meta(root), linked=linked)


def is_article(node: Mapping[str, Any]) -> bool:
    """Whether a JSON-LD object is of an article's type."""
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and bool(_ARTICLE.search(kind))
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def words_of(value: Any) -> str | None:
    """A JSON-LD value as one line: a string, or the name of an object, or of a list's first."""
    for _ in range(4):
        if isinstance(value, list):
            value = value[0] if value else None
        elif isinstance(value, dict):
            value = value.get("name") or value.get("@value") or value.get("url")
        else:
            break
    return " ".join(value.split()) or None if isinstance(value, str) else None


def line_of(element: Any) -> str:
    """The visible text of an element, on one line."""
    return " ".join(" ".join(element.itertext()).split())


def start_of(element: Any, most: int) -> str | None:
    """The visible text of an element on one line if that is no longer than `most`; else None.

    Stops as soon as it is longer, so that asking every element of a page stays cheap.
    """
    parts: list[str] = []
    size = 0
    for text in element.itertext():
        words = text.split()
        parts += words
        size += sum(map(len, words)) + len(words)
        if size > most + 1:
            return None
    return " ".join(parts)


def is_deeper(tree: Any, limit: int) -> bool:
    """Whether elements nest deeper than a limit, without recursion."""
    level, depth = [tree], 0
    while level and depth <= limit:
        level = [child for element in level for child in element]
        depth += 1
    return depth > limit


def _meta(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            key = element.get(attribute)
            if key and content:
                found.setdefault(key.strip().lower(), content)
        if len(found) > MAX_NODES:
            break
    return found


def _linked(root: Any) -> Iterator[Mapping[str, Any]]:
    """Objects of all JSON-LD scripts, which are taken out of the tree: they are read now."""
    count = 0
    for script in list(root.iter("script")):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text, script.text = script.text or "", None
        queue = [_load(text)] if len(text) <= MAX_JSON else []
        while queue and count < MAX_NODES:
            node = queue.pop(0)
            if isinstance(node, list):
                queue[:0] = node[:MAX_NODES]
            elif isinstance(node, dict):
                count += 1
                yield node
                nested = [node.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage")]
                queue.extend(child for child in nested if isinstance(child, list | dict))


def _load(text: str) -> Any:
    text = _JSON_WRAP.sub("", text)
    for candidate in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(candidate, strict=False)  # raw line breaks in strings are common
        except (ValueError, RecursionError):
            continue
    return None
