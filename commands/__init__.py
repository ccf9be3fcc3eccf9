"""The command line. One module a command or group; found by name, imported only when asked for."""

import importlib
import pkgutil
import sys
from collections.abc import Sequence
from typing import Any

import click

from kembar import __version__

# The order in which `kembar --help` shows them; anything else follows by name.
ORDER = (
    "run", "crawl", "backfill", "try", "sites", "rules", "alerts", "archive", "ledger", "status",
    "check", "demo",
)  # fmt: skip

NO_COMMANDS = frozenset(
    {
        "areas", "care", "common", "exporting", "judgements", "lines", "looking_on", "previewing",
        "publishing", "salvage", "verdicts", "waiting",
    }
)  # fmt: skip
"""Modules beside this one that hold no command of `kembar` itself."""


class CommandLine(click.Group):
    """Finds `kembar NAME` in the module `commands.NAME`, as the attribute `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the modules beside this one that hold a command."""
        names = {
            module.name.removesuffix("_")  # `try` is a word of Python
            for module in pkgutil.iter_modules(__path__)
            if module.name not in NO_COMMANDS
        }
        return sorted(names, key=lambda n: (ORDER.index(n) if n in ORDER else len(ORDER), n))

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import one command's module; None for an unknown name."""
        if name not in self.list_commands(ctx):
            return None
        module: Any = importlib.import_module(f".{'try_' if name == 'try' else name}", __name__)
        found: click.Command = module.command
        return found


@click.command(cls=CommandLine, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kembar")
def cli() -> None:
    """Watch regional news for cities that get together, and tell each happening once.

    Exit code 0: fine; 1: the world failed; 2: mistyped, or the configuration is wrong.
    """


def main(arguments: Sequence[str] | None = None) -> None:
    """The entry point `kembar`."""
    sys.exit(cli.main(arguments, prog_name="kembar", standalone_mode=True))
