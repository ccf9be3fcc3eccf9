"""Preloaded where a storm's daemons are forked from: the shipped rules, read once for all lives."""

from collections.abc import Sequence
from pathlib import Path

import crawler.reading
import rules
from rules.ruleset import RuleSet, Watch

_cold = rules.load
_shipped = _cold()


def _load(folder: Path | None = None, watches: Sequence[Watch] = ()) -> RuleSet:
    return _shipped if folder is None and not watches else _cold(folder, watches)


rules.load = _load
crawler.reading.load = _load
