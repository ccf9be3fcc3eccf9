"""A wrong pack is refused whole, each fault with where, what and the way out."""

import os
import pickle
from pathlib import Path

import pytest

import rules
from kembar.errors import RuleError

GOOD = """
schema: rules/1
vocab:
  seed: [bibit unggul]
rules:
  - id: farm.seed
    title: Seed between governments
    emits: {kind: cooperation_talks}
    all: [<seed>]
    places: {min: 2, role: government}
    score: 6
    tests:
      match: [Pemkab Sleman dan Pemkab Klaten bertukar bibit unggul]
      reject: [Petani menanam bibit unggul]
"""


def faults(folder: Path, **packs: str) -> str:
    for name, text in packs.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        rules.load(folder)
    return "\n".join(caught.value.faults)


def test_a_good_pack_joins_the_built_in_ones(tmp_path: Path) -> None:
    (tmp_path / "farm.yaml").write_text(GOOD, encoding="utf-8")

    loaded = rules.load(tmp_path)

    assert {"farm.seed", "twin.pair"} <= {rule.id for rule in loaded.rules}
    assert all(result.passed for result in rules.run_examples(loaded))


def test_a_folder_that_is_not_there_adds_nothing(tmp_path: Path) -> None:
    assert len(rules.load(tmp_path / "none").rules) == len(rules.load().rules)


def test_an_unknown_key_names_file_rule_and_the_nearest_known_key(tmp_path: Path) -> None:
    told = faults(tmp_path, farm=GOOD.replace("    score: 6", "    scor: 6\n    score: 6"))

    assert "farm.yaml: farm.seed: scor: unknown key; did you mean 'score'?" in told


def test_an_unknown_key_inside_places_is_found_too(tmp_path: Path) -> None:
    told = faults(tmp_path, farm=GOOD.replace("role: government", "rolle: government"))

    assert "farm.seed: places.rolle: unknown key; did you mean 'role'?" in told


def test_an_unknown_list_names_the_nearest_one(tmp_path: Path) -> None:
    told = faults(tmp_path, farm=GOOD.replace("all: [<seed>]", "all: [<sed>]"))

    assert "farm.seed: all: no list is called <sed>; did you mean <seed>?" in told


def test_an_unknown_kind_and_stage_tell_what_is_known(tmp_path: Path) -> None:
    told = faults(
        tmp_path,
        farm=GOOD.replace("kind: cooperation_talks", "kind: cooperation_talk, stage: moo"),
    )

    assert "farm.seed: emits.kind" in told
    assert "did you mean 'cooperation_talks'?" in told
    assert "did you mean 'mou'?" in told


def test_a_rule_without_examples_is_refused(tmp_path: Path) -> None:
    told = faults(tmp_path, farm=GOOD.partition("    tests:")[0])

    assert "farm.seed: tests.match: has no example" in told
    assert "farm.seed: tests.reject: has no example" in told


def test_an_id_used_twice_names_the_other_pack(tmp_path: Path) -> None:
    told = faults(tmp_path, a=GOOD, b=GOOD)

    assert "b.yaml: farm.seed: id: already used in" in told
    assert "a.yaml" in told


def test_lists_that_include_each_other_are_refused(tmp_path: Path) -> None:
    told = faults(tmp_path, farm=GOOD.replace("[bibit unggul]", "[<crop>]\n  crop: [<seed>]"))

    assert "the lists include each other" in told


def test_a_key_given_twice_is_refused_instead_of_lost(tmp_path: Path) -> None:
    told = faults(tmp_path, farm=GOOD + "mask: [a b]\nmask: [c d]\n")

    assert "the key 'mask' is given twice" in told


def test_every_fault_of_every_pack_is_told_at_once(tmp_path: Path) -> None:
    told = faults(
        tmp_path, a="schema: rules/2\n", b="rules: [", c=GOOD.replace("score: 6", "score: x")
    )

    assert "a.yaml: schema" in told
    assert "b.yaml: this is not YAML" in told
    assert "c.yaml: farm.seed: score" in told


def test_a_rule_without_any_word_is_refused(tmp_path: Path) -> None:
    told = faults(tmp_path, farm=GOOD.replace("all: [<seed>]", 'all: ["{GOV}"]'))

    assert "farm.seed: all: is empty; write at least one phrase or <list>" in told


def test_the_word_off_is_a_status_and_no_truth_value(tmp_path: Path) -> None:
    (tmp_path / "farm.yaml").write_text(
        GOOD.replace("    score: 6", "    score: 6\n    status: off"), encoding="utf-8"
    )

    assert rules.load(tmp_path).rule("farm.seed") is None


def test_a_rule_set_survives_a_trip_to_a_worker() -> None:
    loaded = rules.load()

    copy = pickle.loads(pickle.dumps(loaded))

    assert all(result.passed for result in rules.run_examples(copy))


OVERRIDES = """
rules:
  twin.named: {disable: true}
  deal.mou: {score: 9, none: [sampah]}
"""


def test_an_override_disables_raises_and_excludes(tmp_path: Path) -> None:
    (tmp_path / "overrides.yaml").write_text(OVERRIDES, encoding="utf-8")

    loaded = rules.load(tmp_path)

    assert loaded.rule("twin.named") is None
    changed = loaded.rule("deal.mou")
    assert changed is not None
    assert changed.entry.score == 9
    assert "sampah" in changed.entry.none


def test_an_override_of_an_unknown_rule_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "overrides.yaml").write_text(
        "rules: {twin.names: {disable: true}}", encoding="utf-8"
    )

    assert "no rule has this id; did you mean 'twin.named'?" in faults(tmp_path)


def test_a_local_place_is_found_and_a_wrong_row_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "places.local.tsv"
    table.write_text("id\tlevel\tname\tparent\tcountry\nfi:turku\tforeign_city\tTurku\tfi\tFI\n")
    loaded = rules.load(tmp_path)
    table.write_text("id\tlevel\tname\nfi:turku\ttown\tTurku\n")

    assert "Turku" in {place.name for place in rules.gazetteer(loaded)}
    assert "line 2: column level: 'town' is unknown" in faults(tmp_path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: " + "[" * 5000, "nested too deep"),
        ("? [a, b]\n: c\n", "a key must be a word"),
    ],
    ids=["brackets", "list as a key"],
)
def test_yaml_that_only_a_machine_would_write_is_a_fault(
    tmp_path: Path, text: str, told: str
) -> None:
    assert told in faults(tmp_path, odd=text)


def test_a_pipe_named_like_a_pack_is_a_fault_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")

    with pytest.raises(RuleError) as caught:
        rules.load(tmp_path)

    assert "pipe.yaml: is no file" in str(caught.value)
