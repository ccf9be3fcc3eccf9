"""The daily upkeep: in steps, without ever ending the schedule."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sample_articles import NOW, UNFLAGGED, article

from health.upkeep import Upkeep
from kembar import config as configuration
from kembar.config import Config
from storage import articles, keeping
from storage.archive import Archive, Writer

LATER = NOW + timedelta(days=800)


def configured(folder: Path) -> Config:
    return configuration.parse(
        f'[archive]\npath = "{folder}/archive.db"\n[retention]\narticles = "2 years"'
    )


def fill(path: Path, count: int) -> None:
    archive = Archive.open(path)
    for number in range(count):
        articles.save(
            archive, article(number), UNFLAGGED, subscriptions=[], backlog="tell",
            first_round=False, now=NOW,
        )  # fmt: skip
    archive.close()


def run(config: Config, *, stopping: bool = False, moment: datetime = LATER) -> None:
    async def once() -> None:
        writer, ending = Writer(config.archive.path), asyncio.Event()
        if stopping:
            ending.set()
        try:
            await Upkeep(config, writer, ending, clock=lambda: moment).run()
        finally:
            await writer.close()

    asyncio.run(once())


def left(config: Config) -> int:
    archive = Archive.open(config.archive.path)
    try:
        return int(archive.value("SELECT count(*) FROM articles"))
    finally:
        archive.close()


def test_all_that_is_over_its_time_goes_whatever_its_number(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = configured(tmp_path)
    fill(config.archive.path, 120)

    with caplog.at_level(logging.INFO):
        run(config, moment=NOW + timedelta(days=729))
        before = left(config)
        run(config)

    assert (before, left(config)) == (120, 0)
    assert "let go articles=120" in caplog.text


def test_it_ends_at_once_when_the_daemon_does(tmp_path: Path) -> None:
    config = configured(tmp_path)
    fill(config.archive.path, 3)

    run(config, stopping=True)

    assert left(config) == 3


def test_a_fault_is_logged_and_raised_to_nobody(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = configured(tmp_path)
    config.archive.path.write_text("Dear archive, " * 100)

    run(config, moment=datetime(2026, 1, 1, tzinfo=UTC))

    assert "upkeep failed" in caplog.text
    assert "not a database" in caplog.text


def test_a_backup_is_made_once_a_day_before_anything_goes(tmp_path: Path) -> None:
    config = configured(tmp_path)
    fill(config.archive.path, 3)

    run(config)
    run(config, moment=LATER + timedelta(hours=2))

    ((_, backup),) = keeping.kept(config.archive.path)
    copy = Archive.open(backup, read_only=True)
    assert copy.value("SELECT count(*) FROM articles") == 3
    copy.close()
    assert left(config) == 0


def test_no_backup_is_made_where_none_is_wanted(tmp_path: Path) -> None:
    config = configuration.parse(f'[archive]\npath = "{tmp_path}/archive.db"\nbackups = 0')
    fill(config.archive.path, 1)

    run(config)

    assert keeping.kept(config.archive.path) == []


def test_a_backup_that_fails_is_logged_and_the_rest_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = configured(tmp_path)
    fill(config.archive.path, 2)
    keeping.folder_of(config.archive.path).write_text("a file in its place")

    with caplog.at_level(logging.ERROR):
        run(config)

    assert "backup failed" in caplog.text
    assert left(config) == 0
