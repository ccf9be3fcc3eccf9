"""How the progress of a long reading is shown: a bar on a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from storage.backfills import Backfill
from storage.backfills import Progress as Come

EVERY = 10.0
"""Seconds between two plain lines."""


@dataclass
class Onlooker:
    """Says once what is read by what, and then how far it has come."""

    show: Callable[[Come], None]
    """Shows how far it has come."""
    say: Callable[[str], None]
    """Prints a line."""
    told: str | None = None
    """The means that was told of last."""

    def see(self, backfill: Backfill, come: Come) -> None:
        """Take note of where a backfill stands."""
        if backfill.means is not None and backfill.means != self.told:
            self.told = backfill.means
            self.say(f"reads {backfill.site} by {backfill.means}: {backfill.why}")
        self.show(come)


@contextmanager
def looking_on(backfill: Backfill) -> Iterator[Onlooker]:
    """An onlooker for one backfill, on stderr."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield Onlooker(show=_in_lines(), say=_line)
        return
    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TextColumn("pages"), TimeRemainingColumn(), TextColumn("{task.fields[stored]} stored"),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(backfill.site, total=None, stored=0)

        def show(come: Come) -> None:
            bar.update(
                task, total=expected(come) or None, completed=come.pages - come.pages_left,
                stored=come.stored,
            )  # fmt: skip

        yield Onlooker(show=show, say=lambda line: bar.console.print(line, highlight=False))


def expected(come: Come) -> int:
    """Pages in all: those that are known, and as many for each document left as the others had."""
    if not come.documents:
        return come.pages
    return come.pages + round(come.pages / come.documents * come.documents_left)


def _in_lines() -> Callable[[Come], None]:
    last = time.monotonic()

    def show(come: Come) -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY:
            last = time.monotonic()
            done = come.pages - come.pages_left
            _line(f"{done} of about {expected(come)} pages, {come.stored} stored")

    return show


def _line(text: str) -> None:
    click.echo(text, file=sys.stderr)
