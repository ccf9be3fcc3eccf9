"""The commands of `kembar archive` that care for it, as people type them."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import Result
from sample_articles import UNFLAGGED, article, flagged
from warcio.archiveiterator import ArchiveIterator

from kembar.locks import FileLock, beside
from kembar.model import Judgement
from storage import articles
from storage.archive import Archive
from storage.looks import Fetched
from storage.raw_pages import PageStore, sha256

Kembar = Callable[..., Result]
Configure = Callable[..., Path]

BODY = b"<html><body>Bontang dan Jeju menjadi kota kembar</body></html>"
NOW = datetime.now(UTC)


def save(
    archive: Archive, number: int, judgement: Judgement = UNFLAGGED, *, days: int = 0,
    body: bytes | None = None,
) -> int:  # fmt: skip
    told, when = article(number), NOW - timedelta(days=days)
    page = None
    if body is not None:
        page = Fetched(url=told.url, sha256=sha256(body), size=len(body), content_type="text/html")
    saved = articles.save(
        archive, told, judgement, subscriptions=(), backlog="tell", first_round=False, now=when,
        page=page,
    )  # fmt: skip
    if body is not None:
        store = PageStore(archive.path.with_name("archive.db.pages"), None, least_free=0)
        store.keep(archive, saved.article_id, body, when)
    return saved.article_id


def test_a_backup_says_its_size_and_rows_and_is_read_by_restore(
    kembar: Kembar, configure: Configure, archive: Archive, folder: Path
) -> None:
    configure()
    save(archive, 1, flagged(article(1)))
    made = kembar("archive", "backup", "salinan.db")
    save(archive, 2)
    archive.close()

    put_back = kembar("archive", "restore", "salinan.db")

    assert (made.exit_code, put_back.exit_code) == (0, 0), made.output + put_back.output
    assert "sound; 1 articles, 0 revisions, 1 stories, 1 events, 1 relations" in made.stdout
    assert "1 articles" in put_back.stdout
    (aside,) = folder.glob("archive.db.before-restore-*")
    assert aside.name in put_back.stderr
    assert json.loads(kembar("archive", "stats", "--json").stdout)["articles"] == 1


def test_a_backup_over_another_file_must_be_asked_for(
    kembar: Kembar, configure: Configure, archive: Archive, folder: Path
) -> None:
    configure()
    (folder / "surat.txt").write_text("Yang terhormat")

    refused = kembar("archive", "backup", "surat.txt")

    assert (refused.exit_code, (folder / "surat.txt").read_text()) == (1, "Yang terhormat")
    assert "--replace" in refused.stderr
    assert kembar("archive", "backup", "surat.txt", "--replace").exit_code == 0


def test_a_restore_beside_a_running_daemon_is_refused_and_names_it(
    kembar: Kembar, configure: Configure, archive: Archive, folder: Path
) -> None:
    configure()
    kembar("archive", "backup", "salinan.db")
    save(archive, 1)
    daemon = FileLock(beside(archive.path, "daemon"))
    daemon.acquire("the Kembar daemon on meja")

    refused = kembar("archive", "restore", "salinan.db")
    daemon.release()

    assert refused.exit_code == 1
    assert "the Kembar daemon on meja" in refused.stderr
    assert "end it first" in refused.stderr
    assert archive.value("SELECT count(*) FROM articles") == 1
    assert kembar("archive", "restore", "salinan.db").exit_code == 0


def test_check_is_quiet_about_a_sound_archive_and_exits_with_1_for_another(
    kembar: Kembar, configure: Configure, archive: Archive
) -> None:
    configure()
    save(archive, 1, flagged(article(1)))
    sound = kembar("archive", "check")
    with archive.write() as db:
        db.execute("UPDATE hits SET sentence = 'lain'")

    spoilt, as_json = kembar("archive", "check"), kembar("archive", "check", "--json")

    assert (sound.exit_code, sound.stdout) == (0, "no fault found\n")
    assert spoilt.exit_code == as_json.exit_code == 1
    assert spoilt.stdout.startswith("hits: 1 sentences do not stand where they are said to (1); ")
    assert {*json.loads(as_json.stdout)[0]} == {"where", "what", "remedy"}


def test_prune_keeps_everything_unless_told(
    kembar: Kembar, configure: Configure, archive: Archive
) -> None:
    configure()
    save(archive, 1, days=9000)
    save(archive, 2, flagged(article(2)), days=9000)

    assert kembar("archive", "prune").exit_code == 0
    assert archive.value("SELECT count(*) FROM articles") == 2


def test_a_dry_run_says_what_prune_then_does(
    kembar: Kembar, configure: Configure, archive: Archive, folder: Path
) -> None:
    configure('[retention]\narticles = "2 years"\nflagged = "10 years"\nraw_pages = "30 days"\n')
    save(archive, 1, days=800, body=b"lama")
    save(archive, 2, flagged(article(2)), days=800)
    save(archive, 3, days=10, body=b"baru")
    save(archive, 4, flagged(article(4)), days=4000)

    dry = json.loads(kembar("archive", "prune", "--dry-run", "--json").stdout)
    before = archive.value("SELECT count(*) FROM articles")
    done = kembar("archive", "prune")
    again = json.loads(kembar("archive", "prune", "--dry-run", "--json").stdout)

    assert (dry["articles"], dry["flagged"], dry["pages"], before) == (1, 1, 1, 4)
    assert done.stdout.startswith("gone: 1 articles (longer than 2 years), 1 flagged ones")
    assert [row["id"] for row in archive.rows("SELECT id FROM articles")] == [2, 3]
    assert (again["articles"], again["flagged"], again["pages"]) == (0, 0, 0)
    assert len(list(folder.glob("archive.db.pages/*/*.zst"))) == 1


@pytest.mark.parametrize("word", ["articles = '0'", "flagged = '2 hours'", "raw_pages = 'long'"])
def test_a_senseless_term_is_a_mistake(kembar: Kembar, configure: Configure, word: str) -> None:
    configure(f"[retention]\n{word}\n")

    assert kembar("archive", "prune").exit_code == 2


def test_takedown_says_what_will_go_and_asks(
    kembar: Kembar, configure: Configure, archive: Archive
) -> None:
    configure()
    save(archive, 1, flagged(article(1)))

    no = kembar("archive", "takedown", "https://berita.example/1?utm_source=x", given="n\n")
    nobody = kembar("archive", "takedown", "https://berita.example/1")
    kept = archive.value("SELECT count(*) FROM articles")
    yes = kembar("archive", "takedown", "https://berita.example/1", "--yes")

    assert (no.exit_code, nobody.exit_code, kept, yes.exit_code) == (1, 1, 1, 0)
    assert no.stdout.splitlines()[:2] == [
        "1 articles, 0 earlier texts, 1 addresses, 0 alerts not sent yet",
        "  Bontang dan Jeju jadi kota kembar, bagian 1",
    ]
    assert "nothing of it is left in the file" in yes.stdout
    assert archive.value("SELECT count(*) FROM articles") == 0


@pytest.mark.parametrize(
    ("target", "left"),
    [
        ("https://berita.example/2/amp/", [1, 3]),
        ("berita.example", []),
        ("BERITA.example", []),
        ("https://berita.example/*", []),
        ("berita.example/1*", [2, 3]),
        ("https://berita.example/99", [1, 2, 3]),
    ],
)
def test_a_target_is_an_address_a_domain_or_a_pattern(
    kembar: Kembar, configure: Configure, archive: Archive, target: str, left: list[int]
) -> None:
    configure()
    for number in (1, 2, 3):
        save(archive, number)

    result = kembar("archive", "takedown", target, "--yes")

    assert result.exit_code == 0, result.output
    assert [row["id"] for row in archive.rows("SELECT id FROM articles ORDER BY id")] == left


@pytest.mark.parametrize(
    "target", ["*", "*.*", "http://*", "berita", "ftp://a.example/x", "", "a/b"]
)
def test_what_is_no_target_is_a_mistake_and_removes_nothing(
    kembar: Kembar, configure: Configure, archive: Archive, target: str
) -> None:
    configure()
    save(archive, 1)

    result = kembar("archive", "takedown", target, "--yes")

    assert result.exit_code == 2
    assert archive.value("SELECT count(*) FROM articles") == 1


def test_a_story_goes_out_as_warc_with_its_hashes_and_what_is_missing_is_named(
    kembar: Kembar, configure: Configure, archive: Archive, folder: Path
) -> None:
    configure()
    save(archive, 1, flagged(article(1)), body=BODY)
    whole = kembar("archive", "warc", "1", "cerita.warc.gz")
    copy = article(1, url="https://lain.example/1", site="lain.example")
    articles.save(
        archive, copy, flagged(copy), subscriptions=(), backlog="tell", first_round=False, now=NOW
    )

    partly = kembar("archive", "warc", "1", "sebagian.warc.gz")

    assert (whole.exit_code, partly.exit_code) == (0, 1), whole.output
    assert partly.stderr == ("kembar: missing: https://lain.example/1: its page is not on record\n")
    with (folder / "cerita.warc.gz").open("rb") as file:
        records = {
            record.rec_type: (record.rec_headers, record.content_stream().read())
            for record in ArchiveIterator(file, check_digests="raise")
        }
    headers, body = records["resource"]
    assert body == BODY
    assert headers.get_header("WARC-Target-URI") == "https://berita.example/1"
    assert headers.get_header("WARC-Payload-Digest") == f"sha256:{sha256(BODY)}"
    assert headers.get_header("Content-Type") == "text/html"
    assert json.loads(records["metadata"][1])["pages"][0]["kept"] is True
    assert b"kembar" in records["warcinfo"][1]


def test_a_story_without_kept_pages_writes_no_file(
    kembar: Kembar, configure: Configure, archive: Archive, folder: Path
) -> None:
    configure()
    save(archive, 1, flagged(article(1)), body=BODY)
    for file in folder.glob("archive.db.pages/*/*"):
        file.unlink()

    gone, none = kembar("archive", "warc", "1", "x.warc.gz"), kembar("archive", "warc", "7", "y")

    assert (gone.exit_code, none.exit_code) == (1, 1)
    assert f"no longer kept (sha256 {sha256(BODY)})" in gone.stderr
    assert "no story 7" in none.stderr
    assert not (folder / "x.warc.gz").exists()


@pytest.mark.parametrize(
    "command",
    [
        ("backup", "x.db"),
        ("check",),
        ("warc", "1", "x"),
        ("prune",),
        ("takedown", "a.example", "--yes"),
    ],
)
def test_without_an_archive_each_says_so(
    kembar: Kembar, configure: Configure, command: tuple[str, ...], folder: Path
) -> None:
    configure()

    result = kembar("archive", *command)

    assert not (folder / "archive.db").exists()

    assert result.exit_code == 1
    assert "there is no archive yet" in result.stderr
