"""News for storms on the daemon: an outlet on loopback that goes on publishing while it is down.

Every agreement is between a pair of its own, so that each is one story: one alert a channel.
"""

import csv
import random
from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import product
from pathlib import Path

from loopback import Outlet, Reply, Request, article, rss

from benchmarks.plain_news import made

PLACES = Path(__file__).resolve().parent.parent / "rules" / "places.tsv"
ABROAD = (
    "Jeju", "Kisarazu", "Kitakyushu", "Yokohama", "Hiroshima", "Fukuoka", "Rotterdam", "Busan",
    "Penang", "Darwin", "Perth", "Marseille", "Chongqing", "Guangzhou", "Hamburg", "Melaka",
)  # fmt: skip
STAYS = 10
"""Items that stay in the feed although the archive has them."""


class Newsroom:
    """An outlet whose feed holds what the daemon has not stored yet, and the newest besides."""

    def __init__(self, seed: int) -> None:
        self.outlet = Outlet()
        self.agreements: list[str] = []
        """Paths of the pages that must be told, in the order of publication."""
        self.plain: list[str] = []
        self.on_page: Callable[[], None] = lambda: None
        """Called as a page is asked for, before it is answered."""
        self._chance = random.Random(seed)
        self._pairs = _pairs()
        self._chance.shuffle(self._pairs)
        self._items: list[tuple[str, str, str]] = []
        self.outlet.pages["/feed/"] = rss()

    @property
    def paths(self) -> list[str]:
        """Every page that was published."""
        return [*self.agreements, *self.plain]

    def publish(self, stored: Collection[str]) -> None:
        """Put out one agreement and up to two plain reports; `stored`: what need not be listed."""
        number = len(self._items) + 1
        city, abroad = self._pairs[len(self.agreements)]
        path = f"/berita/{number}-kota-{city}-{abroad}/".lower().replace(" ", "-")
        self._page(path, f"Kota {city} dan {abroad} Teken MoU Kota Kembar", _signing(city, abroad))
        self.agreements.append(path)
        for extra in range(self._chance.randrange(3)):
            title, text = made(number * 10 + extra)
            path = f"/berita/{number}-{extra}-kabar-daerah-hari-ini/"
            self._page(path, f"{title.capitalize()} {number}", tuple(text.split("\n\n")[:5]))
            self.plain.append(path)
        wanted = [
            item for place, item in enumerate(self._items)
            if place >= len(self._items) - STAYS or item[0] not in stored
        ]  # fmt: skip
        self.outlet.pages["/feed/"] = rss(*reversed(wanted))

    def _page(self, path: str, title: str, paragraphs: tuple[str, ...]) -> None:
        now = datetime.now(UTC)
        body = article(
            title, paragraphs=paragraphs, published=now.isoformat(timespec="seconds")
        )  # fmt: skip

        def answer(request: Request) -> Reply:
            self.on_page()
            return Reply(body, headers={"Content-Type": "text/html; charset=utf-8"})

        self.outlet.pages[path] = answer
        self._items.append(
            (f"{self.outlet.url.rstrip('/')}{path}", title, format_datetime(now))
        )  # fmt: skip


def _signing(city: str, abroad: str) -> tuple[str, ...]:
    """A report of a signing whose other words are its own, as no outlet copies another here."""
    _, filler = made(hash_of(city + abroad))
    day = (datetime.now(UTC) - timedelta(days=1)).strftime("%d/%m/%Y")
    return (
        f"Wali Kota {city} dan Wali Kota {abroad} menandatangani nota kesepahaman kota kembar di "
        f"Balai Kota {city} ({day}).",
        f"Kerja sama sister city antara Kota {city} dan {abroad} itu mencakup pengelolaan sampah "
        "dan pendidikan selama lima tahun.",
        *filler.split("\n\n")[:3],
    )


def hash_of(text: str) -> int:
    """A number of a text, the same in every process."""
    return int.from_bytes(text.encode(), "big") % 1_000_003


def _pairs() -> list[tuple[str, str]]:
    with PLACES.open(encoding="utf-8") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        cities = [row["name"].removeprefix("Kota ") for row in rows if row["level"] == "city"]
    return list(product(cities, ABROAD))
