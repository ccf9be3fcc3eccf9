"""F1 and F3: charsets that are declared wrongly, dates that cannot be; no article is lost."""

import itertools
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from conftest import HandClock
from hostile.outlet import HostileOutlet, answer
from hostile.prose import report
from hostile.rounds import Outlets
from loopback import rss

from crawler.dates import read_date
from kembar.clock import WIB, WIT, WITA
from kembar.model import Outcome

Run = Callable[[Coroutine[Any, Any, Any]], Any]
FRIDAY = "Fri, 20 Nov 2026 09:15:00 +0700"
TITLE = "Café “Pelabuhan” di Bontang – Dibuka Wali Kota"
PLAIN = "Dermaga Baru di Teluk Bontang Dibuka Wali Kota"
RIGHT = 0.95

# How the bytes are written, what the header says, what the page says.
CHARSETS = [
    ("utf-8", "utf-8", "utf-8"), ("utf-8", None, "utf-8"), ("utf-8", "utf-8", None),
    ("utf-8", None, None), ("utf-8", "iso-8859-1", None), ("utf-8", None, "iso-8859-1"),
    ("utf-8", "windows-1252", "utf-8"), ("utf-8", "us-ascii", "us-ascii"),
    ("utf-8-sig", "iso-8859-1", "iso-8859-1"), ("utf-8-sig", None, None),
    ("utf-8", "utf8mb4", "bukan-charset"), ("utf-8", "", ""),
    ("cp1252", "windows-1252", None), ("cp1252", None, "windows-1252"),
    ("cp1252", "utf-8", "utf-8"), ("cp1252", None, None), ("cp1252", "iso-8859-1", None),
    ("utf-16", "utf-16", None), ("utf-16", None, None), ("utf-16", "utf-8", "utf-8"),
    ("utf-8", "UTF-8; boundary=x", "utf-8"), ("utf-8", '"utf-8"', "'utf-8'"),
]  # fmt: skip
ODD = [
    "utf-7", "utf-32", "cp037", "cp500", "shift_jis", "euc-jp", "gb18030", "big5", "koi8-r",
    "iso2022_jp", "hz", "punycode", "rot13", "zlib", "base64", "idna", "unicode_escape", "hex",
    "x-user-defined", "utf-16be", "mac-roman", "tis-620", "0", "\x00", "a" * 5000,
]  # fmt: skip


def page(number: int, title: str, said: str | None) -> str:
    meta = f'<meta charset="{said}">' if said is not None else ""
    return report(number, f"{title} {number}").replace('<meta charset="utf-8">', meta)


def kind(said: str | None) -> str:
    return f"text/html; charset={said}" if said is not None else "text/html"


async def stored_titles(crawl: Outlets) -> dict[int, str]:
    await crawl.rounds()
    rows = crawl.rows("SELECT url, title FROM articles")
    return {int(row["url"].rsplit("/", 2)[1].split("-")[0]): row["title"] for row in rows}


def test_nearly_all_titles_are_right_however_the_charset_is_declared(
    tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    with HostileOutlet() as outlet:
        items = []
        for number, (written, header, meta) in enumerate(CHARSETS):
            path = f"berita/{number}-kafe-pelabuhan-di-bontang-dibuka/"
            body = page(number, TITLE, meta).encode(written)
            outlet.acts[f"/{path}"] = answer(body, kind=kind(header))
            items.append((f"{outlet.url}{path}", "Kafe", FRIDAY))
        outlet.acts["/umpan.xml"] = answer(rss(*items), kind="application/rss+xml")
        crawl = Outlets(tmp_path, clock, outlet, {"uji": "feed:umpan.xml"})
        titles = guarded(stored_titles(crawl))

        wrong = [CHARSETS[n] for n in range(len(CHARSETS)) if titles.get(n) != f"{TITLE} {n}"]
        assert len(wrong) <= (1 - RIGHT) * len(CHARSETS), wrong


def test_no_name_of_a_charset_crashes_a_round(
    tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    with HostileOutlet() as outlet:
        items = []
        for number, name in enumerate(ODD):
            path = f"berita/{number}-dermaga-baru-di-bontang-dibuka/"
            body = page(number, PLAIN, name).encode() + b"<p>\xff\xfe\x80\xc3</p>"
            outlet.acts[f"/{path}"] = answer(body, kind=kind(name))
            items.append((f"{outlet.url}{path}", PLAIN, FRIDAY))
        feeds = {f"umpan-{number}": name for number, name in enumerate(ODD)}
        for path, name in feeds.items():
            outlet.acts[f"/{path}"] = answer(rss(*items), kind=f"application/xml; charset={name}")
        outlet.acts["/umpan"] = answer(rss(*items), kind="application/rss+xml")
        sources: dict[str, str | None] = {"uji": "feed:umpan"}
        crawl = Outlets(tmp_path, clock, outlet, sources | {p: f"feed:{p}" for p in feeds})
        visited, *others = guarded(crawl.rounds())

        assert [
            one for one in others if (one.run.reason or "").split(":")[0].endswith("Error")
        ] == []
        assert visited.run.outcome in (Outcome.OK, Outcome.PARTIAL), visited
        assert "Error" not in (visited.run.reason or "")
        failed = crawl.rows("SELECT url, reason FROM pages_failed")
        assert visited.run.stored + len(failed) == len(ODD)
        assert [row for row in failed if "Error" in row["reason"]] == []


MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
          "Oktober", "November", "Desember")  # fmt: skip
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
SHORT = ("Jan", "Peb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sept", "Okt", "Nop", "Des")
ZONES = {"WIB": WIB, "WITA": WITA, "WIT": WIT}


def written(moment: datetime, name: str) -> list[str]:
    """A local moment as outlets write it."""
    day, month = DAYS[moment.weekday()], MONTHS[moment.month - 1]
    clock = f"{moment:%H:%M}"
    return [
        f"{day}, {moment.day} {month} {moment.year} | {clock} {name}",
        f"{moment.day} {SHORT[moment.month - 1]} {moment.year}, {clock.replace(':', '.')} {name}",
        f"{moment:%d/%m/%Y} {clock} {name}",
        f"{moment:%Y-%m-%dT%H:%M:00%z}",
        f"{day} ({moment:%d-%m-%Y}) pukul {clock} {name}",
    ]


def local_moments() -> list[tuple[datetime, str]]:
    """Forty moments, half of them within an hour of midnight."""
    return [
        (datetime(2026, month, day, hour, 30, tzinfo=zone), name)
        for (name, zone), (month, day), hour in itertools.product(
            ZONES.items(), ((1, 1), (2, 28), (8, 12), (12, 11)), (0, 7, 12, 23)
        )
    ]


def test_the_local_day_is_right_in_every_way_of_writing_it() -> None:
    cases = [(m, n, raw) for m, n in local_moments() for raw in written(m, n)]
    wrong = []
    for moment, name, raw in cases:
        found = read_date(raw, WITA)
        zone: ZoneInfo = ZONES[name]
        if found is None or found.moment.astimezone(zone).date() != moment.date():
            wrong.append((raw, found))

    assert len(cases) >= 200
    assert wrong == []


IMPOSSIBLE = [
    "2099-12-31T00:00:00+07:00", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00", "2026-13-45",
    "2026-02-30T10:00:00+07:00", "31/11/2026 10:00", "0000-00-00 00:00:00", "1994-12-31", "0", "-1",
    "1" * 20_000, "kemarin dulu", "9999999999999", "20261120", "2026-11-20T10:00:00+99:99" * 40,
]  # fmt: skip


@pytest.mark.parametrize("raw", IMPOSSIBLE)
def test_a_date_that_cannot_be_is_not_turned_into_another(raw: str) -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    found = read_date(raw, WIB, latest=now)

    assert found is None or raw == "20261120"


def test_an_article_with_an_impossible_date_is_kept_with_the_time_it_was_first_seen(
    tmp_path: Path, clock: HandClock, guarded: Run
) -> None:
    with HostileOutlet() as outlet:
        links = []
        for number, raw in enumerate(IMPOSSIBLE):
            path = f"berita/{number}-dermaga-baru-di-bontang-dibuka/"
            outlet.acts[f"/{path}"] = answer(report(number, f"{PLAIN} {number}", published=raw))
            links.append(f'<p><a href="/{path}">{PLAIN} {number}</a></p>')
        outlet.acts["/daftar"] = answer(f"<main>{''.join(links)}</main>")
        crawl = Outlets(tmp_path, clock, outlet, {"uji": "listing:daftar"})
        (visited,) = guarded(crawl.rounds())

        rows = crawl.rows("SELECT published, first_seen FROM articles")
        now = datetime(2026, 11, 20, 12, tzinfo=UTC)
        assert visited.run.stored == len(IMPOSSIBLE)
        # `20261120` and the day before an impossible zone are days that were written.
        dated = {row["published"][:10] for row in rows if row["published"]}
        assert dated <= {f"{now:%Y-%m-%d}"}
        assert all(row["first_seen"].startswith("2026-11-20T12:00") for row in rows)
