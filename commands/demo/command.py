"""`kembar demo`: one round at the replica outlets, then the reading room on the result."""

import asyncio
import signal
import sys
import tempfile
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import click

import scheduler
from alerts.channels import open_channels
from commands.common import config_option, exit_codes, log_to_stderr, write_table
from commands.crawl import COLUMNS, progress, row_of
from crawler.sites import Site, builtin
from kembar.clock import now
from kembar.config import Config
from kembar.errors import KembarError
from kembar.model import Outcome, Run
from kembar.sections import AlertsSection, ArchiveSection, CrawlSection, ReadingRoomSection
from reading_room.child import ReadingRoom

from .outlets import Outlet
from .server import ReplicaServer
from .stock import demo_outlets

WELCOME = """\
Five replica outlets are served on this machine; their news is made up.
One round reads them as the real ones are read. Alerts follow.
"""
OPEN = """
The reading room shows the result: {url}
Ctrl-C ends the demo and throws its archive away.
"""


@click.command("demo")
@click.option("--once", is_flag=True, help="End after the round, without the reading room.")
@click.option(
    "--port",
    default=8001,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Of the reading room, on 127.0.0.1; 0 takes a free one.",
)
@config_option
def command(once: bool, port: int, config_path: Path | None) -> None:
    """The whole of Kembar on local replica outlets; needs no internet and no configuration.

    It has its own settings and archive: --config is taken as everywhere, and nothing of it used.
    """
    exit_codes(lambda: _demo(once, port))()


def _demo(once: bool, port: int) -> None:
    outlets = demo_outlets(now())
    with tempfile.TemporaryDirectory(prefix="kembar-demo-") as folder:
        config = configuration(Path(folder), port)
        log_to_stderr(verbose=False)
        click.echo(WELCOME, err=True)
        with ReplicaServer(outlets) as server:
            sites = replicas(server, outlets)

            async def work() -> int:
                channels = open_channels(
                    config.channels, console=sys.stderr, contact=config.crawl.contact
                )
                with progress(len(sites)) as (on_round, on_page):
                    rounds = await scheduler.crawl(
                        config, sites, channels, on_round=on_round, on_page=on_page
                    )
                write_table([row_of(run) for run in rounds], COLUMNS)
                if not once:
                    await _show(config)
                return _code(rounds)

            code = scheduler.run_loop(work, allow_private=True)
    sys.exit(code)


def configuration(folder: Path, port: int) -> Config:
    """What the demo runs with: its own archive, loopback allowed, every story told at once."""
    return Config(
        archive=ArchiveSection(path=folder / "archive.db"),
        crawl=CrawlSection(
            contact="mailto:demo@example.org",
            delay=timedelta(milliseconds=50),
            allow_private_hosts=True,
        ),
        alerts=AlertsSection(backlog="tell"),
        reading_room=ReadingRoomSection(port=port),
    )


def replicas(server: ReplicaServer, outlets: Sequence[Outlet]) -> list[Site]:
    """The built-in declarations of the replica outlets, moved to where the server stands."""
    names = {outlet.name for outlet in outlets}
    shipped = builtin(timedelta(minutes=15))
    return [site.moved(server.relocate) for site in shipped if site.name in names]


async def _show(config: Config) -> None:
    """Keep the reading room open until Ctrl-C."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    room = ReadingRoom(config.archive.path, config.reading_room.port)
    await room.start()
    try:
        if not await room.ready(timeout=30):
            raise KembarError(f"the reading room does not answer at {room.url}")
        click.echo(OPEN.format(url=room.url), err=True)
        await stopping.wait()
    finally:
        await room.stop()


def _code(rounds: Sequence[Run]) -> int:
    return 0 if all(run.outcome is Outcome.OK for run in rounds) else 1
