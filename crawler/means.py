"""Means: what every round works with, handed over in one piece."""

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from kembar.clock import Clock
from kembar.model import Subscription
from storage.archive import Writer
from storage.raw_pages import PageStore

from .fetching import Fetcher
from .parsing import Parsers


def _nobody(site: str) -> None:
    """Nobody watches the pages go by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What every round works with."""

    writer: Writer
    fetcher: Fetcher
    parsers: Parsers
    clock: Clock
    subscriptions: Sequence[Subscription]
    backlog: str
    burst: int = 0
    """Most stories in five minutes that a channel is told one by one; 0: all."""
    least: timedelta
    """Shortest interval between two looks."""
    longest: timedelta
    """Longest interval, after failures."""
    chance: random.Random
    closing: asyncio.Event
    """Set when Kembar is asked to stop: no further page is taken up."""
    pages: PageStore | None = None
    """Where pages are kept as they were fetched; None: nowhere."""
    on_page: Callable[[str], None] = _nobody
    """Called after each page, for progress bars."""
