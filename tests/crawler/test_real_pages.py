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


def test_most_article_pages_give_title_text_and_date_and_no_front_page_does() -> None:
    read, refused = {}, {}
    for name, body in pages().items():
        try:
            read[name] = read_article(
                body, url="https://uji.example/berita/123-kabar-panjang-dari-kota", site="uji",
                zone=WIB, fetched=FETCHED,
            )  # fmt: skip
        except ExtractionFailed as error:
            refused[name] = str(error)
    singles = [name for name in pages() if "single" in name]
    fronts = [name for name in pages() if "mainpage" in name]

    assert [name for name in singles if name not in read] == []
    assert [name for name in fronts if name in read] == []
    assert all(len(read[name].text) > 300 and read[name].title for name in singles)
    assert sum(read[name].published is not None for name in singles) >= 0.9 * len(singles)
    assert not any("Baca juga:" in read[name].text for name in singles)
