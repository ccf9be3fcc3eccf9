"""The past by WordPress's own interface, which can be asked for a range of days."""

from datetime import timedelta
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from ..sources import WordPress
from .ways import Series, Shelf, Way

PER_PAGE = "100"
"""As many as the interface gives."""


class ByWordPress(Series):
    """Asks for the posts of the range, a hundred at a time."""

    name: ClassVar[str] = "wordpress"

    def first(self) -> tuple[str, ...]:
        """See Way.first. A day more on each side: the interface counts in the site's own zone."""
        span, day = self.shelf.span, timedelta(days=1)
        asked = {
            "after": f"{span.since - day}T00:00:00",
            "before": f"{span.until + 2 * day}T00:00:00",
            "per_page": PER_PAGE,
        }
        return (_asking(WordPress(self.source).url, asked),)

    def source_at(self, document: str) -> WordPress:
        """See Series.source_at."""
        return WordPress(self.source)

    def next(self, document: str) -> str | None:
        """See Series.next."""
        page = dict(parse_qsl(urlsplit(document).query)).get("page", "1")
        return _asking(document, {"page": str(int(page) + 1)})


def _asking(url: str, wanted: dict[str, str]) -> str:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True)) | wanted
    return urlunsplit(parts._replace(query=urlencode(query, safe="/,:")))


async def find(shelf: Shelf) -> Way | None:
    """This way, where the interface answers with posts."""
    source = WordPress(shelf.site.url)
    contents = await shelf.read(source, _asking(source.url, {"per_page": "1"}))
    return ByWordPress(shelf, source.url) if contents.entries else None
