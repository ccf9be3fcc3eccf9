"""`kembar ledger`: relations in the terminal, and lists of twins as their start."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from sample_articles import (
    BONTANG,
    COUNCIL,
    JEJU,
    JEPARA,
    NOW,
    SENTENCE,
    article,
    flagged,
    happening,
)

import rules
from kembar.model import Party, Stage
from storage import articles, places
from storage.archive import Archive

Kembar = Callable[..., Result]
Configure = Callable[..., Path]


def tell(archive: Archive, number: int, *parties: Party, **facts: Any) -> None:
    written = article(number)
    told = happening(written, parties, **facts)
    articles.save(
        archive, written, flagged(written, told), subscriptions=[], backlog="tell",
        first_round=False, now=NOW,
    )  # fmt: skip


@pytest.fixture
def filled(archive: Archive, configure: Configure) -> Archive:
    configure()
    places.sync(archive, rules.gazetteer(rules.load()))
    tell(archive, 1, BONTANG, JEJU, stage=Stage.MOU, date=date(2016, 11, 16))
    tell(archive, 2, JEPARA, COUNCIL, stage=Stage.VISIT, date=date(2026, 10, 1))
    return archive


def pairs(result: Result) -> list[str]:
    """The first column of a table, without its head."""
    assert result.exit_code == 0, result.output
    return [line.split("  ")[0] for line in result.stdout.splitlines()[1:]]


def test_without_a_place_every_relation_is_listed(kembar: Kembar, filled: Archive) -> None:
    result = kembar("ledger")

    assert result.stdout.splitlines()[0].split() == [
        "pair", "kind", "stage", "since", "last", "stories",
    ]  # fmt: skip
    assert pairs(result) == ["Kabupaten Jepara - Kabupaten Pekalongan", "Kota Bontang - Jeju"]
    assert "mou    2016-11-16  2016-11-16  1" in result.stdout


@pytest.mark.parametrize("place", ["64.74", "Bontang", "kota bontang", "Kaltim", "64", "Jeju"])
def test_a_place_is_given_by_id_name_or_the_province_around_it(
    kembar: Kembar, filled: Archive, place: str
) -> None:
    assert pairs(kembar("ledger", place)) == ["Kota Bontang - Jeju"]
    assert pairs(kembar("ledger", "show", place)) == ["Kota Bontang - Jeju"]


def test_two_places_tell_their_history_line_by_line(kembar: Kembar, filled: Archive) -> None:
    tell(filled, 3, BONTANG, JEJU, stage=Stage.VISIT, date=date(2026, 11, 20))

    result = kembar("ledger", "Bontang", "Korea Selatan")

    assert result.stdout.splitlines() == [
        "Kota Bontang - Jeju: sister_city, mou, since 2016-11-16, stories 2",
        "  2016-11-16  mou, done",
        f"    {SENTENCE}",
        "    https://berita.example/1",
        "  2026-11-20  visit, done",
        f"    {SENTENCE}",
        "    https://berita.example/3",
        "",
    ]


def test_json_is_one_document(kembar: Kembar, filled: Archive) -> None:
    listed = json.loads(kembar("ledger", "Bontang", "--json").stdout)
    told = json.loads(kembar("ledger", "Bontang", "Jeju", "--json").stdout)
    asleep = json.loads(kembar("ledger", "--dormant", "5", "--json").stdout)

    assert listed[0]["a"] == {"id": "64.74", "name": "Kota Bontang"}
    assert (listed[0]["stage"], listed[0]["stories"]) == ("mou", 1)
    assert [line["day"] for line in told[0]["history"]] == ["2016-11-16"]
    assert asleep[0]["last"]["source"] == "https://berita.example/1"


def test_dormant_lists_signed_ties_of_which_nothing_was_heard(
    kembar: Kembar, filled: Archive
) -> None:
    result = kembar("ledger", "--dormant", "5")

    assert pairs(result) == ["Kota Bontang - Jeju"]
    assert "Bontang dan Jeju jadi kota kembar, bagian 1" in result.stdout
    assert pairs(kembar("ledger", "Jepara", "--dormant", "5")) == []
    assert pairs(kembar("ledger", "--dormant", "50")) == []


def test_an_unknown_place_is_a_slip_of_the_pen(kembar: Kembar, filled: Archive) -> None:
    result = kembar("ledger", "Bontangg")

    assert result.exit_code == 2
    assert "no place is called 'Bontangg'; did you mean" in result.stderr
    assert "Bontang'?" in result.stderr


@pytest.mark.parametrize("arguments", [["a", "b", "c"], ["--dormant", "0"], ["--dormant", "x"]])
def test_what_cannot_be_meant_ends_with_two(
    kembar: Kembar, filled: Archive, arguments: list[str]
) -> None:
    assert kembar("ledger", *arguments).exit_code == 2


def test_without_anything_on_record_it_says_so_and_is_fine(kembar: Kembar, filled: Archive) -> None:
    for arguments in (["Kota Bogor"], ["Kota Bogor", "Jeju"], ["Kota Bogor", "--dormant", "1"]):
        result = kembar("ledger", *arguments)
        assert result.exit_code == 0
        assert "on record" in result.stderr


def test_without_an_archive_it_says_what_makes_one(kembar: Kembar, configure: Configure) -> None:
    configure()

    result = kembar("ledger")

    assert result.exit_code == 1
    assert "there is no archive yet" in result.stderr


def listed(folder: Path, text: str | bytes, name: str = "twins.csv") -> str:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return str(path)


OURS = "a,b,kind,since,until,source,note\n"
WIKIPEDIA = "id_city,id_country,partner,partner_country\n"


def ties(archive: Archive) -> list[tuple[Any, ...]]:
    rows = archive.rows("SELECT a, b, kind, since, until, source FROM known_ties ORDER BY a, b")
    return [tuple(row.values()) for row in rows]


def test_a_list_seeds_the_ledger_before_the_first_crawl(
    kembar: Kembar, configure: Configure, folder: Path
) -> None:
    configure()
    file = listed(folder, OURS + "Bontang,Jeju,,2016,,dinas,\nKab. Jepara,Kota Bogor,kad,,,,\n"
                  "Kota Batu,Jepara,intergov_agreement,2019-05-01,2021,dinas,\n")  # fmt: skip

    result = kembar("ledger", "import", file)

    assert result.exit_code == 1
    assert result.stdout == "3 rows: 2 taken (2 new), 1 rejected\n"
    assert "twins.csv: line 3: kind: 'kad' is unknown; expected one of sister_city" in result.stderr
    archive = Archive.open(folder / "archive.db", read_only=True)
    assert ties(archive) == [
        ("33.20", "35.79", "intergov_agreement", "2019-05-01", "2021", "dinas"),
        ("64.74", "kr:jeju", "sister_city", "2016", None, "dinas"),
    ]
    archive.close()
    assert pairs(kembar("ledger", "--dormant", "3")) == ["Kota Bontang - Jeju"]


def test_a_list_without_faults_ends_well_and_may_come_again(
    kembar: Kembar, configure: Configure, folder: Path
) -> None:
    configure()
    file = listed(folder, WIKIPEDIA + "Aceh,Indonesia,Kahramanmaraş,Turkey\n"
                  "Bogor,Indonesia,Schwabmünchen,Germany\n")  # fmt: skip

    results = [kembar("ledger", "import", file) for _ in range(2)]

    assert [result.exit_code for result in results] == [0, 0]
    assert results[0].stdout == "2 rows: 2 taken (2 new), 0 rejected\n"
    assert results[1].stdout == "2 rows: 2 taken (0 new), 0 rejected\n"
    assert not (folder / "twins.rejected.csv").exists()
    assert pairs(kembar("ledger", "Schwabmünchen")) == ["Kota Bogor - Schwabmünchen"]
    assert pairs(kembar("ledger", "Jerman")) == ["Kota Bogor - Schwabmünchen"]


def test_rejected_rows_are_written_with_the_reason_and_can_be_mended(
    kembar: Kembar, configure: Configure, folder: Path
) -> None:
    configure()
    file = listed(folder, 'place,partner,remark\nBontang,Jeju,x\n"Bogro, Jawa Barat",Jeju,"a,b"\n'
                  "Bogor,Bogor\nBusan,Jeju,\nBontang,,\n")  # fmt: skip

    result = kembar("ledger", "import", file)
    rejected = (folder / "twins.rejected.csv").read_text("utf-8").splitlines()

    assert result.exit_code == 1
    assert "line 3: no place is called 'Bogro'" in result.stderr
    assert "did you mean 'Kota Bogor'" in result.stderr
    assert rejected[0] == "place,partner,remark,line,reason,nearest"
    assert rejected[1].startswith('"Bogro, Jawa Barat",Jeju,"a,b",3,no place is called')
    assert rejected[2] == "Bogor,Bogor,,4,both names mean Kota Bogor (32.71),"
    assert "neither Busan nor Jeju is in Indonesia" in rejected[3]
    assert "the name is empty" in rejected[4]

    mended = "\n".join(rejected[:2]).replace("Bogro", "Bogor")
    again = kembar("ledger", "import", listed(folder, mended, "mended.csv"))
    assert (again.exit_code, again.stdout) == (0, "1 rows: 1 taken (1 new), 0 rejected\n")


def test_many_rejected_rows_are_told_in_the_file_and_the_first_on_the_terminal(
    kembar: Kembar, configure: Configure, folder: Path
) -> None:
    configure()
    rows = "".join(f"Entah{n},Jeju\n" for n in range(25))

    result = kembar("ledger", "import", listed(folder, f"a,b\n{rows}"))

    assert result.stderr.count("no place is called") == 20
    assert "(5 more than told here)" in result.stderr
    assert len((folder / "twins.rejected.csv").read_text("utf-8").splitlines()) == 26


def test_the_labels_of_a_wikidata_query_are_read(
    kembar: Kembar, configure: Configure, folder: Path
) -> None:
    configure()
    entity = "http://www.wikidata.org/entity/"
    file = listed(
        folder,
        "item,itemLabel,partner,partnerLabel,partnerCountryLabel,start_time\n"
        f"{entity}Q1,Bontang,{entity}Q2,Jeju City,South Korea,2016-01-01T00:00:00Z\n"
        f"{entity}Q3,Kota Bogor,{entity}Q4,Kisarazu,Japan,2016-11-16T00:00:00Z\n"
        f"{entity}Q3,Kota Bogor,{entity}Q5,Q5,Japan,\n",
    )

    result = kembar("ledger", "import", file)

    assert result.stdout == "3 rows: 2 taken (2 new), 1 rejected\n"
    assert "Q5 is a number of Wikidata" in result.stderr
    archive = Archive.open(folder / "archive.db", read_only=True)
    assert [tie[:4:3] for tie in ties(archive)] == [("32.71", "2016-11-16"), ("64.74", "2016")]
    archive.close()


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("2016", "2016"),
        ("+2016-11-16T00:00:00Z", "2016-11-16"),
        ("1987-11-16", "1987-11-16"),
        ("2016-00-00", "2016"),
        ("2016-11", "2016"),
        ("16 November 2016", "2016-11-16"),
        ("16/11/2016", "2016-11-16"),
        ("June 1990", "1990"),
        ("c. 1990", "1990"),
        ("", None),
    ],
)
def test_dates_are_read_as_lists_write_them(
    kembar: Kembar, configure: Configure, folder: Path, written: str, stored: str | None
) -> None:
    configure()

    result = kembar("ledger", "import", listed(folder, f'a,b,since\nBontang,Jeju,"{written}"\n'))

    assert result.exit_code == 0, result.output
    archive = Archive.open(folder / "archive.db", read_only=True)
    assert archive.value("SELECT since FROM known_ties") == stored
    archive.close()


@pytest.mark.parametrize("written", ["soon", "20166", "1990 or 1991", "99"])
def test_a_date_that_cannot_be_read_rejects_the_row(
    kembar: Kembar, configure: Configure, folder: Path, written: str
) -> None:
    configure()

    result = kembar("ledger", "import", listed(folder, f"a,b,since\nBontang,Jeju,{written}\n"))

    assert result.exit_code == 1
    assert f"since: '{written}' is no date; expected 2016 or 2016-11-16" in result.stderr


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "twins.csv: is empty; expected a header line"),
        (b"\n \n,,\n", "twins.csv: is empty"),
        ("a;b\nBöntang;Jeju".encode("latin-1"), r"line 2: is not text in UTF-8 (byte 0xf6)"),
        (b"\xff\xfea\x00,\x00", "line 1: is not text in UTF-8 (byte 0xff)"),
        (b"nama,umur\nRina,5\n", "line 1: no column for a and b in 'nama, umur'"),
        (b"place\nBontang\n", "no column for b in 'place'"),
        (b"a,b\n" + b"x" * 200_000 + b",Jeju\n", "cannot be read as CSV: field larger"),
    ],
)
def test_a_file_that_is_no_list_is_refused_and_changes_nothing(
    kembar: Kembar, configure: Configure, folder: Path, content: bytes, message: str
) -> None:
    configure()

    result = kembar("ledger", "import", listed(folder, content))

    assert result.exit_code == 1
    assert message in result.stderr
    assert not (folder / "archive.db").exists()


def test_a_missing_file_is_a_slip_of_the_pen(kembar: Kembar, configure: Configure) -> None:
    configure()

    assert kembar("ledger", "import", "nowhere.csv").exit_code == 2


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffA ; B\r\nBontang;Jeju\r\n",
        "a\tb\nBontang\tJeju\n",
        '"Place","Sister City"\n"Kota\nBontang",Jeju\n\n,\n',
        "City,Partner,Partner Country\nBontang,Jeju,Korea Selatan",
    ],
)
def test_headers_and_separators_may_vary(
    kembar: Kembar, configure: Configure, folder: Path, content: str
) -> None:
    configure()

    result = kembar("ledger", "import", listed(folder, content))

    assert result.stdout == "1 rows: 1 taken (1 new), 0 rejected\n"


def test_a_list_of_ten_thousand_rows_is_taken(
    kembar: Kembar, configure: Configure, folder: Path
) -> None:
    configure()
    rows = "".join(f"Bontang,Stadt {n},Germany\n" for n in range(10_000))

    result = kembar("ledger", "import", listed(folder, f"a,b,b_country\n{rows}"))

    assert result.stdout == "10000 rows: 10000 taken (10000 new), 0 rejected\n"


def test_a_folder_that_takes_no_file_has_all_rejected_rows_told(
    kembar: Kembar, configure: Configure, folder: Path
) -> None:
    configure()
    rows = "".join(f"Entah{n},Jeju\n" for n in range(25))
    file = listed(folder, f"a,b\n{rows}")
    (folder / "twins.rejected.csv").mkdir()

    result = kembar("ledger", "import", file)

    assert result.exit_code == 1
    assert result.stderr.count("no place is called") == 25


def test_signs_that_no_archive_can_hold_do_no_harm(
    kembar: Kembar, configure: Configure, folder: Path
) -> None:
    configure()

    result = kembar("ledger", "import", listed(folder, OURS + "Bon\0tang,Jeju,,,,x\0y,\0\n"))

    assert "1 rows: " in result.stdout
