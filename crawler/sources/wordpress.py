"""Posts of the WordPress REST interface -> entries: `/wp-json/wp/v2/posts`, `?rest_route=` too."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from kembar.errors import SourceFailed
from kembar.model import Entry

from ..urls import canonical
from .base import Contents, Source, absolute, plain
from .json_text import load, looks_like_json, rows, text_of
from .strays import stray

ROUTE = "/wp/v2/posts"
PER_PAGE = 50  # the interface gives 100 at most; this is a day of a busy outlet
_FIELDS = "link,date,date_gmt,modified_gmt,title"
_NEVER = "0000-00-00T00:00:00"  # what drafts have for a date


@dataclass(frozen=True, slots=True)
class WordPress(Source):
    """A site's posts by its own interface, newest first, without their bodies.

    `url` may be the front page, `.../wp-json/` or the full address; it is made whole.
    """

    kind: ClassVar[str] = "wordpress"

    def __post_init__(self) -> None:
        """Make the address whole, so that one source has one spelling."""
        object.__setattr__(self, "url", _whole(self.url))

    def read(self, body: bytes, *, url: str, content_type: str | None = None) -> Contents:
        """See Source.read. Newest first; dates of `date_gmt` carry a `Z`, which they lack."""
        whole = load(body, content_type) if looks_like_json(body) else None
        if isinstance(whole, dict):
            raise SourceFailed(f"WordPress answers {_complaint(whole)}")
        posts = whole if isinstance(whole, list) else rows(body, content_type)
        found: dict[str | None, Entry] = {}
        for entry in _entries(posts, url):
            found.setdefault(canonical(entry.url), entry)
        if found:
            return Contents(entries=tuple(found.values()))
        if posts:
            raise SourceFailed(f"none of the {len(posts)} posts has a web address")
        raise SourceFailed(
            "WordPress lists no posts" if whole == [] else stray(body, "a list of posts in JSON")
        )

    def page(self, number: int) -> str | None:
        """See Source.page. A page behind the last is answered with 400."""
        parts = urlsplit(self.url)
        query = [*parse_qsl(parts.query, keep_blank_values=True), ("page", str(number))]
        return _with_query(self.url, query)


def _whole(url: str) -> str:
    parts = urlsplit(url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    keys = {key for key, _ in query}
    path = parts.path
    if "rest_route" not in keys and ROUTE not in path:
        before = path.partition("/wp-json")[0]
        path = f"{before.rstrip('/')}/wp-json{ROUTE}"
    added = [("per_page", str(PER_PAGE)), ("_fields", _FIELDS)]
    query += [(key, value) for key, value in added if key not in keys]
    return _with_query(urlunsplit(parts._replace(path=path)), query)


def _with_query(url: str, query: list[tuple[str, str]]) -> str:
    return urlunsplit(urlsplit(url)._replace(query=urlencode(query, safe="/,")))


def _entries(posts: list[Any], base: str) -> Iterator[Entry]:
    for post in posts:
        link = text_of(post, "link") if isinstance(post, dict) else None
        address = absolute(link, base) if link else None
        if address is not None:
            yield Entry(
                url=address,
                title=plain(text_of(post, "title") or ""),
                published_raw=_utc(post, "date_gmt") or text_of(post, "date"),
                modified_raw=_utc(post, "modified_gmt"),
            )


def _utc(post: dict[str, Any], key: str) -> str | None:
    said = text_of(post, key)
    return f"{said}Z" if said and said != _NEVER else None


def _complaint(answer: dict[str, Any]) -> str:
    code, message = text_of(answer, "code"), plain(text_of(answer, "message") or "")
    return f"{code}: {message}" if code else "with JSON that is no list of posts"
