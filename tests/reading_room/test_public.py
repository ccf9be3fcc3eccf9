"""The reading room for everybody: a public copy alone, nothing to run, nothing to take."""

import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from storage import publishing
from storage.archive import Archive

Ask = Callable[..., Any]
NAME = "kliping.contoh.example"


@pytest.fixture(scope="module")
def copy(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("public") / "public.db"
    target.touch()
    archive = Archive.open(filled, read_only=True)
    publishing.build(archive, target, now=datetime(2026, 11, 24, tzinfo=UTC))
    archive.close()
    return target


@pytest.fixture
def ask(served: Callable[..., "subprocess.Popen[str]"], copy: Path, fetch: Ask) -> Iterator[Ask]:
    process = served(copy, "--port", "0", "--public", "--name", NAME)
    assert process.stdout is not None
    base = process.stdout.readline().strip().rstrip("/")
    assert base, process.communicate()[1]
    yield lambda path, **headers: fetch(f"{base}{path}", **headers)


def test_its_pages_answer_and_hold_no_full_text(ask: Ask) -> None:
    front = ask("/")
    flagged = ask("/archive/flagged.json?_shape=array")
    found = ask("/archive/search.json?q=kesepahaman&_shape=array")

    assert (front.status, flagged.status, found.status) == (200, 200, 200)
    assert "Bontang Menjajaki Jeju" in front.text
    assert {row["headline"] for row in found.json} == {"Bontang Menjajaki Jeju"}
    assert "Kabar dari balai kota" not in front.text + flagged.text
    assert ask("/archive/articles.json").status == 200
    assert "Kabar dari balai kota" not in ask("/archive/articles.json?_size=max").text


def test_questions_that_it_cannot_answer_are_not_offered(ask: Ask) -> None:
    front = ask("/").text + ask("/archive").text

    assert "/archive/flagged" in front and "/archive/ledger" in front
    assert "/archive/rounds" not in front and "/archive/quarantine" not in front
    assert ask("/archive/rounds").status == 404
    assert ask("/archive/outbox").status == 404


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/archive?sql=select+1", 403),
        ("/archive.json?sql=select+hex(randomblob(100000000))", 403),
        ("/archive/articles?_where=1=1", 403),
        ("/archive.db", 403),
        ("/-/databases.json", 403),
        ("/-/databases", 403),
        ("/-/%64atabases.json", 403),
        ("/-/settings.json", 403),
        ("/-/plugins.json", 403),
        ("/-/metadata.json", 403),
        ("/-/threads.json", 403),
        ("/-/permissions", 403),
        ("/-/allow-debug", 403),
        ("/_memory", 403),
        ("/sites", 403),
        ("/archive/articles.csv?_stream=1", 400),
    ],
)
def test_what_strangers_may_not_do_is_refused(path: str, status: int, ask: Ask) -> None:
    assert ask(path).status == status


def test_row_h3_of_the_test_matrix(ask: Ask) -> None:
    """SQL and download 403, a foreign host 421, sizes bounded, the file alone attached."""
    big = "hex(zeroblob(50000000))"
    asked = {
        "/archive?sql=select+1": 403,
        f"/archive.json?sql=select+{big}": 403,
        "/archive.csv?sql=select+1": 403,
        "/archive/articles?_where=1=1": 403,
        "/archive/articles.json?_where=1=1": 403,
        "/archive.db": 403,
        "/archive/articles.json?_size=max": 200,
        "/archive/articles.json?_size=501": 400,
        **{
            f"/-/{name}.json": 403
            for name in ("metadata", "plugins", "settings", "config", "threads", "databases",
                         "actor", "permissions")
        },
    }  # fmt: skip
    given = {path: ask(path).status for path in asked}
    most = len(ask("/archive/articles.json?_size=max&_shape=array").json)
    host = ask("/", Host="evil.example").status
    attached = ask("/archive.json?_extra=1").text

    refused = sum(status in (400, 403) for status in given.values())
    print(f"H3: {refused} of {len(given)} refused, host {host}, {most} rows at most")
    assert given == asked
    assert host == 421
    assert most <= 500
    assert "outbox" not in attached and "inbox" not in attached


def test_pages_are_limited_whatever_is_asked_for(ask: Ask) -> None:
    answer = ask("/archive/articles.json?_size=100000")

    assert answer.status == 400
    assert "500" in answer.text


def test_it_answers_to_its_names_alone(ask: Ask) -> None:
    assert ask("/", Host=NAME).status == 200
    assert ask("/", Host=NAME.upper()).status == 200
    assert ask("/", Host="127.0.0.1").status == 200
    refused = ask("/", Host="evil.example")
    assert refused.status == 421
    assert NAME in refused.text


@pytest.mark.parametrize("path", ["/", "/archive", "/archive/flagged", "/nowhere", "/archive.db"])
def test_no_inline_script_runs_and_nothing_is_framed(path: str, ask: Ask) -> None:
    headers = ask(path).headers
    policy = dict(
        one.strip().partition(" ")[::2] for one in headers["content-security-policy"].split(";")
    )

    assert policy["default-src"] == "'none'"
    assert policy.get("script-src", "'none'") in ("'self'", "'none'")
    assert policy["frame-ancestors"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert "noindex" in headers["x-robots-tag"]


def test_search_engines_are_asked_to_stay_away(ask: Ask) -> None:
    assert "disallow: /" in ask("/robots.txt").text.lower()


def test_an_archive_is_never_served_to_all(
    served: Callable[..., "subprocess.Popen[str]"], filled: Path
) -> None:
    process = served(filled, "--port", "0", "--public")
    _, error = process.communicate(timeout=30)

    assert process.returncode == 1
    assert "no public copy" in error and error.count("\n") == 1


@pytest.mark.parametrize("more", [("--listen", "0.0.0.0"), ("--name", NAME)])
def test_an_archive_listens_on_this_machine_alone(
    more: tuple[str, str], served: Callable[..., "subprocess.Popen[str]"], filled: Path
) -> None:
    process = served(filled, "--port", "0", *more)
    _, error = process.communicate(timeout=30)

    assert process.returncode == 2
    assert "need --public" in error
