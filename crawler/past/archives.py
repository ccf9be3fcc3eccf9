"""The past by archives of months: `/2024/03/`, `/2024/03/page/2/`."""

import re
from typing import ClassVar
from urllib.parse import urljoin

from kembar.errors import AddressRefused, HostResting, KembarError

from ..sources import Listing
from ..sources.base import Source
from ..urls import canonical
from .ways import Series, Shelf, Way

_FORMS = ("{year}/{month:02}/", "arsip/{year}/{month:02}/", "archive/{year}/{month:02}/")
_PAGE = re.compile(r"page/(\d+)/$")
_NEVER = (1991, 1)  # before any site: what lists articles here lists the same ones everywhere


class ByArchive(Series):
    """The pages of each month; `source` holds `{year}` and `{month:02}`."""

    name: ClassVar[str] = "archive"

    def first(self) -> tuple[str, ...]:
        """See Way.first: every month of the range, the newest first."""
        return tuple(_at(self.source, *month) for month in self.shelf.span.months())

    def source_at(self, document: str) -> Source:
        """See Series.source_at."""
        return Listing(document)

    def next(self, document: str) -> str | None:
        """See Series.next."""
        found = _PAGE.search(document)
        if found is None:
            return f"{document}page/2/"
        return f"{document[: found.start()]}page/{int(found[1]) + 1}/"


def _at(form: str, year: int, month: int) -> str:
    return form.format(year=year, month=month)


async def find(shelf: Shelf) -> Way | None:
    """The first form whose months list articles, and not the same ones for any month."""
    months = list(shelf.span.months())
    for form in _FORMS:
        way = ByArchive(shelf, urljoin(shelf.site.url, f"/{form}"))
        for month in dict.fromkeys((months[0], months[len(months) // 2], months[-1])):
            listed = await _listed(shelf, _at(way.source, *month))
            if listed:
                never = await _listed(shelf, _at(way.source, *_NEVER))
                if listed - never:
                    return way
                break
    return None


async def _listed(shelf: Shelf, url: str) -> set[str | None]:
    try:
        contents = await shelf.read(Listing(url), url)
    except (HostResting, AddressRefused):
        raise
    except KembarError:
        return set()
    return {canonical(entry.url) for entry in contents.entries}
