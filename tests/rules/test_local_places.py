"""The operator's own table of places: what it may say, and how its faults are told."""

from pathlib import Path

import pytest

import rules
from kembar.errors import RuleError
from kembar.model import Level
from rules import RuleSet, tokens
from rules.places import find

HEADER = "id\tlevel\tname\tparent\tcountry\tlatitude\tlongitude\tclass\taliases"


def load(folder: Path, *rows: str, header: str = HEADER) -> RuleSet:
    text = "\n".join([header, *rows, ""])
    (folder / "places.local.tsv").write_text(text, encoding="utf-8")
    return rules.load(folder)


def fault(folder: Path, *rows: str, header: str = HEADER) -> str:
    with pytest.raises(RuleError) as raised:
        load(folder, *rows, header=header)
    return str(raised.value).replace(str(folder), "rules")


def ids(ruleset: RuleSet, text: str) -> list[str]:
    return [m.place.id for m in find(tokens.read("", text, ruleset.splits), ruleset.gazetteer)]


def test_a_row_adds_a_place(tmp_path: Path) -> None:
    loaded = load(tmp_path, "nz:timaru\tforeign_city\tTimaru\t\t\t-44.4\t171.3\t\tTimaru City")

    place = loaded.gazetteer["nz:timaru"]
    assert (place.level, place.country, place.parent) == (Level.FOREIGN_CITY, "NZ", "nz")
    assert ids(loaded, "Wali Kota Timaru menjamu tamu.") == ["nz:timaru"]


def test_a_row_of_a_known_id_adds_names_and_keeps_the_rest(tmp_path: Path) -> None:
    before = rules.load().gazetteer["64.74"]

    loaded = load(tmp_path, "64.74\tBotang|=BTG|~Kota Laut", header="id\taliases")

    assert loaded.gazetteer["64.74"] == before
    assert ids(loaded, "Wali Kota Botang menjamu tamu.") == ["64.74"]
    assert ids(loaded, "Pemkot BTG menjamu tamu di Kota Laut.") == ["64.74", "64.74"]
    assert ids(loaded, "Pemkot Bontang menjamu tamu.") == ["64.74"]


def test_a_row_of_a_known_id_may_change_one_cell(tmp_path: Path) -> None:
    loaded = load(tmp_path, "kr:busan\tforeign_region", header="id\tlevel")

    place = loaded.gazetteer["kr:busan"]
    assert (place.name, place.level, place.country) == ("Busan", Level.FOREIGN_REGION, "KR")
    assert place.latitude is not None


def test_a_row_may_lie_in_a_place_of_the_same_table(tmp_path: Path) -> None:
    loaded = load(
        tmp_path,
        "nz:timaru\tforeign_city\tTimaru\tnz:selatan",
        "nz:selatan\tforeign_region\tSelatan",
        header="id\tlevel\tname\tparent",
    )

    assert loaded.gazetteer.within("nz:timaru", "nz")


def test_a_table_saved_by_a_spreadsheet_is_read(tmp_path: Path) -> None:
    text = "id\tlevel\tname\r\nnz:timaru\tforeign_city\tTimaru\r\n"
    (tmp_path / "places.local.tsv").write_bytes(b"\xef\xbb\xbf" + text.encode())

    assert "nz:timaru" in rules.load(tmp_path).gazetteer


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("\tforeign_city\tTimaru", "column id: '' is no id; write a Kemendagri code (64.74)"),
        ("Timaru\tforeign_city\tTimaru", "column id: 'Timaru' is no id"),
        ("nz:timaru\ttown\tTimaru", "column level: 'town' is unknown; known: city, regency"),
        ("nz:timaru\t\tTimaru", "column level: '' is unknown"),
        ("nz:timaru\tforeign_city\t", "column name: is empty"),
        ("nz:timaru\tforeign_city\tTimaru\tnz:south", "column parent: no place has the id"),
        ("nz:timaru\tforeign_city\tTimaru\t\tNew Zealand", "'New Zealand' is no country"),
        ("nz:timaru\tforeign_city\tTimaru\t\tAU", "column country: AU does not fit the id"),
        ("nz:timaru\tforeign_city\tTimaru\t\t\t44,4", "column latitude: '44,4' is no number"),
        ("nz:timaru\tforeign_city\tTimaru\t\t\t144", "column latitude: 144 lies outside -90 to"),
        ("nz:timaru\tforeign_city\tTimaru\t\t\t\tx", "column longitude: 'x' is no number"),
        ("nz:timaru\tforeign_city\tTimaru\t\t\t\t\t7", "column class: '7' is unknown"),
        ("nz:timaru\tforeign_city\tTimaru\t\t\t\t\t\t=", "column aliases: '=' holds no word"),
        ("nz:timaru\tforeign_city\tTimaru" + "\t" * 7, "more cells than columns (9)"),
    ],
)
def test_a_wrong_cell_is_told_with_its_line_and_column(tmp_path: Path, row: str, told: str) -> None:
    text = fault(tmp_path, row)

    assert told in text
    assert "rules/places.local.tsv: " in text
    assert "line 2" in text or "nz:timaru: column parent" in text


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    text = fault(tmp_path, "nz:a\ttown\tA\t\t\tx", "nz:b\tforeign_city\t", "nz:a\tcountry\tA")

    assert "line 2: column level" in text
    assert "line 2: column latitude" in text
    assert "line 3: column name" in text
    assert "line 4: column id: 'nz:a' stands in line 2 already" in text


def test_an_unknown_column_is_told_with_the_known_ones(tmp_path: Path) -> None:
    text = fault(tmp_path, header="id\tlevel\tname\talias")

    assert "line 1: column 'alias' is unknown; known: id, level, name" in text


def test_columns_parted_by_spaces_are_told(tmp_path: Path) -> None:
    text = fault(tmp_path, header="id level name")

    assert "parted by tabs" in text
    assert "the column 'id' is missing" in text


def test_a_table_that_is_no_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "places.local.tsv").write_bytes(b"id\tlevel\tname\nnz:a\tforeign_city\tM\xe9\n")

    with pytest.raises(RuleError) as raised:
        rules.load(tmp_path)
    assert "is not UTF-8 text" in str(raised.value)
