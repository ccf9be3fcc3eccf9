"""The alert wing keeps the hours of its channels, and outlives an archive it cannot write."""

import asyncio
import io
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from alerts.channels import open_channels
from alerts.wing import AlertWing
from kembar import config
from storage import runs
from storage.archive import Archive

MONDAY = datetime(2026, 11, 30, 1, tzinfo=UTC)
"""08:00 in Jakarta."""

CHANNELS = """
[archive]
path = "archive.db"
[[channels]]
name = "desk"
url = "json://127.0.0.1:9/"
when = "daily 07:00"
[[channels]]
name = "bureau"
url = "json://127.0.0.1:9/"
"""


def keep(folder: Path) -> None:
    """Open the wing, let it keep its hours, close it."""
    read = config.parse(CHANNELS, folder=folder)

    async def work() -> None:
        channels = open_channels(read.channels, console=io.StringIO())
        async with AlertWing(read, channels, clock=lambda: MONDAY) as wing:
            await wing.keep_frames()

    asyncio.run(work())


def test_each_channel_gets_its_next_digest_or_the_proof_that_is_due(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "archive.db")
    runs.start(archive, "busy.example", MONDAY - timedelta(days=1))
    archive.close()
    keep(tmp_path)
    keep(tmp_path)

    archive = Archive.open(tmp_path / "archive.db", read_only=True)
    rows = archive.rows("SELECT channel, occasion, due FROM outbox ORDER BY channel")
    archive.close()
    assert [(row["channel"], row["occasion"], row["due"]) for row in rows] == [
        ("bureau", "proof", "2026-11-30T01:00:00Z"),
        ("desk", "digest", "2026-12-01T00:00:00Z"),
    ]


def test_an_archive_that_cannot_be_written_is_said_and_ends_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "archive.db").write_text("not an archive", encoding="utf-8")

    with caplog.at_level(logging.ERROR):
        keep(tmp_path)

    assert "no row for the next digest or proof" in caplog.text
