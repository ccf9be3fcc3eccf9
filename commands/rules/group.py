"""`kembar rules`: what we look for; its own examples; and what it makes of given articles."""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import IO, Any
from urllib.parse import urlsplit

import click

import rules
from crawler.dates import read_date
from kembar.clock import zone_of
from kembar.config import Config
from kembar.errors import ConfigError, RuleError
from kembar.model import Article
from rules import ExampleResult, RuleSet

from ..common import complain, configured, json_option, write_json, write_table
from ..judgements import as_record
from .backtest import command as backtest
from .explain import command as explain
from .watching import changes


@click.group("rules")
def command() -> None:
    """The rules that judge articles."""


command.add_command(backtest)
command.add_command(explain)


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
@click.option("--strict", is_flag=True, help="Take doubts for faults.")
@configured
def check_rules(config: Config, strict: bool) -> None:
    """Load all packs and watches, and tell every fault at once; doubts are told on stderr."""
    packs = rules.load(config.rules.folder, config.watches)
    found = rules.lint(packs)
    faults = [str(one) for one in found if one.fault or strict]
    for one in found:
        if str(one) not in faults:
            complain(f"look at {one}")
    if faults:
        raise RuleError(*faults)
    click.echo(f"{len(packs.rules)} rules, no fault found")


@command.command("test")
@click.option("--watch", is_flag=True, help="Test again whenever a file of the folder changes.")
@json_option
@configured
def test_rules(config: Config, watch: bool, as_json: bool) -> None:
    """Run every rule's own examples; exit 1 if one fails."""
    if watch:
        _watch(config)
        return
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
        for line in _failures(failed):
            click.echo(line)
        click.echo(f"{len(results) - len(failed)} passed, {len(failed)} failed")
    sys.exit(1 if failed else 0)


def _failures(failed: Sequence[ExampleResult]) -> list[str]:
    return [f"FAILED {result.rule}: {result.text}\n       {result.why}" for result in failed]


def _watch(config: Config) -> None:
    """Test, and test again after each change, telling only what is new; Ctrl-C ends it."""
    if config.rules.folder is None:
        raise ConfigError("[rules] folder: name the folder of your own rules, to watch it")
    shown: list[str] = []
    with suppress(KeyboardInterrupt):
        for _ in changes(config.rules.folder, time.sleep):
            try:
                packs = rules.load(config.rules.folder, config.watches)
                failed = [found for found in rules.run_examples(packs) if not found.passed]
                lines = _failures(failed) or ["all examples pass"]
            except RuleError as error:
                lines = list(error.faults)
            for line in lines:
                if line not in shown:
                    click.echo(line)
            shown = lines


@command.command("reject")
@click.argument("headline")
@click.option("--rule", "rule_id", help="The rule that should leave it alone (else all that hit).")
@configured
def reject(config: Config, headline: str, rule_id: str | None) -> None:
    """Report a false alarm: keep the headline as an example that the rule must not hit.

    It goes into overrides.yaml of your rules folder; `kembar rules test` then shows what still
    hits it, until a word under `none` or a lower score lets it pass.
    """
    if config.rules.folder is None:
        raise ConfigError("[rules] folder: name the folder of your own rules, to write into")
    packs = rules.load(config.rules.folder, config.watches)
    article = Article(url="text:", site="", title=headline.strip(), text="")
    found = rules.judge(article, packs).hits
    hit = sorted({one.rule for one in found if packs.rule(one.rule)})
    if rule_id is not None and packs.rule(rule_id) is None:
        raise ConfigError(f"--rule: no rule is called {rule_id!r}; `kembar rules list` shows all")
    wanted = [rule_id] if rule_id else hit
    if not wanted:
        click.echo("no rule hits this headline; there is nothing to reject")
        return
    for one in wanted:
        path = rules.reject(config.rules.folder, one, headline.strip())
        click.echo(f"{path}: {one}: tests.reject: {headline.strip()}")
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
