"""Where a page of a list stands, and what lies before and behind it."""

from typing import Any

from .asked import Asked

PER_PAGE = 20
"""Stories on one page of a list."""


def pages(
    asked: Asked, total: int, path: str = "/", per_page: int = PER_PAGE, **more: str
) -> dict[str, Any]:
    """Where a page of a list stands, and the addresses of the pages beside it."""
    last = max(1, -(-total // per_page))
    newer = min(asked.page - 1, last)
    return {
        "number": asked.page,
        "last": last,
        "newer": asked.turned(newer).link(path, **more) if newer else None,
        "older": asked.turned(asked.page + 1).link(path, **more) if asked.page < last else None,
    }
