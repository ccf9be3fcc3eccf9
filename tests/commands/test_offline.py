"""Commands that need no crawl: configuration, rules, sites, alerts, archive, status."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from receivers import HttpReceiver

from commands import cli
from kembar.model import Article
from rules import judge, load
from storage import articles
from storage.archive import Archive

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
NEWS = (
    "Wali Kota Bontang dan Wali Kota Jeju menandatangani nota kesepahaman kota kembar di Balai "
    "Kota Bontang, Kamis (19/11/2026)."
)


def kembar(*arguments: str, given: bytes | str | None = None) -> Result:
    return CliRunner().invoke(cli, arguments, input=given, prog_name="kembar")


def write_config(folder: Path, text: str = "") -> None:
    base = '[archive]\npath = "archive.db"\n[crawl]\ncontact = "mailto:desk@example.org"\n'
    (folder / "kembar.toml").write_text(base + text, encoding="utf-8")


def fill(folder: Path) -> None:
    archive = Archive.open(folder / "archive.db")
    packs = load()
    for number, (title, text) in enumerate(
        [("Bontang dan Jeju Jadi Kota Kembar", NEWS), ("Pasar C++ anak-anak ramai", "Kabar pasar.")]
    ):
        article = Article(
            url=f"https://uji.example/{number}", site="uji", title=title, text=text, published=NOW
        )
        articles.save(
            archive,
            article,
            judge(article, packs),
            subscriptions=(),
            backlog="tell",
            first_round=False,
            now=NOW,
        )
    archive.close()


def test_help_lists_every_command_in_the_order_of_use(folder: Path) -> None:
    result = kembar("--help")

    names = [line.split()[0] for line in result.output.splitlines() if line.startswith("  ")]
    assert [name for name in names if not name.startswith("-")][-12:] == [
        "run", "crawl", "backfill", "try", "sites", "rules", "alerts", "archive", "ledger",
        "status", "check", "demo",
    ]  # fmt: skip


def test_check_without_a_file_finds_no_fault(folder: Path) -> None:
    result = kembar("check")

    assert result.exit_code == 0
    assert "no fault found" in result.stdout
    assert "contact" in result.stderr


def test_check_shows_the_faults_of_all_parts_at_once_and_ends_with_2(folder: Path) -> None:
    (folder / "rules").mkdir()
    (folder / "rules" / "own.yaml").write_text("schema: rules/1\nrulez: []\n", encoding="utf-8")
    write_config(
        folder,
        'sites = ["klikkaltm.com"]\n[rules]\nfolder = "rules"\n'
        '[[channels]]\nname = "a"\nurl = "env:KEMBAR_NOT_SET"\n'
        '[[channels]]\nname = "b"\nurl = "nonsense://x"\n',
    )

    result = kembar("check")

    assert result.exit_code == 2
    for sign in ("klikkaltim.com", "rulez", "KEMBAR_NOT_SET", "'b'"):
        assert sign in result.stderr, sign


def test_check_goes_on_to_rules_and_channels_behind_a_fault_of_the_file(folder: Path) -> None:
    (folder / "rules").mkdir()
    (folder / "rules" / "own.yaml").write_text("schema: rules/1\nrulez: []\n", encoding="utf-8")
    write_config(
        folder,
        'evry = "5 s"\nsites = ["klikkaltm.com"]\n[rules]\nfolder = "rules"\n'
        '[[channels]]\nname = "a"\nurl = "nonsense://x"\nwen = "now"\n',
    )

    result = kembar("check")

    assert result.exit_code == 2
    for sign in ("'every'", "'when'", "klikkaltim.com", "rulez", "'a'"):
        assert sign in result.stderr, sign


def test_a_place_or_area_that_nobody_knows_is_a_fault_with_the_nearest_name(folder: Path) -> None:
    write_config(
        folder,
        '[[channels]]\nname = "a"\nurl = "json://127.0.0.1:9/"\nplaces = ["Kota Bontag", "KSB"]\n'
        '[[sites]]\nname = "uji"\nurl = "https://uji.example/"\narea = "99.99"\n',
    )

    result = kembar("check")

    assert result.exit_code == 2
    assert "channel 'a': places: no place is called 'Kota Bontag'" in result.stderr
    assert "Kota Bontang" in result.stderr
    assert "99.99" in result.stderr
    assert "KSB" not in result.stderr


def test_a_site_or_sector_that_nobody_knows_is_a_fault_that_names_the_known_ones(
    folder: Path,
) -> None:
    write_config(
        folder,
        '[[channels]]\nname = "a"\nurl = "json://127.0.0.1:9/"\n'
        'sites = ["klikkaltm.com", "uji"]\nsectors = ["wast", "health"]\n'
        '[[sites]]\nname = "uji"\nurl = "https://uji.example/"\n',
    )

    result = kembar("check")

    assert result.exit_code == 2
    assert "channel 'a': sites: unknown site 'klikkaltm.com'; did you mean 'klikkaltim.com'?" in (
        result.stderr
    )
    assert "channel 'a': sectors: 'wast' is no sector; did you mean 'waste'?; known are: " in (
        result.stderr
    )
    assert "'uji'" not in result.stderr
    assert "'health'" not in result.stderr


@pytest.mark.parametrize(
    ("text", "expected"),
    [("[crawl\n", "not TOML"), ('[crawl]\nevry = "1 s"\n', "did you mean 'every'")],
)
def test_a_broken_configuration_ends_every_command_with_2(
    text: str, expected: str, folder: Path
) -> None:
    (folder / "kembar.toml").write_text(text, encoding="utf-8")

    result = kembar("sites", "list")

    assert result.exit_code == 2
    assert expected in result.stderr


def test_a_missing_configuration_file_that_was_named_is_a_mistake(folder: Path) -> None:
    result = kembar("check", "--config", "nowhere.toml")

    assert result.exit_code == 2
    assert "nowhere.toml" in result.stderr


def test_sites_are_listed_with_zone_and_sources(folder: Path) -> None:
    write_config(folder, '[[sites]]\nname = "uji"\nurl = "https://uji.example/"\narea = "64"\n')

    rows = {row["name"]: row for row in json.loads(kembar("sites", "list", "--json").stdout)}

    assert rows["uji"]["zone"] == "WITA"
    assert rows["klikkaltim.com"]["sources"][0].startswith("listing:https://klikkaltim.com/")
    assert rows["kanalaspirasi.com"]["area"] == "52.07"
    assert kembar("sites", "list").exit_code == 0


def test_rules_are_listed_tested_and_checked(folder: Path) -> None:
    rows = json.loads(kembar("rules", "list", "--json").stdout)
    test = kembar("rules", "test")

    assert any(row["kind"] == "sister_city" and row["status"] == "stable" for row in rows)
    assert test.exit_code == 0
    assert " 0 failed" in test.stdout
    assert kembar("rules", "check").exit_code == 0


def test_a_rule_whose_example_fails_ends_the_test_with_1(folder: Path) -> None:
    (folder / "rules").mkdir()
    (folder / "rules" / "own.yaml").write_text(
        "schema: rules/1\nrules:\n  - id: own.wrong\n    title: Never met\n    all: [xylofon]\n"
        "    score: 6\n    tests:\n      match: [Pemkot Bontang dan Pemkot Jeju bertemu]\n"
        "      reject: [Kabar lain]\n",
        encoding="utf-8",
    )
    write_config(folder, '[rules]\nfolder = "rules"\n')

    result = kembar("rules", "test")

    assert result.exit_code == 1
    assert "own.wrong" in result.stdout


def test_explain_shows_words_and_places(folder: Path) -> None:
    result = kembar("rules", "explain", "Pemkot Bontang dan Kota Jeju teken MoU kota kembar")

    assert "Kota Bontang" in result.stdout
    assert "MoU" in result.stdout


def test_apply_writes_a_thousand_lines_in_order_with_exact_offsets(folder: Path) -> None:
    given = [
        {
            "id": f"n{number}",
            "title": f"Kabar {number}" if number % 3 else "Bontang dan Jeju jadi kota kembar",
            "text": NEWS if number % 3 == 0 else "Pasar rakyat di tepi sungai ramai kembali.",
            "published": "2026-11-20",
            "ignored": {"any": "thing"},
        }
        for number in range(1000)
    ]
    lines = "\n".join(json.dumps(one, ensure_ascii=False) for one in given)

    result = kembar("rules", "apply", "-", given=lines)

    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [record["id"] for record in records] == [one["id"] for one in given]
    assert all(record["flag"] is (n % 3 == 0) for n, record in enumerate(records))
    for one, record in zip(given, records, strict=True):
        full = f"{one['title']}\n\n{one['text']}"
        assert all(full[hit["start"] : hit["end"]] == hit["sentence"] for hit in record["hits"])
    flagged = records[0]
    assert set(flagged) == {
        "id", "flag", "score", "kind", "stage", "stage_detail", "modality", "parties", "sectors",
        "date", "amount", "hits", "others",
    }  # fmt: skip
    assert flagged["kind"] == "sister_city"
    assert flagged["date"] == "2026-11-19"
    assert {party["name"] for party in flagged["parties"]} == {"Kota Bontang", "Jeju"}


@pytest.mark.parametrize(
    "broken",
    [
        b"not json",
        b'["a list"]',
        b'{"id": "x", "title": "t"}',
        b'{"id": "x", "title": 1, "text": ""}',
        b'\xff\xfe{"id": 1}',
    ],
)
def test_a_line_that_cannot_be_read_gets_its_error_in_its_place(
    broken: bytes, folder: Path
) -> None:
    good = json.dumps({"id": "good", "title": "Kabar", "text": NEWS}).encode()
    (folder / "in.jsonl").write_bytes(b"\n".join([good, broken, good]))

    result = kembar("rules", "apply", "in.jsonl")

    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [("error" in record) for record in records] == [False, True, False]
    assert "line 2" in records[1]["error"]


def test_alerts_test_reaches_a_real_receiver_and_says_so(folder: Path) -> None:
    with HttpReceiver() as receiver:
        write_config(folder, f'[[channels]]\nname = "desk"\nurl = "{receiver.url}"\n')
        result = kembar("alerts", "test", "desk")

        assert result.exit_code == 0
        assert "desk: accepted" in result.stdout
        assert len(receiver.received) == 1


def test_alerts_test_fails_where_nobody_listens_and_for_an_unknown_name(folder: Path) -> None:
    write_config(folder, '[[channels]]\nname = "desk"\nurl = "json://127.0.0.1:9/"\n')

    refused, unknown = kembar("alerts", "test"), kembar("alerts", "test", "dsk")

    assert refused.exit_code == 1
    assert "desk" in refused.stderr
    assert unknown.exit_code == 2
    assert "dsk" in unknown.stderr


def test_channels_are_listed_also_without_an_archive(folder: Path) -> None:
    write_config(folder, '[[channels]]\nname = "desk"\nurl = "json://127.0.0.1:9/"\n')

    rows = json.loads(kembar("alerts", "list", "--json").stdout)

    assert [(row["channel"], row["sent"]) for row in rows] == [("desk", 0)]


def test_the_archive_commands_say_in_one_sentence_that_there_is_none(folder: Path) -> None:
    for arguments in (("archive", "stats"), ("archive", "search", "x"), ("alerts", "pending")):
        result = kembar(*arguments)

        assert result.exit_code == 1
        assert "no archive yet" in result.stderr
        assert len(result.stderr.splitlines()) == 1


def test_the_archive_is_counted_and_searched(folder: Path) -> None:
    write_config(folder)
    fill(folder)

    stats: dict[str, Any] = json.loads(kembar("archive", "stats", "--json").stdout)
    found = json.loads(kembar("archive", "search", "kota kembar", "--json").stdout)

    assert (stats["articles"], stats["flagged"]) == (2, 1)
    assert [row["title"] for row in found] == ["Bontang dan Jeju Jadi Kota Kembar"]
    assert "https://uji.example/0" in kembar("archive", "search", "jeju").stdout
    assert kembar("archive", "stats").exit_code == 0


@pytest.mark.parametrize("query", ["C++", "anak-anak", '"', "AND", "l'eau", "banjir OR", "*", ""])
def test_no_query_of_a_person_breaks_the_search(query: str, folder: Path) -> None:
    write_config(folder)
    fill(folder)

    assert kembar("archive", "search", query).exit_code == 0


def test_status_is_red_without_contact_daemon_or_archive(folder: Path) -> None:
    result = kembar("status")

    assert result.exit_code == 1
    assert result.stdout.splitlines()[0].startswith("WRONG")
    assert "contact" in result.stdout
    assert "no archive yet" in result.stdout
    assert json.loads(kembar("status", "--json").stdout)["healthy"] is False
