"""Where a list goes on: the address of its next, older page. Pure; fetches nothing."""

import html
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..encoding import decode
from ..urls import canonical, host_key
from .feed import absolute

MAX_LINKS = 5000  # as many as a list page is read for
_LINK = re.compile(rb"<(?:\w{1,20}:)?link\b[^<>]{1,2000}>", re.IGNORECASE)
_REL_NEXT = re.compile(rb"\brel\s*=\s*[\"']next[\"']", re.IGNORECASE)
_HREF = re.compile(rb"\bhref\s*=\s*[\"']([^\"']+)[\"']", re.IGNORECASE)
_WORDPRESS = re.compile(rb"<generator>\s*https?://(?:www\.)?wordpress\.(?:org|com)", re.IGNORECASE)
# The first items of a feed come after all that the feed says of itself.
_ITEM = re.compile(rb"<(?:\w{1,20}:)?(?:item|entry)[\s>]", re.IGNORECASE)
_BLOGGER = "/feeds/posts/"
_OLDER = re.compile(
    r"(?:halaman |laman |berita |posting(?:an)? |pos )?(?:selanjutnya|berikutnya|berikut|lama|"
    r"sebelumnya|lainnya)(?: halaman)?|next(?: page| posts?)?|older(?: posts?| entries)?|"
    r"(?:muat|lihat|tampilkan)(?: berita)? (?:lebih(?: banyak)?|lainnya|lagi)|load more|more posts",
    re.IGNORECASE,
)
_ARROWS = ">›»→"
_COUNTS = re.compile(
    r"(?:page|halaman|hal|laman|index|indeks|offset|start|paged?)[/=_-]?\d+|[?&/]\d+/?$"
    r"|[?&](?:page|paged|hal|halaman|p|pg|start|offset|per_page|cursor|updated-max|limitstart)=",
    re.IGNORECASE,
)
# A calendar's days are numbers too.
_DAY = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/|$)")
_PAGER = re.compile(
    r"(?:^|[\s_-])(?:pag(?:er|ing|ination|inate|enavi|e-nav)|nav-links|halaman|page-numbers|"
    r"blog-pager|load-?more)",
    re.IGNORECASE,
)


def next_page(kind: str, body: bytes, url: str, *, number: int = 1) -> str | None:
    """The page behind page `number` of a list; None where it does not go on or is no list.

    Feeds say so themselves (`rel="next"`), or are WordPress's, counted by `?paged=`, or Blogger's,
    by `?start-index=`. List
    pages have a pager; the link to page `number + 1` is followed, not what only looks like "more".
    """
    if kind == "listing":
        found = _of_list(body, url, number)
    elif kind == "sitemap":
        return None
    else:
        found = _of_feed(body, url, number)
    if found is None or canonical(found) == canonical(url) or host_key(found) != host_key(url):
        return None
    return found


def _of_feed(body: bytes, url: str, number: int) -> str | None:
    first = _ITEM.search(body)
    head = body[: first.start()] if first else body[:65536]
    # Some write their links behind the entries.
    for link in [*_LINK.findall(head), *_LINK.findall(body[-4096:])]:
        href = _HREF.search(link)
        if href is not None and _REL_NEXT.search(link):
            return absolute(html.unescape(href[1].decode("utf-8", "replace")), url)
    if _WORDPRESS.search(head):
        return _counted(url, "paged", number + 1)
    if urlsplit(url).path.startswith(_BLOGGER) and first:
        begun = dict(parse_qsl(urlsplit(url).query)).get("start-index", "1")
        listed = len(_ITEM.findall(body))
        return _counted(url, "start-index", (int(begun) if begun.isdigit() else 1) + listed)
    return None


def _counted(url: str, name: str, number: int) -> str:
    parts = urlsplit(url)
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != name]
    return urlunsplit(parts._replace(query=urlencode([*kept, (name, str(number))])))


def _of_list(body: bytes, url: str, number: int) -> str | None:
    tree = LexborHTMLParser(decode(body))
    base = tree.css_first("base[href]")
    home = (absolute(base.attributes.get("href") or "", url) if base else None) or url
    for node in tree.css('link[rel~="next"][href], a[rel~="next"][href]')[:2]:
        if (address := _address(node, home)) is not None:
            return address
    anchors = [a for a in tree.css("a[href]")[:MAX_LINKS] if _says(a)]
    for candidates in (_numbered(anchors, number + 1), _worded(anchors)):
        for anchor in candidates:
            address = _address(anchor, home)
            if address is not None and canonical(address) != canonical(url):
                return address
    return None


def _address(node: LexborNode, base: str) -> str | None:
    href = (node.attributes.get("href") or "").strip()
    return None if href.startswith(("#", "javascript:")) else absolute(href, base)


def _says(anchor: LexborNode) -> str:
    """The few words of a pager's link: its text, or what it is called for those who cannot see."""
    text = " ".join(anchor.text(separator=" ").split())
    if len(text) > 40:
        return ""
    if not text.strip(_ARROWS + " "):
        label = anchor.attributes.get("aria-label") or anchor.attributes.get("title") or ""
        return " ".join(label.split()) or text
    return text


def _numbered(anchors: list[LexborNode], wanted: int) -> Iterator[LexborNode]:
    """Links that say the wanted number, where it stands in a pager or beside other numbers."""
    found = [a for a in anchors if _says(a) == str(wanted) and not _DAY.search(_href(a))]
    yield from (anchor for anchor in found if _in_pager(anchor))
    yield from (anchor for anchor in found if _COUNTS.search(_href(anchor)))


def _worded(anchors: list[LexborNode]) -> Iterator[LexborNode]:
    """Links that say "older" in a pager; `sebelumnya` last, for it may lead to newer ones."""
    found = [
        anchor
        for anchor in anchors
        if (_OLDER.fullmatch(bare) if (bare := _says(anchor).strip(_ARROWS + " .…")) else True)
        and not _DAY.search(_href(anchor))
        and (_in_pager(anchor) or _COUNTS.search(_href(anchor)))
    ]
    yield from sorted(found, key=lambda anchor: "sebelumnya" in _says(anchor).lower())


def _href(anchor: LexborNode) -> str:
    return anchor.attributes.get("href") or ""


def _in_pager(anchor: LexborNode) -> bool:
    node: LexborNode | None = anchor
    for _ in range(5):  # list, item, wrapper, section: pagers are shallow
        if node is None:
            return False
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if _PAGER.search(names):
            return True
        node = node.parent
    return False
