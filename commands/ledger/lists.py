"""A CSV file of ties as rows with our names for its columns; it knows no place and no archive."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kembar.errors import KembarError

# Our column -> the names that lists give it, the best first; letters and digits only.
_NAMES = {
    "a": (
        "a", "itemlabel", "citylabel", "placelabel", "idcity", "place", "city", "kota", "daerah",
        "item",
    ),
    "b": (
        "b", "partnerlabel", "twinlabel", "sisterlabel", "valuelabel", "partner", "twin",
        "sistercity", "sister", "twinnedadministrativebody", "mitra", "value",
    ),
    "a_country": (
        "acountry", "idcountry", "itemcountrylabel", "citycountrylabel", "placecountry",
        "citycountry",
    ),
    "b_country": (
        "bcountry", "partnercountry", "partnercountrylabel", "twincountrylabel",
        "valuecountrylabel", "twincountry", "countrylabel", "country", "negara",
    ),
    "kind": ("kind", "jenis"),
    "since": (
        "since", "sejak", "start", "starttime", "startyear", "startdate", "year", "tahun", "from",
    ),
    "until": ("until", "sampai", "end", "endtime", "endyear", "enddate"),
    "source": ("source", "sources", "sumber", "reference", "url"),
    "note": ("note", "notes", "catatan", "keterangan"),
}  # fmt: skip
_DELIMITERS = ",;\t"
EXPECTED = "expected a header line with `a,b`, `place,partner` or `id_city,partner`"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    line: int
    """Number of the line in the file where the row ends, from 1."""
    cells: tuple[str, ...]
    """As they stand in the file."""
    told: Mapping[str, str]
    """Our name of a column -> what the row says there, white space trimmed."""


@dataclass(frozen=True, slots=True)
class TwinList:
    """A file that was read."""

    header: tuple[str, ...]
    """As it stands in the file."""
    rows: tuple[Row, ...]
    """Without empty ones."""


def read_list(path: Path) -> TwinList:
    """Read a list; KembarError says what is wrong with the file as a whole."""
    text = _text(path)
    first = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        lines = [(reader.line_num, tuple(cells)) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as error:
        raise KembarError(
            f"{path}: line {reader.line_num}: cannot be read as CSV: {error}"
        ) from None
    if not lines:
        raise KembarError(f"{path}: is empty; {EXPECTED}")
    header = lines[0][1]
    columns = _columns(header)
    missing = [name for name in ("a", "b") if name not in columns]
    if missing:
        shown = ", ".join(cell.strip() for cell in header)[:200]
        raise KembarError(
            f"{path}: line {lines[0][0]}: no column for {' and '.join(missing)} in {shown!r}; "
            f"{EXPECTED}"
        )
    return TwinList(header, tuple(_rows(lines[1:], columns)))


def _text(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise KembarError(
            f"{path}: line {line}: is not text in UTF-8 (byte 0x{content[error.start]:02x}); "
            "save the list as CSV in UTF-8"
        ) from None


def _columns(header: Sequence[str]) -> dict[str, int]:
    """Our name of a column -> where it stands."""
    written = [re.sub(r"[\W_]", "", cell).casefold() for cell in header]
    found = {
        ours: next((written.index(name) for name in names if name in written), None)
        for ours, names in _NAMES.items()
    }
    return {ours: place for ours, place in found.items() if place is not None}


def _rows(
    lines: Sequence[tuple[int, tuple[str, ...]]], columns: Mapping[str, int]
) -> Iterator[Row]:
    for number, cells in lines:
        told = {
            name: " ".join(cells[at].split()) for name, at in columns.items() if at < len(cells)
        }
        yield Row(number, cells, {name: said for name, said in told.items() if said})
