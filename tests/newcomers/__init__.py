"""Replica outlets that Kembar was never told of, each built another way, whose news go on."""

from collections.abc import Callable

from .base import Newcomer, News
from .blogger import Blogger
from .handmade import CountedPortal, Handmade, OnlySections, PagedFront
from .joomla import Joomla
from .nextjs import NextJs
from .portal import CodeIgniter
from .wordpress import PlainWordPress, RestWordPress, TagDiv

__all__ = ["EVERY", "Newcomer", "News"]

EVERY: dict[str, Callable[..., Newcomer]] = {
    site.__name__: site
    for site in (
        RestWordPress, PlainWordPress, TagDiv, Blogger, Joomla, CodeIgniter, NextJs, Handmade,
        PagedFront, OnlySections, CountedPortal,
    )
}  # fmt: skip
"""The eight of the usual kinds, and three that are harder: a list is missing, or the pager is."""
