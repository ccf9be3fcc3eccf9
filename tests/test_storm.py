"""A dose of the storm of kills; the whole of it is `python -m benchmarks.kill_storm`."""

from pathlib import Path

import pytest

from benchmarks.kill_storm import Report, Storm
from benchmarks.power_loss import cut
from benchmarks.storm_daemon import ForkedDaemon

pytestmark = pytest.mark.slow


def test_kills_at_random_moments_lose_nothing_and_repeat_little(tmp_path: Path) -> None:
    report = Storm(tmp_path, seed=12, daemon=ForkedDaemon).run(12)

    assert report.kills.total() == 12
    assert report.agreements == 13
    report.recoveries.clear()  # how fast this machine is just now is not what is proved here
    assert report.failures == ["recovery 0.0 s"], report.lines()


def test_a_storm_says_what_it_did_not_meet() -> None:
    report = Report(lost_articles=["/berita/1/"], lost_alerts=[("desk", "/berita/1/")], unpaired=2)
    report.copies["desk"][7] = 2
    report.faults, report.tracebacks, report.recoveries = ["hits: wrong"], 1, [3.0, 10.5]

    said = " ".join(report.failures)

    for part in ("/berita/1/", "desk", "2 copies", "2 times", "hits: wrong", "1 unh", "10.5 s"):
        assert part in said


def test_the_files_of_random_moments_open_and_hold_each_article_with_its_alerts(
    tmp_path: Path,
) -> None:
    report = cut(tmp_path, 20, seed=7)

    assert report.faults == []
    assert report.copies == 20
    assert report.with_log > 0
