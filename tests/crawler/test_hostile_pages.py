"""Pages whose shape alone stalls or blows up a reader end quickly, with a text or a reason."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from crawler.extraction import read_article
from kembar.clock import WIB
from kembar.errors import ExtractionFailed

SENTENCE = "Kedua pemerintah kota membahas pengolahan sampah pada hari pertama kunjungan itu. "


def around(inner: str) -> str:
    """A page of five honest paragraphs around something hostile."""
    body = f"<p>{SENTENCE * 3}</p>" * 5
    return (
        f"<html><head><title>Dua Kota Bahas Sampah</title></head><body>{body}{inner}</body></html>"
    )


def read(page: str) -> str:
    return read_article(
        page.encode(),
        url="https://uji.example/dua-kota-bahas-sampah/",
        site="uji.example",
        zone=WIB,
        fetched=datetime(2026, 11, 24, tzinfo=UTC),
    ).text


@pytest.mark.parametrize(
    "make",
    [
        lambda: around("<ul><li>x" * 8000),
        lambda: around("<blockquote>kutipan yang cukup panjang untuk dihitung " * 8000),
        lambda: around("<table><tr><td>x" * 4000),
        lambda: around("<p>" + "<b>x" * 20000),
        lambda: around("<div>" * 15000),
    ],
    ids=["lists", "quotations", "tables", "bold", "boxes"],
)
def test_blocks_within_blocks_are_not_told_again_and_again(make: Callable[[], str]) -> None:
    page = make()
    text = read(page)

    assert SENTENCE.strip() in text
    assert len(text) < len(page)


@pytest.mark.parametrize(
    ("inner", "reason"),
    [
        ("<p>a b</p>" * 40_000, "tags"),
        ("<div " + " ".join(f"a{n}=1" for n in range(3000)) + ">x</div>", "attributes"),
        ('<img src="' + "a/" * 50_000 + '">', "longer than 64 kB"),
        ("x" * 4_200_000, "larger than 4 MB"),
        ("<" * 100_000, "tags"),
    ],
    ids=["tags", "attributes", "attribute", "bytes", "brackets"],
)
def test_a_shape_that_costs_time_by_the_square_is_refused(inner: str, reason: str) -> None:
    page = around(inner)

    with pytest.raises(ExtractionFailed, match=reason):
        read(page)


@pytest.mark.parametrize(
    "data",
    [
        '{"a":' * 50_000 + "1" + "}" * 50_000,
        "[" * 50_000 + "]" * 50_000,
        '{"@type":"NewsArticle","author":[' + '{"name":"a","' * 20_000,
        '{"@type":"NewsArticle","headline":"' + "x" * 900_000 + '"}',
    ],
    ids=["objects", "lists", "broken", "long"],
)
def test_hostile_linked_data_costs_nothing_but_itself(data: str) -> None:
    page = around(f'<script type="application/ld+json">{data}</script>')

    assert SENTENCE.strip() in read(page)
