"""What every source of entries has in common."""

from dataclasses import dataclass
from typing import ClassVar

from kembar.model import Entry


@dataclass(frozen=True, slots=True)
class Contents:
    """What one document of a source holds."""

    entries: tuple[Entry, ...] = ()
    more: tuple[str, ...] = ()
    """Further documents of the same source (the children of a sitemap index), newest first."""


@dataclass(frozen=True, slots=True)
class Source:
    """A place where a site lists its news. Pure: bytes in, entries out; runs in a parser worker."""

    kind: ClassVar[str] = ""
    """Word used in `kembar.toml`, in the table `sources` and in messages."""

    url: str
    """Where the document is; absolute."""

    def read(self, body: bytes, *, url: str, content_type: str | None = None) -> Contents:
        """The entries of one fetched document.

        `url` is the final address after redirects; `content_type` the verbatim header.
        Raises SourceFailed, with a reason for people, if this is not such a document or lists
        nothing that could be an article.
        """
        raise NotImplementedError

    def page(self, number: int) -> str | None:
        """Where the same list goes on: address of its page `number`, 2 or more, with older entries.

        None where the format has no pages, or only the document itself can tell.
        """
        return None
