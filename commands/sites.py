"""`kembar sites`: which sites are read, and by what."""

from typing import Any

import click

from crawler.sites import Site, chosen
from kembar.clock import zone_name
from kembar.config import Config
from storage import sources
from storage.archive import Archive

from .common import configured, json_option, write_json, write_table


@click.group("sites")
def command() -> None:
    """The sites that are read."""


@command.command("list")
@json_option
@configured
def list_sites(config: Config, as_json: bool) -> None:
    """Every site in force: area, time zone, sources, and when it was last seen alive."""
    rows = [_row(site, _found(config, site)) for site in chosen(config)]
    if as_json:
        write_json(rows)
        return
    for row in rows:
        row["sources"] = ", ".join(row["sources"]) or "found on the first round"
    write_table(rows, ("name", "area", "zone", "checked", "sources"))


def _row(site: Site, found: list[str]) -> dict[str, Any]:
    return {
        "name": site.name,
        "url": site.url,
        "area": site.area,
        "zone": zone_name(site.zone),
        "builtin": site.builtin,
        "checked": site.checked or ("never live" if site.builtin else None),
        "sources": [f"{source.kind}:{source.url}" for source in site.sources] or found,
    }


def _found(config: Config, site: Site) -> list[str]:
    """The sources that earlier rounds found, if there is an archive."""
    if site.sources or not config.archive.path.is_file():
        return []
    archive = Archive.open(config.archive.path, read_only=True)
    try:
        return [f"{state.kind}:{state.url}" for state in sources.load(archive, site.name)]
    finally:
        archive.close()
