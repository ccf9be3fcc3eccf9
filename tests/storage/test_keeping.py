"""A backup a day is kept by itself: sound, few, and never at the price of the disk."""

from datetime import timedelta
from pathlib import Path

import pytest
from sample_articles import NOW, UNFLAGGED, article

from kembar.errors import ArchiveError
from storage import articles, backups, keeping
from storage.archive import Archive

DAY = timedelta(days=1)


@pytest.fixture
def path(archive: Archive) -> Path:
    """An archive with one article."""
    articles.save(
        archive, article(1), UNFLAGGED, subscriptions=[], backlog="tell", first_round=False,
        now=NOW,
    )  # fmt: skip
    return archive.path


def test_a_backup_is_whole_and_opens_as_an_archive(path: Path) -> None:
    copy = keeping.keep_one(path, 3, now=NOW)

    assert copy is not None
    assert copy.path.parent == path.with_name("archive.db.backups")
    assert backups.examine(copy.path).rows["articles"] == 1


def test_the_newest_are_kept_and_the_oldest_go(path: Path) -> None:
    for day in range(5):
        keeping.keep_one(path, 2, now=NOW + day * DAY)

    assert [moment for moment, _ in keeping.kept(path)] == [NOW + 3 * DAY, NOW + 4 * DAY]


def test_one_a_day_is_enough(path: Path) -> None:
    before = keeping.is_due(path, NOW)
    keeping.keep_one(path, 3, now=NOW)

    assert before
    assert not keeping.is_due(path, NOW + timedelta(hours=22))
    assert keeping.is_due(path, NOW + timedelta(hours=23))


def test_a_backup_of_a_clock_that_was_ahead_does_not_put_off_the_next(path: Path) -> None:
    keeping.keep_one(path, 3, now=NOW + 400 * DAY)

    assert keeping.is_due(path, NOW)


def test_an_empty_archive_needs_none(archive: Archive) -> None:
    assert keeping.keep_one(archive.path, 3, now=NOW) is None
    assert not keeping.folder_of(archive.path).exists()


def test_a_full_disk_is_left_alone_and_the_old_backups_stay(path: Path) -> None:
    keeping.keep_one(path, 1, now=NOW)

    with pytest.raises(ArchiveError, match="no backup made: 100 MB are free and 500 MB"):
        keeping.keep_one(path, 1, now=NOW + DAY, free=lambda folder: 100_000_000)

    assert [moment for moment, _ in keeping.kept(path)] == [NOW]


def test_files_of_others_in_the_folder_stay(path: Path) -> None:
    keeping.keep_one(path, 1, now=NOW)
    mine = keeping.folder_of(path) / "before-the-move.db"
    mine.write_bytes(b"mine")
    (keeping.folder_of(path) / "archive-99999999-999999.db").write_bytes(b"odd")

    keeping.keep_one(path, 1, now=NOW + DAY)

    assert mine.exists()
    assert len(keeping.kept(path)) == 1


def test_nobody_else_may_look_into_the_folder(path: Path) -> None:
    keeping.keep_one(path, 1, now=NOW)

    assert keeping.folder_of(path).stat().st_mode & 0o077 == 0
