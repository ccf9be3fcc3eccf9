"""`kembar archive check`: is the archive sound?"""

import sys
from dataclasses import asdict

import click

import rules
from kembar.config import Config
from storage import soundness
from storage.archive import Archive

from ..common import configured, json_option, write_json


@click.command("check")
@json_option
@configured
def check(config: Config, as_json: bool) -> None:
    """Look for damage, lost references, a search index or offsets that disagree with the texts.

    Every fault is told with what to do; exit 1 if there is one. Works beside a running daemon, and
    needs as much free disk space as the archive takes.
    """
    packs = rules.load(config.rules.folder, config.watches)
    places = {place.id for place in rules.gazetteer(packs)}
    archive = Archive.open(config.archive.path, read_only=True)
    try:
        found = list(soundness.faults(archive, places=places))
    finally:
        archive.close()
    if as_json:
        write_json([asdict(fault) for fault in found])
    for fault in found if not as_json else ():
        click.echo(f"{fault.where}: {fault.what}; {fault.remedy}")
    if not found and not as_json:
        click.echo("no fault found")
    sys.exit(1 if found else 0)
