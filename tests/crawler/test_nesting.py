"""Markup that nests without end is told before it is parsed; honest pages never are."""

import pytest

from crawler.nesting import DEEPEST, too_deep


@pytest.mark.parametrize(
    "body",
    [
        b"<div>" * 20_000,
        b"<ul><li>" * 20_000,
        b"<x-y>" * 20_000 + b"</x-y>" * 20_000,
        b"<DIV><b>" * 3000,
    ],
)
def test_markup_within_markup_without_end_is_refused(body: bytes) -> None:
    assert f"more than {DEEPEST} elements" in (too_deep(body) or "")


@pytest.mark.parametrize(
    "body",
    [
        b"<div><a href=/x>kabar</a></div>" * 50_000,
        b"<p>tanpa penutup" * 50_000,
        b"<li><td><br><img src=x>" * 50_000,
        b"a < b " * 50_000,
        b"</div>" * 50_000,
    ],
)
def test_a_long_page_that_is_flat_is_read(body: bytes) -> None:
    assert too_deep(body) is None
