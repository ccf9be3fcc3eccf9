"""The section `[[channels]]` of kembar.toml: whom to tell, what of, and when."""

from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator, model_validator

from .model import Kind, Stage, Subscription, Urgency
from .section import Section, set_hours, span_of_day


class UrgentSection(Section):
    """What goes out in quiet hours too; a happening must fit every key that is given."""

    kinds: tuple[Kind, ...] = ()
    """Any of these kinds."""
    stages: tuple[Stage, ...] = ()
    """Any of these stages."""
    score: float | None = Field(default=None, ge=0)
    """At least so many points."""

    @model_validator(mode="after")
    def _says_something(self) -> "UrgentSection":
        if not self.kinds and not self.stages and self.score is None:
            raise ValueError("names nothing; write kinds, stages or score, or leave urgent out")
        return self

    @property
    def urgency(self) -> Urgency:
        """The same as storage takes it."""
        return Urgency(kinds=self.kinds, stages=self.stages, score=self.score)


class ChannelSection(Section):
    """Whom to tell, what of and when. All filters must fit; one that is left out lets all pass."""

    name: str = Field(min_length=1, pattern=r"^[\w.-]+$")
    """Letters, digits, dots and dashes."""
    url: str = Field(min_length=1)
    """Any Apprise URL; `env:NAME`, `file:PATH` or `credential:NAME` keeps it out of this file."""
    when: str = "now"
    """`now`, `hourly`, `daily 07:00` or `weekly mon 07:00`."""
    kinds: tuple[Kind, ...] = ()
    """Only these kinds; left out: all."""
    stages: tuple[Stage, ...] = ()
    """Only these stages, also of what follows; left out: all."""
    places: tuple[str, ...] = ()
    """Only news of these, by id or name; left out: all. A province holds its regencies."""
    sectors: tuple[str, ...] = ()
    """Only these fields, in English words like `waste` or `health`; left out: all."""
    sites: tuple[str, ...] = ()
    """Only news of these sites, by name; left out: all."""
    score: float = Field(default=0.0, ge=0)
    """Only what has at least so many points."""
    pairs: Literal["new", "known"] | None = None
    """Only pairs that the archive did not know before, or only those it did; left out: both."""
    quiet: str | None = None
    """A span like `22:00-06:00` in which nothing is sent."""
    urgent: UrgentSection | None = None
    """`{ kinds = [...], stages = [...], score = 12 }`: what goes out in quiet hours too."""
    language: Literal["id", "en"] = "id"
    """Of the messages."""
    timezone: str = "Asia/Jakarta"
    """For `when`, `quiet` and the times in messages."""

    @field_validator("when")
    @classmethod
    def _known_when(cls, value: str) -> str:
        if not set_hours(value):
            raise ValueError(
                f"{value!r} is not 'now', 'hourly', 'daily 07:00' or 'weekly mon 07:00'"
            )
        return value

    @field_validator("quiet")
    @classmethod
    def _known_quiet(cls, value: str | None) -> str | None:
        if value is not None and not span_of_day(value):
            raise ValueError(f"{value!r} is not a span like '22:00-06:00'")
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError(f"{value!r} is no time zone; write one like 'Asia/Makassar'") from None
        return value

    @property
    def subscription(self) -> Subscription:
        """What this channel wants to hear of, without its address."""
        return Subscription(
            channel=self.name,
            kinds=self.kinds,
            stages=self.stages,
            places=self.places,
            sectors=self.sectors,
            sites=self.sites,
            score=self.score,
            pairs=self.pairs,
            when=self.when,
            quiet=self.quiet,
            urgent=self.urgent.urgency if self.urgent else None,
            timezone=self.timezone,
        )
