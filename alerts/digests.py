"""Several stories in one message: by place, then by stage, and what was looked at."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from kembar.model import Delivery, Looked, Party, Role, Stage, Story
from kembar.plain import one_line, shorten
from kembar.spoken import at

from .forms import Block, Line, Look
from .storytelling import (
    HEADLINE_LENGTH,
    NAME_LENGTH,
    identity,
    news_of,
    pair_of,
    source,
    standing,
    what_of,
)
from .wording import Words

NAMES = 8
"""Silent or failed sites that are named; the rest is counted."""
_ORDER = {stage: number for number, stage in enumerate(Stage)}


def digest_title(delivery: Delivery, said: Words, zone: ZoneInfo) -> str:
    """The heading of each sort of digest."""
    sort, _, site = (delivery.digest or "").partition(":")
    number = len(delivery.stories)
    if sort == "backlog":
        return said.backlog.format(n=number, site=shorten(one_line(site), NAME_LENGTH // 2))
    if sort == "burst":
        return said.burst.format(n=number)
    if sort == "late" and delivery.stories:
        first, last = _span(delivery.stories, zone)
        return said.late.format(n=number, **_short(first, last, said))
    return said.proof if sort == "proof" else said.digest.format(n=number)


def digest_blocks(delivery: Delivery, said: Words, zone: ZoneInfo) -> tuple[Block, ...]:
    """A block for each story, and the figures behind them, or before where there is none."""
    looked = [_looked(delivery.looked, said, zone)] if delivery.looked else []
    if not delivery.stories:
        proof = (delivery.digest or "").startswith("proof:")
        return ((Line(said.proof_body if proof else said.empty, look=Look.STRONG),), *looked)
    answer = (Line(said.answer.format(id="ID"), look=Look.SMALL),)
    return (*_stories(delivery.stories, said, zone), *looked, answer)


def _stories(stories: Sequence[Story], said: Words, zone: ZoneInfo) -> Iterator[Block]:
    heading = None
    for story in sorted(stories, key=_place_then_stage):
        place = _home(story)
        name = shorten(one_line(place.name), NAME_LENGTH) if place else said.elsewhere
        block = _story(story, said, zone)
        if name != heading:
            heading = name
            block = (Line(name, look=Look.HEADING), *block)
        yield block


def _place_then_stage(story: Story) -> tuple[bool, str, int, float]:
    """By code, so that the places of a province stand together; the furthest stage first."""
    place = _home(story)
    moment = story.published or story.first_seen
    stage = -_ORDER[story.stage] if story.stage else 1
    return place is None, place.id.partition("#")[0] if place else "", stage, -moment.timestamp()


def _home(story: Story) -> Party | None:
    """The Indonesian party: its id is a Kemendagri code."""
    acting = [party for party in story.parties if party.role is Role.PARTY]
    return next((party for party in acting if party.id[:1].isdigit()), None)


def _story(story: Story, said: Words, zone: ZoneInfo) -> Block:
    who = pair_of(story.parties, said)
    told = ". ".join(
        part for part in (who, what_of(story, said), standing(story, said)) if part
    )  # fmt: skip
    also = said.also.format(n=len(story.outlets)).rstrip(":") if story.outlets else ""
    lines = [
        *news_of(story, said),
        Line(shorten(one_line(story.title), HEADLINE_LENGTH), look=Look.STRONG),
        Line(told),
        *source(story, said, zone),
        Line(also),
        Line(f"#{identity(story)}", look=Look.SMALL),
    ]
    return tuple(line for line in lines if line.text or line.url)


def _looked(looked: Looked, said: Words, zone: ZoneInfo) -> Block:
    counts = said.looked_counts.format(
        sites=_count(looked.sites, said), silent=_count(len(looked.silent), said),
        failed=_count(len(looked.failed), said), articles=_count(looked.articles, said),
        stories=_count(looked.stories, said),
    )  # fmt: skip
    since, until = (at(moment, None, zone, said.facts) for moment in (looked.since, looked.until))
    lines = [said.looked.format(since=since, until=until), counts]
    if looked.silent:
        lines.append(said.silent.format(names=_names(looked.silent, said)))
    if looked.failed:
        lines.append(said.failed.format(names=_names(looked.failed, said)))
    lines.append(said.sent.format(n=_count(looked.sent, said)))
    return tuple(Line(text) for text in lines)


def _count(number: int, said: Words) -> str:
    grouped = f"{number:,}"
    return grouped if said.facts.clock == "%H:%M" else grouped.replace(",", ".")


def _names(names: Sequence[str], said: Words) -> str:
    shown = ", ".join(shorten(one_line(name), NAME_LENGTH) for name in names[:NAMES])
    rest = len(names) - NAMES
    return f"{shown} {said.more.format(n=rest)}" if rest > 0 else shown


def _span(stories: Sequence[Story], zone: ZoneInfo) -> tuple[datetime, datetime]:
    moments = [story.first_seen.astimezone(zone) for story in stories]
    return min(moments), max(moments)


def _short(first: datetime, last: datetime, said: Words) -> dict[str, str]:
    """Times of day; with the day before them where the span is longer than one."""
    days = first.date() != last.date()
    shape = f"%d/%m {said.facts.clock}" if days else said.facts.clock
    return {"since": first.strftime(shape), "until": last.strftime(shape)}
