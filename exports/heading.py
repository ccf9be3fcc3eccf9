"""What stands above every edition: the period, the filter, what was looked at, what was found."""

from kembar.clock import WIB
from kembar.plain import one_line
from kembar.spoken import at, kind_of, on_day, step
from storage.clippings import Asked, Edition

from .labels import Labels


def asked_lines(edition: Edition, said: Labels) -> list[str]:
    """The period and the filter, a line each; a part that leaves nothing out says so."""
    asked, facts = edition.asked, said.facts
    parts = (
        (said.places, edition.places),
        (said.kinds, [kind_of(kind, facts) for kind in asked.kinds]),
        (said.stages, [step(stage, None, facts) for stage in asked.stages]),
        (said.sites, asked.sites),
    )
    return [
        _period(asked, said),
        *(
            line.format(names=", ".join(map(one_line, names)) or said.everything)
            for line, names in parts
        ),
        *([said.chosen.format(words=one_line(edition.words))] if edition.words else []),
    ]


def cut_line(edition: Edition, said: Labels) -> str:
    """That so many older stories are not in it; empty where all are."""
    return said.left_out.format(n=_count(edition.left_out, said)) if edition.left_out else ""


def found_lines(edition: Edition, said: Labels) -> list[str]:
    """What was looked at and what was found, counted by kind."""
    lines = [
        said.looked_at.format(articles=_count(edition.looked_at, said), sites=edition.sites),
        said.found.format(
            stories=_count(edition.found, said), reports=_count(edition.reports, said)
        )
        if edition.found
        else said.nothing,
    ]
    lines += filter(None, [cut_line(edition, said)])
    counted = sorted(edition.by_kind.items(), key=lambda one: (-one[1], one[0] or ""))
    return lines + [
        said.by_kind.format(kind=kind_of(kind, said.facts), n=number) for kind, number in counted
    ]


def made_line(edition: Edition, said: Labels) -> str:
    """When it was put together, in Western Indonesian Time."""
    return said.made.format(when=at(edition.made, "minute", WIB, said.facts))


def _period(asked: Asked, said: Labels) -> str:
    since = on_day(asked.since, said.facts) if asked.since else ""
    until = on_day(asked.until, said.facts) if asked.until else ""
    line = {
        (True, True): said.period,
        (True, False): said.since,
        (False, True): said.until,
        (False, False): said.always,
    }[bool(since), bool(until)]
    return line.format(since=since, until=until)


def _count(number: int, said: Labels) -> str:
    """With the language's sign between thousands."""
    grouped = f"{number:,}"
    return grouped if said.language == "en" else grouped.replace(",", ".")
