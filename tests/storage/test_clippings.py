"""Which stories an edition holds, by their own local day, and that it is of one moment."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sample_articles import BONTANG, JEJU, JEPARA, NOW, PLACES, article, flagged, happening

from kembar.model import Kind
from storage import articles, places
from storage.archive import Archive
from storage.clippings import Asked, edition, edition_of, snapshot


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive.open(tmp_path / "archive.db")
    places.sync(opened, PLACES)
    yield opened
    opened.close()


def save(archive: Archive, number: int, *parties, **changes) -> None:  # type: ignore[no-untyped-def]
    told = article(number, **changes)
    judged = flagged(told, happening(told, parties or (BONTANG, JEJU)))
    articles.save(
        archive, told, judged, subscriptions=(), backlog="tell", first_round=False, now=NOW
    )


def days(archive: Archive, asked: Asked) -> list[date]:
    return [story.day for story in edition(archive, asked, now=NOW).stories]


def test_midnight_is_that_of_the_storys_own_zone(archive: Archive) -> None:
    late = datetime(2026, 10, 31, 16, 30, tzinfo=UTC)  # 23.30 in Jepara, 00.30 in Bontang
    save(archive, 1, JEPARA, JEJU, published=late)
    save(archive, 2, BONTANG, JEJU, published=late)

    october, november = date(2026, 10, 31), date(2026, 11, 1)
    assert days(archive, Asked(since=october, until=october)) == [october]
    assert days(archive, Asked(since=november, until=november)) == [november]
    assert sorted(days(archive, Asked())) == [october, november]


def test_a_place_stands_for_all_that_lies_in_it_and_a_party_alone_counts(archive: Archive) -> None:
    save(archive, 1)
    save(archive, 2, JEPARA, JEJU)

    assert edition(archive, Asked(places=("64",)), now=NOW).found == 1
    assert edition(archive, Asked(places=("kr",)), now=NOW).found == 2
    assert edition(archive, Asked(places=("33", "64.74")), now=NOW).found == 2
    assert edition(archive, Asked(places=("12.71",)), now=NOW).found == 0


def test_any_list_of_stories_becomes_an_edition(archive: Archive) -> None:
    for number in (1, 2, 3):
        save(archive, number, published=datetime(2026, 11, number, 3, tzinfo=UTC))

    made = edition_of(archive, [3, 1, 999], now=NOW)

    assert [story.id for story in made.stories] == [3, 1]
    assert (made.found, made.by_kind) == (2, {Kind.SISTER_CITY: 2})
    assert [(row["a"], row["b"]) for row in made.relations] == [("64.74", "kr:jeju")]


def test_an_edition_of_many_stories_finds_the_relations_of_all(archive: Archive) -> None:
    with archive.write():
        for number in range(1, 230):
            save(archive, number, *((BONTANG, JEJU) if number < 229 else (JEPARA, JEJU)))

    made = edition(archive, Asked(), now=NOW)

    assert made.found == 229
    assert len(list(made.relations)) == 2


def test_what_is_stored_while_it_is_read_is_not_in_it(archive: Archive) -> None:
    save(archive, 1)
    reader = Archive.open(archive.path, read_only=True)
    with snapshot(reader):
        made = edition(reader, Asked(), now=NOW)
        archive.db.execute("DELETE FROM hits")
        assert next(iter(made.stories)).chief.sentence is not None
    assert next(iter(edition(reader, Asked(), now=NOW).stories)).chief.sentence is None
    reader.close()


def test_a_story_whose_article_was_taken_away_is_left_out(archive: Archive) -> None:
    save(archive, 1)
    archive.db.execute("DELETE FROM articles")

    assert edition(archive, Asked(), now=NOW).found == 0
