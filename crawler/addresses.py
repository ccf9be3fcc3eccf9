"""What the shape of an address tells about its page: article, list or file. Sees no page."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from .traps import endless
from .urls import is_front_page

_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|bmp|avif|pdf|docx?|xlsx?|pptx?|zip|rar|7z|gz|apk|mp[34]|m4a|"
    r"avi|mov|webm|css|js|json|xml|rss|atom|txt|csv|ics|woff2?|ttf|eot)$",
    re.IGNORECASE,
)
# What lies under one of these is never a report, however long its name.
_ALWAYS_LISTS = re.compile(
    r"tag|tags|tagar|label|topik|topic|topics|author|authors|penulis|user|users|member|search|cari|"
    r"pencarian|listtag|feed|feeds|rss|comments|login|signin|signup|logout|account|akun|cart|"
    r"checkout|wp-admin|wp-content|wp-includes|wp-json|wp-login\.php|xmlrpc\.php|cdn-cgi|static|"
    r"assets|asset|images|image|img|uploads|upload|css|js|fonts"
)
# These are lists or services unless a headline follows: `/rubrik/daerah/`, not
# `/rubrik/daerah/wali-kota-teken-kerja-sama-sampah/`.
_LISTS = re.compile(
    r"kategori|category|categories|rubrik|kanal|subkategori|sub-kategori|profile|page|halaman|"
    r"indeks|arsip|archive|archives|sitemap|masuk|register|registrasi|media-file|download|unduh|"
    r"share|print|cetak|contact|kontak|hubungi|about|tentang|redaksi|privacy|disclaimer|iklan|"
    r"karir|newsletter|subscribe"
)
HEADLINE = 5  # words in a last segment that make it a headline
_SERVICE_SLUG = re.compile(
    r"pedoman(?:-media-siber|-pemberitaan(?:-media-siber)?|-hak-jawab|-ramah-anak)?|"
    r"kode-(?:etik|perilaku)(?:-jurnalis(?:tik|me)?|-wartawan(?:-indonesia)?)?|"
    r"tentang-(?:kami|kita|redaksi|situs|media)|about-(?:us|me|this-site)|"
    r"(?:susunan-|box-|boks-|tim-|dapur-|struktur-)?redaksi(?:onal)?|kebijakan-\w+(?:-\w+)?|"
    r"privacy(?:-policy)?|disclaimer|penafian|(?:kontak|hubungi|contact)(?:-kami|-us)?|"
    r"(?:info|pasang|tarif|harga)-iklan|media-kit|(?:syarat-(?:dan-)?)?ketentuan(?:-\w+)?|"
    r"terms(?:-of-\w+|-and-conditions)?|visi-(?:dan-)?misi|struktur-organisasi|peta-situs|"
    r"site-?map|kari[re]r?|lowongan|faq|cookie-policy"
)
_LIST_QUERY = re.compile(r"s|q|cat|tag|author|paged|page|halaman|search|cari|label|updated-max")
_ARTICLE_QUERY = re.compile(
    r"(?:p|id|nid|aid|\w*_id|id_\w+|berita|news|artikel|article|post|read|detail|baca)",
    re.IGNORECASE,
)
_ARTICLE_WORD = re.compile(
    r"detail|read|baca|berita|news|artikel|article|post|show|view|lihat|konten|content|warta|"
    r"story|kabar|info|id"
)
_DATED = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])/.*\w|/\d{1,2}/\d{1,2}/(?:19|20)\d\d/?$")
_WORDS = re.compile(r"[^\W\d_]+")
_EXTENSION = re.compile(r"\.(?:s?html?|php|aspx?|jsp)$", re.IGNORECASE)


def segments(url: str) -> list[str]:
    """The parts of an address's path, decoded, lower-case, without empty ones and index.php."""
    parts = unquote(urlsplit(url).path).lower().split("/")
    return [part for part in parts if part and part != "index.php"]


def is_file(url: str) -> bool:
    """Whether an address is a picture, document, script or feed by its ending."""
    return bool(_FILE.search(urlsplit(url).path))


def is_list(url: str) -> bool:
    """Whether an address is a front page, a category, tag or search page or a service page.

    Calendars, filters and folders that lead into themselves are such lists too.
    """
    if is_front_page(url):
        return True
    parts = segments(url)
    last = _EXTENSION.sub("", parts[-1]) if parts else ""
    # `/author/2023/10/23/slug/` still is an article: a dated path outranks its first folder.
    if _DATED.search(urlsplit(url).path) and last.count("-") >= 3:
        return False
    if any(_ALWAYS_LISTS.fullmatch(part) for part in parts):
        return True
    headline = len(_WORDS.findall(last)) >= HEADLINE
    if any(_LISTS.fullmatch(part) for part in parts) and not headline:
        return True
    if _SERVICE_SLUG.fullmatch(last):
        return True
    pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    keys = [key.lower() for key, _ in pairs]
    telling = headline or _numbered(parts) or _asks_for_one(pairs)
    if endless(parts, keys, telling=telling):
        return True
    return not parts and any(_LIST_QUERY.fullmatch(key) for key in keys)


def is_dated(url: str) -> bool:
    """Whether a date stands in the path, as in `/2026/11/slug.html`."""
    return bool(_DATED.search(urlsplit(url).path))


def looks_like_article(url: str) -> bool:
    """Whether the address alone speaks for an article: a date, a long slug, or a number."""
    if is_list(url) or is_file(url):
        return False
    parts = segments(url)
    address = urlsplit(url)
    if _DATED.search(address.path):
        return True
    if parts and len(_WORDS.findall(_EXTENSION.sub("", parts[-1]))) >= 4:
        return True
    if _numbered(parts):
        return True
    return _asks_for_one(parse_qsl(address.query))


def _asks_for_one(pairs: list[tuple[str, str]]) -> bool:
    """`?p=5413`, `?berita=wali-kota-teken`: a parameter that names one report."""
    return any(
        _ARTICLE_QUERY.fullmatch(key) and (value.isdigit() or value.count("-") >= 2)
        for key, value in pairs
    )


def _numbered(parts: list[str]) -> bool:
    """`/detail/123`, `/read/123/slug`, `/5413-slug`, `/slug-5413.html`; not `/jalan/12`."""
    for before, part in zip([*[""], *parts], parts, strict=False):
        stem = _EXTENSION.sub("", part)
        if stem.isdigit() and before and _ARTICLE_WORD.search(before):
            return True
    if not parts:
        return False
    last = _EXTENSION.sub("", parts[-1])
    return bool(re.fullmatch(r"\d{3,}-\w+-\S+|\S*\w+-\w+-[a-z]?\d{4,}", last))
