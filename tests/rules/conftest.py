"""One rule set for all tests of this room: building it is the slow part."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import settings

import rules
from kembar.model import Article
from rules import RuleSet

# A shared machine may stall for longer than the deadline of an example.
settings.register_profile("rules", deadline=None, database=None)
settings.load_profile("rules")

Write = Callable[..., Article]


@pytest.fixture(scope="session")
def ruleset() -> RuleSet:
    return rules.load()


@pytest.fixture(scope="session")
def write() -> Write:
    """Write an article; published on 20 May 2025 at noon in Jakarta unless told otherwise."""

    def written(title: str, text: str = "", published: datetime | None = None) -> Article:
        return Article(
            url="https://example.org/1",
            site="example.org",
            title=title,
            text=text,
            published=published or datetime(2025, 5, 20, 5, tzinfo=UTC),
        )

    return written
