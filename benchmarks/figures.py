"""Shares and F1 with their 95 % intervals; knows nothing of articles."""

from dataclasses import dataclass
from math import sqrt

# Two-sided 95 % of the normal distribution.
_Z = 1.959964


def wilson(right: int, of: int) -> tuple[float, float]:
    """The interval in which the true share lies; all of it where nothing was counted."""
    if of == 0:
        return 0.0, 1.0
    share = right / of
    spread = _Z * sqrt(share * (1 - share) / of + _Z**2 / (4 * of**2))
    middle = share + _Z**2 / (2 * of)
    scale = 1 + _Z**2 / of
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number and how sure it is."""

    name: str
    """`precision`, `kind` ..."""
    value: float
    """Between 0 and 1; 0 where nothing was counted."""
    low: float
    """Lower end of the 95 % interval."""
    high: float
    """Upper end."""
    of: int
    """What was counted."""

    def __str__(self) -> str:
        return (
            f"{self.name:<10} {self.value:.3f}  ({self.low:.2f} to {self.high:.2f}, of {self.of})"
        )


def share(name: str, right: int, of: int) -> Figure:
    """How many of those were right."""
    low, high = wilson(right, of)
    return Figure(name, right / of if of else 0.0, low, high, of)


def f1(name: str, right: int, false: int, missed: int) -> Figure:
    """Precision and recall in one number.

    F1 is no share of independent draws, but the Jaccard index is, and F1 grows with it; so its
    interval is that of the index, carried over.
    """
    of = right + false + missed
    ends = [2 * end / (1 + end) for end in wilson(right, of)]
    return Figure(name, 2 * right / (of + right) if of else 0.0, ends[0], ends[1], of)
