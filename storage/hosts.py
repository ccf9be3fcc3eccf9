"""What is remembered of each host: its robots.txt and when it may be asked again."""

from datetime import datetime, timedelta

from kembar.clock import stamp, unstamp
from kembar.model import HostState

from .archive import Archive
from .cleaning import clean, clean_or_none


def load(archive: Archive, host: str) -> HostState | None:
    """The host as last seen, or None for a new one."""
    rows = archive.rows("SELECT * FROM hosts WHERE host = ?", [host])
    if not rows:
        return None
    row = rows[0]
    return HostState(
        host=row["host"],
        robots_checked=_moment(row["robots_checked"]),
        robots_status=row["robots_status"],
        robots=row["robots"],
        crawl_delay=row["crawl_delay"],
        next_allowed=_moment(row["next_allowed"]),
        backoff_until=_moment(row["backoff_until"]),
    )


def save(archive: Archive, state: HostState) -> None:
    """Remember a host as it now is. Times to wait for are kept to the next whole second."""
    with archive.write():
        archive.db.execute(
            """INSERT INTO hosts (host, robots_checked, robots_status, robots, crawl_delay,
                next_allowed, backoff_until) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (host) DO UPDATE SET robots_checked = excluded.robots_checked,
                robots_status = excluded.robots_status, robots = excluded.robots,
                crawl_delay = excluded.crawl_delay, next_allowed = excluded.next_allowed,
                backoff_until = excluded.backoff_until""",
            [
                clean(state.host),
                stamp(state.robots_checked) if state.robots_checked else None,
                state.robots_status,
                clean_or_none(state.robots),
                float(state.crawl_delay) if state.crawl_delay is not None else None,
                _not_before(state.next_allowed),
                _not_before(state.backoff_until),
            ],
        )


def _not_before(moment: datetime | None) -> str | None:
    """Written rounded up: a host is never asked a fraction of a second early."""
    if moment is None:
        return None
    return stamp(moment + timedelta(seconds=1) if moment.microsecond else moment)


def _moment(text: str | None) -> datetime | None:
    return unstamp(text) if text else None
