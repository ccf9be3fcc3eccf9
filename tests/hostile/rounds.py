"""Rounds at a hostile outlet through the whole crawl, guard in force: fetch, parse, store."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conftest import HandClock
from hostile.outlet import HostileOutlet

from crawler.sites import chosen
from crawler.wing import CrawlWing
from kembar import config as configuration
from kembar.model import Run
from storage.archive import Archive

TIMEOUT = 8
"""Seconds for one answer; big ones must get through on a busy machine."""


@dataclass(frozen=True)
class Visited:
    """A round at one site, and how long it took."""

    run: Run
    seconds: float


class Outlets:
    """Several sites on one hostile outlet, each with one source, and the archive they fill."""

    def __init__(
        self,
        folder: Path,
        clock: HandClock,
        outlet: HostileOutlet,
        sources: Mapping[str, str | None],
        *,
        letting_in: tuple[str, ...] = (),
    ) -> None:
        self.path = folder / "archive.db"
        self.clock = clock
        lines = [
            f'[archive]\npath = "{self.path}"\n[crawl]\nsites = []\ndelay = "0.001 s"\n'
            f"parsers = 1\nallow_addresses = {[outlet.host, *letting_in]}\n"
            '[alerts]\nbacklog = "tell"\n'
        ]
        for name, source in sources.items():
            lines.append(f'[[sites]]\nname = "{name}"\nurl = "{outlet.url}"\narea = "64.74"\n')
            if source is not None:
                kind, _, path = source.partition(":")
                lines.append(f'sources = ["{kind}:{outlet.url}{path}"]\n')
        self.config = configuration.parse("".join(lines))

    async def rounds(self, count: int = 1) -> list[Visited]:
        """So many rounds at each site in turn, an hour apart."""
        wing = CrawlWing(self.config, clock=self.clock)
        settings = wing.means.fetcher.crawler.settings
        settings.set("DOWNLOAD_TIMEOUT", TIMEOUT, priority="cmdline")
        settings.set("AUTOTHROTTLE_ENABLED", False, priority="cmdline")
        done = []
        async with wing:
            await wing.means.parsers.warm()
            for _ in range(count):
                for site in chosen(self.config):
                    begun = time.monotonic()
                    run = await wing.round(site, force=True)
                    done.append(Visited(run, time.monotonic() - begun))
                self.clock.advance(hours=1)
        return done

    def rows(self, sql: str, *parameters: Any) -> list[dict[str, Any]]:
        """What a SELECT gives."""
        archive = Archive.open(self.path, read_only=True)
        try:
            return archive.rows(sql, list(parameters))
        finally:
            archive.close()
