"""The kliping: the clipping file that Indonesian offices circulate, as PDF; words, not layout."""

from contextlib import closing
from typing import BinaryIO

from kembar.errors import KembarError
from kembar.plain import safe_url, shorten
from kembar.spoken import at, on_day, pair, what
from storage.clippings import Edition
from storage.cuttings import Clipping, Report

from .heading import asked_lines, found_lines, made_line
from .labels import Labels, labels
from .page import Paper

MOST = 2000
"""Stories in one document: fpdf2 holds it whole in memory, and nobody reads a thicker one."""
HEADLINE = 250
"""Characters of a headline."""
SOURCES = 30
"""Reports that a story lists."""


def write(edition: Edition, out: BinaryIO, language: str) -> None:
    """Cover, contents, and a part for each story; KembarError if there are more than `MOST`."""
    if edition.found > MOST:
        raise KembarError(
            f"{edition.found} stories are too many for one PDF (at most {MOST}); "
            "take a shorter period or a place, or write .xlsx"
        )
    said = labels(language)
    paper = Paper(
        title=said.title,
        language=said.language,
        made=edition.made,
        footer=said.page,
    )
    with closing(paper):
        _cover(paper, edition, said)
        if edition.found:
            paper.leave_room_for_contents(said.contents, edition.found)
        for number, story in enumerate(edition.stories, start=1):
            _story(paper, number, story, said)
        if paper.missed:
            paper.gap(4)
            paper.say(said.missing, size=8, grey=True)
        paper.save(out)


def _cover(paper: Paper, edition: Edition, said: Labels) -> None:
    paper.gap(45)
    paper.say(said.title, size=24, bold=True)
    paper.gap(10)
    for line in asked_lines(edition, said):
        paper.say(line, size=12)
    paper.gap(8)
    for line in found_lines(edition, said):
        paper.say(line, size=12)
    paper.gap(8)
    paper.say(made_line(edition, said), grey=True)
    paper.say(said.rights, grey=True)


def _story(paper: Paper, number: int, story: Clipping, said: Labels) -> None:
    chief, facts = story.chief, said.facts
    headline = shorten(story.reports[0].title, HEADLINE)
    paper.begin(f"{number}. {headline}")
    paper.say(f"{number}. {headline}", size=13, bold=True)
    paper.gap(1)
    if who := pair(chief.names, facts):
        paper.say(who, bold=True)
    paper.say(what(chief.kind, chief.stage, chief.detail, chief.modality, facts))
    if chief.day:
        paper.say(said.on.format(day=on_day(chief.day, facts)))
    if chief.sentence:
        paper.gap(1.5)
        paper.say(f"“{chief.sentence}”")
    paper.gap(1.5)
    paper.say(said.sources, size=9, grey=True)
    for report in story.reports[:SOURCES]:
        _source(paper, report, story, said)
    if len(story.reports) > SOURCES:
        paper.say(said.more.format(n=len(story.reports) - SOURCES), size=9, grey=True)
    paper.gap(8)


def _source(paper: Paper, report: Report, story: Clipping, said: Labels) -> None:
    when = at(report.told, report.precision, story.zone, said.facts)
    if report.precision is None:
        when = said.seen.format(when=when)
    paper.say(f"{report.site}, {when}", size=9)
    if url := safe_url(report.url):
        paper.say(url, size=8, url=url)
