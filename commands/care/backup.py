"""`kembar archive backup` and `restore`."""

from pathlib import Path

import click

from kembar.clock import now
from kembar.config import Config
from kembar.errors import AlreadyRunning
from kembar.locks import FileLock, beside
from storage import backups
from storage.archive import Archive
from storage.backups import Copy

from ..common import complain, configured


@click.command("backup")
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--replace", is_flag=True, help="Write over a file of that name.")
@configured
def make(config: Config, out: Path, replace: bool) -> None:
    """Copy the archive to OUT, beside a running daemon too, and check the copy.

    The name appears only when the copy is whole. Raw pages and kembar.toml are not in it.
    """
    archive = Archive.open(config.archive.path, read_only=True, any_age=True)
    try:
        copy = backups.make(archive, out, replace=replace)
    finally:
        archive.close()
    click.echo(f"{out}: {described(copy)}")


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@configured
def restore(config: Config, file: Path) -> None:
    """Put the backup FILE in the archive's place; the daemon must not run.

    FILE is checked first and stays as it is. The present archive is kept under another name. What
    was taken down since the backup is taken down in it too.
    """
    path = config.archive.path
    locks = [FileLock(beside(path, purpose)) for purpose in ("daemon", "delivery")]
    try:
        for lock in locks:
            try:
                lock.acquire("`kembar archive restore`")
            except AlreadyRunning as error:
                raise AlreadyRunning(f"{error}; end it first, then restore") from None
        done = backups.restore(path, file, now=now())
    finally:
        for lock in locks:
            lock.release()
    click.echo(f"{path}: {described(done.copy)}")
    if done.aside is not None:
        complain(f"what was there is now {done.aside}; delete it when you no longer need it")
    if done.taken_down:
        complain(f"{done.taken_down} articles of the backup were taken down since: removed again")
    if done.copy.pending:
        complain(
            f"{done.copy.pending} alerts wait in it; those sent since the backup are sent again"
        )


def described(copy: Copy) -> str:
    """Size and rows in a line."""
    rows = ", ".join(f"{count} {table}" for table, count in copy.rows.items())
    return f"{copy.bytes / 1e6:.1f} MB, sound; {rows}"
