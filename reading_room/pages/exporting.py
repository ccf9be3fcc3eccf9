"""The lists of our pages as files to pass on: which stories or rows, and what stands in them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, BinaryIO

from exports.cells import cell
from exports.formats import FORMATS
from exports.kliping import MOST as MOST_IN_PDF
from exports.rows import Value
from exports.tables import Column, Table
from kembar.clock import WIB, stamp
from kembar.model import Kind, Stage
from storage.archive import Archive
from storage.clippings import Asked as Chosen
from storage.clippings import edition_of

from ..speech import Speech
from . import charts, relations, sites
from .asked import Asked
from .finding import places_called
from .listing import stories
from .relation import told_stories

MOST = 20_000
"""Stories or rows in one file; an archive of ten years has fewer."""


def write_stories(
    archive: Archive,
    asked: Asked,
    out: BinaryIO,
    *,
    form: str,
    speech: Speech,
    now: datetime,
    most: int = MOST,
    only: Sequence[int] | None = None,
) -> None:
    """The stories of a list, or `only` these, with what was asked; the newest where too many."""
    wanted = [row["story"] for row in stories(archive, asked).rows] if only is None else [*only]
    most = min(most, MOST_IN_PDF) if form == "pdf" else most
    meant = places_called(archive, asked.place) if asked.place else []
    chosen = Chosen(
        places=tuple(place["id"] for place in meant),
        kinds=(Kind(asked.kind),) if asked.kind in set(Kind) else (),
        stages=(Stage(asked.stage),) if asked.stage in set(Stage) else (),
        sites=(asked.site,) if asked.site else (),
    )
    besides = (asked.q and f"“{asked.q}”", speech.sector(asked.sector), speech.day(asked.period))
    edition = edition_of(
        archive, wanted[:most], now=now, asked=chosen, words=", ".join(filter(None, besides)),
        left_out=max(0, len(wanted) - most),
    )  # fmt: skip
    FORMATS[form].write(edition, out, speech.language)


def write_pair(
    archive: Archive, a: str, b: str, out: BinaryIO, *, form: str, speech: Speech, now: datetime
) -> None:
    """The stories of a relation."""
    only = [row["story"] for row in told_stories(archive, a, b)]
    write_stories(archive, Asked(), out, form=form, speech=speech, now=now, only=only)


def table_of(
    name: str, archive: Archive, asked: Asked, silent: int, speech: Speech, now: datetime
) -> Table | None:
    """One of the lists that are no stories, as a table; None for another name."""
    made = speech("Disusun %s", "Made %s") % speech.moment(stamp(now))
    if name == "relations":
        return _relations(archive, asked, silent, speech, now.astimezone(WIB).date(), made)
    if name == "sites":
        return _sites(archive, speech, now, made)
    if name == "charts":
        return _charts(archive, speech, now.astimezone(WIB).date(), made)
    return None


def _relations(
    archive: Archive, asked: Asked, silent: int, speech: Speech, today: date, made: str
) -> Table:
    rows = relations.chosen(archive, asked, silent, today, limit=MOST + 1)
    heads = {
        "a": ("Kode daerah", "Code of the place"), "place": ("Daerah", "Place"),
        "b": ("Kode mitra", "Code of the partner"), "partner": ("Mitra", "Partner"),
        "kind": ("Jenis", "Kind"), "stage": ("Tahap", "Stage"), "since": ("Sejak", "Since"),
        "last_activity": ("Kabar terakhir", "Last activity"), "stories": ("Peristiwa", "Stories"),
        "source": ("Daftar asal", "From the list"),
    }  # fmt: skip
    notes = [made]
    if silent:
        notes.append(
            speech("Tanpa kabar selama %s tahun", "Silent for %s years") % silent
        )  # fmt: skip
    notes += [cell(value) for value in asked.filters.values()]
    if len(rows) > MOST:
        notes.append(speech("Hanya %s baris pertama", "Only the first %s rows") % MOST)
    return Table(
        name="relations",
        title=speech("Hubungan antardaerah", "Relations between places"),
        columns=_columns(heads, speech),
        rows=[
            (
                row["a"], row["a_name"], row["b"], row["b_name"], speech.kind(row["kind"]),
                speech.stage(row["stage"]), _day(row["since"]), _day(row["last_active"]),
                row["stories"], row["source"],
            )
            for row in rows[:MOST]
        ],
        notes=tuple(notes),
    )  # fmt: skip


def _sites(archive: Archive, speech: Speech, now: datetime, made: str) -> Table:
    shown = sites.sites(archive, speech, now)
    heads = {
        "site": ("Situs", "Site"), "outcome": ("Putaran terakhir", "Last round"),
        "finished": ("Selesai", "Ended"), "wrong": ("Yang salah", "What is wrong"),
        "articles": (f"Berita {shown['days']} hari", f"Articles, {shown['days']} days"),
        "flagged": ("Bertanda", "Flagged"), "last": ("Berita terakhir", "Last article"),
        "next": ("Dilihat lagi", "Next look"),
    }  # fmt: skip
    return Table(
        name="sites",
        title=speech("Situs", "Sites"),
        columns=_columns(heads, speech),
        rows=[
            (
                row["site"], speech.outcome(row["outcome"]), row["finished"], _wrong(row),
                row["articles"], row["flagged"], row["last"], row["next"],
            )
            for row in shown["rows"]
        ],
        notes=(made,),
    )  # fmt: skip


def _wrong(row: dict[str, Any]) -> str:
    failing = (
        f"{source['url']}: {source['error'] or source['failures']}" for source in row["failing"]
    )
    return "; ".join(filter(None, (row["reason"], *failing)))


def _charts(archive: Archive, speech: Speech, today: date, made: str) -> Table:
    drawn = charts.charts(archive, speech, today)
    heads = {
        "by": ("Menurut", "By"),
        "value": ("Nilai", "Value"),
        "stories": ("Peristiwa", "Stories"),
    }
    titles = {
        "months": ("bulan", "month"), "kinds": ("jenis", "kind"), "stages": ("tahap", "stage"),
        "fields": ("bidang", "field"),
    }  # fmt: skip
    return Table(
        name="charts",
        title=speech("Banyaknya peristiwa", "How many stories"),
        columns=_columns(heads, speech),
        rows=[
            (speech(*title), bar.label, bar.count)
            for name, title in titles.items()
            for bar in drawn[name]
        ],
        notes=(made,),
    )


def _columns(heads: dict[str, tuple[str, str]], speech: Speech) -> tuple[Column, ...]:
    return tuple(Column(name=name, head=speech(*said)) for name, said in heads.items())


def _day(text: str | None) -> Value:
    """A day as a date, a year as a number."""
    if not text:
        return None
    return int(text) if len(text) == 4 else date.fromisoformat(text)
