"""`kembar sites check`: which sites still answer, list by list, and the share that does."""

import sys
from typing import Any

import click

from crawler.checkup import Checkup
from crawler.sites import chosen, pick
from crawler.trials import Trial
from kembar.clock import now
from kembar.config import Config

from ..common import configured, json_option, log_to_stderr, verbose_option, write_json, write_table
from . import showing
from .testing import checked

COLUMNS = ("site", "alive", "robots", "list", "status", "entries", "newest", "reason")


@click.command("check")
@click.argument("names", metavar="[SITE ...]", nargs=-1)
@json_option
@verbose_option
@configured
def check(config: Config, names: tuple[str, ...], as_json: bool, verbose: bool) -> None:
    """Ask every list of every site once, many hosts at a time, and print the share alive.

    A site is alive if one of its lists can be read. Exit 1 if a site is dead.
    """
    log_to_stderr(verbose=verbose)
    checkups = checked(config, pick(chosen(config), names), samples=False)
    alive = sum(checkup.alive for checkup in checkups)
    if as_json:
        write_json(
            {
                "sites": len(checkups),
                "alive": alive,
                "share": round(alive / len(checkups), 4) if checkups else None,
                "rows": [_document(checkup) for checkup in checkups],
            }
        )
    else:
        write_table([row for checkup in checkups for row in _rows(checkup)], COLUMNS)
        share = f" ({alive / len(checkups):.0%})" if checkups else ""
        click.echo(f"\n{alive} of {len(checkups)} sites alive{share}")
    sys.exit(0 if alive == len(checkups) else 1)


def _document(checkup: Checkup) -> dict[str, Any]:
    return {
        "name": checkup.site.name,
        "alive": checkup.alive,
        "robots": checkup.robots,
        "reason": checkup.reason,
        "sources": [showing.list_document(look) for look in checkup.looks],
    }


def _rows(checkup: Checkup) -> list[dict[str, Any]]:
    """A row for each list; the first one bears the site's name."""
    alive = "yes" if checkup.alive else "NO"
    head = {"site": checkup.site.name, "alive": alive, "robots": checkup.robots}
    rows = [_row(look) for look in checkup.looks]
    if checkup.reason is not None or not rows:
        rows.append({"reason": checkup.reason})
    return [{**(head if number == 0 else {}), **row} for number, row in enumerate(rows)]


def _row(look: Trial) -> dict[str, Any]:
    return {
        "list": f"{look.source.kind}:{look.source.url}",
        "status": look.status,
        "entries": len(look.listed),
        "newest": showing.age(look.newest, now()),
        "reason": look.reason,
    }
