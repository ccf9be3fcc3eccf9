"""Failures are weighed: what is gone for good waits long, what is passing comes again soon."""

from datetime import UTC, datetime, timedelta

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
)

from crawler.failing import after_failure, longest_wait, weight_of
from crawler.manners.faults import answered, fetch_failed
from kembar.errors import (
    ArchiveError,
    HostResting,
    KembarError,
    ParserKilled,
    RobotsForbidden,
    SourceFailed,
)
from kembar.model import SourceState

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
FEED = SourceState(site="uji", url="https://uji.example/feed/", kind="feed")


@pytest.mark.parametrize(
    ("error", "kind", "weight"),
    [
        (answered("u", 404), "feed", 1.0),
        (answered("u", 410), "feed", 1.0),
        (fetch_failed(CannotResolveHostError("x"), "uji.example"), "feed", 1.0),
        (SourceFailed("this is a web page"), "feed", 1.0),
        (RobotsForbidden("robots.txt forbids it"), "feed", 1.0),
        (SourceFailed("the page lists no articles"), "listing", 0.5),
        (answered("u", 500), "feed", 0.5),
        (answered("u", 503), "feed", 0.5),
        (answered("u", 403), "feed", 0.5),
        (fetch_failed(DownloadConnectionRefusedError("x"), "uji.example"), "feed", 0.5),
        (RobotsForbidden("robots.txt answered 500", lasting=False), "feed", 0.5),
        (ParserKilled("took too long"), "sitemap", 0.5),
        (fetch_failed(DownloadTimeoutError("x"), "uji.example"), "feed", 0.25),
        (fetch_failed(DownloadFailedError("reset by peer"), "uji.example"), "feed", 0.25),
        (HostResting("asked for rest", until=NOW), "feed", 0.25),
        (ArchiveError("the disk is full"), "feed", 0.25),
    ],
)
def test_a_failure_weighs_what_it_tells_of_the_source(
    error: KembarError, kind: str, weight: float
) -> None:
    assert weight_of(error, kind) == weight


def test_failures_are_counted_and_their_weights_added_up() -> None:
    state = after_failure(FEED, answered("u", 404), unheard=False)
    state = after_failure(state, answered("u", 500), unheard=False)

    assert (state.failures, state.strain, state.error) == (2, 1.5, "u answered 500")


def test_an_outage_of_our_own_network_adds_up_to_little() -> None:
    state = FEED
    lost = fetch_failed(CannotResolveHostError("x"), "uji.example")
    for _ in range(100):
        state = after_failure(state, lost, unheard=True)

    assert (state.failures, state.strain) == (100, 1.0)


def test_an_outage_does_not_forgive_what_was_known_before() -> None:
    state = SourceState(site="uji", url="u", kind="feed", failures=4, strain=3.5)

    lost = fetch_failed(DownloadTimeoutError("x"), "uji.example")
    assert after_failure(state, lost, unheard=True).strain == 3.5


def test_nobody_waits_for_more_than_an_hour_while_no_host_answers() -> None:
    quarter, six = timedelta(minutes=15), timedelta(hours=6)

    assert longest_wait(quarter, six, unheard=True) == timedelta(hours=1)
    assert longest_wait(quarter, six, unheard=False) == six
    assert longest_wait(quarter, quarter, unheard=True) == quarter
