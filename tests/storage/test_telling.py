"""What a message is told of the pair: whether it is new to the archive."""

from collections.abc import Mapping
from datetime import date

from sample_articles import BONTANG, COUNCIL, JEJU, JEPARA, NOW, article, broker, flagged, happening

from kembar.model import Party, Subscription
from storage import articles, ties
from storage.archive import Archive
from storage.telling import stories_of
from storage.ties import Tie

CONSOLE = (Subscription(channel="console"),)


def tell(archive: Archive, number: int, *parties: Party, day: str | None = None) -> int:
    """Store an article; gives the number of its outbox row."""
    written = article(number)
    moment = date.fromisoformat(day) if day else None
    told = happening(written, parties, date=moment)
    articles.save(
        archive, written, flagged(written, told), subscriptions=CONSOLE, backlog="tell",
        first_round=False, now=NOW,
    )  # fmt: skip
    return int(archive.value("SELECT max(id) FROM outbox"))


def told(archive: Archive, row: int) -> Mapping[str, str]:
    """`pair` and `pair_since` of the story of an outbox row."""
    rows = archive.rows("SELECT * FROM outbox WHERE id = ?", [row])
    extra = stories_of(archive, rows)[0].extra
    return {key: value for key, value in extra.items() if key.startswith("pair")}


def test_the_first_story_of_a_pair_is_new_and_stays_so_when_a_second_comes(
    archive: Archive,
) -> None:
    first = tell(archive, 1, BONTANG, JEJU, day="2016-11-16")
    second = tell(archive, 2, BONTANG, JEJU)

    assert told(archive, first) == {"pair": "new"}
    assert told(archive, second) == {"pair": "known", "pair_since": "2016"}


def test_a_pair_that_a_list_knows_is_known_at_once(archive: Archive) -> None:
    ties.learn(archive, [Tie(a="64.74", b="kr:jeju")], now=NOW)

    assert told(archive, tell(archive, 1, BONTANG, JEJU)) == {"pair": "known"}


def test_of_several_pairs_it_is_said_only_where_it_holds_for_all(archive: Archive) -> None:
    all_new = tell(archive, 1, BONTANG, JEPARA, COUNCIL)
    mixed = tell(archive, 2, BONTANG, JEPARA, JEJU)

    assert told(archive, all_new) == {"pair": "new"}
    assert told(archive, mixed) == {}


def test_a_story_without_a_pair_says_nothing_of_one(archive: Archive) -> None:
    assert told(archive, tell(archive, 1, BONTANG, broker(JEJU))) == {}
