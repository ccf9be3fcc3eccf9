"""A small archive with two flagged stories, and the real reading room serving it."""

import json
import os
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import crowded_archive
import pytest

from kembar.model import (
    Article,
    Happening,
    Hit,
    Judgement,
    Kind,
    Level,
    Outcome,
    Party,
    Place,
    Run,
    Stage,
    Subscription,
)
from storage import articles, places, runs, ties
from storage.archive import Archive

ROOT = Path(__file__).resolve().parent.parent.parent
NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)

PLACES = (
    Place(id="id", name="Indonesia", level=Level.COUNTRY),
    Place(id="64", code="64", name="Provinsi Kalimantan Timur", level=Level.PROVINCE, parent="id"),
    Place(id="64.74", code="64.74", name="Kota Bontang", level=Level.CITY, parent="64"),
    Place(id="32", code="32", name="Provinsi Jawa Barat", level=Level.PROVINCE, parent="id"),
    Place(id="32.71", code="32.71", name="Kota Bogor", level=Level.CITY, parent="32"),
    Place(id="32.01", code="32.01", name="Kabupaten Bogor", level=Level.REGENCY, parent="32"),
    Place(id="kr:jeju", name="Jeju", level=Level.FOREIGN_REGION, country="KR", latitude=33.4),
    Place(id="jp:kisarazu", name="Kisarazu", level=Level.FOREIGN_CITY, country="JP"),
)


def flagged(url: str, title: str, sentence: str, *parties: Party, **facts: Any) -> Any:
    """An article whose second paragraph is the judged sentence, and its judgement."""
    text = f"Kabar dari balai kota pagi ini.\n\n{sentence}"
    start = len(title) + 2 + text.index(sentence)
    hit = Hit(rule="test.pair", score=9, start=start, end=start + len(sentence), sentence=sentence)
    weak = Hit(rule="test.city", score=1, start=0, end=len(title), sentence=title)
    happening = Happening(parties=parties, score=10, hits=(weak, hit), **facts)
    article = Article(
        url=url,
        site=facts.pop("site", urllib.parse.urlsplit(url).hostname or ""),
        title=title,
        text=text,
        published=NOW - timedelta(hours=5),
        published_precision="minute",
    )
    return article, Judgement(flag=True, score=10, hits=(weak, hit), happenings=(happening,))


def party(place_id: str) -> Party:
    place = next(place for place in PLACES if place.id == place_id)
    return Party(id=place.id, name=place.name, level=place.level)


def save(archive: Archive, article: Article, judgement: Judgement) -> articles.Saved:
    return articles.save(
        archive,
        article,
        judgement,
        subscriptions=[Subscription(channel="console")],
        backlog="tell",
        first_round=False,
        now=NOW,
    )


def store_another(path: Path) -> None:
    """What the daemon does while the reading room is open: one more flagged story."""
    archive = Archive.open(path)
    save(
        archive,
        *flagged(
            "https://pesisir.example/baru",
            "Jeju Menyusul ke Bogor",
            "Jeju dan Kota Bogor merintis kerja sama.",
            party("kr:jeju"),
            party("32.71"),
            kind=Kind.COOPERATION_TALKS,
        ),
    )
    archive.close()


def fill(path: Path) -> None:
    archive = Archive.open(path)
    places.sync(archive, PLACES)
    save(
        archive,
        *flagged(
            "https://pesisir.example/bontang-jeju",
            "Bontang Menjajaki Jeju",
            "Wali kota Bontang dan gubernur Jeju meneken nota kesepahaman kota kembar.",
            party("64.74"),
            party("kr:jeju"),
            kind=Kind.SISTER_CITY,
            stage=Stage.MOU,
        ),
    )
    save(
        archive,
        *flagged(
            "https://hujan.example/bogor-kisarazu?a=1&b=2",
            'Anak-anak Bogor & "Kisarazu" <b>bertukar</b> l\'eau',
            "Pemerintah Bogor menerima utusan Kisarazu untuk bahasan C++ dan AND.",
            party("32.71"),
            party("jp:kisarazu"),
            kind=Kind.STUDY_VISIT,
            stage=Stage.VISIT,
        ),
    )
    council = Party(id="32.01#dprd", name="DPRD Kabupaten Bogor", level=Level.AGENCY)
    save(
        archive,
        *flagged(
            "https://hujan.example/dprd",
            "Dewan Bogor Bertamu ke Bontang",
            "DPRD Kabupaten Bogor belajar pengelolaan pesisir di Kota Bontang.",
            council,
            party("64.74"),
            kind=Kind.STUDY_VISIT,
            stage=Stage.VISIT,
        ),
    )
    ties.learn(archive, [ties.Tie(a="32.71", b="kr:jeju", since="1999", source="daftar")], now=NOW)
    plain = Article(
        url="javascript:alert(1)",
        site="pesisir.example",
        title="Harga kerapu naik",
        text="Nelayan bekerja sama menjual kerapu.",
        published=datetime(2026, 11, 23, 4, 0, tzinfo=UTC),
        published_precision="day",
    )
    save(archive, plain, Judgement(flag=False, score=0))
    articles.save_failure(
        archive,
        url="https://pesisir.example/kosong",
        site="pesisir.example",
        reason="no text found on the page",
        now=NOW,
    )
    for site, outcome, reason in (
        ("hujan.example", Outcome.OK, None),
        ("pesisir.example", Outcome.FAILED, "the earlier reason"),
        ("pesisir.example", Outcome.REFUSED, "10.0.0.7 is not a public address"),
    ):
        number = runs.start(archive, site, NOW)
        run = Run(site=site, started=NOW, finished=NOW, outcome=outcome, reason=reason)
        runs.finish(archive, number, run)
    archive.close()


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.text)


Ask = Callable[..., Answer]


def get(url: str, **headers: str) -> Answer:
    request = urllib.request.Request(url, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return Answer(response.status, response.headers, response.read())
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, error.headers, error.read())


def serve(archive: Path, *more: str) -> "subprocess.Popen[str]":
    """The real process, as `child` starts it; its first line of stdout is the address."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "reading_room", str(archive), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


def end(process: "subprocess.Popen[str]") -> str:
    """End the process whatever its state, and give what it wrote to stderr."""
    process.kill() if process.poll() is None else None
    return process.communicate()[1]


@pytest.fixture(scope="session")
def fetch() -> Callable[..., Answer]:
    """Ask any address over HTTP; errors are answers too."""
    return get


@pytest.fixture(scope="session")
def fill_archive() -> Callable[[Path], None]:
    """Make an archive with the stories of this file at a path."""
    return fill


@pytest.fixture(scope="session")
def store_story() -> Callable[[Path], None]:
    """Store one more flagged story in an archive, as the daemon would."""
    return store_another


@pytest.fixture
def served() -> Iterator["Callable[..., subprocess.Popen[str]]"]:
    """Start real processes on archives; whatever still runs at the end is ended."""
    running: list[subprocess.Popen[str]] = []

    def start(archive: Path, *more: str) -> "subprocess.Popen[str]":
        running.append(serve(archive, *more))
        return running[-1]

    yield start
    for process in running:
        end(process)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive whose name a careless address would break."""
    path = tmp_path_factory.mktemp("room") / "my #1 archive?.db"
    fill(path)
    return path


@contextmanager
def serving(archive: Path) -> Iterator[str]:
    """The real process on an archive, and its address without the slash."""
    process = serve(archive, "--port", "0", "--parent", str(os.getpid()))
    try:
        assert process.stdout is not None
        base = process.stdout.readline().strip().rstrip("/")
        assert base, end(process)
        yield base
    finally:
        end(process)


@contextmanager
def open_room(archive: Path) -> Iterator[Ask]:
    """The real process on an archive, and a way to ask it."""
    with serving(archive) as base:

        def asked(path: str, headers: Mapping[str, str] | None = None, **query: str) -> Answer:
            question = f"?{urllib.parse.urlencode(query)}" if query else ""
            return get(f"{base}{path}{question}", **(headers or {}))

        yield asked


@pytest.fixture(scope="session")
def serve_room() -> Callable[[Path], AbstractContextManager[str]]:
    """Serve any archive for the length of a `with`; gives the address."""
    return serving


@pytest.fixture(scope="session")
def asking() -> Callable[[Path], AbstractContextManager[Ask]]:
    """Serve any archive for the length of a `with`, and ask it."""
    return open_room


@pytest.fixture(scope="session")
def ask(filled: Path) -> Iterator[Ask]:
    """Ask the served archive: `ask("/archive/flagged.json", q="...")`."""
    with open_room(filled) as asked:
        yield asked


@pytest.fixture(scope="session")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Ask an archive in which more has happened, that of `crowded_archive`."""
    path = tmp_path_factory.mktemp("crowd") / "archive.db"
    crowded_archive.fill(path)
    with open_room(path) as asked:
        yield asked
