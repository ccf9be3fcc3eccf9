"""The daemon's jobs when the clock is set back."""

from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from scheduler import bring_along


async def _nothing() -> None:
    """A job."""


def test_jobs_go_back_with_the_clock_and_keep_their_order() -> None:
    clockwork = AsyncIOScheduler(timezone=UTC)
    start = datetime(2026, 11, 25, 3, tzinfo=UTC)
    for name, seconds in (("deliver", 1), ("upkeep", 86_400)):
        clockwork.add_job(
            _nothing, IntervalTrigger(seconds=seconds, timezone=UTC), id=name,
            next_run_time=start + timedelta(seconds=seconds),
        )  # fmt: skip

    bring_along(clockwork, timedelta(days=1))

    times = {job.id: job.next_run_time for job in clockwork.get_jobs()}
    assert times == {
        "deliver": datetime(2026, 11, 24, 3, 0, 1, tzinfo=UTC),
        "upkeep": datetime(2026, 11, 25, 3, tzinfo=UTC),
    }
