"""The interval of a source follows its publishing rhythm, within what the owner allows."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from crawler.rhythm import looked, next_look, stretched
from kembar.clock import WIB, WIT
from kembar.model import Rhythm

MONDAY = datetime(2026, 11, 22, 17, tzinfo=UTC)  # midnight in Jakarta
HOUR = timedelta(hours=1)
QUARTER = timedelta(minutes=15)
LIMITS = {"every": QUARTER, "least": timedelta(minutes=5), "longest": timedelta(hours=6)}


def wait(rhythm: Rhythm, now: datetime, **other: object) -> timedelta:
    """How long the source is left alone."""
    return next_look(rhythm, now=now, zone=WIB, **{**LIMITS, **other}) - now  # type: ignore[arg-type]


def lived(per_hour: dict[int, int], *, days: int = 21, weekend: bool = True) -> Rhythm:
    """The rhythm after days of hourly looks at a source with so many articles in these hours."""
    rhythm, now = Rhythm(), MONDAY
    for number in range(days * 24):
        local = (now - HOUR).astimezone(WIB)
        working = weekend or local.weekday() < 5
        new = per_hour.get(local.hour, 0) if working and number else 0
        rhythm = looked(rhythm, now=now, zone=WIB, new=new)
        now += HOUR
    return rhythm


def test_a_source_of_which_nothing_is_known_is_looked_at_about_each_every() -> None:
    noon = MONDAY + 12 * HOUR

    assert timedelta(minutes=8) < wait(looked(Rhythm(), now=noon, zone=WIB, new=0), noon) <= QUARTER


def test_the_more_a_source_publishes_the_sooner_it_is_looked_at() -> None:
    noon = MONDAY + 21 * 24 * HOUR + 12 * HOUR
    waits = [wait(lived(dict.fromkeys(range(24), n)), noon) for n in (0, 1, 3, 20)]

    assert waits == sorted(waits, reverse=True)
    assert waits[0] > 2 * HOUR
    assert waits[-1] == LIMITS["least"]


def test_a_site_silent_at_night_is_left_alone_then_and_seen_early_in_the_morning() -> None:
    rhythm = lived(dict.fromkeys(range(7, 21), 2))
    now = MONDAY + 21 * 24 * HOUR + 22 * HOUR
    looks = []
    for _ in range(60):
        now = next_look(rhythm, now=now, zone=WIB, **LIMITS)
        looks.append(now.astimezone(WIB))
        rhythm = looked(rhythm, now=now, zone=WIB, new=0)

    night = [look for look in looks if look.hour < 5]
    dawn = [look for look in looks if (look.hour, look.minute) >= (6, 30) and look.hour < 8]
    assert len(night) <= 5
    gaps = [later - sooner for sooner, later in pairwise(dawn)]
    assert max(gaps) <= timedelta(minutes=30)


def test_an_office_that_rests_at_the_weekend_is_looked_at_less_then() -> None:
    rhythm = lived(dict.fromkeys(range(8, 16), 1), weekend=False, days=28)
    friday, saturday = (MONDAY + timedelta(days=n, hours=10) for n in (32, 33))

    assert wait(rhythm, saturday) > 2 * wait(rhythm, friday)


def test_hours_are_those_of_the_site_not_of_jakarta() -> None:
    seven_in_the_east = MONDAY + 5 * HOUR
    rhythm = Rhythm(
        watched=400, hours=(0.0,) * 7 + (60.0,) + (0.0,) * 16, since=MONDAY - 900 * HOUR
    )
    there = next_look(rhythm, now=seven_in_the_east, zone=WIT, **LIMITS)
    here = next_look(rhythm, now=seven_in_the_east, zone=WIB, **LIMITS)

    assert there < here


def test_the_dates_of_a_first_look_tell_the_rhythm_at_once() -> None:
    noon = MONDAY + 12 * HOUR
    busy = looked(
        Rhythm(), now=noon, zone=WIB, new=40,
        published=[noon - timedelta(minutes=12 * n) for n in range(40)],
    )  # fmt: skip
    rare = looked(
        Rhythm(), now=noon, zone=WIB, new=10,
        published=[noon - timedelta(hours=53 * n) for n in range(10)],
    )  # fmt: skip

    assert wait(busy, noon) < timedelta(minutes=8)
    assert wait(rare, noon) == QUARTER  # dates alone do not make anybody wait for longer
    assert wait(replace(rare, since=noon - timedelta(days=10)), noon) > HOUR


def test_a_source_is_left_alone_for_longer_only_as_it_comes_to_be_known() -> None:
    begin = MONDAY + 12 * HOUR
    seconds = {"every": timedelta(seconds=5), "least": timedelta(seconds=5)}
    rhythm, now, waits = Rhythm(), begin, []
    while now - begin < timedelta(minutes=5):
        rhythm = looked(rhythm, now=now, zone=WIB, new=0)
        waits.append(wait(rhythm, now, **seconds))
        now += waits[-1]

    assert waits[0] == timedelta(seconds=5)
    assert all(pause <= max(QUARTER / 180, (now - begin) / 8) for pause in waits)
    assert len(waits) > 30


def test_an_article_kept_on_top_for_weeks_does_not_make_a_source_slow() -> None:
    noon = MONDAY + 12 * HOUR
    dates = [noon - timedelta(minutes=20 * n) for n in range(20)]
    plain = looked(Rhythm(), now=noon, zone=WIB, new=20, published=dates)
    pinned = looked(
        Rhythm(), now=noon, zone=WIB, new=21, published=[*dates, noon - timedelta(days=20)]
    )

    assert wait(pinned, noon) <= 1.2 * wait(plain, noon)


def test_one_article_makes_the_next_look_come_sooner_for_about_an_hour() -> None:
    rhythm = lived({9: 1, 14: 1})
    noon = MONDAY + 21 * 24 * HOUR + 12 * HOUR
    before = replace(rhythm, seen=noon - QUARTER, pulse=0.0)
    calm = looked(before, now=noon, zone=WIB, new=0)
    stirred = looked(before, now=noon, zone=WIB, new=2)
    later = looked(stirred, now=noon + 3 * HOUR, zone=WIB, new=0)

    assert wait(stirred, noon) < wait(calm, noon) / 2
    assert later.pulse < stirred.pulse / 100


def test_a_site_that_lists_its_whole_past_again_counts_as_a_crowd_only() -> None:
    before = lived({9: 1})
    now = (before.seen or MONDAY) + HOUR
    after = looked(before, now=now, zone=WIB, new=5000)

    assert sum(after.hours) - sum(before.hours) <= 50


def test_a_clock_set_back_teaches_nothing_and_a_long_absence_counts_as_one_day() -> None:
    rhythm = lived({9: 1})
    assert rhythm.seen is not None

    back = looked(rhythm, now=rhythm.seen - 100 * HOUR, zone=WIB, new=7)
    away = looked(rhythm, now=rhythm.seen + timedelta(days=400), zone=WIB, new=3)

    assert back == replace(rhythm, seen=rhythm.seen - 100 * HOUR)
    assert away.watched == pytest.approx(24, abs=0.1)


def test_old_habits_fade() -> None:
    night_paper = lived({2: 6}, days=28)
    now = night_paper.seen or MONDAY
    rhythm = night_paper
    for _ in range(56 * 24):
        now += HOUR
        new = 6 if (now - HOUR).astimezone(WIB).hour == 14 else 0
        rhythm = looked(rhythm, now=now, zone=WIB, new=new)
    two, fourteen = (now + timedelta(hours=h - now.astimezone(WIB).hour) for h in (2, 14))

    assert wait(rhythm, fourteen) < wait(rhythm, two) / 3


@pytest.mark.parametrize("new", [0, 40])
@pytest.mark.parametrize("strain", [0.0, 3.0, 400.0])
def test_the_owners_limits_hold_whatever_is_known(new: int, strain: float) -> None:
    rhythm = lived(dict.fromkeys(range(24), new), days=3)
    for hour in range(24):
        found = wait(rhythm, MONDAY + hour * HOUR, strain=strain)
        assert LIMITS["least"] <= found <= LIMITS["longest"]
    fixed = {"every": QUARTER, "least": QUARTER, "longest": QUARTER}
    assert wait(rhythm, MONDAY, strain=strain, **fixed) == QUARTER


def test_each_point_of_strain_doubles_the_wait() -> None:
    noon = MONDAY + 12 * HOUR
    rhythm = Rhythm(seen=noon)
    plain, strained = wait(rhythm, noon), wait(rhythm, noon, strain=1.0)

    assert 1.8 * plain < strained < 2.3 * plain


def test_jitter_only_adds_and_stays_a_tenth() -> None:
    chance = random.Random(1)
    due = [stretched(MONDAY, MONDAY + HOUR, chance) - MONDAY for _ in range(200)]

    assert min(due) >= HOUR
    assert max(due) <= 1.1 * HOUR
    assert len(set(due)) > 150
