"""What is told to a channel: the records between the outbox and the messages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import datetime

from .facts import Party
from .words import Kind, Modality, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgency:
    """What is told in quiet hours too: a happening that fits every one of these that is named."""

    kinds: tuple[Kind, ...] = ()
    """Any of these."""
    stages: tuple[Stage, ...] = ()
    """Any of these."""
    score: float | None = None
    """At least so many points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """What one channel wants to hear of, without the channel's address; all filters must fit."""

    channel: str
    """Name of the channel."""
    kinds: tuple[Kind, ...] = ()
    """Empty means all kinds, and happenings of no kind."""
    stages: tuple[Stage, ...] = ()
    """Empty means all stages, and happenings of no stage."""
    places: tuple[str, ...] = ()
    """Ids or names; empty means everywhere. A province stands for all that lies in it."""
    sectors: tuple[str, ...] = ()
    """English words as in `events.sectors`; empty means all, and happenings of none."""
    sites: tuple[str, ...] = ()
    """Names of sites; empty means all."""
    score: float = 0.0
    """Fewest points of a happening that is told."""
    pairs: str | None = None
    """`new` or `known`: only pairs that the archive did not or did know before; None: both."""
    when: str = "now"
    """`now`, `hourly`, `daily HH:MM` or `weekly DAY HH:MM`."""
    quiet: str | None = None
    """`HH:MM-HH:MM` in the channel's time zone: nothing is sent between, but for `urgent`."""
    urgent: Urgency | None = None
    """What breaks the quiet; None: nothing does."""
    proof: str | None = None
    """`weekly DAY HH:MM`: when the channel is shown that it works, and what was looked at."""
    timezone: str = "Asia/Jakarta"
    """IANA name; `when`, `quiet` and `proof` are meant in it."""


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
    """`first`, `stage`, `party`, `amount`, `outlets-3`, `outlets-10` or `retraction`."""
    detail: str | None = None
    """What a follow-up brings: the stage's word, the new parties' names, the amount with its
    currency (`IDR 10000000`), why it is retracted (`gone`, `denied`)."""
    before: str | None = None
    """What stood there before it, in the same words; None where nothing did."""
    title: str
    """Headline of the article that tells it: the first one, or the one that brings what is new."""
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
    """The other reports, oldest first, one of each site; in a follow-up those it adds."""
    first_key: str | None = None
    """In a follow-up: the `alert_key` under which this channel was first told."""
    why: Mapping[str, str] = field(default_factory=dict)
    """The filters of the channel that let it through: `places` (the name that fitted), `kinds`,
    `stages`, `sectors`, `sites`, `score`, `pairs`; empty where the channel takes all."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """Finer words for the message: `stage_detail`, `amount`, `pair` (`new`, `known`), `gone` (of a
    first word: no page that tells it is left) ..."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What Kembar looked at in a span, so that "nothing happened" can be told from nothing read."""

    since: datetime
    """Start of the span."""
    until: datetime
    """Its end."""
    sites: int
    """Sites of which a round ended well in it."""
    silent: tuple[str, ...] = ()
    """Names of the sites that were looked at and brought no article."""
    failed: tuple[str, ...] = ()
    """Names of the sites of which no round ended well."""
    articles: int = 0
    """Articles stored in it."""
    stories: int = 0
    """Stories first seen in it, whichever channel they went to."""
    sent: int = 0
    """Messages that this channel accepted in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Leased outbox rows that make one message: an alert, a digest of several, or a proof."""

    ids: tuple[int, ...]
    """Rows of the outbox that this one message settles."""
    channel: str
    """Name of the channel."""
    attempts: int
    """Tries made before this one."""
    created: datetime
    """When the oldest of the rows was made."""
    digest: str | None = None
    """Key of the digest that the rows belong to (`backlog:SITE`, `when:CHANNEL`, `burst:CHANNEL`,
    `late:CHANNEL`, `proof:CHANNEL`); None for a single alert."""
    stories: tuple[Story, ...] = ()
    """What is to be told, newest first; empty for a digest without news, and for a proof."""
    looked: Looked | None = None
    """What was looked at; of digests at set hours and proofs."""
