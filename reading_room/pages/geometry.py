"""Places on a flat map: one unit a degree, north up; knows coordinates and no story."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]
"""Units to the right of Greenwich, and down from the equator."""

_MARGIN = 6.0  # degrees of sea around what is shown
_NARROWEST = 24.0  # degrees; a single place still shows where in the world it is
_FLATTEST = 0.45  # height of a map by its width
_DOTS = 180.0  # radii of a dot that the width of a map holds
_BEND = 0.12  # how far a line swings out, by its length


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One relation on the map."""

    path: str
    """SVG path, in degrees."""
    width: float
    """Width of the line, on the screen."""
    title: str
    """Who with whom, in words."""
    link: str
    """Address of the relation."""
    firm: bool
    """Whether something is signed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One place on the map."""

    x: float
    """Units to the right."""
    y: float
    """Units down."""
    name: str
    """Canonical name."""
    link: str
    """Address of the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A map: what part of the world, the lines and the dots."""

    box: str
    """`viewBox` of the SVG."""
    dot: float
    """Radius of a dot, in degrees."""
    lines: list[Line]
    """The relations."""
    dots: list[Dot]
    """The places."""


def point(place: dict[str, Any]) -> Point | None:
    """Where a place lies; None without coordinates."""
    if place["latitude"] is None or place["longitude"] is None:
        return None
    return round(place["longitude"], 2), round(-place["latitude"], 2)


def arc(start: Point, end: Point) -> str:
    """A line with a slight bend, so that lines to one place do not hide each other."""
    (x, y), (u, v) = start, end
    bent = (x + u) / 2 + (v - y) * _BEND, (y + v) / 2 - abs(u - x) * _BEND
    return f"M{x:g} {y:g}Q{bent[0]:.2f} {bent[1]:.2f} {u:g} {v:g}"


def box(points: Sequence[Point]) -> tuple[float, float, float, float]:
    """Left, top, width and height of a map that shows all points; Indonesia without any."""
    xs, ys = zip(*(points or [(95.0, -6.0), (141.0, 11.0)]), strict=True)
    width = min(max(max(xs) - min(xs) + 2 * _MARGIN, _NARROWEST), 360.0)
    height = min(max(max(ys) - min(ys) + 2 * _MARGIN, width * _FLATTEST), 180.0)
    left = min(max((min(xs) + max(xs) - width) / 2, -180.0), 180.0 - width)
    top = min(max((min(ys) + max(ys) - height) / 2, -90.0), 90.0 - height)
    return left, top, width, height


def drawing(lines: list[Line], dots: list[Dot]) -> Drawing:
    """The map that just holds these."""
    left, top, width, height = box([(dot.x, dot.y) for dot in dots])
    return Drawing(
        box=f"{left:.1f} {top:.1f} {width:.1f} {height:.1f}",
        dot=round(max(width, height / _FLATTEST) / _DOTS, 3),
        lines=lines,
        dots=dots,
    )
