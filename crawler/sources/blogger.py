"""Blogger's own feeds -> entries, with its paging: `/feeds/posts/default`. Reads as `Feed` does."""

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from .feed import Feed

PATH = "/feeds/posts/default"
PER_PAGE = 50  # Blogger gives 150 at most; with bodies, 50 posts are half a megabyte


@dataclass(frozen=True, slots=True)
class Blogger(Feed):
    """A blog on Blogger, also under a domain of its own.

    `url` may be the front page, a label's page (`/search/label/Daerah`) or the feed's address;
    it is made whole.
    """

    kind: ClassVar[str] = "blogger"

    def __post_init__(self) -> None:
        """Make the address whole, so that one source has one spelling."""
        parts = urlsplit(self.url)
        path = parts.path
        if "/feeds/posts/" not in path:
            label = path.partition("/search/label/")[2].strip("/")
            path = f"{PATH}/-/{label}" if label else PATH
        query = parse_qsl(parts.query) if "/feeds/posts/" in parts.path else []
        # Without `redirect`, Blogger may lead to a service that shows fewer posts.
        for key, value in (("max-results", str(PER_PAGE)), ("redirect", "false")):
            if key not in dict(query):
                query.append((key, value))
        whole = urlunsplit(parts._replace(path=path, query=urlencode(query)))
        object.__setattr__(self, "url", whole)

    def page(self, number: int) -> str | None:
        """See Source.page."""
        parts = urlsplit(self.url)
        query = dict(parse_qsl(parts.query))
        size = query.get("max-results", "")
        step = int(size) if size.isdecimal() else PER_PAGE
        query["start-index"] = str(1 + (number - 1) * step)
        return urlunsplit(parts._replace(query=urlencode(query)))
