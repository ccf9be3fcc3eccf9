"""F4: one article at ten addresses, edited, taken away and put back: one story, one alert."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from conftest import HandClock
from hostile.outlet import HostileOutlet, answer
from hostile.rounds import Outlets
from loopback import SISTER, rss

Run = Callable[[Coroutine[Any, Any, Any]], Any]
PATH = "berita/2026/11/pemkot-bontang-dan-jeju-teken-mou/"
FRIDAY = "Fri, 20 Nov 2026 09:15:00 +0700"
FORMS = [
    PATH, f"{PATH}?utm_source=wa&utm_medium=grup", f"{PATH}?fbclid=IwAR0abc", f"{PATH}#komentar",
    f"{PATH}?PHPSESSID=4f3a2b1c0d9e8f7a", f"{PATH}amp/", f"{PATH}?page=all", f"{PATH}?print=1",
    PATH.replace("berita/", "berita//"), PATH.rstrip("/"),
]  # fmt: skip


def feed_of(outlet: HostileOutlet) -> Any:
    items = [(f"{outlet.url}{form}".replace("&", "&amp;"), "Kabar", FRIDAY) for form in FORMS]
    return answer(rss(*items), kind="application/rss+xml")


def outlet_of(page: str) -> HostileOutlet:
    outlet = HostileOutlet()
    outlet.acts["/umpan.xml"] = feed_of(outlet)
    for form in FORMS:
        outlet.acts["/" + form.split("?")[0].split("#")[0]] = answer(page)
    return outlet


def test_one_article_at_ten_addresses_is_one_story_and_one_alert_over_three_rounds(
    tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    with outlet_of(SISTER) as outlet:
        crawl = Outlets(tmp_path, clock, outlet, {"uji": "feed:umpan.xml"})
        guarded(crawl.rounds(3))

        assert len(FORMS) == 10
        assert crawl.rows("SELECT count(*) AS n FROM stories") == [{"n": 1}]
        assert crawl.rows("SELECT count(*) AS n FROM outbox") == [{"n": 1}]


def test_an_article_that_is_gone_stays_in_the_archive_and_is_not_told_again_when_it_returns(
    tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    with outlet_of(SISTER) as outlet:
        crawl = Outlets(tmp_path, clock, outlet, {"uji": "feed:umpan.xml"})
        guarded(crawl.rounds())
        pages = {path: act for path, act in outlet.acts.items() if "teken-mou" in path}
        outlet.acts.update({path: answer("", status=404) for path in pages})
        guarded(crawl.rounds(2))
        kept = crawl.rows("SELECT text FROM articles")
        outlet.acts.update(pages)
        guarded(crawl.rounds(2))

        assert kept
        assert all("kota kembar" in row["text"] for row in kept)
        assert crawl.rows("SELECT count(*) AS n FROM outbox") == [{"n": 1}]
