"""The loop of a user who reports a false alarm, and of one who writes a rule."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from commands.rules.watching import changes

Kembar = Callable[..., Result]
Configure = Callable[..., Path]

HEADLINE = "Pemkot Ambon dan Kota Darwin perkuat hubungan sister-city"


@pytest.fixture(autouse=True)
def own_rules(configure: Configure) -> None:
    configure('[rules]\nfolder = "rules"\n')


def test_a_reported_headline_fails_until_a_word_lets_it_pass(kembar: Kembar, folder: Path) -> None:
    reported = kembar("rules", "reject", HEADLINE, "--rule", "twin.pair")
    failing = kembar("rules", "test")
    file = folder / "rules" / "overrides.yaml"
    text = file.read_text(encoding="utf-8").replace("tests:", "none: [darwin]\n    tests:", 1)
    file.write_text(text, encoding="utf-8")

    assert reported.exit_code == 0, reported.output
    assert "twin.pair: tests.reject" in reported.stdout
    assert failing.exit_code == 1
    assert f"FAILED twin.pair: {HEADLINE}" in failing.stdout
    assert (
        f"FAILED twin.pair: {HEADLINE}\n       the rule hits" not in kembar("rules", "test").stdout
    )


def test_all_rules_that_hit_are_meant_unless_one_is_named(kembar: Kembar, folder: Path) -> None:
    kembar("rules", "reject", HEADLINE)

    text = (folder / "rules" / "overrides.yaml").read_text(encoding="utf-8")
    assert "twin.pair" in text
    assert "twin.named" in text


def test_a_headline_that_nothing_hits_changes_nothing(kembar: Kembar, folder: Path) -> None:
    result = kembar("rules", "reject", "Harga cabai turun")

    assert "no rule hits this headline" in result.stdout
    assert not (folder / "rules").exists()


def test_a_rule_that_is_not_there_is_a_mistake(kembar: Kembar) -> None:
    result = kembar("rules", "reject", HEADLINE, "--rule", "twin.pairs")

    assert result.exit_code == 2
    assert "no rule is called 'twin.pairs'" in result.stderr


def test_without_a_folder_the_report_says_what_to_configure(
    kembar: Kembar, configure: Configure
) -> None:
    configure()

    assert "[rules] folder" in kembar("rules", "reject", HEADLINE).stderr


def test_check_tells_doubts_and_strict_makes_them_faults(kembar: Kembar, folder: Path) -> None:
    (folder / "rules").mkdir()
    (folder / "rules" / "own.yaml").write_text(
        "schema: rules/1\nvocab: {spare: [barang simpanan]}\n", encoding="utf-8"
    )

    plain, strict = kembar("rules", "check"), kembar("rules", "check", "--strict")

    assert plain.exit_code == 0
    assert "look at vocab.spare: no rule uses this list" in plain.stderr
    assert strict.exit_code == 2


def test_a_change_of_a_file_is_seen_and_a_quiet_folder_is_not(tmp_path: Path) -> None:
    pauses = iter(range(4))

    def pause(seconds: float) -> None:
        number = next(pauses)
        if number == 1:
            (tmp_path / "own.yaml").write_text("schema: rules/1\n", encoding="utf-8")
        if number == 3:
            raise KeyboardInterrupt

    seen = 0
    with pytest.raises(KeyboardInterrupt):
        for _ in changes(tmp_path, pause):
            seen += 1
    assert seen == 2
