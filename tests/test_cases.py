"""The labelled cases in `benchmarks/cases` are whole, use our words and vary as promised."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import rules
from kembar.words import Kind, Level, Stage

FOLDER = Path(__file__).resolve().parent.parent / "benchmarks" / "cases"
FILES = sorted(FOLDER.glob("*.jsonl"))
FIRST = FOLDER / "first.jsonl"

KEYS = {
    "id", "outlet", "title", "text", "published", "flag", "kind", "stage", "parties",
    "sectors", "date", "amount", "group",
}  # fmt: skip
FACTS = ("kind", "stage", "parties", "sectors", "date", "amount")
GROUPS = {"positive", "hard_negative", "ordinary_negative"}
AT_HOME = {Level.CITY, Level.REGENCY, Level.PROVINCE}
BODIES = ("DPRD ", "TP PKK ")
ABROAD = {Level.FOREIGN_CITY, Level.FOREIGN_REGION, Level.COUNTRY}
# Agencies and embassies that act for a country.
GIVERS = {"KOICA", "GIZ", "USAID", "TIKA", "Kedutaan Besar Selandia Baru"}

# Short notices and whole pages; nothing between, so that a change of either shows.
SHORT, LONG = (80, 200), (250, 600)
# News of a happening is at most some months away from it, before or after.
FARTHEST_DAYS = 200

Case = dict[str, Any]


def read(path: Path) -> list[Case]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


CASES = [case for path in FILES for case in read(path)]


def words(case: Case) -> int:
    return len(f"{case['title']} {case['text']}".split())


def abroad(case: Case) -> bool:
    """Whether a party of the main happening is foreign."""
    return any(p["level"] in ABROAD or p["name"] in GIVERS for p in case["parties"])


def happenings(case: Case) -> list[Case]:
    """The main happening and the others that the article tells."""
    return [case, *case.get("others", [])]


def test_every_id_is_given_once() -> None:
    twice = [name for name, times in Counter(case["id"] for case in CASES).items() if times > 1]
    assert not twice


def test_a_case_has_the_known_keys_and_no_others() -> None:
    for case in CASES:
        assert set(case) - {"others"} == KEYS, case["id"]
        assert case["group"] in GROUPS, case["id"]
        assert case["title"].strip() and case["text"].strip(), case["id"]
        for other in case.get("others", []):
            assert set(other) == {"kind", "stage", "parties"}, case["id"]


def test_a_positive_tells_a_happening_of_two_parties_and_a_negative_none() -> None:
    for case in CASES:
        assert case["flag"] is (case["group"] == "positive"), case["id"]
        if case["flag"]:
            for told in happenings(case):
                assert told["kind"] in set(Kind), case["id"]
                assert told["stage"] in set(Stage), case["id"]
                assert len(told["parties"]) >= 2, case["id"]
        else:
            facts = (case[key] for key in FACTS)
            assert not any(facts) and "others" not in case, case["id"]


def test_an_indonesian_party_bears_its_canonical_name() -> None:
    levels = {place.name: place.level for place in rules.gazetteer(rules.load())}
    parties = [p for case in CASES for told in happenings(case) for p in told["parties"]]
    for party in parties:
        assert party["level"] in set(Level), party
        if party["level"] in AT_HOME:
            assert levels.get(party["name"]) == party["level"], party
        for body in BODIES:
            if party["name"].startswith(body):
                assert party["level"] == Level.AGENCY, party
                assert party["name"].removeprefix(body) in levels, party


def test_a_happening_is_dated_near_its_publication() -> None:
    for case in CASES:
        if case["published"]:
            published = date.fromisoformat(case["published"])
            assert date(2015, 1, 1) <= published <= date(2026, 12, 31), case["id"]
            if case["date"]:
                away = abs((date.fromisoformat(case["date"]) - published).days)
                assert away <= FARTHEST_DAYS, case["id"]


def test_an_amount_is_a_number_in_a_currency() -> None:
    for case in CASES:
        if case["amount"]:
            assert set(case["amount"]) == {"value", "currency"}, case["id"]
            assert case["amount"]["value"] > 0, case["id"]
            assert len(case["amount"]["currency"]) == 3, case["id"]


def test_two_thirds_of_the_first_set_are_as_long_as_real_pages() -> None:
    lengths = [words(case) for case in read(FIRST)]
    long = [length for length in lengths if LONG[0] <= length <= LONG[1]]
    short = [length for length in lengths if SHORT[0] <= length <= SHORT[1]]
    assert len(long) + len(short) == len(lengths)
    assert len(long) >= 2 * len(lengths) / 3


def test_the_first_set_holds_every_group_kind_and_stage() -> None:
    cases = read(FIRST)
    assert Counter(case["group"] for case in cases) == {
        "positive": 55,
        "hard_negative": 35,
        "ordinary_negative": 20,
    }
    positives = [case for case in cases if case["flag"]]
    kinds = Counter(case["kind"] for case in positives)
    stages = Counter(case["stage"] for case in positives)
    assert min(kinds[kind] for kind in Kind) >= 5
    assert min(stages[stage] for stage in Stage) >= 3


def test_about_half_of_the_first_set_s_happenings_reach_abroad() -> None:
    positives = [case for case in read(FIRST) if case["flag"]]
    foreign = [case for case in positives if abroad(case)]
    assert 0.4 <= len(foreign) / len(positives) <= 0.6


@pytest.mark.parametrize(
    ("name", "groups", "short", "long"),
    [
        ("third", (42, 20, 8), 56, 14),
        ("fourth", (42, 20, 8), 56, 14),
        ("fifth", (34, 18, 8), 60, 0),
        ("sixth", (34, 18, 8), 60, 0),
        ("seventh", (46, 22, 12), 80, 0),
        ("eighth", (56, 30, 14), 100, 0),
    ],
)
def test_a_later_set_has_the_groups_and_the_lengths_that_its_page_names(
    name: str, groups: tuple[int, int, int], short: int, long: int
) -> None:
    cases = read(FOLDER / f"{name}.jsonl")
    counted = Counter(case["group"] for case in cases)
    assert (
        counted["positive"],
        counted["hard_negative"],
        counted["ordinary_negative"],
    ) == groups
    lengths = [words(case) for case in cases]
    assert sum(SHORT[0] <= length <= SHORT[1] for length in lengths) == short
    assert sum(LONG[0] <= length <= LONG[1] for length in lengths) == long
    positives = [case for case in cases if case["flag"]]
    assert {case["kind"] for case in positives} == set(Kind)
    assert {case["stage"] for case in positives} == set(Stage)


@pytest.mark.parametrize(("name", "share"), [("third", (0.5, 0.6)), ("fourth", (0.4, 0.5))])
def test_about_half_of_a_set_s_happenings_reach_abroad(
    name: str, share: tuple[float, float]
) -> None:
    positives = [case for case in read(FOLDER / f"{name}.jsonl") if case["flag"]]
    foreign = [case for case in positives if abroad(case)]
    assert share[0] < len(foreign) / len(positives) <= share[1]
