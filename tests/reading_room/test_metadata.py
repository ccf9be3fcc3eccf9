"""Every table and column that the archive really has is explained, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kembar.model import Kind, Stage
from reading_room.descriptions import TABLES
from reading_room.metadata import metadata
from reading_room.speech import LANGUAGES, Speech
from storage.archive import Archive

SHADOWS = ("articles_fts_config", "articles_fts_data", "articles_fts_docsize", "articles_fts_idx")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive.open(tmp_path / "archive.db")
    yield opened
    opened.close()


def test_every_table_and_column_of_a_fresh_archive_is_described_and_none_that_is_gone(
    archive: Archive,
) -> None:
    real = {
        row["name"]: [
            column["name"]
            for column in archive.rows("select name from pragma_table_info(?)", [row["name"]])
        ]
        for row in archive.rows("select name from sqlite_master where type in ('table', 'view')")
        if row["name"] not in SHADOWS and not row["name"].startswith("sqlite_")
    }

    assert {table.name: list(table.columns) for table in TABLES} == real


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_sorting_labels_and_units_name_columns_that_are_there(table) -> None:
    named = {table.newest_by, table.label, *table.units} - {None}

    assert named <= set(table.columns)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_description_is_a_sentence_in_both_languages(table) -> None:
    texts = [text for both in (table.about, *table.columns.values()) for text in both]

    assert [text for text in texts if len(text) < 4 or not text.endswith((".", "..."))] == []


def test_internals_are_hidden_and_what_a_reader_wants_is_not() -> None:
    tables = metadata("archive")["databases"]["archive"]["tables"]
    hidden = {name for name, table in tables.items() if table.get("hidden")}

    assert hidden == {
        "urls", "site_titles", "inbox", "articles_fts", "_sqlite_migrations", "likenesses",
        "likeness_bands", "fingerprints", "looks", "site_habits", "raw_pages", "tombstones",
        "takedowns", "story_numbers", "backfill_documents", "backfill_pages",
    }  # fmt: skip


def test_the_metadata_is_for_the_database_that_is_asked_for() -> None:
    assert list(metadata("berita")["databases"]) == ["berita"]


def test_every_kind_and_stage_has_words() -> None:
    for language in LANGUAGES:
        speech = Speech(language)
        assert all(speech.kind(kind) not in ("", kind) for kind in Kind)
        assert all(speech.stage(stage) not in ("", stage.name) for stage in Stage)
