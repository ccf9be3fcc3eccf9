"""`kembar try`: one page, read and judged; stores nothing."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import click

import rules
import scheduler
from crawler.reading import PageRead
from crawler.sites import Site, chosen
from crawler.tasting import taste_file, taste_url
from crawler.urls import host_key, same_site
from kembar.config import Config
from kembar.errors import ConfigError

from .common import configured, json_option, log_to_stderr, verbose_option, write_json
from .judgements import as_record


@click.command("try")
@click.argument("what", metavar="URL|FILE")
@click.option("--url", help="Address that a FILE was saved from.")
@json_option
@verbose_option
@configured
def command(config: Config, what: str, url: str | None, as_json: bool, verbose: bool) -> None:
    """Read one page as Kembar would: article, hits, facts, and why. Stores nothing."""
    log_to_stderr(verbose=verbose)
    read = page(config, what, url)
    if as_json:
        write_json(_document(read))
    else:
        _print(config, read)
    sys.exit(0)


def page(config: Config, what: str, url: str | None = None) -> PageRead:
    """Fetch an address, or read a saved page; `url` is where a file was saved from."""
    file = Path(what)
    sites = chosen(config)
    if not what.startswith(("http://", "https://")):
        if not file.is_file():
            raise ConfigError(f"{what}: neither an http or https address nor a file")
        address = url or file.absolute().as_uri()
        site = _site_of(address, sites, config)
        return asyncio.run(taste_file(config, site, file.read_bytes(), address))
    site = _site_of(what, sites, config)
    found: list[PageRead] = []

    async def work() -> int:
        found.append(await taste_url(config, site, what))
        return 0

    scheduler.run_loop(work, allow_private=config.crawl.allow_private_hosts)
    return found[0]


def _site_of(address: str, sites: list[Site], config: Config) -> Site:
    related = [site for site in sites if same_site(address, site.url)]
    # Sites of one publisher may share a domain; then the host tells them apart.
    exact = [site for site in related if _host(site.url) == _host(address)]
    for found in (exact, related):
        if found:
            return found[0]
    return Site(name="try", url=address, every=config.crawl.every)


def _host(address: str) -> str:
    return host_key(address).removeprefix("www.")


def _document(read: PageRead) -> dict[str, Any]:
    article = read.article
    fields = (
        "url", "site", "title", "author", "published", "published_raw", "published_precision",
        "language", "image", "status", "reason", "text",
    )  # fmt: skip
    return {
        "article": {field: getattr(article, field) for field in fields},
        "judgement": as_record(read.judgement),
    }


def _print(config: Config, read: PageRead) -> None:
    article = read.article
    click.echo(f"title      {article.title}")
    click.echo(f"author     {article.author or '-'}")
    click.echo(f"published  {article.published or '-'}  ({article.published_raw or 'no date'})")
    click.echo(f"url        {article.url}")
    click.echo(f"text       {len(article.text)} characters")
    click.echo()
    click.echo(article.text)
    click.echo()
    packs = rules.load(config.rules.folder, config.watches)
    homes = {site.name: site.area for site in chosen(config)}
    click.echo(rules.explain(article, packs, home=homes.get(article.site)).text())
