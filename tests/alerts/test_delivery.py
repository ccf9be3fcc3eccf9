"""From the outbox to the channels: once, never silently lost, whatever breaks."""

import asyncio
import multiprocessing
import os
import sqlite3
import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sample_articles import NOW, article, flagged, happening

from alerts import delivery, sending
from alerts.channels import AppriseChannel, ChannelResting
from alerts.delivery import Courier, Tally
from kembar.clock import WIB
from kembar.errors import AlreadyRunning, ArchiveError, DeliveryFailed
from kembar.locks import FileLock, beside
from kembar.model import Subscription, Urgency
from storage import articles, breakers, outbox
from storage.archive import Archive, Writer


class Clock:
    def __init__(self, moment: datetime = NOW) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


def refuse(permanent: bool = False):
    def duty() -> None:
        raise DeliveryFailed("closed for today", permanent=permanent)

    return duty


def deliver(with_writer, channels, *, clock=None, times: int = 1, **options) -> list[Tally]:
    """Run one courier over the archive and return its tallies."""

    async def work(writer):
        courier = Courier(
            writer, {c.name: c for c in channels}, clock=clock or Clock(), by="test", **options
        )
        try:
            return [await courier.deliver_due() for _ in range(times)]
        finally:
            await courier.close()

    return with_writer(work)


def test_a_due_alert_is_sent_once_also_across_a_restart(fill, paper, with_writer) -> None:
    fill(3)
    bureau = paper()

    tallies = deliver(with_writer, [bureau], times=2) + deliver(with_writer, [bureau])

    assert tallies == [Tally(sent=3), Tally(), Tally()]
    assert len({message.body for message in bureau.sent}) == 3


def test_each_channel_is_told_by_itself(fill, paper, with_writer, outbox_rows) -> None:
    fill(2, "good", "broken")
    good, broken = paper("good"), paper("broken", refuse())

    (tally,) = deliver(with_writer, [good, broken])

    assert tally == Tally(sent=2, failed=2)
    assert [(r["channel"], r["state"]) for r in outbox_rows()] == [
        ("good", "sent"), ("broken", "pending"), ("good", "sent"), ("broken", "pending"),
    ]  # fmt: skip


def test_a_failed_alert_waits_and_then_is_tried_again(
    fill, paper, with_writer, outbox_rows
) -> None:
    fill(1)
    bureau, clock = paper(duty=refuse()), Clock()

    first = deliver(with_writer, [bureau], clock=clock, times=2)
    error = outbox_rows()[0]["last_error"]
    bureau.duty = None
    clock.moment += timedelta(seconds=13)
    second = deliver(with_writer, [bureau], clock=clock)

    assert (first, second) == ([Tally(failed=1), Tally()], [Tally(sent=1)])
    assert error == "closed for today"


def test_a_permanent_refusal_is_given_up_and_said(
    fill, paper, with_writer, outbox_rows, caplog
) -> None:
    fill(1)

    (tally,) = deliver(with_writer, [paper(duty=refuse(permanent=True))])

    assert tally == Tally(dead=1)
    assert outbox_rows()[0]["state"] == "dead"
    assert "gave up alert=#" in caplog.text


def test_the_receivers_wish_to_wait_is_kept(fill, paper, with_writer, outbox_rows) -> None:
    fill(1)

    def resting() -> None:
        raise ChannelResting("busy", retry_after=timedelta(minutes=7))

    deliver(with_writer, [paper(duty=resting)])

    assert outbox_rows()[0]["next_try"] == "2026-11-24T03:07:00Z"


def test_a_channel_that_breaks_in_an_unforeseen_way_stops_nothing(
    fill, paper, with_writer, outbox_rows, caplog
) -> None:
    fill(1, "broken", "good")

    def burst() -> None:
        raise KeyError("surprise")

    (tally,) = deliver(with_writer, [paper("broken", burst), paper("good")])

    assert tally == Tally(sent=1, failed=1)
    assert outbox_rows()[0]["last_error"] == "KeyError: 'surprise'"
    assert "Traceback" in caplog.text


def test_a_message_that_cannot_be_rendered_is_recorded_and_holds_up_no_other(
    fill, paper, with_writer, outbox_rows, monkeypatch
) -> None:
    fill(2)
    real = delivery.render

    def picky(told, **options):
        if told.stories[0].title == article(1).title:
            raise ValueError("cannot be told")
        return real(told, **options)

    monkeypatch.setattr(delivery, "render", picky)
    (tally,) = deliver(with_writer, [paper()])

    assert tally == Tally(sent=1, failed=1)
    assert [row["state"] for row in outbox_rows()] == ["pending", "sent"]


def test_a_dead_channel_is_left_alone_after_some_failures_in_a_row(
    fill, paper, with_writer
) -> None:
    fill(9)
    bureau = paper(duty=refuse())

    deliver(with_writer, [bureau])

    assert bureau.tries == breakers.OPEN_AFTER


def test_drain_tries_every_due_alert_once(fill, paper, with_writer) -> None:
    fill(9)
    bureau = paper(duty=refuse())

    async def work(writer):
        return await Courier(writer, {"bureau": bureau}, clock=Clock(), by="test").drain()

    assert with_writer(work) == Tally(failed=9)
    assert bureau.tries == 9


def test_a_slow_channel_does_not_hold_up_another(fill, paper, with_writer, monkeypatch) -> None:
    monkeypatch.setattr(delivery, "PACE", 0.2)
    fill(2, "slow", "quick")
    gate = threading.Event()
    slow, quick = paper("slow", lambda: gate.wait(10)), paper("quick")

    async def work(writer):
        courier = Courier(writer, {"slow": slow, "quick": quick}, clock=Clock(), by="test")
        first = await courier.deliver_due()
        told_meanwhile = (len(slow.sent), len(quick.sent))
        again = await courier.deliver_due()
        gate.set()
        await courier.close()
        return first, told_meanwhile, again

    first, told_meanwhile, again = with_writer(work)

    assert (first, told_meanwhile, again) == (Tally(sent=2), (0, 2), Tally())
    assert slow.tries == 1  # closing let the message under way end and began no other


def test_a_slow_channels_success_counts_later_and_is_sent_once(
    fill, paper, with_writer, monkeypatch, outbox_rows
) -> None:
    monkeypatch.setattr(delivery, "PACE", 0.1)
    fill(1)
    gate = threading.Event()
    slow = paper(duty=lambda: gate.wait(10))

    async def work(writer):
        courier = Courier(writer, {"bureau": slow}, clock=Clock(), by="test")
        first = await courier.deliver_due()
        gate.set()
        return first, await courier.drain()

    assert with_writer(work) == (Tally(), Tally(sent=1))
    assert outbox_rows()[0]["state"] == "sent"


def test_a_message_that_takes_too_long_is_tried_again_later(
    fill, paper, with_writer, monkeypatch, outbox_rows
) -> None:
    monkeypatch.setattr(sending, "SEND_TIMEOUT", 0.1)
    fill(1)
    gate = threading.Event()

    (tally,) = deliver(with_writer, [paper(duty=lambda: gate.wait(10))])
    gate.set()

    assert tally == Tally(failed=1)
    assert "no answer within" in outbox_rows()[0]["last_error"]


def test_what_cannot_be_leased_is_not_sent(fill, paper, with_writer, path: Path) -> None:
    fill(1)
    bureau = paper()
    lock = sqlite3.connect(path, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")  # another program holds the file

    async def work(writer):
        await writer.run(lambda archive: archive.db.execute("PRAGMA busy_timeout = 50"))
        await Courier(writer, {"bureau": bureau}, clock=Clock(), by="test").deliver_due()

    with pytest.raises(ArchiveError, match="locked"):
        with_writer(work)
    lock.execute("ROLLBACK")
    lock.close()

    assert bureau.tries == 0


def test_an_archive_that_cannot_be_written_stops_all_sending(fill, paper, with_writer) -> None:
    fill(1)
    bureau = paper()

    async def work(writer):
        await writer.run(lambda archive: archive.db.execute("PRAGMA query_only = 1"))
        courier = Courier(writer, {"bureau": bureau}, clock=Clock(), by="test")
        for _ in range(3):
            with pytest.raises(ArchiveError):
                await courier.deliver_due()

    with_writer(work)

    assert bureau.tries == 0


def test_a_success_that_could_not_be_recorded_is_recorded_first_and_not_sent_again(
    fill, paper, with_writer, outbox_rows
) -> None:
    fill(1)
    clock = Clock()

    async def work(writer):
        loop = asyncio.get_running_loop()

        def disk_fills_up() -> None:
            query_only = writer.run(lambda archive: archive.db.execute("PRAGMA query_only = 1"))
            asyncio.run_coroutine_threadsafe(query_only, loop).result(5)

        bureau = paper(duty=disk_fills_up)
        courier = Courier(writer, {"bureau": bureau}, clock=clock, by="test")
        with pytest.raises(ArchiveError):
            await courier.deliver_due()
        clock.moment += timedelta(hours=1)  # the lease has long ended
        with pytest.raises(ArchiveError):
            await courier.deliver_due()
        await writer.run(lambda archive: archive.db.execute("PRAGMA query_only = 0"))
        return bureau, await courier.deliver_due()

    bureau, tally = with_writer(work)

    assert (bureau.tries, tally) == (1, Tally())
    assert outbox_rows()[0]["state"] == "sent"


def test_only_who_holds_the_lock_delivers(fill, paper, with_writer, path: Path) -> None:
    fill(1)
    bureau = paper()
    other = FileLock(beside(path, "delivery"))
    other.acquire("another courier")

    waiting = deliver(with_writer, [bureau], lock=FileLock(beside(path, "delivery")), times=2)
    other.release()
    later = deliver(with_writer, [bureau], lock=FileLock(beside(path, "delivery")))

    assert (waiting, later) == ([Tally(), Tally()], [Tally(sent=1)])


def test_closing_gives_the_lock_back(fill, paper, with_writer, path: Path) -> None:
    fill(1)
    lock = FileLock(beside(path, "delivery"))

    deliver(with_writer, [paper()], lock=lock)

    other = FileLock(beside(path, "delivery"))
    other.acquire("next")
    other.release()
    assert not lock.held


def test_the_lock_is_held_between_two_calls(fill, paper, with_writer, path: Path) -> None:
    fill(1)

    async def work(writer):
        lock = FileLock(beside(path, "delivery"))
        courier = Courier(writer, {"bureau": paper()}, clock=Clock(), by="test", lock=lock)
        await courier.deliver_due()
        with pytest.raises(AlreadyRunning, match="kembar delivery by test"):
            FileLock(beside(path, "delivery")).acquire("intruder")
        await courier.close()

    with_writer(work)


def test_drain_waits_for_a_lock_that_is_given_back(fill, paper, with_writer, path: Path) -> None:
    fill(1)
    other = FileLock(beside(path, "delivery"))
    other.acquire("another courier")

    async def work(writer):
        lock = FileLock(beside(path, "delivery"))
        courier = Courier(writer, {"bureau": paper()}, clock=Clock(), by="test", lock=lock)
        task = asyncio.create_task(courier.drain())
        await asyncio.sleep(0)
        other.release()
        tally = await task
        await courier.close()
        return tally

    assert with_writer(work) == Tally(sent=1)


def test_leases_of_a_killed_process_are_sent_by_the_next_at_once(
    fill, paper, with_writer, path: Path
) -> None:
    fill(2)
    archive = Archive.open(path)
    outbox.lease_due(archive, by="killed", now=NOW, channels=["bureau"])
    archive.close()

    without = deliver(with_writer, [paper()])
    lock = FileLock(beside(path, "delivery"))
    with_lock = deliver(with_writer, [paper()], lock=lock)

    assert (without, with_lock) == ([Tally()], [Tally(sent=2)])


def test_a_lease_that_ended_is_due_for_anybody(fill, paper, with_writer, path: Path) -> None:
    fill(1)
    archive = Archive.open(path)
    outbox.lease_due(archive, by="killed", now=NOW, channels=["bureau"])
    archive.close()

    (tally,) = deliver(with_writer, [paper()], clock=Clock(NOW + timedelta(seconds=121)))

    assert tally == Tally(sent=1)


def test_a_channel_in_its_quiet_hours_waits(fill, paper, with_writer) -> None:
    fill(1)  # NOW is 10:00 in Jakarta
    bureau = paper(quiet="09:00-11:00")

    quiet = deliver(with_writer, [bureau])
    after = deliver(with_writer, [bureau], clock=Clock(NOW + timedelta(hours=1)))

    assert (quiet, after) == ([Tally()], [Tally(sent=1)])


def test_alerts_of_a_channel_that_is_no_longer_configured_wait(
    fill, paper, with_writer, outbox_rows
) -> None:
    fill(1, "gone", "bureau")

    deliver(with_writer, [paper()])

    assert [row["state"] for row in outbox_rows()] == ["pending", "sent"]


def test_a_backlog_is_told_in_one_message_that_names_all(fill, paper, with_writer) -> None:
    fill(12, old=True)
    bureau = paper()

    (tally,) = deliver(with_writer, [bureau], clock=Clock(NOW + timedelta(minutes=10)))

    assert tally == Tally(sent=1)
    (message,) = bureau.sent
    assert all(article(number).url + "\n" in message.body for number in range(1, 13))
    assert message.body.count("\n#") == 12


class Mortal:
    """A channel that notes what it accepts in a file; its process dies in the n-th send."""

    name, language, zone, quiet = "bureau", "id", WIB, None

    def __init__(self, accepted: Path, lives: int) -> None:
        self.accepted = accepted
        self.lives = lives

    def send(self, message) -> None:
        with self.accepted.open("a") as file:
            file.write(message.body.rsplit("#", 1)[1] + "\n")
        self.lives -= 1
        if not self.lives:
            os._exit(9)


def live_and_die(path: Path, accepted: Path, lives: int) -> None:
    async def work() -> None:
        lock = FileLock(beside(path, "delivery"))
        channel = Mortal(accepted, lives)
        await Courier(
            Writer(path), {"bureau": channel}, clock=Clock(), by="mortal", lock=lock
        ).deliver_due()

    asyncio.run(work())


def test_a_killed_courier_costs_at_most_one_extra_copy_and_loses_nothing(
    fill, paper, with_writer, outbox_rows, path: Path, tmp_path: Path
) -> None:
    fill(7)
    accepted = tmp_path / "accepted.txt"
    context = multiprocessing.get_context("spawn")
    deaths = []
    for lives in (1, 3):
        process = context.Process(target=live_and_die, args=(path, accepted, lives))
        process.start()
        process.join(30)
        deaths.append(process.exitcode)
    bureau = paper()
    deliver(with_writer, [bureau], lock=FileLock(beside(path, "delivery")))
    told = accepted.read_text().split() + [m.body.rsplit("#", 1)[1] for m in bureau.sent]

    assert deaths == [9, 9]
    assert len(set(told)) == 7
    assert len(told) == 7 + 2  # each death came between acceptance and record
    assert {row["state"] for row in outbox_rows()} == {"sent"}


def test_a_real_receiver_gets_each_alert_once_also_after_refusing(
    fill, with_writer, receiver
) -> None:
    fill(3)
    receiver.answers = [(503, {}), (200, {})]
    clock = Clock()
    channel = AppriseChannel(receiver.url, name="bureau")

    first = deliver(with_writer, [channel], clock=clock)
    clock.moment += timedelta(minutes=1)
    second = deliver(with_writer, [channel], clock=clock)

    assert (first, second) == ([Tally(sent=2, failed=1)], [Tally(sent=1)])
    assert sorted(receiver.keys) == sorted({outbox.alert_key(n)[:8] for n in (1, 2, 3)})


def test_what_is_urgent_goes_out_in_quiet_hours_and_the_rest_waits(
    path: Path, with_writer, paper
) -> None:
    night = NOW + timedelta(hours=16)
    archive = Archive.open(path)
    for number, score in ((1, 12.0), (2, 3.0)):
        told = article(number, published=night)
        articles.save(
            archive, told, flagged(told, happening(told, score=score)), backlog="tell",
            first_round=False, now=night,
            subscriptions=[
                Subscription(channel="bureau", quiet="22:00-06:00", urgent=Urgency(score=12))
            ],
        )  # fmt: skip
    archive.close()
    desk = paper("bureau", quiet="22:00-06:00")

    (tally,) = deliver(with_writer, [desk], clock=lambda: night)

    assert tally.sent == 1
    assert len(desk.sent) == 1


def test_a_receiver_that_was_away_gets_what_is_late_as_one_message(
    fill, with_writer, paper
) -> None:
    fill(12)
    desk = paper("bureau")

    (tally,) = deliver(with_writer, [desk], clock=lambda: NOW + timedelta(hours=3))

    assert tally.sent == 1
    assert len(desk.sent) == 1


def test_a_message_that_is_taken_after_it_was_given_up_is_not_sent_again(
    fill, paper, with_writer, outbox_rows, monkeypatch
) -> None:
    monkeypatch.setattr(sending, "SEND_TIMEOUT", 0.1)
    fill(1)
    go, gone = threading.Event(), threading.Event()

    def slow() -> None:
        go.wait(30)
        gone.set()

    bureau = paper(duty=slow)

    async def work(writer: Writer) -> list[Tally]:
        moment = [NOW]
        courier = Courier(writer, {"bureau": bureau}, clock=lambda: moment[0], by="test")
        tallies = [await courier.deliver_due()]
        go.set()
        while not courier._records.behind:  # the thread tells the loop
            await asyncio.sleep(0)
        moment[0] += timedelta(hours=1)
        tallies.append(await courier.deliver_due())
        await courier.close()
        return tallies

    assert with_writer(work) == [Tally(failed=1), Tally()]
    assert gone.is_set()
    assert len(bureau.sent) == 1
    assert [row["state"] for row in outbox_rows()] == ["sent"]
