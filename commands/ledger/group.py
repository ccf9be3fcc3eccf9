"""The group `kembar ledger`, whose first words may be places instead of a subcommand."""

import click

DEFAULT = "show"


class PlacesOrCommand(click.Group):
    """Reads `kembar ledger Bogor` as `kembar ledger show Bogor`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command before what is neither a command nor a call for help."""
        known = {*self.commands, *ctx.help_option_names}
        if not args or args[0] not in known:
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)


@click.command("ledger", cls=PlacesOrCommand, options_metavar="", subcommand_metavar="[PLACE ...]")
def command() -> None:
    """Relations between places: where they stand, their history, and which sleep.

    `kembar ledger` lists all, `kembar ledger PLACE` those of a place and of all that lies in it,
    `kembar ledger PLACE PLACE` tells the history of a pair; it takes the options of `show`.
    """
