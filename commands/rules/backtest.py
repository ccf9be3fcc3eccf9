"""`kembar rules backtest`: new rules over the archive, before they go live."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click

from crawler.judging import Task, judge_all
from crawler.sites import chosen
from kembar.clock import now
from kembar.config import Config
from kembar.errors import ConfigError
from kembar.model import Judgement, Role
from storage import replay
from storage.archive import Archive
from storage.replay import Recorded

from ..common import complain, configured, json_option, write_json
from .answers import Answers

WORDS = {"days": 1, "day": 1, "weeks": 7, "week": 7, "months": 30, "month": 30, "years": 365}

SUMMARY = (
    "{articles} articles in {seconds} s ({per_second} a second): {before} flagged before, {after} "
    "now; {gained} gained, {lost} lost, {changed} changed, {error} errors"
)


@dataclass(frozen=True, slots=True)
class Difference:
    """An article that is judged otherwise than what is on record."""

    recorded: Recorded
    change: str
    """`gained`, `lost`, `changed` or `error`."""
    detail: str
    """Which facts changed and how, or what went wrong."""
    judgement: Judgement | None = None


@click.command("backtest")
@click.option("--since", metavar="DAY", help="First day, `2026-01-31` or `30 days`.")
@click.option("--until", metavar="DAY", help="Last day.")
@click.option("--site", help="Only the articles of this site.")
@click.option(
    "--rules", "folder", type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Folder of the new rules (else the configured one).",
)  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), help="At most so many articles.")
@click.option(
    "--jobs", type=click.IntRange(min=1), default=None, help="Processes (else one a core)."
)
@json_option
@configured
def command(
    config: Config,
    since: str | None,
    until: str | None,
    site: str | None,
    folder: Path | None,
    limit: int | None,
    jobs: int | None,
    as_json: bool,
) -> None:
    """Judge the archive's articles anew, and show the flags gained, lost and changed.

    Changes nothing. Works on the stored texts; pages are not kept, so they are not extracted again.
    """
    began = time.monotonic()
    archive = Archive.open(config.archive.path, read_only=True)
    answers = Answers(archive)
    counts = dict.fromkeys(("articles", "before", "after", "gained", "lost", "changed", "error"), 0)
    listed: list[dict[str, Any]] = []
    try:
        stream = replay.articles(
            archive, since=_day(since, "--since"), until=_day(until, "--until"), site=site,
            limit=limit,
        )  # fmt: skip
        for recorded, answer in _answers(config, stream, folder, jobs or os.cpu_count() or 1):
            counts["articles"] += 1
            counts["before"] += recorded.flag
            counts["after"] += not isinstance(answer, str) and answer.flag
            answers.note(recorded.id, lost=not isinstance(answer, str) and not answer.flag)
            difference = _difference(recorded, answer)
            if difference is None:
                continue
            counts[difference.change] += 1
            if as_json:
                listed.append(_record(difference))
            else:
                click.echo(_line(difference))
    finally:
        archive.close()
    seconds = time.monotonic() - began
    summary: dict[str, Any] = {**counts, "seconds": round(seconds, 1)}
    summary["per_second"] = round(counts["articles"] / max(seconds, 1e-9))
    if as_json:
        write_json({"summary": summary, "verdicts": answers.record(), "differences": listed})
    else:
        complain(SUMMARY.format(**summary))
        for line in answers.lines():
            complain(line)


def _answers(
    config: Config, stream: Iterator[Recorded], folder: Path | None, jobs: int
) -> Iterator[tuple[Recorded, Judgement | str]]:
    homes = {site.name: site.area for site in chosen(config)}
    waiting: dict[int, Recorded] = {}

    def tasks() -> Iterator[Task]:
        for recorded in stream:
            waiting[recorded.id] = recorded
            yield Task(recorded.id, recorded.article, homes.get(recorded.article.site))

    answers = judge_all(
        tasks(), workers=jobs, folder=folder or config.rules.folder, watches=config.watches
    )
    for key, answer in answers:
        yield waiting.pop(key), answer


def _difference(recorded: Recorded, answer: Judgement | str) -> Difference | None:
    if isinstance(answer, str):
        return Difference(recorded, "error", answer)
    if answer.flag != recorded.flag:
        return Difference(recorded, "gained" if answer.flag else "lost", _facts(answer), answer)
    if not answer.flag:
        return None
    told = answer.happenings[0]
    names = tuple(sorted(party.name for party in told.parties if party.role is Role.PARTY))
    changed = [
        f"{name} {before or 'none'} -> {after or 'none'}"
        for name, before, after in (
            ("kind", recorded.kind, told.kind and told.kind.value),
            ("stage", recorded.stage, told.stage and told.stage.value),
            ("parties", ", ".join(recorded.parties), ", ".join(names)),
        )
        if before != after
    ]
    return Difference(recorded, "changed", "; ".join(changed), answer) if changed else None


def _facts(judgement: Judgement) -> str:
    if not judgement.happenings:
        return f"{judgement.score:g} points"
    told = judgement.happenings[0]
    names = [party.name for party in told.parties if party.role is Role.PARTY]
    return f"{told.kind}, {told.stage}: {', '.join(names)}"


def _best(difference: Difference) -> tuple[str | None, str | None]:
    """The rule and the sentence that speak most for a flag."""
    found = difference.judgement.hits if difference.judgement else ()
    best = max(found, key=lambda hit: hit.score, default=None)
    return (best.rule, best.sentence) if best else (None, None)


def _record(difference: Difference) -> dict[str, Any]:
    rule, sentence = _best(difference)
    article = difference.recorded.article
    return {
        "change": difference.change, "id": difference.recorded.id, "title": article.title,
        "url": article.url, "site": article.site, "detail": difference.detail, "rule": rule,
        "sentence": sentence,
    }  # fmt: skip


def _line(difference: Difference) -> str:
    rule, sentence = _best(difference)
    article = difference.recorded.article
    lines = [f"{difference.change} {difference.recorded.id} {article.title}"]
    lines.append(f"    {difference.detail}")
    if rule and sentence:
        lines.append(f"    {rule}: {' '.join(sentence.split())}")
    return "\n".join([*lines, f"    {article.url}"])


def _day(written: str | None, option: str) -> date | None:
    """The day that an option means; ConfigError says what it may be."""
    if written is None:
        return None
    number, _, unit = written.strip().partition(" ")
    if number.isdigit() and unit in WORDS:
        return now().date() - timedelta(days=int(number) * WORDS[unit])
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        raise ConfigError(
            f"{option}: {written!r} is no day; write `2026-01-31` or `30 days`"
        ) from None
