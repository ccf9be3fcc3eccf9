"""`kembar sites test`: one article of each list of a site, field by field; stores nothing."""

import sys
from typing import Any

import click

import scheduler
from crawler.checkup import Checkup, check_all, with_known
from crawler.sampling import Sample
from crawler.sites import Site, chosen, pick
from crawler.sources import source_of
from kembar.config import Config

from ..common import configured, json_option, log_to_stderr, verbose_option, write_json
from . import showing
from .listing import found_before, remembered

LONG = 60
"""Characters of a field that are shown."""


@click.command("test")
@click.argument("names", metavar="[SITE ...]", nargs=-1)
@json_option
@verbose_option
@configured
def test(config: Config, names: tuple[str, ...], as_json: bool, verbose: bool) -> None:
    """Read one article of each list of SITE (all sites by default) and report every field.

    Stores nothing. Exit 1 if a list or its article fails.
    """
    log_to_stderr(verbose=verbose)
    checkups = checked(config, pick(chosen(config), names), samples=True)
    if as_json:
        write_json([_document(checkup) for checkup in checkups])
    else:
        for checkup in checkups:
            _show(checkup)
    sys.exit(0 if all(_passed(checkup) for checkup in checkups) else 1)


def checked(config: Config, sites: list[Site], *, samples: bool) -> list[Checkup]:
    """Ask the sites, with the lists and the numbers that the archive remembers."""
    states = {site.name: remembered(config, site) for site in sites}
    numbers = {s.url: s.cursor for found in states.values() for s in found if s.cursor}
    whole = [
        with_known(site, [source_of(s.kind, s.url) for s in found_before(config, site)])
        for site in sites
    ]
    done: list[Checkup] = []

    async def work() -> int:
        done.extend(await check_all(config, whole, numbers=numbers, samples=samples))
        return 0

    scheduler.run_loop(work, allow_private=config.crawl.allow_private_hosts)
    return done


def _passed(checkup: Checkup) -> bool:
    return (
        checkup.reason is None
        and all(look.works for look in checkup.looks)
        and all(sample.article is not None for sample in checkup.samples)
    )


def _document(checkup: Checkup) -> dict[str, Any]:
    return {
        "name": checkup.site.name,
        "passed": _passed(checkup),
        "reason": checkup.reason,
        "sources": [showing.list_document(look) for look in checkup.looks],
        "articles": [showing.sample_document(sample) for sample in checkup.samples],
    }


def _show(checkup: Checkup) -> None:
    click.echo(f"{checkup.site.name}: {'ok' if _passed(checkup) else 'FAILED'}")
    if checkup.reason is not None:
        click.echo(f"  {checkup.reason}")
    for look in checkup.looks:
        said = look.reason or f"{len(look.listed)} entries"
        click.echo(f"  {look.source.kind}:{look.source.url}  {said}")
        for sample in checkup.samples:
            if sample.source == look.source:
                _show_fields(sample, checkup.site)


def _show_fields(sample: Sample, site: Site) -> None:
    if sample.article is None:
        click.echo(f"    failed: {sample.reason} ({sample.entry.url})")
        return
    for name, value in _fields(sample, site):
        shown = value if value is None or len(value) <= LONG else f"{value[: LONG - 3]}..."
        click.echo(f"    {'ok' if value else 'missing':8} {name:10} {shown or ''}".rstrip())


def _fields(sample: Sample, site: Site) -> list[tuple[str, str | None]]:
    article, fields = sample.article, sample.fields
    assert article is not None and fields is not None
    published = None
    if article.published is not None:
        moment = showing.when(article.published, article.published_precision, site)
        published = f"{moment}, from {fields.where_published}"
    return [
        ("url", article.url),
        ("title", article.title),
        ("author", article.author),
        ("published", published),
        ("text", f"{len(article.text)} characters" if article.text else None),
        ("image", article.image),
        ("language", article.language),
        ("canonical", fields.canonical),
        ("status", article.status.value + (f": {article.reason}" if article.reason else "")),
    ]
