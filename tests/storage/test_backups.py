"""Copies under load, and putting one back: nothing is lost, whatever goes wrong on the way."""

import multiprocessing
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import timedelta
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from sample_articles import NOW, article, flagged
from sqlite_utils import Database

from benchmarks import archive_care
from kembar.errors import ArchiveError
from storage import articles, backups, keeping, migrations, takedown
from storage.archive import Archive
from storage.raw_pages import PageStore
from storage.takedown import Form, Target


def save(archive: Archive, number: int) -> None:
    told = article(number)
    articles.save(
        archive, told, flagged(told), subscriptions=[], backlog="tell", first_round=False, now=NOW
    )


def count(path: Path, table: str = "articles") -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
    finally:
        connection.close()


def rows_of(archive: Archive, table: str) -> list[str]:
    """All rows of a table, in an order that does not hang on how they lie in the file."""
    return sorted(map(repr, archive.rows(f"SELECT * FROM {table}")))


def left_over(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir() if file.name.startswith(".")]


def _save_until(path: Path, enough: Event) -> None:
    own = Archive.open(path)
    number = 1000
    while not enough.is_set():
        save(own, number)
        number += 1
    own.close()


def test_a_backup_made_under_load_is_whole_and_has_all_from_before_it(
    archive: Archive, tmp_path: Path
) -> None:
    for number in range(30):
        save(archive, number)
    context = multiprocessing.get_context("spawn")
    enough = context.Event()
    writer = context.Process(target=_save_until, args=(archive.path, enough))
    writer.start()
    try:
        while archive.value("SELECT count(*) FROM articles") < 40:  # it is writing now
            assert writer.is_alive()
        before = archive.value("SELECT count(*) FROM articles")
        copy = backups.make(archive, tmp_path / "copy.db")
        after = archive.value("SELECT count(*) FROM articles")
    finally:
        enough.set()
        writer.join(60)

    assert writer.exitcode == 0
    assert before <= copy.rows["articles"] <= after
    assert copy.rows["articles"] == copy.rows["events"] == count(copy.path)
    assert copy.bytes == copy.path.stat().st_size
    assert left_over(tmp_path) == []


def test_row_b3_of_the_test_matrix(archive: Archive, tmp_path: Path) -> None:
    """A backup under load, restored, has every row of its moment, and soon enough."""
    archive_care.build(archive.path, 3000)
    context = multiprocessing.get_context("spawn")
    enough = context.Event()
    writer = context.Process(target=_save_until, args=(archive.path, enough))
    writer.start()
    try:
        while archive.value("SELECT count(*) FROM articles") < 3010:  # it is writing now
            assert writer.is_alive()
        keeping.keep_one(archive.path, 7, now=NOW, free=lambda folder: 10**12)
        assert writer.is_alive()  # it wrote all the while
    finally:
        enough.set()
        writer.join(60)
        archive.close()
    ((_, copy),) = keeping.kept(archive.path)
    tables = [t for t in Database(copy).table_names() if not t.startswith("articles_fts")]
    before = {table: count(copy, table) for table in tables}

    begun = time.monotonic()
    done = backups.restore(archive.path, copy, now=NOW)
    took = time.monotonic() - begun

    after = {table: count(archive.path, table) for table in tables}
    million = took / done.copy.rows["articles"] * 1_000_000
    print(
        f"B3: {done.copy.rows['articles']} articles, {len(tables)} tables equal, restored in "
        f"{took:.2f} s ({million:.0f} s for a million), a backup every {keeping.EVERY}"
    )
    assert after == before and before["articles"] >= 3000
    assert million <= 300
    assert timedelta(hours=24) >= keeping.EVERY
    assert not keeping.is_due(archive.path, NOW + timedelta(hours=22))
    assert keeping.is_due(archive.path, NOW + timedelta(hours=24))


def test_what_was_copied_and_put_back_has_the_same_rows(archive: Archive, tmp_path: Path) -> None:
    for number in range(25):
        save(archive, number)
    tables = [t for t in archive.db.table_names() if not t.startswith("articles_fts_")]
    before = {table: rows_of(archive, table) for table in tables}
    copy = backups.make(archive, tmp_path / "copy.db")
    save(archive, 99)
    archive.close()

    done = backups.restore(archive.path, copy.path, now=NOW)

    again = Archive.open(archive.path)
    assert {table: rows_of(again, table) for table in tables} == before
    assert again.rows("SELECT rowid FROM articles_fts WHERE articles_fts MATCH 'bagian'") != []
    again.close()
    assert done.aside is not None
    assert count(done.aside) == 26  # the present one is kept
    assert copy.path.exists()


def test_the_rows_that_stand_only_in_the_log_are_kept_too(archive: Archive, tmp_path: Path) -> None:
    save(archive, 1)
    copy = backups.make(archive, tmp_path / "copy.db")
    archive.db.execute("PRAGMA wal_autocheckpoint = 0")
    save(archive, 2)
    assert archive.path.with_name("archive.db-wal").stat().st_size > 0

    done = backups.restore(archive.path, copy.path, now=NOW)  # as if the daemon had been killed

    assert done.aside is not None
    assert (count(archive.path), count(done.aside)) == (1, 2)


def test_a_name_that_is_taken_is_left_alone_unless_told(archive: Archive, tmp_path: Path) -> None:
    taken = tmp_path / "letter.txt"
    taken.write_text("Dear archive")

    with pytest.raises(ArchiveError, match="already"):
        backups.make(archive, taken)
    with pytest.raises(ArchiveError, match="archive itself"):
        backups.make(archive, archive.path, replace=True)
    with pytest.raises(ArchiveError, match="folder is not there"):
        backups.make(archive, tmp_path / "none" / "copy.db")

    assert taken.read_text() == "Dear archive"
    assert backups.make(archive, taken, replace=True).rows["articles"] == 0


def test_a_backup_that_fails_leaves_no_half_file_and_the_old_one(
    archive: Archive, tmp_path: Path
) -> None:
    old = backups.make(archive, tmp_path / "copy.db")
    content = old.path.read_bytes()
    for number in range(50):
        save(archive, number)
    _spoil(archive.path)

    with pytest.raises(ArchiveError, match=r"no backup made|damaged|malformed"):
        backups.make(archive, tmp_path / "copy.db", replace=True)

    assert old.path.read_bytes() == content
    assert left_over(tmp_path) == []


def test_a_full_disk_leaves_no_half_backup_and_the_archive_as_it_was(
    archive: Archive, tmp_path: Path
) -> None:
    for number in range(60):
        save(archive, number)
    archive.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    # A limit on the size of files fails in the midst of the copy, as a full disk does.
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))
    try:
        with pytest.raises(ArchiveError, match=r"copy\.db: no backup made: .*disk"):
            backups.make(archive, tmp_path / "copy.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)

    assert [file.name for file in tmp_path.iterdir()] == ["data"]
    assert backups.make(archive, tmp_path / "copy.db").rows["articles"] == 60


def test_nobody_reads_a_backup_who_may_not_read_the_archive(
    archive: Archive, tmp_path: Path
) -> None:
    archive.path.chmod(0o600)

    copy = backups.make(archive, tmp_path / "copy.db")
    archive.close()
    backups.restore(archive.path, copy.path, now=NOW)

    assert [path.stat().st_mode & 0o777 for path in (copy.path, archive.path)] == [0o600] * 2


def test_what_a_killed_backup_left_is_cleared_by_the_next_one(
    archive: Archive, tmp_path: Path
) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (tmp_path / f".copy.db.{dead.pid}-7.part").write_bytes(b"half")
    (tmp_path / ".copy.db.1-7.part").write_bytes(b"of a process that lives")

    backups.make(archive, tmp_path / "copy.db")

    assert left_over(tmp_path) == [".copy.db.1-7.part"]


def _spoil(path: Path) -> None:
    """Overwrite pages in the middle of an archive, as a bad disk does."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    content = bytearray(path.read_bytes())
    content[4096 * 3 :: 7] = b"\x5a" * len(content[4096 * 3 :: 7])
    path.write_bytes(bytes(content))


@pytest.mark.parametrize(
    ("content", "said"), [(b"Dear archive, " * 99, "not a database"), (None, "no such file")]
)
def test_what_is_no_backup_is_refused_and_nothing_is_touched(
    archive: Archive, tmp_path: Path, content: bytes | None, said: str
) -> None:
    save(archive, 1)
    source = tmp_path / "given.db"
    if content is not None:
        source.write_bytes(content)

    with pytest.raises(ArchiveError, match=said):
        backups.restore(archive.path, source, now=NOW)

    assert archive.value("SELECT count(*) FROM articles") == 1
    assert [file.name for file in archive.path.parent.glob("*before-restore*")] == []


def test_a_damaged_backup_is_refused(archive: Archive, tmp_path: Path) -> None:
    for number in range(50):
        save(archive, number)
    copy = backups.make(archive, tmp_path / "copy.db")
    _spoil(copy.path)

    with pytest.raises(ArchiveError, match=r"copy\.db"):
        backups.restore(archive.path, copy.path, now=NOW)

    assert archive.value("SELECT count(*) FROM articles") == 50


def test_a_backup_whose_rows_refer_to_nothing_is_refused(archive: Archive, tmp_path: Path) -> None:
    save(archive, 1)
    copy = backups.make(archive, tmp_path / "copy.db")
    connection = sqlite3.connect(copy.path)  # without foreign keys, as other programs have it
    connection.execute("DELETE FROM articles")
    connection.commit()
    connection.close()

    with pytest.raises(ArchiveError, match="refer to rows that are not there"):
        backups.restore(archive.path, copy.path, now=NOW)


def test_a_damaged_archive_is_replaced_by_a_good_backup(archive: Archive, tmp_path: Path) -> None:
    for number in range(50):
        save(archive, number)
    copy = backups.make(archive, tmp_path / "copy.db")
    archive.close()
    _spoil(archive.path)

    backups.restore(archive.path, copy.path, now=NOW)

    assert count(archive.path) == 50


def test_a_restore_where_nothing_is_yet_makes_the_archive(archive: Archive, tmp_path: Path) -> None:
    save(archive, 1)
    copy = backups.make(archive, tmp_path / "copy.db")

    done = backups.restore(tmp_path / "new" / "archive.db", copy.path, now=NOW)

    assert (done.aside, count(tmp_path / "new" / "archive.db")) == (None, 1)


def test_a_backup_of_an_older_version_is_restored_and_brought_up_to_date(
    archive: Archive, tmp_path: Path
) -> None:
    old = tmp_path / "old.db"
    db = Database(old)
    migrations.MIGRATIONS.apply(db, stop_before="0003_stories")
    db.execute(
        "INSERT INTO articles (url, site, title, first_seen, fetched, text) "
        "VALUES ('u', 's', 'Kabar lama', 'a', 'a', 'isi')"
    )
    db.close()
    archive.close()

    backups.restore(archive.path, old, now=NOW)

    again = Archive.open(archive.path, read_only=True)
    assert again.value("SELECT title FROM articles") == "Kabar lama"
    again.close()


def test_a_restore_does_not_bring_back_what_was_taken_down(
    archive: Archive, tmp_path: Path
) -> None:
    for number in (1, 2, 3):
        save(archive, number)
    copy = backups.make(archive, tmp_path / "copy.db")
    pages = PageStore.beside(archive.path, None)
    target = Target(Form.ADDRESS, "https://berita.example/2")
    takedown.carry_out(archive, takedown.plan(archive, target), pages, now=NOW)
    archive.close()

    done = backups.restore(archive.path, copy.path, now=NOW)

    again = Archive.open(archive.path)
    urls = [row["url"] for row in again.rows("SELECT url FROM articles ORDER BY id")]
    assert (done.taken_down, urls) == (1, ["https://berita.example/1", "https://berita.example/3"])
    assert b"https://berita.example/2" not in archive.path.read_bytes()
    assert again.rows("PRAGMA foreign_key_check") == []
    again.close()
