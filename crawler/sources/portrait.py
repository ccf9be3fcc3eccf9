"""What a front page says of its site: name, system, lists, feeds, own words. Pure."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..addresses import is_file, is_list, segments
from ..encoding import decode
from ..urls import canonical, host_key, is_front_page
from .discovery import FEED_WORDS, is_comments
from .feed import absolute, plain

MAX_LINKS = 3000  # a front page has a few hundred
MAX_LISTS = 12
MAX_WORDS = 3000  # characters of a footer; an address stands in far fewer
# Words of a list of everything, best first: `/indeks`, `Berita Terbaru`, `Arsip`.
_INDEX = tuple(
    re.compile(pattern)
    for pattern in (
        r"ind(?:ek|ex)s?(?:[\s_-]?(?:berita|news))?|semua[\s_-]?berita|all[\s_-]?news",
        r"(?:berita|kabar|info|artikel)?[\s_-]?(?:terkini|terbaru)|latest(?:[\s_-]?news)?",
        r"arsip(?:[\s_-]?berita)?|archives?|(?:daftar|kumpulan|list)[\s_-]?berita",
        r"berita|news|kabar|warta|artikel|articles?|posts?|blog|publikasi|siaran[\s_-]?pers",
    )
)
_NO_SECTION = re.compile(
    r"tag|tags|tagar|label|topik|topics?|author|penulis|users?|search|cari|login|masuk|register|"
    r"daftar|profil|galeri|foto|video|videos|kontak|contact|tentang|redaksi|about|iklan|unduh|"
    r"download|agenda|pengaduan|layanan|struktur|visi|sejarah|feed|rss"
)
_SYSTEMS = (
    ("WordPress", r"wp-content/|wp-includes/|/wp-json/"),
    ("Blogger", r"\.blogger\.com/|/feeds/posts/default|\.blogspot\.com"),
    ("Joomla", r"/media/(?:jui|system|com_)|/components/com_|option=com_"),
    ("Drupal", r"/sites/default/files|data-drupal-|drupal-settings-json"),
    ("Next.js", r"/_next/static|__NEXT_DATA__"),
    ("Nuxt", r"/_nuxt/|__NUXT__"),
    ("CodeIgniter", r"ci_session|ci_csrf_token|csrf_test_name|/index\.php/\w+/\w+"),
    ("Laravel", r"name=[\"']csrf-token[\"']"),
)
_GENERATOR = re.compile(
    r"wordpress|blogger|joomla|drupal|ghost|typo3|hugo|jekyll|wix|prestashop|moodle", re.IGNORECASE
)
_TAGDIV = re.compile(r"\btd[-_](?:module|block|theme)|tdb[-_]|Newspaper/")
_REFRESH = re.compile(r"\s*[0-5]\s*[;,]\s*url\s*=\s*[\"']?([^\"'\s]+)", re.IGNORECASE)
_NAME_ENDS = re.compile(r"\s+[|–—•·»:-]+\s+")


@dataclass(frozen=True, slots=True)
class Portrait:
    """What a site's front page says of the site."""

    title: str | None = None
    """What the site calls itself."""
    system: str | None = None
    """The CMS, and its theme where that is known: `WordPress (Newspaper)`."""
    feeds: tuple[str, ...] = ()
    """Addresses that the page's links call feeds."""
    indexes: tuple[str, ...] = ()
    """Lists of everything that the page links to, the likeliest first."""
    sections: tuple[str, ...] = ()
    """Lists of one subject each, in the page's order."""
    api: str | None = None
    """Root of WordPress's REST interface."""
    refresh: str | None = None
    """Where the page sends its readers at once; old portals have an empty front page."""
    words: tuple[str, ...] = ()
    """What it says of itself: titles, description, the address in its footer."""


def read_portrait(body: bytes, url: str, content_type: str | None = None) -> Portrait:
    """The portrait of the site whose front page this is."""
    text = decode(body, content_type)
    tree = LexborHTMLParser(text)
    metas = _metas(tree)
    links = list(_links(tree, url))
    api = tree.css_first('link[rel="https://api.w.org/"][href]')
    return Portrait(
        title=_title(tree, metas),
        system=_system(text, metas.get("generator", "")),
        feeds=tuple(_feeds(links)),
        indexes=tuple(_indexes(links))[:MAX_LISTS],
        sections=tuple(_sections(links, url))[:MAX_LISTS],
        api=absolute(api.attributes.get("href") or "", url) if api is not None else None,
        refresh=_refresh(tree, url),
        words=tuple(_own_words(tree, metas)),
    )


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.css("meta[content]")[:300]:
        name = node.attributes.get("property") or node.attributes.get("name") or ""
        content = plain(node.attributes.get("content") or "")
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _refresh(tree: LexborHTMLParser, url: str) -> str | None:
    for node in tree.css("meta[http-equiv][content]")[:20]:
        if (node.attributes.get("http-equiv") or "").lower() != "refresh":
            continue
        found = _REFRESH.match(node.attributes.get("content") or "")
        address = absolute(found[1], url) if found else None
        if address is not None and host_key(address) == host_key(url):
            return address if canonical(address) != canonical(url) else None
    return None


def _links(tree: LexborHTMLParser, url: str) -> Iterable[tuple[str, str]]:
    """Address and words of the links that stay on the host."""
    base = tree.css_first("base[href]")
    home = (absolute(base.attributes.get("href") or "", url) if base else None) or url
    host = host_key(url).removeprefix("www.")
    for anchor in tree.css("a[href]")[:MAX_LINKS]:
        address = absolute(anchor.attributes.get("href") or "", home)
        if address is not None and host_key(address).removeprefix("www.") == host:
            yield address, " ".join(anchor.text(separator=" ").split())[:80].lower()


def _once(addresses: Iterable[str]) -> list[str]:
    return list({canonical(address): address for address in reversed(list(addresses))}.values())[
        ::-1
    ]


def _feeds(links: list[tuple[str, str]]) -> list[str]:
    return _once(
        address
        for address, words in links
        if (FEED_WORDS.search(urlsplit(address).path) or words in ("rss", "feed", "rss feed"))
        and not is_comments(address)
    )


def _indexes(links: list[tuple[str, str]]) -> list[str]:
    ranked: list[tuple[int, str]] = []
    for address, words in links:
        if is_front_page(address) or is_file(address):
            continue
        last = segments(address)[-1:] or [""]
        names = (words.strip(" .»›>"), re.sub(r"\.\w{2,5}$", "", last[0]))
        for rank, pattern in enumerate(_INDEX):
            if any(pattern.fullmatch(name) for name in names if name):
                ranked.append((rank, address))
                break
    return _once(address for _, address in sorted(ranked, key=lambda found: found[0]))


def _sections(links: list[tuple[str, str]], url: str) -> list[str]:
    """Lists by their address, or short paths behind a word or two of a menu."""
    found = []
    for address, words in links:
        parts = segments(address)
        if is_front_page(address) or is_file(address) or not words or len(words.split()) > 3:
            continue
        if any(_NO_SECTION.fullmatch(part.partition(".")[0]) for part in parts):
            continue
        if any(word in words.split() for word in ("login", "masuk", "cari", "kontak", "redaksi")):
            continue
        short = len(parts) <= 2 and not any(part.count("-") > 2 for part in parts)
        if is_list(address) or short:
            found.append(address)
    return [address for address in _once(found) if canonical(address) != canonical(url)]


def _title(tree: LexborHTMLParser, metas: dict[str, str]) -> str | None:
    for name in ("og:site_name", "application-name", "apple-mobile-web-app-title"):
        if name in metas:
            return metas[name]
    if (published := _publisher(tree)) is not None:
        return published
    node = tree.css_first("title")
    whole = plain(node.text()) if node is not None else None
    if whole is None:
        return None
    # `Kabar Uji - Berita Terkini Kota Bontang`: the name is the first part, unless it is `Beranda`.
    parts = [part for part in _NAME_ENDS.split(whole) if part.lower() not in ("beranda", "home")]
    return parts[0] if parts else whole


def _publisher(tree: LexborHTMLParser) -> str | None:
    for script in tree.css('script[type="application/ld+json"]')[:10]:
        try:
            data = json.loads(script.text()[:200_000], strict=False)
        except (ValueError, RecursionError):
            continue
        graph = data.get("@graph", [data]) if isinstance(data, dict) else data
        for node in graph if isinstance(graph, list) else []:
            kind = node.get("@type") if isinstance(node, dict) else None
            if kind in ("WebSite", "NewsMediaOrganization", "Organization") and node.get("name"):
                return plain(str(node["name"]))
    return None


def _system(text: str, generator: str) -> str | None:
    named = _GENERATOR.search(generator)
    name = next((name for name, signs in _SYSTEMS if re.search(signs, text)), None)
    if named is not None:
        name = next(
            (known for known, _ in _SYSTEMS if known.lower() == named[0].lower()),
            named[0].capitalize(),
        )
    if name == "WordPress" and _TAGDIV.search(text):
        return "WordPress (Newspaper)"
    return name


def _own_words(tree: LexborHTMLParser, metas: dict[str, str]) -> Iterable[str]:
    """Titles and description first, then what stands in the footer and in `address`."""
    said = [node.text(separator=" ") for node in tree.css("title")[:1]]
    said += [
        metas[key] for key in ("og:site_name", "description", "og:description") if key in metas
    ]
    said += [_words_of(node) for node in tree.css("address, footer, #footer, .footer")[:6]]
    return dict.fromkeys(line for words in said if (line := " ".join(words.split())[:MAX_WORDS]))


def _words_of(node: LexborNode) -> str:
    return str(node.text(separator=" "))[: MAX_WORDS * 2]
