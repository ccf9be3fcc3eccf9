"""What others wrote is text on every page, and a page that takes too long says so."""

import asyncio
import csv
import html
import io
import json
import re
import tarfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import crowded_archive
import pytest

from reading_room.application import build
from storage import places
from storage.archive import Archive

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "bad_inputs"
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
        self.scripts: list[str] = []

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            self.scripts.append(data)

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


def test_nothing_of_the_known_strings_runs_anywhere(asking, tmp_path: Path) -> None:
    """515 naughty strings and feedparser's cases for sanitizers: as title, text and search."""
    strings = known_strings()
    path = tmp_path / "archive.db"
    archive = Archive.open(path)
    places.sync(archive, crowded_archive.PLACES.values())
    # Twenty in an article: a page shows all that its title and text hold.
    for number, start in enumerate(range(0, len(strings), 20)):
        some = strings[start : start + 20]
        words = " ".join(some)
        address = f"javascript:{words}" if number % 2 else f"https://kabar{number}.example/{words}"
        crowded_archive.told(
            archive, f"{address}#{number}", f"{number} {words}",
            between=("64.74", "jp:kisarazu"),
            text="\n\n".join(f"Bontang {one} Kisarazu." for one in some),
        )  # fmt: skip
    stored = archive.value("SELECT count(*) FROM articles")
    archive.close()

    faults: list[str] = []
    read = 0
    with asking(path) as ask:
        stories = archive_stories(path)
        pages = [("/", {"page": str(n)}) for n in range(1, 4 + len(stories) // 20)]
        pages += [(f"/story/{story}", {}) for story in stories]
        pages += [("/", {"q": words}) for words in strings[::4]]
        pages += [(path_, {}) for path_ in ("/place/64.74", "/relation/64.74/jp:kisarazu", "/map")]
        for asked, query in pages:
            answer = ask(asked, **query)
            assert answer.status == 200, (asked, query)
            faults += faults_in(answer.text, ours=True)
            read += 1
        for n in range(0, stored, 20):
            for table in ("articles", "hits"):
                sql = {"sql": f"select * from {table} limit 20 offset {n}"}
                faults += faults_in(ask("/archive", **sql).text, ours=False)
                shown = ask("/archive.json", **sql, _shape="array")
                assert shown.headers["content-type"].startswith("application/json")
                read += 2
        feed = ElementTree.fromstring(ask("/feed.atom").body)
        links = [one.get("href") or "" for one in feed.iter("{http://www.w3.org/2005/Atom}link")]
        faults += [link for link in links if not link.startswith(("http://", "https://"))]
        table = ask("/export/stories.csv").body.decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(table, newline="")) for cell in row]
        faults += [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
        records = [json.loads(line) for line in ask("/export/stories.jsonl").body.splitlines()]

    told = sum(len(record["reports"]) for record in records)
    print(f"H1: {len(strings)} strings, {stored} articles, {read} pages, {len(faults)} faults")
    assert stored == told == -(-len(strings) // 20)
    assert faults == []


def known_strings() -> list[str]:
    """The strings of the two collections; each case of feedparser's is its escaped markup."""
    naughty = SHARED / "blns.json"
    cases = SHARED / "feedparser_xml.tar.xz"
    if not naughty.is_file() or not cases.is_file():
        pytest.skip("the naughty strings of ../shared/data/bad_inputs are not here")
    strings = json.loads(naughty.read_text(encoding="utf-8"))
    with tarfile.open(cases) as archive:
        for member in archive.getmembers():
            if "/sanitize/" in member.name and member.name.endswith(".xml"):
                file = archive.extractfile(member)
                assert file is not None
                body = file.read().decode("utf-8", "replace").partition("-->")[2]
                strings.append(html.unescape(body))
    return strings


def archive_stories(path: Path) -> list[int]:
    archive = Archive.open(path, read_only=True)
    try:
        return [row["id"] for row in archive.rows("SELECT id FROM stories WHERE articles > 0")]
    finally:
        archive.close()


def faults_in(page: str, *, ours: bool) -> list[str]:
    """What a browser would run or follow to somewhere it should not."""
    elements = Elements()
    elements.feed(page)
    followed = [link.strip().lower() for link in elements.links]
    faults = [link for link in followed if re.match(r"(javascript|data|vbscript):", link)]
    faults += elements.handlers
    if ours:
        faults += elements.tags & {"script", "img", "iframe", "object", "embed", "base", "style"}
    else:  # Datasette's own pages have scripts and styles of their own
        faults += elements.tags & {"img", "iframe", "object", "embed", "base"}
        faults += [text for text in elements.scripts if "alert" in text]
    return faults


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


@pytest.mark.parametrize(
    "markup",
    ["<script>alert(1)</script>", "<a href=' JavaScript:x'>", "<p onclick=x>", "<img src=x>"],
)
def test_the_look_for_faults_finds_one_where_one_is(markup: str) -> None:
    assert faults_in(f"<p>{markup}</p>", ours=True) and faults_in(f"<p>{markup}</p>", ours=False)
