"""`kembar alerts verdict`, and what comes of it: precision, the list, a backtest, a warning."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from sample_articles import NOW, article, flagged

from kembar.locks import DAEMON, FileLock, beside
from kembar.model import Subscription, Verdict
from storage import articles, verdict_wishes, verdicts
from storage.archive import Archive
from storage.outbox import alert_key
from storage.verdicts import Answer

Kembar = Callable[..., Result]
Configure = Callable[..., Path]

HEADLINE = "Pemkot Ambon dan Kota Darwin perkuat hubungan sister-city"
FALSE = "Klub voli Bontang menang atas Jeju"


def tell(archive: Archive, number: int, title: str = HEADLINE) -> str:
    """Store and tell an article, and return the id that its message bears."""
    told = article(number, title=title)
    articles.save(
        archive, told, flagged(told), subscriptions=[Subscription(channel="desk")],
        backlog="tell", first_round=False, now=NOW,
    )  # fmt: skip
    return alert_key(number)[:8]


@pytest.fixture(autouse=True)
def configured(configure: Configure) -> None:
    configure()


def test_an_answer_is_recorded_and_shown_with_headline_sentence_and_rules(
    kembar: Kembar, archive: Archive
) -> None:
    id = tell(archive, 1)

    result = kembar("alerts", "verdict", f"#{id}", "keep", "--by", "sari", "--note", "benar")

    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        f"#{id} is right: {HEADLINE}",
        "    Wali kota menandatangani nota kesepahaman kota kembar dengan gubernur Jeju.",
        "    rules: twin.named",
    ]
    (row,) = verdicts.read(archive)
    assert (row["verdict"], row["by"], row["note"]) == ("keep", "sari", "benar")


def test_who_gives_no_name_answers_under_that_of_the_account(
    kembar: Kembar, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "budi")

    kembar("alerts", "verdict", tell(archive, 1), "keep")

    assert verdicts.read(archive)[0]["by"] == "budi"


def test_a_false_alarm_comes_with_the_command_that_makes_it_an_example(
    kembar: Kembar, archive: Archive
) -> None:
    id = tell(archive, 1, title="Bupati: 'sister city' itu gurauan")

    result = kembar("alerts", "verdict", id, "drop")

    assert """kembar rules reject 'Bupati: '"'"'sister city'"'"' itu gurauan'""" in result.stderr
    assert kembar("rules", "verdicts").stdout.count("kembar rules reject") == 1


def test_a_correction_says_what_is_right(kembar: Kembar, archive: Archive) -> None:
    id = tell(archive, 1)
    archive.db.execute("UPDATE places SET name = 'Kota Bontang' WHERE id = '64.74'")
    archive.db.commit()

    result = kembar(
        "alerts", "verdict", id, "fix", "--stage", "visit", "--party", "64.74", "--party", "Jeju",
        "--json",
    )  # fmt: skip

    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["facts"] == {
        "stage": "visit",
        "parties": [{"id": "64.74", "name": "Kota Bontang"}, {"id": "kr:jeju", "name": "Jeju"}],
    }
    assert told["alert_key"] == alert_key(1)
    assert "right parties: Kota Bontang, Jeju" in kembar("rules", "verdicts").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["12ab", "keep"], "'12ab' names no alert; give the 8 digits behind the #"),
        (["00000000", "keep"], "no alert of this archive has this id"),
        (["{}", "burn"], "'burn' is not one of 'keep', 'drop', 'fix'"),
        (["{}", "fix"], "fix: say which fact is wrong (--note, --kind, --stage or --party)"),
        (
            ["{}", "drop", "--stage", "mou"],
            "--kind, --stage and --party go with fix, not with drop",
        ),
        (["{}", "fix", "--kind", "friends"], "'friends' is no kind; there are: sister_city"),
        (["{}", "fix", "--party", "Antah"], "'Antah' is the id or name of no place"),
    ],
)
def test_what_is_mistyped_is_said_and_nothing_is_recorded(
    arguments: list[str], said: str, kembar: Kembar, archive: Archive
) -> None:
    id = tell(archive, 1)

    result = kembar("alerts", "verdict", *(one.format(id) for one in arguments))

    assert result.exit_code == 2
    assert said in result.stderr
    assert verdicts.read(archive) == []


def test_without_an_archive_none_is_made(kembar: Kembar, folder: Path) -> None:
    result = kembar("alerts", "verdict", "12345678", "keep")

    assert result.exit_code == 1
    assert not (folder / "archive.db").exists()


def test_answers_that_the_reading_room_left_come_first(kembar: Kembar, archive: Archive) -> None:
    id = tell(archive, 1)
    left = Answer(verdict=Verdict.DROP, by="sari")
    verdict_wishes.leave(archive.path, verdict_wishes.payload(left, story=1), NOW)

    kembar("alerts", "verdict", id, "keep", "--by", "sari")

    assert [row["verdict"] for row in verdicts.read(archive)] == ["keep", "drop"]


def test_beside_another_command_it_waits_for_nobody(kembar: Kembar, archive: Archive) -> None:
    id = tell(archive, 1)
    lock = FileLock(beside(archive.path, "daemon"))
    lock.acquire("`kembar crawl` on this machine")
    try:
        result = kembar("alerts", "verdict", id, "keep")
    finally:
        lock.release()

    assert result.exit_code == 0, result.output
    assert len(verdicts.read(archive)) == 1


def test_a_daemon_that_ends_before_it_answers_leaves_the_wish(
    kembar: Kembar, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = tell(archive, 1)
    lock = FileLock(beside(archive.path, "daemon"))
    lock.acquire(f"{DAEMON} on this machine")
    monkeypatch.setattr("commands.verdicts.time.sleep", lambda seconds: lock.release())

    result = kembar("alerts", "verdict", id, "keep")

    assert result.exit_code == 1
    assert "ended before it applied the verdict; the next one will" in result.stderr
    assert verdict_wishes.apply_open(archive, NOW) == 1


def test_the_list_of_rules_tells_how_often_people_found_them_right(
    kembar: Kembar, archive: Archive
) -> None:
    for number, verdict in enumerate(["keep", "drop", "drop"], start=1):
        kembar("alerts", "verdict", tell(archive, number, f"Kota kembar {number}"), verdict)

    rows = {row["id"]: row for row in json.loads(kembar("rules", "list", "--json").stdout)}
    table = kembar("rules", "list").stdout.splitlines()

    assert (rows["twin.named"]["kept"], rows["twin.named"]["dropped"]) == (1, 2)
    assert rows["twin.named"]["precision"] == 0.33
    assert rows["twin.named"]["interval"] == [0.0615, 0.7923]
    assert (rows["twin.pair"]["precision"], rows["twin.pair"]["interval"]) == (None, None)
    assert table[0].split()[5:] == ["kept", "dropped", "precision", "title"]
    assert next(line for line in table if line.startswith("twin.named ")).split()[5:8] == [
        "1", "2", "0.33"
    ]  # fmt: skip


def test_an_archive_that_cannot_be_read_hides_no_rule(kembar: Kembar, folder: Path) -> None:
    (folder / "archive.db").write_bytes(b"no archive at all, but long enough to be one" * 40)

    result = kembar("rules", "list")

    assert result.exit_code == 0
    assert "without verdicts: " in result.stderr
    assert "twin.named" in result.stdout


def test_verdicts_are_listed_newest_first_and_can_be_narrowed(
    kembar: Kembar, archive: Archive
) -> None:
    first, second = tell(archive, 1), tell(archive, 2, title=FALSE)
    kembar("alerts", "verdict", first, "keep", "--by", "sari")
    kembar("alerts", "verdict", second, "keep", "--by", "sari")
    kembar("alerts", "verdict", second, "drop", "--by", "sari")

    lines = kembar("rules", "verdicts").stdout.splitlines()

    heads = [line for line in lines if line.startswith("20")]
    assert [head.split()[1:3] for head in heads] == [["drop", f"#{second}"], ["keep", f"#{first}"]]
    assert heads[0].endswith(FALSE)
    assert kembar("rules", "verdicts", "--all").stdout.count(", replaced;") == 1
    dropped = json.loads(kembar("rules", "verdicts", "--verdict", "drop", "--json").stdout)
    assert [row["title"] for row in dropped] == [FALSE]
    assert "no verdicts yet" in kembar("rules", "verdicts", "--rule", "other").stderr


def test_a_backtest_says_which_answers_would_come_out_otherwise(
    kembar: Kembar, archive: Archive
) -> None:
    titles = {1: HEADLINE, 2: "Harga cabai turun di pasar", 3: FALSE}
    for number, title in titles.items():
        told = article(number, title=title, text="Kabar pagi dari kantor.")
        judged = flagged(article(number))
        articles.save(
            archive, told, judged, subscriptions=[Subscription(channel="desk")], backlog="tell",
            first_round=False, now=NOW,
        )  # fmt: skip
    for number, verdict in ((1, "keep"), (2, "keep"), (3, "drop")):
        kembar("alerts", "verdict", alert_key(number)[:8], verdict)

    plain = kembar("rules", "backtest", "--jobs", "1")
    told = json.loads(kembar("rules", "backtest", "--jobs", "1", "--json").stdout)["verdicts"]

    assert plain.exit_code == 0, plain.output
    assert "1 of 2 alerts judged right would no longer be told" in plain.stderr
    assert f"    #{alert_key(2)[:8]} Harga cabai turun di pasar" in plain.stderr
    assert "1 of 1 false alarms would be gone" in plain.stderr
    assert (told["right"], told["false"]) == (2, 1)
    assert [row["title"] for row in told["right_lost"]] == [titles[2]]
    assert [row["title"] for row in told["false_gone"]] == [FALSE]


def test_status_names_a_rule_that_is_wrong_more_often_than_right(
    kembar: Kembar, archive: Archive
) -> None:
    for number, verdict in enumerate(["keep", "keep", "drop", "drop", "drop"], start=1):
        kembar("alerts", "verdict", tell(archive, number, f"Kota kembar {number}"), verdict)
    line = (
        "LOOK   rule twin.named: 3 of 5 judged alerts were false alarms "
        "(`kembar rules verdicts --rule twin.named`)"
    )

    assert line in kembar("status").stdout.splitlines()
    assert json.loads(kembar("status", "--json").stdout)["rules"] == [
        {"rule": "twin.named", "kept": 2, "dropped": 3}
    ]
    kembar("alerts", "verdict", alert_key(5)[:8], "keep")
    assert "LOOK" not in kembar("status").stdout
