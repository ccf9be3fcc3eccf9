"""How often each rule was right, by what people made of its alerts; knows no rule pack.

An answer counts for every rule whose hits made the event: `keep` and `fix` as right (the news was),
`drop` as wrong. Only what stands counts: of one person on one alert the latest.
"""

import math
from dataclasses import dataclass

from .archive import Archive
from .verdicts import STANDS

FEWEST = 5
"""Verdicts below which nothing is said of a rule."""
LOW = 0.5
"""A rule that is right less often is told of."""
_Z = 1.959964
"""Of the normal distribution, for 95 %."""


@dataclass(frozen=True, slots=True)
class Precision:
    """What people made of the alerts that a rule had part in."""

    rule: str
    kept: int
    """Judged right, with or without a wrong fact."""
    dropped: int
    """Judged false alarms."""

    @property
    def share(self) -> float:
        """The share judged right, 0 to 1."""
        return self.kept / (self.kept + self.dropped)

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of that share."""
        return wilson(self.kept, self.kept + self.dropped)

    @property
    def low(self) -> bool:
        """Whether it is right so seldom that it should be looked at."""
        return self.kept + self.dropped >= FEWEST and self.share < LOW


def by_rule(archive: Archive) -> dict[str, Precision]:
    """The figures of every rule that an answered alert rests on."""
    rows = archive.rows(
        f"""SELECT value AS rule, sum(verdict <> 'drop') AS kept, sum(verdict = 'drop') AS dropped
        FROM verdicts, json_each(verdicts.rules) WHERE {STANDS} GROUP BY value ORDER BY value"""
    )
    return {row["rule"]: Precision(row["rule"], row["kept"], row["dropped"]) for row in rows}


def wilson(right: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share, 0 to 1; all of it where nothing is known."""
    if not of:
        return 0.0, 1.0
    share, spread = right / of, _Z * _Z / of
    middle = (share + spread / 2) / (1 + spread)
    half = _Z / (1 + spread) * math.sqrt(share * (1 - share) / of + spread / (4 * of))
    return max(0.0, middle - half), min(1.0, middle + half)
