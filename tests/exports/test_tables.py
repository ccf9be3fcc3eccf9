"""Any list as a file: nothing is calculated, dates are dates, an odd sign loses no row."""

import csv
import io
import json
import zipfile
from datetime import date, datetime

from exports.rows import Link, Value
from exports.tables import Column, Table, write_csv, write_jsonl, write_xlsx

ROWS: list[tuple[Value, ...]] = [
    ("=1+1", date(2026, 11, 24), 3),
    (" @SUM(A1)", 2016, None),
    ("Nama \ud800 \x00 aneh", None, 0.5),
    (Link("https://teluk.example/a?b=1,2"), datetime.fromisoformat("2026-11-24T03:05"), 1),
]


def of(rows: list[tuple[Value, ...]]) -> Table:
    columns = (
        Column(name="a", head="Nama"),
        Column(name="b", head="Hari"),
        Column(name="c", head="N"),
    )
    return Table(name="rows", title="Uji", columns=columns, rows=rows, notes=("=catatan",))


def test_a_spreadsheet_calculates_nothing_of_it() -> None:
    out = io.BytesIO()
    write_csv(of(ROWS), out)
    read = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"))))

    assert read[0] == ["Nama", "Hari", "N"]
    assert [row[0][0] for row in read[1:3]] == ["'", "'"]
    assert read[1][1:] == ["2026-11-24", "3"]
    assert read[2][1:] == ["2016", ""]
    assert read[4][0] == "https://teluk.example/a?b=1,2"
    assert len(read) == 5


def test_machines_get_an_object_a_line() -> None:
    out = io.BytesIO()
    write_jsonl(of(ROWS), out)
    read = [json.loads(line) for line in out.getvalue().decode().splitlines()]

    assert read[0] == {"a": "=1+1", "b": "2026-11-24", "c": 3}
    assert read[1]["c"] is None
    assert read[3]["b"] == "2026-11-24T03:05:00"
    assert len(read) == 4


def test_a_workbook_holds_no_formula() -> None:
    out = io.BytesIO()
    write_xlsx(of(ROWS), out)
    book = zipfile.ZipFile(out)
    sheets = "".join(book.read(f"xl/worksheets/sheet{n}.xml").decode() for n in (1, 2))

    assert "<f>" not in sheets
    assert "Nama" in sheets or "Nama" in book.read("xl/sharedStrings.xml").decode()
