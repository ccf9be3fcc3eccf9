"""`kembar alerts`: the channels, what waits for them, and whether they work."""

import sys

import click

from alerts.channels import open_channels
from alerts.rendering import test_message
from kembar.clock import now
from kembar.config import Config
from kembar.errors import ConfigError, DeliveryFailed
from kembar.model import Subscription, Urgency
from storage import outbox
from storage.archive import Archive

from .common import complain, configured, json_option, log_to_stderr, write_json, write_table
from .previewing import preview
from .verdicts import answer

COLUMNS = (
    "channel", "when", "kinds", "places", "filters", "quiet", "urgent", "sent", "pending", "dead",
)  # fmt: skip


@click.group("alerts")
def command() -> None:
    """Channels, and the alerts that wait for them."""


command.add_command(answer)
command.add_command(preview)


@command.command("list")
@json_option
@configured
def list_channels(config: Config, as_json: bool) -> None:
    """Every channel: what it wants, when, and how many alerts were sent, wait or were given up."""
    counts: dict[str, dict[str, int]] = {}
    if config.archive.path.is_file():
        archive = Archive.open(config.archive.path, read_only=True)
        counts = outbox.counts(archive)
        archive.close()
    rows = []
    for wanted in config.subscriptions:
        states = counts.get(wanted.channel, {})
        rows.append(
            {
                "channel": wanted.channel, "when": wanted.when,
                "kinds": ", ".join(wanted.kinds) or "all",
                "places": ", ".join(wanted.places) or "all", "quiet": wanted.quiet,
                "filters": _filters(wanted), "urgent": _urgent(wanted.urgent),
                "sent": states.get("sent", 0),
                "pending": states.get("pending", 0) + states.get("leased", 0),
                "dead": states.get("dead", 0),
            }
        )  # fmt: skip
    if as_json:
        write_json(rows)
    else:
        write_table(rows, COLUMNS)


def _filters(wanted: Subscription) -> str | None:
    """The filters beside kinds and places: `stages mou, agreement; score 6; pairs new`."""
    told = {
        "stages": ", ".join(wanted.stages), "sectors": ", ".join(wanted.sectors),
        "sites": ", ".join(wanted.sites), "score": f"{wanted.score:g}" if wanted.score else "",
        "pairs": wanted.pairs or "",
    }  # fmt: skip
    return "; ".join(f"{name} {value}" for name, value in told.items() if value) or None


def _urgent(urgent: Urgency | None) -> str | None:
    """What is told in quiet hours too: `kinds sister_city; score 12`."""
    if urgent is None:
        return None
    told = {
        "kinds": ", ".join(urgent.kinds), "stages": ", ".join(urgent.stages),
        "score": "" if urgent.score is None else f"{urgent.score:g}",
    }  # fmt: skip
    return "; ".join(f"{name} {value}" for name, value in told.items() if value)


@command.command("pending")
@json_option
@configured
def pending(config: Config, as_json: bool) -> None:
    """Every alert that is not sent, given-up ones first."""
    archive = Archive.open(config.archive.path, read_only=True)
    try:
        rows = outbox.pending(archive)
    finally:
        archive.close()
    if as_json:
        write_json(rows)
    else:
        columns = (
            "id", "channel", "occasion", "state", "attempts", "next_try", "last_error", "title",
        )  # fmt: skip
        write_table(rows, columns)


@command.command("retry")
@click.argument("ids", metavar="[ID ...]", type=int, nargs=-1)
@configured
def retry(config: Config, ids: tuple[int, ...]) -> None:
    """Make given-up alerts (or the ones with these ids) due now; the daemon sends them."""
    Archive.open(config.archive.path, read_only=True).close()  # never makes one
    archive = Archive.open(config.archive.path)
    try:
        count = outbox.retry(archive, ids=ids or None, now=now())
    finally:
        archive.close()
    click.echo(f"{count} alerts are due now")


@command.command("test")
@click.argument("names", metavar="[CHANNEL ...]", nargs=-1)
@configured
def test_channels(config: Config, names: tuple[str, ...]) -> None:
    """Send a test message to CHANNEL ... (all by default); exit 1 if one does not take it."""
    log_to_stderr(verbose=False)
    channels = open_channels(config.channels, console=sys.stderr, contact=config.crawl.contact)
    unknown = [name for name in names if name not in channels]
    if unknown:
        raise ConfigError(f"unknown channel {unknown[0]!r}; there are: {', '.join(channels)}")
    failed = 0
    for name in names or channels:
        channel = channels[name]
        try:
            channel.send(test_message(channel.language))
        except DeliveryFailed as error:
            failed += 1
            complain(f"{name}: {error}")
        else:
            click.echo(f"{name}: accepted")
    sys.exit(1 if failed else 0)
