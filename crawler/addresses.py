"""What the shape of an address tells about its page: article, list or file. Sees no page."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from .urls import is_front_page

_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|bmp|avif|pdf|docx?|xlsx?|pptx?|zip|rar|7z|gz|apk|mp[34]|m4a|"
    r"avi|mov|webm|css|js|json|xml|rss|atom|txt|csv|ics|woff2?|ttf|eot)$",
    re.IGNORECASE,
)
# A page under one of these is a list or a service of the site, never a report.
_LISTS = re.compile(
    r"tag|tags|tagar|label|kategori|category|categories|rubrik|kanal|subkategori|sub-kategori|"
    r"topik|topic|topics|author|authors|penulis|user|users|member|profile|page|halaman|search|"
    r"cari|pencarian|indeks|arsip|archive|archives|listtag|feed|feeds|rss|comments|sitemap|"
    r"login|masuk|register|registrasi|signin|signup|logout|account|akun|cart|checkout|"
    r"wp-admin|wp-content|wp-includes|wp-json|wp-login\.php|xmlrpc\.php|cdn-cgi|static|assets|"
    r"asset|images|image|img|uploads|upload|css|js|fonts|media-file|download|unduh|share|"
    r"print|cetak|contact|kontak|hubungi|about|tentang|redaksi|privacy|disclaimer|iklan|karir|"
    r"newsletter|subscribe"
)
_SERVICE_SLUG = re.compile(
    r"(?:pedoman|kode-etik|tentang-|about-|susunan-redaksi|box-redaksi|tim-redaksi|redaksi|"
    r"kebijakan-(?:privasi|cookie|data)|privacy-|disclaimer|kontak-|hubungi-|contact-|info-iklan|"
    r"pasang-iklan|tarif-iklan|media-kit|syarat-(?:dan|&)?-?ketentuan|terms-|ketentuan-|"
    r"visi-(?:dan-)?misi|struktur-organisasi|peta-situs|sitemap|karir|karier|lowongan-kerja-di)"
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
    """Whether an address is a front page, a category, tag or search page or a service page."""
    if is_front_page(url):
        return True
    parts = segments(url)
    folders = parts[:-1] if len(parts) > 1 else parts
    if any(_LISTS.fullmatch(part) for part in [*folders, *parts[-1:]]):
        # `/author/2023/10/23/slug/` still is an article: a dated path outranks its first folder.
        return not (_DATED.search(urlsplit(url).path) and parts[-1].count("-") >= 3)
    if parts and _SERVICE_SLUG.match(parts[-1]) and not any(c.isdigit() for c in parts[-1]):
        return True
    keys = [key.lower() for key, _ in parse_qsl(urlsplit(url).query, keep_blank_values=True)]
    return not parts and any(_LIST_QUERY.fullmatch(key) for key in keys)


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
    return any(
        _ARTICLE_QUERY.fullmatch(key) and (value.isdigit() or value.count("-") >= 2)
        for key, value in parse_qsl(address.query)
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
