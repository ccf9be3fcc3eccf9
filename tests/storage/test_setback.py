"""A clock that was wrong when something was written does not hold it up once it is right."""

from datetime import timedelta

import pytest
from sample_articles import NOW, article, flagged

from kembar.model import Subscription
from storage import articles, outbox, setback
from storage.archive import Archive


def store(archive: Archive, now, *, when: str = "now", burst: int = 0) -> None:
    told = article(1, published=now)
    articles.save(
        archive, told, flagged(told), now=now, first_round=False, backlog="tell", burst=burst,
        subscriptions=[Subscription(channel="desk", when=when)],
    )  # fmt: skip


@pytest.mark.parametrize("when", ["now", "hourly"])
def test_news_written_tomorrow_is_due_today(archive: Archive, when: str) -> None:
    store(archive, NOW + timedelta(days=1), when=when)

    assert setback.put_right(archive, NOW) == 1
    assert outbox.next_due(archive) == NOW
    assert setback.put_right(archive, NOW) == 0


def test_a_wait_longer_than_any_is_ended(archive: Archive) -> None:
    store(archive, NOW)
    tomorrow = NOW + timedelta(days=1)
    (found,) = outbox.lease_due(archive, by="me", now=tomorrow, channels=["desk"])
    outbox.mark_failed(archive, found, "closed", now=tomorrow)

    assert setback.put_right(archive, NOW) == 1
    assert outbox.next_due(archive) == NOW


def test_what_waits_rightly_is_left_alone(archive: Archive) -> None:
    store(archive, NOW, when="hourly")

    assert setback.put_right(archive, NOW) == 0
    assert outbox.next_due(archive) == NOW + timedelta(hours=1)
