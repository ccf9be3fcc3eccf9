"""Every list of the reading room can be taken along as a file, whole and with the same filters."""

import csv
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from storage import publishing
from storage.archive import Archive

Ask = Callable[..., Any]
_LINK = re.compile(r'href="(/export/[^"]+)"')


def files(page: str) -> list[str]:
    """The addresses of the files that a page offers."""
    return [link.replace("&amp;", "&") for link in _LINK.findall(page)]


def fetched(visit: Ask, page: str) -> dict[str, Any]:
    """Each file that a page offers, by its ending."""
    offered = files(visit(page).text)
    return {link.partition("?")[0].rpartition(".")[2]: visit(link) for link in offered}


def table(body: bytes) -> list[dict[str, str]]:
    assert body.startswith("\ufeff".encode())
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))


def records(body: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in body.decode().splitlines()]


@pytest.mark.parametrize(
    ("page", "kliping"),
    [
        ("/", True),
        ("/?q=kota", True),
        ("/place/64.74", True),
        ("/relation/64.74/jp:kisarazu", True),
        ("/story/1", True),
        ("/relations", False),
        ("/relations?silent=2", False),
        ("/sites", False),
        ("/map", False),
        ("/charts", False),
    ],
)
def test_every_list_can_be_taken_along(visit: Ask, page: str, kliping: bool) -> None:
    found = fetched(visit, page)

    assert set(found) == {"xlsx", "csv", "jsonl"} | ({"pdf"} if kliping else set())
    for ending, answer in found.items():
        assert answer.status == 200, ending
        assert re.fullmatch(
            rf'attachment; filename="kembar-\w+-\d{{4}}-\d\d-\d\d\.{ending}"',
            answer.headers["Content-Disposition"],
        )
    assert zipfile.ZipFile(io.BytesIO(found["xlsx"].body)).testzip() is None
    assert table(found["csv"].body)
    assert len(records(found["jsonl"].body)) == len(table(found["csv"].body))
    if kliping:
        assert found["pdf"].body.startswith(b"%PDF-")
        assert found["pdf"].headers["Content-Type"] == "application/pdf"


def test_a_file_holds_what_the_filters_leave_and_all_of_it(visit: Ask) -> None:
    link = next(one for one in files(visit("/?kind=study_visit").text) if ".jsonl" in one)
    some, every = records(visit(link).body), records(visit("/export/stories.jsonl").body)

    assert [story["headline"] for story in some] == ["Jayapura Belajar Ukir ke Jepara"]
    assert len(every) == 6
    assert records(visit("/export/stories.jsonl?page=9").body) == every


def test_silent_relations_are_those_of_the_page(visit: Ask) -> None:
    page = visit("/relations?silent=2").text
    rows = table(visit(next(one for one in files(page) if ".csv" in one)).body)

    assert rows
    assert all(row["Daerah"] in page and row["Mitra"] in page for row in rows)
    assert len(rows) < len(table(visit("/export/relations.csv").body))


def test_heads_are_in_the_language_of_the_page(visit: Ask) -> None:
    link = next(one for one in files(visit("/sites?lang=en").text) if ".csv" in one)

    assert list(table(visit(link).body)[0])[:2] == ["Site", "Last round"]
    assert list(table(visit("/export/sites.csv").body)[0])[:2] == ["Situs", "Putaran terakhir"]


@pytest.mark.parametrize(
    "path",
    [
        "/export/stories.exe",
        "/export/relations.pdf",
        "/export/secrets.csv",
        "/export/story.csv?number=x",
        "/export/story.csv",
        "/export/story.csv?number=" + "9" * 40,
    ],
)
def test_a_file_that_is_none_is_not_there(visit: Ask, path: str) -> None:
    assert visit(path).status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/export/story.csv?number=987654",
        "/export/relation.jsonl?a=x&b=y",
        "/export/stories.csv?q=gerhana",
        "/export/stories.xlsx?q=%22%22%22&place=%00&period=9999&kind=x&stage=y",
        "/export/relations.csv?place=%3Cb%3E&silent=99999",
    ],
)
def test_a_file_of_nothing_is_a_file(visit: Ask, path: str) -> None:
    assert visit(path).status == 200


def test_a_copy_for_all_has_files_of_its_lists_but_none_of_the_sites(
    filled: Path, tmp_path: Path, served: Callable[..., "subprocess.Popen[str]"], fetch: Ask
) -> None:
    target = tmp_path / "public.db"
    target.touch()
    archive = Archive.open(filled, read_only=True)
    publishing.build(archive, target, now=datetime(2026, 11, 24, tzinfo=UTC))
    archive.close()
    process = served(target, "--port", "0", "--public")
    assert process.stdout is not None
    base = process.stdout.readline().strip().rstrip("/")

    assert records(fetch(f"{base}/export/stories.jsonl").body)
    assert fetch(f"{base}/export/stories.pdf").body.startswith(b"%PDF-")
    assert table(fetch(f"{base}/export/relations.csv").body)
    assert fetch(f"{base}/export/sites.csv").status == 403
    front = fetch(f"{base}/").text
    assert 'href="/sites"' not in front
    assert 'href="/relations"' in front
