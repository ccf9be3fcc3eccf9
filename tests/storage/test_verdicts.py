"""What people make of alerts: found by an id, replaced by a later word, outliving its article."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sample_articles import BONTANG, JEJU, NOW, article, flagged

from kembar.errors import ArchiveError, KembarError
from kembar.model import Happening, Hit, Judgement, Kind, Stage, Subscription, Verdict
from storage import articles, inbox, precision, removal, verdict_wishes, verdicts
from storage.archive import Archive
from storage.outbox import alert_key
from storage.verdicts import Answer

HEADLINE = "Wali kota Bontang bertemu gubernur Jeju"


def judged(told: Any, *rules: str) -> Judgement:
    """The headline flags the article, by these rules, each stronger than the next."""
    hits = tuple(
        Hit(rule=rule, score=9 - n, start=0, end=len(told.title), sentence=told.title)
        for n, rule in enumerate(rules)
    )
    happening = Happening(
        kind=Kind.SISTER_CITY, stage=Stage.MOU, parties=(BONTANG, JEJU), score=9, hits=hits
    )
    return Judgement(flag=True, score=9, hits=hits, happenings=(happening,))


def save(archive: Archive, number: int, *rules: str, day: int = 0) -> articles.Saved:
    """One more told story, of a time of its own."""
    told = article(number, title=f"{HEADLINE} {number}", published=NOW - timedelta(days=day))
    return articles.save(
        archive, told, judged(told, *(rules or ("twin.pair",))),
        subscriptions=[Subscription(channel="desk")], backlog="tell", first_round=False, now=NOW,
    )  # fmt: skip


@pytest.fixture
def key(archive: Archive) -> str:
    save(archive, 1, "twin.pair", "twin.named")
    return str(archive.value("SELECT alert_key FROM outbox"))


def say(archive: Archive, id: str, verdict: Verdict, by: str = "sari", **more: Any) -> int:
    answer = Answer(verdict=verdict, by=by, **more)
    return verdicts.record(archive, verdicts.find(archive, id), answer, NOW)


@pytest.mark.parametrize("form", ["#{}", "{}", " #{} "])
def test_an_alert_is_found_by_its_first_digits_with_or_without_the_sign(
    form: str, archive: Archive, key: str
) -> None:
    alert = verdicts.find(archive, form.format(key[:8].upper()))

    assert alert.key == key
    assert alert.title == alert.sentence == f"{HEADLINE} 1"
    assert alert.rules == ("twin.pair", "twin.named")


def test_a_follow_up_is_an_alert_too(archive: Archive, key: str) -> None:
    other = alert_key(1, "outlets-3")
    with archive.write():
        archive.db.execute(
            """INSERT INTO outbox (alert_key, channel, story_id, event_id, occasion, created, due)
            SELECT ?, channel, story_id, event_id, 'outlets-3', created, due FROM outbox""",
            [other],
        )

    assert verdicts.find(archive, other[:8]).occasion == "outlets-3"


@pytest.mark.parametrize("wrong", ["", "#", "1a2b3c4", "wxyz1234", "#1a2b3c4d5e' OR 1"])
def test_what_is_no_id_is_said_so(wrong: str, archive: Archive) -> None:
    with pytest.raises(KembarError, match="names no alert; give the 8 digits behind the #"):
        verdicts.find(archive, wrong)


def test_an_unknown_id_is_told_from_a_wrong_one(archive: Archive, key: str) -> None:
    with pytest.raises(KembarError, match="#00000000: no alert of this archive has this id"):
        verdicts.find(archive, "00000000")


def test_an_id_that_fits_several_alerts_names_them(archive: Archive, key: str) -> None:
    with archive.write():
        for end in "ab":
            archive.db.execute(
                """INSERT INTO outbox (alert_key, channel, story_id, event_id, created, due)
                SELECT ?, channel, story_id, event_id, created, due FROM outbox LIMIT 1""",
                [f"12345678{end * 56}"],
            )

    with pytest.raises(KembarError, match="fits 2 alerts; give more digits: #12345678aaaa Wali"):
        verdicts.find(archive, "12345678")
    assert verdicts.find(archive, "12345678a").key.endswith("a")


def test_a_later_word_of_the_same_person_stands_and_the_earlier_is_kept(
    archive: Archive, key: str
) -> None:
    say(archive, key[:8], Verdict.DROP)
    say(archive, key[:8], Verdict.KEEP, by="budi")
    say(archive, key[:8], Verdict.FIX, note="tahapnya baru gagasan")

    rows = verdicts.read(archive)
    assert [(row["by"], row["verdict"], row["stands"]) for row in rows] == [
        ("sari", "fix", 1), ("budi", "keep", 1), ("sari", "drop", 0)
    ]  # fmt: skip
    assert [row["verdict"] for row in verdicts.read(archive, standing=True)] == ["fix", "keep"]
    assert verdicts.read(archive, rule="twin.named", verdict="keep")[0]["by"] == "budi"
    assert verdicts.read(archive, rule="other") == []


def test_a_correction_says_which_fact_is_wrong(archive: Archive, key: str) -> None:
    with pytest.raises(KembarError, match="say which fact is wrong"):
        say(archive, key, Verdict.FIX, note="  ")

    right = verdicts.facts(archive, kind="study_visit", stage="visit", parties=("kota bontang",))
    say(archive, key, Verdict.FIX, facts=right)

    assert verdicts.read(archive)[0]["facts"] == {
        "kind": "study_visit", "stage": "visit",
        "parties": [{"id": "64.74", "name": "Kota Bontang"}],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": "friends"}, "'friends' is no kind; there are: sister_city"),
        ({"stage": "signed"}, "'signed' is no stage; there are: idea"),
        ({"parties": ("Kota Antah",)}, "'Kota Antah' is the id or name of no place"),
    ],
)
def test_a_right_fact_must_be_a_known_word(wrong: Any, said: str, archive: Archive) -> None:
    with pytest.raises(KembarError, match=said):
        verdicts.facts(archive, **{"kind": None, "stage": None, **wrong})


def test_a_verdict_keeps_its_rules_and_event_when_the_text_changes(
    archive: Archive, key: str
) -> None:
    say(archive, key, Verdict.DROP)
    edited = article(1, title=f"{HEADLINE} 1", text="Kalimat baru.\n\n" + article(1).text)
    articles.save(
        archive, edited, judged(edited, "twin.other"), subscriptions=[], backlog="tell",
        first_round=False, now=NOW,
    )  # fmt: skip

    row = verdicts.read(archive)[0]
    assert (row["rules"], row["event_id"]) == (["twin.pair", "twin.named"], 1)
    assert set(precision.by_rule(archive)) == {"twin.pair", "twin.named"}


def test_a_verdict_outlives_its_article_without_a_word_of_it(archive: Archive, key: str) -> None:
    say(archive, key, Verdict.FIX, note="Wiragunawan bukan wali kota", facts={"kind": "mou"})

    removal.remove(archive, [1], keep_addresses=False, now=NOW)

    (row,) = archive.rows("SELECT * FROM verdicts")
    assert (row["note"], row["facts"], row["article_id"], row["event_id"]) == (
        None,
        "{}",
        None,
        None,
    )
    assert precision.by_rule(archive)["twin.pair"].kept == 1
    assert verdicts.read(archive)[0]["sentence"] is None


def test_a_verdict_moves_along_when_its_story_joins_another(archive: Archive, key: str) -> None:
    say(archive, key, Verdict.KEEP)
    with archive.write():
        archive.db.execute("INSERT INTO stories (id, title, first_seen) VALUES (77, 'tua', 'a')")
        for table in ("articles", "events", "outbox"):
            archive.db.execute(f"UPDATE {table} SET story_id = 77")
        archive.db.execute("DELETE FROM stories WHERE id = 1")

    assert [row["story_id"] for row in verdicts.read(archive, story=77)] == [77]


def test_a_story_that_nobody_was_told_of_can_be_answered_too(archive: Archive, key: str) -> None:
    with archive.write():
        archive.db.execute("DELETE FROM outbox")

    alert = verdicts.of_story(archive, 1)

    assert alert is not None
    assert (alert.key, alert.event_id, alert.rules[0]) == (key, 1, "twin.pair")
    assert verdicts.of_story(archive, 99) is None
    verdicts.record(archive, alert, Answer(verdict=Verdict.KEEP, by="sari"), NOW)
    assert verdicts.find(archive, key[:8]).story_id == 1


def test_the_precision_of_a_rule_counts_what_stands_and_takes_a_correction_for_right(
    archive: Archive,
) -> None:
    kinds = [Verdict.KEEP, Verdict.FIX, Verdict.DROP, Verdict.DROP, Verdict.DROP]
    for number, kind in enumerate(kinds, start=1):
        save(archive, number, "twin.pair", day=30 * number)
        say(archive, alert_key(number), kind, note="x")
    say(archive, alert_key(5), Verdict.DROP, note="y")

    figures = precision.by_rule(archive)["twin.pair"]

    assert archive.value("SELECT count(*) FROM stories") == 5
    assert (figures.kept, figures.dropped, figures.share) == (2, 3, 0.4)
    assert figures.interval == pytest.approx((0.1176, 0.7693), abs=1e-4)
    assert figures.low


def test_a_few_verdicts_say_nothing_of_a_rule() -> None:
    assert not precision.Precision("r", 0, 4).low
    assert precision.Precision("r", 0, 5).low
    assert not precision.Precision("r", 3, 3).low
    assert precision.wilson(0, 0) == (0.0, 1.0)


def test_a_wish_is_left_by_who_can_do_nothing_else_and_applied_once(
    archive: Archive, key: str
) -> None:
    answer = Answer(verdict=Verdict.DROP, by="sari", note="soal bulu tangkis")
    verdict_wishes.leave(archive.path, verdict_wishes.payload(answer, story=1), NOW)
    assert [wish["note"] for wish in verdict_wishes.waiting(archive, 1)] == ["soal bulu tangkis"]

    assert verdict_wishes.apply_open(archive, NOW) == 1
    assert verdict_wishes.apply_open(archive, NOW) == 0

    (row,) = verdicts.read(archive)
    assert (row["verdict"], row["by"], row["note"], row["alert_key"]) == (
        "drop", "sari", "soal bulu tangkis", key
    )  # fmt: skip
    (wish,) = archive.rows("SELECT payload, result FROM inbox")
    assert (wish["payload"], json.loads(wish["result"])) == ("{}", {"id": row["id"]})


@pytest.mark.parametrize(
    "wish",
    [
        {"story": 99, "verdict": "keep", "by": "sari"},
        {"alert": "00000000", "verdict": "keep", "by": "sari"},
        {"story": 1, "verdict": "burn", "by": "sari"},
        {"story": 1, "verdict": "fix", "by": "sari"},
        {"story": 1, "verdict": "keep", "by": ""},
    ],
)
def test_a_wish_that_cannot_be_carried_out_is_closed_with_its_reason(
    wish: dict[str, Any], archive: Archive, key: str
) -> None:
    number = inbox.wish(archive, "verdict", wish, NOW)

    verdict_wishes.apply_open(archive, NOW)

    assert (inbox.result_of(archive, number) or {})["error"]
    assert verdicts.read(archive) == []


def test_who_leaves_a_wish_makes_no_archive(archive: Archive) -> None:
    answer = verdict_wishes.payload(Answer(verdict=Verdict.KEEP, by="sari"), story=1)
    missing = archive.path.with_name("missing.db")

    with pytest.raises(ArchiveError, match="could not be left"):
        verdict_wishes.leave(missing, answer, NOW)
    assert not missing.exists()


def test_a_plain_flag_without_linked_hits_is_laid_to_the_rules_of_its_article(
    archive: Archive,
) -> None:
    told = article(1)
    hit = Hit(rule="twin.pair", score=3, start=0, end=len(told.title), sentence=told.title)
    bare = flagged(told)
    articles.save(
        archive, told, Judgement(flag=True, score=3, hits=(hit,), happenings=bare.happenings[:0]
        or (Happening(kind=Kind.SISTER_CITY, parties=(BONTANG, JEJU), score=3),)),
        subscriptions=[Subscription(channel="desk")], backlog="tell", first_round=False, now=NOW,
    )  # fmt: skip

    alert = verdicts.of_story(archive, 1)
    assert alert is not None and alert.rules == ("twin.pair",)
