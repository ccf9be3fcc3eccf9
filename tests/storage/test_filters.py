"""A channel's filters let through what fits them all, and the message says which ones did."""

from collections.abc import Mapping
from typing import Any

import pytest
from sample_articles import BONTANG, JEJU, JEPARA, NOW, article, broker, flagged, happening

from kembar.model import Kind, Party, Stage, Subscription
from storage import articles, outbox, ties
from storage.archive import Archive
from storage.ties import Tie


def why(
    archive: Archive, number: int = 1, parties: tuple[Party, ...] = (BONTANG, JEJU), **filters: Any
) -> Mapping[str, str] | None:
    """What a message says of the filters that let a report through; None where one did not."""
    told = article(number)
    facts = happening(told, parties, sectors=("waste", "health"), score=6.5)
    articles.save(
        archive, told, flagged(told, facts), backlog="tell", first_round=False, now=NOW,
        subscriptions=[Subscription(channel="desk", **filters)],
    )  # fmt: skip
    found = outbox.lease_due(archive, by="me", now=NOW, channels=["desk"])
    return found[0].stories[0].why if found else None


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({}, {}),
        ({"stages": (Stage.LOI, Stage.MOU)}, {"stages": "mou"}),
        ({"stages": (Stage.VISIT,)}, None),
        ({"sectors": ("trade", "health")}, {"sectors": "health"}),
        ({"sectors": ("trade",)}, None),
        ({"sites": ("berita.example",)}, {"sites": "berita.example"}),
        ({"sites": ("lain.example",)}, None),
        ({"score": 6.5}, {"score": "6.5"}),
        ({"score": 7.0}, None),
        ({"pairs": "new"}, {"pairs": "new"}),
        ({"pairs": "known"}, None),
        ({"places": ("64",)}, {"places": "Provinsi Kalimantan Timur"}),
        ({"places": ("33", "kr:jeju")}, {"places": "Jeju"}),
        (
            {"kinds": (Kind.SISTER_CITY,), "stages": (Stage.MOU,)},
            {"kinds": "sister_city", "stages": "mou"},
        ),
        ({"kinds": (Kind.SISTER_CITY,), "stages": (Stage.VISIT,)}, None),
    ],
)
def test_all_filters_must_fit(
    archive: Archive, filters: dict[str, Any], expected: dict[str, str] | None
) -> None:
    assert why(archive, **filters) == expected


@pytest.mark.parametrize(("pairs", "fits"), [("new", False), ("known", True)])
def test_a_pair_that_a_list_names_is_known(archive: Archive, pairs: str, fits: bool) -> None:
    ties.learn(archive, [Tie(a="64.74", b="kr:jeju")], now=NOW)

    assert (why(archive, pairs=pairs) is not None) is fits


@pytest.mark.parametrize("pairs", ["new", "known"])
def test_a_second_story_of_a_pair_is_known_and_one_of_a_new_pair_beside_it_is_both(
    archive: Archive, pairs: str
) -> None:
    first, second = why(archive, 1, pairs="new"), why(archive, 2, pairs="new")
    mixed = why(archive, 3, (BONTANG, JEJU, JEPARA), pairs=pairs)

    assert (first, second, mixed) == ({"pairs": "new"}, None, {"pairs": pairs})


@pytest.mark.parametrize("pairs", ["new", "known"])
def test_a_happening_without_a_pair_is_neither_new_nor_known(archive: Archive, pairs: str) -> None:
    assert why(archive, 1, (BONTANG, broker(JEJU)), pairs=pairs) is None
