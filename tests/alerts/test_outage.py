"""A receiver that is away for three days with thousands of alerts waiting for it."""

import asyncio
from collections import Counter
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import HandClock
from sample_articles import NOW

from alerts.delivery import Courier
from kembar.errors import DeliveryFailed
from storage import outbox
from storage.archive import Archive, Writer

PENDING = 5_000


def multiply(path: Path, count: int) -> None:
    """Make so many stories with their alerts out of the first, faster than saving each."""
    archive = Archive.open(path)
    columns = {}
    for table in ("stories", "articles", "events", "outbox"):
        found = archive.rows(f"SELECT * FROM {table} LIMIT 1")[0]
        columns[table] = [name for name in found if name != "id"]

    def copy(table: str, **changes: str) -> str:
        names = ", ".join(columns[table])
        values = ", ".join(changes.get(name, name) for name in columns[table])
        return (
            f"INSERT INTO {table} (id, {names}) SELECT n, {values} FROM {table}, numbers "
            f"WHERE {table}.id = 1"
        )

    with archive.write():
        archive.db.execute(
            f"""CREATE TEMP TABLE numbers AS WITH RECURSIVE c(n) AS (
                SELECT 2 UNION ALL SELECT n + 1 FROM c WHERE n < {count}) SELECT n FROM c"""
        )
        archive.db.execute(copy("stories", title="title || ' nomor ' || n"))
        archive.db.execute(copy("articles", url="url || '/' || n", story_id="n"))
        archive.db.execute(copy("events", article_id="n"))
        key = "hex(randomblob(32))"
        archive.db.execute(copy("outbox", story_id="n", event_id="n", alert_key=key))
    archive.close()


@pytest.mark.slow
def test_three_days_away_with_5000_waiting_costs_nothing(
    fill, paper, path: Path, outbox_rows
) -> None:
    fill(1)
    multiply(path, PENDING)
    assert len(outbox_rows()) == PENDING
    clock, closed = HandClock(NOW), [True]

    def duty() -> None:
        if closed[0]:
            raise DeliveryFailed("not here")

    bureau = paper(duty=duty)
    tries = []

    async def work() -> None:
        writer = Writer(path)
        courier = Courier(writer, {"bureau": bureau}, clock=clock, by="test")
        try:
            while clock.moment < NOW + timedelta(hours=71, minutes=50):
                await courier.deliver_due()
                tries.append(bureau.tries)
                due = await writer.run(outbox.next_due)
                clock.moment = max(clock.moment + timedelta(hours=2), due or clock.moment)
            clock.moment = NOW + timedelta(hours=71, minutes=50)
            closed[0] = False
            for _ in range(400):  # six hours and more: the longest wait
                await courier.deliver_due()
                clock.moment += timedelta(minutes=1)
        finally:
            await courier.close()

    asyncio.run(work())

    rows = outbox_rows()
    assert Counter(row["state"] for row in rows) == {"sent": PENDING}
    assert max(later - before for before, later in pairwise(tries)) <= 5
    told = sum(message.body.count("nomor") for message in bureau.sent)
    assert len(bureau.sent) <= PENDING // outbox.IN_DIGEST + 2
    assert told > 0


def test_what_is_given_up_is_given_up_after_72_hours_and_not_before(
    fill, paper, path: Path, outbox_rows
) -> None:
    fill(30)
    clock = HandClock(NOW)
    bureau = paper()
    states = {}

    def duty() -> None:
        raise DeliveryFailed("not here")

    bureau.duty = duty

    async def work() -> None:
        writer = Writer(path)
        courier = Courier(writer, {"bureau": bureau}, clock=clock, by="test")
        try:
            while clock.moment < NOW + timedelta(hours=84):
                await courier.deliver_due()
                found = Counter(row["state"] for row in outbox_rows())
                states[clock.moment - NOW] = found["dead"]
                clock.moment += timedelta(minutes=30)
        finally:
            await courier.close()

    asyncio.run(work())

    assert not any(dead for age, dead in states.items() if age < timedelta(hours=72))
    assert list(states.values())[-1] == 30
