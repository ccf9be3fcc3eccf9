"""`kembar rules`: what we look for, and its own examples."""

import sys
import time
from collections.abc import Sequence
from contextlib import suppress

import click

import rules
from kembar.config import Config
from kembar.errors import ConfigError, RuleError
from kembar.model import Article
from rules import ExampleResult

from ..common import complain, configured, json_option, write_json, write_table
from .apply import command as apply
from .backtest import command as backtest
from .explain import command as explain
from .verdicts import command as verdicts
from .verdicts import figures
from .watching import changes

COLUMNS = (
    "id", "status", "kind", "stage", "score", "kept", "dropped", "precision", "title",
)  # fmt: skip


@click.group("rules")
def command() -> None:
    """The rules that judge articles."""


command.add_command(apply)
command.add_command(backtest)
command.add_command(explain)
command.add_command(verdicts)


@command.command("list")
@json_option
@configured
def list_rules(config: Config, as_json: bool) -> None:
    """Every rule: id, status, kind, score, how often people found its alerts right, title."""
    packs = rules.load(config.rules.folder, config.watches)
    judged = figures(config)
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
    for row in rows:
        row |= judged(str(row["id"]), as_json)
    if as_json:
        write_json(rows)
    else:
        write_table(rows, COLUMNS)


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


def _word(value: object) -> str | None:
    return str(value) if value is not None else None
