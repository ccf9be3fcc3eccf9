"""The registry of formats: for each the ending of the file, its media type and who writes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import BinaryIO, Protocol

from storage.clippings import Edition

from . import kliping, records, workbook


class Write(Protocol):
    """Writes an edition into a file opened for bytes, in a language (`id`, `en`)."""

    def __call__(self, edition: Edition, out: BinaryIO, language: str) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format that an edition can be written in."""

    name: str
    """Ending of the file without its dot, and the word in an address: `pdf`."""
    media_type: str
    """For `content-type`."""
    label: tuple[str, str]
    """What a link to it says, in Indonesian and in English."""
    write: Write
    """The function that writes it."""


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        one.name: one
        for one in (
            Format(
                name="pdf",
                media_type="application/pdf",
                label=("Kliping (PDF)", "Clippings (PDF)"),
                write=kliping.write,
            ),
            Format(
                name="xlsx",
                media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                label=("Buku kerja (XLSX)", "Workbook (XLSX)"),
                write=workbook.write,
            ),
            Format(
                name="csv",
                media_type="text/csv; charset=utf-8",
                label=("Tabel (CSV)", "Table (CSV)"),
                write=records.write_csv,
            ),
            Format(
                name="jsonl",
                media_type="application/jsonl; charset=utf-8",
                label=("Data (JSON lines)", "Data (JSON lines)"),
                write=records.write_jsonl,
            ),
        )
    }
)
"""By name, in the order in which they are offered."""
