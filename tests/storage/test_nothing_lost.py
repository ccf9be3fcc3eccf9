"""Whatever happens in whatever order: who knows a story knows all of it in the end, and once."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sample_articles import BONTANG, JEJU, JEPARA, NOW, article, flagged, happening

from kembar.model import Amount, Likeness, Modality, Stage, Subscription
from storage import articles, growth, looks, orders, outbox, removal
from storage.archive import Archive
from storage.looks import Fetched

CHANNELS = (
    Subscription(channel="desk"),
    Subscription(channel="calm", quiet="09:00-12:00"),
    Subscription(channel="daily", when="daily 07:00"),
)
NAMES = [one.channel for one in CHANNELS]
ALIKE = Likeness(signature=tuple(range(128)), shingles=300)


class Newsroom:
    """Reports of one happening that come, change and go, and a courier that stumbles."""

    def __init__(self, archive: Archive, seed: int) -> None:
        self.archive = archive
        self.chance = random.Random(seed)
        self.now = NOW
        self.reports = 0

    def work(self) -> None:
        """One thing happens."""
        self.now += timedelta(minutes=self.chance.choice((0, 1, 7, 45)))
        step = self.chance.choice(
            (self.report, self.report, self.report, self.edit, self.deliver, self.deliver,
             self.die, self.vanish, self.take_down)
        )  # fmt: skip
        step()

    def report(self) -> None:
        self.reports += 1
        self._save(self.reports, "")

    def edit(self) -> None:
        if self.reports:
            self._save(self.chance.randint(1, self.reports), f"Diubah {self.now}. ")

    def _save(self, number: int, before: str) -> None:
        chance = self.chance
        page = article(number, site=f"site{number % 5}.example", published=self.now)
        page = replace(page, text=before + page.text)
        parties = chance.choice(((BONTANG,), (BONTANG, JEJU), (BONTANG, JEJU, JEPARA)))
        facts = happening(
            page, parties, date=chance.choice((None, date(2026, 11, 24))),
            stage=chance.choice((None, Stage.VISIT, Stage.LOI, Stage.MOU, Stage.AGREEMENT)),
            modality=chance.choices(list(Modality), (8, 4, 1))[0],
            amount=chance.choice((None, None, Amount(value=1000, currency="IDR"),
                                  Amount(value=5000, currency="IDR"))),
        )  # fmt: skip
        likeness = chance.choice((None, ALIKE))
        articles.save(
            self.archive, page, replace(flagged(page, facts), likeness=likeness), now=self.now,
            subscriptions=CHANNELS, backlog="tell", first_round=False, page=Fetched(url=page.url),
            burst=3,
        )  # fmt: skip

    def deliver(self) -> None:
        for delivery in self._lease():
            if self.chance.random() < 0.7:
                outbox.mark_sent(self.archive, delivery, self.now)
            else:
                outbox.mark_failed(
                    self.archive, delivery, "stumbled", now=self.now, jitter=self.chance
                )

    def die(self) -> None:
        """The process ends between the lease and the record."""
        self._lease()
        outbox.take_back_leases(self.archive, self.now)

    def _lease(self):
        return outbox.lease_due(
            self.archive, by="me", now=self.now, channels=NAMES, burst=3,
            limit=self.chance.randint(1, 4),
        )  # fmt: skip

    def vanish(self) -> None:
        if self.reports and self.chance.random() < 0.2:
            for day in range(3):
                looks.missed(
                    self.archive, self.chance.randint(1, self.reports), "answered 404",
                    self.now + timedelta(days=day), subscriptions=CHANNELS, burst=3,
                )  # fmt: skip

    def take_down(self) -> None:
        if self.reports and self.chance.random() < 0.2:
            gone = self.chance.randint(1, self.reports)
            removal.remove(self.archive, [gone], keep_addresses=False, now=self.now)

    def settle(self) -> datetime:
        """Everything that waits is delivered in the end."""
        self.now += timedelta(days=3)
        outbox.take_back_leases(self.archive, self.now)
        while found := outbox.lease_due(
            self.archive, by="me", now=self.now, channels=NAMES, burst=3
        ):
            for delivery in found:
                outbox.mark_sent(self.archive, delivery, self.now)
        return self.now


@pytest.mark.parametrize("seed", range(60))
def test_who_knows_a_story_knows_all_of_it_in_the_end(archive: Archive, seed: int) -> None:
    newsroom = Newsroom(archive, seed)
    for _ in range(40):
        newsroom.work()

    newsroom.settle()

    states = {row["state"] for row in archive.rows("SELECT DISTINCT state FROM outbox")}
    assert states <= {"sent", "suppressed"}
    for row in archive.rows("SELECT id FROM stories WHERE articles > 0"):
        chiefs = growth.chiefs_of(archive, row["id"])
        for wanted in CHANNELS:
            rows = orders.rows_of(archive, row["id"], wanted.channel)
            sent = [one for one in rows if one["state"] == "sent"]
            assert sent, "a story that nobody was told"
            assert growth.news(chiefs, orders.told_by(archive, sent, chiefs)) is None
            keys = [one["alert_key"] for one in sent]
            assert len(keys) == len(set(keys))
