"""`kembar archive warc`: the kept pages of a story for a web archive."""

import sys
from pathlib import Path

import click

from kembar import __version__
from kembar.config import Config
from storage import warc
from storage.archive import Archive
from storage.raw_pages import PageStore

from ..common import complain, configured


@click.command("warc")
@click.argument("story", type=int)
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@configured
def export(config: Config, story: int, out: Path) -> None:
    """Write the kept pages of STORY (its number) to OUT, such as story.warc.gz.

    Each page bears its SHA-256. What is no longer kept is named on stderr; then exit 1.
    """
    pages = PageStore.beside(config.archive.path, config.retention.raw_pages_span)
    archive = Archive.open(config.archive.path, read_only=True)
    try:
        written = warc.write(archive, story, pages, out, software=f"kembar {__version__}")
    finally:
        archive.close()
    click.echo(f"{out}: {written.pages} pages")
    for line in written.missing:
        complain(f"missing: {line}")
    sys.exit(1 if written.missing else 0)
