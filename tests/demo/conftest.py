"""The replica outlets, served once for a test module."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from commands.demo import ReplicaServer, demo_outlets

NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    """The moment at which the demo begins: 10:30 in WITA."""
    return NOW


@pytest.fixture(scope="module")
def server() -> Iterator[ReplicaServer]:
    with ReplicaServer(demo_outlets(NOW)) as running:
        yield running
