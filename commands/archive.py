"""`kembar archive`: figures, search, and the reading room by itself."""

import asyncio
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from kembar.config import Config
from kembar.errors import KembarError
from reading_room.child import ReadingRoom
from storage import stats
from storage.archive import Archive

from . import exporting
from .common import configured, json_option, write_json, write_table


@click.group("archive")
def command() -> None:
    """What is stored."""


command.add_command(exporting.command)


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
        rows = stats.search(archive, query, limit)
    if as_json:
        write_json(rows)
        return
    for row in rows:
        mark = "*" if row["story_id"] else " "
        click.echo(f"{mark} {(row['published'] or row['first_seen'])[:10]}  {row['title']}")
        click.echo(f"  {row['url']}")


@command.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), help="Default: [reading_room] port.")
@configured
def serve(config: Config, port: int | None) -> None:
    """The reading room on 127.0.0.1 until Ctrl-C."""
    with opened(config):
        pass  # says now, in one line, if there is no archive
    sys.exit(asyncio.run(_serve(config, config.reading_room.port if port is None else port)))


async def _serve(config: Config, port: int) -> int:
    room = ReadingRoom(config.archive.path, port)
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
