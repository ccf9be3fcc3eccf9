"""When a source is looked at again after a good look, a failed one, and an outage."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from conftest import HandClock
from loopback import Outlet, Reply, article, rss
from rounding import rounds

from kembar.clock import unstamp
from storage.archive import Archive

Loop = Callable[[Awaitable[Any]], Any]
FRIDAY = "Fri, 20 Nov 2026 09:15:00 +0700"
HOUR = timedelta(hours=1)


def outlet_with_a_feed() -> Outlet:
    """One article and its feed."""
    outlet = Outlet()
    path = "berita/perahu-warga-pulau-dapat-mesin-baru"
    title = "Perahu warga pulau dapat mesin baru"
    outlet.pages[f"/{path}"] = article(title)
    outlet.pages["/umpan.xml"] = rss((outlet.url + path, title, FRIDAY))
    return outlet


def remembered(folder: Path, clock: HandClock) -> dict[str, Any]:
    """The source's row, and how long it is left alone from now."""
    archive = Archive.open(folder / "archive.db", read_only=True)
    row = archive.rows("SELECT * FROM sources")[0]
    archive.close()
    return {**row, "wait": unstamp(row["next_check"]) - clock()}


def nothing() -> None:
    """Nothing changes."""


def test_a_feed_that_is_gone_is_asked_less_and_less_but_never_less_than_max(
    tmp_path: Path, clock: HandClock, run_in_loop: Loop
) -> None:
    with outlet_with_a_feed() as outlet:
        source = f"feed:{outlet.url}umpan.xml"
        gone = Reply("not here", 404)
        waits = []

        def look() -> None:
            waits.append(remembered(tmp_path, clock)["wait"])
            outlet.pages["/umpan.xml"] = gone

        run_in_loop(rounds(tmp_path, outlet, clock, source, *[look] * 9, hours=7))
        waits.append(remembered(tmp_path, clock)["wait"])
        row = remembered(tmp_path, clock)

    assert (row["failures"], row["strain"]) == (9, 9.0)
    assert "answered 404" in row["error"]
    assert waits[1] > 1.5 * waits[0]
    assert 6 * HOUR <= waits[-1] <= 6.6 * HOUR


def test_a_good_look_forgets_all_failures(
    tmp_path: Path, clock: HandClock, run_in_loop: Loop
) -> None:
    with outlet_with_a_feed() as outlet:
        whole = outlet.pages["/umpan.xml"]
        outlet.pages["/umpan.xml"] = Reply("busy", 500)
        run_in_loop(
            rounds(tmp_path, outlet, clock, f"feed:{outlet.url}umpan.xml",
                   nothing, lambda: outlet.pages.update({"/umpan.xml": whole}))
        )  # fmt: skip
        row = remembered(tmp_path, clock)

    assert (row["failures"], row["strain"], row["error"]) == (0, 0.0, None)


def test_nobody_waits_for_hours_after_an_outage_of_our_own_network(
    tmp_path: Path, clock: HandClock, run_in_loop: Loop
) -> None:
    with outlet_with_a_feed() as outlet:
        source = f"feed:{outlet.url}umpan.xml"
        run_in_loop(rounds(tmp_path, outlet, clock, source))
    # The outlet is closed now, and no other host is there to prove that it is not our network.
    run_in_loop(rounds(tmp_path, outlet, clock, source, *[nothing] * 11, hours=1))
    row = remembered(tmp_path, clock)

    assert row["failures"] == 12
    assert row["strain"] <= 1.0
    assert row["wait"] <= 1.1 * HOUR


def test_a_crawl_delay_longer_than_the_interval_lowers_how_often_a_source_is_looked_at(
    tmp_path: Path, clock: HandClock, run_in_loop: Loop
) -> None:
    with outlet_with_a_feed() as outlet:
        outlet.pages["/robots.txt"] = "User-agent: *\nCrawl-delay: 28800\n"
        # The one page is not worth a minute of a test's time.
        outlet.pages["/umpan.xml"] = Reply("busy", 500)
        run_in_loop(rounds(tmp_path, outlet, clock, f"feed:{outlet.url}umpan.xml"))
        row = remembered(tmp_path, clock)

    assert 8 * HOUR <= row["wait"] <= 9 * HOUR


def test_a_host_that_asked_for_rest_is_not_looked_at_before(
    tmp_path: Path, clock: HandClock, run_in_loop: Loop
) -> None:
    with outlet_with_a_feed() as outlet:
        outlet.pages["/umpan.xml"] = Reply("slow", 503, {"Retry-After": "14400"})
        run_in_loop(rounds(tmp_path, outlet, clock, f"feed:{outlet.url}umpan.xml"))
        row = remembered(tmp_path, clock)

    assert row["wait"] == 4 * HOUR
    assert row["strain"] == 0.25


def test_what_a_wrong_clock_has_set_far_ahead_is_due_now(
    tmp_path: Path, clock: HandClock, run_in_loop: Loop
) -> None:
    with outlet_with_a_feed() as outlet:
        source = f"feed:{outlet.url}umpan.xml"
        clock.advance(days=400)
        run_in_loop(rounds(tmp_path, outlet, clock, source))
        clock.advance(days=-400)
        run_in_loop(rounds(tmp_path, outlet, clock, source, force=False))
        row = remembered(tmp_path, clock)

        assert len(outlet.asked("/umpan.xml")) == 2
        assert row["wait"] <= 0.3 * HOUR


def test_a_source_that_is_not_due_is_not_asked(
    tmp_path: Path, clock: HandClock, run_in_loop: Loop
) -> None:
    with outlet_with_a_feed() as outlet:
        source = f"feed:{outlet.url}umpan.xml"
        run_in_loop(rounds(tmp_path, outlet, clock, source, nothing, force=False, hours=0.05))

        assert len(outlet.asked("/umpan.xml")) == 1
