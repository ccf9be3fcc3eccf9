"""When a source is looked at next: its publishing rhythm, learnt from what each look brought.

Pure: moments in, moments out. Nothing here fetches, stores or asks the time.
"""

import math
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from kembar.model import Rhythm

STRETCH = 0.1
"""Looks are spread by up to this share of their interval."""
HALF_LIFE = 14 * 24.0
"""Hours after which an observation counts half: outlets change their hours with the season."""
MEMORY = timedelta(days=28)
"""How far back the dates of a first look are believed."""
BLIND = timedelta(hours=24)
"""Without a look for longer than this, what happened in between was not watched."""
RAREST = timedelta(days=1)
"""The longest Crawl-delay that is kept."""
CROWD = 50
"""New articles of one look that count: a moved site lists its whole past at once."""

# What is believed of a source before anything is known: one article an hour, as firmly as if it
# had been watched for four hours, spread over the day as Indonesian newsrooms spread theirs.
_USUAL = 1.0
_BELIEF = 4.0
_DAY = (
    0.25, 0.15, 0.15, 0.15, 0.25, 0.5, 0.8, 1.1, 1.4, 1.6, 1.7, 1.6,
    1.5, 1.5, 1.6, 1.6, 1.5, 1.4, 1.2, 1.2, 1.1, 0.9, 0.5, 0.35,
)  # fmt: skip
# Articles that it takes to outweigh that shape, by hour and by day of the week.
_SHAPE = 12.0
_WEEK = 10.0
# Looks spread over time as the square root of the rate have the least mean delay for their number;
# a little more weight on the busy hours makes the usual delay shorter, and the rare one longer.
_POWER = 0.6
# Of all articles, so many are taken to come in the wake of another one, within about half an hour:
# newsrooms send out what they have together.
_CLUMPED, _ECHO = 0.3, 0.5
# The longest wait as a share of the time for which a source has been looked at: what the dates of
# one look tell may be wrong, and who tries Kembar for a minute must not wait for an hour.
_TRUST = 1 / 8
_MOST_STRAIN = 10.0  # more than a thousandfold is `longest` anyway


def looked(
    rhythm: Rhythm, *, now: datetime, zone: ZoneInfo, new: int, published: Sequence[datetime] = ()
) -> Rhythm:
    """The rhythm after a good look that listed `new` articles never seen before.

    `published` are the times that these articles name themselves, as far as they do.
    """
    if rhythm.seen is None:
        return _first(now, zone, published)
    passed = now - rhythm.seen
    if passed <= timedelta(0):  # the clock was set back: nothing can be told from this look
        return replace(rhythm, seen=now, since=min(rhythm.since or now, now))
    begin = max(rhythm.seen, now - BLIND)
    hours = _hours(now - begin)
    keep = 0.5 ** (_hours(passed) / HALF_LIFE)
    faded = Rhythm(
        hours=tuple(n * keep for n in rhythm.hours),
        days=tuple(n * keep for n in rhythm.days),
        watched=rhythm.watched * keep + hours,
        seen=now,
        since=min(rhythm.since or now, now),
    )
    dated = [moment for moment in published if begin < moment <= now][:CROWD]
    undated = min(new, CROWD) - len(dated)
    spread = [begin + (now - begin) * (n + 0.5) / undated for n in range(undated)]
    pulse = rhythm.pulse * _echo(passed) + sum(_echo(now - moment) for moment in dated + spread)
    return _counted(replace(faded, pulse=pulse), [(moment, 1.0) for moment in dated + spread], zone)


def _first(now: datetime, zone: ZoneInfo, published: Sequence[datetime]) -> Rhythm:
    """What the dates of the articles tell that a source lists when it is first read."""
    moments = sorted(moment for moment in published if now - MEMORY < moment <= now)
    # An article kept on top for weeks would make the source look slow.
    moments = moments[len(moments) // 10 :]
    if len(moments) < 2:
        return Rhythm(seen=now, since=now)
    # The oldest one only opens the time that is looked back on.
    counted = [(m, 0.5 ** (_hours(now - m) / HALF_LIFE)) for m in moments[1:]]
    back = _hours(now - moments[0])
    share = sum(weight for _, weight in counted) / len(counted)
    return _counted(Rhythm(watched=back * share, seen=now, since=now), counted, zone)


def _counted(rhythm: Rhythm, moments: Sequence[tuple[datetime, float]], zone: ZoneInfo) -> Rhythm:
    if not moments:
        return rhythm
    hours, days = list(rhythm.hours), list(rhythm.days)
    for moment, weight in moments:
        local = moment.astimezone(zone)
        hours[local.hour] += weight
        days[local.weekday()] += weight
    return replace(rhythm, hours=tuple(hours), days=tuple(days))


def rates(rhythm: Rhythm) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Expected articles an hour by hour of the local day, and the factor of each weekday."""
    count = sum(rhythm.hours)
    mean = (count + _USUAL * _BELIEF) / (rhythm.watched + _BELIEF)
    hourly = []
    for hour, usual in enumerate(_DAY):
        # Neighbours lend each other half: who publishes at 8:50 publishes at 9:10.
        near = rhythm.hours[hour] / 2 + (rhythm.hours[hour - 1] + rhythm.hours[hour - 23]) / 4
        hourly.append(mean * (24 * near + _SHAPE * usual) / (count + _SHAPE))
    daily = tuple((7 * n + _WEEK) / (count + _WEEK) for n in rhythm.days)
    return tuple(hourly), daily


def next_look(
    rhythm: Rhythm,
    *,
    now: datetime,
    zone: ZoneInfo,
    every: timedelta,
    least: timedelta,
    longest: timedelta,
    strain: float = 0.0,
) -> datetime:
    """When to look again, between `least` and `longest` from now.

    A source that brings one article an hour is looked at each `every`, a busier one more often,
    and each one more often in its busy hours. It is left alone for longer than `every` only as it
    comes to be known. Every point of `strain` doubles the wait.
    """
    known = now - (rhythm.since or now)
    quiet = min(longest, max(every, known * _TRUST))
    wait = min(_pause(rhythm, now, zone, _hours(every)), quiet)
    strained = min(wait * 2.0 ** min(strain, _MOST_STRAIN), longest)
    due: datetime = now + max(strained, least)
    return due


def _pause(rhythm: Rhythm, now: datetime, zone: ZoneInfo, left: float) -> timedelta:
    """The time in which `left` hours of a source with one article an hour go by here."""
    hourly, daily = rates(rhythm)
    passed = 0.0
    while passed < _hours(BLIND):
        local = (now + timedelta(hours=passed)).astimezone(zone)
        rate = hourly[local.hour] * daily[local.weekday()] * (1 - _CLUMPED)
        echo = rhythm.pulse * _CLUMPED * _echo(timedelta(hours=passed)) / _ECHO
        step = 1 - (local.minute * 60 + local.second + local.microsecond / 1e6) / 3600
        if echo > rate / 50:  # it dies away within the hour
            step = min(step, _ECHO / 6)
        pace = ((rate + echo) / _USUAL) ** _POWER
        if step * pace >= left:
            return timedelta(hours=passed + left / pace)
        left -= step * pace
        passed += step
    return BLIND


def _echo(age: timedelta) -> float:
    """How much of an article's promise of further ones is left after a time."""
    return math.exp(-_hours(age) / _ECHO)


def _hours(span: timedelta) -> float:
    return span.total_seconds() / 3600


def furthest(every: timedelta, longest: timedelta) -> timedelta:
    """No look is ever set further ahead than this; what is was set by a clock that was wrong."""
    return 2 * max(every, longest, RAREST)


def stretched(now: datetime, due: datetime, chance: random.Random) -> datetime:
    """A little later than due, so that sites which were looked at together do not meet again."""
    return due + (due - now) * chance.uniform(0, STRETCH)
