"""What a browser sees and may do: pages, links, limits, and nothing that changes the archive."""

import re

import pytest

from reading_room.descriptions import TABLES


def test_the_front_page_is_indonesian_unless_english_is_asked_for(ask) -> None:
    indonesian, english = ask("/"), ask("/", lang="en")

    assert '<html lang="id">' in indonesian.text and "Nota kesepahaman" in indonesian.text
    assert '<html lang="en">' in english.text and "Memorandum" in english.text
    assert "Set-Cookie" not in indonesian.headers


def test_the_language_asked_for_last_is_kept(ask) -> None:
    cookie = ask("/", lang="en").headers["Set-Cookie"].split(";")[0]

    assert '<html lang="en">' in ask("/sites", {"Cookie": cookie}).text
    assert '<html lang="id">' in ask("/sites", {"Cookie": cookie}, lang="id").text
    assert '<html lang="id">' in ask("/", {"Cookie": cookie.replace("=en", "=xx")}).text


def test_a_headline_links_to_its_source_and_is_escaped(ask) -> None:
    assert 'href="https://hujan.example/bogor-kisarazu?a=1&amp;b=2"' in ask("/").text
    for page in (ask("/story/2").text, ask("/archive/flagged").text):
        assert 'href="https://hujan.example/bogor-kisarazu?a=1&amp;b=2"' in page
        assert "&lt;b&gt;bertukar&lt;/b&gt;" in page
        assert "<b>bertukar" not in page


def test_an_address_that_is_not_a_web_address_is_never_a_link(ask) -> None:
    assert 'href="javascript:' not in ask("/archive/search", q="kerapu").text.lower()


def test_the_database_page_lists_the_questions_before_the_tables(ask) -> None:
    page = ask("/archive").text

    assert page.index('href="/archive/flagged"') < page.index('href="/archive/articles"')
    assert 'href="/archive/urls"' not in page


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_page_opens_and_explains_its_columns(ask, table) -> None:
    answer = ask(f"/archive/{table.name}")

    assert answer.status == 200
    assert table.about[0] in answer.text


def test_search_engines_are_kept_out(ask) -> None:
    answer = ask("/robots.txt")

    assert answer.text.split("\n") == ["User-agent: *", "Disallow: /"]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8001", "127.0.0.1.evil.example", ""]
)
def test_a_foreign_host_name_is_refused(ask, host: str) -> None:
    answer = ask("/archive/flagged.json", {"Host": host})

    assert answer.status == 421
    assert "Bontang" not in answer.text


@pytest.mark.parametrize("host", ["localhost:9999", "127.0.0.1", "LOCALHOST"])
def test_this_machine_may_be_called_by_its_names(ask, host: str) -> None:
    assert ask("/archive/flagged.json", {"Host": host}).status == 200


def test_browsers_are_told_to_load_nothing_from_elsewhere(ask) -> None:
    headers = ask("/").headers

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", ["/", "/story/1", "/place/64.74", "/sites", "/map", "/charts"])
def test_our_pages_run_no_script_and_load_nothing_from_elsewhere(ask, path: str) -> None:
    answer = ask(path)

    assert answer.headers.get_all("Content-Security-Policy") == [
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ]
    assert "<script" not in answer.text and " style=" not in answer.text
    assert re.findall(r'(?:src|rel="stylesheet" href|<image href)="(?!/)', answer.text) == []


def test_a_page_that_is_not_there_says_so(ask) -> None:
    for path in (
        "/story/999",
        "/story/x",
        "/story/-1",
        "/story/9999999999999999999",
        "/story/999999999999999999",
        "/place/xx",
        "/relation/a/b",
    ):
        answer = ask(path)
        assert answer.status == 404 and "Halaman ini tidak ada" in answer.text
    assert "Halaman ini tidak ada" in ask("/nowhere/at/all").text


def test_the_styles_and_the_land_are_served(ask) -> None:
    assert ask("/kembar/room.css").headers["Content-Type"].startswith("text/css")
    assert ask("/kembar/land.svg").headers["Content-Type"].startswith("image/svg+xml")


def test_the_file_cannot_be_downloaded(ask) -> None:
    assert ask("/archive.db").status == 403


def test_sql_of_ones_own_reads_but_cannot_write(ask) -> None:
    reads = ask("/archive.json", sql="select count(*) from articles")
    writes = ask("/archive.json", sql="delete from articles")

    assert reads.json["rows"] == [[4]]
    assert writes.status == 400


def test_a_query_cannot_fill_the_memory_or_run_for_long(ask) -> None:
    large = ask("/archive.json", sql="select hex(randomblob(100000000))")
    endless = ask(
        "/archive.json",
        sql="with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n",
    )

    assert large.status == 400
    assert endless.status == 400


def test_an_answer_is_never_kept_by_the_browser(ask) -> None:
    assert ask("/archive/flagged.json").headers["Cache-Control"] == "no-cache"


def test_row_h3_of_the_test_matrix_on_this_machine(ask) -> None:
    """SQL is for whoever sits here, in bounds; the file is not, nor any other host's name."""
    asked = {
        "/archive.db": ask("/archive.db").status,
        "a big cell": ask("/archive.json", sql="select hex(zeroblob(50000000))").status,
        "a long query": ask("/archive.json", sql=ENDLESS).status,
        "a write": ask("/archive.json", sql="delete from articles").status,
        "another host": ask("/", {"Host": "evil.example"}).status,
    }
    most = len(ask("/archive/articles.json", _size="max", _shape="array").json)
    attached = ask("/archive.json", sql="select name from pragma_database_list", _shape="array")

    print(f"H3 here: {asked}, {most} rows, attached {attached.json}")
    assert asked == {"/archive.db": 403, "a big cell": 400, "a long query": 400, "a write": 400,
                     "another host": 421}  # fmt: skip
    assert most <= 1000
    assert [row["name"] for row in attached.json] == ["main"]


ENDLESS = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"
