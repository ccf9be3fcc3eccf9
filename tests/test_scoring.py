"""The gates count what they claim to count."""

import datetime
from typing import Any

import pytest

from benchmarks.figures import f1, share, wilson
from benchmarks.labelled import CASES, Case, article, read
from benchmarks.scoring import Score
from kembar.model import Amount, Happening, Hit, Judgement, Kind, Level, Party, Role, Stage

LABEL: dict[str, Any] = {
    "id": "x001",
    "outlet": "klikkaltim.com",
    "title": "Palu dan Kupang teken MoU pangan",
    "text": "Wali Kota Palu dan Wali Kota Kupang meneken MoU.",
    "published": "2024-05-15",
    "flag": True,
    "kind": "intergov_agreement",
    "stage": "mou",
    "parties": [{"name": "Kota Palu", "level": "city"}, {"name": "Kota Kupang", "level": "city"}],
    "sectors": ["fishery"],
    "date": "2024-05-14",
    "amount": {"value": 5000000, "currency": "IDR"},
    "group": "positive",
}
QUIET = Judgement(flag=False, score=0.0)


def case(**changes: object) -> Case:
    label = LABEL | changes
    return Case(label["id"], article(label), label)


def party(name: str, role: Role = Role.PARTY) -> Party:
    return Party(id=name, name=name, level=Level.CITY, role=role)


def flagged(*parties: Party, start: int = 0) -> Judgement:
    title = LABEL["title"]
    hit = Hit(rule="deal.mou", score=9, start=start, end=start + len(title), sentence=title)
    happening = Happening(
        kind=Kind.INTERGOV_AGREEMENT,
        stage=Stage.MOU,
        parties=parties or (party("Kota Kupang"), party("Kota Palu")),
        sectors=("fisheries",),
        date=datetime.date(2024, 5, 14),
        amount=Amount(value=5_000_000.0, currency="IDR"),
        hits=(hit,),
    )
    return Judgement(flag=True, score=9.0, hits=(hit,), happenings=(happening,))


def test_an_article_told_as_labelled_is_right_in_every_field() -> None:
    score = Score()

    assert score.add(case(), flagged()) == []
    assert {figure.name: figure.value for figure in score.figures()} == dict.fromkeys(
        ("precision", "recall", "f1", "kind", "stage", "pair", "date", "amount", "both", "sectors",
         "evidence"), 1.0
    )  # fmt: skip


def test_a_witness_is_no_party_and_a_third_party_spoils_the_pair() -> None:
    pair = (party("Kota Palu"), party("Kota Kupang"))

    assert Score().add(case(), flagged(*pair, party("Kota Bima", Role.WITNESS))) == []
    spoilt = Score()
    assert "pair" in spoilt.add(case(), flagged(*pair, party("Kota Bima")))[0]
    assert spoilt.counts["both"] == 1


def test_a_council_named_without_its_kind_of_place_is_the_same_council() -> None:
    label = case(parties=[{"name": "DPRD Sragen", "level": "agency"}])

    assert Score().add(label, flagged(party("DPRD Kabupaten Sragen"))) == []
    assert Score().add(label, flagged(party("DPRD Kota Sragen"))) != []


def test_false_alarms_and_misses_are_counted_apart() -> None:
    score = Score()
    score.add(case(), flagged())
    score.add(case(), QUIET)
    score.add(case(flag=False), flagged())
    score.add(case(flag=False), QUIET)

    assert [round(figure.value, 2) for figure in score.flag()] == [0.5, 0.5, 0.5]


def test_offsets_that_cut_out_another_text_are_broken_evidence() -> None:
    score = Score()

    assert "offsets" in score.add(case(), flagged(start=3))[0]
    assert score.figures()[-1].value == 0.0


def test_a_further_happening_is_found_only_with_its_own_parties() -> None:
    other = {"kind": "study_visit", "stage": "visit",
             "parties": [{"name": "Kota Bima", "level": "city"}]}  # fmt: skip
    second = Happening(kind=Kind.STUDY_VISIT, parties=(party("Kota Bima"),))
    first = flagged()
    both = Judgement(flag=True, score=9.0, hits=first.hits,
                     happenings=(*first.happenings, second))  # fmt: skip
    score = Score()
    score.add(case(others=[other]), first)
    score.add(case(others=[other]), both)

    assert (score.counts["others found"], score.counts["others"]) == (1, 2)


@pytest.mark.parametrize(
    ("changes", "stratum"),
    [
        ({}, "domestic"),
        ({"parties": [{"name": "Jeju", "level": "foreign_region"}]}, "foreign"),
        ({"parties": [{"name": "DPRD Kota Palu", "level": "agency"}]}, "domestic"),
        ({"parties": [{"name": "KOICA", "level": "agency"}]}, "foreign"),
        ({"text": "kata " * 300}, "long"),
        ({"text": "The mayor of Palu and the regent signed the paper."}, "English"),
    ],
)
def test_a_case_lies_in_its_stratum(changes: dict[str, Any], stratum: str) -> None:
    assert stratum in case(**changes).strata()


def test_the_interval_of_a_share_is_wilsons() -> None:
    assert wilson(8, 10) == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert wilson(0, 0) == (0.0, 1.0)
    assert share("kind", 10, 10).low == pytest.approx(0.7225, abs=1e-4)


def test_f1_lies_within_its_interval() -> None:
    figure = f1("f1", 6, 2, 2)

    assert figure.value == pytest.approx(0.75)
    assert figure.low < figure.value < figure.high


def test_the_cases_of_the_project_can_be_read() -> None:
    for path in CASES.glob("*.jsonl"):
        for each in read(path):
            assert each.article.title and each.article.text, each.id
            assert each.strata(), each.id
