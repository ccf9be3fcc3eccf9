"""Every list of the reading room can be taken along as a file, whole and with the same filters."""

import asyncio
import csv
import io
import json
import re
import subprocess
import threading
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from reading_room.application import build
from reading_room.desk import Busy, Desk, Limits
from storage import publishing
from storage.archive import Archive

Ask = Callable[..., Any]
_LINK = re.compile(r'href="(/export/[^"]+)"')
_FURTHER = re.compile(r"/export/(outlets|facts|history)")


def files(page: str) -> list[str]:
    """The addresses of the files that a page offers."""
    return [link.replace("&amp;", "&") for link in _LINK.findall(page)]


def fetched(visit: Ask, page: str) -> dict[str, Any]:
    """Each file of the main list of a page, by its ending."""
    offered = [link for link in files(visit(page).text) if not _FURTHER.match(link)]
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
            rf'attachment; filename="kembar-[a-z0-9._-]+-\d{{4}}-\d\d-\d\d\.{ending}"',
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


def test_a_story_gives_its_outlets_in_order_and_its_facts_with_their_sentences(visit: Ask) -> None:
    links = files(visit("/story/1?lang=en").text)
    outlets = table(visit(next(one for one in links if "outlets.csv" in one)).body)
    facts = table(visit(next(one for one in links if "facts.csv" in one)).body)

    assert [row["Order"] for row in outlets] == [str(n) for n in range(1, len(outlets) + 1)]
    assert outlets[0]["Site"] == "pelabuhan.example"
    assert facts and all(row["Judged sentence"] for row in facts)


def test_a_relation_gives_its_history(visit: Ask) -> None:
    page = visit("/relation/64.74/jp:kisarazu").text
    rows = table(visit(next(one for one in files(page) if "history.csv" in one)).body)

    assert len(rows) > 1
    assert [row["Tanggal"] for row in rows] == sorted(row["Tanggal"] for row in rows)


def test_the_map_gives_all_pairs_with_their_coordinates(visit: Ask) -> None:
    link = next(one for one in files(visit("/map?lang=en").text) if ".jsonl" in one)
    rows = records(visit(link).body)

    ends = {row["place"]: row["latitude"] for row in rows}
    ends |= {row["partner"]: row["partner_latitude"] for row in rows}
    assert len(rows) == len(table(visit("/export/relations.csv").body))
    assert (ends["Kota Bontang"], ends["Kabupaten Jepara"]) == (0.13, -6.6)


def test_stories_have_heads_in_both_languages(visit: Ask) -> None:
    assert "Kalimat penentu" in table(visit("/export/stories.csv").body)[0]
    assert "Judged sentence" in table(visit("/export/stories.csv?lang=en").body)[0]


def answers(path: Path, *asked: str, limits: Limits) -> list[Any]:
    """What the application says in this process, within limits of a test."""
    datasette, _ = build(path)
    datasette.desk.limits = limits

    async def ask() -> list[Any]:
        return [await datasette.client.get(one) for one in asked]

    try:
        return asyncio.run(ask())
    finally:
        datasette.desk.close()
        datasette.executor.shutdown()


def test_a_list_that_is_cut_says_so_on_the_page_and_in_every_file(filled: Path) -> None:
    asked = ["/", *(f"/export/stories.{form}" for form in ("csv", "jsonl", "pdf", "xlsx")),
             *(f"/export/{name}.{form}" for name in ("relations", "map")
               for form in ("csv", "jsonl"))]  # fmt: skip
    page, csv_file, jsonl, pdf, xlsx, *rest = answers(
        filled, *asked, limits=Limits(rows=1, clippings=2)
    )

    assert "Berkas memuat 1 yang terbaru" in page.text
    assert "PDF memuat 2 yang terbaru" in page.text
    assert len(csv_file.text.splitlines()) == 3 and "Tidak termasuk: 2" in csv_file.text
    assert "Tidak termasuk: 2" in json.loads(jsonl.text.splitlines()[-1])["note"]
    assert (pdf.status_code, pdf.content[:5]) == (200, b"%PDF-")
    about = zipfile.ZipFile(io.BytesIO(xlsx.content)).read("xl/worksheets/sheet4.xml").decode()
    assert "Tidak termasuk: 2" in about
    assert all("Terpotong" in one.text for one in rest)


def test_a_file_that_takes_too_long_is_given_up(filled: Path) -> None:
    asked = ("/export/stories.pdf", "/export/relations.csv")
    stories, relations = answers(filled, *asked, limits=Limits(seconds=-1))

    assert stories.status_code in (422, 503) and "terlalu lama" in stories.text
    assert "interrupted" not in stories.text + relations.text


def test_when_too_many_files_are_asked_for_the_next_is_told_to_wait(filled: Path) -> None:
    datasette, _ = build(filled)
    held = threading.Event()

    async def ask() -> tuple[int, str | None, int]:
        busy = [
            asyncio.create_task(datasette.desk.write(lambda archive, out: held.wait(20)))
            for _ in range(6)
        ]
        await asyncio.sleep(0)
        refused = await datasette.client.get("/export/map.csv")
        page = await datasette.client.get("/")
        held.set()
        for file in await asyncio.gather(*busy):
            file.close()
        return refused.status_code, refused.headers.get("retry-after"), page.status_code

    try:
        assert asyncio.run(ask()) == (503, "60", 200)
    finally:
        datasette.desk.close()
        datasette.executor.shutdown()


def test_a_reading_room_that_ends_takes_no_more(filled: Path) -> None:
    desk = Desk(filled, Limits())
    desk.close()

    with pytest.raises(Busy):
        asyncio.run(desk.write(lambda archive, out: True))


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
        "/export/story.csv?number=987654",
        "/export/facts.csv?number=987654",
        "/export/outlets.csv",
        "/export/relation.jsonl?a=x&b=y",
        "/export/history.csv?a=x&b=y",
        "/export/story.csv?number=" + "9" * 40,
    ],
)
def test_a_file_that_is_none_is_not_there(visit: Ask, path: str) -> None:
    assert visit(path).status == 404


@pytest.mark.parametrize(
    "path",
    [
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
    for page in ("/", "/?q=tidakada", "/relations", "/map", "/charts", "/story/1"):
        shown = fetch(f"{base}{page}").text
        assert "/sites" not in shown
        for link in {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"]*)"', shown)}:
            assert fetch(f"{base}{link}").status == 200, link
