"""Real pages of Indonesian sites, where the folder with them stands beside the project."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.extraction import read_article
from kembar.clock import WIB
from kembar.errors import ExtractionFailed

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "html"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the real pages are not here")
FETCHED = datetime(2026, 11, 24, tzinfo=UTC)


def pages() -> dict[str, bytes]:
    with (FOLDER / "MANIFEST.csv").open(encoding="utf-8") as file:
        names = [row["file"] for row in csv.DictReader(file)]
    return {name: (FOLDER / name).read_bytes() for name in names if (FOLDER / name).is_file()}


def test_every_article_page_gives_title_and_text_and_nearly_all_a_date() -> None:
    read = {
        name: read_article(
            body, url="https://uji.example/berita/123-kabar-panjang-dari-kota", site="uji",
            zone=WIB, fetched=FETCHED,
        )
        for name, body in pages().items()
        if "single" in name
    }  # fmt: skip

    assert len(read) >= 25
    assert all(len(article.text) > 300 and article.title for article in read.values())
    assert sum(article.published is not None for article in read.values()) >= 0.9 * len(read)
    assert not any("Baca juga:" in article.text for article in read.values())


def test_a_front_page_at_its_own_address_is_no_article() -> None:
    for name, body in pages().items():
        if "mainpage" in name:
            with pytest.raises(ExtractionFailed):
                read_article(
                    body, url="https://uji.example/", site="uji", zone=WIB, fetched=FETCHED
                )
