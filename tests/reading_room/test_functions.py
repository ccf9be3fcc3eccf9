"""What a person types never breaks the search, and finds places under their usual names."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reading_room.functions import same_place
from storage.searching import match_words


@pytest.fixture(scope="module")
def index() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.execute("create virtual table t using fts5(text, tokenize='unicode61', prefix='3 4')")
    made.execute("insert into t values ('kerja sama anak-anak C++ and l''eau')")
    yield made
    made.close()


def found(index: sqlite3.Connection, asked: str) -> int:
    return len(index.execute("select 1 from t where t match ?", [match_words(asked)]).fetchall())


@settings(max_examples=200, deadline=None)
@given(asked=st.text(st.characters(codec="utf-8") | st.sampled_from('"*^:-+(){}\0\n'), max_size=40))
def test_nothing_that_can_be_typed_is_a_syntax_error(asked: str) -> None:
    index = sqlite3.connect(":memory:")
    index.execute("create virtual table t using fts5(text)")
    index.execute("insert into t values ('a b c')")

    assert found(index, asked) in (0, 1)
    index.close()


@pytest.mark.parametrize(
    ("asked", "hits"),
    [
        ("C++", 1),
        ("anak-anak", 1),
        ("AND", 1),
        ("NOT", 0),
        ("l'eau", 1),
        ("text:kerja", 0),
        ('"kerja sama"', 1),
        ('"sama kerja"', 0),
        ("sama kerja", 1),
        ("ker", 0),
        ("ker*", 1),
        ('"', 0),
        ("*", 0),
        ("", 0),
        ("kerja " * 500, 1),
    ],
)
def test_words_are_looked_for_as_typed(index: sqlite3.Connection, asked: str, hits: int) -> None:
    assert found(index, asked) == hits


@pytest.mark.parametrize(
    ("asked", "name", "same"),
    [
        ("bontang", "Kota Bontang", True),
        ("KOTA BONTANG", "Kota Bontang", True),
        ("bogor", "Kota Bogor", True),
        ("bogor", "Kabupaten Bogor", True),
        ("kab. bogor", "Kabupaten Bogor", True),
        ("kab. bogor", "Kota Bogor", False),
        ("jakarta", "Provinsi DKI Jakarta", True),
        ("DKI Jakarta", "Provinsi DKI Jakarta", True),
        ("Yogyakarta", "Daerah Istimewa Yogyakarta", True),
        ("sao paulo", "São Paulo", True),
        ("kota", "Kota Bontang", False),
        ("batu", "Kota Batubara", False),
        ("", "Jeju", False),
        (None, "Jeju", False),
    ],
)
def test_a_place_is_known_by_any_usual_name(asked: str | None, name: str, same: bool) -> None:
    assert same_place(asked, name) is same
