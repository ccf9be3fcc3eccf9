"""Look back: read a list's older pages, on the first look and whenever it may hide something.

A list shows ten articles. A new site has had more in thirty days, and a busy night brings more
than one page: then much of the first page is new, and the list is followed until little is.
"""

import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from kembar.errors import AddressRefused, HostResting, KembarError
from kembar.model import Entry
from storage import recency

from .means import Means
from .reading import SourceRead
from .trials import HORIZON
from .urls import canonical

logger = logging.getLogger(__name__)

DEPTH = 40
"""Pages of one list read in one look: ten articles each are more than a round reads."""
VISITS = 8
"""Looks in which a list is read back before it is left as it is: a full round each, 2400 pages."""

READ_BACK = 0
"""The cursor of a list that was read back; None before its first look, else visits made so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one page of a list gave."""

    addresses: frozenset[str] = frozenset()
    """Canonical addresses of the site that it lists."""
    known: int = 0
    """Of these, how many were taken up in an earlier round."""
    settled: bool = True
    """Nothing of it must be tried again."""

    @property
    def hides(self) -> bool:
        """Whether there may be more behind it: a third of what it lists is new.

        A sticky post and the favourites beside a list are known, however much came since.
        """
        new = len(self.addresses) - self.known
        return new > 0 and 2 * new >= self.known


Read = Callable[[str, int], Awaitable[SourceRead | None]]
"""Fetches and reads the page of a number; None where the list has ended."""
TakeUp = Callable[[Iterable[Entry]], Awaitable[Batch]]


async def look_back(
    begun: Batch,
    further: str | None,
    *,
    first: bool,
    read: Read,
    take_up: TakeUp,
    means: Means,
) -> bool:
    """Follow a list from its second page on; False if the rest must wait for the next look.

    On the first look it ends where all that a page adds is older than thirty days; later where
    little of it is new. It ends too where the list does, or repeats itself.
    """
    since = means.clock() - HORIZON
    if await _is_old(begun.addresses, since, means):
        return begun.settled
    past = set(begun.addresses)
    walked: set[str] = set()
    settled = begun.settled
    for number in range(2, DEPTH + 2):
        url = canonical(further) if further else None
        if further is None or url in walked or not settled or means.closing.is_set():
            break
        walked.add(url or further)
        try:
            page = await read(further, number)
        except (HostResting, AddressRefused):
            raise
        except KembarError as error:
            logger.warning("list not read back page=%s url=%s: %s", number, further, error)
            return False
        if page is None:
            break
        batch = await take_up(page.contents.entries)
        settled = batch.settled
        added = batch.addresses - past  # what stands beside every page says nothing of this one
        ends = not added or not (first or batch.hides)
        if ends or await _is_old(added, since, means):
            break
        past |= batch.addresses
        further = page.further
    return settled


def visits(cursor: int | None, *, settled: bool) -> int:
    """The cursor after a look: read back once all is settled, or after enough visits."""
    made = (cursor or 0) + 1
    return READ_BACK if settled or made >= VISITS else made


async def _is_old(addresses: frozenset[str], since: datetime, means: Means) -> bool:
    """Whether all dated articles of a page are from before a moment; undated ones never are."""
    latest = await means.writer.run(recency.newest, sorted(addresses))
    return latest is not None and latest < since
