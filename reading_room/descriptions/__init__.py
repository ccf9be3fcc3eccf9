"""What each table and column of the archive means, in two languages; no SQL, no Datasette."""

from .backfills import PAST
from .machinery import MACHINERY
from .news import NEWS
from .table import Table

TABLES: tuple[Table, ...] = NEWS + MACHINERY + PAST

__all__ = ["TABLES", "Table"]
