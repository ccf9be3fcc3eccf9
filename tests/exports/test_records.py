"""CSV for spreadsheets and JSON lines for machines."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from exports.cells import guarded
from exports.records import COLUMNS, write_jsonl
from storage.archive import Archive
from storage.clippings import Asked, edition
from storage.cuttings import Clipping

from .conftest import MADE, SECRET, Save, Write

pytestmark = pytest.mark.usefixtures("filled")


def rows(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))


def records(text: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.decode().splitlines()]


def test_a_story_told_twice_is_one_row_with_both_links(write: Write) -> None:
    twins = next(row for row in rows(write("csv")) if row["reports"] == "2")

    assert (twins["pair"], twins["kind"], twins["stage"]) == (
        "Kota Bontang dengan Jeju", "sister_city", "mou",
    )  # fmt: skip
    assert (twins["url"], twins["others"]) == (
        "https://berita.example/1", "https://lain.example/2",
    )  # fmt: skip
    assert (twins["day"], twins["event_date"]) == ("2026-11-24", "2026-11-23")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=1+1", "'=1+1"),
        ("+62 811", "'+62 811"),
        ("-5 derajat", "'-5 derajat"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("  =1", "'=1"),
        ("\u200b=1", "'=1"),
        ("Bontang = Jeju", "Bontang = Jeju"),
        ("baris\r\n=1", "baris =1"),
        ("", ""),
    ],
)
def test_a_cell_is_never_a_formula(text: str, shown: str) -> None:
    assert guarded(text) == shown


def test_a_cell_is_no_longer_than_a_spreadsheet_takes() -> None:
    assert len(guarded("kata " * 20_000)) < 32_767


def test_a_json_line_has_every_happening_and_report(write: Write) -> None:
    gift = next(one for one in records(write("jsonl")) if one["kind"] == "foreign_aid")

    assert gift["events"][0]["amount"] == {"value": 2_500_000, "currency": "USD"}
    assert [party["id"] for party in gift["events"][0]["parties"]] == ["kr:jeju", "33.20"]
    assert gift["reports"][0]["precision"] == "day"
    assert gift["day"] == "2026-09-25"


def test_an_article_without_a_date_says_when_it_was_seen(write: Write) -> None:
    talks = next(one for one in records(write("jsonl")) if one["kind"] == "cooperation_talks")

    assert talks["reports"][0]["first_seen"] == "2026-11-24T03:00:00Z"
    assert "published" not in talks["reports"][0]


def test_no_text_is_in_either(write: Write) -> None:
    assert SECRET.encode() not in write("csv") + write("jsonl")


def test_a_lone_half_of_a_pair_of_letters_loses_no_row(save: Save, write: Write) -> None:
    save(11, title="Bontang \ud83d dan Jeju")

    assert len(records(write("jsonl"))) == len(rows(write("csv"))) == 5


def test_stories_are_written_as_they_are_read(archive: Archive) -> None:
    out, before = io.BytesIO(), list[int]()
    made = edition(archive, Asked(), now=MADE)

    def watched() -> Iterator[Clipping]:
        for story in made.stories:
            before.append(out.tell())
            yield story

    write_jsonl(replace(made, stories=watched()), out, "id")

    assert before[0] == 0 and before == sorted(set(before)), "nothing waits for the rest"


def test_an_empty_period_gives_the_head_alone(write: Write) -> None:
    asked = {"until": date(2020, 1, 1)}

    assert write("csv", **asked).decode("utf-8-sig").strip() == ",".join(COLUMNS)
    assert write("jsonl", **asked) == b""
