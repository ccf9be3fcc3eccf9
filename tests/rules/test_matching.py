"""Rules meet sentences, whatever the spelling, and the offsets are exact."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rules
from kembar.model import Article
from rules import RuleSet

Write = Callable[..., Article]
RULES = rules.load()
PLAIN = "Pemkot Salatiga dan Pemkab Wajo menandatangani nota kesepahaman kerja sama pangan."

VARIANTS = {
    "upper case": PLAIN.upper(),
    "no-break spaces": PLAIN.replace(" ", "\u00a0"),
    "joined": PLAIN.replace("kerja sama", "kerjasama"),
    "hyphen": PLAIN.replace("kerja sama", "kerja-sama"),
    "invisible": PLAIN.replace("kesepahaman", "kesepa\u200bhaman").replace(
        "Pemkot", "Pem\u00adkot"
    ),
    "two words": PLAIN.replace("menandatangani", "menanda tangani"),
    "titles in full": PLAIN.replace("Pemkot", "Pemerintah Kota").replace("Pemkab", "Kab."),
    "offices": PLAIN.replace("Pemkot", "Walikota").replace("Pemkab", "Bupati"),
    "small letters": PLAIN.lower(),
    "accents": PLAIN.replace("Salatiga", "Sālatiga"),
}


@pytest.mark.parametrize("text", VARIANTS.values(), ids=VARIANTS.keys())
def test_a_spelling_variant_gives_the_same_facts(ruleset: RuleSet, write: Write, text: str) -> None:
    told = rules.judge(write("Kabar daerah", text), ruleset)
    plain = rules.judge(write("Kabar daerah", PLAIN), ruleset)

    assert told.flag
    assert told.happenings[0].kind == plain.happenings[0].kind == "intergov_agreement"
    assert told.happenings[0].stage == plain.happenings[0].stage == "mou"
    assert {p.name for p in told.happenings[0].parties} == {"Kota Salatiga", "Kabupaten Wajo"}


pieces = st.sampled_from(
    [
        "Pemkot Salatiga", "Bupati Wajo", "sister city", "MoU", "meneken", "kerja\u00a0sama",
        "kun\u200bjungan kerja", "“", "”", "\r\n", ". ", " ", "–", "é", "\u0301", "Baca juga: ",
        "Jeju",
        "kedua daerah", "STUDI TIRU ke", "(12/3/2024)", "𝔸", "\n\n", "Rp 5 M",
    ]
)  # fmt: skip


@given(st.lists(pieces, max_size=8), st.lists(pieces, max_size=25))
def test_a_hit_is_a_slice_of_title_and_text(title: list[str], text: list[str]) -> None:
    article = Article(url="u", site="s", title=" ".join(title), text=" ".join(text))

    hits = rules.match(article, RULES)

    whole = f"{article.title}\n\n{article.text}"
    assert [hit.sentence for hit in hits] == [whole[hit.start : hit.end] for hit in hits]
    assert [hit.start for hit in hits] == sorted(hit.start for hit in hits)


@given(st.lists(pieces, max_size=25))
def test_judging_at_once_and_in_two_steps_agree(text: list[str]) -> None:
    article = Article(url="u", site="s", title="", text=" ".join(text))

    assert rules.judge(article, RULES) == rules.facts(article, rules.match(article, RULES), RULES)


def test_a_rule_scores_once_a_section(ruleset: RuleSet, write: Write) -> None:
    hits = rules.match(write("Kabar", f"{PLAIN} {PLAIN}"), ruleset)

    own = [hit.score for hit in hits if hit.rule == "deal.mou"]
    assert len(own) == 2
    assert own[0] > 0 == own[1]


def test_an_idiom_is_hidden_from_every_rule(ruleset: RuleSet, write: Write) -> None:
    text = (
        "Pemkot Salatiga dan Pemkab Wajo berterima kasih atas kerja sama yang baik, siap bekerja."
    )

    assert not rules.judge(write("Kabar", text), ruleset).flag


def test_a_line_that_points_elsewhere_is_no_evidence(ruleset: RuleSet, write: Write) -> None:
    text = (
        f"Harga cabai naik.\n\nBaca Juga{PLAIN}\n\nBerita Terkait\n{PLAIN}\n{PLAIN}\n\nPasar ramai."
    )

    assert rules.match(write("Harga cabai", text), ruleset) == []


def test_a_rule_under_test_is_recorded_but_flags_nothing(tmp_path: Path, write: Write) -> None:
    statuses = {
        "deal.mou": "test",
        "deal.mou_named": "test",
        "coop.talks": "off",
        "coop.named": "off",
        "deal.signed": "off",
        "context.paper": "off",
        "context.talks": "off",
    }
    lines = [f"  {rule}: {{status: {status}}}" for rule, status in statuses.items()]
    (tmp_path / "overrides.yaml").write_text("\n".join(["rules:", *lines]))
    loaded = rules.load(tmp_path)

    judgement = rules.judge(write("Kabar", PLAIN), loaded)

    assert {hit.rule for hit in judgement.hits} == {"deal.mou", "deal.mou_named"}
    assert (judgement.flag, judgement.score) == (False, 0)


SLOTS = """
schema: rules/1
rules:
  - id: slot.money
    title: Money given in order
    all: ["{GOV}", hibah, "{MONEY}", "{GOV}"]
    near: {words: 12, ordered: true}
    score: 6
    tests:
      match: [Pemkab Wajo memberi hibah Rp 5 miliar kepada Pemkab Soppeng]
      reject: [Hibah Rp 5 miliar untuk Pemkab Wajo dan Pemkab Soppeng]
"""


def test_slots_stand_for_governments_and_money_in_order(tmp_path: Path) -> None:
    (tmp_path / "slots.yaml").write_text(SLOTS)

    results = rules.run_examples(rules.load(tmp_path))

    assert [result.passed for result in results if result.rule == "slot.money"] == [True, True]
