"""`kembar ledger show`: the table of relations, the history of a pair, and the dormant ones."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

import click

import rules
from kembar.clock import now
from kembar.config import Config
from kembar.errors import ConfigError
from kembar.plain import shorten
from storage import ledger
from storage.archive import Archive

from ..areas import areas
from ..common import complain, configured, json_option, write_json, write_table

_TOGETHER = 2
"""Places whose relation is told line by line."""
_WIDTH = 80
"""Characters of a headline in a table."""


@click.command("show")
@click.argument("names", metavar="[PLACE [PLACE]]", nargs=-1)
@click.option(
    "--dormant",
    metavar="YEARS",
    type=click.IntRange(1, 100),
    help="Ties that are signed or known, and nothing of them since so many years.",
)
@json_option
@configured
def show(config: Config, names: tuple[str, ...], dormant: int | None, as_json: bool) -> None:
    """List relations, newest activity first; of one PLACE; or the history between two.

    PLACE is an id or a name. A province stands for all that lies in it, a country too.
    """
    if len(names) > _TOGETHER:
        raise ConfigError(
            f"{len(names)} places given; expected at most two (quote a name of several words)"
        )
    archive = Archive.open(config.archive.path, read_only=True)
    try:
        packs = rules.load(config.rules.folder, config.watches)
        between = [areas(name, packs, archive, where="ledger") for name in names]
        if dormant is not None:
            _tell_dormant(archive, between, dormant, as_json)
        elif len(between) == _TOGETHER:
            _tell_history(archive, between, as_json)
        else:
            _tell(ledger.relations(archive, *between), as_json)
    finally:
        archive.close()


def _tell(rows: Sequence[Mapping[str, Any]], as_json: bool) -> None:
    if as_json:
        write_json([_record(row) for row in rows])
        return
    columns = ("pair", "kind", "stage", "since", "last", "stories")
    write_table([_line(row) for row in rows], columns)
    if not rows:
        complain("no relation is on record here")


def _tell_dormant(
    archive: Archive, between: Sequence[Sequence[str]], years: int, as_json: bool
) -> None:
    today = now().date()
    rows = ledger.dormant(archive, *between, years=years, today=today)
    told = [(row, _latest(archive, row, today)) for row in rows]
    if as_json:
        write_json([_record(row) | {"last": asdict(line) if line else None} for row, line in told])
        return
    lines = [_line(row) | {"what": _what(line)} for row, line in told]
    write_table(lines, ("pair", "kind", "stage", "since", "last", "what"))
    if not rows:
        complain(f"no tie on record has slept for {years} years")


def _latest(archive: Archive, row: Mapping[str, Any], today: date) -> ledger.Line | None:
    """What was last; that something was denied is no sign of life."""
    lines = ledger.history(archive, row["a"], row["b"], today=today)
    return next((line for line in reversed(lines) if line.modality != "denied"), None)


def _what(line: ledger.Line | None) -> str | None:
    return shorten(line.title or f"known from {line.source}", _WIDTH) if line else None


def _tell_history(archive: Archive, between: Sequence[Sequence[str]], as_json: bool) -> None:
    today = now().date()
    told = [
        (row, ledger.history(archive, row["a"], row["b"], today=today))
        for row in ledger.relations(archive, *between)
    ]
    if as_json:
        write_json([_record(row) | {"history": [asdict(x) for x in lines]} for row, lines in told])
        return
    for row, lines in told:
        _tell_pair(row, lines)
    if not told:
        complain("no relation is on record between these places")


def _tell_pair(row: Mapping[str, Any], lines: Sequence[ledger.Line]) -> None:
    since = f", since {row['since']}" if row["since"] else ""
    standing = f"{row['kind'] or '-'}, {row['stage'] or '-'}{since}"
    click.echo(f"{_pair(row)}: {standing}, stories {row['stories']}")
    for line in lines:
        what = f"{line.stage or '-'}, {line.modality or '-'}" if line.title else "known from a list"
        if not line.title and line.stage:
            what = f"{line.stage}, says a list"
        click.echo(f"  {line.day or '-':<10}  {what}")
        if line.sentence or line.title:
            click.echo(f"    {' '.join((line.sentence or line.title or '').split())}")
        more = f" (and {line.reports - 1} more)" if line.reports > 1 else ""
        click.echo(f"    {line.source}{more}")
    click.echo()


def _pair(row: Mapping[str, Any]) -> str:
    return f"{row['a_name']} - {row['b_name']}"


def _line(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "pair": _pair(row), "last": row["last_active"]}


def _record(row: Mapping[str, Any]) -> dict[str, Any]:
    """One relation as JSON: each place with its id and name."""
    rest = {k: v for k, v in row.items() if k not in ("a", "a_name", "b", "b_name")}
    return {
        "a": {"id": row["a"], "name": row["a_name"]},
        "b": {"id": row["b"], "name": row["b_name"]},
        **rest,
    }
