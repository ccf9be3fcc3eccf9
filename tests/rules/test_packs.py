"""The built-in rules keep the promises they carry."""

import pytest

import rules
from rules import ExampleResult, RuleSet

RESULTS = rules.run_examples(rules.load())


@pytest.mark.parametrize("result", RESULTS, ids=[f"{r.rule}:{r.text[:40]}" for r in RESULTS])
def test_a_built_in_rule_meets_its_example(result: ExampleResult) -> None:
    assert result.passed, result.why


def test_every_built_in_rule_has_two_examples_of_each_sort(ruleset: RuleSet) -> None:
    for rule in ruleset.rules:
        assert len(rule.entry.tests.match) >= 2, rule.id
        assert len(rule.entry.tests.reject) >= 2, rule.id


def test_every_built_in_rule_has_an_indonesian_title(ruleset: RuleSet) -> None:
    assert [rule.id for rule in ruleset.rules if not rule.entry.title_id] == []
