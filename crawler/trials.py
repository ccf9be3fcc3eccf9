"""Trial: a place that was asked whether it lists a site's news, and what it answered. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kembar.model import Entry

from .addresses import segments
from .dates import read_date
from .sources.base import Source
from .urls import canonical, same_site

HORIZON = timedelta(days=30)
"""How far back a new site is read, where its lists go that far."""
STALE = timedelta(days=60)
"""A list whose newest article is older is dead, unless the front page shows the same ones."""
SHARED = 0.3  # of the front page's articles; a dead list may still hold one old favourite
COVERED = 0.5  # of what both could show
FEW = 3  # articles on a front page below which it proves nothing
ALIKE = 3  # addresses that differ in a number only before the numbers are taken for a count
_COMMENT = re.compile(r"#(?:comment|komentar)", re.IGNORECASE)
_NUMBER = re.compile(r"(?<=[/=])\d{1,9}(?=/?$|[&?])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One place and what it gave."""

    source: Source
    reason: str | None = None
    """Why it is of no use; None where it lists articles of the site."""
    status: int | None = None
    """What the server answered; None where it did not."""
    listed: Mapping[str, datetime | None] = field(default_factory=dict)
    """Canonical addresses and their dates, in the order of the list."""
    further: str | None = None
    """Its next, older page."""
    goes_on: bool = False
    """That page was read, and lists others."""
    entries: tuple[Entry, ...] = ()
    """What it lists, as it says it."""

    @property
    def works(self) -> bool:
        """Whether it lists articles of the site."""
        return self.reason is None

    @property
    def newest(self) -> datetime | None:
        """Date of its newest article; None where it gives no dates."""
        return max((date for date in self.listed.values() if date), default=None)

    @property
    def oldest(self) -> datetime | None:
        """Date of its oldest article."""
        return min((date for date in self.listed.values() if date), default=None)

    def reaches(self, moment: datetime) -> bool:
        """Whether everything since a moment can be found by it."""
        return self.goes_on or (self.oldest is not None and self.oldest <= moment)

    def covers(self, front: "Trial | None") -> bool:
        """Whether it shows what the front page shows, as a feed of one section would not."""
        if front is None or not front.works or len(front.listed) < FEW:
            return True
        shared = sum(url in self.listed for url in front.listed)
        return shared >= COVERED * min(len(front.listed), len(self.listed))

    def adds_to(self, others: Iterable["Trial"]) -> bool:
        """Whether it lists something that the others should have listed and did not.

        An article older than all that another lists is no proof: that one may have been shorter.
        """
        lists = [other for other in others if other.works]
        known = {url for other in lists for url in other.listed}
        since = max((other.oldest for other in lists if other.oldest), default=None)
        return any(
            url not in known and (since is None or date is None or date > since)
            for url, date in self.listed.items()
        )


def dated(entries: Iterable[Entry], home: str, source: str, zone: ZoneInfo, now: datetime) -> dict[
    str, datetime | None
]:  # fmt: skip
    """The addresses of the site among entries, with the dates that the list gives them."""
    found: dict[str, datetime | None] = {}
    for entry in entries:
        url = canonical(entry.url)
        if url is None or not (same_site(url, home) or same_site(url, source)):
            continue
        raw = entry.published_raw or entry.modified_raw
        read = read_date(raw, zone, latest=now) if raw else None
        found.setdefault(url, read.moment if read else None)
    return found


def fault(trial: Trial, front: Mapping[str, datetime | None], now: datetime) -> str | None:
    """Why a list that was read is of no use; None if it is. `front` is what the front page lists.

    A list proves itself by a date of the last two months, or by what the front page shows too.
    """
    if trial.entries and all(_COMMENT.search(entry.url) for entry in trial.entries):
        return "lists comments, not articles"
    shared = sum(url in trial.listed for url in front)
    if len(front) >= FEW:
        if shared >= SHARED * len(front):
            return None
        if trial.source.kind == "sitemap" and not shared:
            return "lists none of the articles on the front page"
        if trial.newest is None and not shared:
            return "lists none of the articles on the front page"
    if trial.newest is not None and trial.newest < now - STALE:
        return f"lists nothing newer than {trial.newest:%Y-%m-%d}"
    return None


def counted(addresses: Iterable[str]) -> str | None:
    """The pattern with `{id}` in which most addresses are counted; None where they are not.

    Only a number that stands alone counts, for `/berita/5413/judul` needs its words too.
    """
    shapes: Counter[str] = Counter()
    for address in addresses:
        if len(_NUMBER.findall(address)) == 1 and segments(address):
            shapes[_NUMBER.sub("{id}", address)] += 1
    shape, times = shapes.most_common(1)[0] if shapes else ("", 0)
    return shape if times >= ALIKE else None
