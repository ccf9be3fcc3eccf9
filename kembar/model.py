"""The records that cross rooms. Frozen, without behaviour; each field says its meaning and format.

All times are aware datetimes in UTC. Optional means `None`, never an empty string.
Offsets are code points into `title + "\\n\\n" + text` of the article they belong to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import datetime

from .state import HostState, Mark, Rhythm, Run, SourceState
from .words import Kind, Level, Modality, Outcome, Role, Stage, Status

__all__ = [
    "Amount", "Article", "Delivery", "Entry", "Happening", "Hit", "HostState", "Judgement",
    "Kind", "Level", "Likeness", "Mark", "Modality", "Outcome", "Outlet", "Party", "Place",
    "Rhythm", "Role", "Run", "SourceState", "Stage", "Status", "Story", "Subscription", "Watch",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One row of the gazetteer."""

    id: str
    """Kemendagri code (`64.74`), or `jp:kisarazu` for a place abroad, `kr` for a country."""
    code: str | None = None
    """Kemendagri code of an Indonesian place; None abroad."""
    name: str
    """Canonical name as shown to people: `Kota Bontang`, `Provinsi Jawa Barat`, `Jeju`."""
    level: Level
    """City, regency, province, or what it is abroad."""
    parent: str | None = None
    """Id of the province or country that the place lies in."""
    country: str = "ID"
    """ISO 3166-1 alpha-2, upper case."""
    latitude: float | None = None
    """Degrees north, approximate (centre of the place)."""
    longitude: float | None = None
    """Degrees east, approximate."""


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
class Hit:
    """A rule that met a sentence. `(title + "\\n\\n" + text)[start:end] == sentence`."""

    rule: str
    """Stable id of the rule: `twin.named`."""
    score: float
    """Points that this hit adds to the article."""
    start: int
    """First code point of the sentence."""
    end: int
    """The code point behind its last."""
    sentence: str
    """Verbatim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A place or body that takes part in an event."""

    id: str
    """`places.id`; for an agency the id of its area and its kind: `33.26#dprd`."""
    name: str
    """Canonical name."""
    level: Level
    """City, regency, province, country, agency ..."""
    role: Role = Role.PARTY
    """Only those who act or agree are `party`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Money named for an event."""

    value: float
    """In whole units of the currency (10 juta USD is 10000000)."""
    currency: str
    """ISO 4217: `IDR`, `USD`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What an article tells: who with whom, of what kind and stage, when."""

    kind: Kind | None
    """None only for a `[[watch]]` that names no kind."""
    stage: Stage | None = None
    """The furthest point that it reaches."""
    stage_detail: str | None = None
    """Finer official term: `pks`, `return_visit`, `plan`, `dprd_approval` ..."""
    modality: Modality | None = None
    """Done, planned, or denied."""
    parties: tuple[Party, ...] = ()
    """In the order in which the article brings them."""
    sectors: tuple[str, ...] = ()
    """Fields of the cooperation, in English words: `waste`, `health`."""
    date: Day | None = None
    """Day of the happening itself, in local time."""
    amount: Amount | None = None
    """Money named for it."""
    score: float = 0.0
    """Sum of its hits' points."""
    hits: tuple[Hit, ...] = ()
    """The sentences that speak of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """A text's MinHash signature: texts with many values in common have many words in common."""

    signature: tuple[int, ...]
    """One value for each permutation, 0 to 2**32 - 1; only like positions compare."""
    shingles: int
    """Different runs of three words in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the rules make of an article."""

    flag: bool
    """True at or above the alert threshold, by stable rules."""
    score: float
    """Sum of the points of all stable hits."""
    hits: tuple[Hit, ...] = ()
    """Every hit of every rule, test rules included, in order of `start`."""
    happenings: tuple[Happening, ...] = ()
    """The chief one first; empty without a flag."""
    likeness: Likeness | None = None
    """Of title and text, for telling copies; None without a flag."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What one channel wants to hear of, without the channel's address."""

    channel: str
    """Name of the channel."""
    kinds: tuple[Kind, ...] = ()
    """Empty means all kinds, and happenings of no kind."""
    places: tuple[str, ...] = ()
    """Ids or names; empty means everywhere. A province stands for all that lies in it."""
    when: str = "now"
    """`now`, `hourly`, `daily HH:MM` or `weekly DAY HH:MM`."""
    quiet: str | None = None
    """`HH:MM-HH:MM` in the channel's time zone: nothing is sent between."""
    timezone: str = "Asia/Jakarta"
    """IANA name; `when` and `quiet` are meant in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A leased outbox row: one alert for one channel, or a digest of several."""

    ids: tuple[int, ...]
    """Rows of the outbox that this one message settles."""
    channel: str
    """Name of the channel."""
    attempts: int
    """Tries made before this one."""
    created: datetime
    """When the oldest of the rows was made."""
    digest: str | None = None
    """Key of the digest that the rows belong to; None for a single alert."""
    stories: tuple["Story", ...] = ()
    """What is to be told, newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One more report of a story."""

    site: str
    """Name of the site."""
    url: str
    """Address of its article, as stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Everything a message needs to tell one story."""

    alert_key: str
    """Hex; its first 8 digits stand in every message after `#`."""
    occasion: str
    """`first`, `stage`, `outlets-3`, `outlets-10` or `retraction`."""
    title: str
    """Headline of the article that told it first."""
    url: str
    """Address of that article, as stored."""
    site: str
    """Name of its site."""
    sentence: str | None
    """The judged sentence, verbatim."""
    rule: str | None = None
    """Id of the rule that met the sentence."""
    published: datetime | None = None
    """First publication of that article."""
    published_precision: str | None = None
    """`minute` or `day`."""
    first_seen: datetime
    """When Kembar first stored it."""
    kind: Kind | None = None
    """Of its main event."""
    stage: Stage | None = None
    """Of its main event."""
    modality: Modality | None = None
    """Of its main event."""
    event_date: Day | None = None
    """Day of the happening, local."""
    parties: tuple[Party, ...] = ()
    """Who deals with whom."""
    score: float = 0.0
    """Points of its main event."""
    outlets: tuple[Outlet, ...] = ()
    """The other reports, oldest first, one of each site."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """Finer words for the message: `stage_detail`, `amount`, `pair` (`new`, `known`) ..."""
