"""Forms of one article's address: AMP, print, mobile, on one page, page by page. Sees no page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit, urlunsplit

from .addresses import looks_like_article
from .urls import canonical, is_front_page

MOST_PAGES = 50
"""A higher number at the end of an address counts something else than its pages."""

# Parameters that choose a dress for the page and never another page.
_DRESS = re.compile(
    r"(?:print|cetak|printable|no_?amp|amp|mobile|nomobile|desktop)=[^&]*"
    r"|(?:output|format|view|action|mode|do|type|device|tampilan|outputtype)="
    r"(?:amp|print|printable|cetak|mobile|desktop|m)"
    r"|tmpl=component|m=[01]",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"(?:page|halaman|hal|paging)=(?:all|semua|full)|(?:single|showall|viewall|all|full)=(?:1|true|yes)"
    r"|(?:showpage|show|view)=(?:all|semua)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:page|halaman|hal|pg|paging)=(?P<number>\d{1,2})", re.IGNORECASE)
_DRESSED_PATH = re.compile(
    r"(?P<before>/.*[^/])(?:/(?:amp|print|cetak|printable)(?:\.html?)?/?|\.amp)$", re.IGNORECASE
)
_AMP_FILE = re.compile(r"\.amp(?P<ending>\.html?)$", re.IGNORECASE)
_NUMBERED_PATH = re.compile(
    r"(?P<before>/.*?[^/])(?:/(?:page|halaman|hal))?/(?P<number>\d{1,2})(?P<slash>/?)$",
    re.IGNORECASE,
)
_DRESSED_START = re.compile(r"/(?:amp|m|mobile|print|cetak)(?=/.)", re.IGNORECASE)
_DRESSED_HOST = re.compile(r"(?:m|amp|mobile|wap)\.(?=[^.]+\.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numbered:
    """An address taken apart into an article's own and the page of it that is meant."""

    base: str
    """Address of the article, canonical, as its first page may have it."""
    number: int | None
    """Page of the article; None where the address names none."""
    whole: bool = False
    """True where the address asks for all pages in one."""


@lru_cache(maxsize=4096)
def plain_form(url: str) -> str | None:
    """The canonical address without what only chooses a dress: `/slug/amp/`, `?page=all`.

    None for what is no web address. Sure enough to store an article at where its page is silent.
    """
    spelled = canonical(url)
    if spelled is None:
        return None
    parts = urlsplit(spelled)
    path = _AMP_FILE.sub(r"\g<ending>", parts.path)
    dressed = _DRESSED_PATH.match(path)
    if dressed is not None:
        path = dressed["before"] + ("/" if parts.path.endswith("/") else "")
    kept = [
        pair
        for pair in parts.query.split("&")
        if not (_DRESS.fullmatch(pair) or _ALL.fullmatch(pair))
    ]
    plain = canonical(urlunsplit(parts._replace(path=path, query="&".join(kept))))
    return plain if plain is not None and not is_front_page(plain) else spelled


@lru_cache(maxsize=4096)
def numbered(url: str) -> Numbered | None:
    """The page of an article that an address names, by its form alone; None for no web address."""
    spelled = canonical(url)
    plain = plain_form(url)
    if spelled is None or plain is None:
        return None
    whole = any(_ALL.fullmatch(pair) for pair in urlsplit(spelled).query.split("&"))
    parts = urlsplit(plain)
    pairs = parts.query.split("&") if parts.query else []
    for pair in pairs:
        found = _NUMBER.fullmatch(pair)
        base = _rest(parts._replace(query="&".join(p for p in pairs if p != pair)))
        if found and base and int(found["number"]) <= MOST_PAGES:
            return Numbered(base, max(int(found["number"]), 1))
    found = _NUMBERED_PATH.match(parts.path)
    if found is not None and 1 < int(found["number"]) <= MOST_PAGES:
        base = _rest(parts._replace(path=found["before"] + found["slash"]))
        if base:
            return Numbered(base, int(found["number"]))
    return Numbered(plain, None, whole)


def forms(url: str) -> tuple[str, ...]:
    """Canonical addresses under which the same article may be known already; guesses, not itself.

    Only to look an address up: whoever knows one of them knows the article.
    """
    named = numbered(url)
    spelled = canonical(url)
    if named is None or spelled is None:
        return ()
    guesses: dict[str, None] = {}
    for form in (named.base, plain_form(url) or spelled):
        parts = urlsplit(form)
        hosts = [parts.netloc, _DRESSED_HOST.sub("", parts.netloc)]
        hosts += [host.removeprefix("www.") for host in hosts]
        hosts += [f"www.{host}" for host in hosts if not host.startswith("www.")]
        paths = [parts.path]
        if _DRESSED_START.match(parts.path):
            bare = _DRESSED_START.sub("", parts.path)
            paths += [bare, f"/read{bare}", f"/berita{bare}"]
        for path in paths:
            for slashed in (path, path.rstrip("/") if path.endswith("/") else f"{path}/"):
                for host in dict.fromkeys(hosts):
                    for scheme in ("https", "http"):
                        guess = parts._replace(scheme=scheme, netloc=host, path=slashed)
                        guesses[urlunsplit(guess)] = None
    guesses.pop(spelled, None)
    return tuple(guess for guess in guesses if not is_front_page(guess))


def copies(urls: Sequence[str]) -> set[str]:
    """Of addresses listed together, those that are another dress or page of one that stays.

    The plainest of each article stays. Numbers in a path count nothing here: `/warta-kota/12` may
    be an article of its own.
    """
    groups: dict[str, list[str]] = {}
    for url in urls:
        named = numbered(url)
        plain = plain_form(url) or url
        by_query = named is not None and urlsplit(named.base).path == urlsplit(plain).path
        key = named.base if named is not None and by_query else plain
        groups.setdefault(loose(key), []).append(url)
    return {url for group in groups.values() for url in sorted(group, key=len)[1:]}


def loose(url: str) -> str:
    """An address for comparing forms: without scheme, `www.` and a slash at the end."""
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/")


def _rest(parts: SplitResult) -> str | None:
    """The address that is left, if it may be an article's: `?page=12` alone names an article."""
    base = canonical(urlunsplit(parts))
    return base if base is not None and looks_like_article(base) else None
