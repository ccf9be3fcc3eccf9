"""`kembar sites import`: other people's lists of sites become `[[sites]]` entries."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

import rules
from crawler.urls import canonical
from kembar import config as configuration
from kembar.config import Config
from kembar.errors import ConfigError
from kembar.sections import SiteSection
from kembar.writing import add_sites, entry_of
from rules import RuleSet

from ..common import complain, config_option, exit_codes, json_option, write_json, write_table
from . import known
from .rows import Row, read_rows

ELSEWHERE = frozenset({"feeds.feedburner.com", "feeds2.feedburner.com", "rss.app", "fetchrss.com"})
"""Hosts that carry the feeds of others, so that they do not tell whose a feed is."""
COLUMNS = ("line", "name", "area", "feeds", "outcome")


@dataclass(slots=True)
class Plan:
    """What becomes of a list."""

    sites: dict[str, SiteSection] = field(default_factory=dict)
    """Host -> the entry to be written."""
    lines: list[dict[str, Any]] = field(default_factory=list)
    """What is said of each row."""
    wrong: int = 0
    """Rows that cannot be read."""

    def say(self, row: Row, outcome: str, site: SiteSection | None = None) -> None:
        """Note what became of a row."""
        self.lines.append(
            {
                "line": row.line,
                "name": site.name if site else row.name or row.url or row.feed,
                "area": site.area if site else None,
                "feeds": len(site.sources or ()) if site else None,
                "outcome": outcome,
            }
        )


@click.command("import")
@click.argument(
    "path",
    metavar="FILE.opml|FILE.csv",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--yes", is_flag=True, help="Write the entries; without it they are only shown.")
@json_option
@config_option
def import_list(path: Path, yes: bool, as_json: bool, config_path: Path | None) -> None:
    """Take over the feeds of an OPML file, or the sites of a table `name,url,area,feed`.

    Several feeds of one host are one site. Sites that are known already are skipped. A first run
    shows what would be written, --yes writes it. Rows that cannot be read are named with their
    line and do not keep the others back; exit 1 if there is one.
    """
    exit_codes(lambda: _import(path, yes, as_json, config_path))()


def _import(path: Path, yes: bool, as_json: bool, config_path: Path | None) -> None:
    file = configuration.find(config_path)
    config = configuration.load(file)
    if yes and file is None:
        raise ConfigError(
            "there is no kembar.toml to write to: `kembar run` writes one with comments, "
            "or name one with --config"
        )
    plan = _planned(read_rows(path), config)
    entries = [
        entry_of(site, notes=[f"from {path.name} by `kembar sites import`"])
        for site in plan.sites.values()
    ]
    written = file is not None and yes and bool(entries)
    if written:
        assert file is not None
        add_sites(file, entries)
    if as_json:
        write_json({"rows": plan.lines, "sites": len(entries), "written": written})
    else:
        write_table(plan.lines, COLUMNS)
    skipped = sum(str(line["outcome"]).startswith("skipped") for line in plan.lines)
    then = f"wrote them to {file}" if written else "nothing was written; --yes writes them"
    complain(f"{len(entries)} sites to add, {skipped} rows skipped, {plan.wrong} wrong; {then}")
    sys.exit(1 if plan.wrong else 0)


def _planned(rows: Sequence[Row], config: Config) -> Plan:
    plan, packs = Plan(), rules.load(config.rules.folder, config.watches)
    for row in rows:
        try:
            site = _site_of(row, packs)
        except ConfigError as error:
            plan.wrong += 1
            plan.say(row, f"wrong: {'; '.join(error.faults)}")
            continue
        host = known.host_of(site.url)
        there = known.at(config, site.url) or known.named(config, site.name or host)
        if there is not None:
            plan.say(row, f"skipped: {there}", site)
        elif host in plan.sites:
            _join(plan, host, site, row)
        elif site.name in {other.name for other in plan.sites.values()}:
            plan.wrong += 1
            plan.say(row, f"wrong: the name {site.name!r} is used twice", site)
        else:
            plan.sites[host] = site
            plan.say(row, "new", site)
    return plan


def _join(plan: Plan, host: str, site: SiteSection, row: Row) -> None:
    """One more feed of a site that the list has already."""
    before = plan.sites[host]
    further = [s for s in site.sources or () if s not in (before.sources or ())]
    if not further:
        plan.say(row, "skipped: the list has it already", site)
        return
    joined = (*(before.sources or ()), *further)
    plan.sites[host] = before.model_copy(update={"sources": joined})
    plan.say(row, f"one more feed of {before.name}", site)


def _site_of(row: Row, packs: RuleSet) -> SiteSection:
    """The entry of a row; ConfigError says what of it cannot be read."""
    for label, address in (("url", row.url), ("feed", row.feed)):
        if address and canonical(address) is None:
            raise ConfigError(f"{label}: {address!r} is no http or https address")
    if not row.url and not row.feed:
        raise ConfigError("has neither url nor feed")
    url, feed = _plain(row.url), _plain(row.feed)
    parts = urlsplit(url or feed)
    if not url and known.host_of(feed) in ELSEWHERE:
        raise ConfigError(f"the feed stands at {parts.netloc}; say the site's own address too")
    url = url or f"{parts.scheme}://{parts.netloc}/"
    host = known.host_of(url)
    return SiteSection(
        name=row.name if _is_name(row.name) else host,
        url=url,
        area=_area(row, host, packs),
        sources=(f"feed:{feed}",) if feed else None,
    )


def _plain(address: str) -> str:
    """An address with its scheme in small letters, as the configuration wants it."""
    scheme, mark, rest = address.partition("://")
    return scheme.lower() + mark + rest


def _is_name(written: str) -> bool:
    """Whether a name is one as Kembar gives them: a domain, or one word."""
    return bool(written) and " " not in written and written == written.lower()


def _area(row: Row, host: str, packs: RuleSet) -> str | None:
    """The area by code or name; where the row has none, what the domain and the title tell."""
    if row.area:
        found = rules.areas_of([row.area], packs, where="area")
        if len(found) > 1:
            raise ConfigError(
                f"area: {row.area!r} may mean {', '.join(found)}; write the code of one"
            )
        return found[0]
    home = rules.home(host, [row.name] if row.name else [], [], packs)
    return home.place.id if home else None
