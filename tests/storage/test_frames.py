"""Silence is told too: empty digests and weekly proofs come, once an hour, whatever the clock."""

from datetime import datetime, timedelta

import pytest
from sample_articles import NOW, article, flagged

from kembar.model import Delivery, Outcome, Run, Subscription
from storage import articles, frames, outbox, runs, soundness, stats
from storage.archive import Archive

DAILY = Subscription(channel="desk", when="daily 07:00", proof="weekly mon 08:00")
ATONCE = Subscription(channel="desk", proof="weekly mon 08:00")
SEVEN = datetime.fromisoformat("2026-11-25T00:00:00Z")
"""07:00 in Jakarta on the day after `NOW`."""
MONDAY = datetime.fromisoformat("2026-11-30T01:00:00Z")
"""08:00 in Jakarta on the next Monday."""
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def lease(archive: Archive, now: datetime) -> list[Delivery]:
    return outbox.lease_due(archive, by="me", now=now, channels=["desk"])


def send(archive: Archive, now: datetime) -> list[Delivery]:
    found = lease(archive, now)
    for delivery in found:
        outbox.mark_sent(archive, delivery, now)
    return found


def hours(archive: Archive) -> list[tuple[str, str, str]]:
    rows = archive.rows("SELECT occasion, state, due FROM outbox WHERE story_id IS NULL")
    return [(row["occasion"], row["state"], row["due"]) for row in rows]


def tell(archive: Archive, number: int, wanted: Subscription = DAILY, now=NOW, **options) -> None:
    told = article(number, **options)
    articles.save(
        archive, told, flagged(told), subscriptions=[wanted], backlog="tell", first_round=False,
        now=now,
    )  # fmt: skip


def round_at(archive: Archive, site: str, outcome: Outcome, ended: datetime) -> None:
    run_id = runs.start(archive, site, ended - timedelta(minutes=1))
    runs.finish(archive, run_id, Run(site=site, started=ended, finished=ended, outcome=outcome))


def test_a_daily_channel_without_news_is_told_so_with_what_was_looked_at(archive: Archive) -> None:
    frames.ensure(archive, [DAILY], NOW)
    round_at(archive, "busy.example", Outcome.OK, NOW + HOUR)
    round_at(archive, "calm.example", Outcome.FAILED, NOW + HOUR)
    round_at(archive, "calm.example", Outcome.PARTIAL, NOW + 2 * HOUR)
    round_at(archive, "down.example", Outcome.FAILED, NOW + HOUR)
    round_at(archive, "before.example", Outcome.OK, SEVEN - 2 * DAY)
    tell(
        archive, 1, Subscription(channel="other"), now=NOW + HOUR, site="busy.example",
    )  # fmt: skip

    assert lease(archive, SEVEN - timedelta(seconds=1)) == []
    (delivery,) = send(archive, SEVEN)

    assert (delivery.digest, delivery.stories) == ("when:desk", ())
    looked = delivery.looked
    assert looked is not None
    assert (looked.since, looked.until) == (SEVEN - DAY, SEVEN)
    assert (looked.sites, looked.silent, looked.failed) == (
        2, ("calm.example",), ("down.example",),
    )  # fmt: skip
    assert (looked.articles, looked.stories, looked.sent) == (1, 1, 0)


def test_the_next_digest_looks_back_to_the_last_one_and_counts_its_messages(
    archive: Archive,
) -> None:
    frames.ensure(archive, [DAILY], NOW)
    send(archive, SEVEN + HOUR)
    frames.ensure(archive, [DAILY], SEVEN + HOUR)
    (second,) = send(archive, SEVEN + DAY)

    assert second.looked is not None
    assert second.looked.since == SEVEN + HOUR
    assert second.looked.sent == 0
    frames.ensure(archive, [DAILY], SEVEN + DAY)
    (third,) = send(archive, SEVEN + 2 * DAY)
    assert third.looked is not None
    assert third.looked.sent == 0


def test_a_digest_with_news_is_framed_too_and_is_one_message(archive: Archive) -> None:
    frames.ensure(archive, [DAILY], NOW)
    tell(archive, 1)
    tell(archive, 2)

    (delivery,) = send(archive, SEVEN)

    assert len(delivery.stories) == 2
    assert len(delivery.ids) == 3
    assert delivery.looked is not None
    assert lease(archive, SEVEN + HOUR) == []


def test_of_a_digest_in_several_messages_the_first_is_framed(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "IN_DIGEST", 3)
    for number in range(5):
        tell(archive, number)
    frames.ensure(archive, [DAILY], NOW)

    parts = [send(archive, SEVEN)[0] for _ in range(2)]

    assert [(len(part.stories), part.looked is not None) for part in parts] == [
        (2, True), (3, False),
    ]  # fmt: skip


def test_no_hour_is_told_twice_though_the_clock_goes_back(archive: Archive) -> None:
    frames.ensure(archive, [DAILY], NOW)
    send(archive, SEVEN)

    for moment in (SEVEN + HOUR, SEVEN - HOUR, SEVEN - DAY):
        frames.ensure(archive, [DAILY], moment)
        assert [state for _, state, _ in hours(archive)].count("pending") == 1
    assert send(archive, SEVEN) == []
    assert len(send(archive, SEVEN + DAY)) == 1


def test_an_hour_of_a_clock_that_was_wrong_is_let_go(archive: Archive) -> None:
    frames.ensure(archive, [DAILY], NOW + 900 * DAY)
    frames.ensure(archive, [DAILY], NOW)

    assert hours(archive) == [("digest", "pending", "2026-11-25T00:00:00Z")]


def test_an_hour_that_was_missed_is_told_late_and_the_next_one_waits(archive: Archive) -> None:
    frames.ensure(archive, [DAILY], NOW)
    woken = SEVEN + 3 * DAY + HOUR
    frames.ensure(archive, [DAILY], woken)

    assert len(send(archive, woken)) == 1
    assert hours(archive)[-1] == ("digest", "pending", "2026-11-29T00:00:00Z")


def test_asking_again_changes_nothing(archive: Archive) -> None:
    made = [frames.ensure(archive, [DAILY], NOW + n * HOUR) for n in range(3)]

    assert made == [1, 0, 0]


def test_another_hour_moves_the_frame_and_the_news_that_waits(archive: Archive) -> None:
    frames.ensure(archive, [DAILY], NOW)
    tell(archive, 1)
    nine = Subscription(channel="desk", when="daily 09:00")

    frames.ensure(archive, [nine], NOW)

    assert lease(archive, SEVEN + HOUR) == []
    (delivery,) = send(archive, SEVEN + 2 * HOUR)
    assert len(delivery.stories) == 1
    assert delivery.looked is not None


def test_a_channel_that_is_told_at_once_from_now_on_gets_what_waited(archive: Archive) -> None:
    frames.ensure(archive, [DAILY], NOW)
    tell(archive, 1)

    frames.ensure(archive, [ATONCE], NOW)

    assert len(send(archive, NOW)) == 1
    assert hours(archive) == []


def test_a_channel_that_is_no_more_waits_for_no_hour(archive: Archive) -> None:
    frames.ensure(archive, [DAILY], NOW)

    frames.ensure(archive, [], NOW)

    assert hours(archive) == []


@pytest.mark.parametrize("when", ["now", "hourly"])
def test_a_channel_told_at_once_or_hourly_is_proved_once_a_week(
    archive: Archive, when: str
) -> None:
    wanted = Subscription(channel="desk", when=when, proof="weekly mon 08:00")
    round_at(archive, "busy.example", Outcome.OK, NOW)
    tell(archive, 1, wanted)
    assert [len(delivery.stories) for delivery in send(archive, NOW + HOUR)] == [1]

    made = [frames.ensure(archive, [wanted], MONDAY + n * MINUTE) for n in range(-1, 3)]
    (proof,) = send(archive, MONDAY + 2 * MINUTE)
    made += [frames.ensure(archive, [wanted], MONDAY + n * HOUR) for n in (-1, 1, 70)]

    assert made == [0, 1, 0, 0, 0, 0, 0]
    assert (proof.digest, proof.stories) == ("proof:desk", ())
    assert proof.looked is not None
    assert (proof.looked.until - proof.looked.since, proof.looked.sent) == (7 * DAY, 1)
    assert frames.ensure(archive, [wanted], MONDAY + 7 * DAY) == 1
    (second,) = send(archive, MONDAY + 7 * DAY)
    assert second.looked is not None
    assert second.looked.since == MONDAY + 2 * MINUTE


@pytest.mark.parametrize(("late", "made"), [(2 * DAY, 1), (4 * DAY, 0)])
def test_a_proof_that_was_slept_through_comes_late_but_not_long_after(
    archive: Archive, late: timedelta, made: int
) -> None:
    round_at(archive, "busy.example", Outcome.OK, NOW)

    assert frames.ensure(archive, [ATONCE], MONDAY + late) == made


def test_a_new_archive_is_proved_from_its_first_monday_on(archive: Archive) -> None:
    assert frames.ensure(archive, [ATONCE], MONDAY + HOUR) == 0
    round_at(archive, "busy.example", Outcome.OK, MONDAY + 2 * HOUR)
    assert frames.ensure(archive, [ATONCE], MONDAY + 3 * HOUR) == 0


def test_another_hour_of_the_same_week_is_no_second_proof(archive: Archive) -> None:
    round_at(archive, "busy.example", Outcome.OK, NOW)
    frames.ensure(archive, [ATONCE], MONDAY)
    send(archive, MONDAY)
    friday = Subscription(channel="desk", proof="weekly fri 08:00")

    assert frames.ensure(archive, [friday], MONDAY + 4 * DAY + HOUR) == 0
    assert frames.ensure(archive, [friday], MONDAY + 11 * DAY + HOUR) == 1


def test_an_hourly_channel_without_news_is_left_alone(archive: Archive) -> None:
    hourly = Subscription(channel="desk", when="hourly")

    assert frames.ensure(archive, [hourly], NOW) == 0
    assert lease(archive, NOW + HOUR) == []


def test_without_a_proof_none_is_sent(archive: Archive) -> None:
    round_at(archive, "busy.example", Outcome.OK, NOW)

    assert frames.ensure(archive, [Subscription(channel="desk")], MONDAY) == 0


def test_quiet_hours_hold_a_digest_back(archive: Archive) -> None:
    calm = Subscription(channel="desk", when="daily 07:00", quiet="22:00-09:00")
    frames.ensure(archive, [calm], NOW)
    tell(archive, 1, calm)

    assert lease(archive, SEVEN + HOUR) == []
    assert len(send(archive, SEVEN + 2 * HOUR)) == 1


def test_what_only_waits_for_its_hour_is_no_alert_that_waits(archive: Archive) -> None:
    frames.ensure(archive, [DAILY], NOW)

    assert outbox.pending(archive) == []
    assert outbox.counts(archive) == {}
    assert stats.status(archive, NOW)["queue"]["oldest"] is None
    assert list(soundness.faults(archive, places={})) == []


def test_a_digest_that_cannot_be_sent_is_seen(archive: Archive) -> None:
    frames.ensure(archive, [DAILY], NOW)
    (delivery,) = lease(archive, SEVEN)
    outbox.mark_failed(archive, delivery, "answered 410", now=SEVEN, permanent=True)

    (row,) = outbox.pending(archive)
    assert (row["state"], row["occasion"], row["title"]) == ("dead", "digest", None)
    assert outbox.retry(archive, now=SEVEN) == 1
    assert len(send(archive, SEVEN)) == 1
