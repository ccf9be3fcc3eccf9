"""A dose of the storm: the daemon is killed a dozen times and nothing is lost."""

from pathlib import Path

import pytest

from benchmarks.alert_storm import storm


@pytest.mark.slow
def test_a_daemon_that_is_killed_twelve_times_loses_nothing(tmp_path: Path) -> None:
    found = storm(12, 5, tmp_path)

    assert (found.lost_articles, found.lost_alerts, found.unflagged) == (0, 0, 0), found
    assert found.articles >= 12
    assert found.alerts == 3 * found.articles
    assert found.extra_copies <= found.kills
    assert found.sound
