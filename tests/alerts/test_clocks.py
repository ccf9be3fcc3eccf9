"""Machines sleep, clocks are put right, zones change: each message once, and soon after.

The clock is a hand clock; the wing is asked every 30 seconds of it, the daemon asks more often.
"""

import asyncio
import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from conftest import HandClock
from sample_articles import article, flagged

from alerts.wing import AlertWing
from kembar import config
from kembar.clock import WIB
from storage import articles

TICK = timedelta(seconds=30)
WITHIN = timedelta(seconds=60)
"""From when a message is due, or the machine is awake again, to when it is sent."""
BERLIN = ZoneInfo("Europe/Berlin")


class Book:
    """A channel that writes down when it was told what."""

    language, quiet = "id", None

    def __init__(self, name: str, zone: ZoneInfo, clock: HandClock) -> None:
        self.name, self.zone, self.clock = name, zone, clock
        self.told: list[tuple[datetime, str]] = []

    def send(self, message) -> None:
        self.told.append((self.clock(), f"{message.title}\n{message.body}"))

    @property
    def times(self) -> list[datetime]:
        return [moment for moment, _ in self.told]


class Watch:
    """A wing over an archive of its own, with a channel told at once and one told at `when`."""

    def __init__(self, folder: Path, start: datetime, *, when: str, zone: str) -> None:
        self.clock = HandClock(start)
        self.read = config.parse(
            f"""
            [archive]
            path = "archive.db"
            [alerts]
            burst = 0
            proof = "off"
            [[channels]]
            name = "now"
            url = "json://127.0.0.1:9/"
            [[channels]]
            name = "set"
            url = "json://127.0.0.1:9/"
            when = "{when}"
            timezone = "{zone}"
            """,
            folder=folder,
        )
        self.now = Book("now", WIB, self.clock)
        self.set = Book("set", ZoneInfo(zone), self.clock)
        self.stories = 0

    def run(self, *steps: "Step") -> None:
        """Go through the steps with one wing, as one process does."""

        async def work() -> None:
            channels = {"now": self.now, "set": self.set}
            async with AlertWing(self.read, channels, clock=self.clock) as wing:
                for step in steps:
                    for _ in range(step.ticks):
                        await wing.keep_frames()
                        await wing.deliver()
                        self.clock.moment += TICK
                    self.clock.moment += step.jump
                    if step.story:
                        await self._store(wing)
                await wing.keep_frames()
                await wing.deliver()

        asyncio.run(work())

    async def _store(self, wing: AlertWing) -> None:
        self.stories += 1
        told = article(self.stories, published=self.clock())
        await wing.writer.run(
            articles.save, told, flagged(told), now=self.clock(), first_round=False,
            backlog="tell", subscriptions=self.read.subscriptions, burst=0,
        )  # fmt: skip


class Step:
    """So long awake, then a jump of the clock (or so long asleep), then perhaps a story."""

    def __init__(
        self, awake: timedelta, jump: timedelta = timedelta(0), *, story: bool = False
    ) -> None:
        self.ticks = int(awake / TICK)
        self.jump = jump
        self.story = story


JUMPS = {
    "asleep for 10 minutes": timedelta(minutes=10),
    "asleep for 8 hours": timedelta(hours=8),
    "an hour on": timedelta(hours=1),
    "an hour back": timedelta(hours=-1),
    "a day on": timedelta(days=1),
    "a day back": timedelta(days=-1),
}
MINUTES = timedelta(minutes=1)


@pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS)
@pytest.mark.parametrize("before", [3, 45])
def test_a_story_of_before_the_jump_is_told_at_once_when_it_is_over(
    tmp_path: Path, jump: timedelta, before: int
) -> None:
    """Stored while nobody delivers, then the jump; one more is stored after it."""
    watch = Watch(
        tmp_path, datetime(2026, 11, 24, 3, tzinfo=UTC), when="daily 07:00", zone="Asia/Jakarta"
    )
    watch.run(Step(before * MINUTES, story=True), Step(0 * MINUTES, jump))
    awake = watch.clock()
    watch.run(Step(2 * MINUTES, story=True), Step(3 * MINUTES))

    assert len(watch.now.told) == 2
    assert watch.now.times[0] - awake <= WITHIN
    assert watch.now.times[1] - (awake + 2 * MINUTES) <= WITHIN


@pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS)
@pytest.mark.parametrize("minute", [-5, 5])
def test_no_digest_comes_twice_or_late_for_a_jump_around_its_hour(
    tmp_path: Path, jump: timedelta, minute: int
) -> None:
    """The hour is 07:00 WIB; the clock jumps five minutes before it, or five after."""
    hour = datetime(2026, 11, 24, 0, tzinfo=UTC)
    watch = Watch(tmp_path, hour - 20 * MINUTES, when="daily 07:00", zone="Asia/Jakarta")
    watch.run(Step((20 + minute) * MINUTES, jump, story=True))
    awake = watch.clock()
    watch.run(Step(15 * MINUTES))
    # To the next two hours of the channel, however far they are now.
    for _ in range(2):
        ahead = (hour - watch.clock()) % timedelta(days=1) - 5 * MINUTES
        watch.run(Step(0 * MINUTES, ahead), Step(15 * MINUTES))

    told = [text for _, text in watch.set.told if "bagian 1" in text]
    empty = [moment for moment, text in watch.set.told if "bagian 1" not in text]
    days = [moment.astimezone(WIB).date() for moment in empty]
    assert len(told) == 1, "the story is in one digest"
    assert len(days) == len(set(days)), "two digests without news for one hour"
    for moment in watch.set.times:
        due = moment.astimezone(WIB).replace(hour=7, minute=0, second=0)
        late = moment.astimezone(WIB) - due
        assert timedelta(0) <= late <= WITHIN or moment - awake <= WITHIN


@pytest.mark.parametrize("when", ["daily 02:30", "daily 03:00", "hourly"])
@pytest.mark.parametrize(
    "night", [datetime(2026, 10, 24, 22, tzinfo=UTC), datetime(2027, 3, 27, 22, tzinfo=UTC)]
)
def test_the_nights_when_summer_time_ends_and_begins_have_one_digest_each(
    tmp_path: Path, when: str, night: datetime
) -> None:
    watch = Watch(tmp_path, night, when=when, zone="Europe/Berlin")
    for _ in range(5):
        watch.run(Step(30 * MINUTES, story=True), Step(30 * MINUTES))
    watch.run(Step(20 * MINUTES), Step(0 * MINUTES, timedelta(hours=20)), Step(300 * MINUTES))

    days = [moment.astimezone(BERLIN).date() for moment in watch.set.times]
    if when == "hourly":
        assert len(watch.set.told) == 5  # one for each hour that had a story
        assert all(moment.minute == 0 for moment in watch.set.times)
    else:
        assert len(days) == len(set(days)) == 2
    for number in range(1, 6):
        told = [text for _, text in watch.set.told if f"bagian {number}" in text]
        assert len(told) == 1


def test_a_channel_that_moves_to_another_zone_is_told_once_a_day_at_its_new_hour(
    tmp_path: Path,
) -> None:
    watch = Watch(
        tmp_path, datetime(2026, 11, 23, 23, 50, tzinfo=UTC), when="daily 07:00",
        zone="Asia/Jakarta",
    )  # fmt: skip
    watch.run(Step(20 * MINUTES, story=True))
    moved = Watch(tmp_path, watch.clock(), when="daily 07:00", zone="Asia/Jayapura")
    moved.run(Step(5 * MINUTES, timedelta(hours=21)), Step(90 * MINUTES))

    assert [m.hour for m in watch.set.times] == [0]
    assert [(m.day, m.hour, m.minute) for m in moved.set.times] == [(24, 22, 0)]
    assert "bagian 1" in moved.set.told[0][1]


@pytest.fixture
def machine_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Set the zone of the machine, as `timedatectl set-timezone` does."""

    def put(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield put
    monkeypatch.undo()
    time.tzset()


def test_the_zone_of_the_machine_changes_nothing(
    tmp_path: Path, machine_zone: Callable[[str], None]
) -> None:
    machine_zone("America/New_York")
    watch = Watch(
        tmp_path, datetime(2026, 11, 23, 23, 50, tzinfo=UTC), when="daily 07:00",
        zone="Asia/Jakarta",
    )  # fmt: skip
    watch.run(Step(5 * MINUTES, story=True))
    machine_zone("Asia/Tokyo")
    watch.run(Step(20 * MINUTES, timedelta(hours=23)), Step(60 * MINUTES))

    assert os.environ["TZ"] == "Asia/Tokyo"
    assert [(m.day, m.hour, m.minute) for m in watch.set.times] == [(24, 0, 0), (25, 0, 0)]
    assert len(watch.now.told) == 1
