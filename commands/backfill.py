"""`kembar backfill`: the past of one site, resumable, its alerts muted."""

import asyncio
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime

import click

import scheduler
from crawler.past.choosing import NAMES
from crawler.past.reading import Order, Report
from crawler.past.span import Span
from crawler.sites import Site, chosen, pick
from crawler.wing import CrawlWing
from kembar.clock import now, stamp
from kembar.config import Config
from kembar.errors import ConfigError, KembarError
from kembar.locks import FileLock, beside, daemon_runs, holder_of
from storage import backfills, inbox
from storage.archive import Archive
from storage.backfills import Backfill, Progress

from . import check
from .common import complain, configured, json_option, log_to_stderr, verbose_option, write_json
from .looking_on import Onlooker, looking_on

POLL = 0.5
"""Seconds between two looks at how far the daemon has come."""
ANEW = "another command began this range anew"
DAY = click.DateTime(["%Y-%m-%d"])


@click.command("backfill")
@click.argument("name", metavar="SITE")
@click.option("--since", type=DAY, metavar="DAY", required=True, help="First day, YYYY-MM-DD.")
@click.option(
    "--until",
    type=DAY,
    metavar="DAY",
    help="Last day; left out: the last that is not news any more.",
)
@click.option(
    "--by", type=click.Choice(NAMES), help="Read by this; left out: by the best there is."
)
@click.option("--pages", type=click.IntRange(min=1), help="Fetch at most so many pages, then stop.")
@click.option("--restart", is_flag=True, help="Forget what an earlier run of the range has read.")
@json_option
@verbose_option
@configured
def command(
    config: Config, name: str, since: datetime, until: datetime | None, by: str | None,
    pages: int | None, restart: bool, as_json: bool, verbose: bool,
) -> None:  # fmt: skip
    """Read the past of SITE from a day on: into archive, stories and ledger, never into alerts.

    Ctrl-C ends it well; the same command goes on where it was. Beside a running daemon the daemon
    reads, in between its rounds. Exit 1 if the site could not be read to the end.
    """
    check.raise_faults(config)
    site = pick(chosen(config), [name])[0]
    log_to_stderr(verbose=verbose)
    if config.crawl.contact is None:
        complain("no [crawl] contact: sites cannot tell who reads them")
    has_daemon = daemon_runs(config.archive.path)
    backfill = _begin(config, site, since.date(), until.date() if until else None, restart)
    order = Order(backfill=backfill.id, by=by, pages=pages)
    with looking_on(backfill) as onlooker:
        if has_daemon:
            report = _ask_the_daemon(config, site, order, onlooker)
        else:
            report = _read_here(config, site, order, onlooker)
    _tell(config, order.backfill, report, as_json=as_json)
    sys.exit(1 if report.failed else 0)


def _begin(config: Config, site: Site, since: date, until: date | None, restart: bool) -> Backfill:
    latest = Span.latest_day(now(), site.zone)
    if (until or latest) > latest:
        raise ConfigError(
            f"--until {until}: the last day is {latest}; what is younger is read by the regular "
            "rounds, which tell of it"
        )
    if since > (until or latest):
        raise ConfigError(f"--since {since} comes after the last day, {until or latest}")
    with _opened(config) as archive, archive.write():
        begun = backfills.open_or_begin(
            archive, site=site.name, since=since, until=until, latest=latest, restart=restart,
            now=now(),
        )  # fmt: skip
        for wish in inbox.open_wishes(archive, "backfill"):
            if not backfills.exists(archive, wish["payload"]["order"]["backfill"]):
                inbox.carry_out(archive, wish["id"], now(), {"failed": True, "reason": ANEW})
        return begun


@contextmanager
def _opened(config: Config) -> Iterator[Archive]:
    archive = Archive.open(config.archive.path)
    try:
        yield archive
    finally:
        archive.close()


def _read_here(config: Config, site: Site, order: Order, onlooker: Onlooker) -> Report:
    """Run in this process; the first Ctrl-C ends it after the pages in flight."""
    reports: list[Report] = []

    async def asked() -> bool:
        return True

    async def work() -> int:
        async with CrawlWing(config) as wing:
            for number in (signal.SIGTERM, signal.SIGINT):
                asyncio.get_running_loop().add_signal_handler(number, wing.close_soon)
            reports.append(await wing.backfill(site, order, asked=asked, on_progress=onlooker.see))
        return 0

    lock = FileLock(beside(config.archive.path, "daemon"))
    lock.acquire("`kembar backfill`")
    try:
        scheduler.run_loop(work, allow_private=config.crawl.allow_private_hosts)
    finally:
        lock.release()
    return reports[0]


def _ask_the_daemon(config: Config, site: Site, order: Order, onlooker: Onlooker) -> Report:
    """Leave a wish in the inbox and look on; Ctrl-C withdraws it, which ends the reading."""
    complain("asked the running daemon; it reads in between its rounds")
    with _opened(config) as archive:
        wish = inbox.wish(archive, "backfill", {"site": site.name, "order": asdict(order)}, now())
        try:
            while (result := inbox.result_of(archive, wish)) is None:
                _look(archive, order, onlooker)
                if holder_of(beside(config.archive.path, "daemon")) is None:
                    raise KembarError(
                        "the daemon ended; it goes on when it runs again, or start again here"
                    )
                time.sleep(POLL)
        except KeyboardInterrupt:
            result = {"reason": "stopped; the same command goes on"}
            inbox.carry_out(archive, wish, now(), result)
        progress = _look(archive, order, onlooker)
    if "unknown" in result:
        raise KembarError(
            f"the running daemon does not read {site.name}; restart it to apply the change"
        )
    return Report(
        progress=progress,
        reason=result.get("reason"),
        failed=bool(result.get("failed")),
        faults=tuple(result.get("faults", ())),
    )


def _look(archive: Archive, order: Order, onlooker: Onlooker) -> Progress:
    progress = backfills.progress(archive, order.backfill)
    onlooker.see(backfills.get(archive, order.backfill), progress)
    return progress


def _tell(config: Config, id: int, report: Report, *, as_json: bool) -> None:
    with _opened(config) as archive:
        backfill = backfills.get(archive, id)
    for fault in report.faults:
        complain(f"not read: {fault}")
    if report.reason is not None:
        complain(report.reason)
    came = report.progress
    if as_json:
        write_json(
            {
                "site": backfill.site, "since": backfill.since, "until": backfill.until,
                "by": backfill.means, "source": backfill.source, "why": backfill.why,
                "finished": stamp(backfill.finished) if backfill.finished else None,
                "reason": report.reason, "faults": report.faults, **asdict(came),
            }
        )  # fmt: skip
        return
    state = "read" if backfill.finished else "read so far"
    click.echo(
        f"{backfill.site} {backfill.since} to {backfill.until} {state}"
        + (f" by {backfill.means}" if backfill.means else "")
        + f": {came.stored} stored, {came.flagged} flagged, {came.known} known before, "
        f"{came.outside} of other days, {came.failed} failed"
        + (f", {came.pages_left} pages and {came.documents_left} documents left"
           if not backfill.finished else "")
    )  # fmt: skip
