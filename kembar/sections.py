"""The sections of kembar.toml, each key with its meaning, its default and what it refuses."""

import ipaddress
import os
import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, field_validator, model_validator

from .channel_sections import ChannelSection as ChannelSection
from .clock import duration
from .model import Kind
from .section import Duration, Section, weekly


def _address(text: str) -> str:
    """`10.20.0.5:8080` in the one spelling in which a connection names it."""
    host, _, port = text.rpartition(":")
    try:
        address = ipaddress.ip_address(host.strip("[]"))
        number = int(port)
    except ValueError:
        raise ValueError(
            f"{text!r} is no address with port; write '10.20.0.5:8080' or '[fd00::5]:80'"
        ) from None
    return f"[{address}]:{number}" if address.version == 6 else f"{address}:{number}"


class ArchiveSection(Section):
    """Where the archive stands."""

    path: Path = Path("data/archive.db")
    """The SQLite file. Relative paths are relative to the configuration file."""
    backups: int = Field(default=3, ge=0, le=400)
    """Daily backups that are kept in a folder beside it; `0`: none are made."""


class CrawlSection(Section):
    """How sites are read."""

    contact: str | None = None
    """Signs the User-Agent: `mailto:you@example.org` or a page that says who you are."""
    sites: tuple[str, ...] | None = None
    """Which built-in sites are read; left out: all of them; `[]`: none."""
    every: Duration = timedelta(minutes=15)
    """First interval between two looks at a source; then it follows what the source brings."""
    min: Duration = timedelta(minutes=5)
    """Shortest interval; a shorter `every` lowers it."""
    max: Duration = timedelta(hours=6)
    """Longest interval, also after failures; only a longer Crawl-delay of the site exceeds it."""
    delay: Duration = timedelta(seconds=2)
    """Least time between two requests to one host."""
    parsers: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1, le=64)
    """Parser worker processes; default: one a core."""
    allow_private_hosts: bool = False
    """Intranet and tests only: lifts the address and port guard."""
    allow_addresses: tuple[str, ...] = ()
    """Addresses with port that are read although the guard would refuse them: `10.20.0.5:8080`."""
    ports: tuple[Annotated[int, Field(ge=1, le=65535)], ...] = (80, 443)
    """Ports that are read at public addresses."""

    @field_validator("contact")
    @classmethod
    def _reachable(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"(mailto:\S+@\S+|https?://\S+)", value):
            raise ValueError(f"{value!r} is no contact; write 'mailto:you@example.org' or a page")
        return value

    @field_validator("allow_addresses")
    @classmethod
    def _resolved(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_address(one) for one in value)

    @model_validator(mode="after")
    def _polite(self) -> "CrawlSection":
        if not self.delay and not self.allow_private_hosts:
            raise ValueError("delay = '0 s' needs allow_private_hosts = true; write at least '1 s'")
        if self.every <= timedelta(0) or self.min <= timedelta(0) or self.max <= timedelta(0):
            raise ValueError("every, min and max must be longer than nothing")
        if self.max < self.min:
            raise ValueError("max is shorter than min")
        return self

    @property
    def least_interval(self) -> timedelta:
        """Shortest time between two looks at one source."""
        return min(self.min, self.every)


class RulesSection(Section):
    """Which rules judge."""

    folder: Path | None = None
    """Your own packs, overrides.yaml and places.local.tsv."""


class WatchSection(Section):
    """A rule without YAML."""

    name: str = Field(min_length=1)
    """Shown as the reason of an alert."""
    words: tuple[str, ...] = Field(min_length=1)
    """Any of these flags an article, in any spelling variant."""
    places: tuple[str, ...] = ()
    """Ids or names; with them one must be named in the article too."""
    kind: Kind | None = None
    """`sister_city`, `intergov_agreement`, `cooperation_talks`, `study_visit` or `foreign_aid`."""


class AlertsSection(Section):
    """How much is told at once."""

    backlog: Literal["digest", "tell", "mute"] = "digest"
    """Stories older than a day in a site's first round."""
    burst: int = Field(default=10, ge=0)
    """More stories than this for one channel in five minutes become one digest; 0 = never."""
    proof: str = "weekly mon 08:00"
    """When a channel that is told `now` or `hourly` is shown that it works and what was looked at;
    `off`: never."""

    @field_validator("proof")
    @classmethod
    def _known_proof(cls, value: str) -> str:
        if value != "off" and not weekly(value):
            raise ValueError(f"{value!r} is not 'weekly mon 08:00' or 'off'")
        return value

    @property
    def proof_time(self) -> str | None:
        """`proof`; None for `off`."""
        return None if self.proof == "off" else self.proof


class ReadingRoomSection(Section):
    """The reading room (Datasette)."""

    enabled: bool = True
    """Whether the daemon serves it."""
    port: int = Field(default=8001, ge=0, le=65535)
    """Bound to 127.0.0.1."""


class SiteSection(Section):
    """A site without code."""

    name: str | None = None
    """Left out: the host of the url."""
    url: str
    """The front page; or a feed or sitemap."""
    area: str | None = None
    """Kemendagri code of the home area: hence the time zone."""
    language: str | None = Field(default=None, pattern=r"^[a-z]{2}$")
    """ISO 639-1 code, for pages that do not say theirs; left out: `id`."""
    every: Duration | None = None
    """First interval between two looks; left out: that of `[crawl]`."""
    sources: tuple[str, ...] | None = None
    """`KIND:URL`, KIND one of `feed`, `sitemap`, `wordpress`, `blogger`, `listing`, `numbered`
    (URL with {id}); left out: found."""

    @field_validator("url")
    @classmethod
    def _http(cls, value: str) -> str:
        if not re.match(r"https?://[^/\s]+", value):
            raise ValueError(f"{value!r} is not an http or https address")
        return value

    @field_validator("sources")
    @classmethod
    def _known_kinds(cls, value: tuple[str, ...] | None) -> tuple[str, ...] | None:
        for source in value or ():
            if not re.match(r"(feed|sitemap|wordpress|blogger|listing|numbered):https?://", source):
                raise ValueError(
                    f"{source!r} is no source; write feed:, sitemap:, wordpress:, blogger:, "
                    "listing: or numbered: before an http or https address"
                )
        return value


class HealthSection(Section):
    """How others learn that Kembar is alive."""

    ping_url: str = ""
    """A dead man's switch, called after each good round."""


class RetentionSection(Section):
    """How long things are kept; the daemon and `kembar archive prune` let go what is over it."""

    articles: str = "forever"
    """Articles that were not flagged, from when they were first seen: `forever` or a time span."""
    flagged: str = "forever"
    """Articles that were flagged, with what is known of their events."""
    raw_pages: str = "30 days"
    """Pages as fetched, packed in a folder beside the archive; `0`: none are kept."""

    @field_validator("articles", "flagged")
    @classmethod
    def _long_enough(cls, value: str) -> str:
        if value != "forever" and duration(value) < timedelta(days=1):
            raise ValueError(f"{value!r} is shorter than a day; write 'forever' or '2 years'")
        return value

    @field_validator("raw_pages")
    @classmethod
    def _a_span(cls, value: str) -> str:
        if value not in ("forever", "0"):
            duration(value)
        return value

    @property
    def articles_span(self) -> timedelta | None:
        """`articles`; None for ever."""
        return _span(self.articles)

    @property
    def flagged_span(self) -> timedelta | None:
        """`flagged`; None for ever."""
        return _span(self.flagged)

    @property
    def raw_pages_span(self) -> timedelta | None:
        """`raw_pages`; None for ever, zero for not at all."""
        return _span(self.raw_pages)


def _span(text: str) -> timedelta | None:
    if text == "forever":
        return None
    return timedelta(0) if text == "0" else duration(text)
