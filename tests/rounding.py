"""Rounds at one site with one source, with something done in between."""

from collections.abc import Callable
from pathlib import Path

from conftest import HandClock
from loopback import Outlet

from crawler.sites import chosen
from crawler.wing import CrawlWing
from kembar import config as configuration
from kembar.model import Run


async def rounds(
    folder: Path,
    outlet: Outlet,
    clock: HandClock,
    source: str,
    *between: Callable[[], object],
    hours: float = 0.5,
    force: bool = True,
) -> list[Run]:
    """A round, and one more after each thing done in between."""
    config = configuration.parse(
        f'[archive]\npath = "{folder}/archive.db"\n[crawl]\nsites = []\ndelay = "0 s"\n'
        'parsers = 1\nallow_private_hosts = true\n[[sites]]\nname = "uji"\n'
        f'url = "{outlet.url}"\nsources = ["{source}"]\n'
    )
    done = []
    async with CrawlWing(config, clock=clock) as wing:
        site = chosen(config)[0]
        done.append(await wing.round(site, force=force))
        for act in between:
            act()
            clock.advance(hours=hours)
            done.append(await wing.round(site, force=force))
    return done
