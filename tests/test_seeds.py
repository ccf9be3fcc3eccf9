"""The five first articles in their outlets' markup, through the whole daemon to SMTP and HTTP."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from daemon import RunningDaemon
from receivers import HttpReceiver, MailReceiver
from seed_outlets import REASON, Seed, available, folded, seeds

from commands.demo import ReplicaServer
from kembar.clock import unstamp

pytestmark = [pytest.mark.skipif(not available(), reason=REASON), pytest.mark.slow]

NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
SEEDS: tuple[Seed, ...] = seeds(NOW) if available() else ()
NAMES = [seed.outlet.name for seed in SEEDS]


def configuration(server: ReplicaServer, http: HttpReceiver, mail: MailReceiver) -> str:
    """Five sites known by their addresses alone, and two channels."""
    sites = "".join(
        f"""
        [[sites]]
        name = "seed-{seed.outlet.name}"
        url = "{server.origin(seed.outlet.name)}/"
        area = "{seed.outlet.area}"
        """
        for seed in SEEDS
    )
    return f"""
        [archive]
        path = "archive.db"
        [crawl]
        sites = []
        every = "5 s"
        delay = "0 s"
        contact = "mailto:desk@example.org"
        allow_private_hosts = true
        [alerts]
        backlog = "tell"
        burst = 0
        [reading_room]
        enabled = false
        {sites}
        [[channels]]
        name = "http"
        url = "{http.url}"
        [[channels]]
        name = "mail"
        url = "{mail.url}"
        """


class Result:
    """What a whole run left behind."""

    def __init__(self) -> None:
        self.articles: dict[str, dict[str, Any]] = {}
        self.pairs: dict[str, list[str]] = {}
        self.http: list[str] = []
        self.mail: list[str] = []
        self.after_restart = 0


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Result]:
    folder = tmp_path_factory.mktemp("seeds")
    found = Result()
    outlets = [seed.outlet for seed in SEEDS]
    with ReplicaServer(outlets) as server, HttpReceiver() as http, MailReceiver() as mail:
        config = folder / "kembar.toml"
        config.write_text(configuration(server, http, mail), encoding="utf-8")
        with RunningDaemon(config) as daemon:
            daemon.until(
                lambda: (
                    len(daemon.rows("SELECT 1 FROM runs WHERE outcome = 'ok'")) >= 10
                    and not daemon.rows("SELECT 1 FROM outbox WHERE state <> 'sent'")
                ),
                seconds=120,
            )
            assert daemon.terminate() == 0
            collect(daemon, server, found)
        found.http, found.mail = http.texts, mail.texts
        with RunningDaemon(config) as again:
            before = len(again.rows("SELECT 1 FROM runs"))
            again.until(lambda: len(again.rows("SELECT 1 FROM runs")) >= before + 5, seconds=60)
            assert again.terminate() == 0
        found.after_restart = len(http.received) + len(mail.received)
    yield found


def collect(daemon: RunningDaemon, server: ReplicaServer, found: Result) -> None:
    for seed in SEEDS:
        url = f"{server.origin(seed.outlet.name)}{seed.path}"
        rows = daemon.rows("SELECT * FROM articles WHERE url = ?", url)
        found.articles[seed.outlet.name] = rows[0] if len(rows) == 1 else {}
        found.pairs[seed.outlet.name] = [
            row["name"]
            for row in daemon.rows(
                """SELECT event_parties.name FROM event_parties
                JOIN events ON events.id = event_id JOIN articles ON articles.id = article_id
                WHERE url = ? AND main = 1 AND role = 'party' ORDER BY position""",
                url,
            )
        ]


@pytest.mark.parametrize("seed", SEEDS, ids=NAMES)
def test_the_article_is_archived_with_title_author_and_local_date(
    seed: Seed, result: Result
) -> None:
    row = result.articles[seed.outlet.name]

    local = unstamp(row["published"]).astimezone(seed.outlet.zone)
    assert row["title"] == seed.title
    assert row["author"] == seed.author
    assert local.date() == seed.day
    assert row["published_precision"] == seed.precision
    assert row["status"] == "ok"


@pytest.mark.parametrize("seed", SEEDS, ids=NAMES)
def test_the_text_is_whole_and_without_furniture(seed: Seed, result: Result) -> None:
    text = folded(result.articles[seed.outlet.name]["text"])

    missing = [part for part in seed.paragraphs if len(part.split()) >= 8 and part not in text]
    assert missing == []
    assert seed.first in text
    assert seed.last in text
    assert [line for line in seed.absent if line in text] == []
    assert not text.startswith(seed.title)


@pytest.mark.parametrize("seed", SEEDS, ids=NAMES)
def test_it_is_flagged_with_the_right_pair_of_places(seed: Seed, result: Result) -> None:
    assert sorted(result.pairs[seed.outlet.name]) == sorted(seed.pair)


@pytest.mark.parametrize("seed", SEEDS, ids=NAMES)
def test_its_alert_arrived_once_at_each_receiver(seed: Seed, result: Result) -> None:
    url = result.articles[seed.outlet.name]["url"]

    for texts in (result.http, result.mail):
        about = [text for text in texts if url in text]
        assert len(about) == 1
        assert "#" in about[0]
        assert all(name in about[0] for name in seed.pair)


def test_ordinary_articles_beside_them_raise_no_alert(result: Result) -> None:
    assert len(result.http) == len(SEEDS)
    assert len(result.mail) == len(SEEDS)


def test_a_restart_sends_nothing_again(result: Result) -> None:
    assert result.after_restart == 2 * len(SEEDS)


def test_the_clock_of_the_replicas_is_not_ours() -> None:
    # The replicas print today's date in their headers; it must not be taken for the article's.
    assert all(NOW - timedelta(days=300) > s.article.published for s in SEEDS)
