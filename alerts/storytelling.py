"""One story in words: who with whom, what is new, the sentence, the sources, why it was sent."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from kembar.model import Party, Role, Stage, Story
from kembar.plain import one_line, safe_url, shorten
from kembar.spoken import at, kind_of, on_day, pair, step, what

from .forms import Block, Line, Look
from .wording import Words

SENTENCE_LENGTH = 300
"""Characters quoted of an article: a citation, never the article."""
HEADLINE_LENGTH = 250
TITLE_LENGTH = 120
NAME_LENGTH = 120
"""Of a place, a site or a filter."""
URL_LENGTH = 1200
"""Longest address that every chat takes within one piece."""
ID_LENGTH = 8
"""Hex digits of the alert's key that stand in every message."""
OUTLETS = 10
"""Further reports that a message lists with their links."""
GOING_ON = (Stage.IMPLEMENTATION, Stage.RENEWAL, Stage.ENDED)
"""Stages that only a tie reaches that was there before."""
RETRACTION = "retraction"


def title_of(story: Story, said: Words) -> str:
    """`Kota kembar: Kota Bontang dengan Jeju`, what is new before it."""
    who = pair_of(story.parties, said)
    text = f"{kind_of(story.kind, said.facts)}: {who or _name(story.title, HEADLINE_LENGTH)}"
    occasion = said.occasions.get(story.occasion)
    return shorten(f"{occasion}. {text}" if occasion else text, TITLE_LENGTH)


def single(story: Story, said: Words, zone: ZoneInfo) -> tuple[Block, ...]:
    """A message of its own, part by part."""
    news = [*news_of(story, said)]
    facts = [
        Line(text)
        for text in (
            pair_of(story.parties, said),
            what_of(story, said),
            standing(story, said),
            said.on.format(day=on_day(story.event_date, said.facts)) if story.event_date else "",
        )
        if text
    ]
    head = (*news, Line(_name(story.title, HEADLINE_LENGTH), look=Look.STRONG))
    parts: list[Block] = [head, tuple(facts)]
    if story.sentence:
        quoted = shorten(one_line(story.sentence), SENTENCE_LENGTH)
        parts.append((Line(f"“{quoted}”", look=Look.QUOTE),))
    parts.append(tuple(source(story, said, zone)))
    if story.outlets:
        parts.append((Line(said.also.format(n=len(story.outlets))), *_others(story, said)))
    key = identity(story)
    answer = said.answer.format(id=key)
    end = [why(story, said), answer, f"#{key}"]
    parts.append(tuple(Line(text, look=Look.SMALL) for text in end))
    return tuple(part for part in parts if part)


def news_of(story: Story, said: Words) -> Iterator[Line]:
    """What a follow-up brings, or that the story is taken back; nothing of a first message."""
    if story.occasion == RETRACTION:
        because = said.retracted.get(story.detail or "", said.retracted[""])
        told = [because]
    elif story.occasion == "first":
        return
    else:
        told = [_brings(story, said)]
        if story.before:
            told.append(said.before.format(before=_detail(story.occasion, story.before, said)))
    first = ", ".join(part for part in told if part)
    if story.first_key:
        first = f"{first}; {said.first_told.format(id=story.first_key[:ID_LENGTH])}"
    yield Line(first, look=Look.STRONG)


def pair_of(parties: Sequence[Party], said: Words) -> str:
    """`Kota Bontang dengan Jeju`; the brokers stand in only where fewer than two are parties."""
    names = [_name(party.name) for party in parties if party.role is Role.PARTY]
    if len(names) < 2:
        names += [_name(party.name) for party in parties if party.role is Role.BROKER]
    return pair(names, said.facts)


def what_of(story: Story, said: Words) -> str:
    """Kind, stage and whether it has happened: `Kota kembar: nota kesepahaman (MoU)`."""
    detail = story.extra.get("stage_detail")
    return what(story.kind, story.stage, detail, story.modality, said.facts)


def standing(story: Story, said: Words) -> str:
    """Whether the pair is new to the archive: `Pasangan yang sudah tercatat sejak 2016`.

    What renews, carries out or ends a tie shows that there was one: such a pair is never new.
    """
    new = "" if story.stage in GOING_ON else said.new_pair
    year = story.extra.get("pair_since")
    known = said.known_pair_since.format(year=year) if year else said.known_pair
    return {"new": new, "known": known}.get(story.extra.get("pair", ""), "")


def source(story: Story, said: Words, zone: ZoneInfo) -> Iterator[Line]:
    """`klikkaltim.com, 23 November 2026 14.05 WITA`; no time where the page names only a day."""
    site = _name(story.site)
    moment = story.published or story.first_seen
    precision = story.published_precision if story.published is not None else None
    when = at(moment, precision, zone, said.facts)
    if story.published is None:
        when = f"{said.seen} {when}"
    yield from _linked(f"{site}, {when}" if site else when, story.url, said)


def identity(story: Story) -> str:
    """The digits by which a message is named."""
    return story.alert_key[:ID_LENGTH]


def why(story: Story, said: Words) -> str:
    """The rule that met, and the channel's filters that let the story through."""
    reasons = [said.filters["rule"].format(value=_name(story.rule))] if story.rule else []
    reasons += [
        said.filters.get(key, "{value}").format(value=_filter(key, value, said))
        for key, value in story.why.items()
    ]
    if not story.why:
        reasons.append(said.why_all)
    return said.why.format(why="; ".join(reasons))


def _filter(key: str, value: str, said: Words) -> str:
    if key == "kinds":
        return _spoken(value, {kind.value: name for kind, name in said.facts.kinds.items()})
    if key == "stages":
        return _spoken(value, {stage.value: name for stage, name in said.facts.stages.items()})
    return said.pairs.get(value, value) if key == "pairs" else _name(value)


def _spoken(value: str, known: dict[str, str]) -> str:
    return ", ".join(known.get(word.strip(), _name(word)) for word in value.split(","))


def _brings(story: Story, said: Words) -> str:
    shapes = {"stage": said.new_stage, "party": said.new_party, "amount": said.new_amount}
    shape = shapes.get(story.occasion)
    if shape and story.detail:
        return shape.format(detail=_detail(story.occasion, story.detail, said))
    return said.occasions.get(story.occasion, _name(story.occasion))


def _detail(occasion: str, detail: str, said: Words) -> str:
    """`nota kesepahaman (MoU)` for `mou`, `IDR 10.000.000` for `IDR 10000000`."""
    if occasion == "stage":
        stage = Stage(detail) if detail in set(Stage) else None
        return step(stage, detail, said.facts) or _name(detail)
    currency, _, number = detail.partition(" ")
    if occasion == "amount" and number.isascii() and number.isdigit():
        grouped = f"{int(number[:30]):,}"
        return f"{currency} {grouped if said.facts.clock == '%H:%M' else grouped.replace(',', '.')}"
    return _name(detail, HEADLINE_LENGTH)


def _others(story: Story, said: Words) -> Iterator[Line]:
    for outlet in story.outlets[:OUTLETS]:
        yield from _linked(_name(outlet.site), outlet.url, said)
    rest = len(story.outlets) - OUTLETS
    if rest > 0:
        yield Line(said.more.format(n=rest))


def _linked(text: str, url: str, said: Words) -> Iterator[Line]:
    safe = safe_url(url)
    if safe is not None and len(safe) > URL_LENGTH:
        yield Line(f"{text} {said.too_long}".strip())
    elif text or safe:
        yield Line(text, url=safe)


def _name(text: str, most: int = NAME_LENGTH) -> str:
    return shorten(one_line(text), most)
