"""The sites that are read: declarations found by Scrapy's loader, and `[[sites]]` entries."""

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from kembar.clock import zone_of
from kembar.config import Config
from kembar.errors import ConfigError
from kembar.sections import SiteSection

from .settings import FIXED
from .sources import parse_source
from .sources.base import Source
from .spider import NewsSpider
from .urls import bare_host, same_site


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One news site as the crawl takes it."""

    name: str
    url: str
    """Front page."""
    area: str | None = None
    """Kemendagri code of the home area."""
    language: str = "id"
    family: str | None = None
    """Name of the content system or network, where a declaration says it."""
    shares_domain: bool = False
    """Whether other outlets stand beside it on its domain; then only its own host is its own."""
    sources: tuple[Source, ...] = ()
    """Declared sources; empty: found on the first round."""
    every: timedelta
    """First interval between two looks at a source."""
    builtin: bool = False
    checked: str | None = None
    """Day on which the declaration was last seen alive; None: never checked live."""

    @property
    def zone(self) -> ZoneInfo:
        """The home zone, in which times without a zone are read."""
        return zone_of(self.area)

    def owns(self, url: str, source: Source) -> bool:
        """Whether an address that one of its sources lists is this site's to archive."""
        for own in (self.url, source.url):
            alike = bare_host(url) == bare_host(own) or not self.shares_domain
            if alike and same_site(url, own):
                return True
        return False

    def moved(self, move: Callable[[str], str]) -> "Site":
        """The same site at other addresses (the demo's replicas): `move` gives each its new one."""
        sources = [replace(source, url=move(source.url)) for source in self.sources]
        return replace(self, url=move(self.url), sources=tuple(dict.fromkeys(sources)))


def builtin(every: timedelta) -> list[Site]:
    """Every declaration in `spiders/`, by name."""
    loader = SpiderLoader.from_settings(Settings(FIXED))
    spiders = [loader.load(name) for name in sorted(loader.list())]
    return [_of_spider(spider, every) for spider in spiders if issubclass(spider, NewsSpider)]


def chosen(config: Config) -> list[Site]:
    """The sites that the configuration asks for. ConfigError names every unknown one.

    A `[[sites]]` entry with the name of a built-in site replaces it.
    """
    shipped = {site.name: site for site in builtin(config.crawl.every)}
    wanted = config.crawl.sites
    unknown = [name for name in wanted or () if name not in shipped]
    if unknown:
        raise ConfigError(*(_unknown(name, shipped) for name in unknown))
    sites = {name: site for name, site in shipped.items() if wanted is None or name in wanted}
    for section in config.sites:
        site = _of_section(section, config.crawl.every, shipped)
        sites[site.name] = site
    return list(sites.values())


def unknown_names(config: Config, names: Iterable[str]) -> list[str]:
    """What is wrong with names of sites that may be built in or a `[[sites]]` entry."""
    shipped = {site.name: site for site in builtin(config.crawl.every)}
    own = [_of_section(section, config.crawl.every, shipped).name for section in config.sites]
    known = [*shipped, *own]
    return [_unknown(name, known) for name in names if name not in known]


def pick(sites: Iterable[Site], names: Iterable[str]) -> list[Site]:
    """The named sites; ConfigError for a name that is not among them. No names: all."""
    known = {site.name: site for site in sites}
    wanted = list(names)
    unknown = [name for name in wanted if name not in known]
    if unknown:
        raise ConfigError(*(_unknown(name, known) for name in unknown))
    return [known[name] for name in wanted] if wanted else list(known.values())


def _of_spider(spider: type[NewsSpider], every: timedelta) -> Site:
    url, family = spider.url or f"https://{spider.name}/", spider.family
    usual = family.sources_at(url) if family is not None else ()
    return Site(
        name=spider.name,
        url=url,
        area=spider.area,
        language=spider.language,
        family=family.name if family is not None else None,
        shares_domain=family is not None and family.network,
        sources=tuple(spider.sources) or usual,
        every=every,
        builtin=True,
        checked=spider.checked,
    )


def _of_section(section: SiteSection, every: timedelta, shipped: dict[str, Site]) -> Site:
    name = section.name or urlsplit(section.url).netloc
    same = shipped.get(name)
    return Site(
        name=name,
        url=section.url,
        area=section.area or (same.area if same else None),
        shares_domain=any(
            known.shares_domain and same_site(known.url, section.url) for known in shipped.values()
        ),
        language=section.language or (same.language if same else "id"),
        sources=tuple(parse_source(source) for source in section.sources or ()),
        every=section.every or every,
    )


def _unknown(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1)
    hint = f"; did you mean '{close[0]}'?" if close else "; `kembar sites list` shows them"
    return f"unknown site {name!r}{hint}"
