"""What must not come back: hashes of addresses, domains and texts that were taken down."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from kembar.clock import stamp
from kembar.errors import TakenDown
from kembar.model import Article

from .archive import Archive
from .cleaning import clean

CHUNK = 500
"""Digests asked for in one statement."""

_WORD = re.compile(r"\w+")


def digest(kind: str, value: str) -> str:
    """The hash under which something is barred: 64 hex digits."""
    return hashlib.sha256(f"{kind}\n{clean(value)}".encode()).hexdigest()


def text_of(site: str, title: str, text: str) -> str:
    """What tells an article of a site, whatever its address: its folded words."""
    return "\n".join((site, *(" ".join(_WORD.findall(part.casefold())) for part in (title, text))))


def bar(archive: Archive, kind: str, values: Iterable[str], now: datetime) -> None:
    """Bar addresses, domains or texts (`text_of`) from now on."""
    with archive.write():
        archive.db.conn.executemany(
            "INSERT INTO tombstones (kind, digest, made) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            [(kind, digest(kind, value), stamp(now)) for value in dict.fromkeys(values)],
        )


def barred(archive: Archive, urls: Sequence[str]) -> set[str]:
    """Of these addresses, those that are barred themselves or stand on a barred domain."""
    if _is_empty(archive):
        return set()
    # A thousand addresses of a sitemap stand on one host; it is hashed once.
    domains: dict[str, tuple[str, ...]] = {}
    signs: dict[str, tuple[str, ...]] = {}
    for url in dict.fromkeys(urls):
        host = host_of(url)
        if host not in domains:
            domains[host] = tuple(digest("domain", name) for name in domains_of(host))
        signs[url] = (digest("address", url), *domains[host])
    found = _found(archive, sorted({sign for all_of in signs.values() for sign in all_of}))
    return {url for url, all_of in signs.items() if not found.isdisjoint(all_of)}


def demand_free(archive: Archive, article: Article, aliases: Sequence[str], now: datetime) -> None:
    """TakenDown for an article that is barred by an address or by its words.

    Every address that led to it is barred then, so that it is not fetched again. To be called
    within the write that would store it, and again outside, where what it writes stays.
    """
    if _is_empty(archive):
        return
    urls = [clean(url) for url in (article.url, *aliases)]
    words = digest("text", text_of(article.site, article.title, article.text))
    if barred(archive, urls) or _found(archive, [words]):
        bar(archive, "address", urls, now)
        raise TakenDown("was taken down from this archive, and stays out of it")


def host_of(url: str) -> str:
    """Host, with the port where one is written; empty for what is no address."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


def domains_of(host: str) -> list[str]:
    """`news.example.org:8080` -> itself, then without port, then each domain that it lies in."""
    bare = host.rpartition(":")[0] if re.search(r":\d+$", host) else host
    parts = bare.split(".")
    return list(dict.fromkeys([host, *(".".join(parts[n:]) for n in range(len(parts)))]))


def _is_empty(archive: Archive) -> bool:
    return archive.value("SELECT 1 FROM tombstones LIMIT 1") is None


def _found(archive: Archive, digests: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(digests), CHUNK):
        part = digests[start : start + CHUNK]
        marks = ",".join("?" * len(part))
        # Digests of different kinds never agree, so the kind need not be asked for.
        rows = archive.rows(
            f"""SELECT digest FROM tombstones
            WHERE kind IN ('address', 'domain', 'text') AND digest IN ({marks})""",
            part,
        )
        found |= {row["digest"] for row in rows}
    return found
