"""`kembar sites`: which sites are read, by what, whether they answer, and new ones."""

import click

from . import adding, checking, importing, listing, testing


@click.group("sites")
def command() -> None:
    """The sites that are read."""


command.add_command(listing.list_sites)
command.add_command(adding.add)
command.add_command(testing.test)
command.add_command(checking.check)
command.add_command(importing.import_list)

__all__ = ["command"]
