"""What every section of kembar.toml is made of: its base, and how times and spans are written."""

import re
from datetime import timedelta
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from .clock import duration


def _read_duration(value: object) -> object:
    return duration(value) if isinstance(value, str) else value


Duration = Annotated[timedelta, BeforeValidator(_read_duration)]
_CLOCK_TIME = r"([01]\d|2[0-3]):[0-5]\d"
_WEEKLY = rf"weekly (mon|tue|wed|thu|fri|sat|sun) {_CLOCK_TIME}"


class Section(BaseModel):
    """A table of kembar.toml: its keys are checked, and it never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


def weekly(value: str) -> bool:
    """Whether a text is like `weekly mon 08:00`."""
    return bool(re.fullmatch(_WEEKLY, value))


def set_hours(value: str) -> bool:
    """Whether a text is like `now`, `hourly`, `daily 07:00` or `weekly mon 07:00`."""
    return bool(re.fullmatch(rf"now|hourly|daily {_CLOCK_TIME}|{_WEEKLY}", value))


def span_of_day(value: str) -> bool:
    """Whether a text is like `22:00-06:00`."""
    return bool(re.fullmatch(rf"{_CLOCK_TIME}-{_CLOCK_TIME}", value))
