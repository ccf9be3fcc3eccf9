"""`kembar archive prune`: lets go what `[retention]` limits, as the daemon does once a day."""

import click

from kembar.clock import now
from kembar.config import Config
from storage import retention, scrubbing
from storage.archive import Archive
from storage.raw_pages import PageStore
from storage.retention import Terms

from ..common import configured, json_option, write_json


@click.command("prune")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@json_option
@configured
def prune(config: Config, dry_run: bool, as_json: bool) -> None:
    """Let go what is older than `[retention]` allows; without limits there, only raw pages."""
    limits = config.retention
    terms = Terms(articles=limits.articles_span, flagged=limits.flagged_span)
    pages = PageStore.beside(config.archive.path, limits.raw_pages_span)
    moment = now()
    Archive.open(config.archive.path, read_only=True, any_age=True).close()  # there must be one
    archive = Archive.open(config.archive.path, read_only=dry_run)
    try:
        due = retention.overdue(archive, terms, pages, moment)
        if not dry_run:
            while retention.drop(archive, terms, pages, moment):
                pass
            pages.prune(moment)
            if due.articles or due.flagged:
                scrubbing.merge(archive)
                scrubbing.empty_log(archive)
    finally:
        archive.close()
    if as_json:
        fields = ("articles", "flagged", "pages", "page_bytes")
        write_json({name: getattr(due, name) for name in fields} | {"dry_run": dry_run})
        return
    click.echo(
        f"{'would go' if dry_run else 'gone'}: {due.articles} articles (longer than "
        f"{limits.articles}), {due.flagged} flagged ones ({limits.flagged}), {due.pages} raw pages "
        f"({limits.raw_pages}; {due.page_bytes / 1e6:.1f} MB)"
    )
