"""What is different where everybody may read: tighter limits, fewer pages, no SQL of strangers."""

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

SETTINGS: Mapping[str, Any] = {
    "sql_time_limit_ms": 500,
    "max_returned_rows": 500,
    "default_page_size": 50,
    "num_sql_threads": 2,
    "allow_download": False,
    "default_allow_sql": False,
    "allow_csv_stream": False,
    "max_csv_mb": 5,
    "suggest_facets": False,
    "facet_time_limit_ms": 100,
    "default_facet_size": 20,
    "default_cache_ttl": 300,  # a copy changes only when a new one is published
    "truncate_cells_html": 600,
}

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
"""No inline script: Datasette's pages work without theirs, only the hints for columns are gone."""

# Datasette's own pages about itself: where files lie, what is installed, who is asking. Its
# versions stay, for the one who starts us asks there whether we answer. And how our rounds at the
# sites went, and the form for verdicts.
_CLOSED = re.compile(
    r"/-/(metadata|plugins|settings|config|threads|databases|actor|auth-token|logout|permissions"
    r"|messages|allow-debug|patterns)(\.json)?/?|/_memory.*|/[^/]+\.db|/sites/?|/export/sites\..*"
    r"|/story/[^/]*/verdict/?",
    re.IGNORECASE,
)


def closed(path: str) -> bool:
    """Whether a path is not for everybody."""
    return _CLOSED.fullmatch(path) is not None


def narrowed(metadata: Mapping[str, Any], database: str, held: frozenset[str]) -> dict[str, Any]:
    """The metadata without the questions and tables that a public copy cannot answer.

    `held` are its tables that have rows.
    """
    told = deepcopy(dict(metadata))
    of_ours = told["databases"][database]
    missing = set(of_ours["tables"]) - held
    of_ours["tables"] = {n: table for n, table in of_ours["tables"].items() if n in held}
    of_ours["queries"] = {
        n: query for n, query in of_ours["queries"].items() if not _tables(query["sql"]) & missing
    }
    return told


def _tables(sql: str) -> set[str]:
    """What stands behind FROM and JOIN."""
    return set(re.findall(r"\b(?:from|join)\s+(\w+)", sql, re.IGNORECASE))
