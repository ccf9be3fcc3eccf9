"""Why an article is flagged, and what another lacked."""

from collections.abc import Callable
from dataclasses import replace

import pytest

import rules
from kembar.model import Article, Role, Watch
from rules import Explanation, RuleSet

Write = Callable[..., Article]

TITLE = "Bitung dan Davao Teken LoI Kota Kembar Difasilitasi KBRI Manila"
TEXT = (
    "BITUNG - Pemkot Bitung dan Kota Davao, Filipina, menandatangani Letter of Intent kota kembar, "
    "Selasa (4/3/2025), di Hotel Melati, Kota\u00a0Manado.\n\n"
    "Wali Kota Bitung Rano Salim menyebut nilainya Rp 1,5 miliar untuk bidang perikanan.\n\n"
    "Berkat kerja sama warga, Polres Bitung menjaga acara. Pada kesempatan lain Bupati Wajo dan "
    "Wali Kota Parepare meneken nota kesepahaman pengelolaan sampah.\n\n"
    "Baca juga: Kota Palu dan Kota Ambon jalin sister city"
)


@pytest.fixture(scope="module")
def told(ruleset: RuleSet, write: Write) -> Explanation:
    return rules.explain(write(TITLE, TEXT), ruleset)


def facts(explanation: Explanation, name: str, number: int = 0) -> list[str]:
    return [fact.value for fact in explanation.happenings[number].facts if fact.name == name]


def test_the_first_line_is_the_verdict_with_its_points_and_reason(told: Explanation) -> None:
    first, _, _ = told.text().partition("\n")

    score = f"{told.judgement.score:g}"
    assert first == f"flagged: {score} points, 6 needed; Kota Bitung, Davao: sister city, loi, done"


def test_each_hit_names_its_words_with_their_list_and_its_places(told: Explanation) -> None:
    hit = next(hit for hit in told.hits if hit.rule == "deal.loi")

    assert [(word.written, word.term) for word in hit.words] == [("LoI", "<loi>")]
    assert {place.name for place in hit.places} == {"Kota Bitung", "Davao"}
    assert (hit.section, hit.base * hit.weight, hit.note) == ("title", hit.points, None)


def test_a_second_hit_in_one_section_says_that_it_was_counted(
    ruleset: RuleSet, write: Write
) -> None:
    text = "Pemkot Bitung kunker ke Kota Palu. Pemkab Wajo juga kunker ke Kota Palu."

    found = rules.explain(write("Kabar", text), ruleset).hits

    assert [hit.note for hit in found if hit.rule == "visit.work"] == [
        None, "counted before in the lead",
    ]  # fmt: skip


def test_the_score_is_the_sum_of_its_sections(told: Explanation, ruleset: RuleSet) -> None:
    assert [one.section for one in told.sums] == ["title", "lead"]
    assert sum(one.points for one in told.sums) == told.score == told.judgement.score
    for one in told.sums:
        assert one.weight == getattr(ruleset.weights, one.section)
        assert one.points == pytest.approx(one.weight * sum(term.base for term in one.terms))


def test_each_happening_has_a_sum_of_its_own(told: Explanation) -> None:
    assert len(told.happenings) == 2
    for account in told.happenings:
        assert sum(one.points for one in account.sums) == account.score
    assert "of these for intergov agreement, Kabupaten Wajo, Kota Parepare:" in told.text()


def test_every_fact_is_told_of_the_chief_happening(told: Explanation) -> None:
    happening = told.judgement.happenings[0]

    assert facts(told, "kind") == ["sister_city"]
    assert facts(told, "stage") == ["loi"]
    assert facts(told, "modality") == ["done"]
    assert facts(told, "sector") == list(happening.sectors) == ["fisheries"]
    assert facts(told, "date") == ["2025-03-04"]
    assert facts(told, "amount") == ["1500000000 IDR"]
    parties = [fact for fact in told.happenings[0].facts if fact.name == "party"]
    assert [(fact.value, fact.role, fact.written) for fact in parties] == [
        ("Kota Bitung", Role.PARTY, "Bitung"),
        ("Davao", Role.PARTY, "Davao"),
        ("KBRI Manila", Role.BROKER, "KBRI Manila"),
        ("Kota Manado", Role.LOCATION, "Kota\u00a0Manado"),
    ]


def test_the_others_have_facts_of_their_own(told: Explanation) -> None:
    assert facts(told, "kind", 1) == ["intergov_agreement"]
    assert facts(told, "party", 1) == ["Kabupaten Wajo", "Kota Parepare"]
    waste = next(fact for fact in told.happenings[1].facts if fact.value == "waste")
    assert (waste.sentence or "").startswith("Pada kesempatan lain")


def test_all_offsets_are_slices_of_the_article(told: Explanation) -> None:
    whole = f"{TITLE}\n\n{TEXT}"
    written = [
        (one.start, one.end, one.written)
        for one in (*told.places, *told.held, *(word for hit in told.hits for word in hit.words))
    ]
    for account in told.happenings:
        for fact in account.facts:
            assert whole[fact.start : fact.end] == fact.sentence
            if fact.words:
                written.append((*fact.words, fact.written))
    written += [(one.start, one.end, one.sentence) for one in (*told.hits, *told.misses)]
    assert len(written) > 40
    assert [text for _, _, text in written] == [whole[start:end] for start, end, _ in written]


def test_what_was_held_back_is_named_with_its_reason(told: Explanation) -> None:
    held = {(one.what, one.written): one.why for one in told.held}

    assert held["idiom", "kerja sama warga"] == "an idiom that no rule looks at"
    assert held["furniture", "Baca juga: Kota Palu dan Kota Ambon jalin sister city"]
    assert held["place", "Bitung"] == "belongs to an institution: polres"
    assert {spot.name: spot.held for spot in told.places}["Kota Palu"] == "in a line of the page"


def test_a_word_that_alone_kept_a_rule_away_is_a_shield(ruleset: RuleSet, write: Write) -> None:
    article = write("Timnas kunker dari Pemkot Bitung ke Kota Palu")

    explanation = rules.explain(article, ruleset)

    shields = [(one.written, one.why) for one in explanation.held if one.what == "shield"]
    assert ("Timnas", "keeps visit.work from this sentence (<offtopic>)") in shields
    nearest = explanation.misses[0]
    assert nearest.lacked == ('"Timnas" must not be in this sentence',)


def test_the_nearest_miss_lacks_least_and_comes_first(ruleset: RuleSet, write: Write) -> None:
    explanation = rules.explain(write("Pemkot Bitung kunker ke luar daerah"), ruleset)

    nearest = explanation.misses[0]
    assert (nearest.rule, nearest.missing) == ("visit.work", 1)
    assert nearest.lacked == ("a second government in this sentence",)
    missing = [miss.missing for miss in explanation.misses]
    assert missing == sorted(missing)
    assert max(missing) > 1


def test_a_miss_names_some_of_the_words_that_would_do(ruleset: RuleSet, write: Write) -> None:
    article = write("Memorandum antara Pemkot Bitung dan Pemkot Palu, MoU lama")

    lacked = [lack for miss in rules.explain(article, ruleset).misses for lack in miss.lacked]

    assert any(lack.startswith("one of: tanda tangan, ") for lack in lacked)


def test_a_miss_may_lack_only_what_its_rule_is_about(ruleset: RuleSet, write: Write) -> None:
    article = write("Pemkot Bitung dan Pemkot Palu teken naskah")

    misses = rules.explain(article, ruleset).misses

    assert misses[0].missing == 1
    assert any("MoU" in lack for miss in misses for lack in miss.lacked)


def test_a_miss_without_governments_asks_for_as_many_as_the_rule(
    ruleset: RuleSet, write: Write
) -> None:
    misses = rules.explain(write("Rombongan pengurus kunker ke luar daerah"), ruleset).misses

    work = next(miss for miss in misses if miss.rule == "visit.work")
    assert (work.lacked, work.missing) == (("two governments in this sentence",), 2)


def test_an_unflagged_article_says_so_first_and_what_it_lacked_next(
    ruleset: RuleSet, write: Write
) -> None:
    text = rules.explain(write("Pemkot Bitung kunker ke luar daerah"), ruleset).text()

    verdict, _, rest = text.partition("\n")
    assert verdict.startswith("not flagged: 0 points, 6 needed; no rule found all that it asks for")
    assert rest.startswith("\nnearly:\n  visit.work")
    assert "lacking: a second government in this sentence" in rest


def test_an_article_of_other_things_has_nothing_but_a_verdict(
    ruleset: RuleSet, write: Write
) -> None:
    text = rules.explain(write("Harga cabai naik di pasar"), ruleset).text()

    assert text == "not flagged: 0 points, 6 needed; no rule found any of its words in a sentence"


def test_enough_points_without_two_governments_are_told_as_such(
    ruleset: RuleSet, write: Write
) -> None:
    article = write(
        "Pemkot Bitung Siapkan Program Kota Kembar", "Pemkot Bitung membahas sister city."
    )

    explanation = rules.explain(article, ruleset)

    assert not explanation.judgement.flag
    assert explanation.score >= explanation.needed
    assert explanation.why.startswith("fewer than two different governments")


def test_a_mention_in_passing_says_that_it_needs_more(ruleset: RuleSet, write: Write) -> None:
    filler = "Warga memadati alun-alun sejak pagi dan pedagang kaki lima berjualan. " * 20
    article = write(
        "Alun-alun Ramai",
        f"{filler}\n\nTahun lalu Pemkot Bitung kunker ke Pemkot Palu. Pemkab "
        "Wajo juga kunker ke Kota Palu.",
    )

    explanation = rules.explain(article, ruleset)

    assert (explanation.needed, explanation.judgement.flag) == (ruleset.thresholds.passing, False)
    assert explanation.why.startswith("only the body speaks of it")


def test_where_no_points_are_enough_none_are_named(told: Explanation) -> None:
    aside = replace(told, verdict="not flagged", needed=None, why="it is an aside")

    first, _, _ = aside.text().partition("\n")

    assert first == f"not flagged: {told.score:g} points; it is an aside"


def test_a_watch_is_explained_by_its_name(write: Write) -> None:
    watching = rules.load(None, [Watch(name="Pasar Jeju", words=("cabai rawit",))])

    explanation = rules.explain(write("Harga cabai rawit naik"), watching)

    assert explanation.verdict == "flagged"
    assert explanation.why == "the watch 'Pasar Jeju' found its words"
    (one,) = explanation.sums
    assert one.points == explanation.score == watching.thresholds.alert


def test_an_explanation_judges_as_the_crawl_does(
    ruleset: RuleSet, write: Write, told: Explanation
) -> None:
    article = replace(write(TITLE, TEXT), site="other")

    assert told.judgement == rules.judge(article, ruleset)
