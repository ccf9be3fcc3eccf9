"""`kembar rules backtest`: what new rules would have flagged, and would not."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import Result
from sample_articles import NOW, UNFLAGGED, article

import rules
from kembar.model import Article
from storage import articles
from storage.archive import Archive

Kembar = Callable[..., Result]
Configure = Callable[..., Path]

TALKS = "Bupati Kolaka bertemu Bupati Konawe membahas jalan tembus kedua kabupaten."
HARVEST = "Panen raya jeruk di Kabupaten Karo melimpah tahun ini."
OWN = """
schema: rules/1
rules:
  - id: own.harvest
    title: Harvests
    emits: {kind: cooperation_talks}
    all: [panen raya]
    places: {min: 1}
    score: 9
    tests: {match: [Panen raya di Kabupaten Karo], reject: [Panen padi di Karo]}
"""


def save(archive: Archive, told: Article, *, judged: bool) -> int:
    judgement = rules.judge(told, rules.load()) if judged else UNFLAGGED
    return articles.save(
        archive, told, judgement, subscriptions=(), backlog="tell", first_round=False, now=NOW
    ).article_id


@pytest.fixture(autouse=True)
def filled(configure: Configure, archive: Archive) -> None:
    configure()
    save(archive, article(1, title="Kolaka dan Konawe bertemu", text=TALKS), judged=True)
    save(archive, article(2, title="Jeruk melimpah", text=HARVEST), judged=True)
    older = article(3, title="Bertemu lagi", text=TALKS, published=NOW - timedelta(days=90))
    save(archive, older, judged=False)


def differences(result: Result) -> list[tuple[str, int]]:
    assert result.exit_code == 0, result.output
    return [(one["change"], one["id"]) for one in json.loads(result.stdout)["differences"]]


def test_the_rules_in_force_find_what_was_missed_before(kembar: Kembar) -> None:
    result = kembar("rules", "backtest", "--json", "--jobs", "1")

    assert differences(result) == [("gained", 3)]
    summary = json.loads(result.stdout)["summary"]
    assert (summary["articles"], summary["before"], summary["after"]) == (3, 1, 2)
    [gained] = json.loads(result.stdout)["differences"]
    assert gained["sentence"] in TALKS
    assert gained["url"] == "https://berita.example/3"


def test_rules_of_a_folder_show_what_they_would_lose(kembar: Kembar, tmp_path: Path) -> None:
    folder = tmp_path / "baru"
    folder.mkdir()
    every = [rule.id for rule in rules.load().rules]
    lines = [f"  {rule}: {{disable: true}}" for rule in every]
    (folder / "overrides.yaml").write_text("\n".join(["rules:", *lines]), encoding="utf-8")

    result = kembar("rules", "backtest", "--json", "--jobs", "1", "--rules", str(folder))

    assert differences(result) == [("lost", 1)]


def test_a_changed_fact_is_told_with_before_and_after(kembar: Kembar, archive: Archive) -> None:
    with archive.write():
        archive.db.execute("UPDATE events SET stage = 'mou' WHERE article_id = 1")

    shown = kembar("rules", "backtest", "--jobs", "2", "--since", "30 days")

    assert "changed 1 Kolaka dan Konawe bertemu" in shown.stdout
    assert "stage mou -> talks" in shown.stdout
    assert "2 articles" in shown.stderr


def test_days_site_and_limit_choose_what_is_judged(kembar: Kembar) -> None:
    def looked_at(*options: str) -> int:
        result = kembar("rules", "backtest", "--json", "--jobs", "1", *options)
        return int(json.loads(result.stdout)["summary"]["articles"])

    assert looked_at("--until", "2026-10-01") == 1
    assert looked_at("--site", "lain.example") == 0
    assert looked_at("--limit", "2") == 2


def test_a_day_that_is_none_is_said_so(kembar: Kembar) -> None:
    result = kembar("rules", "backtest", "--since", "kemarin")

    assert result.exit_code == 2
    assert "--since: 'kemarin' is no day; write `2026-01-31` or `30 days`" in result.stderr


def test_faulty_rules_are_told_before_anything_is_judged(kembar: Kembar, tmp_path: Path) -> None:
    (tmp_path / "salah").mkdir()
    (tmp_path / "salah" / "a.yaml").write_text("schema: rules/1\nrulez: []\n", encoding="utf-8")

    result = kembar("rules", "backtest", "--rules", str(tmp_path / "salah"))

    assert result.exit_code == 2
    assert "rulez" in result.stderr


def test_nothing_is_written(kembar: Kembar, archive: Archive) -> None:
    before = archive.rows("SELECT id, story_id FROM articles ORDER BY id")

    kembar("rules", "backtest", "--jobs", "1")

    assert archive.rows("SELECT id, story_id FROM articles ORDER BY id") == before
    assert archive.value("SELECT count(*) FROM events") == 1
