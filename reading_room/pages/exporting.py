"""The lists of our pages as files to pass on: which stories or rows, and what stands in them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, BinaryIO

from exports.cells import cell
from exports.formats import FORMATS
from exports.tables import Table, write_csv
from kembar.clock import WIB, stamp
from kembar.model import Kind, Stage
from storage.archive import Archive
from storage.clippings import Asked as Chosen
from storage.clippings import edition_of
from storage.cuttings import Clipping

from ..speech import Speech
from . import charts, relations, sites
from .asked import Asked
from .finding import places_called
from .listing import stories
from .tables import columns, cut, day_or_year, map_table, stories_table

Each = Callable[[Iterable[Clipping]], Iterable[Clipping]]


def write_stories(
    archive: Archive,
    asked: Asked,
    out: BinaryIO,
    *,
    form: str,
    speech: Speech,
    now: datetime,
    most: int,
    only: Sequence[int] | None = None,
    each: Each = iter,
) -> bool:
    """The stories of a list, or `only` these, with what was asked; the newest where too many.

    `each` looks on while they are read. False where `only` names none that has an article left.
    """
    wanted = [row["story"] for row in stories(archive, asked).rows] if only is None else [*only]
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
    if only is not None and not edition.found:
        return False
    edition = replace(edition, stories=each(edition.stories))
    if form == "csv":
        write_csv(stories_table(edition, speech), out)
    else:
        FORMATS[form].write(edition, out, speech.language)
    return True


def table_of(
    name: str,
    archive: Archive,
    asked: Asked,
    silent: int,
    speech: Speech,
    now: datetime,
    most: int,
) -> Table | None:
    """One of the lists that are no stories, as a table; None for another name."""
    made = speech("Disusun %s", "Made %s") % speech.moment(stamp(now))
    if name == "relations":
        today = now.astimezone(WIB).date()
        return _relations(archive, asked, silent, speech, today, made, most)
    if name == "map":
        return map_table(archive, speech, made, most)
    if name == "sites":
        return _sites(archive, speech, now, made)
    if name == "charts":
        return _charts(archive, speech, now.astimezone(WIB).date(), made)
    return None


def _relations(
    archive: Archive,
    asked: Asked,
    silent: int,
    speech: Speech,
    today: date,
    made: str,
    most: int,
) -> Table:
    rows = relations.chosen(archive, asked, silent, today, limit=most + 1)
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
    return Table(
        name="relations",
        title=speech("Hubungan antardaerah", "Relations between places"),
        columns=columns(heads, speech),
        rows=[
            (
                row["a"], row["a_name"], row["b"], row["b_name"], speech.kind(row["kind"]),
                speech.stage(row["stage"]), day_or_year(row["since"]),
                day_or_year(row["last_active"]),
                row["stories"], row["source"],
            )
            for row in rows[:most]
        ],
        notes=tuple(notes),
        cut=cut(speech, most) if len(rows) > most else "",
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
        columns=columns(heads, speech),
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
        columns=columns(heads, speech),
        rows=[
            (speech(*title), bar.label, bar.count)
            for name, title in titles.items()
            for bar in drawn[name]
        ],
        notes=(made,),
    )
