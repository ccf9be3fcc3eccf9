"""What each table and column of the archive means, in two languages; no SQL, no Datasette."""

from .alerts import ALERTS
from .answers import ANSWERS
from .backfills import PAST
from .care import CARE
from .machinery import MACHINERY
from .news import NEWS
from .second_looks import SECOND_LOOKS
from .table import Table

TABLES: tuple[Table, ...] = NEWS + MACHINERY + ALERTS + SECOND_LOOKS + PAST + CARE + ANSWERS

__all__ = ["TABLES", "Table"]
