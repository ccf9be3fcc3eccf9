"""Which way a site's past is read by: the exact ones first, and why each other was not taken."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from kembar.errors import AddressRefused, HostResting, KembarError, RobotsForbidden, SourceFailed

from . import archives, lists, numbers, sitemaps, wordpress
from .ways import Shelf, Way

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Choice:
    """A way and the reason for it."""

    way: Way
    why: str
    """For people: what the way offers, and what the ones before it lacked."""


async def _sitemap(shelf: Shelf) -> Way | None:
    """Sitemaps that tell dates; others make us fetch a site's whole past for one month of it."""
    found = await sitemaps.find(shelf)
    return found[0] if found is not None and found[1] else None


async def _any_sitemap(shelf: Shelf) -> Way | None:
    found = await sitemaps.find(shelf)
    return found[0] if found is not None else None


Finder = Callable[[Shelf], Awaitable[Way | None]]

# In order of preference. What a way offers, and what is said where a site does not have it.
_WAYS: tuple[tuple[str, Finder, str, str], ...] = (
    ("wordpress", wordpress.find, "its WordPress lists posts by date", "no WordPress interface"),
    ("sitemap", _sitemap, "its sitemaps tell dates", "no sitemap with dates of the range"),
    ("archive", archives.find, "it has an archive for each month", "no archives of months"),
    ("feed", lists.find_feed, "its feed can be turned back", "no feed with a second page"),
    ("numbers", numbers.find, "it counts its articles", "no counted addresses"),
    ("listing", lists.find_listing, "its list can be turned back", "no list with a second page"),
    ("sitemap", _any_sitemap, "its sitemap lists addresses, without dates", "no sitemap"),
)
NAMES = tuple(dict.fromkeys(name for name, *_ in _WAYS))
"""Words of `--by`."""
_CLASSES: dict[str, type[Way]] = {
    kind.name: kind
    for kind in (
        wordpress.ByWordPress, sitemaps.BySitemap, archives.ByArchive, lists.ByFeed,
        numbers.ByNumbers, lists.ByListing,
    )
}  # fmt: skip


async def choose(shelf: Shelf, by: str | None) -> Choice:
    """The best way, or the best of the wanted kind; SourceFailed says what was looked for.

    Raises HostResting, AddressRefused or FetchFailed where the site cannot be asked at all.
    """
    await _meet(shelf)
    lacking: list[str] = []
    for name, find, offers, lacks in _WAYS:
        if by is not None and name != by:
            continue
        try:
            way = await find(shelf)
        except (HostResting, AddressRefused):
            raise
        except KembarError as error:
            logger.info("no way site=%s by=%s: %s", shelf.site.name, name, error)
            way, lacks = None, f"{lacks} ({error})"
        if way is not None:
            wanted = "as asked" if by is not None else offers
            return Choice(way, "; ".join([wanted, *lacking]))
        lacking.append(lacks)
    raise SourceFailed(f"{shelf.site.url}: its past cannot be read: {'; '.join(lacking)}")


async def _meet(shelf: Shelf) -> None:
    """Ask for the front page, so that a dead host costs one request and not one for each way."""
    try:
        await shelf.means.fetcher.fetch(shelf.site.url)
    except RobotsForbidden as error:
        if not error.lasting:
            raise


def way_of(shelf: Shelf, name: str, source: str) -> Way:
    """A way that was chosen before."""
    return _CLASSES[name](shelf, source)
