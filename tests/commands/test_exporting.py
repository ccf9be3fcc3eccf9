"""`kembar archive export` and `publish`: files that are whole or not there."""

import csv
import io
import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result
from sample_articles import NOW, PLACES, UNFLAGGED, article, flagged, happening

from kembar.model import Kind, Stage
from storage import articles, places
from storage.archive import Archive

Kembar = Callable[..., Result]
Configure = Callable[..., Path]

pytestmark = pytest.mark.usefixtures("filled")


@pytest.fixture
def filled(configure: Configure, archive: Archive) -> None:
    configure()
    places.sync(archive, PLACES)
    for number, kind in ((1, Kind.SISTER_CITY), (2, Kind.STUDY_VISIT)):
        told = article(number, published=NOW - timedelta(days=40 * number))
        judged = flagged(told, happening(told, kind=kind, stage=Stage.VISIT))
        save(archive, told, judged)
    save(archive, article(3, title="Pasar malam", text="Ramai sekali."), UNFLAGGED)


def save(archive, told, judged) -> None:  # type: ignore[no-untyped-def]
    articles.save(
        archive, told, judged, subscriptions=(), backlog="tell", first_round=False, now=NOW
    )


@pytest.mark.parametrize(
    ("name", "begins"),
    [("a.pdf", b"%PDF-"), ("a.xlsx", b"PK"), ("a.CSV", b"\xef\xbb\xbfstory,"), ("a.jsonl", b"{")],
)
def test_the_ending_of_the_file_says_the_format(
    name: str, begins: bytes, kembar: Kembar, folder: Path
) -> None:
    result = kembar("archive", "export", name)

    assert (result.exit_code, result.stdout) == (0, ""), result.output
    assert (folder / name).read_bytes().startswith(begins)
    assert f"{name}: 2 stories (2 articles) of 3 articles looked at" in result.stderr


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ((), {1, 2}),
        (("--kind", "study_visit"), {2}),
        (("--kind", "study_visit", "--kind", "sister_city"), {1, 2}),
        (("--stage", "mou"), set()),
        (("--place", "Kota Bontang"), {1, 2}),
        (("--place", "64"), {1, 2}),
        (("--place", "Kabupaten Jepara"), set()),
        (("--since", "2026-10-15"), {1}),
        (("--until", "2026-10-15"), {1, 2}),
        (("--since", "2026-10-16"), set()),
        (("--until", "2026-10-14"), {2}),
        (("--since", "2026-09-05", "--until", "2026-09-05"), {2}),
        (("--site", "berita.example"), {1, 2}),
        (("--site", "lain.example"), set()),
    ],
)
def test_a_filter_leaves_what_fits(
    asked: tuple[str, ...], found: set[int], kembar: Kembar, folder: Path
) -> None:
    result = kembar("archive", "export", "out.jsonl", *asked)

    lines = (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert result.exit_code == 0, result.output
    assert {int(json.loads(line)["reports"][0]["url"][-1]) for line in lines} == found


def test_a_csv_row_cannot_become_a_formula(kembar: Kembar, archive: Archive, folder: Path) -> None:
    told = article(4, title='=HYPERLINK("https://jahat.example")')
    save(archive, told, flagged(told))
    kembar("archive", "export", "out.csv", "--language", "en")

    text = (folder / "out.csv").read_text(encoding="utf-8-sig")
    rows = {row["url"]: row for row in csv.DictReader(io.StringIO(text))}
    assert rows["https://berita.example/4"]["headline"].startswith("'=HYPERLINK")
    assert rows["https://berita.example/1"]["headline"].startswith("Bontang")
    assert rows["https://berita.example/1"]["what"] == "Sister cities: a visit"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("out.docx",), "expected one of .pdf, .xlsx, .csv, .jsonl"),
        (("out",), "expected one of"),
        (("out.csv", "--since", "2026-02-01", "--until", "2026-01-01"), "lies after"),
        (("out.csv", "--since", "kemarin"), "--since"),
        (("out.csv", "--place", "Kota Antah Berantah"), "Antah Berantah"),
        (("out.csv", "--kind", "perang"), "--kind"),
    ],
)
def test_what_is_mistyped_is_said_and_nothing_written(
    arguments: tuple[str, ...], said: str, kembar: Kembar, folder: Path
) -> None:
    result = kembar("archive", "export", *arguments)

    assert result.exit_code == 2
    assert said in result.stderr
    assert not list(folder.glob("out*"))


def test_an_earlier_file_stays_until_the_new_one_is_whole(
    kembar: Kembar, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "out.pdf").write_bytes(b"bulan lalu")
    monkeypatch.setattr("exports.kliping.MOST", 1)
    failed = kembar("archive", "export", "out.pdf")

    assert failed.exit_code == 1 and "too many for one PDF" in failed.stderr
    assert (folder / "out.pdf").read_bytes() == b"bulan lalu"
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_a_folder_that_is_not_there_is_named(kembar: Kembar) -> None:
    result = kembar("archive", "export", "tiada/out.csv")

    assert result.exit_code == 1
    assert "tiada" in result.stderr


def test_the_archive_itself_is_never_written_over(kembar: Kembar, archive: Archive) -> None:
    refused = kembar("archive", "publish", "archive.db")

    assert refused.exit_code == 2 and "is the archive" in refused.stderr
    assert archive.value("SELECT count(*) FROM articles") == 3


def test_a_public_copy_replaces_an_earlier_one_and_no_other_file(
    kembar: Kembar, folder: Path
) -> None:
    first = kembar("archive", "publish", "public.db")
    again = kembar("archive", "publish", "public.db")
    (folder / "surat.db").write_text("Yang terhormat", encoding="utf-8")
    refused = kembar("archive", "publish", "surat.db")

    assert (first.exit_code, again.exit_code, refused.exit_code) == (0, 0, 2)
    assert "2 stories, 2 articles, 1 relations" in first.stderr
    assert "no public copy of ours" in refused.stderr
    assert (folder / "surat.db").read_text(encoding="utf-8") == "Yang terhormat"


def test_a_public_copy_is_served_until_told_to_end_and_a_newer_one_takes_its_place(
    kembar: Kembar, archive: Archive, folder: Path
) -> None:
    kembar("archive", "publish", "public.db")
    command = [sys.executable, "-m", "kembar", "archive", "serve", "--public", "public.db"]
    process = subprocess.Popen([*command, "--port", "0"], stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        address = process.stderr.readline().split()[2]
        before = read(f"{address}archive/flagged.json?_shape=array")
        told = article(5, title="Bontang menengok Jeju lagi")
        save(archive, told, flagged(told))
        kembar("archive", "publish", "public.db")
        wait_until(lambda: len(read(f"{address}archive/flagged.json?_shape=array")) == 3)
    finally:
        process.terminate()
        code = process.wait(timeout=30)
        process.stderr.close()  # type: ignore[union-attr]

    assert len(before) == 2
    assert code == 0


def read(url: str) -> list[object]:
    """The rows at an address; none while nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            found: list[object] = json.load(answer)
            return found
    except OSError:
        return []


def wait_until(true: Callable[[], bool]) -> None:
    give_up = time.monotonic() + 60
    while not true():
        assert time.monotonic() < give_up, "did not come about within a minute"
        time.sleep(0.1)


def test_serving_to_all_takes_a_public_copy_alone(kembar: Kembar) -> None:
    archive = kembar("archive", "serve", "--public", "archive.db")
    named = kembar("archive", "serve", "--name", "contoh.example")

    assert archive.exit_code == 1 and "no public copy" in archive.stderr
    assert named.exit_code == 2 and "need --public" in named.stderr
