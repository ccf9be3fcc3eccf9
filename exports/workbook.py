"""An edition as a workbook: sheets stories, events, relations, about. The door to XlsxWriter.

Rows go to disk as they come; dates are dates, links are links, and no text is ever a formula.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import BinaryIO

from xlsxwriter import Workbook

from kembar.errors import KembarError
from storage.clippings import Edition

from .cells import cell, formula
from .heading import asked_lines, found_lines, made_line
from .labels import Labels, labels
from .rows import EVENTS, RELATIONS, STORIES, Link, Value, event_row, relation_row, story_row

_ROWS = 1_048_576
"""Rows of a sheet."""
_LINKS = 65_530
"""Links of a sheet; further addresses are plain text."""
_LINK_LENGTH = 2079
"""Characters of a link."""
_FIRST_YEAR = 1900
"""Dates before it are no dates to Excel."""
_OPTIONS = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}


def write(edition: Edition, out: BinaryIO, language: str) -> None:
    """Write the workbook. KembarError if a sheet cannot hold all rows."""
    said = labels(language)
    book = Workbook(out, _OPTIONS)
    book.set_properties({"title": said.title, "created": edition.made.replace(tzinfo=None)})
    stories = _Sheet(book, "stories", _heads(STORIES, said), list(STORIES.values()))
    events = _Sheet(book, "events", _heads(EVENTS, said), list(EVENTS.values()))
    for story in edition.stories:
        stories.add(story_row(story, said))
        for event in story.events:
            events.add(event_row(story, event, said))
    relations = _Sheet(book, "relations", _heads(RELATIONS, said), list(RELATIONS.values()))
    for relation in edition.relations:
        relations.add(relation_row(relation, said))
    for sheet in (stories, events, relations):
        sheet.finish()
    lines = [said.title, *asked_lines(edition, said), *found_lines(edition, said)]
    _about(book, [*lines, made_line(edition, said), said.rights])
    book.close()


def write_sheet(
    out: BinaryIO,
    *,
    name: str,
    heads: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[Sequence[Value]],
    about: Sequence[str],
) -> None:
    """A workbook of one table, widths in characters, and of a sheet `about` with these lines."""
    book = Workbook(out, _OPTIONS)
    book.set_properties({"title": cell(about[0])})
    sheet = _Sheet(book, name, heads, widths)
    for row in rows:
        sheet.add(row)
    sheet.finish()
    _about(book, about)
    book.close()


def _heads(columns: Iterable[str], said: Labels) -> list[str]:
    return [said.columns[column] for column in columns]


def _about(book: Workbook, lines: Iterable[str]) -> None:
    about = book.add_worksheet("about")
    about.set_column(0, 0, 100)
    for number, line in enumerate(lines):
        about.write_string(number, 0, cell(line))


class _Sheet:
    """A sheet that grows row by row, with a frozen head and a filter on each column."""

    def __init__(
        self, book: Workbook, name: str, heads: Sequence[str], widths: Sequence[int]
    ) -> None:
        self._name = name
        self._sheet = book.add_worksheet(name)
        self._columns = len(heads)
        self._row = 0
        self._links = 0
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._plain = book.add_format({"text_wrap": True, "valign": "top"})
        # Excel shows such a cell as it is, and keeps it text when somebody edits it.
        self._quoted = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._time = book.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top"})
        self._link = book.add_format({"font_color": "#14468C", "underline": 1, "valign": "top"})
        for number, (head, width) in enumerate(zip(heads, widths, strict=True)):
            self._sheet.set_column(number, number, width)
            self._sheet.write_string(0, number, cell(head), self._head)
        self._sheet.freeze_panes(1, 0)

    def add(self, values: Sequence[Value]) -> None:
        """Write the next row."""
        self._row += 1
        if self._row >= _ROWS:
            raise KembarError(
                f"the sheet {self._name} holds at most {_ROWS - 1} rows; take a shorter period"
            )
        for column, value in enumerate(values):
            self._write(column, value)

    def _write(self, column: int, value: Value) -> None:
        row, sheet = self._row, self._sheet
        if isinstance(value, Link):
            self._links += 1
            if self._links <= _LINKS and len(value.url) <= _LINK_LENGTH:
                sheet.write_url(row, column, value.url, self._link)
            else:
                sheet.write_string(row, column, cell(value.url), self._plain)
        elif isinstance(value, date) and value.year >= _FIRST_YEAR:
            shape = self._time if isinstance(value, datetime) else self._day
            sheet.write_datetime(row, column, value, shape)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, self._plain)
        elif value is not None and str(value):
            text = cell(str(value))
            sheet.write_string(row, column, text, self._quoted if formula(text) else self._plain)

    def finish(self) -> None:
        """Put the filter over all rows."""
        self._sheet.autofilter(0, 0, max(self._row, 1), self._columns - 1)
