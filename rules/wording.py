"""An explanation as lines for a terminal: the verdict first, then what led to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from .reasons import Account, Fact, Held, Met, Miss, Spot, Sum

if TYPE_CHECKING:
    from .explaining import Explanation

_WIDTH = 96  # columns of a terminal in which a quoted sentence still is one line
_ASIDE = 3  # misses shown; the first is what most reports lack, all are in the JSON


def lines(told: Explanation) -> Iterator[str]:
    """The whole explanation; sections without content are left out."""
    verdict = "not flagged, worth a look" if told.verdict == "worth a look" else told.verdict
    yield f"{verdict}: {_against(told)}; {told.why}"
    for number, account in enumerate(told.happenings):
        name = "what it tells" if not number else f"it also tells ({account.score:g} points)"
        yield from _section(name, _facts(account.facts))
    if not told.judgement.flag:
        yield from _section("nearly", _misses(told.misses))
    yield from _section("points", _points(told.sums, told))
    if len(told.happenings) > 1:
        for account in told.happenings:
            yield from _section("of these for " + _named(account), map(_sum, account.sums))
    yield from _section("sentences", _sentences(told.hits))
    yield from _section("places", map(_spot, (spot for spot in told.places if not spot.held)))
    # What a miss lacked is told above.
    held = [one for one in told.held if told.judgement.flag or one.what != "shield"]
    where = [spot for spot in told.places if spot.held and "where something is" in spot.held]
    yield from _section("left out", [*map(_held, held), *map(_spot, where)])


def _against(told: Explanation) -> str:
    """The score against the threshold, where there is one: `7.5 points, 6 needed`."""
    needed = f", {told.needed:g} needed" if told.needed is not None else ""
    return f"{told.score:g} points{needed}"


def _section(name: str, shown: Iterable[str]) -> Iterator[str]:
    listed = list(shown)
    if listed:
        yield ""
        yield f"{name}:"
        yield from (f"  {line}" for line in listed)


def _facts(facts: Sequence[Fact]) -> Iterator[str]:
    """A line for each; a sentence is quoted once, for many facts stand in the same one."""
    quoted: set[int] = set()
    for fact in facts:
        name = fact.role if fact.name == "party" and fact.role else fact.name.replace("_", " ")
        value = f"{fact.value} ({fact.id})" if fact.id else fact.value.replace("_", " ")
        if fact.sentence is None or fact.start is None or fact.end is None:
            yield f"{name:<12} {value}, by several sentences together"
            continue
        words = f"{fact.written!r} {_at(*fact.words)} " if fact.words else ""
        where = _quote(fact.sentence, fact.start, fact.end)
        if fact.start in quoted:
            where = "" if words else _at(fact.start, fact.end)
        quoted.add(fact.start)
        yield f"{name:<12} {value}: {words}{where}".rstrip()


def _misses(misses: Sequence[Miss]) -> Iterator[str]:
    for miss in misses[:_ASIDE]:
        yield f"{miss.rule} ({miss.title}), {miss.points:g} points in the {miss.section}"
        yield f"  in {_quote(miss.sentence, miss.start, miss.end)}"
        yield from (f"  lacking: {lack}" for lack in miss.lacked)


def _points(sums: Sequence[Sum], told: Explanation) -> Iterator[str]:
    yield from map(_sum, sums)
    if sums:
        yield f"{'total':<6} {_against(told)}"


def _sum(one: Sum) -> str:
    terms = " + ".join(f"{term.base:g} {term.rule}" for term in one.terms)
    terms = f"({terms})" if len(one.terms) > 1 else terms
    return f"{one.section:<6} {one.points:g} = {one.weight:g} x {terms}"


def _named(account: Account) -> str:
    kind = next((fact.value for fact in account.facts if fact.name == "kind"), "the watch")
    names = [fact.value for fact in account.facts if fact.role == "party"]
    return f"{kind.replace('_', ' ')}, {', '.join(names)}" if names else kind


def _sentences(hits: Sequence[Met]) -> Iterator[str]:
    before = None
    for hit in hits:
        if hit.start != before:
            yield f"{hit.section} {_quote(hit.sentence, hit.start, hit.end)}"
            before = hit.start
        yield f"  {hit.rule} {hit.points:+g} ({hit.note or hit.title})"
        words = [f"{one.written} {_at(one.start, one.end)} {one.term}" for one in hit.words]
        if words:
            yield f"    words: {'; '.join(words)}"
        places = dict.fromkeys(spot.name for spot in hit.places)
        if places:
            yield f"    places: {', '.join(places)}"


def _spot(spot: Spot) -> str:
    held = f"; {spot.held}" if spot.held else ""
    return f"{_at(spot.start, spot.end)} {spot.written} = {spot.name} ({spot.id}; {spot.how}{held})"


def _held(held: Held) -> str:
    return f"{_at(held.start, held.end)} {_short(held.written)}: {held.why}"


def _at(start: int, end: int) -> str:
    return f"[{start}:{end}]"


def _quote(sentence: str, start: int, end: int) -> str:
    return f'{_at(start, end)} "{_short(sentence)}"'


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= _WIDTH else f"{folded[: _WIDTH - 1]}…"
