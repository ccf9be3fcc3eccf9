"""`[[watch]]`: a rule without YAML, any of some words together with some places."""

import difflib
from collections.abc import Sequence

from kembar.model import Watch

from .atlas import Gazetteer
from .ruleset import CompiledWatch
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
        areas: list[str] = []
        for written in watch.places:
            found = gazetteer.find(written)
            if not found:
                faults.append(
                    f"{where}: places: no place is called {written!r}{_nearest(written, gazetteer)}"
                )
            areas.extend(place.id for place in found)
        compiled.append(CompiledWatch(watch, tuple(dict.fromkeys(areas))))
    return tuple(compiled)


def _nearest(written: str, gazetteer: Gazetteer) -> str:
    names = [place.name for place in gazetteer.places]
    names.extend(alias.lstrip("=?") for row in gazetteer.rows.values() for alias in row.names)
    close = difflib.get_close_matches(written, names, n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else ""
