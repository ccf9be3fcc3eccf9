"""What loads but cannot do what it says is told: rule, what was found, what to do."""

from pathlib import Path

import pytest

import rules
from rules import RuleSet

HEAD = "schema: rules/1\nvocab:\n  spare: [barang simpanan]\nmask: [kerja sama erat]\nrules:\n"
TESTS = "tests: {match: [Panen raya di Kabupaten Karo], reject: [Pasar sepi]}"


def linted(folder: Path, *written: str) -> list[str]:
    text = HEAD + "".join(f"  - {{{rule}}}\n" for rule in written)
    (folder / "own.yaml").write_text(text, encoding="utf-8")
    return [
        f"{'fault' if one.fault else 'doubt'} {one}"
        for one in rules.lint(rules.load(folder))
        if one.rule.startswith("own.") or one.rule == "vocab.spare"
    ]


def test_the_built_in_packs_have_no_fault(ruleset: RuleSet) -> None:
    assert [str(one) for one in rules.lint(ruleset) if one.fault] == []


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (
            f"id: own.never, title: x, score: 1, all: [panen raya], none: [panen raya], {TESTS}",
            "fault own.never: all[1]: none forbids every word of it; it never hits",
        ),
        (
            f"id: own.masked, title: x, score: 1, all: [kerja sama erat], {TESTS}",
            "fault own.masked: all[1]: mask hides every word of it; it never hits",
        ),
        (
            f"id: own.short, title: x, score: 1, any: [di, panen raya], {TESTS}",
            "fault own.short: all, any: a word of 2 letters is enough; write a longer one or "
            "`=EXACT`",
        ),
        (
            f"id: own.far, title: x, score: 1, all: [panen, raya], near: {{words: 40}}, {TESTS}",
            "doubt own.far: near.words: 40 is far; over 20 means little",
        ),
        (
            f"id: own.self, title: x, score: 1, all: [panen raya], none: [karo], {TESTS}",
            "fault own.self: tests.match: 'Panen raya di Kabupaten Karo': none: karo is there",
        ),
    ],
)
def test_a_rule_that_cannot_do_what_it_says_is_told(tmp_path: Path, rule: str, told: str) -> None:
    assert told in linted(tmp_path, rule)


def test_a_list_that_no_rule_uses_is_told(tmp_path: Path) -> None:
    rule = f"id: own.fine, title: x, score: 1, all: [panen raya], {TESTS}"

    assert linted(tmp_path, rule) == ["doubt vocab.spare: no rule uses this list"]


def test_two_rules_that_hit_the_same_are_told(tmp_path: Path) -> None:
    examples = "tests: {match: [Panen raya di Karo, Panen raya tiba], reject: [Pasar sepi]}"
    one = f"id: own.one, title: x, score: 1, all: [panen raya], {examples}"
    other = f"id: own.two, title: x, score: 2, all: [raya], {examples}"

    assert "doubt own.two: hits the same 2 examples as own.one" in linted(tmp_path, one, other)


def test_a_short_word_beside_a_longer_demand_is_fine(tmp_path: Path) -> None:
    rule = f"id: own.both, title: x, score: 1, all: [panen raya, [di, ke]], {TESTS}"

    assert [told for told in linted(tmp_path, rule) if "own.both" in told] == []
