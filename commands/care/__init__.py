"""The care of the archive as commands of `kembar archive`: copies, checks, letting things go."""

import click

from . import backup, checking, pruning, takedown, warc

COMMANDS = (
    backup.make, backup.restore, checking.check, pruning.prune, takedown.take_down, warc.export,
)  # fmt: skip


def add_to(group: click.Group) -> None:
    """Give a group these commands."""
    for command in COMMANDS:
        group.add_command(command)
