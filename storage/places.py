"""The gazetteer as rows, and the question whether a place lies in another."""

from collections.abc import Iterable, Sequence

from kembar.model import Party, Place

from .archive import Archive
from .cleaning import clean, clean_or_none

_COLUMNS = ("id", "code", "name", "level", "parent", "country", "latitude", "longitude")
_TITLES = (
    "kota administrasi ", "kabupaten administrasi ", "kabupaten ", "kota ", "provinsi ",
    "daerah istimewa ", "daerah khusus ibukota ",
)  # fmt: skip
# A circle of parents in a local gazetteer must not hang a save.
_DEEPEST = 8


def sync(archive: Archive, places: Iterable[Place]) -> int:
    """Bring the table in line with the gazetteer and return how many rows were written.

    Nothing is written when nothing changed; rows that the gazetteer no longer names stay, since
    events may speak of them.
    """
    known = {
        row["id"]: tuple(row[column] for column in _COLUMNS)
        for row in archive.rows(f"SELECT {', '.join(_COLUMNS)} FROM places")
    }
    fresh = [row for row in map(_as_row, places) if known.get(str(row[0])) != row]
    if fresh:
        with archive.write():
            archive.db.conn.executemany(
                f"""INSERT INTO places ({", ".join(_COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET
                {", ".join(f"{column} = excluded.{column}" for column in _COLUMNS[1:])}""",
                fresh,
            )
    return len(fresh)


def _as_row(place: Place) -> tuple[str | float | None, ...]:
    return (
        clean(place.id),
        clean_or_none(place.code),
        clean(place.name),
        place.level.value,
        clean_or_none(place.parent),
        clean_or_none(place.country),
        float(place.latitude) if place.latitude is not None else None,
        float(place.longitude) if place.longitude is not None else None,
    )


def ensure(archive: Archive, party: Party) -> None:
    """Give a party that the gazetteer does not name a row of its own; its country stays open."""
    archive.db.execute(
        """INSERT INTO places (id, name, level, parent) VALUES (?, ?, ?, ?)
        ON CONFLICT (id) DO NOTHING""",
        [party.id, party.name, party.level.value, _parent_by_id(party.id)],
    )


def _parent_by_id(place_id: str) -> str | None:
    """`33.26#dprd` -> `33.26` -> `33`; None for the rest."""
    if "#" in place_id:
        return place_id.split("#")[0]
    return place_id.rpartition(".")[0] or None


def within(archive: Archive, party: Party, wanted: Sequence[str]) -> bool:
    """Whether one of the ids or names is the party, its bare name, or what it lies in."""
    asked = {clean(word).strip().casefold() for word in wanted}
    return bool(asked & _words_for(archive, party))


def _words_for(archive: Archive, party: Party) -> set[str]:
    words = _spellings(party.id, party.name)
    place_id: str | None = clean(party.id)
    for _ in range(_DEEPEST):
        if not place_id:
            break
        rows = archive.rows("SELECT name, parent FROM places WHERE id = ?", [place_id])
        words |= _spellings(place_id, rows[0]["name"] if rows else "")
        place_id = (rows[0]["parent"] if rows else None) or _parent_by_id(place_id)
    return words - {""}


def _spellings(place_id: str, name: str) -> set[str]:
    folded = name.casefold()
    bare = next((folded[len(t) :] for t in _TITLES if folded.startswith(t)), folded)
    return {place_id.casefold(), folded, bare}
