"""What Datasette is told about the archive, made from our descriptions; Datasette is not called."""

from typing import Any

from .descriptions import TABLES, Table
from .descriptions.table import Bilingual, spoken
from .queries import QUERIES

TITLE = "Kembar: ruang baca / reading room"

_ABOUT: Bilingual = (
    "Berita daerah Indonesia tentang dua daerah yang menjalin hubungan: kota kembar, nota "
    "kesepahaman, kunjungan kerja. Teks berita milik medianya; bacalah di sumbernya. Waktu "
    "disimpan dalam UTC; kolom `time_wib` ialah WIB.",
    "Indonesian regional news about two places getting together: sister cities, memoranda, "
    "study visits. The texts belong to their outlets; read them there. Times are stored in UTC; "
    "the column `time_wib` is Western Indonesian Time (UTC+7).",
)


def metadata(database: str = "archive") -> dict[str, Any]:
    """Titles, descriptions, units and canned queries in the form of Datasette's metadata.

    `database` is the name under which Datasette serves the archive.
    """
    return {
        "title": TITLE,
        "description": spoken(_ABOUT),
        "databases": {
            database: {
                "title": "Arsip Kembar / The archive of Kembar",
                "description": spoken(_ABOUT),
                "queries": {
                    query.name: {
                        "title": spoken(query.title),
                        "description": spoken(query.about),
                        "sql": query.sql,
                        "hide_sql": True,
                    }
                    for query in QUERIES
                },
                "tables": {table.name: _table(table) for table in TABLES},
            }
        },
    }


def _table(table: Table) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "description": spoken(table.about),
        "columns": {name: spoken(both) for name, both in table.columns.items()},
    }
    if table.units:
        shown["units"] = dict(table.units)
    if table.newest_by:
        shown["sort_desc"] = table.newest_by
    if table.label:
        shown["label_column"] = table.label
    if table.hidden:
        shown["hidden"] = True
    return shown
