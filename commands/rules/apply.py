"""`kembar rules apply`: what the rules make of given articles, a line each."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

import click

import rules
from crawler.judging import BATCH_SECONDS, Failure, work_all
from kembar.config import Config
from kembar.model import Watch

from ..common import complain, configured
from ..lines import Line, Told, failed, judge_line


@click.command("apply")
@click.argument("file", metavar="FILE.jsonl", type=click.File("rb"))
@click.option(
    "--jobs", type=click.IntRange(min=1), default=1, show_default=True,
    help="Processes. With 2 or more a line that hangs or kills its process costs only itself; "
    "lines come out by the batch.",
)  # fmt: skip
@configured
def command(config: Config, file: IO[bytes], jobs: int) -> None:
    """Judge one article a line (`-` is stdin) and write one judgement a line, in order."""
    lines = (Line(number, raw) for number, raw in enumerate(file, start=1) if raw.strip())
    faults = 0
    for told in apply(lines, jobs, folder=config.rules.folder, watches=config.watches):
        faults += told.failed
        click.echo(told.text)
    if faults:
        complain(f"{faults} lines could not be judged; each has its error in its place")
    sys.exit(1 if faults else 0)


def apply(
    lines: Iterable[Line],
    jobs: int,
    *,
    folder: Path | None = None,
    watches: Sequence[Watch] = (),
    seconds: float = BATCH_SECONDS,
) -> Iterator[Told]:
    """The judgement of each line in their order, the same with any number of processes.

    One process is this one: it starts at once, answers line by line, and has no time limit.
    """
    if jobs == 1:
        packs = rules.load(folder, watches)
        yield from (judge_line(line, packs) for line in lines)
        return
    answers = work_all(
        judge_line, lines, workers=jobs, folder=folder, watches=watches, seconds=seconds
    )
    for line, told in answers:
        yield failed(line, told.why) if isinstance(told, Failure) else told
