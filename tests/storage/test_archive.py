"""Opening, writing and sharing the file."""

import asyncio
import multiprocessing
import sqlite3
from pathlib import Path

import pytest
from sample_articles import NOW, article, flagged

from kembar.errors import ArchiveError
from storage import articles
from storage.archive import Archive, Writer

ADD = "INSERT INTO stories (title, first_seen) VALUES (?, '2026-11-24T00:00:00Z')"


def test_the_file_is_in_wal_mode_durable_and_keeps_foreign_keys(archive: Archive) -> None:
    values = [
        archive.value(f"PRAGMA {name}")
        for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    ]

    assert values == ["wal", 2, 1, 30_000]


def test_a_failed_write_leaves_nothing_behind(archive: Archive) -> None:
    with pytest.raises(RuntimeError), archive.write() as db:
        db.execute(ADD, ["half"])
        raise RuntimeError

    assert archive.value("SELECT count(*) FROM stories") == 0


def test_a_nested_write_joins_the_outer_one(archive: Archive) -> None:
    with pytest.raises(RuntimeError), archive.write():
        with archive.write() as db:
            db.execute(ADD, ["inner"])
        raise RuntimeError
    with archive.write(), archive.write() as db:
        db.execute(ADD, ["kept"])

    assert archive.rows("SELECT title FROM stories") == [{"title": "kept"}]


def test_what_sqlite_refuses_is_an_archive_error_that_names_the_file(archive: Archive) -> None:
    twice = "INSERT INTO hosts (host) VALUES ('a'), ('a')"
    with (
        pytest.raises(ArchiveError, match=r"archive\.db: cannot be written: .*UNIQUE"),
        archive.write() as db,
    ):
        db.execute(twice)

    assert archive.value("SELECT count(*) FROM hosts") == 0


def test_a_file_that_is_no_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear archive, " * 100)
    before = path.read_bytes()

    with pytest.raises(ArchiveError, match=r"letter\.db.*not a database.*left as it is"):
        Archive.open(path)

    assert path.read_bytes() == before


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE recipes (id INTEGER)")
    connection.commit()
    connection.close()

    with pytest.raises(ArchiveError, match=r"another program.*recipes"):
        Archive.open(path)


def test_an_archive_of_a_newer_version_is_refused(archive: Archive) -> None:
    with archive.write() as db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
            "VALUES ('kembar', '9999_later', 'then')"
        )

    with pytest.raises(ArchiveError, match=r"newer Kembar.*9999_later"):
        Archive.open(archive.path)


def test_a_damaged_archive_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    Archive.open(path).close()
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\x55" * 3996  # the page that lists the tables
    path.write_bytes(bytes(content))

    with pytest.raises(ArchiveError, match=r"archive\.db.*(backup|malformed)"):
        Archive.open(path)


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")

    with pytest.raises(ArchiveError, match="cannot be opened"):
        Archive.open(tmp_path / "data" / "archive.db")


def test_a_reader_never_makes_a_file(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive yet"):
        Archive.open(tmp_path / "archive.db", read_only=True)

    assert list(tmp_path.iterdir()) == []


def test_a_reader_sees_what_is_written_and_cannot_write(archive: Archive) -> None:
    reader = Archive.open(archive.path, read_only=True)
    articles.save(
        archive, article(), flagged(article()), subscriptions=[], backlog="tell",
        first_round=False, now=NOW,
    )  # fmt: skip

    seen = reader.value("SELECT count(*) FROM articles")
    with pytest.raises(ArchiveError, match=r"cannot be written.*readonly"), reader.write() as db:
        db.execute(ADD, ["no"])
    reader.close()

    assert seen == 1


def test_a_full_disk_undoes_the_write_and_says_so(archive: Archive) -> None:
    pages = archive.value("PRAGMA page_count")
    archive.db.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(ArchiveError, match="full; free some disk space"), archive.write() as db:
        for number in range(200):
            db.execute(ADD, ["x" * 4000 + str(number)])

    assert archive.value("SELECT count(*) FROM stories") == 0
    assert archive.value("PRAGMA integrity_check") == "ok"


def test_the_writer_opens_on_its_own_thread_and_hands_back_results(tmp_path: Path) -> None:
    async def work() -> list[str]:
        writer = Writer(tmp_path / "archive.db")

        async def title(n: int) -> str:
            return await writer.run(_add_and_read, f"story {n}", suffix="!")

        try:
            return [await title(1), await title(2)]
        finally:
            await writer.close()

    assert asyncio.run(work()) == ["story 1!", "story 2!"]


def test_the_writer_hands_on_what_goes_wrong_and_goes_on(tmp_path: Path) -> None:
    async def work() -> str:
        writer = Writer(tmp_path / "archive.db")
        try:
            with pytest.raises(ArchiveError):
                await writer.run(lambda archive: archive.rows("SELECT nonsense"))
            return await writer.run(_add_and_read, "after", suffix="")
        finally:
            await writer.close()

    assert asyncio.run(work()) == "after"


def _add_and_read(archive: Archive, title: str, *, suffix: str) -> str:
    with archive.write() as db:
        db.execute(ADD, [title + suffix])
    return str(archive.value("SELECT title FROM stories ORDER BY id DESC LIMIT 1"))


def _save_many(path: Path, first: int, count: int) -> None:
    own = Archive.open(path)
    for number in range(first, first + count):
        told = article(number)
        articles.save(
            own, told, flagged(told), subscriptions=[], backlog="tell", first_round=False, now=NOW
        )
    own.close()


def test_four_processes_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "new" / "archive.db"
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_save_many, args=(path, n * 25, 25)) for n in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)

    codes = [worker.exitcode for worker in workers]
    archive = Archive.open(path, read_only=True)
    counts = [archive.value(f"SELECT count(*) FROM {t}") for t in ("articles", "events", "stories")]
    archive.close()

    assert codes == [0, 0, 0, 0]
    assert counts == [100, 100, 100]


def test_an_archive_can_be_read_through_a_connection_of_somebody_else(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    Archive.open(path).close()
    connection = sqlite3.connect(path)
    read = Archive.over(path, connection)

    assert read.value("SELECT count(*) FROM articles") == 0
    connection.close()
    with pytest.raises(ArchiveError, match=r"archive\.db: cannot be read"):
        read.rows("SELECT 1")
