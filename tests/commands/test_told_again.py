"""What a desk gets of a busy day and of a story that grows, from real rounds on loopback."""

import subprocess
import sys
from pathlib import Path

import pytest
from loopback import PARAGRAPHS, SISTER, Outlet, article, rss
from receivers import HttpReceiver

pytestmark = pytest.mark.slow

FRIDAY = "Fri, 20 Nov 2026 09:15:00 +0700"
PAIRS = (("Bontang", "Jeju"), ("Bogor", "Busan"), ("Semarang", "Osaka"))
TALKS = article(
    "Wali Kota Bontang Terima Delegasi Jeju, Jajaki Kota Kembar",
    paragraphs=(
        "Wali Kota Bontang menerima kunjungan delegasi Pemerintah Kota Jeju untuk menjajaki kerja "
        "sama kota kembar (sister city) di Balai Kota Bontang, Kamis (19/11/2026).",
        *PARAGRAPHS,
    ),
)


def signed(here: str, there: str) -> str:
    return article(
        f"Pemkot {here} dan Kota {there} Teken MoU Kota Kembar",
        paragraphs=(
            f"Wali Kota {here} dan Wali Kota {there} menandatangani nota kesepahaman kota kembar "
            f"di Balai Kota {here}, Kamis (19/11/2026).",
            *PARAGRAPHS,
        ),
    )


def publish(outlet: Outlet, pages: dict[str, str]) -> None:
    """Put pages on an outlet and into its feed."""
    outlet.pages.update(pages)
    base = outlet.url.rstrip("/")
    paths = [path for path in outlet.pages if path.startswith("/berita/")]
    outlet.pages["/feed/"] = rss(*[(f"{base}{path}", "Kabar", FRIDAY) for path in paths])


def crawl(folder: Path, receiver: HttpReceiver, *outlets: Outlet, burst: int = 10) -> None:
    sites = "".join(
        f'[[sites]]\nname = "uji{number}"\nurl = "{outlet.url}"\narea = "64.74"\n'
        f'sources = ["feed:{outlet.url}feed/"]\n'
        for number, outlet in enumerate(outlets, start=1)
    )
    (folder / "kembar.toml").write_text(
        f"""
        [archive]
        path = "archive.db"
        [crawl]
        sites = []
        delay = "0 s"
        parsers = 1
        contact = "mailto:desk@example.org"
        allow_private_hosts = true
        [alerts]
        burst = {burst}
        {sites}
        [[channels]]
        name = "desk"
        url = "{receiver.url}"
        """,
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "kembar", "crawl"], cwd=folder, capture_output=True, text=True,
        timeout=90, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_a_busy_round_is_one_message_when_it_ends(tmp_path: Path) -> None:
    with Outlet() as outlet, HttpReceiver() as receiver:
        publish(outlet, {"/berita/pasar-rakyat/": article("Pasar rakyat di tepi sungai ramai")})
        crawl(tmp_path, receiver, outlet, burst=2)
        publish(
            outlet,
            {f"/berita/{here}-{there}/".lower(): signed(here, there) for here, there in PAIRS},
        )
        crawl(tmp_path, receiver, outlet, burst=2)
        crawl(tmp_path, receiver, outlet, burst=2)

    (message,) = receiver.texts
    assert all(f"Kota {here}" in message for here, _ in PAIRS)
    assert message.count("#") == 3


def test_a_story_that_grows_is_told_again_by_the_outlet_that_brings_it(tmp_path: Path) -> None:
    with Outlet() as one, Outlet() as other, HttpReceiver() as receiver:
        quiet = {"/berita/pasar-rakyat/": article("Pasar rakyat di tepi sungai ramai")}
        publish(one, quiet)
        publish(other, quiet)
        crawl(tmp_path, receiver, one, other)
        publish(one, {"/berita/delegasi-jeju-di-bontang/": TALKS})
        crawl(tmp_path, receiver, one, other)
        publish(other, {"/berita/bontang-jeju-teken-mou/": SISTER})
        crawl(tmp_path, receiver, one, other)
        publish(one, {"/berita/bontang-dan-jeju-teken-mou/": SISTER})
        crawl(tmp_path, receiver, one, other)

    first, second = receiver.texts
    assert f"{one.url}berita/delegasi-jeju-di-bontang/" in first
    assert f"{other.url}berita/bontang-jeju-teken-mou/" in second
    assert one.url not in second
