"""kembar.toml -> Config. Every fault at once: file, key, what was expected, the nearest key."""

import difflib
import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, ValidationError, model_validator

from .errors import ConfigError
from .model import Subscription, Watch
from .section import Section
from .sections import (
    AlertsSection,
    ArchiveSection,
    ChannelSection,
    CrawlSection,
    HealthSection,
    ReadingRoomSection,
    RetentionSection,
    RulesSection,
    SiteSection,
    WatchSection,
)

ENVIRONMENT = "KEMBAR_CONFIG"
SYSTEM_FILE = Path("/etc/kembar/kembar.toml")
FILE_NAME = "kembar.toml"


class Config(Section):
    """The whole of kembar.toml."""

    archive: ArchiveSection = ArchiveSection()
    crawl: CrawlSection = Field(default_factory=CrawlSection)
    rules: RulesSection = RulesSection()
    watch: tuple[WatchSection, ...] = ()
    alerts: AlertsSection = AlertsSection()
    reading_room: ReadingRoomSection = ReadingRoomSection()
    sites: tuple[SiteSection, ...] = ()
    channels: tuple[ChannelSection, ...] = ()
    health: HealthSection = HealthSection()
    retention: RetentionSection = RetentionSection()

    @model_validator(mode="after")
    def _names_once(self) -> "Config":
        for label, names in (
            ("channels", [channel.name for channel in self.channels]),
            ("sites", [site.name or site.url for site in self.sites]),
            ("watch", [watch.name for watch in self.watch]),
        ):
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise ValueError(f"{label}: the name {twice[0]!r} is used twice")
        return self

    @property
    def watches(self) -> tuple[Watch, ...]:
        """The `[[watch]]` entries as the rules take them."""
        return tuple(
            Watch(name=w.name, words=w.words, places=w.places, kind=w.kind) for w in self.watch
        )

    @property
    def subscriptions(self) -> tuple[Subscription, ...]:
        """What each channel wants; the console wants all where no channel is configured."""
        proof = self.alerts.proof_time
        if not self.channels:
            return (Subscription(channel="console", proof=proof),)
        return tuple(replace(channel.subscription, proof=proof) for channel in self.channels)


def find(explicit: Path | None = None, environment: Mapping[str, str] = os.environ) -> Path | None:
    """The configuration file in force, or None where there is none (then defaults hold)."""
    if explicit is not None:
        if not explicit.is_file():
            raise ConfigError(f"{explicit}: no such file; `kembar run` writes one with comments")
        return explicit
    here = Path(FILE_NAME)
    if here.is_file():
        return here
    if named := environment.get(ENVIRONMENT):
        if not Path(named).is_file():
            raise ConfigError(f"{named}: no such file, but {ENVIRONMENT} names it")
        return Path(named)
    return SYSTEM_FILE if SYSTEM_FILE.is_file() else None


def load(path: Path | None) -> Config:
    """Read one file; None gives the defaults. Relative paths are resolved against its folder."""
    if path is None:
        return Config()
    try:
        return parse(path.read_text(encoding="utf-8"), name=str(path), folder=path.parent)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: cannot be read: {error}") from error


def parse(text: str, *, name: str = FILE_NAME, folder: Path = Path()) -> Config:
    """Read a configuration's text. ConfigError holds every fault, each with file and key."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{name}: this is not TOML: {error}") from error
    try:
        config = Config.model_validate(data)
    except ValidationError as error:
        raise ConfigError(*(f"{name}: {fault}" for fault in _faults(error))) from None
    return placed(config, folder)


def placed(config: Config, folder: Path) -> Config:
    """The configuration with its relative paths resolved against a folder."""
    updates: dict[str, Any] = {
        "archive": config.archive.model_copy(update={"path": folder / config.archive.path}),
        "channels": tuple(_placed(channel, folder) for channel in config.channels),
    }
    if config.rules.folder is not None:
        updates["rules"] = RulesSection(folder=folder / config.rules.folder)
    return config.model_copy(update=updates)


def _placed(channel: ChannelSection, folder: Path) -> ChannelSection:
    """The channel with the path of a `file:` address relative to the configuration's folder."""
    kind, _, path = channel.url.partition(":")
    if kind != "file" or path.startswith(("~", "//")):
        return channel
    return channel.model_copy(update={"url": f"file:{folder / path}"})


def _faults(error: ValidationError) -> Iterator[str]:
    for fault in error.errors():
        where = _key(fault["loc"])
        if fault["type"] == "extra_forbidden":
            yield f"{where}: unknown key{_nearest(fault['loc'])}"
        elif fault["type"] == "missing":
            yield f"{where}: is missing"
        else:
            message = fault["msg"].removeprefix("Value error, ")
            yield f"{where}: {message}" if where else message


def _key(location: tuple[int | str, ...]) -> str:
    key = ""
    for part in location:
        key += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return key.removeprefix(".")


def _nearest(location: tuple[int | str, ...]) -> str:
    section: Any = Config
    for part in location[:-1]:
        if isinstance(part, str) and section is not None:
            section = _section_of(section, part)
    known = sorted(section.model_fields) if section is not None else []
    close = difflib.get_close_matches(str(location[-1]), known, n=1, cutoff=0.5)
    if close:
        return f"; did you mean '{close[0]}'?"
    return f"; known here: {', '.join(known)}" if known else ""


def _section_of(section: type[BaseModel], part: str) -> type[BaseModel] | None:
    annotation: Any = (
        section.model_fields[part].annotation if part in section.model_fields else None
    )
    for candidate in (annotation, *getattr(annotation, "__args__", ())):
        if isinstance(candidate, type) and issubclass(candidate, BaseModel):
            return candidate
    return None
