"""The lists of one story, one relation and the map as tables to pass on."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from exports.heading import asked_lines, cut_line, found_lines
from exports.labels import labels
from exports.rows import EVENTS, STORIES, Value, event_row, link, story_row
from exports.tables import Column, Table
from kembar.clock import unstamp, zone_name
from kembar.plain import one_line, shorten
from storage import ledger
from storage.archive import Archive
from storage.clippings import Edition
from storage.cuttings import QUOTED, Clipping
from storage.standing import ordered

from ..speech import Speech
from .maps import newest, points

_OTHERS = 50  # addresses of further reports in one cell


def stories_table(edition: Edition, speech: Speech) -> Table:
    """The stories of an edition, a row each."""
    said = labels(speech.language)
    heads = {**{name: said.columns[name] for name in STORIES}, "others": _further(speech)}
    return Table(
        name="stories",
        title=said.title,
        columns=tuple(Column(name=name, head=head) for name, head in heads.items()),
        rows=((*story_row(story, said), _others(story)) for story in edition.stories),
        notes=(*asked_lines(edition, said), *found_lines(edition, said)),
        cut=cut_line(edition, said),
    )


def outlets_table(archive: Archive, story: Clipping, speech: Speech) -> Table:
    """The reports of a story in the order in which they came, in its own zone."""
    rows = archive.rows(
        """SELECT site, title, published, published_precision, first_seen, status, url
        FROM articles WHERE story_id = ? ORDER BY coalesce(published, first_seen), id""",
        [story.id],
    )
    heads = {
        "order": ("Urutan", "Order"), "site": ("Situs", "Site"), "headline": ("Judul", "Headline"),
        "published": ("Terbit", "Published"), "first_seen": ("Pertama terlihat", "First seen"),
        "zone": ("Zona", "Zone"), "status": ("Keadaan", "State"), "url": ("Tautan", "Link"),
    }  # fmt: skip
    return Table(
        name="outlets",
        title=speech("Siapa memberitakan lebih dulu", "Who reported first"),
        columns=columns(heads, speech),
        rows=[
            (
                number, row["site"], one_line(row["title"]),
                _dated(row["published"], row["published_precision"], story),
                _dated(row["first_seen"], None, story), zone_name(story.zone), row["status"],
                link(row["url"]),
            )
            for number, row in enumerate(rows, start=1)
        ],
        notes=(story.reports[0].title,),
    )  # fmt: skip


def facts_table(story: Clipping, speech: Speech) -> Table:
    """The happenings of a story with the sentences they rest on."""
    said = labels(speech.language)
    return Table(
        name="facts",
        title=speech("Fakta dan kalimat penentunya", "Facts and their sentences"),
        columns=tuple(Column(name=n, head=said.columns[n], width=w) for n, w in EVENTS.items()),
        rows=[event_row(story, event, said) for event in story.events],
        notes=(story.reports[0].title,),
    )


def history_table(archive: Archive, one: str, other: str, speech: Speech, today: date) -> Table:
    """What is on record of two places, oldest first."""
    a, b = ordered(one, other)
    heads = {
        "day": ("Tanggal", "Day"), "kind": ("Jenis", "Kind"), "stage": ("Tahap", "Stage"),
        "modality": ("Keterangan", "Remark"), "sentence": ("Kalimat penentu", "Judged sentence"),
        "headline": ("Judul", "Headline"), "url": ("Tautan", "Link"),
        "source": ("Daftar asal", "From the list"), "reports": ("Berita", "Reports"),
    }  # fmt: skip
    return Table(
        name="history",
        title=speech("Riwayat dan bukti", "History and evidence"),
        columns=columns(heads, speech),
        rows=[
            (
                day_or_year(line.day), speech.kind(line.kind), speech.stage(line.stage),
                speech.modality(line.modality), shorten(one_line(line.sentence or ""), QUOTED),
                one_line(line.title or ""), link(line.source),
                "" if link(line.source) else line.source, line.reports,
            )
            for line in ledger.history(archive, a, b, today=today)
        ],
        notes=(f"{a} – {b}",),
    )  # fmt: skip


def map_table(archive: Archive, speech: Speech, made: str, most: int) -> Table:
    """All pairs with the coordinates at which the map shows them, the latest first."""
    pairs = newest(archive, most + 1)
    at = points(archive, {row[side] for row in pairs for side in ("a", "b")})
    heads = {
        "place": ("Daerah", "Place"), "place_id": ("Kode daerah", "Code of the place"),
        "latitude": ("Lintang", "Latitude"), "longitude": ("Bujur", "Longitude"),
        "partner": ("Mitra", "Partner"), "partner_id": ("Kode mitra", "Code of the partner"),
        "partner_latitude": ("Lintang mitra", "Latitude of the partner"),
        "partner_longitude": ("Bujur mitra", "Longitude of the partner"),
        "stage": ("Tahap", "Stage"), "stories": ("Peristiwa", "Stories"),
    }  # fmt: skip
    return Table(
        name="map",
        title=speech("Peta hubungan", "Map of relations"),
        columns=columns(heads, speech),
        rows=[
            (*_end(row, "a", at), *_end(row, "b", at), speech.stage(row["stage"]), row["stories"])
            for row in pairs[:most]
        ],
        notes=(made,),
        cut=cut(speech, most) if len(pairs) > most else "",
    )


def columns(heads: Mapping[str, tuple[str, str]], speech: Speech) -> tuple[Column, ...]:
    """Columns by the names that machines know, headed in both languages."""
    return tuple(Column(name=name, head=speech(*said)) for name, said in heads.items())


def cut(speech: Speech, most: int) -> str:
    """That a list is longer than its file."""
    number = speech.number(most)
    return speech(f"Terpotong: hanya {number} baris pertama", f"Cut: the first {number} rows only")


def day_or_year(text: str | None) -> Value:
    """A day as a date, a year as a number."""
    if not text:
        return None
    return int(text) if len(text) == 4 else date.fromisoformat(text)


def _end(row: Mapping[str, Any], side: str, at: Mapping[str, Any]) -> tuple[Value, ...]:
    """One end of a line; the drawing counts southward."""
    x, y = at.get(row[side], (None, None))
    return row[f"{side}_name"], row[side], None if y is None else -y, x


def _further(speech: Speech) -> str:
    return speech("Tautan lain", "Further links")


def _others(story: Clipping) -> str:
    urls = [link(report.url) for report in story.reports[1 : 1 + _OTHERS]]
    return " ".join(one.url for one in urls if one)


def _dated(stamped: str | None, precision: str | None, story: Clipping) -> date | datetime | None:
    if not stamped:
        return None
    local = unstamp(stamped).astimezone(story.zone).replace(tzinfo=None)
    return local.date() if precision == "day" else local
