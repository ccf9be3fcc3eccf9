"""`kembar sites list`: which sites are read, and by what."""

from typing import Any

import click

from crawler.sites import Site, chosen
from kembar.clock import zone_name
from kembar.config import Config
from kembar.model import SourceState
from storage import sources
from storage.archive import Archive

from ..common import configured, json_option, write_json, write_table


@click.command("list")
@json_option
@configured
def list_sites(config: Config, as_json: bool) -> None:
    """Every site in force: area, time zone, sources, and when it was last seen alive."""
    rows = [_row(site, found_before(config, site)) for site in chosen(config)]
    if as_json:
        write_json(rows)
        return
    for row in rows:
        row["sources"] = ", ".join(row["sources"]) or "found on the first round"
    write_table(rows, ("name", "area", "zone", "checked", "sources"))


def _row(site: Site, found: list[SourceState]) -> dict[str, Any]:
    return {
        "name": site.name,
        "url": site.url,
        "area": site.area,
        "zone": zone_name(site.zone),
        "builtin": site.builtin,
        "checked": site.checked or ("never live" if site.builtin else None),
        "sources": [f"{source.kind}:{source.url}" for source in site.sources]
        or [f"{state.kind}:{state.url}" for state in found],
    }


def found_before(config: Config, site: Site) -> list[SourceState]:
    """The sources that earlier rounds found, if there is an archive and none are declared."""
    if site.sources or not config.archive.path.is_file():
        return []
    return remembered(config, site)


def remembered(config: Config, site: Site) -> list[SourceState]:
    """What the archive knows of a site's sources; nothing without an archive."""
    if not config.archive.path.is_file():
        return []
    archive = Archive.open(config.archive.path, read_only=True)
    try:
        return sources.load(archive, site.name)
    finally:
        archive.close()
