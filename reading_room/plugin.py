"""What we add to Datasette through its hooks: SQL functions, linked headlines, our pages."""

import sqlite3
from typing import Any

from datasette import hookimpl
from markupsafe import Markup

from storage.searching import match_words

from . import answering
from .functions import same_place
from .queries import QUERIES
from .views import DATABASE, View, routes

_LONGEST_VALUE = 32 * 1024 * 1024  # bytes; `select hex(randomblob(1e8))` would else take them all
_LINK = Markup('<a href="{}" rel="noopener noreferrer nofollow">{}</a>')


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Give a fresh connection our functions and its limits."""
    conn.create_function("match_words", 1, match_words, deterministic=True)
    conn.create_function("same_place", 2, same_place, deterministic=True)
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(row: Any, value: Any, column: str) -> Markup | None:
    """Link the headline of a listed article to its source; anything else is Datasette's."""
    if column != "headline" or not isinstance(value, str) or "url" not in tuple(row.keys()):
        return None
    return linked(value, row["url"])


@hookimpl  # type: ignore[untyped-decorator]
def register_routes() -> list[tuple[str, View]]:
    """Our pages and the one form, before Datasette's own."""
    return [*routes(), *answering.routes()]


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars(datasette: Any) -> dict[str, Any]:
    """Hand every page the questions that this archive answers, its name, and who may read it."""
    known = datasette.metadata("queries", database=DATABASE, fallback=False) or {}
    questions = [query for query in QUERIES if query.name in known]
    return {
        "questions": questions,
        "archive_name": DATABASE,
        "for_all": not datasette.setting("default_allow_sql"),
    }


def linked(headline: str, url: object) -> Markup:
    """A headline as a link, both escaped; without a link where the address is no web address."""
    if isinstance(url, str) and url.lower().startswith(("http://", "https://")):
        return _LINK.format(url, headline)
    return Markup.escape(headline)
