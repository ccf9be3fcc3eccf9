"""A false alarm becomes an example that the rule must leave alone."""

from pathlib import Path

import pytest

import rules
from kembar.errors import RuleError

HEADLINE = "Wali Kota Bogor & Depok: 'kota kembar' soal macet"


def test_the_first_report_makes_the_file(tmp_path: Path) -> None:
    path = rules.reject(tmp_path / "rules", "twin.pair", HEADLINE)

    rule = rules.load(path.parent).rule("twin.pair")
    assert rule is not None
    assert rule.entry.tests.reject[-1].text == HEADLINE


def test_later_reports_keep_what_stands_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "overrides.yaml").write_text(
        "rules:\n  twin.pair: {score: 4, tests: {reject: [Lama]}}\n", encoding="utf-8"
    )

    rules.reject(tmp_path, "twin.pair", HEADLINE)
    rules.reject(tmp_path, "twin.pair", HEADLINE)
    rules.reject(tmp_path, "twin.named", HEADLINE)

    loaded = rules.load(tmp_path)
    pair, named = loaded.rule("twin.pair"), loaded.rule("twin.named")
    assert pair is not None and named is not None
    assert pair.entry.score == 4
    assert [one.text for one in pair.entry.tests.reject[-2:]] == ["Lama", HEADLINE]
    assert named.entry.tests.reject[-1].text == HEADLINE


def test_a_file_with_comments_is_not_written_but_told_what_to_add(tmp_path: Path) -> None:
    text = "# Ours since 2024\nrules:\n  twin.pair: {score: 4}\n"
    (tmp_path / "overrides.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(RuleError) as caught:
        rules.reject(tmp_path, "twin.pair", HEADLINE)

    assert "add by hand" in str(caught.value)
    assert "reject:" in str(caught.value)
    assert (tmp_path / "overrides.yaml").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "text",
    ["rules: [", "rules: word\n", "- a list\n", "rules: {twin.pair: {tests: {reject: {a: b}}}}\n"],
)
def test_a_file_that_is_no_override_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "overrides.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(RuleError):
        rules.reject(tmp_path, "twin.pair", HEADLINE)
