"""`kembar archive takedown`: says what will go, asks, removes it, and looks whether it is gone."""

import re
import sys

import click

from crawler.urls import canonical
from crawler.variants import forms
from kembar.clock import now
from kembar.config import Config
from kembar.plain import one_line
from storage import takedown
from storage.archive import Archive
from storage.raw_pages import PageStore
from storage.takedown import Done, Form, Plan, Target

from ..common import complain, configured

LEAST = 6
"""Letters and digits of a pattern; a shorter one would cover what nobody means."""
SHOWN = 10
"""Headlines shown of a long list."""


@click.command("takedown")
@click.argument("target")
@click.option("--yes", is_flag=True, help="Do it without asking.")
@configured
def take_down(config: Config, target: str, yes: bool) -> None:
    """Remove an address, a domain or a pattern (https://news.example/tag/*) for good.

    Says first what will go: texts, earlier texts, search index, events, alerts not sent yet, raw
    pages. It does not come back with the next crawl. Works beside a running daemon. Older backups
    and exports are not touched.
    """
    wanted = read_target(target)
    Archive.open(config.archive.path, read_only=True, any_age=True).close()  # there must be one
    archive = Archive.open(config.archive.path)
    try:
        planned = takedown.plan(archive, wanted)
        for line in announced(planned):
            click.echo(line)
        if not yes:
            click.confirm("Remove it?", abort=True, err=True)
        pages = PageStore.beside(config.archive.path, config.retention.raw_pages_span)
        done = takedown.carry_out(archive, planned, pages, now=now())
    finally:
        archive.close()
    sys.exit(_report(done))


def read_target(text: str) -> Target:
    """What is meant; click.UsageError for what is nothing of the three."""
    text = text.strip()
    if "*" in text:
        if len(re.findall(r"\w", text)) < LEAST:
            raise click.UsageError(f"{text!r} would cover too much; name at least a domain in it")
        return Target(Form.PATTERN, text)
    if "://" in text:
        url = canonical(text)
        if url is None:
            raise click.UsageError(f"{text!r} is no http or https address")
        return Target(Form.ADDRESS, url, tuple(form for form in forms(url) if form != url))
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+(:\d+)?", text):
        return Target(Form.DOMAIN, text.lower())
    raise click.UsageError(
        f"{text!r} is no address (https://...), domain (news.example) or pattern with *"
    )


def announced(planned: Plan) -> list[str]:
    """What will go, line by line."""
    if planned.is_empty:
        lines = ["nothing of it is stored"]
    else:
        lines = [
            f"{len(planned.articles)} articles, {planned.revisions} earlier texts, "
            f"{len(planned.addresses)} addresses, {planned.waiting} alerts not sent yet"
        ]
        lines += [f"  {one_line(title)}" for title in planned.titles[:SHOWN]]
        if len(planned.titles) > SHOWN:
            lines.append(f"  and {len(planned.titles) - SHOWN} more")
        if planned.shared:
            lines.append(f"{planned.shared} stories go on: other articles tell them too")
    if planned.target.form is Form.PATTERN:
        lines.append("only what is stored now is barred; new addresses may still match")
    else:
        lines.append("it will not be taken up again")
    return lines


def _report(done: Done) -> int:
    click.echo(f"removed: {done.articles} articles, {done.pages} raw pages")
    if not done.log_emptied:
        complain(
            "a reader kept the archive's -wal file from being emptied, so it may still hold the "
            "text; close the reading room and run the same command again"
        )
    for piece in done.traces:
        complain(f"still in the file: {piece!r}")
    if done.traces and done.log_emptied:
        complain("stop the daemon, then `kembar archive backup` and `restore` leave it behind")
    if not done.traces and done.log_emptied:
        click.echo("nothing of it is left in the file")
    return 0 if done.log_emptied and not done.traces else 1
