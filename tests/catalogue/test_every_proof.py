"""Walks all built-in sites: each has a proof, and a round at its replica archives just that."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from catalogue.proofs import Proof, read
from catalogue.replicas import FURNITURE, KITS, Replica
from catalogue.servers import ReplicaTown, reachable

from crawler.checkup import Checkup, check_all
from crawler.extraction import read_article
from crawler.sites import builtin, chosen
from crawler.sources import Numbered
from crawler.wing import CrawlWing
from kembar import config as configuration
from kembar.clock import stamp
from kembar.model import Entry, Outcome, Run
from storage.archive import Archive

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
SITES = {site.name: site for site in builtin(timedelta(minutes=15))}
PROOFS = read()
PROVEN = [proof for proof in PROOFS if proof.site in SITES]


def replica(proof: Proof) -> Replica:
    site = SITES[proof.site]
    return Replica(proof, site.family, site.zone)


def by_address(proof: Proof) -> str:
    return proof.url.split("//")[1]


@dataclass
class Walk:
    """What one round at every site left behind."""

    runs: dict[str, Run]
    articles: dict[str, list[dict[str, Any]]]
    failed: list[dict[str, Any]]
    unknown_names: list[str]
    checkups: dict[str, Checkup]
    """What `kembar sites check` made of every site afterwards."""


async def one_round_and_a_check(folder: Path) -> tuple[list[Run], list[Checkup]]:
    settings = configuration.parse(
        f"""
        [archive]
        path = "{folder / "archive.db"}"
        [crawl]
        contact = "mailto:desk@example.org"
        delay = "0 s"
        parsers = 2
        allow_private_hosts = true
        """
    )
    sites = chosen(settings)
    async with CrawlWing(settings, clock=lambda: NOON) as wing:
        runs = await asyncio.gather(*(wing.round(site) for site in sites))
    checkups = await check_all(settings, sites, numbers=counted_numbers(), clock=lambda: NOON)
    return runs, checkups


def counted_numbers() -> dict[str, int]:
    """For each counted source the number of a page that its replica has."""
    return {
        source.url: number
        for proof in PROVEN
        for source in SITES[proof.site].sources
        if isinstance(source, Numbered) and (number := source.number_of(proof.url)) is not None
    }


@pytest.fixture(scope="module")
def walk(
    tmp_path_factory: pytest.TempPathFactory, twisted_loop: asyncio.AbstractEventLoop
) -> Iterator[Walk]:
    folder = tmp_path_factory.mktemp("walk")
    town = ReplicaTown([replica(proof) for proof in PROVEN], folder)
    with town, reachable(town) as names:
        runs, checkups = twisted_loop.run_until_complete(one_round_and_a_check(folder))
    archive = Archive.open(folder / "archive.db", read_only=True)
    articles: dict[str, list[dict[str, Any]]] = {name: [] for name in SITES}
    for row in archive.rows("SELECT * FROM articles", []):
        articles[row["site"]].append(row)
    failed = archive.rows("SELECT * FROM pages_failed", [])
    archive.close()
    yield Walk(
        {run.site: run for run in runs},
        articles,
        failed,
        names.unknown,
        {checkup.site.name: checkup for checkup in checkups},
    )


def test_every_site_has_a_proof_and_every_proof_a_site() -> None:
    proven = {proof.site for proof in PROOFS}

    assert sorted(set(SITES) - proven) == [], "add a line to tests/catalogue/proofs.jsonl for each"
    assert sorted(proven - set(SITES)) == [], "these proofs belong to no declaration"


def test_every_family_has_a_replica_and_every_replica_a_family() -> None:
    assert set(KITS) == {site.family for site in SITES.values()}


def test_no_two_proofs_tell_the_same() -> None:
    assert len({proof.url for proof in PROOFS}) == len(PROOFS)
    assert len({proof.title for proof in PROOFS}) == len(PROOFS)


@pytest.mark.parametrize("proof", PROVEN, ids=by_address)
def test_the_date_of_a_proof_is_told_in_the_zone_of_its_site(proof: Proof) -> None:
    said = datetime.fromisoformat(proof.means)

    if proof.precision == "minute":
        assert said.utcoffset() == NOON.astimezone(SITES[proof.site].zone).utcoffset()


@pytest.mark.parametrize("name", SITES)
def test_where_a_site_counts_its_pages_a_proof_has_its_number(name: str) -> None:
    counted = [source for source in SITES[name].sources if isinstance(source, Numbered)]
    addresses = [proof.url for proof in PROVEN if proof.site == name]

    for source in counted:
        assert [url for url in addresses if source.number_of(url)], source.url


@pytest.mark.slow
@pytest.mark.parametrize("name", SITES)
def test_a_round_finds_what_the_site_lists_and_nothing_else(name: str, walk: Walk) -> None:
    run = walk.runs[name]
    addresses = [proof.url for proof in PROVEN if proof.site == name]

    assert (run.outcome, run.reason) == (Outcome.OK, None)
    assert sorted(row["url"] for row in walk.articles[name]) == sorted(addresses)


@pytest.mark.slow
@pytest.mark.parametrize("proof", PROVEN, ids=by_address)
def test_the_article_is_archived_whole_and_to_the_minute(proof: Proof, walk: Walk) -> None:
    [row] = [row for row in walk.articles[proof.site] if row["url"] == proof.url]

    assert row["title"] == proof.title
    assert row["published"] == stamp(proof.moment(SITES[proof.site].zone))
    assert row["published_precision"] == proof.precision
    assert [text for text in proof.paragraphs if text not in row["text"]] == []
    assert [words for words in FURNITURE if words in row["text"]] == []
    assert row["status"] == "ok"


@pytest.mark.parametrize("proof", PROVEN, ids=by_address)
def test_the_page_tells_its_date_without_any_feed(proof: Proof) -> None:
    site = SITES[proof.site]

    article = read_article(
        replica(proof).article,
        url=proof.url,
        site=site.name,
        zone=site.zone,
        fetched=NOON,
        entry=Entry(url=proof.url, title=proof.title),
    )

    assert article.published == proof.moment(site.zone)
    assert article.title == proof.title


@pytest.mark.slow
def test_no_page_was_given_up_and_no_other_host_was_looked_for(walk: Walk) -> None:
    assert walk.failed == []
    assert walk.unknown_names == []


@pytest.mark.slow
def test_a_check_of_all_sites_finds_every_one_alive(walk: Walk) -> None:
    dead = {name: one.looks for name, one in walk.checkups.items() if not one.alive}

    assert set(walk.checkups) == set(SITES)
    assert dead == {}
