"""Runs the worked examples that every rule carries."""

from collections.abc import Iterator
from dataclasses import dataclass

from kembar.model import Article

from .facts import judge
from .matching import match
from .ruleset import Rule, RuleSet
from .schema import Example


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """How one example fared."""

    rule: str
    text: str
    expected: bool
    """Whether the rule should hit."""
    passed: bool
    why: str
    """What happened instead; empty when it passed."""


def run_examples(rules: RuleSet) -> list[ExampleResult]:
    """Every example of every rule that is not off, in the order of the packs."""
    return [result for rule in rules.rules for result in _run(rule, rules)]


def _run(rule: Rule, rules: RuleSet) -> Iterator[ExampleResult]:
    for expected, examples in ((True, rule.entry.tests.match), (False, rule.entry.tests.reject)):
        for example in examples:
            why = _fault(rule, example, rules, expected=expected)
            yield ExampleResult(rule.id, example.text, expected, not why, why)


def _fault(rule: Rule, example: Example, rules: RuleSet, *, expected: bool) -> str:
    """What is wrong with an example; a bare sentence is tried as a headline and as a text."""
    articles = [_article("", example.text)]
    if example.title:
        articles = [_article(example.title, example.text)]
    elif "\n" not in example.text:
        articles.insert(0, _article(example.text, ""))
    met = [article for article in articles if any(h.rule == rule.id for h in match(article, rules))]
    if not expected:
        return "the rule hits" if met else ""
    if not met:
        return "the rule does not hit"
    return _told_wrong(example, met[0], rules)


def _told_wrong(example: Example, article: Article, rules: RuleSet) -> str:
    if not (example.places or example.kind or example.stage):
        return ""
    told = judge(article, rules).happenings
    if not told:
        return "the example is not flagged"
    named = {party.name for party in told[0].parties}
    missing = [place for place in example.places if place not in named]
    if missing:
        return f"the parties are {', '.join(sorted(named))}, without {', '.join(missing)}"
    if example.kind and told[0].kind is not example.kind:
        return f"the kind is {told[0].kind}, not {example.kind}"
    if example.stage and told[0].stage is not example.stage:
        return f"the stage is {told[0].stage}, not {example.stage}"
    return ""


def _article(title: str, text: str) -> Article:
    return Article(url="https://example.invalid/", site="example", title=title, text=text)
