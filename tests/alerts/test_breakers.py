"""A channel that is away is left alone, told of, and not flooded when it is back."""

import asyncio
import random
import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sample_articles import NOW

from alerts.channels import ChannelResting
from alerts.delivery import Courier
from alerts.notices import given_up_notice
from kembar.clock import WIB
from kembar.errors import DeliveryFailed
from storage import breakers, leases, outbox
from storage.archive import Archive


class Clock:
    def __init__(self, moment: datetime = NOW) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


class Health:
    """The duty of a channel that is away while `away`, and counts its tries by time."""

    def __init__(self, clock: Clock, *, permanent: bool = False) -> None:
        self.clock = clock
        self.away = True
        self.permanent = permanent
        self.tries: list[datetime] = []

    def __call__(self) -> None:
        self.tries.append(self.clock())
        if self.away:
            raise DeliveryFailed("closed for today", permanent=self.permanent)


def run(with_writer, channels, clock, *, seconds: float, step: float = 1.0) -> None:
    """One courier's passes over a span, one each `step` seconds of the clock."""

    async def work(writer):
        courier = Courier(
            writer, {c.name: c for c in channels}, clock=clock, by="test", burst=10
        )  # fmt: skip
        end = clock.moment + timedelta(seconds=seconds)
        while clock.moment < end:
            await courier.deliver_due()
            clock.moment += timedelta(seconds=step)
        await courier.close()

    with_writer(work)


def told(channel) -> Counter:
    """How often each alert was told, by its digits."""
    return Counter(
        line for message in channel.sent for line in re.findall(r"^#\w{8}$", message.body, re.M)
    )


def states(rows) -> Counter:
    return Counter((row["channel"], row["state"]) for row in rows)


def test_after_five_failures_one_probe_goes_out_per_step_and_the_rest_keep_their_tries(
    fill, paper, with_writer, outbox_rows
) -> None:
    fill(40)
    clock = Clock()
    health = Health(clock)

    run(with_writer, [paper(duty=health)], clock, seconds=180)

    tried = [row["attempts"] for row in outbox_rows()]
    # Five, then probes after about 10 s, 30 s and 2 min.
    assert len(health.tries) in (7, 8)
    assert sum(tried) == len(health.tries)
    assert tried.count(0) >= 32


def test_a_breaker_closes_at_the_first_success_and_all_is_sent(
    fill, paper, with_writer, outbox_rows
) -> None:
    fill(12)
    clock = Clock()
    health = Health(clock)
    bureau = paper(duty=health)

    run(with_writer, [bureau], clock, seconds=30)
    health.away = False
    run(with_writer, [bureau], clock, seconds=180)

    assert states(outbox_rows()) == {("bureau", "sent"): 12}
    assert len(bureau.sent) == 12


def test_an_open_breaker_outlives_a_restart(fill, paper, with_writer, path) -> None:
    fill(9)
    clock = Clock()
    health = Health(clock)

    run(with_writer, [paper(duty=health)], clock, seconds=1)
    run(with_writer, [paper(duty=health)], clock, seconds=5)

    assert len(health.tries) == breakers.OPEN_AFTER
    archive = Archive.open(path, read_only=True)
    known = breakers.breaker(archive, "bureau")
    archive.close()
    assert known.open
    assert known.reason == "closed for today"


@pytest.mark.parametrize("wait", [7, 420, 3600])
def test_a_receivers_wish_to_wait_holds_for_the_whole_channel(
    fill, paper, with_writer, wait: int
) -> None:
    fill(3)
    clock = Clock()
    asked: list[datetime] = []

    def once() -> None:
        asked.append(clock())
        if len(asked) == 1:
            raise ChannelResting("busy", retry_after=timedelta(seconds=wait))

    run(with_writer, [paper(duty=once)], clock, seconds=wait * 1.1 + 3, step=max(1, wait / 200))

    waited = (asked[1] - asked[0]).total_seconds()
    assert wait <= waited <= max(wait * 1.1, wait + 2)
    assert len(asked) == 4


def test_a_refused_address_gives_up_five_alerts_and_keeps_the_rest(
    fill, paper, with_writer, outbox_rows
) -> None:
    fill(30)
    clock = Clock()
    health = Health(clock, permanent=True)
    bureau = paper(duty=health)

    run(with_writer, [bureau], clock, seconds=3600, step=5)
    given_up = states(outbox_rows())
    health.away = False
    run(with_writer, [bureau], clock, seconds=3 * 3600, step=5)

    assert given_up == {("bureau", "dead"): 5, ("bureau", "pending"): 25}
    assert states(outbox_rows()) == {("bureau", "dead"): 5, ("bureau", "sent"): 25}


def test_what_one_channel_gave_up_is_told_once_on_another(fill, paper, with_writer) -> None:
    fill(8, "closed")
    clock = Clock()
    closed = paper("closed", Health(clock, permanent=True))
    desk = paper("desk")

    run(with_writer, [closed, desk], clock, seconds=7200, step=5)
    run(with_writer, [closed, desk], clock, seconds=60)

    (notice,) = desk.sent
    assert notice.title == "Kembar: saluran closed menolak 5 kabar"
    assert "kembar alerts pending" in notice.body
    assert closed.sent == []


@pytest.mark.parametrize("count", [1, 12])
def test_a_notice_reads_well_in_english_whatever_the_number(count: int) -> None:
    notice = given_up_notice("desk", count, "2026-11-24T03:00:00Z", language="en", zone=WIB)

    assert notice.title == f"Kembar: alerts refused by channel desk: {count}"
    assert f"since 2026-11-24 10:00 WIB: {count}." in notice.body


def test_fresh_alerts_are_not_paced(fill, paper, with_writer) -> None:
    fill(60)
    clock = Clock()
    bureau = paper()

    run(with_writer, [bureau], clock, seconds=1)

    assert len(bureau.sent) == 60


def test_a_fresh_alert_passes_a_backlog(fill, paper, with_writer) -> None:
    fill(60)
    clock = Clock(NOW + timedelta(hours=2))
    bureau = paper()

    run(with_writer, [bureau], clock, seconds=10)
    waiting = 60 - len(bureau.sent)
    told = set(map(id, bureau.sent))
    fill(1, first=100)  # its row is made at NOW: let it be fresh
    make_fresh(with_writer, clock.moment)
    run(with_writer, [bureau], clock, seconds=2)

    fresh = outbox.alert_key(61)[:8]
    assert waiting > 40
    assert any(fresh in m.body for m in bureau.sent if id(m) not in told)


def make_fresh(with_writer, moment: datetime) -> None:
    async def work(writer):
        def touch(archive: Archive) -> None:
            with archive.write():
                archive.db.execute(
                    """UPDATE outbox SET due = ?1, next_try = ?1, created = ?1
                    WHERE id = (SELECT max(id) FROM outbox)""",
                    [moment.strftime("%Y-%m-%dT%H:%M:%SZ")],
                )

        await writer.run(touch)

    with_writer(work)


def test_after_an_outage_of_nearly_three_days_all_are_sent_at_a_gentle_rate(
    fill, paper, with_writer, outbox_rows
) -> None:
    fill(120)
    clock = Clock()
    health = Health(clock)
    bureau = paper(duty=health)

    run(with_writer, [bureau], clock, seconds=71.5 * 3600, step=300)
    dead = states(outbox_rows())["bureau", "dead"]
    health.away, health.tries = False, []
    # A probe every six hours: the channel is known to be back after that at the latest.
    run(with_writer, [bureau], clock, seconds=8 * 3600, step=3)

    assert dead == 0
    assert states(outbox_rows()) == {("bureau", "sent"): 120}
    assert busiest_minute(health.tries) <= 20


def busiest_minute(moments: list[datetime]) -> int:
    return max(sum(a <= b < a + timedelta(minutes=1) for b in moments) for a in moments)


@pytest.mark.parametrize("hours", [1 / 6, 8, 24])
def test_a_machine_that_slept_sends_each_due_alert_once(
    fill, paper, with_writer, hours: float
) -> None:
    fill(3)
    clock = Clock(NOW + timedelta(hours=hours))
    bureau = paper()

    run(with_writer, [bureau], clock, seconds=60)

    # What is a day late comes as one message.
    assert len(bureau.sent) == (1 if hours >= 24 else 3)
    assert told(bureau) == Counter(dict.fromkeys(told(bureau), 1))
    assert len(told(bureau)) == 3


def test_a_breakers_step_grows_and_has_jitter(path) -> None:
    archive = Archive.open(path)
    chance = random.Random(4)
    rests = []
    for _ in range(12):
        known = breakers.failed(archive, "bureau", "away", NOW, jitter=chance)
        rests.append((known.rest_until - NOW).total_seconds() if known.rest_until else 0)
    archive.close()

    assert rests[:4] == [0, 0, 0, 0]
    for rest, step in zip(rests[4:], (*outbox.BACKOFF, outbox.BACKOFF[-1]), strict=True):
        assert 0.8 * step.total_seconds() - 1 <= rest <= 1.2 * step.total_seconds()


def test_a_rest_set_by_a_wrong_clock_does_not_count() -> None:
    known = breakers.Breaker(
        channel="bureau", failures=9, rest_until=datetime(2030, 1, 1, tzinfo=UTC)
    )

    assert not known.resting(NOW)


def test_records_of_many_channels_share_commits(fill, paper, with_writer, monkeypatch) -> None:
    names = [f"c{n}" for n in range(10)]
    fill(5, *names)
    commits = []
    real = leases.settle

    def counted(archive, outcomes):
        commits.append(len(outcomes))
        return real(archive, outcomes)

    monkeypatch.setattr("alerts.records.settle", counted)

    async def work(writer):
        courier = Courier(writer, {n: paper(n) for n in names}, clock=Clock(), by="test")
        tally = await asyncio.wait_for(courier.deliver_due(), 20)
        await courier.close()
        return tally

    assert with_writer(work).sent == 50
    assert sum(commits) == 50


def test_what_a_channel_gave_up_is_told_once_however_many_others_are_well(
    fill, paper, with_writer
) -> None:
    fill(8, "closed")
    clock = Clock()
    closed = paper("closed", Health(clock, permanent=True))
    desks = [paper(f"desk{n}") for n in range(5)]
    run(with_writer, [closed, *desks], clock, seconds=7200, step=5)
    assert [len(d.sent) for d in desks].count(0) == 4, [len(d.sent) for d in desks]
    assert sum(len(d.sent) for d in desks) == 1


def test_what_rests_or_is_nobodys_channel_wakes_nobody(path, fill) -> None:
    fill(1, "away")
    archive = Archive.open(path)
    before = leases.waits(archive, ["away"], NOW)
    for _ in range(breakers.OPEN_AFTER):
        breakers.failed(archive, "away", "closed", NOW)

    resting = leases.waits(archive, ["away"], NOW)
    elsewhere = leases.waits(archive, ["desk"], NOW)
    later = leases.waits(archive, ["away"], NOW + timedelta(minutes=1))
    archive.close()

    assert (before, resting, elsewhere, later) == (True, False, False, True)
