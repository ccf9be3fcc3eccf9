"""When a page says it was published: the best witness wins, and a header's date is none."""

from datetime import UTC, datetime

import pytest
from loopback import PARAGRAPHS

from crawler.datelines import Published, find_modified, find_published
from crawler.page import Page, parse
from kembar.clock import WITA
from kembar.model import Entry

URL = "https://kabaruji.example/berita/pasar-rakyat-dibuka-kembali/"
TITLE = "Pasar Rakyat di Tepi Sungai Dibuka Kembali Setelah Diperbaiki"
FETCHED = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
MINUTE = (datetime(2026, 11, 20, 1, 15, tzinfo=UTC), "minute")
DAY = (datetime(2026, 11, 20, 4, tzinfo=UTC), "day")
TODAY = "<div class='topbar'>Selasa, 24 November 2026 10:30 WITA</div>"
MENU = "".join(f"<a href='/k/{n}'>Kanal {n}</a>" for n in range(8))


def page(before: str = "", after: str = "", head: str = "", tail: str = "", url: str = URL) -> Page:
    parsed = parse(
        f"<html><head>{head}</head><body>{before}<div><h1>{TITLE}</h1>{after}{BODY}</div>{tail}"
        "</body></html>",
        url,
    )
    assert parsed is not None
    return parsed


def found(told: Page, entry: Entry | None = None) -> tuple[datetime, str] | None:
    published = find_published(told, title=TITLE, zone=WITA, fetched=FETCHED, entry=entry)
    return (published.moment, published.precision) if isinstance(published, Published) else None


@pytest.mark.parametrize(
    "line",
    [
        "<div>Jumat, 20 November 2026 | 09.15 WITA</div>",
        "<p>Bontang - Jumat, 20/11/2026, 09:15</p>",
        "<span>20 Nov 2026</span> <span>09:15</span>",
        "<time datetime='2026-11-20T09:15:00+08:00'>kemarin</time>",
        "<abbr class='published' title='2026-11-20T01:15:00Z'>09:15</abbr>",
        "<span itemprop='datePublished' content='2026-11-20 09:15:00'>20 November</span>",
        "<ul><li>Rina Wati</li><li>Jum'at, 20 Nopember 2026 pukul 09.15 Wita</li></ul>",
        "<div class='meta'>Oleh Rina Wati, diposting 20-11-2026 09:15 WITA, dibaca 12 kali</div>",
    ],
)
def test_the_line_beside_the_title_gives_day_and_minute(line: str) -> None:
    assert found(page(TODAY + MENU, line)) == MINUTE


@pytest.mark.parametrize("line", ["<div>20 November 2026</div>", "<p>Jumat, 20/11/2026</p>"])
def test_a_line_without_a_time_gives_the_day(line: str) -> None:
    assert found(page(TODAY + MENU, line)) == DAY


def test_a_line_before_the_title_counts_where_none_follows() -> None:
    assert found(page(TODAY + MENU + "<span>20 November 2026</span>")) == DAY


@pytest.mark.parametrize(
    "elsewhere",
    [
        "<aside><a href='/x'>Kabar lain</a> 3 November 2026 08:00</aside>",
        "<div class='related-posts'><li>3 November 2026 08:00 Kabar lain</li></div>",
        "<footer>Diterbitkan 3 November 2026 08:00</footer>",
        "<div id='comments'><time datetime='2026-11-03T08:00:00Z'>3 November</time></div>",
    ],
)
def test_dates_of_menus_sidebars_and_comments_are_not_the_articles(elsewhere: str) -> None:
    assert found(page(TODAY + MENU, tail=elsewhere)) is None
    assert found(page(TODAY + MENU, "<div>20 November 2026</div>", tail=elsewhere)) == DAY


def test_a_day_told_in_the_running_text_is_no_date_of_publication() -> None:
    sentence = "<p>Pasar itu terbakar pada 3 November 2026 dan dibangun kembali oleh warga.</p>"

    assert found(page(after=sentence)) is None


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":'
        '"2026-11-20T09:15:00+08:00"}</script>',
        '<script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":"Article",'
        '"datePublished":"2026-11-20T01:15:00Z"}]}</script>',
        "<meta property='article:published_time' content='2026-11-20T01:15:00+00:00'>",
        "<meta name='publishdate' content='2026/11/20 09:15:00'>",
        "<meta itemprop='datePublished' content='2026-11-20T09:15:00+08:00'>",
    ],
)
def test_a_declared_date_wins_over_lines_and_entry(head: str) -> None:
    entry = Entry(url=URL, published_raw="Thu, 19 Nov 2026 09:15:00 +0800")

    assert found(page(TODAY, "<div>19 November 2026 07:00</div>", head), entry) == MINUTE


@pytest.mark.parametrize(
    "declared", ["2026-11-20", "2026-11-20T00:00:00+08:00", "20 November 2026"]
)
def test_a_declared_day_is_refined_by_a_line_of_the_same_day(declared: str) -> None:
    head = f"<meta property='article:published_time' content='{declared}'>"

    assert found(page(after="<div>20 November 2026 09:15 WITA</div>", head=head)) == MINUTE
    assert found(page(after="<div>19 November 2026 09:15 WITA</div>", head=head)) == DAY
    assert found(page(head=head)) == DAY


def test_local_time_that_calls_itself_utc_is_given_away_by_the_line() -> None:
    head = "<meta property='article:published_time' content='2026-11-20T09:15:00Z'>"

    assert found(page(after="<div>20 November 2026 09:15 WITA</div>", head=head)) == MINUTE


@pytest.mark.parametrize(
    "declared", ["2099-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "2026-13-45", ""]
)
def test_an_impossible_declared_date_is_passed_over(declared: str) -> None:
    head = f"<meta property='article:published_time' content='{declared}'>"

    assert found(page(after="<div>20 November 2026 09:15 WITA</div>", head=head)) == MINUTE
    assert found(page(head=head)) is None


def test_evening_in_utc_is_the_next_day_at_home() -> None:
    head = "<meta property='article:published_time' content='2026-11-19T17:00:00Z'>"
    published = find_published(page(head=head), title=TITLE, zone=WITA, fetched=FETCHED)

    assert published is not None
    assert published.moment.astimezone(WITA).date().isoformat() == "2026-11-20"
    assert published.raw == "2026-11-19T17:00:00Z"


@pytest.mark.parametrize(
    "path", ["2026/11/20/pasar-rakyat/", "read/2026-11-20/pasar", "pasar-rakyat/20/11/2026"]
)
def test_the_address_gives_the_day_where_nothing_else_does(path: str) -> None:
    assert found(page(url=f"https://kabaruji.example/{path}")) == DAY


def test_the_last_change_is_read_where_the_page_tells_it() -> None:
    head = "<meta property='article:modified_time' content='2026-11-21T09:15:00+08:00'>"

    assert find_modified(page(head=head), zone=WITA, fetched=FETCHED) == datetime(
        2026, 11, 21, 1, 15, tzinfo=UTC
    )
    assert find_modified(page(), zone=WITA, fetched=FETCHED) is None
