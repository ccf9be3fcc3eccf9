"""`kembar archive`: figures, search, and the reading room by itself."""

import asyncio
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from kembar.config import Config
from kembar.errors import ConfigError, KembarError
from reading_room.child import ReadingRoom
from reading_room.gate import ANYWHERE, HOST
from storage import searching, stats
from storage.archive import Archive
from storage.publishing import expect

from . import care, exporting, publishing
from .common import configured, json_option, write_json, write_table


@click.group("archive")
def command() -> None:
    """What is stored."""


care.add_to(command)
command.add_command(exporting.command)
command.add_command(publishing.command)


@contextmanager
def opened(config: Config) -> Iterator[Archive]:
    """The archive, to read from; ArchiveError if there is none yet."""
    archive = Archive.open(config.archive.path, read_only=True)
    try:
        yield archive
    finally:
        archive.close()


@command.command("stats")
@json_option
@configured
def show_stats(config: Config, as_json: bool) -> None:
    """How many articles, stories, events; by site and kind."""
    with opened(config) as archive:
        figures = stats.stats(archive)
    if as_json:
        write_json(figures)
        return
    for name, value in figures.items():
        if isinstance(value, int | str) or value is None:
            click.echo(f"{name:<13} {'-' if value is None else value}")
    for name in ("kinds", "statuses"):
        shown = ", ".join(f"{word or 'none'} {count}" for word, count in figures[name].items())
        click.echo(f"{name:<13} {shown or '-'}")
    click.echo()
    write_table(figures["sites"], ("site", "articles", "flagged", "last_seen"))


@command.command("search")
@click.argument("query")
@click.option(
    "--limit",
    default=20,
    show_default=True,
    type=click.IntRange(1, 1000),
    help="At most so many articles.",
)
@json_option
@configured
def search(config: Config, query: str, limit: int, as_json: bool) -> None:
    """Articles that hold every word of QUERY, newest first; exit 0 also for none."""
    with opened(config) as archive:
        rows = searching.search(archive, query, limit)
    if as_json:
        write_json(rows)
        return
    for row in rows:
        mark = "*" if row["story_id"] else " "
        click.echo(f"{mark} {(row['published'] or row['first_seen'])[:10]}  {row['title']}")
        click.echo(f"  {row['url']}")


@command.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), help="Default: [reading_room] port.")
@click.option(
    "--public",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Serve a copy made by `kembar archive publish`, hardened for strangers.",
)
@click.option(
    "--name",
    "names",
    metavar="HOST",
    multiple=True,
    help="With --public: the name under which it is reached (others get 421). May be repeated.",
)
@click.option(
    "--listen",
    type=click.Choice([HOST, ANYWHERE]),
    default=HOST,
    show_default=True,
    help="With --public: 0.0.0.0 answers on every address of this machine.",
)
@configured
def serve(
    config: Config, port: int | None, public: Path | None, names: tuple[str, ...], listen: str
) -> None:
    """The reading room on 127.0.0.1 until Ctrl-C."""
    more: list[str] = []
    if public is not None:
        expect(public)
        more = ["--public", "--listen", listen, *(word for n in names for word in ("--name", n))]
    elif names or listen != HOST:
        raise ConfigError("--name and --listen need --public FILE: an archive is for you alone")
    else:
        with opened(config):
            pass  # says now, in one line, if there is no archive
    room = ReadingRoom(
        public or config.archive.path, config.reading_room.port if port is None else port, more=more
    )
    sys.exit(asyncio.run(_serve(room)))


async def _serve(room: ReadingRoom) -> int:
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    await room.start()
    try:
        if not await room.ready(timeout=30):
            raise KembarError(f"the reading room does not answer at {room.url}")
        click.echo(f"reading room: {room.url} (Ctrl-C ends it)", err=True)
        watch = asyncio.create_task(room.watch())
        await stopping.wait()
        watch.cancel()
        await asyncio.wait({watch})
    finally:
        await room.stop()
    return 0
