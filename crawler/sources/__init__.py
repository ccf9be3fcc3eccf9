"""Where sites list their news: one file a format. Pure functions from bytes to entries."""

from kembar.errors import ConfigError

from .base import Contents, Source
from .blogger import Blogger
from .feed import Feed
from .listing import Listing
from .numbered import Numbered
from .sitemap import Sitemap
from .wordpress import WordPress

__all__ = [
    "KINDS", "Blogger", "Contents", "Feed", "Listing", "Numbered", "Sitemap", "Source",
    "WordPress", "parse_source", "source_of",
]  # fmt: skip

KINDS: dict[str, type[Source]] = {
    kind.kind: kind for kind in (Feed, Sitemap, WordPress, Blogger, Listing, Numbered)
}
"""Word of `kembar.toml` -> class."""


def source_of(kind: str, url: str) -> Source:
    """The source of a kind at an address; ConfigError names the known kinds."""
    known = KINDS.get(kind)
    if known is None:
        raise ConfigError(f"{kind!r} is no kind of source (known: {', '.join(sorted(KINDS))})")
    try:
        return known(url)
    except ValueError as error:
        raise ConfigError(str(error)) from error


def parse_source(text: str) -> Source:
    """The source that a word of `kembar.toml` names: `feed:https://example.org/feed/`."""
    kind, colon, url = text.strip().partition(":")
    if not colon or not url.strip().startswith(("http://", "https://")):
        raise ConfigError(
            f"{text!r} is no source; write one of {', '.join(sorted(KINDS))}, "
            "a colon and an http or https address"
        )
    return source_of(kind.strip(), url.strip())
