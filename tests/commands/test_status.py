"""`kembar status`: the exit code, what is wrong first, and the same figures as JSON."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result
from sample_articles import NOW, article, flagged

from health import report
from kembar.locks import FileLock, beside
from kembar.model import Outcome, Run, Subscription
from storage import articles, outbox, runs
from storage.archive import Archive

Kembar = Callable[..., Result]
Configure = Callable[..., Path]
DESK = Subscription(channel="desk")


@pytest.fixture
def daemon(folder: Path) -> Iterator[FileLock]:
    """The daemon's lock, held as a running one holds it."""
    lock = FileLock(beside(folder / "archive.db", "daemon"))
    lock.acquire("the Kembar daemon on desk-pc")
    yield lock
    lock.release()


def end_round(archive: Archive, site: str, outcome: Outcome, reason: str | None = None) -> None:
    number = runs.start(archive, site, NOW)
    runs.finish(archive, number, Run(site=site, started=NOW, outcome=outcome, reason=reason))


def give_up_an_alert(archive: Archive) -> None:
    told = article()
    articles.save(
        archive, told, flagged(told), subscriptions=[DESK], backlog="tell", first_round=False,
        now=NOW,
    )  # fmt: skip
    (delivery,) = outbox.lease_due(archive, by="test", now=NOW, channels=["desk"])
    outbox.mark_failed(archive, delivery, "gone for good", now=NOW, permanent=True)


def test_all_is_well_with_a_daemon_a_contact_and_good_rounds(
    kembar: Kembar, configure: Configure, archive: Archive, daemon: FileLock
) -> None:
    configure()
    end_round(archive, "pasar.example", Outcome.OK)

    result = kembar("status")
    told = json.loads(kembar("status", "--json").stdout)

    assert result.exit_code == 0, result.output
    assert "WRONG" not in result.stdout
    assert "pasar.example: last round" in result.stdout
    assert (told["healthy"], told["wrong"]) == (True, [])
    assert told["daemon"].startswith("the Kembar daemon on desk-pc")
    assert told["sites"][0]["outcome"] == "ok"


@pytest.mark.parametrize(
    "outcome", [Outcome.PARTIAL, Outcome.FAILED, Outcome.REFUSED, Outcome.BLOCKED]
)
def test_a_site_with_a_bad_last_round_comes_first_with_its_reason(
    outcome: Outcome, kembar: Kembar, configure: Configure, archive: Archive, daemon: FileLock
) -> None:
    configure()
    end_round(archive, "apel.example", Outcome.OK)
    end_round(archive, "zaitun.example", outcome, "the host answers 503")

    result = kembar("status")

    assert result.exit_code == 1
    first = result.stdout.splitlines()[0]
    assert first.startswith(f"WRONG  zaitun.example: {outcome}: the host answers 503")
    assert json.loads(kembar("status", "--json").stdout)["healthy"] is False


def test_a_good_round_after_a_bad_one_makes_the_site_well(
    kembar: Kembar, configure: Configure, archive: Archive, daemon: FileLock
) -> None:
    configure()
    end_round(archive, "apel.example", Outcome.FAILED, "the host answers 503")
    end_round(archive, "apel.example", Outcome.OK)

    assert kembar("status").exit_code == 0


def test_a_round_under_way_is_not_wrong(
    kembar: Kembar, configure: Configure, archive: Archive, daemon: FileLock
) -> None:
    configure()
    runs.start(archive, "apel.example", NOW)

    result = kembar("status")

    assert result.exit_code == 0
    assert "under way" in result.stdout


def test_an_alert_that_was_given_up_is_wrong_until_it_is_retried(
    kembar: Kembar, configure: Configure, archive: Archive, daemon: FileLock
) -> None:
    configure()
    give_up_an_alert(archive)

    before = kembar("status")
    retried = kembar("alerts", "retry")
    after = kembar("status")

    assert before.exit_code == 1
    assert before.stdout.splitlines()[0].startswith("WRONG  channel desk: 1 given up")
    assert retried.stdout == "1 alerts are due now\n"
    assert after.exit_code == 0
    assert "1 alert waiting" in after.stdout


def test_each_lack_alone_ends_with_1(
    kembar: Kembar, configure: Configure, archive: Archive, folder: Path, daemon: FileLock
) -> None:
    configure()
    nameless = folder / "nameless.toml"
    nameless.write_text('[archive]\npath = "archive.db"\n', encoding="utf-8")

    without_contact = kembar("status", "--config", str(nameless))
    daemon.release()
    without_daemon = kembar("status")

    assert without_contact.exit_code == without_daemon.exit_code == 1
    assert [text for text in without_contact.stdout.splitlines() if "WRONG" in text] == [
        "WRONG  no [crawl] contact: sites cannot tell who reads them"
    ]
    assert [text for text in without_daemon.stdout.splitlines() if "WRONG" in text] == [
        "WRONG  no daemon is running (`kembar run`)"
    ]


def test_a_full_disk_is_wrong_also_for_the_exit_code(
    kembar: Kembar,
    configure: Configure,
    archive: Archive,
    daemon: FileLock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    configure()
    monkeypatch.setattr(report, "LEAST_FREE", 10**18)

    result = kembar("status")

    assert result.exit_code == 1
    assert result.stdout.splitlines()[0].startswith("WRONG  disk")


def test_an_archive_that_is_none_is_left_alone_and_said_in_a_sentence(
    kembar: Kembar, configure: Configure, folder: Path
) -> None:
    configure()
    (folder / "archive.db").write_text("a diary, not a database\n" * 100, encoding="utf-8")

    for arguments in (["status"], ["archive", "stats"], ["alerts", "list"], ["alerts", "retry"]):
        result = kembar(*arguments)

        assert result.exit_code == 1
        assert "not a database" in result.stderr
        assert len(result.stderr.splitlines()) == 1
    assert (folder / "archive.db").read_text(encoding="utf-8").startswith("a diary")


@pytest.mark.parametrize("path", [".", "kembar.toml/archive.db", "sub"])
def test_an_archive_where_no_file_can_stand_is_a_fault_of_the_configuration(
    path: str, kembar: Kembar, folder: Path
) -> None:
    (folder / "sub").mkdir()
    (folder / "kembar.toml").write_text(f'[archive]\npath = "{path}"\n', encoding="utf-8")

    for command in ("check", "status", "crawl"):
        result = kembar(command)

        assert result.exit_code == 2, result.output
        assert "[archive] path: " in result.stderr


def test_status_never_makes_an_archive(kembar: Kembar, folder: Path) -> None:
    kembar("status")
    kembar("alerts", "retry")
    kembar("archive", "stats")

    assert list(folder.iterdir()) == []


def test_a_file_that_cannot_be_opened_is_named_in_a_sentence(
    kembar: Kembar, configure: Configure, folder: Path
) -> None:
    configure()
    (folder / "archive.db.daemon.lock").mkdir()

    result = kembar("status")

    assert result.exit_code == 1
    assert "archive.db.daemon.lock: Is a directory" in result.stderr
    assert len(result.stderr.splitlines()) == 1
