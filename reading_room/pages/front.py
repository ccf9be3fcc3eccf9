"""The front page: the newest stories, or those that a reader asks for, and what was looked at."""

from dataclasses import replace
from typing import Any

from storage.archive import Archive

from ..speech import Speech
from .asked import FACETS, Asked
from .cards import cards, place_link
from .files import links
from .finding import places_called
from .listing import facets, stories
from .paging import pages
from .sites import looked_at

_MOST_PLACES = 8  # places that a typed word may mean and that a page offers


def front(archive: Archive, asked: Asked, speech: Speech) -> dict[str, Any]:
    """Everything that the front page shows."""
    meant = places_called(archive, asked.place) if asked.place else []
    if len(meant) == 1:
        asked = replace(asked, place=meant[0]["id"])
    listed = stories(archive, asked)
    names = {place["id"]: place["name"] for place in meant}
    return {
        "asked": asked,
        "total": listed.total,
        "cards": cards(archive, listed.page(), speech, asked.q),
        "facets": facets(listed, speech),
        "chips": _chips(asked, speech, names),
        "places": _offered(places_called(archive, asked.q)) if asked.q else [],
        "unclear": _offered(meant) if len(meant) > 1 else [],
        "pages": pages(asked, listed.total),
        "looked": looked_at(archive) if not listed.total else None,
        "exports": links(speech, "stories", asked.filters, stories=True),
        "feed": asked.but().link("/feed.atom", **_spoken(speech)),
    }


def _offered(places: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**place, "link": place_link(place["id"])} for place in places[:_MOST_PLACES]]


def _spoken(speech: Speech) -> dict[str, str]:
    """The language in the address, for programs that keep no cookie."""
    return {"lang": speech.language} if speech.language != "id" else {}


def _chips(asked: Asked, speech: Speech, names: dict[str, str]) -> list[dict[str, str]]:
    """What the list is limited to, each with the address of the list without it."""
    words = {"kind": speech.kind, "stage": speech.stage, "sector": speech.sector}
    made = []
    for name, value in asked.filters.items():
        label = words[name](value) if name in words else names.get(value, value)
        shown = speech.day(value) if name == "period" else label
        made.append({"label": f"“{value}”" if name == "q" else shown,
                     "link": asked.but(**{name: ""}).link()})  # fmt: skip
    assert set(asked.filters) <= {"q", *FACETS}
    return made
