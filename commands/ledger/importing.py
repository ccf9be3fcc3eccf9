"""`kembar ledger import`: ties that somebody's list knows become the start of our relations."""

import csv
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

import rules
from crawler.dates import read_date
from kembar.clock import WIB, now
from kembar.config import Config
from kembar.model import Kind, Place
from rules import Naming, Unnamed
from storage import places, relations, ties
from storage.archive import Archive
from storage.ties import Tie

from ..common import complain, configured, raise_misplaced
from .lists import Row, TwinList, read_list

_SHOWN = 20
"""Rejected rows that are told on the terminal; all of them stand in the file."""
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
# A month alone, or Wikidata's first of January: nothing finer than the year is known.
_ONLY_YEAR = re.compile(r"(?:1[89]|20)\d\d(?:-\d{1,2}|-0?[01]-0?[01])?")
_KINDS = {
    **{kind.value: kind for kind in Kind},
    **dict.fromkeys(
        (
            "sister cities", "sister province", "sister region", "twin city", "twin town",
            "twinned administrative body", "friendship city", "kota kembar", "kota bersaudara",
            "provinsi kembar", "sister",
        ),
        Kind.SISTER_CITY,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that gives no tie."""

    row: Row
    reason: str
    nearest: tuple[str, ...] = ()


@click.command("import")
@click.argument(
    "path", metavar="FILE.csv", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@configured
def import_list(config: Config, path: Path) -> None:
    """Seed the ledger with known ties, so that a new pair can be told from an old one.

    The header names the columns: `a,b` or `place,partner` or `id_city,id_country,partner,
    partner_country`, or the labels of a Wikidata query; `kind`, `since`, `until`, `source` and
    `note` if there are any. A list may come again. Rows that name no known place are written to
    FILE.rejected.csv with the reason; exit 1 if there is one.
    """
    found = read_list(path)
    raise_misplaced(config)
    packs = rules.load(config.rules.folder, config.watches)
    sorted_out = list(_sort(found, Naming(packs.gazetteer), path.name))
    taken = [one for one in sorted_out if not isinstance(one, Rejected)]
    rejected = [one for one in sorted_out if isinstance(one, Rejected)]
    moment = now()
    archive = Archive.open(config.archive.path)
    try:
        places.sync(archive, rules.gazetteer(packs))
        places.sync(archive, {p.id: p for _, *both in taken for p in both}.values())
        relations.refresh(archive, now=moment)
        new = ties.learn(archive, [tie for tie, *_ in taken], now=moment)
    finally:
        archive.close()
    click.echo(f"{len(found.rows)} rows: {len(taken)} taken ({new} new), {len(rejected)} rejected")
    if rejected:
        _report(rejected, found.header, path)
    sys.exit(1 if rejected else 0)


def _sort(
    found: TwinList, naming: Naming, file: str
) -> Iterator[tuple[Tie, Place, Place] | Rejected]:
    """Each row as a tie with its places, or as rejected."""
    for row in found.rows:
        told = row.told
        a = naming.place(told.get("a", ""), told.get("a_country", ""))
        b = naming.place(told.get("b", ""), told.get("b_country", ""))
        if isinstance(a, Unnamed) or isinstance(b, Unnamed):
            faults = [one for one in (a, b) if isinstance(one, Unnamed)]
            names = tuple(name for fault in faults for name in fault.nearest)
            yield Rejected(row, "; ".join(fault.why for fault in faults), names)
            continue
        try:
            yield _tie(row, a, b, file), a, b
        except ValueError as error:
            yield Rejected(row, str(error))


def _tie(row: Row, a: Place, b: Place, file: str) -> Tie:
    """The tie of a row; ValueError says what of it cannot be read."""
    if a.id == b.id:
        raise ValueError(f"both names mean {a.name} ({a.id})")
    if "ID" not in (a.country, b.country):
        raise ValueError(f"neither {a.name} nor {b.name} is in Indonesia")
    kind = row.told.get("kind", Kind.SISTER_CITY.value)
    known = _KINDS.get(kind.casefold()) or _KINDS.get(kind.casefold().replace(" ", "_"))
    if known is None:
        raise ValueError(f"kind: {kind!r} is unknown; expected one of {', '.join(Kind)}")
    return Tie(
        a=a.id,
        b=b.id,
        kind=known,
        since=_day(row, "since"),
        until=_day(row, "until"),
        source=row.told.get("source", file),
        note=row.told.get("note"),
    )


def _day(row: Row, column: str) -> str | None:
    """A year or a day as the archive writes it; of other forms at least the year."""
    written = row.told.get(column)
    if written is None:
        return None
    plain = written.removeprefix("+").partition("T")[0]
    if _ONLY_YEAR.fullmatch(plain):
        return plain[:4]
    day = _real_day(plain)
    if day is not None:
        return day.isoformat()
    years = set(_YEAR.findall(written))
    if len(years) != 1:
        raise ValueError(f"{column}: {written!r} is no date; expected 2016 or 2016-11-16")
    return str(years.pop())


def _real_day(plain: str) -> date | None:
    """A day in ISO form or as people write it; the reader of web pages begins with the web."""
    try:
        return date.fromisoformat(plain)
    except ValueError:
        read = read_date(plain, WIB)
        return read.moment.astimezone(WIB).date() if read else None


def _report(rejected: Sequence[Rejected], header: Sequence[str], path: Path) -> None:
    """Tell the first ones, and write all of them beside the list to be mended and given again."""
    for one in rejected[:_SHOWN]:
        near = f"; did you mean {' or '.join(map(repr, one.nearest))}?" if one.nearest else ""
        complain(f"{path.name}: line {one.row.line}: {one.reason}{near}")
    beside = path.with_suffix(".rejected.csv")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([*header, "line", "reason", "nearest"])
            for one in rejected:
                cells = [*one.row.cells, *[""] * (len(header) - len(one.row.cells))]
                writer.writerow(
                    [*cells[: len(header)], one.row.line, one.reason, " | ".join(one.nearest)]
                )
    except OSError as error:
        for one in rejected[_SHOWN:]:
            complain(f"{path.name}: line {one.row.line}: {one.reason}")
        complain(f"{beside}: {error.strerror}, so all rejected rows are told above")
        return
    more = f" ({len(rejected) - _SHOWN} more than told here)" if len(rejected) > _SHOWN else ""
    complain(f"every rejected row, with the reason: {beside}{more}")
