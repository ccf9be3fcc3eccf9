"""`kembar crawl`: one round now, alerts included."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

import scheduler
from alerts.channels import open_channels
from crawler.sites import Site, chosen, pick
from kembar.clock import now, stamp
from kembar.config import Config
from kembar.errors import KembarError
from kembar.locks import beside, daemon_runs, holder_of
from kembar.model import Outcome, Run
from storage import inbox, runs
from storage.archive import Archive

from . import check
from .common import complain, configured, json_option, log_to_stderr, verbose_option, write_json
from .common import write_table as table

COLUMNS = ("site", "outcome", "listed", "new", "fetched", "stored", "flagged", "failed", "reason")
PATIENCE = timedelta(hours=1)
"""How long the round of a running daemon is waited for."""


@click.command("crawl")
@click.argument("names", metavar="[SITE ...]", nargs=-1)
@json_option
@verbose_option
@configured
def command(config: Config, names: tuple[str, ...], as_json: bool, verbose: bool) -> None:
    """One round now at SITE ... (all sites by default): a row per site; exit 1 if one failed."""
    check.raise_faults(config)
    sites = pick(chosen(config), names)
    log_to_stderr(verbose=verbose)
    if config.crawl.contact is None:
        complain("no [crawl] contact: sites cannot tell who reads them")
    if daemon_runs(config.archive.path):
        rows = _ask_the_daemon(config, sites)
    else:
        rows = [row_of(run) for run in crawl_here(config, sites)]
    if as_json:
        write_json(rows)
    else:
        table(rows, COLUMNS)
    bad = {Outcome.FAILED, Outcome.REFUSED, Outcome.BLOCKED}
    sys.exit(1 if any(row["outcome"] in bad for row in rows) else 0)


def crawl_here(config: Config, sites: list[Site]) -> list[Run]:
    """Run the rounds in this process, with a progress bar on a terminal."""
    channels = open_channels(config.channels, console=sys.stderr, contact=config.crawl.contact)
    done: list[Run] = []

    async def work(on_round: Callable[[Run], None], on_page: Callable[[str], None]) -> int:
        done.extend(
            await scheduler.crawl(config, sites, channels, on_round=on_round, on_page=on_page)
        )
        return 0

    with progress(len(sites)) as (on_round, on_page):
        scheduler.run_loop(
            lambda: work(on_round, on_page), allow_private=config.crawl.allow_private_hosts
        )
    return done


@contextmanager
def progress(sites: int) -> Iterator[tuple[Callable[[Run], None], Callable[[str], None]]]:
    """A bar of finished rounds and read pages on stderr, if that is a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield (lambda run: None), (lambda site: None)
        return
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        TextColumn("{task.fields[pages]} pages"),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("sites", total=sites, pages=0)
        pages = 0

        def on_page(site: str) -> None:
            nonlocal pages
            pages += 1
            bar.update(task, pages=pages)

        yield (lambda run: bar.advance(task)), on_page


def row_of(run: Run) -> dict[str, Any]:
    """One round as a row of the table."""
    return {column: getattr(run, column) for column in COLUMNS}


def _ask_the_daemon(config: Config, sites: list[Site]) -> list[dict[str, Any]]:
    """Leave a wish in the archive's inbox, wait for the daemon, and read its rounds."""
    names = [site.name for site in sites]
    archive = Archive.open(config.archive.path)
    try:
        made = now()
        wish = inbox.wish(archive, "crawl", {"sites": names}, made)
        complain("asked the running daemon for a round; waiting for it")
        give_up = time.monotonic() + PATIENCE.total_seconds()
        while (result := inbox.result_of(archive, wish)) is None:
            if time.monotonic() > give_up:
                raise KembarError("the daemon did not end the round within an hour")
            if holder_of(beside(config.archive.path, "daemon")) is None:
                raise KembarError("the daemon ended before it did the round; start again")
            time.sleep(0.2)
        for name in result.get("unknown", []):
            complain(f"the running daemon does not read {name}; restart it to apply the change")
        since = stamp(made)
        return [row for row in runs.latest(archive, names) if row["started"] >= since]
    finally:
        archive.close()
