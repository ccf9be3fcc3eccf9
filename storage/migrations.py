"""The steps that bring an archive up to date, in order; a step is never edited once released."""

from sqlite_utils import Database, Migrations

from .later_tables import BREAKERS, VERDICTS
from .schema import (
    BACKFILLS,
    CARE,
    FIRST,
    FOLLOW_UPS,
    RELATIONS_KNOWN,
    SEARCH,
    SECOND_LOOKS,
    SOURCES_RHYTHM,
    STORIES,
)

MIGRATIONS = Migrations("kembar")


@MIGRATIONS(name="0001_first")
def _first(db: Database) -> None:
    for statement in FIRST:
        db.execute(statement)


@MIGRATIONS(name="0002_search")
def _search(db: Database) -> None:
    for statement in SEARCH:
        db.execute(statement)


@MIGRATIONS(name="0003_stories")
def _stories(db: Database) -> None:
    for statement in STORIES:
        db.execute(statement)


@MIGRATIONS(name="0004_relations_known")
def _relations_known(db: Database) -> None:
    for statement in RELATIONS_KNOWN:
        db.execute(statement)


@MIGRATIONS(name="0005_sources_rhythm")
def _sources_rhythm(db: Database) -> None:
    for statement in SOURCES_RHYTHM:
        db.execute(statement)


@MIGRATIONS(name="0006_second_looks")
def _second_looks(db: Database) -> None:
    for statement in SECOND_LOOKS:
        db.execute(statement)


@MIGRATIONS(name="0007_backfills")
def _backfills(db: Database) -> None:
    for statement in BACKFILLS:
        db.execute(statement)


@MIGRATIONS(name="0008_care")
def _care(db: Database) -> None:
    for statement in CARE:
        db.execute(statement)


@MIGRATIONS(name="0009_follow_ups")
def _follow_ups(db: Database) -> None:
    for statement in FOLLOW_UPS:
        db.execute(statement)


@MIGRATIONS(name="0010_verdicts")
def _verdicts(db: Database) -> None:
    for statement in VERDICTS:
        db.execute(statement)


@MIGRATIONS(name="0011_breakers")
def _breakers(db: Database) -> None:
    for statement in BREAKERS:
        db.execute(statement)


def names() -> list[str]:
    """Every step that this version knows, oldest first."""
    empty = Database(memory=True, execute_plugins=False)
    try:
        return [step.name for step in MIGRATIONS.pending(empty)]
    finally:
        empty.close()


def pending(db: Database) -> list[str]:
    """The steps that a file still lacks."""
    return [step.name for step in MIGRATIONS.pending(db)]


def unknown(db: Database) -> list[str]:
    """The steps that a file has had and this version does not know: it is a newer one's."""
    known = set(names())
    return [step.name for step in MIGRATIONS.applied(db) if step.name not in known]


def foreign_tables(db: Database) -> list[str]:
    """The tables of a file that no step of ours has ever touched; empty for one of ours."""
    # In this order: another process may be making the tables between the two looks.
    tables = sorted(db.table_names())
    return [] if MIGRATIONS.applied(db) else tables


def apply_pending(db: Database) -> None:
    """Run what is missing, each step and its record in one transaction."""
    MIGRATIONS.apply(db)
