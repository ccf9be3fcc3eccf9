"""A delivery as a message in plain text: one alert, or a digest that names every story."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from kembar.model import Delivery, Party, Role, Stage, Story
from kembar.plain import one_line, safe_url, shorten
from kembar.spoken import at, kind_of, on_day, pair, what

from .wording import Words, words

SENTENCE_LENGTH = 300
"""Characters quoted of an article: a citation, never the article."""
HEADLINE_LENGTH = 250
TITLE_LENGTH = 120
ID_LENGTH = 8
"""Hex digits of the alert's key that stand in every message."""
OUTLETS = 10
"""Further reports that a message lists with their links."""
BACKLOG = "backlog:"
GOING_ON = (Stage.IMPLEMENTATION, Stage.RENEWAL, Stage.ENDED)
"""Stages that only a tie reaches that was there before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a channel is handed: plain text, to be sent as it is."""

    title: str
    body: str


def render(delivery: Delivery, *, language: str, zone: ZoneInfo) -> Message:
    """The message of a delivery in a language (`id`, `en`), its times in a zone."""
    said = words(language)
    if delivery.digest is not None or len(delivery.stories) != 1:
        return _digest(delivery, said, zone)
    story = delivery.stories[0]
    return Message(title=_title(story, said), body="\n".join(_single(story, said, zone)))


def test_message(language: str) -> Message:
    """What `kembar alerts test` sends: it says that the channel works, and tells no news."""
    said = words(language)
    return Message(title=said.trial_title, body=said.trial_body)


test_message.__test__ = False  # type: ignore[attr-defined]  # not a test, whatever pytest thinks


def _title(story: Story, said: Words) -> str:
    who = _pair(story.parties, said)
    text = f"{kind_of(story.kind, said.facts)}: {who or one_line(story.title)}"
    occasion = said.occasions.get(story.occasion)
    return shorten(f"{occasion}. {text}" if occasion else text, TITLE_LENGTH)


def _single(story: Story, said: Words, zone: ZoneInfo) -> list[str]:
    lines = [shorten(one_line(story.title), HEADLINE_LENGTH), ""]
    if who := _pair(story.parties, said):
        lines.append(who)
    lines.append(_what(story, said))
    if standing := _standing(story, said):
        lines.append(standing)
    if story.event_date:
        lines.append(said.on.format(day=on_day(story.event_date, said.facts)))
    if story.sentence:
        lines += ["", f"“{shorten(one_line(story.sentence), SENTENCE_LENGTH)}”"]
    lines += ["", _source(story, said, zone)]
    if url := safe_url(story.url):
        lines.append(url)
    if story.outlets:
        lines += ["", said.also.format(n=len(story.outlets)), *_others(story, said)]
    lines.append("")
    if story.rule:
        lines.append(said.rule.format(rule=one_line(story.rule)))
    lines.append(_id(story))
    return lines


def _digest(delivery: Delivery, said: Words, zone: ZoneInfo) -> Message:
    number = len(delivery.stories)
    key = delivery.digest or ""
    title = (
        said.backlog.format(n=number, site=one_line(key.removeprefix(BACKLOG)))
        if key.startswith(BACKLOG)
        else said.digest.format(n=number)
    )
    blocks = [_block(story, said, zone) for story in delivery.stories]
    return Message(title=shorten(title, TITLE_LENGTH), body="\n\n".join(blocks))


def _block(story: Story, said: Words, zone: ZoneInfo) -> str:
    who = _pair(story.parties, said)
    told = ". ".join(part for part in (_what(story, said), _standing(story, said)) if part)
    lines = [
        shorten(one_line(story.title), HEADLINE_LENGTH),
        f"{who}. {told}" if who else told,
        _source(story, said, zone),
        safe_url(story.url),
        said.also.format(n=len(story.outlets)).rstrip(":") if story.outlets else "",
        _id(story),
    ]
    return "\n".join(line for line in lines if line)


def _id(story: Story) -> str:
    return f"#{story.alert_key[:ID_LENGTH]}"


def _pair(parties: Sequence[Party], said: Words) -> str:
    """`Kota Bontang dengan Jeju`; the brokers stand in only where fewer than two are parties."""
    names = [party.name for party in parties if party.role is Role.PARTY]
    if len(names) < 2:
        names += [party.name for party in parties if party.role is Role.BROKER]
    return pair(names, said.facts)


def _what(story: Story, said: Words) -> str:
    """Kind, stage and whether it has happened: `Kota kembar: nota kesepahaman (MoU)`."""
    detail = story.extra.get("stage_detail")
    return what(story.kind, story.stage, detail, story.modality, said.facts)


def _standing(story: Story, said: Words) -> str:
    """Whether the pair is new to the archive: `Pasangan yang sudah tercatat sejak 2016`.

    What renews, carries out or ends a tie shows that there was one: such a pair is never new.
    """
    new = "" if story.stage in GOING_ON else said.new_pair
    year = story.extra.get("pair_since")
    known = said.known_pair_since.format(year=year) if year else said.known_pair
    return {"new": new, "known": known}.get(story.extra.get("pair", ""), "")


def _source(story: Story, said: Words, zone: ZoneInfo) -> str:
    """`klikkaltim.com, 23 November 2026 14.05 WITA`; no time where the page names only a day."""
    site = one_line(story.site)
    moment = story.published or story.first_seen
    precision = story.published_precision if story.published is not None else None
    when = at(moment, precision, zone, said.facts)
    if story.published is None:
        when = f"{said.seen} {when}"
    return f"{site}, {when}" if site else when


def _others(story: Story, said: Words) -> list[str]:
    shown = [
        f"{one_line(outlet.site)}: {safe_url(outlet.url) or ''}".rstrip(": ")
        for outlet in story.outlets[:OUTLETS]
    ]
    rest = len(story.outlets) - OUTLETS
    return [*shown, said.more.format(n=rest)] if rest > 0 else shown
