"""The list of stories that a reader asks for: a page of it, how many there are, and the facets."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storage.archive import Archive

from ..speech import Speech
from .asked import FACETS, Asked
from .finding import Told, told, wanted
from .paging import PER_PAGE

_MOST = 12  # values of a facet that a page shows; the rest is found by typing
_HOME = "id"  # nearly every story is at home, so that this choice tells nothing

Values = list[tuple[str, int]]
"""Values of a facet, each with its stories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """The stories that are meant, and for each filter what else might be."""

    asked: Asked
    """The question."""
    rows: list[dict[str, Any]]
    """`story`, `event` (the one to show) and `at` (the first report), newest first."""
    counts: Mapping[str, Values]
    """Filter -> its values, as all other filters leave them."""
    names: Mapping[str, str]
    """Names of the places among these values."""

    @property
    def total(self) -> int:
        """Stories on all pages."""
        return len(self.rows)

    def page(self, per_page: int = PER_PAGE) -> list[dict[str, Any]]:
        """The rows of the page that is asked for."""
        start = (self.asked.page - 1) * per_page
        return self.rows[start : start + per_page]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One value of a facet."""

    value: str
    """As it is asked for."""
    label: str
    """In words."""
    count: int
    """Stories, with everything else that is asked."""
    link: str
    """Address of the list with this choice, or without it where it is chosen."""
    chosen: bool
    """Whether the list is already limited to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One filter with the values that it may take."""

    name: str
    """The field of the question."""
    title: str
    """In words."""
    choices: list[Choice]
    """The most frequent first; months and years the latest first."""


def stories(archive: Archive, asked: Asked) -> Listed:
    """The stories that are asked for, with the counts of every filter."""
    filters = wanted(archive, asked)
    meant: list[Told] = []
    seen: dict[str, dict[str, set[int]]] = {name: defaultdict(set) for name in FACETS}
    for event in told(archive, asked.q):
        failed = event.fails(filters)
        if not failed:
            meant.append(event)
        # What only one filter keeps out would be there with another choice of that filter.
        if len(failed) < 2:
            for name in failed or FACETS:
                for value in event.values[name]:
                    seen[name][value].add(event.story)
    counts = {name: _shown(name, seen[name], asked) for name in FACETS}
    return Listed(
        asked=asked,
        rows=_newest(meant),
        counts=counts,
        names=_names(archive, [value for value, _ in counts["place"]]),
    )


def facets(listed: Listed, speech: Speech, path: str = "/", fixed: str = "") -> list[Facet]:
    """The filters in words.

    `path` is the page that the links lead to, `fixed` a filter that lies in the path itself.
    """
    asked = listed.asked
    linked = asked.but(**{fixed: ""}) if fixed else asked
    return [
        Facet(
            name=name,
            title=_title(name, speech),
            choices=[
                Choice(
                    value=value,
                    label=_in_words(name, value, speech, listed.names),
                    count=count,
                    chosen=value == asked.filters.get(name),
                    link=linked.but(**{name: _toggled(name, value, asked)}).link(path),
                )
                for value, count in listed.counts[name]
            ],
        )
        for name in FACETS
    ]


def _newest(meant: Sequence[Told]) -> list[dict[str, Any]]:
    """A row for each story: its first report, and the first chief event among those meant."""
    chosen: dict[int, tuple[bool, int]] = {}
    first: dict[int, str] = {}
    for event in meant:
        order = (not event.main, event.id)
        chosen[event.story] = min(chosen.get(event.story, order), order)
        first[event.story] = min(first.get(event.story, event.at), event.at)
    newest = sorted(chosen, key=lambda story: (first[story], story), reverse=True)
    return [{"story": one, "event": chosen[one][1], "at": first[one]} for one in newest]


def _shown(name: str, seen: Mapping[str, set[int]], asked: Asked) -> Values:
    counted = Counter({value: len(of) for value, of in seen.items()})
    values = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    if name == "place":
        values = [one for one in values if "#" not in one[0] and one[0] != _HOME]
    if name == "period":
        # Years first; within a chosen year its months.
        year = asked.period[:4]
        values = sorted((v for v in values if _is_offered(v[0], year)), reverse=True)
    chosen = asked.filters.get(name)
    return [one for at, one in enumerate(values) if at < _MOST or one[0] == chosen]


def _is_offered(period: str, year: str) -> bool:
    return len(period) > 4 and period[:4] == year if year else len(period) == 4


def _toggled(name: str, value: str, asked: Asked) -> str:
    """What choosing a value asks for: the value, or nothing again where it is chosen already."""
    if value != asked.filters.get(name):
        return value
    return value[:4] if name == "period" and len(value) > 4 else ""


def _names(archive: Archive, ids: list[str]) -> dict[str, str]:
    marks = ", ".join("?" * len(ids))
    rows = archive.rows(f"SELECT id, name FROM places WHERE id IN ({marks})", ids)
    return {row["id"]: row["name"] for row in rows}


def _title(name: str, speech: Speech) -> str:
    return {
        "place": speech("Daerah", "Place"),
        "kind": speech("Jenis", "Kind"),
        "stage": speech("Tahap", "Stage"),
        "sector": speech("Bidang", "Field"),
        "site": speech("Situs", "Site"),
        "period": speech("Waktu", "Time"),
    }[name]


def _in_words(name: str, value: str, speech: Speech, names: Mapping[str, str]) -> str:
    words: dict[str, Callable[[str], str]] = {
        "kind": speech.kind,
        "stage": speech.stage,
        "sector": speech.sector,
        "period": speech.day,
        "place": lambda place: names.get(place, place),
    }
    return words[name](value) if name in words else value
