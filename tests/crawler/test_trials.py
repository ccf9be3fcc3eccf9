"""Which lists are believed: fresh ones, and those that show what the front page shows."""

from datetime import UTC, datetime, timedelta

from crawler.sources import Feed, Sitemap
from crawler.trials import Trial, counted, dated, fault
from kembar.clock import WITA
from kembar.model import Entry

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SITE = "https://kabaruji.example/"


def listed(*numbers: int, age: int | None = 1) -> dict[str, datetime | None]:
    moment = NOW - timedelta(days=age) if age is not None else None
    return {f"{SITE}berita/{number}": moment for number in numbers}


def trial(entries: dict[str, datetime | None], *, sitemap: bool = False) -> Trial:
    source = Sitemap(f"{SITE}peta.xml") if sitemap else Feed(f"{SITE}feed/")
    return Trial(source=source, listed=entries)


FRONT = listed(1, 2, 3, 4, 5, age=None)


def test_a_list_of_last_week_is_believed_and_one_of_last_year_is_not() -> None:
    assert fault(trial(listed(7, 8, age=5)), {}, NOW) is None
    assert fault(trial(listed(7, 8, age=400)), {}, NOW) == "lists nothing newer than 2025-10-16"


def test_an_old_list_is_believed_where_the_front_page_is_as_old() -> None:
    assert fault(trial(listed(1, 2, age=400)), FRONT, NOW) is None
    assert fault(trial(listed(1, 7, 8, age=400)), FRONT, NOW) is not None


def test_a_sitemap_of_other_pages_than_the_front_page_shows_is_not_believed() -> None:
    assert fault(trial(listed(7, 8), sitemap=True), FRONT, NOW) is not None
    assert fault(trial(listed(7, 1), sitemap=True), FRONT, NOW) is None
    assert fault(trial(listed(7, age=None)), FRONT, NOW) is not None


def test_a_feed_of_comments_is_told_by_its_addresses() -> None:
    entries = tuple(Entry(url=f"{SITE}berita/{n}#comment-{n}") for n in range(3))
    comments = Trial(source=Feed(f"{SITE}k/feed/"), listed=listed(0, 1, 2), entries=entries)

    assert fault(comments, {}, NOW) == "lists comments, not articles"


def test_a_feed_of_one_section_does_not_cover_the_front_page() -> None:
    front = trial(listed(*range(12), age=None))

    assert trial(listed(*range(10))).covers(front)
    assert not trial(listed(0, 6, *range(20, 28))).covers(front)
    assert trial(listed(50)).covers(None)


def test_a_second_list_adds_only_what_the_first_one_should_have_had() -> None:
    first = trial({**listed(1, age=1), **listed(2, age=3)})

    assert trial(listed(9, age=2)).adds_to([first])
    assert not trial(listed(9, age=8)).adds_to([first])
    assert not trial(listed(1, age=1)).adds_to([first])
    assert trial(listed(9)).adds_to([])


def test_dates_of_a_list_without_a_zone_are_meant_at_home_and_other_sites_are_left_out() -> None:
    entries = [
        Entry(url=f"{SITE}a?utm_source=rss", published_raw="19/11/2026 08:00"),
        Entry(url="https://lain.example/b", published_raw="2026-11-19"),
        Entry(url=f"{SITE}c", modified_raw="2026-11-18T00:00:00Z"),
        Entry(url=f"{SITE}d"),
    ]

    assert dated(entries, SITE, SITE, WITA, NOW) == {
        f"{SITE}a": datetime(2026, 11, 19, 0, tzinfo=UTC),
        f"{SITE}c": datetime(2026, 11, 18, tzinfo=UTC),
        f"{SITE}d": None,
    }


def test_addresses_that_differ_in_a_lone_number_are_counted() -> None:
    assert counted(f"{SITE}detail/{n}" for n in (5, 6, 9)) == f"{SITE}detail/{{id}}"
    assert counted(f"{SITE}baca.php?id={n}" for n in (5, 6, 9)) == f"{SITE}baca.php?id={{id}}"
    assert counted(f"{SITE}berita/{n}/judul-{n}" for n in (5, 6, 9)) is None
    assert counted(f"{SITE}detail/{n}" for n in (5, 6)) is None
    assert counted([]) is None
