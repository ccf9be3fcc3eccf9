"""`kembar check`: configuration, rules, channels and spiders; every fault at once."""

import sys
from collections.abc import Callable, Iterator

import click

import rules
from alerts.channels import open_channels
from crawler.sites import chosen
from kembar.config import Config
from kembar.errors import ConfigError

from .common import configured


@click.command("check")
@configured
def command(config: Config) -> None:
    """Check configuration, rules, channels and sites, and tell every fault at once."""
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
        click.echo(f"warning: [rules] folder {folder} is not there; no rule comes from it", err=True)
    click.echo("no fault found")


def raise_faults(config: Config) -> None:
    """ConfigError with the faults of all parts together; nothing if there is none."""
    found = list(_faults(config))
    if found:
        raise ConfigError(*found)


def raise_misplaced(config: Config) -> None:
    """ConfigError if no file can stand where the configuration wants the archive."""
    path = config.archive.path
    if path.is_dir() or not path.name:
        raise ConfigError(f"[archive] path: {path} is a folder; name a file in it")
    above = next((folder for folder in path.parents if folder.exists()), path.parent)
    if above.exists() and not above.is_dir():
        raise ConfigError(f"[archive] path: {path} cannot be made, for {above} is a file")


def _faults(config: Config) -> Iterator[str]:
    parts: tuple[Callable[[], object], ...] = (
        lambda: raise_misplaced(config),
        lambda: rules.load(config.rules.folder, config.watches),
        lambda: open_channels(config.channels, console=sys.stderr),
        lambda: chosen(config),
    )
    for part in parts:
        try:
            part()
        except ConfigError as error:
            yield from error.faults
