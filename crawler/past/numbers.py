"""The past by counted addresses, downwards from the newest: `/detail/5413`, then 5412."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
GALLOP = 50
"""Numbers skipped at first on the way down to the range; doubled at each step."""
PROBED = 2
"""Numbers tried at each step, for single ones are often missing."""
_COUNT = re.compile(r"(?<=[/=])\d{2,9}(?=/?$)")
_MARK = "#"


@dataclass(frozen=True, slots=True)
class _Search:
    """Where the newest article of the range stands, as far as that is known."""

    low: int
    """It does not stand below; 0 while that is not known."""
    high: int
    """It does not stand above."""
    step: int
    """Numbers to skip next while `low` is not known."""
    probe: int
    """Number tried last; 0 before the first."""

    def learn(self, dates: Sequence[datetime], end: datetime) -> "_Search":
        """Narrowed by when the articles at the probe came out.

        A probe without an article counts as old: then more is read than needed, never less.
        """
        if not self.probe:
            return self
        is_newer = bool(dates) and min(dates) >= end
        return replace(self, high=self.probe) if is_newer else replace(self, low=self.probe)

    def ask(self) -> "_Search | None":
        """With the next number to try; None when a block is as good."""
        if self.high - self.low <= BLOCK:
            return None
        if self.low:
            return replace(self, probe=(self.low + self.high) // 2)
        probe = max(self.high - self.step, 1)
        return replace(self, probe=probe, step=self.step * 2)


class ByNumbers(Way):
    """Seeks the newest number of the range, then tries all below it, block by block.

    A document is the address with `{id}`, `#`, and `LOW.HIGH.STEP.PROBE` while it is sought, then
    the highest number of a block, the first with a `!`.
    """

    name: ClassVar[str] = "numbers"
    guesses: ClassVar[bool] = True

    def __init__(self, shelf: Shelf, source: str) -> None:
        """`source` is the address and the newest number: `https://example.org/{id}#5413`."""
        super().__init__(shelf, source)
        self.pages, self.newest = _parted(source)
        self._empty = 0

    def first(self) -> tuple[str, ...]:
        """See Way.first."""
        return (f"{self.pages.url}{_MARK}0.{self.newest}.{GALLOP}.0",)

    async def read(self, document: str, dates: Sequence[datetime]) -> Leaf:
        """See Way.read. Over where a whole block is older than the range, and at number 1."""
        state = document.rpartition(_MARK)[2]
        if "." in state:
            return self._seek(_Search(*map(int, state.split("."))), dates)
        if not state.endswith("!"):
            self._empty = 0 if dates else self._empty + 1
            over = bool(dates) and all(map(self.shelf.span.is_before, dates))
            if over or self._empty >= EMPTY:
                return Leaf()
        top = int(state.rstrip("!"))
        lowest = max(top - BLOCK + 1, 1)
        return Leaf(
            self._entries(top, lowest),
            (f"{self.pages.url}{_MARK}{lowest - 1}",) if lowest > 1 else (),
        )

    def _seek(self, search: _Search, dates: Sequence[datetime]) -> Leaf:
        known = search.learn(dates, self.shelf.span.end)
        asking = known.ask()
        if asking is None:
            # A block more, for numbers are given before articles come out.
            top = min(known.high + BLOCK, self.newest)
            return Leaf(more=(f"{self.pages.url}{_MARK}{top}!",))
        state = f"{asking.low}.{asking.high}.{asking.step}.{asking.probe}"
        entries = self._entries(asking.probe, max(asking.probe - PROBED + 1, 1))
        return Leaf(entries, (f"{self.pages.url}{_MARK}{state}",))

    def _entries(self, highest: int, lowest: int) -> tuple[Entry, ...]:
        return tuple(Entry(url=self.pages.address(n)) for n in range(highest, lowest - 1, -1))


def _parted(source: str) -> tuple[Numbered, int]:
    template, _, newest = source.rpartition(_MARK)
    return Numbered(template), int(newest)


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
