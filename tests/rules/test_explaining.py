"""Why an article is flagged, and what another lacked."""

from collections.abc import Callable

import rules
from kembar.model import Article
from rules import RuleSet

Write = Callable[..., Article]


def test_an_explanation_names_rule_words_places_and_points(ruleset: RuleSet, write: Write) -> None:
    text = rules.explain(write("Pemkot Bitung Kunker ke Kota Palu"), ruleset).text()

    assert text.startswith("flagged: ")
    assert "visit.work" in text
    assert "Kota Bitung (71.72; title)" in text
    assert "Kunker = <workvisit>" in text


def test_a_miss_tells_what_was_lacking(ruleset: RuleSet, write: Write) -> None:
    explanation = rules.explain(write("Pemkot Bitung kunker ke luar daerah"), ruleset)

    assert not explanation.judgement.flag
    assert ("visit.work", "places: 1 of 2 (any)") in {
        (m.rule, m.lacked) for m in explanation.misses
    }
    assert "not flagged: 0 points, 6 needed" in explanation.text()


def test_a_shield_and_a_mask_are_named(ruleset: RuleSet, write: Write) -> None:
    article = write("Polres Wajo berkat kerja sama warga menangkap pencuri")

    text = rules.explain(article, ruleset).text()

    assert "belongs to an institution: polres" in text
    assert "kerja sama warga" in text.partition("left alone:")[2]


def test_offsets_of_words_and_places_are_slices(ruleset: RuleSet, write: Write) -> None:
    article = write(
        "Pemkot Bitung kunker", "Rombongan ke Kota\u00a0Palu untuk kun\u200bjungan kerja."
    )

    explanation = rules.explain(article, ruleset)

    whole = f"{article.title}\n\n{article.text}"
    found = [*explanation.words, *explanation.places]
    assert found
    assert [item.written for item in found] == [whole[item.start : item.end] for item in found]
