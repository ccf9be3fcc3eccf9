"""The form in which a table is described; the descriptions themselves stand beside."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Bilingual = tuple[str, str]
"""The same sentence in Indonesian and in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table or view of the archive as the reading room explains it."""

    name: str
    about: Bilingual
    """What one row is."""
    columns: Mapping[str, Bilingual]
    """Every column, in the order of the schema."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Column -> a unit that Datasette knows (`second`, `degree`)."""
    newest_by: str | None = None
    """The column that puts the newest row first."""
    label: str | None = None
    """The column that stands for a row where another table refers to it."""
    hidden: bool = False
    """True for inner workings that a reader rarely wants to see."""


def spoken(both: Bilingual) -> str:
    """Both languages in one text, Indonesian first."""
    return " / ".join(both)
