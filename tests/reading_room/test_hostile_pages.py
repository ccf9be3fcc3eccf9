"""What others wrote is text on every page, and a page that takes too long says so."""

import asyncio
from html.parser import HTMLParser
from pathlib import Path

import crowded_archive
import pytest

from reading_room.application import build
from storage import places
from storage.archive import Archive

HOSTILE = (
    '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "</title><svg/onload=alert(1)>",
    "{{ 7*7 }}", "<!--", "]]><x>", "' onfocus=alert(1) autofocus='", "\u202eterbalik", "&lt;b&gt;",
)  # fmt: skip
ADDRESSES = ("javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "file:///etc/x")


class Elements(HTMLParser):
    """Collects what a browser would run or follow."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.handlers: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "archive.db"
    archive = Archive.open(path)
    places.sync(archive, crowded_archive.PLACES.values())
    for number, words in enumerate(HOSTILE):
        address = ADDRESSES[number % len(ADDRESSES)]
        for text in ("Awal.", "Akhir."):
            crowded_archive.told(
                archive, f"{address}?{number}", f"Judul {number} {words}",
                between=("64.74", "jp:kisarazu"), text=f"Bontang {words} Kisarazu.\n\n{text}",
            )  # fmt: skip
    archive.close()
    return path


def test_nothing_that_others_wrote_runs_or_leads_astray(asking, hostile: Path) -> None:
    with asking(hostile) as ask:
        queries = [("/", {"q": words}) for words in HOSTILE]
        paths = ["/", "/story/1", "/place/64.74", "/relation/64.74/jp:kisarazu", "/map", "/charts"]
        for path, query in [*queries, *((path, {}) for path in paths)]:
            answer = ask(path, **query)
            elements = Elements()
            elements.feed(answer.text)
            assert answer.status == 200
            assert not elements.tags & {"script", "img", "x", "b", "iframe"}
            assert elements.handlers == []
            assert [link for link in elements.links if not link.startswith(("/", "#", "?"))] == []
            assert ">49<" not in answer.text and "Judul 3 49" not in answer.text


def test_a_feed_of_hostile_words_leads_to_our_own_pages(asking, hostile: Path) -> None:
    with asking(hostile) as ask:
        feed = ask("/feed.atom").text

    assert "javascript:" not in feed and "<script" not in feed


def test_a_page_that_takes_too_long_says_so_in_plain_words(hostile: Path) -> None:
    datasette, _ = build(hostile)
    datasette._settings["sql_time_limit_ms"] = 0

    async def ask() -> tuple[int, str, int]:
        page, feed = await datasette.client.get("/"), await datasette.client.get("/feed.atom")
        return page.status_code, page.text, feed.status_code

    status, text, feed = asyncio.run(ask())
    datasette.executor.shutdown()

    assert (status, feed) == (503, 503)
    assert "Arsip tidak menjawab pada waktunya" in text and "interrupted" not in text
