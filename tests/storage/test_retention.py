"""What is over its time goes, what nobody limits stays."""

from datetime import datetime, timedelta
from pathlib import Path

from sample_articles import NOW, UNFLAGGED, article, flagged

from kembar.model import Subscription
from storage import articles, backups, retention, scrubbing, urls
from storage.archive import Archive
from storage.raw_pages import PageStore
from storage.retention import Terms

YEAR = timedelta(days=365)


def store(tmp_path: Path) -> PageStore:
    return PageStore(tmp_path / "pages", timedelta(days=30), least_free=0)


def save(archive: Archive, number: int, when: datetime, *, flag: bool = False) -> None:
    told = article(number, text=f"{article(number).text}\n\nNomor rahasia{number}x.")
    articles.save(
        archive, told, flagged(told) if flag else UNFLAGGED, first_round=False, backlog="tell",
        subscriptions=[Subscription(channel="meja")], now=when,
    )  # fmt: skip


def kept(archive: Archive) -> list[int]:
    rows = archive.rows("SELECT url FROM articles ORDER BY id")
    return [int(row["url"].rpartition("/")[2]) for row in rows]


def let_go(archive: Archive, terms: Terms, tmp_path: Path) -> int:
    total = 0
    while count := retention.drop(archive, terms, store(tmp_path), NOW):
        total += count
    return total


def fill(archive: Archive) -> None:
    save(archive, 1, NOW - 3 * YEAR)
    save(archive, 2, NOW - 3 * YEAR, flag=True)
    save(archive, 3, NOW - YEAR)
    save(archive, 4, NOW - 6 * YEAR, flag=True)
    save(archive, 5, NOW)


def test_without_terms_everything_stays(archive: Archive, tmp_path: Path) -> None:
    fill(archive)

    assert let_go(archive, Terms(), tmp_path) == 0
    assert kept(archive) == [1, 2, 3, 4, 5]


def test_only_old_articles_without_a_flag_go(archive: Archive, tmp_path: Path) -> None:
    fill(archive)
    terms = Terms(articles=2 * YEAR)

    due = retention.overdue(archive, terms, store(tmp_path), NOW)

    assert (due.articles, due.flagged) == (1, 0)
    assert let_go(archive, terms, tmp_path) == 1
    assert kept(archive) == [2, 3, 4, 5]


def test_flagged_ones_go_where_it_is_said(archive: Archive, tmp_path: Path) -> None:
    fill(archive)
    terms = Terms(flagged=5 * YEAR)

    assert let_go(archive, terms, tmp_path) == 1
    assert kept(archive) == [1, 2, 3, 5]
    assert archive.value("SELECT count(*) FROM events") == 1
    assert archive.rows("PRAGMA foreign_key_check") == []


def test_words_leave_the_file_and_the_search_index(archive: Archive, tmp_path: Path) -> None:
    fill(archive)
    let_go(archive, Terms(articles=2 * YEAR), tmp_path)
    scrubbing.merge(archive)
    scrubbing.empty_log(archive)

    content = archive.path.read_bytes()

    assert b"rahasia1x" not in content
    assert b"rahasia3x" in content
    left = "SELECT count(*) FROM articles_fts_data WHERE instr(block, CAST('sia1x' AS BLOB))"
    assert archive.value(left) == 0


def test_the_next_backup_is_free_of_what_went(archive: Archive, tmp_path: Path) -> None:
    fill(archive)
    let_go(archive, Terms(articles=2 * YEAR), tmp_path)
    scrubbing.merge(archive)
    copy = backups.make(archive, tmp_path / "copy.db").path.read_bytes()

    print(f"H4 retention: {copy.count(b'rahasia1x')} left, {copy.count(b'rahasia3x')} kept")
    assert b"rahasia1x" not in copy
    assert b"rahasia3x" in copy


def test_what_went_is_not_fetched_anew(archive: Archive, tmp_path: Path) -> None:
    fill(archive)
    let_go(archive, Terms(articles=2 * YEAR), tmp_path)

    assert urls.seen(archive, ["https://berita.example/1"]) == {"https://berita.example/1"}
    fate = archive.rows("SELECT fate, article_id FROM urls WHERE url LIKE '%/1'")
    assert fate == [{"fate": "expired", "article_id": None}]


def test_a_long_backlog_goes_in_short_steps(archive: Archive, tmp_path: Path) -> None:
    for number in range(retention.BATCH + 7):
        save(archive, number, NOW - 3 * YEAR)

    steps = [retention.drop(archive, Terms(articles=YEAR), store(tmp_path), NOW) for _ in range(3)]

    assert steps == [retention.BATCH, 7, 0]
