"""`kembar alerts`: the channels, what waits for them, and whether they work."""

import sys

import click

from alerts.channels import open_channels
from alerts.rendering import test_message
from kembar.clock import now
from kembar.config import Config
from kembar.errors import ConfigError, DeliveryFailed
from kembar.model import Subscription, Urgency
from storage import breakers, outbox
from storage.archive import Archive

from .common import complain, configured, json_option, log_to_stderr, write_json, write_table
from .previewing import preview
from .verdicts import answer
from .waiting import receiver, remedy, retriable, span, waiting

COLUMNS = (
    "channel", "when", "kinds", "places", "filters", "quiet", "urgent", "sent", "pending", "dead",
    "receiver",
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
    known: dict[str, breakers.Breaker] = {}
    if config.archive.path.is_file():
        archive = Archive.open(config.archive.path, read_only=True)
        counts = outbox.counts(archive)
        known = breakers.breakers(archive)
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
                **receiver(known.get(wanted.channel)),
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
    """Every alert that is not sent, given-up ones first: why, since when, and when it is tried.

    `created` is when it was made, `age` how long ago in seconds, `reason` what its receiver said
    last. An alert without a reason waits for its hour, or for its channel to come back.
    """
    archive = Archive.open(config.archive.path, read_only=True)
    try:
        rows = outbox.pending(archive)
        known = breakers.breakers(archive)
    finally:
        archive.close()
    moment = now()
    rows = [row | waiting(row, known.get(row["channel"]), moment) for row in rows]
    if as_json:
        write_json(rows)
    else:
        shown = [row | {"age": span(row["age"]), "next try": row["tried"]} for row in rows]
        columns = (
            "id", "channel", "occasion", "state", "age", "attempts", "next try", "reason", "title",
        )  # fmt: skip
        write_table(shown, columns)


@command.command("retry")
@click.argument("ids", metavar="[ID ...]", type=int, nargs=-1)
@click.option("--channel", metavar="NAME", help="Only alerts of this channel, failed ones too.")
@json_option
@configured
def retry(config: Config, ids: tuple[int, ...], channel: str | None, as_json: bool) -> None:
    """Make given-up alerts (or the ones with these ids) due now; the daemon sends them.

    With --channel everything that failed there is due, and a channel that rests is tried at once.
    """
    Archive.open(config.archive.path, read_only=True).close()  # never makes one
    archive = Archive.open(config.archive.path)
    try:
        rows = outbox.pending(archive)
        names = {wanted.channel for wanted in config.subscriptions}
        names |= {row["channel"] for row in rows}
        if channel is not None and channel not in names:
            raise ConfigError(f"unknown channel {channel!r}; there are: {', '.join(sorted(names))}")
        chosen = retriable(rows, ids, channel)
        count = outbox.retry(archive, ids=chosen, now=now())
        of = {row["channel"] for row in rows if row["id"] in chosen} | ({channel} - {None})
        for name in sorted(filter(None, of)):
            breakers.try_soon(archive, name)
    finally:
        archive.close()
    unknown = sorted(set(ids) - set(chosen))
    if as_json:
        write_json({"due": count, "unknown": unknown})
    else:
        click.echo(f"{count} alerts are due now")
    if unknown:
        complain(
            f"no waiting alert {', '.join(map(str, unknown))}; `kembar alerts pending` lists them"
        )
        sys.exit(1)


@command.command("test")
@click.argument("names", metavar="[CHANNEL ...]", nargs=-1)
@json_option
@configured
def test_channels(config: Config, names: tuple[str, ...], as_json: bool) -> None:
    """Send a test message to CHANNEL ... (all by default); exit 1 if one does not take it."""
    log_to_stderr(verbose=False)
    channels = open_channels(config.channels, console=sys.stderr, contact=config.crawl.contact)
    unknown = [name for name in names if name not in channels]
    if unknown:
        raise ConfigError(f"unknown channel {unknown[0]!r}; there are: {', '.join(channels)}")
    results = []
    for name in names or channels:
        channel = channels[name]
        try:
            channel.send(test_message(channel.language))
        except DeliveryFailed as error:
            results.append({"channel": name, "accepted": False, "reason": str(error),
                "remedy": remedy(error)})  # fmt: skip
            if not as_json:
                complain(f"{name}: {error}; {remedy(error)}")
        else:
            results.append({"channel": name, "accepted": True, "reason": None, "remedy": None})
            if not as_json:
                click.echo(f"{name}: accepted")
    if as_json:
        write_json(results)
    sys.exit(0 if all(result["accepted"] for result in results) else 1)
