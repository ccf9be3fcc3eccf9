"""What a replica outlet is: its articles, its addresses and its HTTP manners. Knows no markup."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import ClassVar
from urllib.parse import parse_qsl, urlsplit

from kembar import clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Insert:
    """A "Baca Juga" box in the middle of a body."""

    after: int
    """How many paragraphs stand before it."""
    title: str
    """Headline that it links to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoArticle:
    """One article of a replica outlet."""

    number: int
    """The CMS's own number; unique in an outlet."""
    slug: str
    """The address's last part."""
    title: str
    paragraphs: tuple[str, ...]
    published: datetime
    """Aware, in the outlet's zone."""
    category: str
    author: str | None = None
    kicker: str | None = None
    """Small line above the headline."""
    place: str | None = None
    """Where the writer sits: the first half of a byline `Bontang - M Rifki`."""
    caption: str | None = None
    """Text below the lead picture."""
    inserts: tuple[Insert, ...] = ()
    tags: tuple[str, ...] = ()
    pair: tuple[str, ...] = ()
    """Canonical names of the places that get together; empty for ordinary news."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answers."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""


def html(text: str, status: int = 200) -> Reply:
    """A page."""
    return Reply(status, {"Content-Type": "text/html; charset=UTF-8"}, text.encode())


def xml(text: str, content_type: str = "text/xml; charset=UTF-8") -> Reply:
    """A feed or a sitemap."""
    return Reply(200, {"Content-Type": content_type}, text.encode())


def moved(location: str, status: int = 301) -> Reply:
    """A redirect to an absolute address."""
    return Reply(status, {"Location": location, "Content-Type": "text/html"}, b"")


class Outlet:
    """A replica of one outlet. A module for each CMS says how its pages look.

    Links on its pages lead to the host that was asked, so that a reader stays on loopback;
    `canonical` and `og:url` name the real outlet, as a saved copy of a page would.
    """

    name: ClassVar[str]
    """Name of the site in `spiders/`."""
    brand: ClassVar[str]
    """What its readers call it."""
    area: ClassVar[str]
    """Kemendagri code of the home area."""
    hosts: ClassVar[tuple[str, ...]]
    """Host names that it stands for; the first one is in its canonical addresses."""
    scheme: ClassVar[str] = "https"
    per_page: ClassVar[int] = 10

    def __init__(self, articles: Iterable[DemoArticle], *, now: datetime) -> None:
        self.zone = clock.zone_of(self.area)
        self.now = now.astimezone(self.zone)
        self.articles: tuple[DemoArticle, ...] = ()
        self.overrides: dict[str, Reply] = {}
        """Path -> what is answered there instead, for tests of faults."""
        for article in articles:
            self.publish(article)

    def publish(self, article: DemoArticle) -> None:
        """Add an article, or replace the one with its number; newest stay first."""
        others = [known for known in self.articles if known.number != article.number]
        others.append(article)
        self.articles = tuple(sorted(others, key=lambda a: (a.published, a.number), reverse=True))

    def address(self, article: DemoArticle) -> str:
        """The article's path."""
        raise NotImplementedError

    def page(self, path: str, query: Mapping[str, str], base: str) -> Reply | None:
        """What the CMS has at a path; None where it has nothing."""
        raise NotImplementedError

    def robots(self, base: str) -> str:
        """The text of robots.txt."""
        raise NotImplementedError

    def not_found(self, base: str) -> str:
        """The CMS's page for an address that it does not know."""
        raise NotImplementedError

    def canonical(self, article: DemoArticle) -> str:
        """The article's address at the real outlet."""
        return f"{self.scheme}://{self.hosts[0]}{self.address(article)}"

    def at(self, path: str) -> DemoArticle | None:
        """The article at a path, or None."""
        return next((a for a in self.articles if self.address(a) == path), None)

    def titled(self, title: str) -> str | None:
        """The path of the article with a headline, or None."""
        return next((self.address(a) for a in self.articles if a.title == title), None)

    def in_category(self, slug: str) -> tuple[DemoArticle, ...]:
        """The articles of a category, by the last part of its address."""
        return tuple(a for a in self.articles if a.category.lower().replace(" ", "-") == slug)

    def validated(self, reply: Reply) -> Reply:
        """The reply with an ETag and the time of the newest article as Last-Modified."""
        tag = hashlib.blake2b(reply.body, digest_size=8).hexdigest()
        newest = max((a.published for a in self.articles), default=self.now)
        modified = format_datetime(newest.astimezone(UTC), usegmt=True)
        headers = {**reply.headers, "ETag": f'"{tag}"', "Last-Modified": modified}
        return Reply(reply.status, headers, reply.body)

    def respond(self, method: str, path: str, query: str, headers: Mapping[str, str]) -> Reply:
        """Answer one request; `query` is the raw part after `?`, header names in any case."""
        if method not in ("GET", "HEAD"):
            return Reply(405, {"Allow": "GET, HEAD"})
        asked = {name.lower(): value for name, value in headers.items()}
        base = f"http://{asked.get('host', self.hosts[0])}"
        if path in self.overrides:
            return self.overrides[path]
        if path == "/robots.txt":
            return Reply(200, {"Content-Type": "text/plain"}, self.robots(base).encode())
        reply = self.page(path, dict(parse_qsl(query)), base)
        if reply is None:
            return html(self.not_found(base), status=404)
        return _conditional(reply, asked)


def _conditional(reply: Reply, asked: Mapping[str, str]) -> Reply:
    """304 where the asker's copy is still good; If-None-Match outranks If-Modified-Since."""
    if reply.status != 200 or "ETag" not in reply.headers:
        return reply
    unchanged = Reply(304, {k: reply.headers[k] for k in ("ETag", "Last-Modified")})
    if tags := asked.get("if-none-match"):
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return unchanged if reply.headers["ETag"] in known or "*" in known else reply
    if since := asked.get("if-modified-since"):
        try:
            good = parsedate_to_datetime(since) >= parsedate_to_datetime(
                reply.headers["Last-Modified"]
            )
        except (TypeError, ValueError):
            return reply
        return unchanged if good else reply
    return reply


def relocate(url: str, origin: str) -> str:
    """An address of a real outlet moved to another origin (`http://127.0.0.1:8123`)."""
    parts = urlsplit(url)
    return f"{origin}{parts.path or '/'}{'?' + parts.query if parts.query else ''}"


def sheet(rows: tuple[DemoArticle, ...], number: int, size: int) -> tuple[DemoArticle, ...]:
    """One page of a list, counted from 1."""
    return rows[(number - 1) * size : number * size]
