"""What a reader asks a list for, and the addresses that ask for a little more or less of it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

FACETS = ("place", "kind", "stage", "sector", "site", "period")
"""The filters that a list offers, in the order of the page."""

_LONGEST = 200  # characters of one value; longer ones are nobody's question
_LAST_PAGE = 10_000  # an offset beyond it would only cost time


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to the list of stories; an empty field asks for everything."""

    q: str = ""
    """Words that the article must hold."""
    place: str = ""
    """Id or name of a place; a province stands for all that lies in it."""
    kind: str = ""
    """As in `events.kind`."""
    stage: str = ""
    """As in `events.stage`."""
    sector: str = ""
    """One of the fields in `events.sectors`."""
    site: str = ""
    """Name of a site."""
    period: str = ""
    """Year or month of the report, in Western Indonesian Time: `2026`, `2026-11`."""
    page: int = 1
    """Page of the list, from 1."""

    @property
    def filters(self) -> dict[str, str]:
        """Everything that is asked for except the page."""
        return {name: value for name, value in asdict(self).items() if value and name != "page"}

    def but(self, **changed: str) -> "Asked":
        """The same question with some answers changed, from its first page on."""
        return replace(self, page=1, **changed)

    def link(self, path: str = "/", **more: str) -> str:
        """The address that asks this of a page."""
        page = {"page": str(self.page)} if self.page > 1 else {}
        query = urlencode({**self.filters, **page, **more})
        return f"{path}?{query}" if query else path

    def turned(self, page: int) -> "Asked":
        """The same question at another page of its list."""
        return replace(self, page=page)


def read(query: Mapping[str, str]) -> Asked:
    """The question in the query of an address; what cannot be meant is left out."""
    texts = {
        name: (query.get(name) or "").replace("\0", " ").strip()[:_LONGEST]
        for name in ("q", *FACETS)
    }
    page = query.get("page") or "1"
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 9 else 1
    return Asked(**texts, page=min(max(number, 1), _LAST_PAGE))
