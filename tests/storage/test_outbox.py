"""Who is told, when, and what becomes of each try."""

import random
from datetime import datetime, timedelta

import pytest
from sample_articles import (
    BONTANG,
    COUNCIL,
    JEJU,
    JEPARA,
    NOW,
    SENTENCE,
    article,
    broker,
    flagged,
    happening,
    hit,
)

from kembar.model import Kind, Party, Role, Subscription
from storage import articles, outbox
from storage.archive import Archive

ONE = (Subscription(channel="bureau"),)


def tell(archive: Archive, number: int = 1, *subscriptions, now: datetime = NOW, **options) -> int:
    told = options.pop("told", None) or article(number)
    happened = options.pop("happened", None) or happening(told)
    plain = {"backlog": "tell", "first_round": False}
    saved = articles.save(
        archive,
        told,
        flagged(told, happened),
        subscriptions=subscriptions or ONE,
        now=now,
        **{**plain, **options},
    )
    return saved.alerts


def lease(archive: Archive, now: datetime = NOW, by: str = "me", channels=("bureau",), **options):
    return outbox.lease_due(archive, by=by, now=now, channels=channels, **options)


def states(archive: Archive) -> list[str]:
    return [row["state"] for row in archive.rows("SELECT state FROM outbox ORDER BY id")]


@pytest.mark.parametrize(
    ("places", "wanted"),
    [
        ((), True),
        (("64.74",), True),
        (("kota bontang",), True),
        (("Bontang",), True),
        (("64",), True),
        (("Kalimantan Timur",), True),
        (("Jeju",), True),
        (("Korea Selatan",), True),
        (("33", "kr:jeju"), True),
        (("33",), False),
        (("Kota Bogor",), False),
        (("ontang",), False),
    ],
)
def test_a_channel_hears_of_its_places_and_all_that_lies_in_them(
    archive: Archive, places: tuple[str, ...], wanted: bool
) -> None:
    assert tell(archive, 1, Subscription(channel="bureau", places=places)) == int(wanted)


@pytest.mark.parametrize("place", ["33.26#dprd", "33.26", "Kabupaten Pekalongan", "Jawa Tengah"])
def test_a_council_counts_for_its_area(archive: Archive, place: str) -> None:
    told = article()

    added = tell(
        archive,
        1,
        Subscription(channel="bureau", places=(place,)),
        happened=happening(told, (COUNCIL, BONTANG)),
    )

    assert added == 1


def test_brokers_count_as_places_and_witnesses_do_not(archive: Archive) -> None:
    told = article()
    wants_jepara = Subscription(channel="bureau", places=("33.20",))
    witness = Party(id=JEPARA.id, name=JEPARA.name, level=JEPARA.level, role=Role.WITNESS)

    by_witness = tell(archive, 1, wants_jepara, happened=happening(told, (BONTANG, JEJU, witness)))
    by_broker = tell(archive, 2, wants_jepara, happened=happening(told, (BONTANG, broker(JEPARA))))

    assert (by_witness, by_broker) == (0, 1)


def test_a_place_that_the_gazetteer_lacks_is_found_by_its_code(archive: Archive) -> None:
    stray = Party(id="71.05", name="Kabupaten Contoh", level=JEPARA.level)
    told = article()

    added = tell(
        archive,
        1,
        Subscription(channel="bureau", places=("71",)),
        happened=happening(told, (stray, JEJU)),
    )

    assert added == 1


def test_kinds_let_through_what_they_name_and_all_when_they_name_none(archive: Archive) -> None:
    watched = happening(article(2), kind=None)
    picky = Subscription(channel="picky", kinds=(Kind.STUDY_VISIT, Kind.FOREIGN_AID))

    sister = tell(archive, 1, picky, *ONE)
    no_kind = tell(archive, 2, picky, *ONE, happened=watched)

    assert (sister, no_kind) == (1, 1)
    assert outbox.counts(archive) == {"bureau": {"pending": 2}}


def test_a_story_is_enqueued_once_for_each_channel_also_after_a_change(archive: Archive) -> None:
    tell(archive, 1)
    changed = article(1, text=f"Diperbarui.\n\n{SENTENCE}")

    added = tell(archive, 1, *ONE, Subscription(channel="second"), told=changed)

    assert added == 1
    assert outbox.counts(archive) == {"bureau": {"pending": 1}, "second": {"pending": 1}}


def test_a_leased_row_is_nobody_elses_until_the_lease_ends(archive: Archive) -> None:
    tell(archive)

    first = lease(archive)
    second = lease(archive, NOW + timedelta(seconds=119), by="other")
    third = lease(archive, NOW + timedelta(seconds=121), by="other")

    assert [len(first), len(second), len(third)] == [1, 0, 1]
    assert archive.value("SELECT lease_by FROM outbox") == "other"


def test_a_delivery_tells_everything_that_a_message_needs(archive: Archive) -> None:
    told = article()
    strong = hit(told, "Bontang, Senin pagi.", "twin.strong", score=9)
    tell(archive, told=told, happened=happening(told, hits=(hit(told), strong)))

    (delivery,) = lease(archive)
    (story,) = delivery.stories

    assert (delivery.channel, delivery.attempts, delivery.digest) == ("bureau", 0, None)
    assert delivery.created == NOW
    assert (story.title, story.url, story.site) == (told.title, told.url, told.site)
    assert (story.sentence, story.rule) == ("Bontang, Senin pagi.", "twin.strong")
    assert [party.name for party in story.parties] == ["Kota Bontang", "Jeju"]
    assert story.alert_key == outbox.alert_key(1)
    assert len(story.alert_key) == 64


def test_only_named_channels_are_leased_and_the_rest_waits(archive: Archive) -> None:
    tell(archive, 1, Subscription(channel="gone"), *ONE)

    found = lease(archive)

    assert [delivery.channel for delivery in found] == ["bureau"]
    assert [row["channel"] for row in outbox.pending(archive) if row["state"] == "pending"] == [
        "gone"
    ]


def test_no_channel_at_all_leases_nothing(archive: Archive) -> None:
    tell(archive)

    assert lease(archive, channels=()) == []


def test_the_limit_counts_messages(archive: Archive) -> None:
    for number in range(5):
        tell(archive, number)

    assert len(lease(archive, limit=2)) == 2
    assert len(lease(archive, limit=50)) == 3


def test_what_was_sent_is_never_due_again(archive: Archive) -> None:
    tell(archive)
    (delivery,) = lease(archive)

    outbox.mark_sent(archive, delivery, NOW)

    assert lease(archive, NOW + timedelta(days=30)) == []
    row = archive.rows("SELECT state, attempts, sent_at, lease_by FROM outbox")[0]
    assert row == {
        "state": "sent",
        "attempts": 1,
        "sent_at": "2026-11-24T03:00:00Z",
        "lease_by": None,
    }


def test_a_late_failure_does_not_undo_a_success(archive: Archive) -> None:
    tell(archive)
    (delivery,) = lease(archive)
    outbox.mark_sent(archive, delivery, NOW)

    outbox.mark_failed(archive, delivery, "too late", now=NOW)

    assert states(archive) == ["sent"]


def fail_until_dead(archive: Archive) -> list[timedelta]:
    waits, now = [], NOW
    jitter = random.Random(7)
    while states(archive) == ["pending"]:
        (delivery,) = lease(archive, now)
        outbox.mark_failed(archive, delivery, "closed", now=now, jitter=jitter)
        due = outbox.next_due(archive)
        if due is None:
            break
        waits.append(due - now)
        now = due
    return waits


def test_waits_grow_to_six_hours_and_end_after_three_days(archive: Archive) -> None:
    tell(archive)

    waits = fail_until_dead(archive)

    expected = [10, 30, 120, 600, 1800, 7200] + [21600] * (len(waits) - 6)
    assert all(
        0.79 * e - 1 <= wait.total_seconds() <= 1.21 * e
        for e, wait in zip(expected, waits, strict=True)
    )
    assert len({wait for wait in waits[6:]}) > 1
    assert timedelta(hours=60) < sum(waits, timedelta()) < timedelta(hours=80)
    assert states(archive) == ["dead"]
    assert outbox.pending(archive)[0]["last_error"] == "closed"


def test_a_permanent_failure_is_given_up_at_once(archive: Archive) -> None:
    tell(archive)
    (delivery,) = lease(archive)

    dead = outbox.mark_failed(archive, delivery, "x" * 1000, now=NOW, permanent=True)

    assert dead == 1
    assert states(archive) == ["dead"]
    assert archive.value("SELECT length(last_error) FROM outbox") == 300


def test_an_old_alert_gets_some_tries_after_a_long_sleep_of_the_machine(archive: Archive) -> None:
    tell(archive)
    monday = NOW + timedelta(days=4)

    (delivery,) = lease(archive, monday)
    outbox.mark_failed(archive, delivery, "no network yet", now=monday)

    assert states(archive) == ["pending"]


@pytest.mark.parametrize(("asked", "kept"), [(600, 600), (10**6, 21600), (0, 1)])
def test_what_the_receiver_asks_to_wait_wins_up_to_six_hours(
    archive: Archive, asked: int, kept: int
) -> None:
    tell(archive)
    (delivery,) = lease(archive)

    outbox.mark_failed(archive, delivery, "busy", now=NOW, retry_after=timedelta(seconds=asked))

    assert outbox.next_due(archive) == NOW + timedelta(seconds=kept)


def test_the_backlog_of_a_first_round_is_one_digest_for_each_channel(archive: Archive) -> None:
    old = NOW - timedelta(days=3)
    options = {"backlog": "digest", "first_round": True}
    both = (*ONE, Subscription(channel="second"))
    for number in range(3):
        moment = NOW + timedelta(minutes=number)
        tell(archive, number, *both, told=article(number, published=old), now=moment, **options)
    tell(archive, 9, told=article(9), now=NOW, **options)  # today's news is told by itself

    at_once = lease(archive, channels=("bureau", "second"))
    outbox.mark_sent(archive, at_once[0], NOW)
    early = lease(archive, NOW + timedelta(minutes=9), channels=("bureau", "second"))
    released = outbox.release(archive, "backlog:berita.example", NOW + timedelta(minutes=9))
    digests = lease(archive, NOW + timedelta(minutes=9), channels=("bureau", "second"))

    assert [len(delivery.stories) for delivery in at_once] == [1]
    assert (early, released) == ([], 6)
    assert sorted((d.channel, d.digest, len(d.stories)) for d in digests) == [
        ("bureau", "backlog:berita.example", 3),
        ("second", "backlog:berita.example", 3),
    ]


def test_a_backlog_that_nobody_releases_goes_out_after_ten_minutes_as_one(archive: Archive) -> None:
    for number in range(3):
        told = article(number, published=NOW - timedelta(days=2))
        moment = NOW + timedelta(minutes=3 * number)
        tell(archive, told=told, now=moment, backlog="digest", first_round=True)

    (digest,) = lease(archive, NOW + timedelta(minutes=10))

    assert len(digest.ids) == 3


@pytest.mark.parametrize(
    ("backlog", "first_round", "age", "outcome"),
    [
        ("mute", True, timedelta(days=2), ["suppressed"]),
        ("mute", True, timedelta(hours=23), ["pending"]),
        ("mute", False, timedelta(days=2), ["pending"]),
        ("tell", True, timedelta(days=2), ["pending"]),
    ],
)
def test_backlog_counts_only_old_stories_of_a_first_round(
    archive: Archive, backlog: str, first_round: bool, age: timedelta, outcome: list[str]
) -> None:
    told = article(published=NOW - age)

    added = tell(archive, told=told, backlog=backlog, first_round=first_round)

    assert states(archive) == outcome
    assert added == outcome.count("pending")


def test_a_muted_story_is_never_due(archive: Archive) -> None:
    told = article(published=NOW - timedelta(days=2))
    tell(archive, told=told, backlog="mute", first_round=True)

    assert lease(archive, NOW + timedelta(days=9)) == []
    assert outbox.retry(archive, now=NOW) == 0


def test_a_daily_channel_gets_one_digest_at_its_hour(archive: Archive) -> None:
    daily = Subscription(channel="bureau", when="daily 07:00", timezone="Asia/Makassar")
    tell(archive, 1, daily)
    tell(archive, 2, daily, now=NOW + timedelta(hours=5))

    before = lease(archive, datetime.fromisoformat("2026-11-24T22:59:59Z"))
    (digest,) = lease(archive, datetime.fromisoformat("2026-11-24T23:00:00Z"))

    assert before == []
    assert (digest.digest, len(digest.stories)) == ("when:bureau", 2)


def test_nothing_is_due_in_the_quiet_hours(archive: Archive) -> None:
    night = datetime.fromisoformat("2026-11-24T16:30:00Z")  # 23:30 in Jakarta
    tell(archive, 1, Subscription(channel="bureau", quiet="22:00-06:00"), now=night)

    assert outbox.next_due(archive) == datetime.fromisoformat("2026-11-24T23:00:00Z")


def test_a_digest_comes_in_parts_that_lose_nothing(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "IN_DIGEST", 4)
    for number in range(10):
        told = article(number, published=NOW - timedelta(days=2, minutes=number))
        tell(archive, told=told, backlog="digest", first_round=True)
    later = NOW + timedelta(hours=1)

    parts = [lease(archive, later)[0] for _ in range(3)]

    assert [len(part.ids) for part in parts] == [4, 4, 2]
    assert len({row for part in parts for row in part.ids}) == 10
    assert [s.title for s in parts[0].stories] == [article(n).title for n in range(4)]


def test_leases_of_a_dead_holder_are_due_at_once_for_the_next(archive: Archive) -> None:
    tell(archive)
    lease(archive, by="dead")

    taken = outbox.take_back_leases(archive, NOW)

    assert taken == 1
    assert len(lease(archive, by="alive")) == 1


def test_given_up_alerts_can_be_tried_again(archive: Archive) -> None:
    for number in (1, 2):
        tell(archive, number)
    for delivery in lease(archive):
        outbox.mark_failed(archive, delivery, "no", now=NOW, permanent=True)
    later = NOW + timedelta(days=9)

    assert outbox.retry(archive, ids=[2], now=later) == 1
    assert outbox.retry(archive, now=later) == 1
    assert len(lease(archive, later)) == 2


def test_waiting_alerts_can_be_pulled_forward(archive: Archive) -> None:
    tell(archive)
    (delivery,) = lease(archive)
    outbox.mark_failed(archive, delivery, "no", now=NOW)

    assert outbox.retry(archive, dead=True, now=NOW) == 0
    assert outbox.retry(archive, dead=False, now=NOW) == 1
    assert outbox.next_due(archive) == NOW


def test_next_due_is_nothing_when_nothing_waits(archive: Archive) -> None:
    assert outbox.next_due(archive) is None

    tell(archive)
    assert outbox.next_due(archive) == NOW

    lease(archive)
    assert outbox.next_due(archive) == NOW + timedelta(seconds=120)


def test_a_story_that_was_taken_down_is_still_told_with_what_is_left(archive: Archive) -> None:
    tell(archive)
    with archive.write() as db:
        db.execute("UPDATE outbox SET event_id = NULL")
        db.execute("UPDATE articles SET story_id = NULL")
        db.execute("DELETE FROM articles")

    (delivery,) = lease(archive)

    assert delivery.stories[0].title == article().title
    assert delivery.stories[0].url == ""
