"""How a site's sources are found: what its pages declare, and where sources usually are."""

import re
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from ..encoding import decode
from ..urls import canonical
from .base import Source
from .feed import Feed, absolute, plain
from .json_text import looks_like_json

_XML_START = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>|<\?xml-stylesheet[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>]*>|\s)*"
    rb"<(?:\w+:)?(?P<root>rss|rdf|feed|urlset|sitemapindex|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML_ROOT = re.compile(
    rb"<(?:\w{1,20}:)?(?P<root>rss|rdf|feed|urlset|sitemapindex|html)[\s>:]", re.IGNORECASE
)
_KINDS = {
    b"rss": "feed", b"rdf": "feed", b"feed": "feed", b"urlset": "sitemap",
    b"sitemapindex": "sitemap", b"html": "html",
}  # fmt: skip
_FEED_TYPE = re.compile(r"application/(?:(?:rss|atom|rdf)\+xml|feed\+json)", re.IGNORECASE)
FEED_WORDS = re.compile(r"(?:^|/)(?:rss|feeds?|atom)(?:/|$)|\.(?:rss|atom)$|/rss\.xml$", re.I)
"""In a path that leads to a feed, or to a page about feeds."""
_COMMENTS = re.compile(r"/comments?/|comments?(?:/feed|/default|\.xml|=)|komentar", re.IGNORECASE)
# In order of preference: feeds carry titles and dates, sitemaps are long.
_USUAL = (
    ("feed", "/feed/"), ("feed", "/rss.xml"), ("feed", "/feeds/posts/default"),
    ("feed", "/atom.xml"), ("feed", "/rss/"), ("sitemap", "/sitemap_index.xml"),
    ("sitemap", "/sitemap.xml"), ("sitemap", "/wp-sitemap.xml"),
)  # fmt: skip
# What a system is known for comes before what is merely usual.
_OF_SYSTEM = {
    "WordPress": (("feed", "/feed/"), ("sitemap", "/wp-sitemap.xml")),
    "Blogger": (("feed", "/feeds/posts/default"),),
    "Joomla": (("feed", "/?format=feed&type=rss"), ("feed", "/index.php?format=feed&type=rss")),
    "Drupal": (("feed", "/rss.xml"),),
    "Ghost": (("feed", "/rss/"),),
    "Hugo": (("feed", "/index.xml"),),
}


def sniff(body: bytes, content_type: str | None = None) -> str | None:
    """`feed`, `sitemap` or `html`: what a fetched document is, by its first element; else None.

    The header counts only where the document itself does not tell.
    """
    start = body[:4096]
    if start.startswith(b"\x1f\x8b"):
        return "sitemap"
    if looks_like_json(start):
        return "feed" if b"jsonfeed.org" in start else None
    if re.match(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!DOCTYPE (?!html))", start, re.IGNORECASE):
        found = _XML_ROOT.search(body[:65536])  # a document type may declare a lot before the root
    else:
        found = _XML_START.match(start)
    if found is not None:
        return _KINDS[found["root"].lower()]
    if re.search(rb"<(?:head|body|title|meta|div)\b", start, re.IGNORECASE):
        return "html"
    if re.match(rb"\s*https?://\S+\s", start) and "text/plain" in (content_type or "text/plain"):
        return "sitemap"
    declared = (content_type or "").lower()
    if _FEED_TYPE.search(declared):
        return "feed"
    return "html" if "html" in declared and b"<" in start else None


def declared_sources(body: bytes, url: str) -> list[Source]:
    """The feeds that a page names in its head, without those of comments, each once."""
    tree = LexborHTMLParser(decode(body))
    found: dict[str, Source] = {}
    for link in tree.css("link[rel][href]")[:200]:
        said = {name: value or "" for name, value in link.attributes.items()}
        if "alternate" not in said.get("rel", "").lower().split():
            continue
        if not _FEED_TYPE.search(said.get("type", "")):
            continue
        address = absolute(said["href"], url)
        title = said.get("title", "").lower()
        if address is None or is_comments(said["href"]) or "comment" in title:
            continue
        if "komentar" not in title:
            found.setdefault(canonical(address) or address, Feed(address))
    return list(found.values())


def is_comments(address: str) -> bool:
    """Whether an address is that of a feed of comments."""
    return bool(_COMMENTS.search(address))


def probe_addresses(front_page_url: str, system: str | None = None) -> list[tuple[str, str]]:
    """Kind and address of what is worth asking for where nothing is declared, the best first.

    `system` is the CMS, as a portrait names it.
    """
    known = _OF_SYSTEM.get((system or "").partition(" ")[0], ())
    return [
        (kind, urljoin(front_page_url, path)) for kind, path in dict.fromkeys([*known, *_USUAL])
    ]


def page_titles(body: bytes) -> tuple[str, ...]:
    """What a front or list page calls itself: title, og:title, h1. None of it titles an article."""
    tree = LexborHTMLParser(decode(body))
    said: list[str | None] = [node.text(separator=" ") for node in tree.css("title, h1")[:20]]
    for node in tree.css('meta[property="og:title"], meta[property="og:site_name"]')[:4]:
        said.append(node.attributes.get("content"))
    titles = [title for text in said if text and (title := plain(text)) is not None]
    return tuple(dict.fromkeys(titles))
