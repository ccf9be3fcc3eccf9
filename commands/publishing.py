"""`kembar archive publish`: a copy of the archive that everybody may read."""

from pathlib import Path

import click

from exports.files import whole
from kembar.clock import now
from kembar.config import Config
from kembar.errors import ConfigError
from storage import publishing
from storage.archive import Archive

from .common import configured
from .exporting import raise_if_archive


@click.command("publish")
@click.argument("out", metavar="OUT.db", type=click.Path(path_type=Path, dir_okay=False))
@configured
def command(config: Config, out: Path) -> None:
    """Write a public copy: headlines, judged sentences, facts, links, places, relations.

    No full text, no unflagged news, no outbox, no hosts, no failures. An earlier copy is replaced
    in one step. `kembar archive serve --public OUT.db` serves it.
    """
    raise_if_archive(out, config)
    if out.exists() and not publishing.is_public(out):
        raise ConfigError(f"{out} is there and no public copy of ours; name another file")
    archive = Archive.open(config.archive.path, read_only=True)
    try:
        with whole(out) as file:
            told = publishing.build(archive, Path(file.name), now=now())
    finally:
        archive.close()
    click.echo(
        f"{out}: {told.stories} stories, {told.articles} articles, {told.relations} relations, "
        f"{out.stat().st_size:,} bytes; none of {told.probes} pieces of full texts is in it",
        err=True,
    )
