"""The records that cross rooms. Frozen, without behaviour; each field says its meaning and format.

All times are aware datetimes in UTC. Optional means `None`, never an empty string.
Offsets are code points into `title + "\\n\\n" + text` of the article they belong to.
"""

from dataclasses import dataclass
from datetime import datetime

from .facts import Amount, Happening, Hit, Judgement, Likeness, Party, Place
from .state import HostState, Mark, Rhythm, Run, SourceState
from .told import Delivery, Looked, Outlet, Story, Subscription, Urgency
from .words import Kind, Level, Modality, Outcome, Role, Stage, Status, Verdict

__all__ = [
    "Amount", "Article", "Delivery", "Entry", "Happening", "Hit", "HostState", "Judgement",
    "Kind", "Level", "Likeness", "Looked", "Mark", "Modality", "Outcome", "Outlet", "Party",
    "Place", "Rhythm", "Role", "Run", "SourceState", "Stage", "Status", "Story", "Subscription",
    "Urgency", "Verdict", "Watch",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a source lists: an address, perhaps with a title and a date."""

    url: str
    """Absolute http or https address as the source gives it, resolved against the source's own."""
    title: str | None = None
    """Headline in the source's words, white space folded."""
    published_raw: str | None = None
    """Publication time exactly as the source wrote it."""
    modified_raw: str | None = None
    """Time of the last change exactly as the source wrote it (`lastmod`, `updated`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news article as read from its page, before or after it is archived."""

    url: str
    """Canonical address."""
    site: str
    """Name of the site that it was found at."""
    title: str
    """Headline without the site's name, one line."""
    text: str
    """Body without furniture; paragraphs separated by a blank line; does not repeat the title."""
    author: str | None = None
    """Writer's name as printed, without `Oleh` or `Penulis`."""
    published: datetime | None = None
    """First publication. Local noon of the day where the page names only a day."""
    published_raw: str | None = None
    """The string `published` was read from, untouched."""
    published_precision: str | None = None
    """`minute`, or `day` where the page names only a day; None without a date."""
    modified: datetime | None = None
    """Last change that the page tells of."""
    language: str | None = None
    """ISO 639-1 code that the page or the site declares."""
    image: str | None = None
    """Absolute address of the lead picture."""
    status: Status = Status.OK
    """`partial` where the page looks cut off."""
    reason: str | None = None
    """Why the status is not `ok`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A rule without YAML, from `[[watch]]` in kembar.toml."""

    name: str
    """Shown as the reason of an alert."""
    words: tuple[str, ...]
    """Any of these flags the article, in any spelling variant."""
    places: tuple[str, ...] = ()
    """Ids or names; with them one must be named too. A province stands for all that lies in it."""
    kind: Kind | None = None
    """Kind of the events that it makes."""
