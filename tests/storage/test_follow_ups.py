"""A story that grows is told again where it matters, once, and to those who know it."""

from datetime import date, datetime, timedelta

import pytest
from sample_articles import (
    BONTANG,
    COUNCIL,
    JEJU,
    JEPARA,
    NOW,
    SENTENCE,
    UNFLAGGED,
    article,
    flagged,
    happening,
)

from kembar.model import (
    Amount,
    Article,
    Delivery,
    Kind,
    Level,
    Likeness,
    Modality,
    Party,
    Stage,
    Story,
    Subscription,
)
from storage import articles, looks, orders, outbox, removal
from storage.archive import Archive
from storage.looks import Fetched

DESK = Subscription(channel="desk")
DAY = date(2026, 11, 24)
LATER = NOW + timedelta(hours=1)
KOREA = Party(id="kr", name="Korea Selatan", level=Level.COUNTRY)
PEKALONGAN = Party(id="33.26", name="Kabupaten Pekalongan", level=Level.REGENCY)


def page(number: int, **changes: object) -> Article:
    """A report of a site of its own."""
    return article(number, **{"site": f"site{number}.example", **changes})


def report(
    archive: Archive,
    number: int,
    *wanted: Subscription,
    parties: tuple[Party, ...] = (BONTANG, JEJU),
    told: Article | None = None,
    now: datetime = NOW,
    likeness: Likeness | None = None,
    backlog: str = "tell",
    first_round: bool = False,
    **facts: object,
) -> int:
    """Save a report of the one happening; gives the number of alerts that came of it."""
    written = told or page(number)
    plain = {"date": DAY, "stage": Stage.VISIT, "kind": Kind.SISTER_CITY}
    judged = flagged(written, happening(written, parties, **{**plain, **facts}))
    saved = articles.save(
        archive, written, type(judged)(
            flag=True, score=3.0, hits=judged.hits, happenings=judged.happenings, likeness=likeness
        ),
        subscriptions=wanted or (DESK,), backlog=backlog, first_round=first_round, now=now,
        page=Fetched(url=written.url),
    )  # fmt: skip
    return saved.alerts


def send(archive: Archive, channel: str = "desk", now: datetime = NOW) -> list[Story]:
    """Deliver what is due; gives its stories."""
    found: list[Story] = []
    for delivery in outbox.lease_due(archive, by="me", now=now, channels=[channel]):
        outbox.mark_sent(archive, delivery, now)
        found += delivery.stories
    return found


def lease(archive: Archive, now: datetime = NOW) -> Delivery:
    (delivery,) = outbox.lease_due(archive, by="me", now=now, channels=["desk"])
    return delivery


def test_copies_of_a_story_that_was_told_are_silent(archive: Archive) -> None:
    report(archive, 1)
    send(archive)

    assert report(archive, 2) == 0
    assert send(archive) == []


def test_a_further_stage_is_told_with_the_article_that_brings_it(archive: Archive) -> None:
    report(archive, 1)
    (first,) = send(archive)

    assert report(archive, 2, stage=Stage.MOU) == 1
    (story,) = send(archive)

    assert (story.occasion, story.detail, story.before) == ("stage", "mou", "visit")
    assert story.alert_key == outbox.alert_key(1, "stage:mou")
    assert story.first_key == first.alert_key
    assert (story.url, story.site) == ("https://berita.example/2", "site2.example")
    assert (story.stage, story.sentence) == (Stage.MOU, SENTENCE)
    assert report(archive, 3, stage=Stage.MOU) == 1  # the third outlet
    assert report(archive, 4, stage=Stage.VISIT) == 0


def test_a_stage_behind_the_one_that_was_told_is_silent(archive: Archive) -> None:
    report(archive, 1, stage=Stage.MOU)
    send(archive)

    assert report(archive, 2, stage=Stage.TALKS) == 0


def test_each_further_stage_is_told_once(archive: Archive) -> None:
    stages = [Stage.VISIT, Stage.LOI, Stage.MOU, Stage.MOU, Stage.LOI, Stage.AGREEMENT]
    told = []
    for number, stage in enumerate(stages, start=1):
        report(archive, number, told=page(number, site="one.example"), stage=stage)
        told += [(story.occasion, story.detail) for story in send(archive)]

    assert told == [("first", None), ("stage", "loi"), ("stage", "mou"), ("stage", "agreement")]


def test_what_was_planned_is_told_again_when_it_is_done(archive: Archive) -> None:
    told = []
    modalities = (Modality.PLANNED, Modality.PLANNED, Modality.DONE, Modality.DONE)
    for number, modality in enumerate(modalities, start=1):
        written = page(number, site="one.example")
        report(archive, number, told=written, stage=Stage.MOU, modality=modality)
        told += [(story.occasion, story.detail, story.before) for story in send(archive)]

    assert told == [("first", None, None), ("stage", "mou", None)]


def test_a_party_that_joins_is_told_and_an_office_of_one_or_its_country_is_not(
    archive: Archive,
) -> None:
    report(archive, 1, parties=(BONTANG, PEKALONGAN, JEJU))
    send(archive)

    assert report(archive, 2, parties=(BONTANG, COUNCIL, KOREA)) == 0
    assert report(archive, 2, told=page(2), parties=(BONTANG, JEJU)) == 0
    joined = (BONTANG, PEKALONGAN, JEJU, JEPARA)
    assert report(archive, 3, told=page(3, site="site2.example"), parties=joined) == 1
    (story,) = send(archive)

    assert (story.occasion, story.detail) == ("party", "Kabupaten Jepara")
    assert story.alert_key == outbox.alert_key(1, "party:33.20")


def test_an_amount_that_appears_or_changes_is_told_and_a_rounded_one_is_not(
    archive: Archive,
) -> None:
    told = []
    for number, value in enumerate((None, 1000.0, 1010.0, 2500.0, 1000.0), start=1):
        amount = Amount(value=value, currency="IDR") if value else None
        report(archive, number, told=page(number, site="one.example"), amount=amount)
        told += [(story.occasion, story.detail, story.before) for story in send(archive)]

    assert told == [
        ("first", None, None),
        ("amount", "IDR 1000", None),
        ("amount", "IDR 2500", "IDR 1000"),
    ]
    assert archive.value("SELECT alert_key FROM outbox WHERE id = 2") == outbox.alert_key(
        1, "amount:IDR 1000"
    )


def test_the_third_and_the_tenth_site_are_told_with_the_sources_that_they_add(
    archive: Archive,
) -> None:
    told = []
    for number in range(1, 13):
        report(archive, number)
        told += [(s.occasion, s.site, [o.site for o in s.outlets]) for s in send(archive)]

    assert told == [
        ("first", "site1.example", []),
        ("outlets-3", "site3.example", ["site2.example"]),
        ("outlets-10", "site10.example", [f"site{n}.example" for n in range(4, 10)]),
    ]


def test_a_first_word_that_lists_three_sites_needs_no_word_of_the_third(archive: Archive) -> None:
    for number in range(1, 4):
        report(archive, number)
    (first,) = send(archive)

    assert len(first.outlets) == 2
    assert report(archive, 4) == 0


def test_one_article_that_brings_a_stage_and_a_party_makes_one_message(archive: Archive) -> None:
    report(archive, 1)
    send(archive)

    money = Amount(value=1000, currency="IDR")
    added = report(archive, 2, stage=Stage.MOU, parties=(BONTANG, JEJU, JEPARA), amount=money)
    (story,) = send(archive)

    assert added == 1
    assert story.occasion == "stage"
    assert [party.name for party in story.parties] == ["Kota Bontang", "Jeju", "Kabupaten Jepara"]
    assert story.extra["amount"] == "1000"
    assert report(archive, 2, told=page(2, text=f"Lagi.\n\n{SENTENCE}"), stage=Stage.MOU) == 0


def test_a_first_word_that_still_waits_tells_the_newest_state_itself(archive: Archive) -> None:
    report(archive, 1)
    added = report(
        archive, 2, stage=Stage.MOU, stage_detail="return_visit", parties=(BONTANG, JEJU, JEPARA),
        amount=Amount(value=1000, currency="IDR"),
    )  # fmt: skip
    (story,) = send(archive)

    assert added == 0
    assert (story.occasion, story.stage, story.url) == (
        "first", Stage.MOU, "https://berita.example/1",
    )  # fmt: skip
    assert [party.name for party in story.parties] == ["Kota Bontang", "Jeju", "Kabupaten Jepara"]
    assert story.extra["amount"] == "1000"
    assert report(archive, 3, stage=Stage.MOU, parties=(BONTANG, JEJU, JEPARA)) == 1  # third site
    assert [s.occasion for s in send(archive)] == ["outlets-3"]


def test_what_comes_while_a_first_word_is_under_way_follows_up_on_it(archive: Archive) -> None:
    report(archive, 1)
    delivery = lease(archive)

    assert report(archive, 2, stage=Stage.MOU) == 1
    outbox.mark_sent(archive, delivery, NOW)

    assert [story.occasion for story in send(archive)] == ["stage"]


def test_a_first_word_that_must_be_said_again_says_what_came_meanwhile(archive: Archive) -> None:
    report(archive, 1)
    delivery = lease(archive)
    report(archive, 2, stage=Stage.MOU)
    outbox.mark_failed(archive, delivery, "busy", now=NOW)

    told = send(archive, now=LATER)

    assert [(story.occasion, story.stage) for story in told] == [("first", Stage.MOU)]
    assert send(archive, now=LATER + timedelta(days=1)) == []


def test_a_first_word_of_a_dead_process_says_what_came_meanwhile(archive: Archive) -> None:
    report(archive, 1)
    lease(archive)
    report(archive, 2, stage=Stage.MOU)
    outbox.take_back_leases(archive, NOW)

    told = send(archive, now=LATER)

    assert [(story.occasion, story.stage) for story in told] == [("first", Stage.MOU)]


def test_only_channels_that_know_the_story_are_told_what_follows(archive: Archive) -> None:
    papers = Subscription(channel="papers", stages=(Stage.MOU,))
    aid = Subscription(channel="aid", kinds=(Kind.FOREIGN_AID,))
    report(archive, 1, DESK, papers, aid)
    send(archive)

    report(archive, 2, DESK, papers, aid, stage=Stage.MOU)

    assert [story.occasion for story in send(archive)] == ["stage"]
    assert [story.occasion for story in send(archive, "papers")] == ["first"]
    assert send(archive, "aid") == []


def test_a_channel_with_stages_hears_of_no_other_stage_but_of_parties(archive: Archive) -> None:
    papers = Subscription(channel="desk", stages=(Stage.MOU,))
    report(archive, 1, papers, stage=Stage.MOU)
    send(archive)

    report(archive, 2, papers, stage=Stage.AGREEMENT)
    report(
        archive, 3, papers, told=page(3, site="site1.example"), stage=Stage.AGREEMENT,
        parties=(BONTANG, JEJU, JEPARA),
    )  # fmt: skip

    assert [story.occasion for story in send(archive)] == ["party"]


def test_an_edit_is_told_only_if_what_was_judged_changed(archive: Archive) -> None:
    report(archive, 1)
    send(archive)

    longer = page(1, text=f"Diperbarui pukul sebelas.\n\n{SENTENCE}")
    further = page(1, text=f"Diperbarui pukul duabelas.\n\n{SENTENCE}")

    assert report(archive, 1, told=longer) == 0
    assert report(archive, 1, told=further, stage=Stage.MOU) == 1
    (story,) = send(archive)
    assert (story.occasion, story.detail, story.url) == (
        "stage", "mou", "https://berita.example/1",
    )  # fmt: skip


def test_an_edit_that_takes_the_news_out_keeps_the_alert_that_waits(archive: Archive) -> None:
    report(archive, 1)
    emptied = page(1, text="Isi berita ini telah diubah oleh redaksi.")

    articles.save(
        archive, emptied, UNFLAGGED, subscriptions=[DESK], backlog="tell", first_round=False,
        now=NOW,
    )  # fmt: skip
    (story,) = send(archive)

    assert (story.sentence, story.rule) == (SENTENCE, "twin.named")


@pytest.mark.parametrize("by", ["an edit", "a later report"])
def test_a_denial_is_told_once(archive: Archive, by: str) -> None:
    report(archive, 1, stage=Stage.MOU)
    (first,) = send(archive)
    number = 1 if by == "an edit" else 2
    denial = page(number, text=f"Dibantah.\n\n{SENTENCE}")

    added = report(
        archive, number, told=denial, stage=Stage.MOU, modality=Modality.DENIED,
        parties=(BONTANG, JEJU, JEPARA),
    )  # fmt: skip
    (story,) = send(archive)

    assert added == 1
    assert (story.occasion, story.detail) == ("retraction", "denied")
    assert story.url == f"https://berita.example/{number}"
    assert story.first_key == first.alert_key
    again = page(3, site="site1.example")
    assert report(archive, 3, told=again, stage=Stage.MOU, modality=Modality.DENIED) == 0


def vanish(archive: Archive, article_id: int, *wanted: Subscription) -> None:
    """Let a page be missing on three days."""
    for day in range(3):
        looks.missed(
            archive, article_id, "answered 404", NOW + timedelta(days=day),
            subscriptions=wanted or (DESK,),
        )  # fmt: skip


def test_a_story_of_which_no_report_is_left_is_retracted(archive: Archive) -> None:
    report(archive, 1)
    report(archive, 2)
    send(archive)

    vanish(archive, 1)
    assert send(archive, now=NOW + timedelta(days=3)) == []
    vanish(archive, 2)
    told = send(archive, now=NOW + timedelta(days=3))

    assert [(story.occasion, story.detail) for story in told] == [("retraction", "gone")]
    assert told[0].title == page(1).title


def test_a_story_that_vanishes_untold_is_told_as_gone(archive: Archive) -> None:
    weekly = Subscription(channel="desk", when="weekly mon 07:00")
    report(archive, 1, weekly)

    vanish(archive, 1, weekly)
    (story,) = send(archive, now=NOW + timedelta(days=7))

    assert (story.occasion, story.extra["gone"]) == ("first", "gone")


def test_a_story_that_nobody_was_told_is_not_retracted(archive: Archive) -> None:
    report(archive, 1, Subscription(channel="desk", kinds=(Kind.FOREIGN_AID,)))

    vanish(archive, 1)

    assert archive.value("SELECT count(*) FROM outbox") == 0


def test_a_muted_story_stays_silent_until_it_grows_and_is_then_told_as_news(
    archive: Archive,
) -> None:
    old = page(1, published=NOW - timedelta(days=2))
    report(archive, 1, told=old, backlog="mute", first_round=True)

    copies = report(archive, 2)
    added = report(archive, 3, told=page(3, site="site2.example"), stage=Stage.MOU)
    (story,) = send(archive)

    assert (copies, added) == (0, 1)
    assert (story.occasion, story.stage, story.site) == ("first", Stage.MOU, "site2.example")


def test_the_past_that_is_read_later_follows_up_on_nothing(archive: Archive) -> None:
    report(archive, 1)
    send(archive)

    old = page(2, published=NOW - timedelta(days=2))
    muted = report(archive, 2, told=old, stage=Stage.MOU, backlog="mute", first_round=True)
    copy = report(archive, 3, told=page(3, site="site2.example"), stage=Stage.MOU)

    assert (muted, copy) == (0, 0)
    assert send(archive) == []


def test_the_growth_of_a_backlog_goes_into_its_digest(archive: Archive) -> None:
    report(archive, 1)
    send(archive)

    old = page(2, published=NOW - timedelta(days=2))
    report(archive, 2, told=old, stage=Stage.MOU, backlog="digest", first_round=True)
    outbox.release(archive, "backlog:site2.example", NOW)

    assert lease(archive).digest == "backlog:site2.example"


def test_a_story_that_was_given_up_is_news_again_when_it_grows(archive: Archive) -> None:
    report(archive, 1)
    outbox.mark_failed(archive, lease(archive), "answered 410", now=NOW, permanent=True)

    copy = report(archive, 2)
    grown = report(archive, 3, told=page(3, site="site2.example"), stage=Stage.MOU)

    assert (copy, grown) == (0, 1)
    assert [(s.occasion, s.stage) for s in send(archive)] == [("first", Stage.MOU)]


def test_rows_of_an_older_version_follow_up_on_what_comes_and_not_on_what_was(
    archive: Archive,
) -> None:
    report(archive, 1, stage=Stage.MOU)
    report(archive, 2, stage=Stage.MOU)
    send(archive)
    archive.db.execute("UPDATE outbox SET told = NULL")
    archive.db.conn.commit()

    edited, newer = page(1, text=f"Baru.\n\n{SENTENCE}"), page(3, site="site2.example")
    same = report(archive, 1, told=edited, stage=Stage.MOU, now=LATER)
    further = report(archive, 3, told=newer, stage=Stage.AGREEMENT, now=LATER)

    assert (same, further) == (0, 1)
    assert send(archive, now=LATER)[0].outlets == ()


TEXT = Likeness(signature=tuple(range(128)), shingles=300)


def two_stories_and_their_link(archive: Archive, *, first_sent: bool, second_sent: bool) -> None:
    """Two stories of one happening, told apart at first, and the report that makes them one."""
    whole = {"likeness": TEXT, "told": page(1)}
    report(archive, 1, parties=(BONTANG,), date=None, **whole)
    if first_sent:
        send(archive)
    report(archive, 2, parties=(BONTANG, JEJU), stage=Stage.MOU)
    if second_sent:
        send(archive)
    assert archive.value("SELECT count(*) FROM stories") == 2
    report(
        archive, 3, told=page(3, site="site2.example"), stage=Stage.MOU, likeness=TEXT,
    )  # fmt: skip
    assert archive.value("SELECT count(*) FROM stories") == 1


@pytest.mark.parametrize(
    ("first_sent", "second_sent", "left"),
    [
        (False, False, ["first"]),
        (True, False, ["stage"]),
        (False, True, []),
        (True, True, []),
    ],
)
def test_two_stories_that_are_one_are_told_once_and_lose_nothing(
    archive: Archive, first_sent: bool, second_sent: bool, left: list[str]
) -> None:
    two_stories_and_their_link(archive, first_sent=first_sent, second_sent=second_sent)

    told = send(archive)

    assert [story.occasion for story in told] == left
    assert all(story.stage is Stage.MOU for story in told)
    assert send(archive, now=LATER) == []


def test_a_muted_story_does_not_swallow_the_word_of_the_one_that_joins_it(
    archive: Archive,
) -> None:
    old = page(1, published=NOW - timedelta(days=2))
    report(
        archive, 1, parties=(BONTANG,), date=None, told=old, likeness=TEXT, backlog="mute",
        first_round=True,
    )  # fmt: skip
    report(archive, 2)
    report(archive, 3, likeness=TEXT)

    assert archive.value("SELECT count(*) FROM stories") == 1
    assert [story.occasion for story in send(archive)] == ["first"]


def test_follow_ups_wait_for_the_hour_and_the_end_of_the_quiet(archive: Archive) -> None:
    daily = Subscription(channel="daily", when="daily 07:00")
    calm = Subscription(channel="desk", quiet="09:00-12:00")
    report(archive, 1, daily, calm, now=NOW - timedelta(hours=2))
    send(archive, now=NOW - timedelta(hours=2))
    morning = NOW + timedelta(hours=21)
    report(archive, 2, daily, calm, stage=Stage.MOU)

    assert send(archive) == []
    assert [s.occasion for s in send(archive, now=NOW + timedelta(hours=2))] == ["stage"]
    # The daily channel is told all of it at once, and in one entry.
    assert [(s.occasion, s.stage) for s in send(archive, "daily", now=morning)] == [
        ("first", Stage.MOU)
    ]


def test_following_up_twice_on_the_same_state_adds_nothing(archive: Archive) -> None:
    report(archive, 1)
    send(archive)
    report(archive, 2, stage=Stage.MOU)

    assert orders.follow(archive, 1, [DESK], now=NOW) == 0
    send(archive)
    assert orders.follow(archive, 1, [DESK], now=NOW) == 0


def test_what_a_report_alone_brought_goes_with_it_and_what_others_tell_too_stays(
    archive: Archive,
) -> None:
    report(archive, 1)
    send(archive)
    report(archive, 2, stage=Stage.MOU)
    report(archive, 3, stage=Stage.AGREEMENT, parties=(BONTANG, JEJU, JEPARA))

    removal.remove(archive, [3], keep_addresses=False, now=NOW)
    told = send(archive)

    assert [(story.occasion, story.detail, story.url) for story in told] == [
        ("stage", "mou", "https://berita.example/2")
    ]


def test_of_a_story_that_was_taken_down_the_outbox_keeps_no_word(archive: Archive) -> None:
    report(archive, 1, Subscription(channel="desk", kinds=(Kind.SISTER_CITY,)))
    send(archive)
    report(archive, 1, told=page(1, text=f"Baru.\n\n{SENTENCE}"), parties=(BONTANG, JEJU, JEPARA))
    send(archive)

    removal.remove(archive, [1], keep_addresses=False, now=NOW)

    rows = archive.rows("SELECT state, detail, before, why, told FROM outbox")
    assert rows == [
        {"state": "sent", "detail": None, "before": None, "why": None, "told": None}
    ] * 2  # fmt: skip


def test_a_new_story_is_told_though_another_of_the_same_number_was_swallowed(
    archive: Archive,
) -> None:
    two_stories_and_their_link(archive, first_sent=True, second_sent=True)
    send(archive)

    other = happening(page(4), (JEPARA, JEJU), date=date(2026, 1, 1))
    saved = articles.save(
        archive, page(4), flagged(page(4), other), subscriptions=[DESK], backlog="tell",
        first_round=False, now=NOW,
    )  # fmt: skip

    assert saved.alerts == 1
    assert [story.occasion for story in send(archive)] == ["first"]
