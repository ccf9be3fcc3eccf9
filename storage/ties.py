"""Ties between places that a list knows of; they seed the relations, and events add to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kembar.clock import stamp
from kembar.model import Kind

from .archive import Archive
from .cleaning import clean, clean_or_none
from .relations import settle_all
from .standing import ordered


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One row of such a list."""

    a: str
    """Id of one place; it must stand in `places`."""
    b: str
    """Id of the other."""
    kind: Kind = Kind.SISTER_CITY
    """What sort of tie it is."""
    since: str | None = None
    """Year (`2016`) or day (`2016-11-16`) of its paper."""
    until: str | None = None
    """Year or day of its end."""
    source: str = ""
    """Where the row comes from: a name or an address."""
    note: str | None = None
    """Anything else that the list says of it."""


def learn(archive: Archive, ties: Sequence[Tie], *, now: datetime) -> int:
    """Store the ties, settle their relations, and return how many were not known before.

    A tie of the same places, kind and source is brought up to date, so a list may come again; what
    the newer one leaves out (a year, a note) stays.
    """
    before = archive.value("SELECT count(*) FROM known_ties")
    with archive.write() as db:
        for tie in ties:
            a, b = ordered(clean(tie.a), clean(tie.b))
            db.execute(
                """INSERT INTO known_ties (a, b, kind, since, until, source, note, imported)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (a, b, kind, source) DO UPDATE SET
                    since = coalesce(excluded.since, since),
                    until = coalesce(excluded.until, until),
                    note = coalesce(excluded.note, note)""",
                [
                    a, b, tie.kind.value, tie.since, tie.until, clean(tie.source),
                    clean_or_none(tie.note), stamp(now),
                ],
            )  # fmt: skip
        settle_all(archive, {ordered(clean(tie.a), clean(tie.b)) for tie in ties}, now=now)
    return int(archive.value("SELECT count(*) FROM known_ties")) - int(before)
