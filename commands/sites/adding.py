"""`kembar sites add`: looks around at a site, shows what it would archive, writes the entry."""

import sys
from pathlib import Path
from urllib.parse import urlsplit

import click

import scheduler
from crawler.inspection import Inspection, inspect
from crawler.urls import canonical
from kembar import config as configuration
from kembar.clock import now
from kembar.config import Config
from kembar.errors import ConfigError
from kembar.writing import add_sites, entry_of

from ..common import (
    complain,
    config_option,
    exit_codes,
    json_option,
    log_to_stderr,
    verbose_option,
    write_json,
)
from . import known, showing

ABOUT = "some thirty"
"""What is asked of a site: its front page, its lists, ten articles."""


@click.command("add")
@click.argument("address", metavar="URL")
@click.option("--yes", is_flag=True, help="Write the entry without asking.")
@json_option
@verbose_option
@config_option
def add(address: str, yes: bool, as_json: bool, verbose: bool, config_path: Path | None) -> None:
    """Find out how to read the site at URL, show ten articles, and write its entry on yes.

    Name, area, language, system, feeds, sitemaps and lists are found by asking the site politely,
    one request at a time. Without a terminal and without --yes nothing is written. Exit 1 if
    nothing works: then it says what was tried.
    """
    exit_codes(lambda: _add(address, yes, as_json, verbose, config_path))()


def _add(address: str, yes: bool, as_json: bool, verbose: bool, config_path: Path | None) -> None:
    path = configuration.find(config_path)
    config = configuration.load(path)
    if yes and path is None:
        raise ConfigError(
            "there is no kembar.toml to write to: `kembar run` writes one with comments, "
            "or name one with --config"
        )
    _refuse_what_is_no_address(address)
    log_to_stderr(verbose=verbose)
    if (there := known.at(config, address)) is not None:
        complain(f"{known.host_of(address)} is already there: {there}")
        sys.exit(1)
    seconds = config.crawl.delay.total_seconds()
    complain(f"looking around at {known.host_of(address)}: {ABOUT} requests, {seconds:g} s apart")
    found = _inspected(config, address)
    entry = entry_of(found.section, notes=_notes(found))
    if not as_json:
        showing.show_inspection(found)
        click.echo(f"\n{entry}" if found.works else "")
    written = _write(found, entry, path, config, yes=yes, ask=not as_json)
    if as_json:
        write_json({**showing.as_document(found, entry), "written": written})
    sys.exit(0 if found.works and known.named(config, found.site.name) is None else 1)


def _write(
    found: Inspection, entry: str, path: Path | None, config: Config, *, yes: bool, ask: bool
) -> bool:
    """Write the entry if there is reason to and leave; say which."""
    if not found.works:
        complain("no list leads to an article, see what was tried; nothing was written")
    elif (there := known.named(config, found.site.name)) is not None:
        complain(f"the name {found.site.name!r} is already there: {there}; nothing was written")
    elif path is not None and (yes or (ask and _agreed(path))):
        add_sites(path, [entry])
        complain(f"wrote [[sites]] {found.site.name} to {path}; a running daemon must be restarted")
        return True
    else:
        complain("nothing was written; paste the entry into kembar.toml, or use --yes")
    return False


def _agreed(path: Path) -> bool:
    """Whether somebody at a terminal says yes."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    return click.confirm(f"Write this to {path}?")


def _inspected(config: Config, address: str) -> Inspection:
    done: list[Inspection] = []

    async def work() -> int:
        done.append(await inspect(config, address))
        return 0

    scheduler.run_loop(work, allow_private=config.crawl.allow_private_hosts)
    return done[0]


def _notes(found: Inspection) -> list[str]:
    """Comments above the entry: what the site calls itself, and when its lists were read."""
    said = ", ".join(part for part in (found.title, found.system) if part)
    day = f"found by `kembar sites add` on {now():%Y-%m-%d}"
    return [f"{said}; {day}" if said else day]


def _refuse_what_is_no_address(address: str) -> None:
    whole = address if "://" in address else f"https://{address}"
    host = urlsplit(whole).hostname or ""
    if canonical(whole) is None or not ("." in host or host == "localhost" or ":" in host):
        raise ConfigError(f"{address!r} is no web address; write one like https://kaltimtoday.co/")
