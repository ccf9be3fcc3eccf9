"""Pages under counted addresses: `/detail/5413/`, then 5414. Arithmetic only; fetches nothing."""

import re
from dataclasses import dataclass
from typing import ClassVar

from kembar.errors import SourceFailed

from ..urls import canonical
from .base import Contents, Source

PLACE = "{id}"


@dataclass(frozen=True, slots=True)
class Numbered(Source):
    """A site whose articles are counted; `url` holds `{id}` where the number stands."""

    kind: ClassVar[str] = "numbered"

    start: int | None = None
    """Number to begin at on the first round; left out: 1."""

    def __post_init__(self) -> None:
        """Refuse an address that nothing can be counted in."""
        if self.url.count(PLACE) != 1:
            raise ValueError(f"{self.url!r} must hold {PLACE} once, where the number stands")

    def read(self, body: bytes, *, url: str, content_type: str | None = None) -> Contents:
        """Never useful: the addresses are made by `address`, no document lists them."""
        raise SourceFailed("a numbered source has no list to read")

    def address(self, number: int) -> str:
        """Where the page with a number is."""
        return self.url.replace(PLACE, str(number))

    def number_of(self, url: str) -> int | None:
        """The number in an address of this source, in any spelling; None for other addresses."""
        # A number that no template holds finds its place in the canonical form.
        mark = "7315482690"
        template, given = canonical(self.url.replace(PLACE, mark)), canonical(url)
        if template is None or given is None:
            return None
        before, _, after = template.partition(mark)
        pattern = re.escape(_bare(before)) + r"0*(\d{1,12})" + re.escape(after.rstrip("/"))
        found = re.fullmatch(pattern, _bare(given).rstrip("/"))
        return int(found[1]) if found else None


def _bare(url: str) -> str:
    """An address without scheme and `www.`, which sites mix freely."""
    return re.sub(r"^https?://(?:www\.)?", "", url)
