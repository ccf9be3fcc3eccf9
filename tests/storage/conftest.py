"""A real archive in a file of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sample_articles import PLACES

from storage import places
from storage.archive import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive.open(tmp_path / "data" / "archive.db")
    places.sync(opened, PLACES)
    yield opened
    opened.close()
