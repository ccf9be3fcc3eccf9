"""Which sites are known already, by host and by name, and where."""

from crawler.sites import Site, builtin, chosen
from crawler.urls import host_key
from kembar.config import Config


def host_of(address: str) -> str:
    """The host of an address, with or without `https://`, without `www.`."""
    whole = address if "://" in address else f"https://{address}"
    return host_key(whole).removeprefix("www.")


def at(config: Config, address: str) -> str | None:
    """Where a site of this host is known, in words; None where it is not."""
    wanted = host_of(address)
    return next((_told(s, config) for s in _known(config) if host_of(s.url) == wanted), None)


def named(config: Config, name: str) -> str | None:
    """Where a site of this name is known, in words; None where it is not."""
    return next((_told(site, config) for site in _known(config) if site.name == name), None)


def _known(config: Config) -> list[Site]:
    """The sites in force, then the built-in ones that are switched off."""
    here = chosen(config)
    names = {site.name for site in here}
    return here + [site for site in builtin(config.crawl.every) if site.name not in names]


def _told(site: Site, config: Config) -> str:
    if not site.builtin:
        return "kembar.toml has it"
    wanted = config.crawl.sites
    if wanted is None or site.name in wanted:
        return "it is built in and read"
    return f"it is built in; add {site.name!r} to [crawl] sites to read it"
