"""`kembar rules`: what we look for; its own examples; and what it makes of given articles."""

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

import click

import rules
from crawler.dates import read_date
from kembar.clock import zone_of
from kembar.config import Config
from kembar.errors import KembarError
from kembar.model import Article
from rules import RuleSet

from .backtest import command as backtest
from .common import complain, configured, json_option, write_json, write_table
from .judgements import as_record


@click.group("rules")
def command() -> None:
    """The rules that judge articles."""


command.add_command(backtest)


@command.command("list")
@json_option
@configured
def list_rules(config: Config, as_json: bool) -> None:
    """Every rule: id, status, kind, score, title."""
    packs = rules.load(config.rules.folder, config.watches)
    rows = [
        {
            "id": rule.id,
            "status": rule.entry.status,
            "kind": _word(rule.entry.emits.kind),
            "stage": _word(rule.entry.emits.stage),
            "score": rule.entry.score,
            "title": rule.entry.title,
        }
        for rule in packs.rules
    ]
    rows += [
        {
            "id": found.id,
            "status": "stable",
            "kind": _word(found.watch.kind),
            "stage": None,
            "score": packs.thresholds.alert,
            "title": ", ".join(found.watch.words),
        }
        for found in packs.watches
    ]
    if as_json:
        write_json(rows)
    else:
        write_table(rows, ("id", "status", "kind", "stage", "score", "title"))


@command.command("check")
@configured
def check_rules(config: Config) -> None:
    """Load all packs and watches, and tell every fault at once."""
    packs = rules.load(config.rules.folder, config.watches)
    click.echo(f"{len(packs.rules)} rules, no fault found")


@command.command("test")
@json_option
@configured
def test_rules(config: Config, as_json: bool) -> None:
    """Run every rule's own examples; exit 1 if one fails."""
    packs = rules.load(config.rules.folder, config.watches)
    results = rules.run_examples(packs)
    failed = [result for result in results if not result.passed]
    if as_json:
        write_json(
            [
                {"rule": r.rule, "text": r.text, "expected": r.expected, "passed": r.passed,
                 "why": r.why}
                for r in results
            ]
        )  # fmt: skip
    else:
        for result in failed:
            click.echo(f"FAILED {result.rule}: {result.text}\n       {result.why}")
        click.echo(f"{len(results) - len(failed)} passed, {len(failed)} failed")
    sys.exit(1 if failed else 0)


@command.command("explain")
@click.argument("what", metavar="TEXT|FILE")
@configured
def explain(config: Config, what: str) -> None:
    """Show how a headline, or the text in a file, is judged, and why."""
    packs = rules.load(config.rules.folder, config.watches)
    text = _read(Path(what)) if _is_file(what) else what
    title, _, body = text.strip().partition("\n")
    article = Article(url="text:", site="", title=title.strip(), text=body.strip())
    click.echo(rules.explain(article, packs).text())


@command.command("apply")
@click.argument("file", metavar="FILE.jsonl", type=click.File("rb"))
@configured
def apply(config: Config, file: IO[bytes]) -> None:
    """Judge one article a line (`-` is stdin) and write one judgement a line, in order."""
    packs = rules.load(config.rules.folder, config.watches)
    faults = 0
    for record in _records(file, packs):
        faults += "error" in record
        click.echo(_line(record))
    if faults:
        complain(f"{faults} lines could not be read; each has its error in its place")
    sys.exit(1 if faults else 0)


def _records(file: IO[bytes], packs: RuleSet) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        given: Any = None
        try:
            given = json.loads(line, parse_constant=_refuse)
            article = _article(given)
        except (ValueError, TypeError, RecursionError) as error:
            known = given.get("id") if isinstance(given, dict) else None
            yield {"id": known, "error": f"line {number}: {error}"}
            continue
        yield {"id": given.get("id"), **as_record(rules.judge(article, packs))}


def _refuse(word: str) -> None:
    """Python reads and writes NaN and Infinity; no other reader of JSON takes them."""
    raise ValueError(f"{word} is not JSON")


def _line(record: dict[str, Any]) -> str:
    line = json.dumps(record, ensure_ascii=False)
    # A lone surrogate of the input has no UTF-8; escaped, it can be written all the same.
    return line if line.isascii() or _encodable(line) else json.dumps(record)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _article(given: Any) -> Article:
    """The article of one line; ValueError says what is wrong with it."""
    if not isinstance(given, dict):
        raise ValueError('expected an object like {"id": "1", "title": "...", "text": "..."}')
    for key in ("title", "text"):
        if not isinstance(given.get(key), str):
            raise ValueError(f"'{key}' must be a string")
    url = given.get("url") if isinstance(given.get("url"), str) else ""
    site = given.get("site") if isinstance(given.get("site"), str) else ""
    return Article(
        url=url or "",
        site=site or _host(url or ""),
        title=given["title"],
        text=given["text"],
        published=_moment(given.get("published")),
    )


def _host(url: str) -> str:
    """The host of an address; empty where it has none, which does not spoil the line either."""
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def _moment(given: object) -> datetime | None:
    """The time of publication in any form that the crawl reads; None where it cannot be read.

    It only serves to read words like "kemarin", so a strange date does not spoil the line.
    """
    found = read_date(given, zone_of(None)) if isinstance(given, str) else None
    return found.moment if found else None


def _word(value: object) -> str | None:
    return str(value) if value is not None else None


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise KembarError(f"{file}: is not text in UTF-8: {error}") from error


def _is_file(what: str) -> bool:
    try:
        return Path(what).is_file()
    except (OSError, ValueError):  # a long text is no file name, nor is one with a NUL
        return False
