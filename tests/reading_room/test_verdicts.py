"""Answering an alert from its story's page, over real HTTP; nobody else's form gets through."""

import http.client
import re
import sqlite3
import urllib.parse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kembar.locks import DAEMON, FileLock, beside
from storage import publishing, verdict_wishes, verdicts
from storage.archive import Archive

NOW = datetime(2026, 11, 24, 4, tzinfo=UTC)


@dataclass(frozen=True)
class Told:
    status: int
    headers: Any
    text: str


class Browser:
    """Asks one reading room, keeps its cookies, follows no redirect by itself."""

    def __init__(self, base: str) -> None:
        self.port = int(base.rsplit(":", 1)[1])
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> Told:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        if body is not None:
            headers.setdefault("Content-Type", "application/x-www-form-urlencoded")
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        told = Told(answer.status, answer.headers, answer.read().decode())
        connection.close()
        for set_cookie in answer.headers.get_all("set-cookie") or []:
            name, _, value = set_cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return told

    def token(self, story: int = 1) -> str:
        page = self.ask("GET", f"/story/{story}").text
        return re.findall(r'name="csrftoken" value="([^"]+)"', page)[0]

    def answer(self, story: int = 1, **fields: str) -> Told:
        fields.setdefault("csrftoken", self.token())
        return self.ask("POST", f"/story/{story}/verdict", urllib.parse.urlencode(fields))


@pytest.fixture
def archive(fill_archive: Callable[[Path], None], tmp_path: Path) -> Iterator[Archive]:
    path = tmp_path / "archive #1?.db"
    fill_archive(path)
    opened = Archive.open(path)
    yield opened
    opened.close()


@pytest.fixture
def browser(archive: Archive, serve_room: Any) -> Iterator[Browser]:
    with serve_room(archive.path) as base:
        yield Browser(base)


def wishes(archive: Archive) -> int:
    return int(archive.value("SELECT count(*) FROM inbox"))


def test_a_verdict_is_left_for_the_daemon_and_the_page_says_so(
    browser: Browser, archive: Archive
) -> None:
    answer = browser.answer(verdict="drop", by="Sari <b>", note="soal bulu tangkis")

    assert answer.status == 303
    where = answer.headers["location"]
    assert where == "/story/1?said=1#verdict"
    page = browser.ask("GET", where.partition("#")[0]).text
    assert "Penilaian Anda diterima; Kembar (kembar run) akan mencatatnya." in page
    assert "Sari &lt;b&gt;: <strong>Bukan peristiwa</strong> – soal bulu tangkis" in page
    assert "menunggu dicatat" in page
    assert "sedang tidak berjalan" in page
    assert verdicts.read(archive) == []

    assert verdict_wishes.apply_open(archive, NOW) == 1

    page = browser.ask("GET", f"/story/1?said={1}&lang=en").text
    assert "Your verdict is recorded." in page
    assert "<strong>False alarm</strong> – soal bulu tangkis" in page
    assert "24 November 2026, 12:00 WITA" in page
    (row,) = verdicts.read(archive)
    assert (row["by"], row["verdict"], row["rules"]) == (
        "Sari <b>",
        "drop",
        ["test.pair", "test.city"],
    )


def test_a_running_daemon_is_not_said_to_be_down(browser: Browser, archive: Archive) -> None:
    lock = FileLock(beside(archive.path, "daemon"))
    lock.acquire(f"{DAEMON} on this machine")
    try:
        browser.answer(verdict="keep")
        page = browser.ask("GET", "/story/1").text
    finally:
        lock.release()

    assert "menunggu dicatat" in page
    assert "sedang tidak berjalan" not in page


def test_a_later_verdict_is_shown_to_replace_the_earlier(
    browser: Browser, archive: Archive
) -> None:
    for verdict in ("keep", "fix"):
        browser.answer(verdict=verdict, by="sari", note="tahapnya keliru")
        verdict_wishes.apply_open(archive, NOW)

    page = browser.ask("GET", "/story/1").text.split('id="verdict"')[1].split("<form")[0]

    assert page.index("Ada fakta yang salah") < page.index("<strong>Benar<")
    assert page.count("sudah diganti") == 1
    assert [row["stands"] for row in verdicts.read(archive)] == [1, 0]


def test_a_correction_without_a_note_is_asked_for_it(browser: Browser, archive: Archive) -> None:
    answer = browser.answer(verdict="fix", note="  ")

    assert answer.headers["location"] == "/story/1?said=note#verdict"
    assert "Tulis dahulu dalam catatan" in browser.ask("GET", "/story/1?said=note").text
    assert wishes(archive) == 0


@pytest.mark.parametrize("cookies", [True, False])
@pytest.mark.parametrize("token", ["", "forged"])
@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer x"}])
def test_a_form_without_our_token_is_refused(
    cookies: bool, token: str, header: dict[str, str], browser: Browser, archive: Archive
) -> None:
    browser.token()
    if not cookies:
        browser.cookies.clear()

    body = urllib.parse.urlencode({"verdict": "drop", "csrftoken": token})
    answer = browser.ask("POST", "/story/1/verdict", body, **header)

    assert answer.status == 403
    assert wishes(archive) == 0


def test_a_token_without_its_cookie_is_refused(browser: Browser, archive: Archive) -> None:
    token = browser.token()
    browser.cookies.clear()
    body = urllib.parse.urlencode({"verdict": "drop", "csrftoken": token})

    assert browser.ask("POST", "/story/1/verdict", body).status == 403
    assert wishes(archive) == 0


def test_a_foreign_host_name_is_refused(browser: Browser, archive: Archive) -> None:
    body = urllib.parse.urlencode({"verdict": "drop", "csrftoken": browser.token()})

    assert browser.ask("POST", "/story/1/verdict", body, Host="evil.example").status == 421
    assert wishes(archive) == 0


@pytest.mark.parametrize(
    ("story", "fields", "status"),
    [
        (99, {"verdict": "keep"}, 404),
        (1, {"verdict": "burn"}, 400),
        (1, {}, 400),
        (1, {"verdict": "keep", "note": "x" * 20_000}, 413),
    ],
)
def test_what_is_no_verdict_on_a_story_leaves_nothing(
    story: int, fields: dict[str, str], status: int, browser: Browser, archive: Archive
) -> None:
    assert browser.answer(story, **fields).status == status
    assert wishes(archive) == 0


def test_bytes_that_are_no_text_do_no_harm(browser: Browser, archive: Archive) -> None:
    body = f"csrftoken={browser.token()}&verdict=keep&note=%ff%00%ed%a0%80"

    assert browser.ask("POST", "/story/1/verdict", body).status == 303
    assert verdict_wishes.apply_open(archive, NOW) == 1
    assert len(verdicts.read(archive)) == 1


def test_the_address_of_the_form_is_no_page(browser: Browser) -> None:
    answer = browser.ask("GET", "/story/1/verdict")

    assert answer.status == 405
    assert answer.headers["allow"] == "POST"


def test_an_archive_that_nobody_may_write_is_told_of(browser: Browser, archive: Archive) -> None:
    token = browser.token()
    other = sqlite3.connect(archive.path)
    other.execute("DROP TABLE inbox")
    other.commit()
    other.close()
    body = urllib.parse.urlencode({"verdict": "keep", "csrftoken": token})

    answer = browser.ask("POST", "/story/1/verdict", body)

    assert answer.status == 503
    assert "could not be left" in answer.text


def test_the_form_works_by_keyboard_and_screen_reader(browser: Browser) -> None:
    page = browser.ask("GET", "/story/1")
    form = page.text.split('<form class="answer"')[1].split("</form>")[0]

    assert 'action="/story/1/verdict" method="post"' in form
    labelled = set(re.findall(r'<label for="(\w+)"', form))
    assert labelled == set(re.findall(r'<(?:input|textarea) id="(\w+)"', form)) == {"by", "note"}
    assert re.findall(r'name="verdict" value="(\w+)">([^<]+)<', form) == [
        ("keep", "Benar"), ("drop", "Bukan peristiwa"), ("fix", "Ada fakta yang salah")
    ]  # fmt: skip
    # Enter in the name's field would press the first button.
    assert form.index("disabled hidden") < form.index('name="verdict"')
    assert "form-action 'self'" in page.headers["content-security-policy"]
    assert "<script" not in page.text


def test_a_public_copy_has_neither_the_form_nor_its_address_nor_any_verdict(
    archive: Archive, tmp_path: Path, served: Any, browser: Browser
) -> None:
    browser.answer(verdict="drop", by="Wiragunawan", note="Wiragunawan bilang")
    verdict_wishes.apply_open(archive, NOW)
    target = tmp_path / "public.db"
    target.touch()
    publishing.build(archive, target, now=NOW)
    process = served(target, "--port", "0", "--public")
    public = Browser(process.stdout.readline().strip().rstrip("/"))

    page = public.ask("GET", "/story/1")

    assert page.status == 200
    assert "csrftoken" not in page.text
    assert 'id="verdict"' not in page.text
    assert "set-cookie" not in page.headers
    for path in ("/story/1/verdict", "/story/1/verdict/", "/story/1%2Fverdict"):
        assert public.ask("POST", path, "verdict=drop").status in (403, 404)
    assert public.ask("GET", "/archive/verdicts").status == 404
    assert b"Wiragunawan" not in target.read_bytes()
