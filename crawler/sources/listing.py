"""List pages of any CMS -> entries, by the shape of addresses and anchors. Knows no site."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from kembar.errors import SourceFailed
from kembar.model import Entry

from ..addresses import is_dated, is_file, is_list, looks_like_article
from ..encoding import decode
from ..shapes import fits
from ..urls import canonical, same_site
from .base import Contents, Source, absolute, plain

MAX_ENTRIES = 500
MAX_LINKS = 5000  # no honest list page has more
MAX_DEPTH = 100  # how far up an anchor's surroundings are looked at
FITTING = 3  # links that must have a learned shape before others are doubted for theirs
HEADING = 4  # rank of a title that stands in a heading
HEADLINE_WORDS = 4  # an anchor of so many words is a headline rather than a menu entry
_TEASER = re.compile(
    r"(?:baca|lihat|simak)\s*(?:selengkapnya|juga|lagi|semua|berita|lainnya|detail)?|selengkapnya"
    r"|lanjut(?:kan)?(?: membaca)?|read (?:more|full)|continue reading|more|next|prev(?:ious)?"
    r"|selanjutnya|sebelumnya|detail|\W*\d[\d\s./,:]*\W*|.{1,2}|\W+",
    re.IGNORECASE,
)
_PAGER = re.compile(
    r"\d{1,4}|next|prev|[«»‹›<>]+|(?:selanjut|sebelum)nya|(?:newer|older) posts?", re.I
)
_DATE = re.compile(
    r"\b\d{1,2}[ /.-](?:\d{1,2}|[A-Za-z]{3,9})[ /.-]20\d\d|\b\d{1,2}[:.]\d\d\b"
    r"|\d (?:jam|menit|hari) (?:yang )?lalu"
)
_MENU = re.compile(
    r"(?:(?:main|top|primary|secondary|site|mobile|footer|header|mega|side)[-_]?)?"
    r"(?:nav|navbar|menu|menus|navigation|footer|breadcrumbs?|pagination|paging|pager|topbar)"
)


@dataclass(frozen=True, slots=True)
class Listing(Source):
    """A page that lists articles."""

    kind: ClassVar[str] = "listing"

    links: str | None = None
    """CSS selector of the article links; left out: they are told by their shape."""
    shapes: frozenset[str] = frozenset()
    """What addresses of the site's articles look like (`shapes.learn`); empty: not known yet."""

    def read(self, body: bytes, *, url: str, content_type: str | None = None) -> Contents:
        """See Source.read. In order of appearance, each address once, at most 500."""
        tree = LexborHTMLParser(decode(body, content_type))
        base = _base(tree, url)
        if self.links is not None:
            anchors = _selected(tree, self.links)
            found = _gather(((a, _address(a, base)) for a in anchors), url, judged=False)
        else:
            judged = [(a, _address(a, base), _surroundings(a)) for a in _anchors(tree)]
            found = self._judged(judged, url)
        if not found:
            raise SourceFailed("the page lists no articles")
        return Contents(entries=found)

    def _judged(
        self, links: list[tuple[LexborNode, str | None, str]], url: str
    ) -> tuple[Entry, ...]:
        """The links that pass, judged by what was learned where the page's links bear it out."""
        fitting = {u for _, u, where in links if u and where == "page" and fits(u, self.shapes)}
        # Where hardly any fits, the site may have moved its pages.
        shapes = self.shapes if len(fitting) >= FITTING else frozenset()
        # Sidebars repeat old favourites; they count only where nothing else is listed.
        for place in ("page", "side"):
            found = _gather(((a, u) for a, u, where in links if where == place), url, shapes)
            if found:
                return found
        return ()


def _base(tree: LexborHTMLParser, url: str) -> str:
    node = tree.css_first("base[href]")
    declared = node.attributes.get("href") if node is not None else None
    return (absolute(declared, url) if declared else None) or url


def _anchors(tree: LexborHTMLParser) -> list[LexborNode]:
    return tree.css("a[href]")[:MAX_LINKS]


def _selected(tree: LexborHTMLParser, selector: str) -> Iterator[LexborNode]:
    try:
        nodes = tree.css(selector)
    except (SelectolaxError, ValueError) as error:
        raise SourceFailed(f"{selector!r} is not a CSS selector: {error}") from error
    for node in nodes[:MAX_LINKS]:
        # A selector may name the box around the link, which is what people copy most easily.
        anchor = node if node.tag == "a" else node.css_first("a[href]")
        if anchor is not None:
            yield anchor


def _address(anchor: LexborNode, base: str) -> str | None:
    href = (anchor.attributes.get("href") or "").strip()
    return absolute(href, base) if href and not href.startswith("#") else None


def _surroundings(anchor: LexborNode) -> str:
    """`menu`, `side` or `page`: in what part of the page a link stands."""
    place, node, inside = "page", anchor.parent, False
    for _ in range(MAX_DEPTH):
        if node is None or node.tag in ("body", "html"):
            break
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}".lower()
        if node.tag in ("nav", "footer") and not inside:
            return "menu"
        if any(_MENU.fullmatch(name) for name in names.split()):
            return "menu"
        # An article's own header holds its headline; the site's header holds menus.
        inside = inside or node.tag in ("article", "main", "li")
        if node.tag == "header" and not inside and not _in_article(node):
            return "menu"
        if node.tag == "aside":
            place = "side"
        node = node.parent
    return place


def _in_article(node: LexborNode) -> bool:
    parent = node.parent
    for _ in range(MAX_DEPTH):
        if parent is None:
            return False
        if parent.tag in ("article", "main", "li", "section"):
            return True
        parent = parent.parent
    return False


def _gather(
    links: Iterable[tuple[LexborNode, str | None]],
    url: str,
    shapes: frozenset[str] = frozenset(),
    *,
    judged: bool = True,
) -> tuple[Entry, ...]:
    """Entries for the links that pass, each with the best title that any of its anchors has."""
    here = canonical(url)
    titles: dict[str, tuple[int, int, str]] = {}
    spelled: dict[str, str] = {}
    worthy: set[str] = set()
    for anchor, address in links:
        key = canonical(address) if address is not None else None
        if address is None or key is None or key == here or not same_site(address, url):
            continue
        title = max(_titles(anchor), default=(0, 0, ""))
        if not judged or _passes(anchor, address, title, shapes):
            worthy.add(key)
        spelled.setdefault(key, address)
        titles[key] = max(titles.get(key, title), title)
    found = [
        Entry(url=spelled[key], title=titles[key][2] or None) for key in spelled if key in worthy
    ]
    return tuple(found[:MAX_ENTRIES])


def _passes(
    anchor: LexborNode, address: str, title: tuple[int, int, str], shapes: frozenset[str]
) -> bool:
    if is_list(address) or is_file(address) or _PAGER.fullmatch(anchor.text(strip=True)):
        return False
    if shapes and fits(address, shapes):
        return True
    rank, _, words = title
    near = not shapes or is_dated(address) or fits(address, shapes, words=2)
    if not near and rank < HEADING and not _in_heading(anchor):
        return False  # a menu, a service or a teaser: no article had such an address yet
    return looks_like_article(address) or len(words.split()) >= HEADLINE_WORDS


def _in_heading(anchor: LexborNode) -> bool:
    node = anchor.parent
    for _ in range(2):
        if node is None or re.fullmatch(r"h[1-6]", node.tag or ""):
            break
        node = node.parent
    return node is not None and bool(re.fullmatch(r"h[1-6]", node.tag or ""))


def _titles(anchor: LexborNode) -> Iterator[tuple[int, int, str]]:
    """Rank, length and text of what an anchor may say of its article.

    A heading tells more than running text, that more than a tooltip or the words of a picture;
    text with a date in it is a whole card.
    """
    heading = anchor.css_first("h1, h2, h3, h4, h5, h6")
    picture = anchor.css_first("img[alt]")
    text = anchor.text(separator=" ")
    candidates = [
        (HEADING, heading.text(separator=" ") if heading is not None else None),
        (1 if _DATE.search(text) else 3, text),
        (2, anchor.attributes.get("title")),
        (0, picture.attributes.get("alt") if picture is not None else None),
    ]
    for rank, candidate in candidates:
        title = plain(candidate) if candidate else None
        if title is not None and not _TEASER.fullmatch(title):
            yield rank, len(title), title
