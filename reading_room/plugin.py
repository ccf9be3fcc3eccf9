"""What we add to Datasette through its hooks: SQL functions, linked headlines, the front page."""

import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from datasette import hookimpl
from markupsafe import Markup

from .functions import match_words, same_place
from .queries import QUERIES, flagged_sql
from .words import in_words

DATABASE = "archive"
"""The name under which the archive is served, whatever its file is called."""

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
def extra_template_vars(template: str, datasette: Any) -> Callable[[], Awaitable[dict[str, Any]]]:
    """Hand our two pages their texts: the questions, and on the front page the newest stories."""

    async def variables() -> dict[str, Any]:
        if template not in ("index.html", "database.html"):
            return {}
        known = datasette.metadata("queries", database=DATABASE, fallback=False) or {}
        questions = [query for query in QUERIES if query.name in known]
        shown: dict[str, Any] = {"questions": questions, "archive_name": DATABASE}
        if template == "index.html":
            found = await datasette.get_database(DATABASE).execute(flagged_sql(10))
            shown["newest"] = [_story(dict(row)) for row in found.rows]
        return shown

    return variables


def linked(headline: str, url: object) -> Markup:
    """A headline as a link, both escaped; without a link where the address is no web address."""
    if isinstance(url, str) and url.lower().startswith(("http://", "https://")):
        return _LINK.format(url, headline)
    return Markup.escape(headline)


def _story(row: Mapping[str, Any]) -> dict[str, Any]:
    indonesian, english = in_words(row["kind"], row["stage"])
    return {
        **row,
        "link": linked(row["headline"], row["url"]),
        "indonesian": indonesian,
        "english": english,
    }
