"""Datasette set up for one archive: its file opened for reading alone, its settings, our pages."""

import sqlite3
from collections.abc import Collection
from importlib import import_module
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from storage import publishing

from . import plugin, public
from .connecting import connected
from .desk import FOR_ALL, Desk, Limits
from .gate import Application, guarded
from .metadata import metadata
from .views import DATABASE

SETTINGS: dict[str, Any] = {
    "sql_time_limit_ms": 2000,
    "max_returned_rows": 1000,
    "default_page_size": 50,
    "num_sql_threads": 2,
    "allow_download": False,
    "default_allow_sql": True,  # only this machine reaches it, see `gate`
    "allow_csv_stream": False,
    "max_csv_mb": 20,
    "suggest_facets": False,  # they cost a scan of each column at every look
    "default_cache_ttl": 0,  # the archive lives: an answer is old at once
    "truncate_cells_html": 600,
}

_HERE = Path(__file__).parent


class ArchiveFile(Database):  # type: ignore[misc]
    """The live archive, opened read-only; Datasette's own way breaks on `?` or `#` in a path."""

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """A connection that cannot write, whatever it is asked for."""
        if write:
            raise AssertionError("the reading room never writes to the archive")
        connection = connected(self.path)
        self._all_file_connections.append(connection)
        return connection

    async def execute(self, sql: str, *arguments: Any, **options: Any) -> Any:
        """Run a query; what a reader typed wrong is answered on the page and not in our log."""
        return await super().execute(sql, *arguments, **{**options, "log_sql_errors": False})


def build(
    archive: Path, *, for_all: bool = False, names: Collection[str] = ()
) -> tuple[Any, Application]:
    """Datasette for an archive, and the application behind the gate that serves it.

    `for_all`: the file is a public copy, and strangers read it. `names` are its host names.
    """
    # With rich installed Datasette prints the local variables of every failed query.
    pm.get_plugin("datasette.handle_exception").rich = None
    for part in (plugin, import_module("datasette_block_robots")):
        if not pm.is_registered(part):
            pm.register(part)
    datasette = Datasette(
        [],
        metadata=_told(for_all),
        settings=dict(public.SETTINGS) if for_all else SETTINGS,
        template_dir=str(_HERE / "templates"),
        static_mounts=[("kembar", str(_HERE / "static"))],
        crossdb=False,
    )
    datasette.remove_database("_memory")
    file = ArchiveFile(datasette, path=str(archive.resolve()), is_mutable=True)
    datasette.add_database(file, name=DATABASE)
    datasette.desk = Desk(archive.resolve(), FOR_ALL if for_all else Limits())
    application = datasette.app()
    if for_all:
        return datasette, guarded(
            application, names=names, closed=public.closed, policy=public.POLICY
        )
    return datasette, guarded(application)


def _told(for_all: bool) -> dict[str, Any]:
    told = metadata(DATABASE)
    return public.narrowed(told, DATABASE, publishing.TOLD) if for_all else told
