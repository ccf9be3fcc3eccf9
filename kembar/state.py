"""What is remembered between two looks: sources and their rhythm, hosts, rounds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .words import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """When a source brings something new; old observations fade."""

    hours: tuple[float, ...] = (0.0,) * 24
    """New articles by hour of the local day, midnight first."""
    days: tuple[float, ...] = (0.0,) * 7
    """New articles by day of the local week, Monday first."""
    watched: float = 0.0
    """Hours over which these came."""
    pulse: float = 0.0
    """New articles of the last half hour or so: one seldom comes alone."""
    seen: datetime | None = None
    """The last good look; None before the first."""
    since: datetime | None = None
    """The first good look."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How one document is recognised when it has not changed."""

    etag: str | None = None
    """Verbatim `ETag`."""
    last_modified: str | None = None
    """Verbatim `Last-Modified`."""
    digest: str | None = None
    """Hex digest of the body, for servers that send no validators, or ever new ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """What the archive remembers of one source."""

    site: str
    """Name of the site."""
    url: str
    """Address of the document, or its pattern for numbered pages."""
    kind: str
    """`feed`, `sitemap`, `wordpress`, `blogger`, `listing` or `numbered`."""
    etag: str | None = None
    """Verbatim `ETag` of the last answer whose articles are stored."""
    last_modified: str | None = None
    """Verbatim `Last-Modified` of the same answer."""
    next_check: datetime | None = None
    """Due from this moment on; None means now."""
    failures: int = 0
    """Failures in a row."""
    strain: float = 0.0
    """Sum of the weights of these failures: how much longer the source is left alone."""
    last_new: datetime | None = None
    """When it last listed an address never seen before."""
    cursor: int | None = None
    """Highest number that gave an article, for numbered sources. For lists: 0 once they were read
    back, else the looks spent on it."""
    found: bool = False
    """True for a source that Kembar found by itself."""
    error: str | None = None
    """Why the last look failed; None after a good one."""
    digest: str | None = None
    """Hex digest of the body of the same answer as `etag`."""
    whole: datetime | None = None
    """When the document was last asked for without a condition."""
    parts: Mapping[str, Mark] = field(default_factory=dict)
    """The same for each document of a sitemap index, by address."""
    rhythm: Rhythm = Rhythm()
    """When it brings something new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostState:
    """A host and its manners; the host is `name` or `name:port` where the port is not the usual."""

    host: str
    """As in `host_key`: lower-case name, with the port where it is unusual."""
    robots_checked: datetime | None = None
    """When robots.txt was last answered."""
    robots_status: int | None = None
    """HTTP status of robots.txt; 0 when it could not be fetched."""
    robots: str | None = None
    """The robots.txt text in force."""
    crawl_delay: float | None = None
    """Seconds."""
    next_allowed: datetime | None = None
    """No request before this moment."""
    backoff_until: datetime | None = None
    """Left alone until then, as it asked (Retry-After)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One round at one site."""

    site: str
    """Name of the site."""
    started: datetime
    """When the round began."""
    finished: datetime | None = None
    """When it ended; None while it is under way."""
    outcome: Outcome | None = None
    """How it ended; None while it is under way."""
    listed: int = 0
    """Entries that the sources listed."""
    new: int = 0
    """Of those, addresses never seen before."""
    fetched: int = 0
    """Article pages fetched."""
    stored: int = 0
    """Articles stored, new ones and changed ones."""
    flagged: int = 0
    """New articles with an event."""
    failed: int = 0
    """Pages that gave no article, and sources that could not be read."""
    reason: str | None = None
    """Why the outcome is not `ok`; names the address for `refused`."""
