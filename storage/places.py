"""The gazetteer as rows, and the question whether a place lies in another."""

from collections.abc import Iterable, Iterator, Sequence

from kembar.model import Level, Party, Place

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


def ensure_area(archive: Archive, place_id: str) -> None:
    """Give a place of which only the id is known a row; `sync` brings its name later."""
    if archive.value("SELECT 1 FROM places WHERE id = ?", [place_id]) is None:
        ensure(archive, Party(id=place_id, name=place_id, level=_level_by_id(place_id)))


def _level_by_id(place_id: str) -> Level:
    """What a Kemendagri code tells: two digits are a province, `xx.71` and above a city."""
    if not place_id[:1].isdigit():
        return Level.FOREIGN_CITY if ":" in place_id else Level.COUNTRY
    within = place_id.partition(".")[2]
    if not within:
        return Level.PROVINCE
    return Level.CITY if within[:1] >= "7" else Level.REGENCY


def _parent_by_id(place_id: str) -> str | None:
    """`33.26#dprd` -> `33.26` -> `33`, `de:hildesheim` -> `de`; None for the rest."""
    for mark in ("#", ":"):
        if mark in place_id:
            return place_id.split(mark)[0]
    return place_id.rpartition(".")[0] or None


def called(archive: Archive, written: str) -> list[str]:
    """The ids of the places in the archive that have this id or exactly this name."""
    rows = archive.rows(
        "SELECT id FROM places WHERE id = ? OR name = ? COLLATE NOCASE ORDER BY id",
        [clean(written).strip()] * 2,
    )
    return [row["id"] for row in rows]


def within(archive: Archive, party: Party, wanted: Sequence[str]) -> str | None:
    """The name of the party or of what it lies in that one of the ids or names means, or None."""
    asked = {clean(word).strip().casefold() for word in wanted} - {""}
    for place_id, name in _chain(archive, party):
        if asked & _spellings(place_id, name):
            return name or place_id
    return None


def _chain(archive: Archive, party: Party) -> Iterator[tuple[str, str]]:
    """Id and name of a party, and of all that it lies in."""
    yield party.id, party.name
    place_id: str | None = clean(party.id)
    for _ in range(_DEEPEST):
        if not place_id:
            return
        rows = archive.rows("SELECT name, parent FROM places WHERE id = ?", [place_id])
        yield place_id, rows[0]["name"] if rows else ""
        place_id = (rows[0]["parent"] if rows else None) or _parent_by_id(place_id)


def _spellings(place_id: str, name: str) -> set[str]:
    folded = name.casefold()
    bare = next((folded[len(t) :] for t in _TITLES if folded.startswith(t)), folded)
    return {place_id.casefold(), folded, bare}
