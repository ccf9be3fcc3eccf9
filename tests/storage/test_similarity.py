"""Signatures are found again by the bands they share."""

import pytest
from sample_articles import NOW, UNFLAGGED, article

from kembar.model import Likeness
from storage import articles, similarity
from storage.archive import Archive

TEXT = Likeness(signature=tuple(range(128)), shingles=200)


def like(same: int, shingles: int = 200) -> Likeness:
    values = [*range(same), *range(9000, 9000 + 128 - same)]
    return Likeness(signature=tuple(values), shingles=shingles)


@pytest.fixture
def page(archive: Archive) -> int:
    return articles.save(
        archive, article(), UNFLAGGED, subscriptions=(), backlog="tell", first_round=False, now=NOW
    ).article_id


def test_a_kept_signature_comes_back_whole(archive: Archive, page: int) -> None:
    largest = Likeness(signature=(0, 2**32 - 1) * 64, shingles=3)
    with archive.write():
        similarity.keep(archive, page, largest)

    assert similarity.alike(archive, largest) == {page: largest}


def test_a_later_signature_replaces_the_first(archive: Archive, page: int) -> None:
    with archive.write():
        similarity.keep(archive, page, TEXT)
        similarity.keep(archive, page, like(0))

    assert similarity.alike(archive, TEXT) == {}
    assert list(similarity.alike(archive, like(0))) == [page]


def test_texts_that_share_a_band_are_found_and_others_not(archive: Archive, page: int) -> None:
    with archive.write():
        similarity.keep(archive, page, TEXT)

    assert list(similarity.alike(archive, like(4))) == [page]
    assert similarity.alike(archive, like(3)) == {}


@pytest.mark.parametrize(
    ("same", "shingles", "jaccard", "containment"),
    [(128, 200, 1.0, 1.0), (64, 200, 0.5, 2 / 3), (0, 200, 0.0, 0.0), (32, 50, 0.25, 1.0)],
)
def test_likeness_is_measured_by_share_and_by_the_shorter_text(
    same: int, shingles: int, jaccard: float, containment: float
) -> None:
    other = like(same, shingles)

    assert similarity.jaccard(TEXT, other) == pytest.approx(jaccard)
    assert similarity.containment(TEXT, other) == pytest.approx(containment)
