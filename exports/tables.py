"""Any list as a table: CSV for spreadsheets, XLSX, JSON lines for machines."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import BinaryIO

from .cells import guarded
from .rows import Link, Value
from .workbook import write_sheet

_BEGIN = "\ufeff"  # without it spreadsheets take UTF-8 for an older encoding


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table."""

    name: str
    """For machines: the key of JSON lines."""
    head: str
    """For people, in their language."""
    width: int = 20
    """Characters, in a workbook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A list that is to be passed on."""

    name: str
    """Name of the sheet: at most 31 characters, none of `[]:*?/\\`."""
    title: str
    """What it is, in the reader's language."""
    columns: tuple[Column, ...]
    """From left to right."""
    rows: Iterable[Sequence[Value]]
    """A value for each column; None is empty."""
    notes: tuple[str, ...] = ()
    """What was asked, and when."""
    cut: str = ""
    """That rows were left out; it stands at the end of every file."""


def write_csv(table: Table, out: BinaryIO) -> None:
    """UTF-8 with a byte order mark; what looks like a formula has an apostrophe before it."""
    text = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="", write_through=True)
    try:
        text.write(_BEGIN)
        writer = csv.writer(text)
        writer.writerow(column.head for column in table.columns)
        for row in table.rows:
            writer.writerow(_for_csv(value) for value in row)
        if table.cut:
            writer.writerow([guarded(table.cut)])
    finally:
        text.detach()


def write_jsonl(table: Table, out: BinaryIO) -> None:
    """An object a line in UTF-8; dates as in ISO 8601."""
    names = [column.name for column in table.columns]
    for row in table.rows:
        record = dict(zip(names, map(_for_json, row), strict=True))
        line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        out.write(line.encode("utf-8", "replace") + b"\n")
    if table.cut:
        out.write(json.dumps({"note": table.cut}, ensure_ascii=False).encode() + b"\n")


def write_xlsx(table: Table, out: BinaryIO) -> None:
    """A workbook with the table, and a sheet that says what it is."""
    write_sheet(
        out, name=table.name, heads=[column.head for column in table.columns],
        widths=[column.width for column in table.columns], rows=table.rows,
        about=[table.title, *table.notes, *filter(None, [table.cut])],
    )  # fmt: skip


WRITERS: Mapping[str, Callable[[Table, BinaryIO], None]] = MappingProxyType(
    {"xlsx": write_xlsx, "csv": write_csv, "jsonl": write_jsonl}
)
"""By ending, in the order in which they are offered."""


def _for_csv(value: Value) -> str | int | float:
    plain = _for_json(value)
    if isinstance(plain, str):
        return guarded(plain)
    return "" if plain is None else plain


def _for_json(value: Value) -> str | int | float | None:
    if isinstance(value, Link):
        return value.url
    return value.isoformat() if isinstance(value, date | datetime) else value
