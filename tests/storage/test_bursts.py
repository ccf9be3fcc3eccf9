"""Too much at once, or too late, comes as a digest; what is urgent waits for no morning."""

from datetime import timedelta

import pytest
from sample_articles import NOW, article, flagged, happening

from kembar.model import Kind, Stage, Subscription, Urgency
from storage import articles, outbox
from storage.archive import Archive

DESK = Subscription(channel="desk")
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
NIGHT = NOW + timedelta(hours=16)
"""02:00 in Jakarta."""
MORNING = NOW + timedelta(hours=20)
"""06:00 in Jakarta."""


def tell(
    archive: Archive, number: int, wanted: Subscription = DESK, *, now=NOW, burst=3, **options
) -> None:
    """Store one happening of its own."""
    old = options.pop("old", False)
    told = article(number, published=NOW - timedelta(days=2) if old else now)
    facts = {name: options.pop(name) for name in ("kind", "stage", "score") if name in options}
    articles.save(
        archive, told, flagged(told, happening(told, **facts)), subscriptions=[wanted], now=now,
        burst=burst, **{"backlog": "tell", "first_round": False, **options},
    )  # fmt: skip


def send(archive: Archive, now, **options) -> list[tuple[str | None, int]]:
    """Deliver what is due; gives the digest and the number of stories of each message."""
    found = outbox.lease_due(archive, by="me", now=now, channels=["desk"], **options)
    for delivery in found:
        outbox.mark_sent(archive, delivery, now)
    return [(delivery.digest, len(delivery.stories)) for delivery in found]


def test_more_than_a_burst_within_five_minutes_becomes_one_digest_with_what_still_waits(
    archive: Archive,
) -> None:
    for number in range(1, 6):
        tell(archive, number, now=NOW + number * MINUTE / 2)

    early = send(archive, NOW + 3 * MINUTE)
    tell(archive, 6, now=NOW + 4 * MINUTE)

    assert early == []
    assert send(archive, NOW + 5 * MINUTE) == []
    assert send(archive, NOW + 5.5 * MINUTE) == [("burst:desk", 6)]


def test_what_was_sent_before_the_burst_was_one_stays_sent(archive: Archive) -> None:
    for number in (1, 2):
        tell(archive, number)
    single = send(archive, NOW)
    for number in (3, 4, 5):
        tell(archive, number, now=NOW + MINUTE)

    assert single == [(None, 1)] * 2
    assert send(archive, NOW + MINUTE) == []
    assert send(archive, NOW + 5 * MINUTE) == [("burst:desk", 3)]


def test_a_burst_and_no_more_is_told_one_by_one(archive: Archive) -> None:
    for number in (1, 2, 3):
        tell(archive, number)

    assert send(archive, NOW) == [(None, 1)] * 3


def test_after_the_digest_the_count_begins_anew(archive: Archive) -> None:
    for number in range(1, 6):
        tell(archive, number)
    after = NOW + 5 * MINUTE
    digest = send(archive, after)
    for number in (6, 7, 8):
        tell(archive, number, now=after + MINUTE)

    assert digest == [("burst:desk", 5)]
    assert send(archive, after + MINUTE) == [(None, 1)] * 3


def test_a_burst_of_nothing_never_makes_a_digest(archive: Archive) -> None:
    for number in range(30):
        tell(archive, number, burst=0)

    assert send(archive, NOW) == [(None, 1)] * 30


def test_stories_of_a_first_round_that_are_told_one_by_one_do_not_count(archive: Archive) -> None:
    for number in range(1, 6):
        tell(archive, number, first_round=True, old=number % 2 == 0)
    tell(archive, 6)

    assert send(archive, NOW) == [(None, 1)] * 6


def test_a_backlog_does_not_count(archive: Archive) -> None:
    for number in range(1, 6):
        tell(archive, number, first_round=True, old=True, backlog="digest")
    tell(archive, 6)

    assert send(archive, NOW) == [(None, 1)]


def test_a_round_that_has_ended_lets_its_bursts_go(archive: Archive) -> None:
    for number in range(1, 6):
        tell(archive, number)

    assert outbox.release_bursts(archive, NOW) == 5
    assert send(archive, NOW) == [("burst:desk", 5)]
    assert outbox.release_bursts(archive, NOW) == 0


def test_a_night_of_many_stories_is_one_digest_in_the_morning(archive: Archive) -> None:
    calm = Subscription(channel="desk", quiet="22:00-06:00")
    for number in range(1, 6):
        tell(archive, number, calm, now=NIGHT + number * 20 * MINUTE)

    assert send(archive, MORNING - MINUTE) == []
    assert send(archive, MORNING) == [("burst:desk", 5)]


def test_what_is_urgent_goes_out_in_quiet_hours(archive: Archive) -> None:
    calm = Subscription(
        channel="desk", quiet="22:00-06:00",
        urgent=Urgency(kinds=(Kind.SISTER_CITY,), stages=(Stage.MOU,), score=12),
    )  # fmt: skip
    tell(archive, 1, calm, now=NIGHT, score=12.0)
    tell(archive, 2, calm, now=NIGHT, score=11.0)
    tell(archive, 3, calm, now=NIGHT, score=12.0, stage=Stage.VISIT)
    tell(archive, 4, calm, now=NIGHT, score=12.0, kind=Kind.FOREIGN_AID)
    archive.db.execute("UPDATE outbox SET next_try = ? WHERE id = 2", ["2026-11-24T00:00:00Z"])
    archive.db.conn.commit()

    assert send(archive, NIGHT, urgent_only=True) == [(None, 1)]
    assert archive.value("SELECT id FROM outbox WHERE state = 'sent'") == 1
    assert send(archive, MORNING) == [(None, 1)] * 3


def test_a_story_that_becomes_urgent_in_the_night_goes_out_at_once(archive: Archive) -> None:
    calm = Subscription(
        channel="desk", quiet="22:00-06:00", urgent=Urgency(stages=(Stage.MOU,))
    )  # fmt: skip
    tell(archive, 1, calm, now=NIGHT, stage=Stage.VISIT)
    edited = article(1, published=NIGHT, text=f"Baru saja. {article(1).text}")
    articles.save(
        archive, edited, flagged(edited), subscriptions=[calm], backlog="tell", first_round=False,
        now=NIGHT + HOUR,
    )  # fmt: skip

    assert send(archive, NIGHT + HOUR, urgent_only=True) == [(None, 1)]


def test_a_channel_with_set_hours_knows_no_urgency(archive: Archive) -> None:
    daily = Subscription(channel="desk", when="daily 07:00", urgent=Urgency(score=1))
    tell(archive, 1, daily)

    assert send(archive, NOW) == []


def test_what_is_urgent_is_part_of_no_burst(archive: Archive) -> None:
    hasty = Subscription(channel="desk", urgent=Urgency(score=9))
    for number in range(1, 6):
        tell(archive, number, hasty, score=9.0 if number in (1, 5) else 3.0)

    assert send(archive, NOW) == [(None, 1)] * 2
    assert send(archive, NOW + 5 * MINUTE) == [("burst:desk", 3)]


def test_what_is_an_hour_late_comes_as_one_digest_when_it_is_more_than_a_burst(
    archive: Archive,
) -> None:
    for number in range(1, 5):
        tell(archive, number, burst=0)
    tell(archive, 5, burst=0, now=NOW + 2 * HOUR)

    assert send(archive, NOW + 2 * HOUR, burst=3) == [("late:desk", 4), (None, 1)]


@pytest.mark.parametrize(
    ("stories", "hours", "expected"),
    [
        (3, 2, [(None, 1)] * 3),
        (4, 0.5, [(None, 1)] * 4),
        (3, 25, [("late:desk", 3)]),
        (2, 25, [("late:desk", 2)]),
        (1, 25, [(None, 1)]),
    ],
)
def test_few_late_alerts_come_one_by_one_until_they_are_a_day_old(
    archive: Archive, stories: int, hours: float, expected: list[tuple[str | None, int]]
) -> None:
    for number in range(stories):
        tell(archive, number, burst=0)

    assert send(archive, NOW + hours * HOUR, burst=3) == expected


def test_a_late_digest_that_fails_stays_one(archive: Archive) -> None:
    for number in range(5):
        tell(archive, number, burst=0)
    later = NOW + 2 * HOUR
    (delivery,) = outbox.lease_due(archive, by="me", now=later, channels=["desk"], burst=3)
    outbox.mark_failed(archive, delivery, "busy", now=later)

    assert send(archive, later + HOUR, burst=3) == [("late:desk", 5)]


def test_a_digest_that_is_refused_for_good_falls_apart_and_only_the_refused_is_given_up(
    archive: Archive,
) -> None:
    for number in range(5):
        tell(archive, number, burst=0)
    later = NOW + 2 * HOUR
    (delivery,) = outbox.lease_due(archive, by="me", now=later, channels=["desk"], burst=3)

    dead = outbox.mark_failed(archive, delivery, "answered 400", now=later, permanent=True)
    singles = outbox.lease_due(archive, by="me", now=later + HOUR, channels=["desk"], burst=3)
    given_up = outbox.mark_failed(
        archive, singles[0], "answered 400", now=later + HOUR, permanent=True
    )

    assert (dead, len(singles), given_up) == (0, 5, 1)


def test_a_story_known_from_a_burst_that_waits_is_told_once_with_its_newest_state(
    archive: Archive,
) -> None:
    for number in range(1, 6):
        tell(archive, number, stage=Stage.VISIT)
    edited = article(2, text=f"Baru saja. {article(2).text}")
    articles.save(
        archive, edited, flagged(edited), subscriptions=[DESK], backlog="tell", first_round=False,
        now=NOW, burst=3,
    )  # fmt: skip

    (delivery,) = outbox.lease_due(archive, by="me", now=NOW + 5 * MINUTE, channels=["desk"])

    assert len(delivery.stories) == 5
    assert [s.stage for s in delivery.stories if s.url == edited.url] == [Stage.MOU]
