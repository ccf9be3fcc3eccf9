"""`kembar archive export`: the stories of a period as a file to pass on."""

from datetime import date, datetime
from pathlib import Path

import click

import rules
from exports.files import whole
from exports.formats import FORMATS, Format
from kembar.clock import now
from kembar.config import Config
from kembar.errors import ConfigError
from kembar.model import Kind, Stage
from storage.archive import Archive
from storage.clippings import Asked, edition, snapshot

from .areas import areas
from .common import configured

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command("export")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--since", metavar="DAY", type=_DAY, help="First day, as in 2026-01-31.")
@click.option("--until", metavar="DAY", type=_DAY, help="Last day, included.")
@click.option(
    "--place",
    "places",
    metavar="PLACE",
    multiple=True,
    help="Id or name; a province stands for all that lies in it. May be repeated.",
)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice([kind.value for kind in Kind]),
    multiple=True,
    help="May be repeated.",
)
@click.option(
    "--stage",
    "stages",
    type=click.Choice([stage.value for stage in Stage]),
    multiple=True,
    help="May be repeated.",
)
@click.option("--site", "sites", metavar="SITE", multiple=True, help="May be repeated.")
@click.option(
    "--language",
    type=click.Choice(["id", "en"]),
    default="id",
    show_default=True,
    help="Of the words around the news.",
)
@configured
def command(
    config: Config,
    out: Path,
    since: datetime | None,
    until: datetime | None,
    places: tuple[str, ...],
    kinds: tuple[str, ...],
    stages: tuple[str, ...],
    sites: tuple[str, ...],
    language: str,
) -> None:
    """Write stories to OUT: .pdf (kliping), .xlsx, .csv or .jsonl; never an article's text."""
    wanted = _format(out)
    first, last = _day(since), _day(until)
    if first and last and first > last:
        raise ConfigError(f"--since {first} lies after --until {last}")
    raise_if_archive(out, config)
    archive = Archive.open(config.archive.path, read_only=True)
    try:
        packs = rules.load(config.rules.folder, config.watches) if places else None
        asked = Asked(
            since=first,
            until=last,
            places=tuple(
                area
                for name in places
                if packs
                for area in areas(name, packs, archive, where="--place")
            ),
            kinds=tuple(map(Kind, kinds)),
            stages=tuple(map(Stage, stages)),
            sites=sites,
        )
        with snapshot(archive):
            found = edition(archive, asked, now=now())
            with whole(out) as file:
                wanted.write(found, file, language)
    finally:
        archive.close()
    click.echo(
        f"{out}: {found.found} stories ({found.reports} articles) of {found.looked_at} articles "
        f"looked at, {out.stat().st_size:,} bytes",
        err=True,
    )


def raise_if_archive(out: Path, config: Config) -> None:
    """ConfigError if a file to be written is the archive itself."""
    if out.resolve() == config.archive.path.resolve():
        raise ConfigError(f"{out} is the archive; name another file")


def _format(out: Path) -> Format:
    try:
        return FORMATS[out.suffix.lower().removeprefix(".")]
    except KeyError:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise ConfigError(
            f"{out}: the ending of the file says the format; expected one of {known}"
        ) from None


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
