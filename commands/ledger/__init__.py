"""`kembar ledger`: relations between places with their history, and ties known from lists."""

from . import importing, showing
from .group import command

command.add_command(showing.show)
command.add_command(importing.import_list)

__all__ = ["command"]
