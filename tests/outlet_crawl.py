"""A crawl of one outlet on loopback with an archive of its own, for tests of what gets stored."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from conftest import HandClock
from loopback import Outlet

from crawler.sites import chosen
from crawler.wing import CrawlWing
from kembar import config as configuration
from kembar.model import Run
from storage.archive import Archive


class OutletCrawl:
    """Rounds at one outlet, read by the sources named, and what the archive then holds."""

    def __init__(self, folder: Path, outlet: Outlet, clock: HandClock, *sources: str) -> None:
        self.path = folder / "archive.db"
        self.clock = clock
        named = ", ".join(f'"{source}"' for source in sources)
        self.config = configuration.parse(
            f"""
            [archive]
            path = "{self.path}"
            [crawl]
            sites = []
            contact = "mailto:desk@example.org"
            delay = "0 s"
            parsers = 1
            allow_private_hosts = true
            [alerts]
            backlog = "tell"
            [[sites]]
            name = "uji"
            url = "{outlet.url}"
            area = "64.74"
            {f"sources = [{named}]" if named else ""}
            """
        )

    async def rounds(self, *between: Callable[[], object], hours: float = 1.0) -> list[Run]:
        """A round, then one more after each of `between`, so many hours apart."""
        site = chosen(self.config)[0]
        done = []
        async with CrawlWing(self.config, clock=self.clock) as wing:
            done.append(await wing.round(site, force=True))
            for change in between:
                change()
                self.clock.advance(hours=hours)
                done.append(await wing.round(site, force=True))
        return done

    def rows(self, sql: str, *parameters: Any) -> list[dict[str, Any]]:
        """What a SELECT gives."""
        archive = Archive.open(self.path, read_only=True)
        try:
            return archive.rows(sql, list(parameters))
        finally:
            archive.close()
