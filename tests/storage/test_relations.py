"""Where two places stand is worked out from all on record, in whatever order it came."""

from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from sample_articles import (
    BONTANG,
    COUNCIL,
    JEJU,
    JEPARA,
    NOW,
    UNFLAGGED,
    article,
    broker,
    flagged,
    happening,
)

from kembar.model import Kind, Level, Modality, Party, Stage
from storage import articles, relations, ties
from storage.archive import Archive
from storage.relations import Novelty
from storage.standing import pairs, stage_after
from storage.ties import Tie

DONE, PLANNED, DENIED = Modality.DONE, Modality.PLANNED, Modality.DENIED


def tell(archive: Archive, number: int, *happenings: dict[str, Any], **changes: Any) -> int:
    """Store one article with these happenings of Bontang and Jeju; gives its story."""
    written = article(number, **changes)
    told = [happening(written, **facts) for facts in happenings or ({},)]
    saved = articles.save(
        archive, written, flagged(written, *told), subscriptions=[], backlog="tell",
        first_round=False, now=NOW,
    )  # fmt: skip
    assert saved.story_id is not None
    return saved.story_id


def standing(archive: Archive) -> dict[str, Any]:
    """The one relation on record."""
    rows = archive.rows("SELECT * FROM relations")
    assert len(rows) == 1, rows
    return rows[0]


def on(day: str, stage: Stage, modality: Modality = DONE, **more: Any) -> dict[str, Any]:
    return {"date": date.fromisoformat(day), "stage": stage, "modality": modality, **more}


@pytest.mark.parametrize(
    ("before", "stage", "modality", "after"),
    [
        (None, Stage.VISIT, DONE, "visit"),
        ("visit", Stage.MOU, PLANNED, "talks"),
        ("idea", Stage.VISIT, PLANNED, "visit"),
        ("visit", Stage.MOU, None, "talks"),
        ("talks", Stage.MOU, DONE, "mou"),
        ("mou", Stage.VISIT, DONE, "mou"),
        ("mou", Stage.AGREEMENT, DENIED, "mou"),
        ("mou", Stage.ENDED, DONE, "ended"),
        ("mou", Stage.ENDED, PLANNED, "mou"),
        (None, Stage.ENDED, PLANNED, None),
        ("ended", Stage.MOU, PLANNED, "ended"),
        ("ended", Stage.VISIT, DONE, "visit"),
        ("talks", None, DONE, "talks"),
    ],
)
def test_only_what_is_done_goes_forward_and_only_an_end_goes_back(
    before: str | None, stage: Stage | None, modality: Modality | None, after: str | None
) -> None:
    assert stage_after(before, stage, modality) == after


@pytest.mark.parametrize(
    ("parties", "expected"),
    [
        (["64.74", "kr:jeju"], {("64.74", "kr:jeju")}),
        (["kr:jeju", "64.74"], {("64.74", "kr:jeju")}),
        (["33.26#dprd", "33.20"], {("33.20", "33.26")}),
        (["33.26#dprd", "33.26"], set()),
        (["64.74"], set()),
        ([], set()),
        (["64.74", "kr:jeju", "kr"], {("64.74", "kr:jeju"), ("64.74", "kr")}),
        (["33.20", "33.26", "64.74"], {("33.20", "33.26"), ("33.20", "64.74"), ("33.26", "64.74")}),
        (["33.72", "33.20", "33.26", "33.11", "33.10"],
         {("33.20", "33.72"), ("33.26", "33.72"), ("33.11", "33.72"), ("33.10", "33.72")}),
    ],
)  # fmt: skip
def test_parties_make_pairs_and_a_large_forum_only_those_of_its_host(
    parties: list[str], expected: set[tuple[str, str]]
) -> None:
    assert pairs(parties) == expected


LIFE = [
    on("2016-11-16", Stage.LOI),
    on("2017-03-02", Stage.MOU),
    on("2019-05-20", Stage.VISIT),
    on("2026-01-10", Stage.RENEWAL, PLANNED),
]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_same_reports_in_any_order_lead_to_the_same_standing(
    archive: Archive, order: tuple[int, ...]
) -> None:
    for number in order:
        tell(archive, number, LIFE[number])

    row = standing(archive)
    assert (row["stage"], row["since"], row["last_done"]) == ("mou", "2016-11-16", "2019-05-20")
    assert (row["last_active"], row["events"]) == ("2026-11-24", 4)


def test_an_old_report_read_later_does_not_move_the_present_back(archive: Archive) -> None:
    tell(archive, 1, on("2024-06-01", Stage.MOU))
    tell(archive, 2, on("2015-02-01", Stage.ENDED))

    assert standing(archive)["stage"] == "mou"


def test_a_tie_that_ended_starts_anew_with_what_is_done_after(archive: Archive) -> None:
    tell(archive, 1, on("2015-02-01", Stage.AGREEMENT, kind=Kind.SISTER_CITY))
    tell(archive, 2, on("2018-02-01", Stage.ENDED, kind=Kind.SISTER_CITY))
    ended = standing(archive)["stage"]
    tell(archive, 3, on("2020-02-01", Stage.VISIT, kind=Kind.STUDY_VISIT))

    row = standing(archive)
    assert ended == "ended"
    assert (row["stage"], row["kind"]) == ("visit", "study_visit")


def test_a_report_without_a_day_of_its_own_counts_from_its_publication(archive: Archive) -> None:
    tell(archive, 1, {"stage": Stage.MOU, "date": None}, published=NOW - timedelta(days=400))
    tell(archive, 2, {"stage": Stage.ENDED, "date": None}, published=NOW - timedelta(days=4))
    tell(archive, 3, on("2026-01-01", Stage.AGREEMENT))

    row = standing(archive)
    assert (row["stage"], row["last_done"], row["since"]) == ("ended", "2026-11-20", "2025-10-20")


def test_a_twin_tie_stays_one_whatever_is_agreed_under_it(archive: Archive) -> None:
    tell(archive, 1, on("2016-02-01", Stage.MOU, kind=Kind.SISTER_CITY))
    tell(archive, 2, on("2020-02-01", Stage.AGREEMENT, kind=Kind.INTERGOV_AGREEMENT))

    row = standing(archive)
    assert (row["stage"], row["kind"]) == ("agreement", "sister_city")


def test_stories_are_counted_not_articles(archive: Archive) -> None:
    for number in range(8):
        tell(archive, number)
    with archive.write() as db:
        db.execute("UPDATE events SET story_id = 1 WHERE id < 8")
    relations.settle(archive, "64.74", "kr:jeju", now=NOW)

    assert standing(archive)["events"] == 2


def test_a_further_happening_of_an_article_belongs_to_its_pair_too(archive: Archive) -> None:
    tell(archive, 1, {}, {"parties": (JEPARA, BONTANG), "stage": Stage.VISIT})

    found = archive.rows("SELECT a, b, stage FROM relations ORDER BY a, b")
    assert found == [
        {"a": "33.20", "b": "64.74", "stage": "visit"},
        {"a": "64.74", "b": "kr:jeju", "stage": "mou"},
    ]


def test_brokers_and_witnesses_have_no_relation(archive: Archive) -> None:
    tell(archive, 1, {"parties": (BONTANG, broker(JEJU))})

    assert archive.rows("SELECT * FROM relations") == []


def test_a_council_belongs_to_the_relation_of_its_place(archive: Archive) -> None:
    pekalongan = Party(id="33.26", name="Kabupaten Pekalongan", level=Level.REGENCY)
    tell(archive, 1, {"parties": (COUNCIL, JEPARA)})
    tell(archive, 2, {"parties": (pekalongan, JEPARA)})

    row = standing(archive)
    assert (row["a"], row["b"], row["events"]) == ("33.20", "33.26", 2)


def test_the_place_of_a_council_gets_a_row_where_the_gazetteer_is_missing(archive: Archive) -> None:
    council = Party(id="73.73#dprd", name="DPRD Kota Palopo", level=Level.AGENCY)
    tell(archive, 1, {"parties": (council, JEPARA)})

    assert archive.rows("SELECT name, level, parent FROM places WHERE id = '73.73'") == [
        {"name": "73.73", "level": "city", "parent": "73"}
    ]


def test_a_corrected_article_leaves_its_old_pair_and_stage(archive: Archive) -> None:
    tell(archive, 1, on("2026-01-01", Stage.MOU), title="Bontang dan Jeju")
    tell(archive, 1, on("2026-01-01", Stage.VISIT), title="Bontang dan Jeju, ralat")
    stage = standing(archive)["stage"]
    tell(archive, 1, {"parties": (BONTANG, JEPARA)}, title="Ternyata Jepara")

    row = standing(archive)
    assert stage == "visit"
    assert (row["a"], row["b"]) == ("33.20", "64.74")


def test_a_lost_flag_leaves_what_was_told(archive: Archive) -> None:
    tell(archive, 1)
    articles.save(
        archive, article(text="Ditarik."), UNFLAGGED, subscriptions=[], backlog="tell",
        first_round=False, now=NOW,
    )  # fmt: skip

    assert standing(archive)["events"] == 1


def test_a_removed_event_takes_its_part_of_the_relation_away(archive: Archive) -> None:
    tell(archive, 1, on("2026-01-01", Stage.VISIT))
    tell(archive, 2, on("2026-02-01", Stage.MOU))
    for number in (2, 1):
        with archive.write() as db:
            db.execute("DELETE FROM outbox WHERE event_id = ?", [number])
            db.execute("DELETE FROM event_parties WHERE event_id = ?", [number])
            db.execute("DELETE FROM events WHERE id = ?", [number])
        relations.settle(archive, "kr:jeju", "64.74", now=NOW)
        if number == 2:
            left = standing(archive)["stage"]

    assert left == "visit"
    assert archive.rows("SELECT * FROM relations") == []


def test_rebuilding_gives_what_settling_gave(archive: Archive) -> None:
    for number, facts in enumerate(LIFE):
        tell(archive, number, facts, {"parties": (JEPARA, COUNCIL), "stage": Stage.VISIT})
    ties.learn(archive, [Tie(a="64.74", b="kr", since="1999", source="list")], now=NOW)
    before = archive.rows("SELECT * FROM relations ORDER BY a, b")
    with archive.write() as db:
        db.execute("DELETE FROM relations")

    assert relations.rebuild(archive, now=NOW) == 3
    fresh = archive.rows("SELECT * FROM relations ORDER BY a, b")
    for row in (*before, *fresh):
        del row["id"]
    assert fresh == before


def test_a_refresh_settles_what_an_older_version_wrote(archive: Archive) -> None:
    tell(archive, 1, {"parties": (COUNCIL, JEPARA)})
    with archive.write() as db:  # as the first version wrote it
        db.execute("DELETE FROM relations")
        db.execute(
            "INSERT INTO relations (a, b, first_seen, last_seen) VALUES ('33.20', '33.26#dprd', "
            "'2026-11-24T00:00:00Z', '2026-11-24T00:00:00Z')"
        )

    relations.refresh(archive, now=NOW)

    row = standing(archive)
    assert (row["b"], row["stage"], row["settled"]) == ("33.26", "mou", 1)


def test_a_refresh_of_settled_rows_writes_nothing(archive: Archive) -> None:
    tell(archive, 1, on("2015-01-01", Stage.MOU))
    ties.learn(archive, [Tie(a="64.74", b="kr:jeju", until="2019")], now=NOW)
    changes = archive.db.conn.total_changes

    relations.refresh(archive, now=NOW)

    assert archive.db.conn.total_changes == changes


def test_a_refresh_ends_a_known_tie_whose_day_has_come(archive: Archive) -> None:
    ties.learn(archive, [Tie(a="64.74", b="kr:jeju", until="2026")], now=NOW)
    stages = [standing(archive)["stage"]]
    for days in (30, 40):  # 24 December and 3 January
        relations.refresh(archive, now=NOW + timedelta(days=days))
        stages.append(standing(archive)["stage"])

    assert stages == ["mou", "mou", "ended"]


def test_a_known_tie_is_a_relation_without_a_story(archive: Archive) -> None:
    ties.learn(archive, [Tie(a="kr:jeju", b="64.74", since="2016", source="daftar")], now=NOW)

    row = standing(archive)
    assert (row["a"], row["b"], row["stage"], row["kind"]) == (
        "64.74", "kr:jeju", "mou", "sister_city",
    )  # fmt: skip
    assert (row["since"], row["source"], row["events"]) == ("2016", "daftar", 0)
    assert (row["last_done"], row["last_active"]) == (None, None)


def test_a_list_that_comes_again_adds_nothing_and_may_fill_gaps(archive: Archive) -> None:
    plain = Tie(a="64.74", b="kr:jeju", source="daftar")
    dated = Tie(a="64.74", b="kr:jeju", source="daftar", since="2016", note="lewat kedutaan")

    added = [ties.learn(archive, [tie], now=NOW) for tie in (plain, dated, plain)]

    assert added == [1, 0, 0]
    assert archive.rows("SELECT since, note FROM known_ties") == [
        {"since": "2016", "note": "lewat kedutaan"}
    ]


@pytest.mark.parametrize(
    ("until", "stage"),
    [("2019", "ended"), ("2026-11-24", "ended"), ("2026", "mou"), ("2031-01-01", "mou")],
)
def test_a_known_tie_ends_when_its_last_day_has_come(
    archive: Archive, until: str, stage: str
) -> None:
    ties.learn(archive, [Tie(a="64.74", b="kr:jeju", since="2014", until=until)], now=NOW)

    assert standing(archive)["stage"] == stage


def test_news_goes_on_from_a_known_tie(archive: Archive) -> None:
    ties.learn(archive, [Tie(a="64.74", b="kr:jeju", since="2016", source="daftar")], now=NOW)
    tell(archive, 1, on("2016-11-16", Stage.MOU))
    tell(archive, 2, on("2026-03-01", Stage.VISIT, kind=Kind.STUDY_VISIT))

    row = standing(archive)
    assert (row["stage"], row["kind"], row["since"]) == ("mou", "sister_city", "2016-11-16")
    assert (row["last_done"], row["source"]) == ("2026-03-01", "daftar")


def test_a_pair_is_new_in_its_first_story_and_known_in_the_next(archive: Archive) -> None:
    first = tell(archive, 1, on("2016-11-16", Stage.MOU))
    second = tell(archive, 2, on("2026-11-20", Stage.VISIT))

    found = [relations.novelty(archive, "kr:jeju", "64.74", before=s) for s in (first, second)]

    assert found == [Novelty(new=True), Novelty(new=False, since="2016-11-16")]


def test_a_tie_of_a_list_is_known_even_without_a_year(archive: Archive) -> None:
    story = tell(archive, 1)
    ties.learn(archive, [Tie(a="64.74", b="kr:jeju")], now=NOW)

    assert relations.novelty(archive, "64.74", "kr:jeju", before=story) == Novelty(new=False)


def test_the_council_of_a_known_place_is_no_new_pair(archive: Archive) -> None:
    tell(archive, 1, {"parties": (COUNCIL, JEPARA)})
    story = tell(archive, 2, {"parties": (COUNCIL, JEPARA)})

    assert not relations.novelty(archive, "33.26", "33.20", before=story).new
