"""The past by counted addresses, downwards from the newest: `/detail/5413`, then 5412."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar
from urllib.parse import urlsplit, urlunsplit

from kembar.errors import AddressRefused, HostResting, KembarError
from kembar.model import Entry
from storage import articles

from ..sources import Listing, Numbered
from ..sources.numbered import PLACE
from .ways import Leaf, Shelf, Way

BLOCK = 25
"""Numbers tried between two looks at how old the articles have become."""
EMPTY = 8
"""Blocks in a row without an article that end the way down: what is older was taken away."""
ALIKE = 3
"""Addresses of one form that show a site to count its articles."""
_COUNT = re.compile(r"(?<=[/=])\d{2,9}(?=/?$)")
_MARK = "#"


class ByNumbers(Way):
    """Tries numbers in blocks; a document is `ADDRESS WITH {id}#NUMBER`, the block's highest."""

    name: ClassVar[str] = "numbers"
    guesses: ClassVar[bool] = True

    def __init__(self, shelf: Shelf, source: str) -> None:
        super().__init__(shelf, source)
        self._empty = -1  # before the first block none has been tried

    def first(self) -> tuple[str, ...]:
        """See Way.first. `source` is such a document itself: the newest number."""
        return (self.source,)

    async def read(self, document: str, dates: Sequence[datetime]) -> Leaf:
        """See Way.read. Over where a whole block is older than the range, and at number 1."""
        self._empty = 0 if dates else self._empty + 1
        over = bool(dates) and all(map(self.shelf.span.is_before, dates))
        if over or self._empty >= EMPTY:
            return Leaf()
        template, _, top = document.rpartition(_MARK)
        highest, lowest = int(top), max(int(top) - BLOCK + 1, 1)
        pages = Numbered(template)
        entries = [Entry(url=pages.address(n)) for n in range(highest, lowest - 1, -1)]
        more = (f"{template}{_MARK}{lowest - 1}",) if lowest > 1 else ()
        return Leaf(tuple(entries), more)


async def find(shelf: Shelf) -> Way | None:
    """This way, where the site is declared to count, or where its addresses show that it does."""
    known = await shelf.means.writer.run(articles.addresses, shelf.site.name)
    known += [entry.url for entry in await _front(shelf)]
    declared = [s for s in shelf.site.sources if isinstance(s, Numbered)]
    for pages in declared or [Numbered(url) for url in _templates(known)]:
        numbers = [n for url in known if (n := pages.number_of(url)) is not None]
        if numbers:
            return ByNumbers(shelf, f"{pages.url}{_MARK}{max(numbers)}")
    return None


def _templates(urls: Sequence[str]) -> list[str]:
    """Forms of addresses that end with a number, the most frequent first; others hold a slug."""
    forms: Counter[str] = Counter()
    for url in urls:
        parts = urlsplit(url)
        if parts.query:
            filled = parts._replace(query=_COUNT.sub(PLACE, f"={parts.query}")[1:])
        else:
            filled = parts._replace(path=_COUNT.sub(PLACE, parts.path))
        form = urlunsplit(filled)
        if form.count(PLACE) == 1:
            forms[form] += 1
    return [form for form, count in forms.most_common() if count >= ALIKE]


async def _front(shelf: Shelf) -> tuple[Entry, ...]:
    lists = [source.url for source in shelf.site.sources if source.kind == "listing"]
    url = lists[0] if lists else shelf.site.url
    try:
        return (await shelf.read(Listing(url), url)).entries
    except (HostResting, AddressRefused):
        raise
    except KembarError:
        return ()
