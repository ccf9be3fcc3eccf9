"""`kembar check`: configuration, rules, channels and spiders; every fault at once."""

import difflib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click

import rules
from alerts.channels import open_channels
from crawler.sites import chosen, unknown_names
from kembar import config as configuration
from kembar.config import Config
from kembar.errors import ConfigError

from . import salvage
from .common import config_option, exit_codes, raise_misplaced


@click.command("check")
@config_option
def command(config_path: Path | None) -> None:
    """Check configuration, rules, channels and sites, and tell every fault at once."""
    exit_codes(lambda: _check(configuration.find(config_path)))()


def _check(path: Path | None) -> None:
    try:
        config = configuration.load(path)
    except ConfigError as error:
        # What is sound of the file still says which rules, channels and sites to look at.
        sound = salvage.sound_part(path) if path is not None else Config()
        raise ConfigError(*dict.fromkeys([*error.faults, *_faults(sound)])) from None
    raise_faults(config)
    sites = chosen(config)
    channels = [channel.name for channel in config.channels] or ["console"]
    packs = rules.load(config.rules.folder, config.watches)
    click.echo(f"sites: {len(sites)}")
    click.echo(f"rules: {len(packs.rules)}")
    click.echo(f"channels: {', '.join(channels)}")
    click.echo(f"archive: {config.archive.path}")
    if config.crawl.contact is None:
        click.echo("warning: no [crawl] contact; sites cannot tell who reads them", err=True)
    folder = config.rules.folder
    if folder is not None and not folder.is_dir():
        click.echo(f"warning: [rules] folder {folder} is not there; it adds no rule", err=True)
    click.echo("no fault found")


def raise_faults(config: Config) -> None:
    """ConfigError with the faults of all parts together; nothing if there is none."""
    found = list(_faults(config))
    if found:
        raise ConfigError(*found)


def _faults(config: Config) -> Iterator[str]:
    parts: tuple[Callable[[], object], ...] = (
        lambda: raise_misplaced(config),
        lambda: _check_places(config),
        lambda: _check_filters(config),
        lambda: open_channels(config.channels, console=sys.stderr),
        lambda: chosen(config),
    )
    for part in parts:
        try:
            part()
        except ConfigError as error:
            yield from error.faults


def _check_places(config: Config) -> None:
    """Load the rules; a place that nobody knows would let nothing through without a word."""
    packs = rules.load(config.rules.folder, config.watches)
    named = [(f"channel {c.name!r}: places", c.places) for c in config.channels]
    named += [(f"site {s.name or s.url!r}: area", (s.area,)) for s in config.sites if s.area]
    faults: list[str] = []
    for where, places in named:
        try:
            rules.areas_of(places, packs, where=where)
        except ConfigError as error:
            faults += error.faults
    if faults:
        raise ConfigError(*faults)


def _check_filters(config: Config) -> None:
    """A site or a sector that nobody knows would let nothing through without a word either."""
    faults: list[str] = []
    sectors = rules.known_sectors()
    for channel in config.channels:
        where = f"channel {channel.name!r}"
        faults += (f"{where}: sites: {why}" for why in unknown_names(config, channel.sites))
        for written in channel.sectors:
            if written not in sectors:
                close = difflib.get_close_matches(written, sectors, n=1, cutoff=0.5)
                hint = f"; did you mean {close[0]!r}?" if close else ""
                faults.append(
                    f"{where}: sectors: {written!r} is no sector{hint}; "
                    f"known are: {', '.join(sectors)}"
                )
    if faults:
        raise ConfigError(*faults)
