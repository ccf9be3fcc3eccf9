"""`[[watch]]`: a rule without YAML, any of some words together with some places."""

import difflib
from collections.abc import Sequence

from kembar.errors import RuleError
from kembar.model import Watch

from .atlas import Gazetteer
from .ruleset import CompiledWatch, RuleSet
from .tokens import split_words


def compile_watches(
    watches: Sequence[Watch], gazetteer: Gazetteer, faults: list[str]
) -> tuple[CompiledWatch, ...]:
    """The watches with their places as ids; what cannot be resolved is added to `faults`."""
    compiled = []
    for watch in watches:
        where = f"watch {watch.name!r}"
        if not watch.words:
            faults.append(f"{where}: words: is empty; write at least one word")
        for word in watch.words:
            if not split_words(word.lstrip("=+")):
                faults.append(f"{where}: words: {word!r} has no letter")
        areas = _areas(watch.places, gazetteer, f"{where}: places", faults)
        compiled.append(CompiledWatch(watch, areas))
    return tuple(compiled)


def areas_of(names: Sequence[str], rules: RuleSet, *, where: str) -> tuple[str, ...]:
    """The ids of places given by id, name or alias; RuleError names each unknown one.

    `where` begins the message: `channel 'bureau': places`.
    """
    faults: list[str] = []
    areas = _areas(names, rules.gazetteer, where, faults)
    if faults:
        raise RuleError(*faults)
    return areas


def _areas(
    names: Sequence[str], gazetteer: Gazetteer, where: str, faults: list[str]
) -> tuple[str, ...]:
    areas: list[str] = []
    for written in names:
        found = gazetteer.find(written)
        if not found:
            nearest = _nearest(written, gazetteer)
            faults.append(f"{where}: no place is called {written!r}{nearest}")
        areas.extend(place.id for place in found)
    return tuple(dict.fromkeys(areas))


def _nearest(written: str, gazetteer: Gazetteer) -> str:
    names = [place.name for place in gazetteer.places]
    names.extend(alias.lstrip("=?!~") for row in gazetteer.rows.values() for alias in row.names)
    close = difflib.get_close_matches(written, names, n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else ""
