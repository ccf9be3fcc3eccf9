"""The first and the last word of a round, each in one transaction.

Most rounds find nothing new; these do not wait for the disk. What a power cut undoes of them costs
a second look.
"""

from collections.abc import Sequence
from datetime import datetime

from kembar.model import HostState, Run, SourceState

from . import hosts, runs, sources
from .archive import Archive


def begin(archive: Archive, site: str, now: datetime) -> tuple[int, bool, list[SourceState]]:
    """Open a round: its id, whether the site never had a good one, and its known sources."""
    with archive.write(durable=False):
        run_id = runs.start(archive, site, now)
        return run_id, not runs.had_good_round(archive, site), sources.load(archive, site)


def end(
    archive: Archive,
    run_id: int,
    run: Run,
    *,
    looked_at: Sequence[SourceState] = (),
    asked: Sequence[HostState] = (),
) -> None:
    """Close a round, and keep what it learnt of its sources and hosts."""
    with archive.write(durable=run.new > 0):
        sources.save(archive, *looked_at)
        for host in asked:
            hosts.save(archive, host)
        runs.finish(archive, run_id, run)
