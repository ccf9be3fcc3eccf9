"""Reads rule packs, overrides and watches, finds every fault in them, and compiles them."""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from kembar.errors import RuleError
from kembar.model import Watch

from . import atlas, packs_yaml
from .compiling import compile_forms, needed_by
from .glance import one_of
from .ruleset import SLOTS, Rule, RuleSet, worded_groups
from .schema import Overrides, Pack, RuleEntry, Thresholds, Weights
from .watches import compile_watches

PACKS = Path(__file__).with_name("packs")
OVERRIDES = "overrides.yaml"
LOCAL_PLACES = "places.local.tsv"

Shape = TypeVar("Shape", bound=BaseModel)


def load(folder: Path | None = None, watches: Sequence[Watch] = ()) -> RuleSet:
    """The built-in packs, those of a folder, its overrides and local places, and the watches.

    A folder that does not exist adds nothing. RuleError holds every fault found: file, rule id,
    key, what was expected, and the nearest known name.
    """
    faults: list[str] = []
    packs = [*_packs(PACKS, faults, shown="packs")]
    overrides = Overrides()
    places_file = None
    if folder is not None and folder.is_dir():
        packs.extend(_packs(folder, faults, shown=str(folder)))
        overrides = _overrides(folder / OVERRIDES, faults) or overrides
        places_file = folder / LOCAL_PLACES
    places, place_faults = atlas.load(places_file)
    faults.extend(place_faults)
    vocabulary = _vocabulary(packs, faults)
    rules = list(_rules(packs, vocabulary, faults))
    rules = _overridden(rules, overrides, vocabulary, faults, str(folder))
    compiled_watches = compile_watches(watches, places, faults)
    if faults:
        raise RuleError(*faults)
    active = tuple(rule for rule in rules if rule.entry.status != "off")
    masks = [term for _, pack in packs for term in pack.mask]
    forms, splits, terms = compile_forms(active, vocabulary, masks, compiled_watches)
    return RuleSet(
        rules=active,
        watches=compiled_watches,
        forms=forms,
        gazetteer=places,
        glance=one_of(needed_by(active, compiled_watches, terms)),
        splits=splits,
        thresholds=_last([overrides.thresholds, *_thresholds(packs)]) or Thresholds(),
        weights=_last([pack.weights for _, pack in reversed(packs)]) or Weights(),
        vocabulary=vocabulary,
    )


def _thresholds(packs: list[tuple[str, Pack]]) -> list[Thresholds | None]:
    return [pack.thresholds for _, pack in reversed(packs)]


def _last(values: Iterable[Any]) -> Any:
    return next((value for value in values if value is not None), None)


def _packs(folder: Path, faults: list[str], *, shown: str) -> Iterator[tuple[str, Pack]]:
    for path in sorted(folder.glob("*.yaml")):
        name = f"{shown}/{path.name}"
        if not path.is_file():
            # A pipe of this name would never end; a folder holds no rules.
            faults.append(f"{name}: is no file; put packs here as files, or rename it")
        elif path.name != OVERRIDES:
            pack = _read(path, name, Pack, faults)
            if pack is not None:
                yield name, pack


def _overrides(path: Path, faults: list[str]) -> Overrides | None:
    return _read(path, str(path), Overrides, faults) if path.is_file() else None


def _read(path: Path, name: str, shape: type[Shape], faults: list[str]) -> Shape | None:
    try:
        data = packs_yaml.parse(path.read_text(encoding="utf-8"))
        return shape.model_validate({} if data is None else data)
    except (OSError, UnicodeDecodeError) as error:
        faults.append(f"{name}: cannot be read: {error}")
    except yaml.YAMLError as error:
        faults.append(f"{name}: this is not YAML: {' '.join(str(error).split())}")
    except ValidationError as error:
        faults.extend(f"{name}: {fault}" for fault in _faults(error, data, shape))
    return None


def _faults(error: ValidationError, data: Any, shape: type[BaseModel]) -> Iterator[str]:
    for fault in error.errors():
        location = [part for part in fault["loc"] if not str(part).startswith("function-")]
        where = _where(location, data)
        if fault["type"] == "extra_forbidden":
            yield f"{where}: unknown key{_nearest_key(location, shape)}"
        elif fault["type"] == "missing":
            yield f"{where}: is missing"
        else:
            message = fault["msg"].removeprefix("Value error, ")
            given = "" if isinstance(fault["input"], dict | list) else f", not {fault['input']!r}"
            yield f"{where}: {message}{given}{_nearest_value(fault)}"


def _where(location: list[int | str], data: Any) -> str:
    """A place in a pack, by rule id where there is one: `twin.named: places.min`."""
    key = ""
    prefix = ""
    for part in location:
        data = data[part] if _holds(data, part) else None
        if isinstance(part, int) and isinstance(data, dict) and isinstance(data.get("id"), str):
            prefix, key = f"{data['id']}: ", ""
        else:
            key += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return prefix + key.removeprefix(".") if key else prefix.removesuffix(": ") or "the file"


def _holds(data: Any, part: int | str) -> bool:
    if isinstance(data, list):
        return isinstance(part, int) and part < len(data)
    return isinstance(data, dict) and part in data


def _nearest_key(location: list[int | str], shape: type[BaseModel]) -> str:
    section: type[BaseModel] | None = shape
    for part in location[:-1]:
        if isinstance(part, str) and section is not None and part in section.model_fields:
            section = _section(section.model_fields[part].annotation)
    if section is None:
        return ""
    known = sorted(name.removesuffix("_") for name in section.model_fields)
    close = difflib.get_close_matches(str(location[-1]), known, n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else f"; known here: {', '.join(known)}"


def _section(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = _section(part)
        if found is not None:
            return found
    return None


def _nearest_value(fault: Any) -> str:
    expected = [
        word.strip("' ")
        for word in str(fault.get("ctx", {}).get("expected", "")).replace(" or ", ",").split(",")
    ]
    close = difflib.get_close_matches(str(fault["input"]), expected, n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else ""


def _vocabulary(packs: list[tuple[str, Pack]], faults: list[str]) -> dict[str, tuple[str, ...]]:
    """Every list by name, those it includes put in; a later pack adds to a list of its name."""
    raw: dict[str, tuple[str, ...]] = {}
    for _, pack in packs:
        for name, terms in pack.vocab.items():
            raw[name] = (*raw.get(name, ()), *terms)
    flat: dict[str, tuple[str, ...]] = {}
    for file, pack in packs:
        for name in pack.vocab:
            try:
                flat[name] = tuple(dict.fromkeys(_flatten(name, raw, ())))
            except ValueError as error:
                faults.append(f"{file}: vocab.{name}: {error}")
    return flat


def _flatten(name: str, raw: Mapping[str, tuple[str, ...]], path: tuple[str, ...]) -> Iterator[str]:
    if name in path:
        raise ValueError(f"the lists include each other: {' > '.join((*path, name))}")
    for term in raw[name]:
        if term.startswith("<"):
            inner = term.strip("<>")
            if inner not in raw:
                raise ValueError(f"no list is called {term}{_close(inner, raw)}")
            yield from _flatten(inner, raw, (*path, name))
        else:
            yield term


def _close(name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"; did you mean <{close[0]}>?" if close else f"; known: {', '.join(sorted(known))}"


def _rules(
    packs: list[tuple[str, Pack]], vocabulary: Mapping[str, Any], faults: list[str]
) -> Iterator[Rule]:
    sources: dict[str, str] = {}
    for file, pack in packs:
        for term in pack.mask:
            faults.extend(f"{file}: mask: {fault}" for fault in _term_faults(term, vocabulary))
        for entry in pack.rules:
            if entry.id in sources:
                faults.append(
                    f"{file}: {entry.id}: id: already used in {sources[entry.id]}; "
                    f"choose another, or change that rule in {OVERRIDES}"
                )
                continue
            sources[entry.id] = file
            faults.extend(
                f"{file}: {entry.id}: {fault}" for fault in _entry_faults(entry, vocabulary)
            )
            yield Rule(entry, file)


def _entry_faults(entry: RuleEntry, vocabulary: Mapping[str, Any]) -> Iterator[str]:
    groups = {
        "all": [term for group in entry.all for term in group],
        "any": list(entry.any),
        "none": list(entry.none),
        "none_in_document": list(entry.none_in_document),
        "none_in_title": list(entry.none_in_title),
    }
    for key, terms in groups.items():
        for term in terms:
            yield from (f"{key}: {fault}" for fault in _term_faults(term, vocabulary))
    if not any(term not in SLOTS for term in (*groups["all"], *groups["any"])):
        yield "all: is empty; write at least one phrase or <list> under all or any"
    elif not worded_groups(entry):
        yield "all, any: every entry may be met by a slot; write one that only phrases meet"
    if entry.near is not None and len(entry.all) < 2:
        yield "near: needs two or more entries under all"
    for side, examples in (("match", entry.tests.match), ("reject", entry.tests.reject)):
        if not examples:
            yield f"tests.{side}: has no example; write at least one headline or sentence"


def _term_faults(term: str, vocabulary: Mapping[str, Any]) -> Iterator[str]:
    if term.startswith("<"):
        if term.strip("<>") not in vocabulary:
            yield f"no list is called {term}{_close(term.strip('<>'), vocabulary)}"
    elif term.startswith("{"):
        if term not in SLOTS:
            yield f"no slot is called {term}; known: {', '.join(SLOTS)}"
    elif not any(char.isalnum() for char in term):
        yield f"the term {term!r} has no letter"


def _overridden(
    rules: list[Rule],
    overrides: Overrides,
    vocabulary: Mapping[str, Any],
    faults: list[str],
    folder: str,
) -> list[Rule]:
    known = {rule.id for rule in rules}
    for rule_id, override in overrides.rules.items():
        where = f"{folder}/{OVERRIDES}: {rule_id}"
        if rule_id not in known:
            close = difflib.get_close_matches(rule_id, known, n=1, cutoff=0.5)
            hint = f"; did you mean {close[0]!r}?" if close else ""
            faults.append(f"{where}: no rule has this id{hint}")
        for term in override.none:
            faults.extend(f"{where}: none: {fault}" for fault in _term_faults(term, vocabulary))
    changed = []
    for rule in rules:
        if rule.id in overrides.rules:
            override = overrides.rules[rule.id]
            updates: dict[str, Any] = {"none": (*rule.entry.none, *override.none)}
            if override.score is not None:
                updates["score"] = override.score
            if override.severity is not None:
                updates["severity"] = override.severity
            tests, more = rule.entry.tests, override.tests
            updates["tests"] = tests.model_copy(
                update={
                    "match": (*tests.match, *more.match), "reject": (*tests.reject, *more.reject),
                }
            )  # fmt: skip
            if override.disable or override.status is not None:
                updates["status"] = "off" if override.disable else override.status
            rule = replace(rule, entry=rule.entry.model_copy(update=updates))
        changed.append(rule)
    return changed
