"""Reports of one happening become one story; two happenings of the same pair stay two."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from sample_articles import BONTANG, COUNCIL, JEJU, JEPARA, article, flagged, happening

from kembar.model import Kind, Level, Likeness, Modality, Party, Stage, Subscription
from storage import articles, outbox
from storage.archive import Archive

DAY = date(2026, 3, 10)
KOREA = Party(id="kr", name="Korea Selatan", level=Level.COUNTRY)
BOGOR = Party(id="32.71", name="Kota Bogor", level=Level.CITY)
CONSOLE = (Subscription(channel="console"),)
TEXT = Likeness(signature=tuple(range(128)), shingles=300)
OTHER_TEXT = Likeness(signature=tuple(range(1000, 1128)), shingles=300)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 5, tzinfo=UTC)


def alike(share: float, shingles: int = 300) -> Likeness:
    """A text that shares so much of its signature with `TEXT`."""
    same = round(128 * share)
    values = [*range(same), *range(5000, 5000 + 128 - same)]
    return Likeness(signature=tuple(values), shingles=shingles)


def report(
    archive: Archive,
    number: int,
    *,
    day: date | None = DAY,
    told: date = DAY,
    parties=(BONTANG, JEJU),
    likeness: Likeness | None = None,
    subscriptions=CONSOLE,
    **facts,
) -> int:
    """Save one report, each of another site; gives its story."""
    page = article(number, site=f"site{number}.example", published=at(told))
    plain = {"kind": Kind.COOPERATION_TALKS, "stage": Stage.TALKS, "modality": Modality.DONE}
    judged = flagged(page, happening(page, parties, date=day, **{**plain, **facts}))
    saved = articles.save(
        archive, page, type(judged)(
            flag=True, score=3.0, hits=judged.hits, happenings=judged.happenings, likeness=likeness
        ),
        subscriptions=subscriptions, backlog="tell", first_round=False,
        now=at(told) + timedelta(hours=1),
    )  # fmt: skip
    assert saved.story_id is not None
    return saved.story_id


def test_eleven_outlets_that_report_one_happening_are_one_story_and_one_alert(
    archive: Archive,
) -> None:
    stories = {report(archive, number, likeness=alike(0.0)) for number in range(1, 12)}

    assert len(stories) == 1
    assert archive.rows("SELECT articles, sites FROM stories") == [{"articles": 11, "sites": 11}]
    [delivery] = outbox.lease_due(
        archive, by="test", now=at(DAY) + timedelta(days=1), channels=["console"]
    )
    [story] = delivery.stories
    assert story.url == "https://berita.example/1"
    assert [outlet.site for outlet in story.outlets] == [f"site{n}.example" for n in range(2, 12)]


def test_two_happenings_of_a_pair_stay_two(archive: Archive) -> None:
    first = report(archive, 1, kind=Kind.STUDY_VISIT, stage=Stage.VISIT)
    week = DAY + timedelta(days=8)
    second = report(archive, 2, day=week, told=week, stage=Stage.MOU)

    assert first != second


@pytest.mark.parametrize(
    ("parties", "same"),
    [
        ((JEJU, BONTANG), True),
        ((BONTANG, KOREA), True),
        ((BONTANG, JEJU, BOGOR), True),
        ((BONTANG, BOGOR), False),
        ((BOGOR, JEJU), False),
        ((BONTANG,), False),
    ],
)
def test_the_same_parties_make_the_same_story(archive: Archive, parties, same: bool) -> None:
    assert (report(archive, 1) == report(archive, 2, parties=parties)) is same


def test_a_council_is_its_place(archive: Archive) -> None:
    regency = Party(id="33.26", name="Kabupaten Pekalongan", level=Level.REGENCY)

    assert report(archive, 1, parties=(JEPARA, COUNCIL)) == report(
        archive, 2, parties=(JEPARA, regency)
    )


@pytest.mark.parametrize(
    ("days", "kind", "same"),
    [
        (0, Kind.STUDY_VISIT, True),
        (1, Kind.STUDY_VISIT, True),
        (3, Kind.COOPERATION_TALKS, True),
        (3, Kind.STUDY_VISIT, False),
        (4, Kind.COOPERATION_TALKS, False),
    ],
)
def test_reports_may_differ_by_some_days_and_less_where_they_differ_in_kind(
    archive: Archive, days: int, kind: Kind, same: bool
) -> None:
    later = DAY + timedelta(days=days)

    first = report(archive, 1)
    second = report(archive, 2, day=later, told=later, kind=kind)

    assert (first == second) is same


def test_an_announcement_and_the_signing_it_announced_are_two_stories(archive: Archive) -> None:
    announced = report(
        archive, 1, told=DAY - timedelta(days=9), modality=Modality.PLANNED, stage=Stage.TALKS
    )

    assert announced != report(archive, 2, stage=Stage.MOU, told=DAY)


def test_a_report_without_a_day_joins_by_when_it_was_published(archive: Archive) -> None:
    first = report(archive, 1)

    assert report(archive, 2, day=None, told=DAY + timedelta(days=2)) == first
    assert report(archive, 3, day=None, told=DAY + timedelta(days=20)) != first


def test_a_bulletin_that_names_the_day_weeks_later_joins(archive: Archive) -> None:
    assert report(archive, 1) == report(archive, 2, told=DAY + timedelta(days=25))


def test_a_copied_text_joins_whatever_was_read_from_it(archive: Archive) -> None:
    first = report(archive, 1, likeness=TEXT)

    copied = report(
        archive, 2, told=DAY + timedelta(days=8), day=None, likeness=alike(0.6),
        kind=Kind.SISTER_CITY, stage=Stage.MOU,
    )  # fmt: skip
    cut = report(archive, 3, day=None, told=DAY + timedelta(days=8), likeness=alike(0.3, 90))

    assert {first} == {copied, cut}


def test_a_template_filled_in_for_other_places_or_another_day_stays_apart(archive: Archive) -> None:
    first = report(archive, 1, likeness=TEXT)

    elsewhere = report(archive, 2, likeness=alike(0.9), parties=(JEPARA, BOGOR))
    later = DAY + timedelta(days=10)
    again = report(archive, 3, likeness=alike(0.9), day=later, told=later)

    assert len({first, elsewhere, again}) == 3


def test_the_order_of_arrival_does_not_matter(archive: Archive) -> None:
    """The middle report shows the first and the last to be one happening."""
    days = {1: 0, 2: 3, 3: 6}
    seen = set()
    for offset, order in enumerate(permutations(days), start=1):
        stories = []
        for number in order:
            day = DAY + timedelta(days=days[number] + 100 * offset)
            stories.append(report(archive, number + 10 * offset, day=day, told=day))
        found = archive.value(
            "SELECT count(DISTINCT story_id) FROM articles WHERE url IN (?, ?, ?)",
            [f"https://berita.example/{n + 10 * offset}" for n in days],
        )
        seen.add(found)
    assert seen == {1}


def test_a_report_without_a_day_between_two_happenings_leaves_them_two(archive: Archive) -> None:
    first = report(archive, 1)
    late = DAY + timedelta(days=4)
    second = report(archive, 2, day=late, told=late)

    between = report(archive, 3, day=None, told=DAY + timedelta(days=3))

    assert first != second
    assert between in (first, second)
    assert archive.value("SELECT count(*) FROM stories") == 2


def test_a_pair_that_deals_with_each_other_daily_does_not_make_one_endless_story(
    archive: Archive,
) -> None:
    days = [DAY + timedelta(days=number) for number in range(12)]

    stories = [report(archive, number, day=day, told=day) for number, day in enumerate(days, 1)]

    assert len(set(stories)) > 1


def test_stories_found_to_be_one_are_told_once(archive: Archive) -> None:
    report(archive, 1)
    report(archive, 2, day=DAY + timedelta(days=6), told=DAY + timedelta(days=6))
    assert outbox.counts(archive) == {"console": {"pending": 2}}

    report(archive, 3, day=DAY + timedelta(days=3), told=DAY + timedelta(days=3))

    assert outbox.counts(archive) == {"console": {"pending": 1, "suppressed": 1}}
    assert archive.value("SELECT count(*) FROM stories") == 1
    assert archive.value("SELECT count(DISTINCT story_id) FROM events") == 1


def test_a_channel_that_did_not_want_the_first_report_hears_of_the_one_it_wants(
    archive: Archive,
) -> None:
    picky = (Subscription(channel="picky", kinds=(Kind.SISTER_CITY,)),)
    report(archive, 1, subscriptions=picky)
    assert outbox.counts(archive) == {}

    report(archive, 2, subscriptions=picky, kind=Kind.SISTER_CITY)
    report(archive, 3, subscriptions=picky, kind=Kind.SISTER_CITY)

    assert outbox.counts(archive) == {"picky": {"pending": 1}}


def test_a_text_that_changed_keeps_its_story(archive: Archive) -> None:
    story = report(archive, 1, likeness=TEXT)
    page = article(1, site="site1.example", published=at(DAY), title="Judul baru")
    judged = flagged(page, happening(page, (BOGOR, JEPARA)))

    saved = articles.save(
        archive, page, judged, subscriptions=CONSOLE, backlog="tell", first_round=False,
        now=at(DAY) + timedelta(days=9),
    )  # fmt: skip

    assert (saved.changed, saved.story_id) == (True, story)
    assert archive.value("SELECT articles FROM stories") == 1
