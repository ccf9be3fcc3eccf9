"""NewsSpider: the one base class of every site declaration in `spiders/`.

A site is a declaration: name, address, home area, family or sources. Scrapy's own loader finds the
classes; the crawl itself is done for all sites together by `crawler.patrol`.
"""

from collections.abc import AsyncIterator, Sequence
from typing import Any, ClassVar

import scrapy

from kembar.errors import ConfigError

from .families import Family
from .sources.base import Source


class NewsSpider(scrapy.Spider):
    """One news site."""

    name: str = ""
    """The site's domain as people write it: `klikkaltim.com`."""
    url: ClassVar[str] = ""
    """Front page, absolute. Left out: `https://` and the name."""
    area: ClassVar[str | None] = None
    """Kemendagri code of the home area (`64.74`); gives the time zone and reads bare names."""
    language: ClassVar[str] = "id"
    """ISO 639-1 code, for pages that do not say theirs."""
    family: ClassVar[Family | None] = None
    """Its content system or network; None: not known, or like no other."""
    sources: ClassVar[Sequence[Source]] = ()
    """Where the site lists its news, in place of the family's usual sources.

    Without either they are found by Kembar on the first round.
    """
    checked: ClassVar[str | None] = None
    """Day (ISO) on which the sources were last seen alive; None: never checked against the site."""

    async def start(self) -> AsyncIterator[Any]:
        """Refuse to run alone: `kembar crawl` reads sites with one set of manners for each host."""
        raise ConfigError(f"run `kembar crawl {self.name}`; a site is a declaration, not a program")
        yield
