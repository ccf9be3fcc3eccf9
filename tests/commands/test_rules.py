"""`kembar rules` as scripts use it: odd lines, odd files, exact offsets, exit codes."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

import rules
from commands.lines import Line, judge_line
from commands.rules.apply import apply

Kembar = Callable[..., Result]

SISTER = {
    "id": "a",
    "title": "Kota kembar: Bontang 🤝 Jeju",
    "text": "🎉🎉 Dari balai kota.\n\nWali Kota Bontang dan Wali Kota Jeju menandatangani nota "
    "kesepahaman kota kembar “sister city”, Kamis (19/11/2026). Acara usai — sore.",
}
PLAIN = {"id": "b", "title": "Pasar ramai", "text": "Pedagang sayur di tepi sungai gembira."}


def line(article: dict[str, Any]) -> bytes:
    return json.dumps(article, ensure_ascii=False).encode()


def records(result: Result) -> list[dict[str, Any]]:
    return [json.loads(text) for text in result.stdout.splitlines()]


def refuse(word: str) -> None:
    raise AssertionError(f"{word} is not JSON")


def test_offsets_count_code_points_also_behind_emoji_and_curly_quotes(kembar: Kembar) -> None:
    result = kembar("rules", "apply", "-", given=line(SISTER))

    (record,) = records(result)
    full = f"{SISTER['title']}\n\n{SISTER['text']}"
    assert record["flag"] is True
    assert record["hits"]
    assert [full[hit["start"] : hit["end"]] for hit in record["hits"]] == [
        hit["sentence"] for hit in record["hits"]
    ]


def test_a_file_and_stdin_give_the_same(kembar: Kembar, folder: Path) -> None:
    given = b"\n".join([line(PLAIN), line(SISTER), line(PLAIN)])
    (folder / "in.jsonl").write_bytes(given)

    from_file = kembar("rules", "apply", "in.jsonl")
    from_stdin = kembar("rules", "apply", "-", given=given)

    assert from_file.exit_code == from_stdin.exit_code == 0
    assert from_file.stdout == from_stdin.stdout
    assert [record["id"] for record in records(from_file)] == ["b", "a", "b"]
    assert from_file.stderr == ""


def test_byte_order_mark_carriage_returns_and_blank_lines_do_no_harm(kembar: Kembar) -> None:
    given = b"\xef\xbb\xbf" + line(PLAIN) + b"\r\n\r\n   \n" + line(SISTER)

    result = kembar("rules", "apply", "-", given=given)

    assert result.exit_code == 0
    assert [(r["id"], r["flag"]) for r in records(result)] == [("b", False), ("a", True)]


def test_no_line_gives_no_line(kembar: Kembar) -> None:
    result = kembar("rules", "apply", "-", given=b"")

    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.parametrize("given_id", [7, None, "", "é", {"n": [1]}, 1.5, True])
def test_an_id_comes_back_as_it_was_given(given_id: object, kembar: Kembar) -> None:
    result = kembar("rules", "apply", "-", given=line({**PLAIN, "id": given_id}))

    assert records(result)[0]["id"] == given_id


def test_a_line_without_an_id_has_none(kembar: Kembar) -> None:
    result = kembar("rules", "apply", "-", given=b'{"title": "Kabar", "text": ""}')

    assert result.exit_code == 0
    assert records(result)[0]["id"] is None


@pytest.mark.parametrize("published", ["kapan-kapan", "", 5, None, "2026-99-99", "20/11/2026"])
def test_a_strange_date_does_not_spoil_its_line(published: object, kembar: Kembar) -> None:
    result = kembar("rules", "apply", "-", given=line({**SISTER, "published": published}))

    assert result.exit_code == 0
    assert records(result)[0]["flag"] is True


@pytest.mark.parametrize("url", ["http://[::1", "kabar", "", 5, None, ["https://a.example/"]])
def test_a_strange_address_does_not_spoil_its_line(url: object, kembar: Kembar) -> None:
    result = kembar("rules", "apply", "-", given=line({**SISTER, "url": url}))

    assert result.exit_code == 0
    assert records(result)[0]["flag"] is True


def test_yesterday_is_counted_from_the_day_of_publication(kembar: Kembar) -> None:
    text = "Wali Kota Bontang dan Wali Kota Jeju meneken nota kesepahaman kota kembar, kemarin."
    given = {"id": 1, "title": "Kabar", "text": text, "published": "2026-11-20T10:00:00+07:00"}

    result = kembar("rules", "apply", "-", given=line(given))

    assert records(result)[0]["date"] == "2026-11-19"


@pytest.mark.parametrize(
    "broken",
    [
        b"[" * 100_000,
        b'{"id": NaN, "title": "t", "text": ""}',
        b'{"id": 1, "title": "t", "text": "", "score": -Infinity}',
        b'{"id": "x", "title": null, "text": "t"}',
        b'{"id": "x", "title": "t", "text": "' + b"\xc3\x28" + b'"}',
        b'{"id": "x", "title": "t", "text": "t"} {"id": "y"}',
        b"null",
        b"\x00",
    ],
)
def test_no_line_ends_the_rest_and_what_comes_out_is_json(broken: bytes, kembar: Kembar) -> None:
    result = kembar("rules", "apply", "-", given=b"\n".join([line(PLAIN), broken, line(SISTER)]))

    told = [json.loads(text, parse_constant=refuse) for text in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [record.get("flag") for record in told] == [False, None, True]
    assert told[1]["error"].startswith("line 2: ")
    assert set(told[1]) == {"id", "error"}
    assert "1 line" in result.stderr


def test_an_error_names_the_id_where_it_could_be_read(kembar: Kembar) -> None:
    result = kembar("rules", "apply", "-", given=b'{"id": "x9", "title": "t"}')

    assert records(result)[0]["id"] == "x9"
    assert "'text' must be a string" in records(result)[0]["error"]


def test_apply_without_its_file_is_a_mistake(kembar: Kembar) -> None:
    result = kembar("rules", "apply", "nowhere.jsonl")

    assert result.exit_code == 2
    assert "nowhere.jsonl" in result.stderr


def test_several_processes_write_the_very_bytes_of_one(kembar: Kembar) -> None:
    odd = [
        b"{", b'{"id": 5}', b'{"id": "s", "title": "\\ud800", "text": "Bontang"}', b"   ", b"",
        b'{"id": NaN, "title": "t", "text": ""}', b"[" * 5000,
    ]  # fmt: skip
    some = [line({**(SISTER if n % 5 else PLAIN), "id": n}) for n in range(130)]
    given = b"\xef\xbb\xbf" + b"\n".join([*some, *odd, *some])

    one = kembar("rules", "apply", "-", given=given)
    three = kembar("rules", "apply", "-", "--jobs", "3", given=given)

    assert len(records(one)) == 265
    assert three.stdout_bytes == one.stdout_bytes
    assert (three.exit_code, three.stderr) == (one.exit_code, one.stderr)
    assert one.exit_code == 1


def test_a_line_that_takes_too_long_has_its_error_in_its_place() -> None:
    long = "Wali Kota Bogor teken MoU dengan Wali Kota Depok. " * 60_000
    given = [PLAIN, {"id": "endless", "title": "Kabar", "text": long}, SISTER]
    lines = [Line(number, line(article)) for number, article in enumerate(given, start=1)]

    told = list(apply(lines, 2, seconds=1.5))

    assert [json.loads(one.text)["id"] for one in told] == ["b", "endless", "a"]
    assert [one.failed for one in told] == [False, True, False]
    assert json.loads(told[1].text) == {
        "id": "endless", "error": "line 2: took longer than 1.5 s"
    }  # fmt: skip


def test_an_article_that_breaks_the_rules_is_an_error_in_its_place() -> None:
    broken = replace(rules.load(), gazetteer=None)  # type: ignore[arg-type]

    told = judge_line(Line(7, line(SISTER)), broken)

    assert told.failed
    assert json.loads(told.text)["id"] == "a"
    assert json.loads(told.text)["error"].startswith("line 7: AttributeError: ")


def test_faulty_rules_are_told_before_any_line_is_read(
    kembar: Kembar, configure: Callable[[str], Path], folder: Path
) -> None:
    (folder / "rules").mkdir()
    (folder / "rules" / "one.yaml").write_text("schema: rules/1\nrulez: []\n", encoding="utf-8")
    configure('[rules]\nfolder = "rules"\n')

    result = kembar("rules", "apply", "-", "--jobs", "2", given=line(PLAIN))

    assert (result.exit_code, result.stdout) == (2, "")
    assert "rulez" in result.stderr


def test_own_packs_and_watches_judge_too(
    kembar: Kembar, configure: Callable[[str], Path], folder: Path
) -> None:
    configure('[[watch]]\nname = "Boats"\nwords = ["perahu naga"]\n')
    given = line({"id": 1, "title": "Lomba perahu naga", "text": "Ramai."})

    plain = kembar("rules", "apply", "-", "--config", str(empty_config(folder)), given=given)
    watched = kembar("rules", "apply", "-", given=given)
    listed = json.loads(kembar("rules", "list", "--json").stdout)

    assert records(plain)[0]["flag"] is False
    assert records(watched)[0]["flag"] is True
    assert records(watched)[0]["kind"] is None
    assert records(watched)[0]["hits"][0]["rule"] in {row["id"] for row in listed}


def empty_config(folder: Path) -> Path:
    path = folder / "empty.toml"
    path.write_text("", encoding="utf-8")
    return path


def test_explain_reads_a_text_and_a_file_alike(kembar: Kembar, folder: Path) -> None:
    text = f"{SISTER['title']}\n\n{SISTER['text']}"
    (folder / "kabar.txt").write_text(text, encoding="utf-8-sig")

    told, filed = kembar("rules", "explain", text), kembar("rules", "explain", "kabar.txt")

    assert told.exit_code == filed.exit_code == 0
    assert told.stdout == filed.stdout
    assert told.stdout.startswith("flagged")


def test_explain_says_what_was_lacking(kembar: Kembar) -> None:
    result = kembar("rules", "explain", "Harga cabai naik di pasar")

    assert result.exit_code == 0
    assert result.stdout.startswith("not flagged")


def test_explain_of_a_file_that_is_no_text_ends_with_1(kembar: Kembar, folder: Path) -> None:
    (folder / "foto.jpg").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF")

    result = kembar("rules", "explain", "foto.jpg")

    assert result.exit_code == 1
    assert result.stderr.startswith("kembar: foto.jpg: is not text in UTF-8")


@pytest.mark.parametrize("text", ["", " \n ", "\x00", "x" * 5000, "-"])
def test_no_text_breaks_explain(text: str, kembar: Kembar) -> None:
    result = kembar("rules", "explain", "--", text)

    assert (result.exit_code, result.exception) == (0, None)


def test_check_tells_every_fault_of_every_pack_at_once(
    kembar: Kembar, configure: Callable[[str], Path], folder: Path
) -> None:
    (folder / "rules").mkdir()
    (folder / "rules" / "one.yaml").write_text("schema: rules/1\nrulez: []\n", encoding="utf-8")
    (folder / "rules" / "two.yaml").write_text("schema: [\n", encoding="utf-8")
    configure(
        '[rules]\nfolder = "rules"\n[[watch]]\nname = "w"\nwords = ["x"]\nplaces = ["Tiada"]\n'
    )

    result = kembar("rules", "check")

    assert result.exit_code == 2
    for sign in ("one.yaml", "rulez", "two.yaml", "Tiada"):
        assert sign in result.stderr, sign
    assert result.stdout == ""


def test_the_examples_as_json_are_one_document(kembar: Kembar) -> None:
    results = json.loads(kembar("rules", "test", "--json").stdout)

    assert len(results) > 20
    assert all(result["passed"] for result in results)
    assert set(results[0]) == {"rule", "text", "expected", "passed", "why"}
