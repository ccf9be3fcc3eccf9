"""The ledger as it is asked: by place, by pair, and for what sleeps."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sample_articles import (
    BONTANG,
    COUNCIL,
    JEJU,
    JEPARA,
    NOW,
    SENTENCE,
    article,
    flagged,
    happening,
)

from kembar.model import Modality, Party, Stage
from storage import articles, ledger, relations, ties
from storage.archive import Archive
from storage.ties import Tie

TODAY = NOW.date()


def tell(archive: Archive, number: int, *parties: Party, **facts: Any) -> None:
    written = article(number)
    told = happening(written, parties, **facts)
    articles.save(
        archive, written, flagged(written, told), subscriptions=[], backlog="tell",
        first_round=False, now=NOW,
    )  # fmt: skip


@pytest.fixture
def filled(archive: Archive) -> Iterator[Archive]:
    tell(archive, 1, BONTANG, JEJU, stage=Stage.MOU, date=date(2016, 11, 16))
    tell(archive, 2, JEPARA, COUNCIL, stage=Stage.VISIT, date=date(2026, 10, 1))
    tell(archive, 3, BONTANG, JEPARA, stage=Stage.AGREEMENT, date=date(2026, 9, 1))
    ties.learn(
        archive,
        [
            Tie(a="33.20", b="kr:jeju", source="daftar"),
            Tie(a="33.26", b="kr:jeju", since="1998", source="daftar", note="lewat konsulat"),
        ],
        now=NOW,
    )
    yield archive


def ends(rows: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(row["a"], row["b"]) for row in rows]


def test_all_relations_come_newest_activity_first_with_names(filled: Archive) -> None:
    rows = ledger.relations(filled)

    assert ends(rows) == [
        ("33.20", "33.26"),
        ("33.20", "64.74"),
        ("64.74", "kr:jeju"),
        ("33.26", "kr:jeju"),
        ("33.20", "kr:jeju"),
    ]
    assert (rows[2]["a_name"], rows[2]["b_name"]) == ("Kota Bontang", "Jeju")
    assert (rows[2]["since"], rows[2]["last_active"], rows[2]["stories"]) == (
        "2016-11-16", "2016-11-16", 1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("between", "count"),
    [
        ([["64.74"]], 2),
        ([["64"]], 2),
        ([["33"]], 4),
        ([["kr"]], 3),
        ([["33.20", "64.74"]], 4),
        ([["33"], ["64"]], 1),
        ([["64"], ["33"]], 1),
        ([["33"], ["33"]], 1),
        ([["64.74"], ["kr"]], 1),
        ([["99"]], 0),
    ],
)
def test_a_place_stands_for_all_that_lies_in_it(
    filled: Archive, between: list[list[str]], count: int
) -> None:
    assert len(ledger.relations(filled, *between)) == count


def test_what_is_signed_or_known_and_silent_for_years_is_dormant(filled: Archive) -> None:
    rows = ledger.dormant(filled, years=5, today=TODAY)

    assert ends(rows) == [("33.26", "kr:jeju"), ("64.74", "kr:jeju"), ("33.20", "kr:jeju")]
    assert ends(ledger.dormant(filled, ["64"], years=5, today=TODAY)) == [("64.74", "kr:jeju")]


@pytest.mark.parametrize(("today", "asleep"), [("2026-11-16", False), ("2026-11-17", True)])
def test_a_tie_sleeps_from_the_day_after_its_years_are_over(
    archive: Archive, today: str, asleep: bool
) -> None:
    tell(archive, 1, BONTANG, JEJU, stage=Stage.MOU, date=date(2016, 11, 16))

    found = ledger.dormant(archive, years=10, today=date.fromisoformat(today))

    assert bool(found) is asleep


def test_a_year_counts_to_its_end_and_leap_days_have_an_anniversary(archive: Archive) -> None:
    ties.learn(archive, [Tie(a="64.74", b="kr:jeju", since="2023")], now=NOW)

    assert ledger.dormant(archive, years=1, today=date(2024, 12, 31)) == []
    assert len(ledger.dormant(archive, years=4, today=date(2028, 2, 29))) == 1


def test_new_talks_wake_a_tie_and_a_denial_does_not(archive: Archive) -> None:
    tell(archive, 1, BONTANG, JEJU, stage=Stage.MOU, date=date(2016, 11, 16))
    tell(archive, 2, BONTANG, JEJU, stage=Stage.VISIT, modality=Modality.DENIED)
    denied = ledger.dormant(archive, years=5, today=TODAY)
    tell(archive, 3, BONTANG, JEJU, stage=Stage.VISIT, modality=Modality.PLANNED)

    assert len(denied) == 1
    assert ledger.dormant(archive, years=5, today=TODAY) == []


def test_what_has_ended_or_never_began_does_not_sleep(archive: Archive) -> None:
    tell(archive, 1, BONTANG, JEJU, stage=Stage.ENDED, date=date(2010, 1, 1))
    tell(archive, 2, BONTANG, JEPARA, stage=Stage.VISIT, date=date(2010, 1, 1))

    assert ledger.dormant(archive, years=1, today=TODAY) == []


def test_the_history_is_told_by_day_with_the_sentence_and_its_source(filled: Archive) -> None:
    tell(filled, 9, BONTANG, JEJU, stage=Stage.TALKS, modality=Modality.PLANNED,
         date=date(2012, 5, 1))  # fmt: skip

    lines = ledger.history(filled, "64.74", "kr:jeju", today=TODAY)

    assert [(line.day, line.stage, line.modality) for line in lines] == [
        ("2012-05-01", "talks", "planned"),
        ("2016-11-16", "mou", "done"),
    ]
    assert (lines[0].sentence, lines[0].source) == (SENTENCE, "https://berita.example/9")


def test_several_reports_of_a_story_are_one_line(archive: Archive) -> None:
    for number in range(3):
        tell(archive, number, BONTANG, JEJU)
    with archive.write() as db:
        db.execute("UPDATE events SET story_id = 1")

    lines = ledger.history(archive, "64.74", "kr:jeju", today=TODAY)

    assert [(line.reports, line.source) for line in lines] == [(3, "https://berita.example/0")]


def test_a_list_speaks_in_the_history_too(archive: Archive) -> None:
    tie = Tie(a="64.74", b="kr:jeju", since="1998", until="2040", source="daftar", note="lama")
    ties.learn(archive, [tie], now=NOW)
    tell(archive, 1, BONTANG, JEJU, date=date(1998, 7, 1))

    lines = ledger.history(archive, "64.74", "kr:jeju", today=TODAY)

    assert [(line.day, line.stage, line.modality, line.source) for line in lines] == [
        ("1998", None, "done", "daftar"),
        ("1998-07-01", "mou", "done", "https://berita.example/1"),
        ("2040", "ended", "planned", "daftar"),
    ]
    assert lines[0].sentence == "lama"


def test_settling_keeps_the_number_of_a_relation(filled: Archive) -> None:
    before = filled.rows("SELECT id, a, b FROM relations ORDER BY id")

    relations.rebuild(filled, now=NOW)

    assert filled.rows("SELECT id, a, b FROM relations ORDER BY id") == before
