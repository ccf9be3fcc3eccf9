"""`kembar status`: sites, channels, queue and disk; what is wrong comes first."""

import sys

import click

from health.report import lines
from kembar.clock import now
from kembar.config import Config
from kembar.locks import beside, holder_of
from storage import precision, stats
from storage.archive import Archive

from .common import configured, json_option, raise_misplaced, write_json


@click.command("status")
@json_option
@configured
def command(config: Config, as_json: bool) -> None:
    """Is all well? What is wrong comes first; exit 1 if something is."""
    raise_misplaced(config)
    daemon = holder_of(beside(config.archive.path, "daemon"))
    wrong = []
    if config.crawl.contact is None:
        wrong.append("no [crawl] contact: sites cannot tell who reads them")
    if daemon is None:
        wrong.append("no daemon is running (`kembar run`)")
    if config.archive.path.is_file():
        archive = Archive.open(config.archive.path, read_only=True)
        figures = stats.status(archive, now())
        figures["rules"] = [
            {"rule": one.rule, "kept": one.kept, "dropped": one.dropped}
            for one in precision.by_rule(archive).values()
            if one.low
        ]
        archive.close()
    else:
        figures = {"sites": [], "channels": [], "queue": {}, "disk": {}, "rules": []}
        wrong.append(f"there is no archive yet at {config.archive.path}")
    told = lines(figures)
    healthy = not wrong and not any(line.startswith("WRONG") for line in told)
    if as_json:
        write_json({"healthy": healthy, "daemon": daemon, "wrong": wrong, **figures})
    else:
        for line in wrong:
            click.secho(f"WRONG  {line}", fg="red")
        for line in told:
            click.echo(line)
    sys.exit(0 if healthy else 1)
