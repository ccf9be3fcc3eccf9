"""Replicas: the pages, lists and feeds of every family, filled with the proofs of its sites.

Markup in the manner of each content system stands in `markup/`, written for these tests. A replica
has its documents where the system has them, whatever a declaration says of that.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from email.utils import format_datetime
from html import escape
from pathlib import Path
from string import Template
from urllib.parse import urlsplit

from catalogue.proofs import Proof

from commands.demo.outlets import Reply
from crawler.urls import bare_host, registrable

MARKUP = Path(__file__).parent / "markup"
TODAY = "Jumat, 20 November 2026"
"""Stands on top of every page; it is no article's date."""
AUTHOR = "Rahma Sulaiman"
ROBOTS = "User-agent: *\nDisallow: /search\nDisallow: /wp-admin/\n"
FURNITURE = (
    "Warga Menata Halaman", "Baca Juga", "BACA JUGA", "Baca juga", "Sebarkan:", "Bagikan ini",
    "Berita Terkait", "BERITA TERKAIT", "Komentar", "COPYRIGHT", "Tagged under", "Agenda",
    "Pengumuman", "E-mail Pengaduan", "No Result", TODAY,
)  # fmt: skip
"""Words of the pages that belong to no article."""


@dataclass(frozen=True)
class Kit:
    """Where the documents of a family are."""

    folder: str
    """Of its article page."""
    documents: dict[str, str] = field(default_factory=lambda: {"/": "list.html"})
    """Path -> file, from the family's folder or, with a slash, from another's."""


_WORDPRESS = {"/": "list.html", "/feed/": "wordpress/feed.xml"}
KITS = {
    "WordPress": Kit("wordpress", _WORDPRESS),
    "WordPress, Newspaper theme": Kit("newspaper", _WORDPRESS),
    "WordPress, JNews theme": Kit("jnews", _WORDPRESS),
    "WordPress, Kentooz theme": Kit(
        "kentooz", {"/": "wordpress/list.html", "/feed/": "wordpress/feed.xml"}
    ),
    "Blogger": Kit("blogger", {"/": "list.html", "/feeds/posts/default": "feed.xml"}),
    "Tribun network": Kit("tribun", {"/": "list.html", "/rss/": "feed.xml"}),
    "ANTARA regional": Kit("antara", {"/": "list.html", "/rss/terkini.xml": "feed.xml"}),
    "Disway network": Kit("disway"),
    "Promedia network": Kit("promedia"),
    "iNews network": Kit("inews"),
    "RMOL network": Kit("rmol", {"/": "list.html", "/category/daerah": "list.html"}),
    "VIVA network": Kit("viva", {"/": "list.html", "/get/all": "feed.xml"}),
    "Next.js with JSON-LD": Kit("next"),
    "Joomla": Kit("joomla"),
    "numbered pages": Kit("numbered"),
    "newspaper's own system": Kit("portal"),
    "government's own portal": Kit("government"),
    None: Kit("unknown"),
}
"""Name of a family -> its kit; None for sites whose system is not known."""

FURTHER = {
    "klikkalsel.com": {"/kategori/banjarbaru/": "list.html"},
    "palopopos.fajar.co.id": {"/sitemap.xml": "wordpress/sitemap.xml"},
}
"""Site -> documents that are its own."""


class Replica:
    """One host: its article, and the documents that list it."""

    def __init__(self, proof: Proof, family: str | None, zone: tzinfo) -> None:
        kit, words = KITS[family], _words(proof, zone)
        address = urlsplit(proof.url)
        self.host = address.hostname or ""
        self.article = _render(f"{kit.folder}/article.html", words)
        where = address.path + (f"?{address.query}" if address.query else "")
        self.pages = {"/robots.txt": ROBOTS.encode(), where: self.article}
        for path, name in (kit.documents | FURTHER.get(proof.site, {})).items():
            file = name if "/" in name else f"{kit.folder}/{name}"
            self.pages[path] = _render(file, words)

    def answer(self, target: str) -> Reply:
        """What the host has at a path with its query; tracking parameters do not matter."""
        bare, _, query = target.partition("?")
        body = self.pages.get(bare if query.startswith("utm_") else target)
        if body is None:
            return Reply(404, {"Content-Type": "text/html"}, b"<html><body>404</body></html>")
        kind = "application/xml" if body.startswith(b"<?xml") else "text/html"
        return Reply(200, {"Content-Type": f"{kind}; charset=utf-8"}, body)


def _render(file: str, words: dict[str, str]) -> bytes:
    return Template((MARKUP / file).read_text(encoding="utf-8")).substitute(words).encode()


def _words(proof: Proof, zone: tzinfo) -> dict[str, str]:
    """What the markup's `$names` stand for."""
    address = urlsplit(proof.url)
    local = datetime.fromisoformat(proof.means)
    local = local if local.tzinfo is not None else local.replace(hour=12, tzinfo=zone)
    numbers = re.findall(r"\d{3,}", proof.url.replace("/2026/", "/"))
    middle = len(proof.paragraphs) // 2
    return {
        "author": AUTHOR,
        "brand": proof.site,
        "first": _paragraphs(proof.paragraphs[:middle]),
        "gmt": format_datetime(local.astimezone(UTC)),
        "host": address.hostname or "",
        "iso": local.isoformat(),
        "network": _network(proof.url),
        "number": numbers[-1] if numbers else "4711",
        "origin": f"{address.scheme}://{address.netloc}",
        "path": address.path,
        "rest": _paragraphs(proof.paragraphs[middle:]),
        "rfc822": format_datetime(local),
        "slug": address.path.rstrip("/").rsplit("/", 1)[-1],
        "teaser": escape(proof.paragraphs[0][:90]),
        "title": escape(proof.title),
        "today": TODAY,
        "url": escape(proof.url),
        "utc": local.astimezone(UTC).isoformat(),
        "written": escape(proof.written),
    }


def _network(url: str) -> str:
    """Where the site's sisters are: the host of the whole network, or one elsewhere."""
    domain = registrable(url) or ""
    return f"www.{domain}" if bare_host(url) != domain else "jaringan.example"


def _paragraphs(texts: Iterable[str]) -> str:
    return "\n".join(f"<p>{escape(text)}</p>" for text in texts)
