"""`kembar status` in words: what is wrong is read first."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from health.report import LEAST_FREE, lines
from kembar.model import Outcome, Run
from storage import runs, stats
from storage.archive import Archive

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def test_the_real_figures_of_an_archive_are_told_with_what_failed_first(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "archive.db")
    for site, outcome, reason in (
        ("baik.example", Outcome.OK, None),
        ("ditolak.example", Outcome.REFUSED, "10.0.0.7 is not a public address"),
    ):
        number = runs.start(archive, site, NOW)
        run = Run(site=site, started=NOW, finished=NOW, outcome=outcome, reason=reason)
        runs.finish(archive, number, run)
    runs.start(archive, "sedang.example", NOW)
    told = lines(stats.status(archive, NOW + timedelta(hours=1)))
    archive.close()

    wrong = "WRONG  ditolak.example: refused: 10.0.0.7 is not a public address"
    assert told[0] == f"{wrong} (round of 2026-11-24 10:00 WIB)"
    assert "ok     baik.example: last round 2026-11-24 10:00 WIB, 0 new articles in a day" in told
    assert "ok     sedang.example: a round is under way since 2026-11-24 10:00 WIB" in told
    assert any(line.startswith("ok     queue: 0 alerts waiting") for line in told)


def test_given_up_alerts_come_before_what_is_well() -> None:
    told = lines(
        {
            "sites": [],
            "channels": [
                {"channel": "quiet", "sent": 4},
                {"channel": "bureau", "dead": 2, "pending": 1, "sent": 7},
            ],
            "queue": {"pending": 1, "dead": 2, "suppressed": 0, "oldest": "2026-11-24T01:00:00Z"},
            "disk": {},
        }
    )

    assert told == [
        "WRONG  channel bureau: 2 given up, `kembar alerts retry` tries again, 1 waiting, 7 sent",
        "ok     sites: no round yet",
        "ok     channel quiet: 4 sent",
        "ok     queue: 1 alert waiting, the oldest since 2026-11-24 08:00 WIB",
    ]


def test_a_disk_that_is_nearly_full_is_wrong() -> None:
    nearly_full = lines({"sites": [], "disk": {"bytes": 1234, "free": LEAST_FREE - 1}})
    roomy = lines({"sites": [], "disk": {"bytes": 1234, "free": 52_000_000_000}})

    assert nearly_full[0] == "WRONG  disk: 500.0 MB free, the archive takes 1.2 kB"
    assert roomy[-1] == "ok     disk: 52.0 GB free, the archive takes 1.2 kB"


def test_sources_that_fail_are_told_also_after_a_good_round() -> None:
    row = {
        "site": "a.example", "outcome": "ok", "started": "2026-11-24T03:00:00Z", "reason": None,
        "articles_today": 1, "failing_sources": 2,
    }  # fmt: skip

    told = lines({"sites": [row]})

    assert told == [
        "ok     a.example: last round 2026-11-24 10:00 WIB, 1 new article in a day; "
        "2 sources could not be read"
    ]


def test_nothing_known_yet_is_said_too() -> None:
    assert lines({"sites": [], "channels": [], "queue": {}, "disk": {}}) == [
        "ok     sites: no round yet"
    ]


def test_a_backup_that_is_late_is_wrong() -> None:
    backup = {"kept": 2, "newest": "2026-11-20T03:00:00Z", "late": True}

    told = lines({"sites": [], "backup": backup})

    assert told[0].startswith("WRONG  backup: 2 daily backups, the newest of 2026-11-20 10:00 WIB")
    assert not any(line.startswith("WRONG") for line in lines({"backup": backup | {"late": False}}))
